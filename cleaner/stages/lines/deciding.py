"""Which line ends are joined, for which reason, and whether that is sure enough to be applied."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

import numpy as np

from cleaner.knowledge.lexicon import Lexicon
from cleaner.ledger.rules import Rule
from cleaner.page.old_style import is_old_style
from cleaner.text.characters import CLAUSE, STOP, Flags, class_set
from cleaner.wraps.decided import LIKELY, Decided
from cleaner.wraps.gaps import Gaps
from cleaner.wraps.kept_breaks import keep_sentence_ends, keep_structural_breaks, leave_interleaved
from cleaner.wraps.old_features import within_pieces

# The least chance of a join for each reason at which 99 in 100 were right on tuning seeds the trees
# were not fitted on (Typst 300:400 and 860:900, browser 130:160), by `python -m bench.pages reasons`.
# For the reasons not named here, all that are more likely than not.
SURE = {"lines.kind-wrap": 0.81, "lines.headline-wrap": 0.92, "lines.column-edge": 0.88}
SURE_ACROSS_BLANKS = {
    "lines.clause": 0.7,
    "lines.kind-wrap": 0.96,
    "lines.headline-wrap": 0.82,
    "lines.column-edge": 0.98,
    "lines.flow": 0.9,
}
# An OCR gives the blocks of a page in an order of its own, and garbage between them: the same on
# pages that tesseract read (70 tuning seeds of `bench.pages.engines`).
SURE_ACROSS_BLOCKS = {
    **SURE_ACROSS_BLANKS,
    "lines.flow": 0.98,
    "lines.word-split": 0.998,
    "lines.open-bracket": 2.0,  # never: 3 of 5 were right
}
# In old-style pages, on the tuning folds of each year with trees fitted on the other year's
# (`bench.folds`): 98.8 in 100 of the joins at a clause, with the trees of both years 99.2 of the other
# half. Over blank lines no fold has a join.
SURE_IN_OLD = {"lines.clause": 0.9, "lines.headline-wrap": 0.91, "lines.column-edge": 0.88}
SURE_OVER_BLANKS_IN_OLD = 0.98
# Old-style pages that have a blank line after each paragraph: between two blank lines of those folds
# all 3,600 joins were right that are more likely than not.
PARTED = 0.1  # of the paragraph ends with a blank line, as many at most that have none; set by hand


MARK = class_set(CLAUSE, STOP)

# A reason, the gaps that it joins, and of all gaps those where it is sure enough.
Verdict: TypeAlias = tuple[Rule, Flags, Flags]
Verdicts: TypeAlias = list[Verdict]


def decide(gaps: Gaps, lexicon: Lexicon) -> Decided:
    """What is decided of each gap: the chance that it is a wrap, and the breaks that are kept."""
    decided = Decided(gaps, lexicon)
    leave_interleaved(decided)
    keep_structural_breaks(decided)
    keep_sentence_ends(decided)
    decided.keep_break(decided.display, "a headline stands here")
    decided.keep_break(gaps.newlines > 0, "nothing shows that the text goes on")
    return decided


def verdicts(
    decided: Decided, reasons: Sequence[Rule], across: Mapping[str, float] = SURE_ACROSS_BLANKS
) -> Iterable[Verdict]:
    """For each reason the gaps that it joins, and of all gaps those where it is sure enough.

    `reasons`: in the order in which they are asked; `across`: the least chance for a blank line to
    be joined over, but in old-style pages.
    """
    blank = decided.gaps.newlines > 1
    old = is_old_style(decided.gaps.lines.document)
    alone = SURE_IN_OLD if old else SURE
    otherwise = SURE_OVER_BLANKS_IN_OLD if old else LIKELY
    pieces = np.zeros(len(blank))
    if old:
        across = {}
        pieces[within_pieces(decided.gaps) & ~blank] = 1  # likely is enough
        if _has_blank_lines(decided):
            alone = {}
    for reason in reasons:
        mask = reason.function(decided) & (decided.chances > LIKELY) & decided.open
        decided.open &= ~mask
        least = alone.get(reason.name, LIKELY), across.get(reason.name, otherwise)
        yield reason, mask, decided.chances >= np.where(blank, least[1], least[0]) - pieces


def _has_blank_lines(decided: Decided) -> bool:
    """Whether a blank line stands after each paragraph of running text, or nearly."""
    gaps = decided.gaps
    ends = MARK[gaps.last] & (decided.chances <= LIKELY)
    blank = np.count_nonzero(ends & (gaps.newlines > 1))
    return bool(np.count_nonzero(ends & (gaps.newlines == 1)) <= PARTED * blank)
