"""Bullets that are house style of a paper, and no text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cleaner.ledger.fixes import Edit, Proposal
from cleaner.ledger.rules import Rule, Safety, rule
from cleaner.page import patterns
from cleaner.text.characters import (
    BULLET,
)
from cleaner.text.document import Document

if TYPE_CHECKING:
    pass


@rule("glyphs.byline-bullet", safety=Safety.SUGGESTED, confidence=0.9)
def byline_bullet(document: Document, self: Rule) -> Iterable[Proposal]:
    """A bullet that opens a byline may go.

    ## Why
    Many papers print □ or ○ before the reporter's name; extractors give whatever box they find for
    it. Whether it belongs to the byline is house style, so this is a suggestion: nothing is lost
    unless somebody asks for it.

    ## Examples
    Repairs: ▢ 本报记者 张三 → 本报记者 张三
    Leaves: ● 第一项

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    if not document.has(BULLET):
        return
    fixes = []
    text = document.text
    for place in (document.classes == BULLET).nonzero()[0].tolist():
        if text[text.rfind("\n", 0, place) + 1 : place].strip():
            continue
        end = text.find("\n", place)
        line = text[place + 1 : end if end >= 0 else None]
        if patterns.is_byline(line):
            blanks = len(line) - len(line.lstrip(" \t\u3000\u00a0"))
            fixes.append(((Edit(place, place + 1 + blanks, ""),), ""))
    yield Proposal.of(fixes, self)
