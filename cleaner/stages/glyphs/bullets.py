"""Bullets that are house style of a paper, and no text."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from cleaner.ledger.fixes import Edit, Proposal
from cleaner.ledger.rules import Rule, Safety, rule
from cleaner.page import patterns
from cleaner.page.context import line_around
from cleaner.text.characters import BULLET, NEWLINE
from cleaner.text.document import Document
from cleaner.text.signs import one


@rule("glyphs.byline-bullet", at=(one(BULLET),), safety=Safety.SUGGESTED, confidence=0.9)
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
    for place in _first_bullets(document):
        start, end = line_around(text, place)
        if text[start:place].strip():
            continue
        line = text[place + 1 : end]
        if patterns.is_byline(line):
            blanks = len(line) - len(line.lstrip(" \t\u3000\u00a0"))
            fixes.append(((Edit(place, place + 1 + blanks, ""),), ""))
    yield Proposal.of(fixes, self)


def _first_bullets(document: Document) -> list[int]:
    """The first bullet of each line that has any."""
    places = (document.classes == BULLET).nonzero()[0]
    lines = np.searchsorted((document.classes == NEWLINE).nonzero()[0], places)
    _, first = np.unique(lines, return_index=True)
    found: list[int] = places[first].tolist()
    return found
