"""The blocks of a page and what each of them is, told one by one."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from cleaner.characters import ASCII_CLAUSE, CLAUSE, class_set
from cleaner.document import Document
from cleaner.stages import patterns
from cleaner.stages.layout import Lines

BODY = "body"
DISPLAY = "display"  # headline, kicker, deck: short, and no mark at its end
LONGEST_DISPLAY = 60  # characters
QUESTION = 24  # characters of a headline that ends in ？ or ！


@dataclass(slots=True)
class Block:
    """One paragraph of the text: `start` and `end` in code points, and its role.

    The role is BODY, DISPLAY or a kind of `patterns`; `opens` says that the block opens a report.
    """

    start: int
    end: int
    role: str
    opens: bool = False


def blocks_of(document: Document) -> list[Block]:
    """The blocks of a document, in order."""
    lines = Lines.of(document)
    if not len(lines):
        return []
    stops = lines.stops - lines.stopped
    body = (stops > 0) | lines.stopped | (lines.ends - lines.starts > LONGEST_DISPLAY)
    body |= class_set(CLAUSE, ASCII_CLAUSE)[lines.last]
    blocks = [
        Block(start, end, BODY if text else DISPLAY)
        for start, end, text in zip(
            lines.starts.tolist(), lines.ends.tolist(), body.tolist(), strict=True
        )
    ]
    for line, kind in lines.kinds.items():
        block = blocks[line]
        block.role = kind
        if block.role == patterns.DATELINE:
            block.role, block.opens = BODY, True
        elif block.role == patterns.CREDIT:
            block.role = patterns.CAPTION
        elif block.role == patterns.BYLINE:
            block.opens = True
    for block, following in itertools.pairwise(blocks):
        cries = document.text[block.end - 1] in "！？!?"
        short = block.end - block.start <= QUESTION
        if block.role == BODY and not block.opens and cries and short and following.opens:
            block.role = DISPLAY
    return blocks
