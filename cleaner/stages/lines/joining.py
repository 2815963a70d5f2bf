"""The edits that join two lines: with a space or none, with their hyphen or without."""

from __future__ import annotations

import numpy as np

from cleaner.ledger.fixes import Proposal
from cleaner.ledger.rules import Rule
from cleaner.text.characters import Ints
from cleaner.wraps.dehyphenation import GOING, Hyphen, hyphen_at
from cleaner.wraps.gaps import Gaps


def joins(each: Rule, gaps: Gaps, places: Ints) -> Proposal:
    """The proposal to join the lines at these gaps."""
    solid = gaps.solid[places]
    starts, ends = gaps.starts[places], gaps.ends[places]
    if solid.all():
        return Proposal(each, starts, ends, "")
    return Proposal(each, starts, ends, ["" if tight else " " for tight in solid.tolist()])


def rejoined(each: Rule, gaps: Gaps, places: Ints) -> Proposal:
    """The proposal to join words divided by a hyphen, which goes where it is not part of the word."""
    starts, after = gaps.starts[places], np.full(len(places), "", object)
    for index, gap in enumerate(places.tolist()):
        told = hyphen_at(gaps.lines.document, *gaps.between(gap))
        starts[index] -= told in GOING
        after[index] = " " if told is Hyphen.SUSPENDED else ""
    return Proposal(each, starts, gaps.ends[places], after.tolist())
