"""Line ends of which the places of the lines have told that the text goes on: they go first of all.

This goes before the stages, where the line end is between characters written without blanks; what
stands between two Latin words is left to the stage `lines`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cleaner.config import Settings
from cleaner.knowledge.lexicon import Lexicon
from cleaner.ledger.fixes import Proposal, Stage
from cleaner.ledger.rules import Rule
from cleaner.stages.lines.layout import flow
from cleaner.text.characters import (
    CLAUSE,
    CLOSE,
    DASH,
    HAN,
    KANA,
    OPEN,
    STOP,
    WIDE_ALNUM,
    class_set,
)
from cleaner.text.document import Document

WITHOUT_BLANKS = class_set(HAN, KANA, WIDE_ALNUM, STOP, CLAUSE, OPEN, CLOSE, DASH)
WHY = "The lines stand on the page as lines of one paragraph"


def propose(
    document: Document, rules: Sequence[Rule], lexicon: Lexicon, settings: Settings
) -> Iterable[Proposal]:
    """The joins; none for a text whose lines have no places."""
    ends = document.wraps
    if len(ends):
        solid = WITHOUT_BLANKS[document.classes]
        ends = ends[solid[ends - 1] | solid[ends + 1]]
        yield Proposal(flow, ends, ends + 1, "", WHY)


STAGE = Stage("lines", (flow,), propose)
