"""Stretches of a text that a repair of marks, spaces or script must not enter.

What is found, with its kind: addresses, numbers with marks, times, code, Latin sentences, names of
the user's dictionaries … The pipeline drops what the stages that spare them (`Stage.spares`) would
change inside.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from cleaner.ledger.fixes import Proposal, To
from cleaner.protected.kinds import KINDS, LATIN, Span
from cleaner.protected.latin import latin
from cleaner.protected.names import names
from cleaner.protected.program import program
from cleaner.protected.tokens import references, tokens
from cleaner.text.characters import Flags, Ints
from cleaner.text.document import Document

if TYPE_CHECKING:
    from cleaner.knowledge.lexicon import Lexicon

__all__ = ["KINDS", "Span", "mask", "spans", "spare"]


def spans(document: Document, lexicon: Lexicon | None = None) -> list[Span]:
    """The protected spans of a document, sorted; a Latin sentence may hold others.

    `lexicon`: whose names are protected, too.
    """
    found: list[Span] | None = document.analyses.get("protected")
    if found is None:
        finders = (program, tokens, references, latin)
        found = _outermost(span for find in finders for span in find(document))
        document.analyses["protected"] = found
    if lexicon is None or not lexicon.names:
        return found
    known: tuple[Lexicon, list[Span]] | None = document.analyses.get("protected names")
    if known is None or known[0] is not lexicon:
        known = lexicon, _outermost([*found, *names(document, lexicon)])
        document.analyses["protected names"] = known
    return known[1]


def _outermost(found: Iterable[Span]) -> list[Span]:
    """The spans sorted, without those that lie inside others; a Latin sentence may hold some."""
    kept, reach = [], -1
    for span in sorted(found, key=lambda span: (span.start, -span.end, span.kind == LATIN)):
        if span.end > reach:
            kept.append(span)
            if span.kind != LATIN:
                reach = span.end
    return kept


def mask(document: Document, lexicon: Lexicon | None = None) -> Flags:
    """Which characters (one flag a code point) lie in a protected span."""
    flags = np.zeros(len(document.text), np.bool_)
    for start, end, _ in spans(document, lexicon):
        flags[start:end] = True
    return flags


def spare(document: Document, proposals: list[Proposal], lexicon: Lexicon) -> list[Proposal]:
    """The proposals without the fixes that touch a protected span.

    An edit beside a span does not touch it. Kinds that a rule names in `within` do not count.
    """
    kept = [_spared(document, proposal, lexicon) for proposal in proposals]
    return [proposal for proposal in kept if len(proposal)]


def _spared(document: Document, proposal: Proposal, lexicon: Lexicon) -> Proposal:
    found = [span for span in spans(document, lexicon) if span.kind not in proposal.rule.within]
    if not found:
        return proposal
    starts, ends, after = proposal.columns()
    edits = range(len(starts)) if proposal.fixes is None else proposal.fixes
    first, last = _hulls(found)
    touched = _touched(np.array(starts, np.int64), np.array(ends, np.int64), first, last)
    if proposal.moves:
        goals = [goal.position if isinstance(goal, To) else 0 for goal in after]
        arrivals = np.array(goals, np.int64)
        touched |= _touched(arrivals, arrivals, first, last)
    if not touched.any():
        return proposal
    bad = {number for number, is_touched in zip(edits, touched.tolist(), strict=True) if is_touched}
    return proposal.keep([number not in bad for number in dict.fromkeys(edits)])


def _hulls(found: Iterable[Span]) -> tuple[Ints, Ints]:
    """Starts and ends of sorted spans, those that overlap made one."""
    hulls: list[list[int]] = []
    for start, end, _ in found:
        if hulls and start < hulls[-1][1]:
            hulls[-1][1] = max(hulls[-1][1], end)
        else:
            hulls.append([start, end])
    columns = np.array(hulls, np.int64).reshape(-1, 2)
    return columns[:, 0], columns[:, 1]


def _touched(starts: Ints, ends: Ints, first: Ints, last: Ints) -> Flags:
    """Which edits reach into a hull; what is put in at its border does not."""
    place = np.searchsorted(last, starts, "right")
    return np.append(first, np.iinfo(np.int64).max)[place] < ends
