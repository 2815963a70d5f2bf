"""Spans that no edit may reach into, as sorted starts and ends."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

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


def reaching(first: Ints, last: Ints, starts: Ints, ends: Ints) -> Flags:
    """Which of the edits from `starts` to `ends` reach into a hull, from `first` to `last`.

    An edit beside a hull does not, nor does a text put in at its border.
    """
    place = np.searchsorted(last, starts, "right")
    reached: Flags = np.append(first, np.iinfo(np.int64).max)[place] < ends
    return reached
