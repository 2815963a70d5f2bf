"""The blocks of a page and what each of them is, told by trees over their features."""

from __future__ import annotations

from cleaner.knowledge.forest import Forest
from cleaner.page import patterns
from cleaner.page.furniture import repeated
from cleaner.page.layout import Lines
from cleaner.stories.blocks import (
    BODY,
    BYLINE,
    CAPTION,
    DECK,
    FURNITURE,
    HEADLINE,
    HEADS,
    KICKER,
    LONGEST_HEAD,
    NOTE,
    ROLES,
    SUBHEAD,
    Block,
)
from cleaner.stories.features import REPORTS, Blocks, features_of
from cleaner.stories.printed import LARGE, by_size, sizes_of
from cleaner.text.document import Document

__all__ = (
    "BODY", "BYLINE", "CAPTION", "DECK", "FURNITURE", "HEADLINE", "HEADS", "KICKER", "NOTE",
    "ROLES", "SUBHEAD", "Block", "blocks_of",
)  # fmt: skip


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
        blocks[line].reports = kind in REPORTS
        if patterns.is_aside(lines.text(line)):
            role = CAPTION if kind == patterns.CREDIT else BYLINE
            blocks[line].role, blocks[line].headline = role, 0.0
    if len(document.sizes):
        _mark_teasers(blocks, lines.kinds)
        sizes = sizes_of(document, blocks)
        by_size(blocks, sizes, _worded(blocks, lines.kinds, sizes))
    for line, kind in lines.kinds.items():
        block = blocks[line]
        block.opens = block.reports and (kind == patterns.DATELINE or block.role == BYLINE)
        block.signs = kind == patterns.SIGNED
        block.refers = kind == patterns.PAGE
    for line in repeated(document).nonzero()[0].tolist():
        blocks[line] = Block(blocks[line].start, blocks[line].end, FURNITURE)
    for block in blocks:
        block.opens |= block.role == BYLINE and not block.signs
    return blocks


def _worded(blocks: list[Block], kinds: dict[int, str], sizes: list[int]) -> list[bool]:
    """Of each block whether its wording says that it is no headline, whatever its size.

    What looks like the name of a section is one all the same where it is large and its story
    begins right below.
    """
    found = [line in kinds or block.role == FURNITURE for line, block in enumerate(blocks)]
    for line in range(len(blocks) - 1):
        named = found[line] and kinds.get(line, patterns.MASTHEAD) == patterns.MASTHEAD
        if named and sizes[line] >= LARGE:
            after = line + 1 + (blocks[line + 1].role == DECK and line + 2 < len(blocks))
            signed = kinds.get(after) == patterns.BYLINE
            found[line] = not (signed or (blocks[after].reports and line not in kinds))
    return found


def _mark_teasers(blocks: list[Block], kinds: dict[int, str]) -> None:
    """Lines that another page is named under belong to the page, however large they are."""
    for line, kind in kinds.items():
        above = line - 1
        brief = above >= 0 and blocks[above].end - blocks[above].start <= LONGEST_HEAD
        if kind == patterns.PAGE and brief and above not in kinds:
            blocks[above].role = FURNITURE
