"""The blocks of a page and what each of them is, told by trees over their features."""

from __future__ import annotations

from dataclasses import dataclass

from cleaner.knowledge.forest import Forest
from cleaner.page import patterns
from cleaner.page.furniture import repeated
from cleaner.page.layout import Lines
from cleaner.stories.features import REPORTS, Blocks, features_of
from cleaner.text.document import Document

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


def blocks_of(document: Document) -> list[Block]:
    """The blocks of a document with their roles, in order."""
    lines = Lines.of(document)
    if not len(lines):
        return []
    blocks = [
        Block(start, end, BODY)
        for start, end in zip(lines.starts.tolist(), lines.ends.tolist(), strict=True)
    ]
    measured = Blocks.of(document)
    asked = (measured.brief | (measured.kinds >= 0)).nonzero()[0]
    if len(blocks) > 1 and len(asked):
        shares = Forest.load("roles").shares(features_of(measured)[1][:, asked])
        headline = shares[:, ROLES.index(HEADLINE)].tolist()
        for number, role, chance in zip(
            asked.tolist(), shares.argmax(axis=1).tolist(), headline, strict=True
        ):
            blocks[number].role, blocks[number].headline = ROLES[role], chance
    for line, kind in lines.kinds.items():
        block = blocks[line]
        block.reports = kind in REPORTS
        block.opens = block.reports and (kind == patterns.DATELINE or block.role == BYLINE)
        block.signs = kind == patterns.SIGNED
        block.refers = kind == patterns.PAGE
    for line in repeated(document).nonzero()[0].tolist():
        blocks[line] = Block(blocks[line].start, blocks[line].end, FURNITURE)
    for block in blocks:
        block.opens |= block.role == BYLINE and not block.signs
    return blocks
