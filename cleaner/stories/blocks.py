"""The blocks of a page: paragraphs of the text, and what each of them is."""

from __future__ import annotations

from dataclasses import dataclass

LONGEST_HEAD = 60  # code points of a headline at most; set by hand

BODY = "body"
HEADLINE = "headline"
KICKER = "kicker"
DECK = "deck"
BYLINE = "byline"
CAPTION = "caption"
SUBHEAD = "subhead"
NOTE = "note"
FURNITURE = "furniture"
ROLES = (BODY, HEADLINE, KICKER, DECK, BYLINE, CAPTION, SUBHEAD, NOTE, FURNITURE)
HEADS = frozenset((HEADLINE, KICKER, DECK))


@dataclass(slots=True)
class Block:
    """One paragraph of the text: `start` and `end` in code points, and its role.

    `opens` says that the block opens a story, `reports` that its wording leaves no doubt of that,
    `signs` that it closes one with who wrote it;
    `refers`: it refers to another page; `headline` is the chance that it is a headline.
    """

    start: int
    end: int
    role: str
    opens: bool = False
    reports: bool = False
    signs: bool = False
    refers: bool = False
    headline: float = 0.0
