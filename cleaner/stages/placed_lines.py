"""Line ends of which the places of the lines have told that the text goes on: they go first of all.

This goes before the stages, where the line end is between characters written without blanks, or
between two words of letters or of letters and digits; hyphens and numbers that are cut are left to the stage
`lines`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from cleaner.config import Settings
from cleaner.knowledge.lexicon import Lexicon
from cleaner.ledger.fixes import Proposal, Stage
from cleaner.ledger.rules import Rule
from cleaner.stages.lines.layout import flow
from cleaner.text.characters import (
    ASCII_CLAUSE,
    CLAUSE,
    CLOSE,
    DASH,
    DIGIT,
    HAN,
    KANA,
    LETTER,
    OPEN,
    POINT,
    STOP,
    WIDE_ALNUM,
    Flags,
    class_set,
)
from cleaner.text.document import Document
from cleaner.text.regex import regex

WITHOUT_BLANKS = class_set(HAN, KANA, WIDE_ALNUM, STOP, CLAUSE, OPEN, CLOSE, DASH)
HYPHENED = regex(r"[A-Za-z]-\n(?:[A-Z][a-z]|\d)")
WHY = "The lines stand on the page as lines of one paragraph"


def propose(
    document: Document, rules: Sequence[Rule], lexicon: Lexicon, settings: Settings
) -> Iterable[Proposal]:
    """The joins; none for a text whose lines have no places."""
    ends = document.wraps
    if len(ends):
        solid = WITHOUT_BLANKS[document.classes]
        touching = solid[ends - 1] | solid[ends + 1]
        letters = document.classes == LETTER
        words = letters | (document.classes == DIGIT)
        between = (letters[ends - 1] | (document.classes[ends - 1] == POINT)) & words[ends + 1]
        between |= (words | (document.classes == ASCII_CLAUSE))[ends - 1] & letters[ends + 1]
        touching |= ~between & _hyphened(document)
        joined = ends[touching | between]
        after = np.where(between[touching | between], " ", "").tolist()
        yield Proposal(flow, joined, joined + 1, after, WHY)


def _hyphened(document: Document) -> Flags:
    """Of each of the line ends: whether a hyphen stands there before a capital or a number, as in Wi-Fi,
    and parts no word."""
    text = document.text
    found = [HYPHENED.match(text, max(end - 2, 0)) is not None for end in document.wraps.tolist()]
    return np.array(found, np.bool_)


def idle(document: Document, rules: Sequence[Rule]) -> bool:
    """Whether no places tell of line ends."""
    return not len(document.wraps)


STAGE = Stage("lines", (flow,), propose, idle=idle)
