"""Line ends beside lines of a kind of their own: bylines, mastheads, page numbers and their like."""

from __future__ import annotations

import numpy as np

from cleaner.knowledge.lexicon import Lexicon
from cleaner.page import patterns
from cleaner.text.characters import CLAUSE, Flags, class_set
from cleaner.wraps.gaps import Gaps

ALONE = frozenset(
    (
        patterns.BYLINE,
        patterns.SIGNED,
        patterns.JUMP,
        patterns.PAGE,
        patterns.STAFF,
        patterns.MASTHEAD,
    )
)
WORDED = frozenset((patterns.BYLINE, patterns.CREDIT, patterns.MASTHEAD, patterns.STAFF))
OPENS = ALONE | {patterns.DATELINE, patterns.CAPTION}
ENDS = ALONE | {patterns.CREDIT}


def kinds_outside_sentences(gaps: Gaps, lexicon: Lexicon) -> dict[int, str]:
    """The lines that have a kind, without those that only look so in the middle of a sentence."""
    return {
        line: kind
        for line, kind in gaps.lines.kinds.items()
        if not _in_sentence(gaps, line, kind, lexicon)
    }


def _in_sentence(gaps: Gaps, line: int, kind: str, lexicon: Lexicon) -> bool:
    """Whether a line that is worded like a byline, a masthead or a credit goes on a sentence."""
    before = line - 1
    if line == 0 or kind not in WORDED or before in gaps.lines.kinds or gaps.newlines[before] > 1:
        return False
    if not gaps.at_column_edge[before] or gaps.lines.unmarked[before - 1 : before + 1].all():
        return False
    return bool(gaps.spans(lexicon)[before]) or bool(class_set(CLAUSE)[gaps.last[before]])


def beside_kinds(gaps: Gaps, kinds: dict[int, str]) -> Flags:
    """The gaps before and after the lines that have one of `kinds` and are never joined there."""
    apart = np.zeros(len(gaps), np.bool_)
    for line, kind in kinds.items():
        if kind in OPENS and line:
            apart[line - 1] = True
        if kind in ENDS and line < len(gaps):
            apart[line] = True
    return apart
