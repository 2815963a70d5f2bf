"""Which rule joins two blocks, for each blank line in question."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cleaner.ledger.rules import Rule
from cleaner.page import patterns
from cleaner.stages.columns.marks import CLAUSE_ENDS
from cleaner.stages.columns.words import CUT_OFF, GOES_ON
from cleaner.text.characters import CANNOT_OPEN, OPEN, Flags, Ints, among
from cleaner.wraps.fragments import Gap, may_run
from cleaner.wraps.gaps import Gaps

COLON = ord("：")  # ends the block that an article goes on to
PARTICLES = "".join(sorted(patterns.PARTICLES))


def worth_asking(gaps: Gaps, places: Ints) -> Ints:
    """Those of the gaps `places`, sorted, at which a rule may hold; at no other one does any.

    All but a few rules ask for running text on a side, and only a join hands that on to the next
    block. So gaps in a row are asked about where a block between them may be running text, or where
    one is joined whatever its blocks are.
    """
    last, first = gaps.last[places], gaps.first[places]
    opened, closes = gaps.depth
    alone: Flags = CANNOT_OPEN[first] | (first == OPEN) | ((opened > 0) & (closes > 0))[places]
    alone |= gaps.lines.document.codes[gaps.lines.ends[places + 1] - 1] == COLON
    able = alone | CLAUSE_ENDS[last] | (CUT_OFF[last] & GOES_ON[first])
    able |= among(gaps.lines.document.codes[gaps.ends[places]], PARTICLES)
    places, alone = places[able], alone[able]
    if not len(places):
        return places
    running = may_run(gaps.lines)
    live = alone | running[places] | running[places + 1]
    begins = np.diff(places, prepend=-2) > 1
    in_live_row = np.logical_or.reduceat(live, begins.nonzero()[0])
    asked: Ints = places[in_live_row[np.cumsum(begins) - 1]]
    return asked


def decide(gaps: list[Gap], rules: Sequence[Rule]) -> list[Rule | None]:
    """For each gap the rule that joins it, or None.

    What is joined to running text is running text: that may decide a gap beside it, so the gaps
    are asked again until nothing changes.
    """
    verdicts: list[Rule | None] = [None] * len(gaps)
    asked = [(each, each.function) for each in rules]
    changed = True
    while changed:
        changed = False
        for index, gap in enumerate(gaps):
            if verdicts[index] is None:
                for rule, holds in asked:
                    if holds(gap):
                        verdicts[index] = rule
                        changed |= _unite(gap)
                        break
    return verdicts


def _unite(gap: Gap) -> bool:
    """Let both blocks be running text if one is; whether that changed what is known of either."""
    before, after = gap.before, gap.after
    known = (before.body, before.running, after.body, after.running)
    before.body = after.body = before.body or after.body
    before.running = after.running = True
    return known != (before.body, before.running, after.body, after.running)
