"""Spans that no edit may reach into."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from cleaner.ledger.fixes import Proposal, To
from cleaner.text.characters import Flags, Ints


def hulls(spans: Iterable[tuple[int, int]]) -> tuple[Ints, Ints]:
    """Starts and ends of sorted spans, those that overlap made one and empty ones left out."""
    found: list[list[int]] = []
    for start, end in spans:
        if found and start < found[-1][1]:
            found[-1][1] = max(found[-1][1], end)
        elif start < end:
            found.append([start, end])
    columns = np.array(found, np.int64).reshape(-1, 2)
    return columns[:, 0], columns[:, 1]


def untouched(proposal: Proposal, first: Ints, last: Ints) -> Proposal:
    """A proposal without the fixes that reach into a hull; what is put in at its border does not."""
    starts, ends, after = proposal.columns()
    touched = _touched(np.array(starts, np.int64), np.array(ends, np.int64), first, last)
    if proposal.moves:
        goals = [goal.position if isinstance(goal, To) else 0 for goal in after]
        arrivals = np.array(goals, np.int64)
        touched |= _touched(arrivals, arrivals, first, last)
    if not touched.any():
        return proposal
    edits = range(len(starts)) if proposal.fixes is None else proposal.fixes
    bad = {number for number, is_touched in zip(edits, touched.tolist(), strict=True) if is_touched}
    return proposal.keep([number not in bad for number in dict.fromkeys(edits)])


def _touched(starts: Ints, ends: Ints, first: Ints, last: Ints) -> Flags:
    """Which edits reach into a hull."""
    place = np.searchsorted(last, starts, "right")
    return np.append(first, np.iinfo(np.int64).max)[place] < ends
