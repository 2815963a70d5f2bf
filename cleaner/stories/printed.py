"""What the size of its type says of a block: headlines are larger than the text below them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import numpy as np

from cleaner.stories.blocks import (
    CAPTION,
    DECK,
    HEADLINE,
    HEADS,
    KICKER,
    LONGEST_HEAD,
    SUBHEAD,
    Block,
)
from cleaner.text.characters import Ints
from cleaner.text.document import Document

# Hundredths of the size of the body. Set by hand.
LARGE = 122  # of headlines
DISPLAY = 110  # of kickers, decks and headings
SMALL = 95  # what is set smaller is a caption or a note
MAIN = 0.75  # of the largest line of a headline: what is smaller is its kicker or deck
SURE = 0.99  # chance that a large line is a headline


def sizes_of(document: Document, blocks: Sequence[Block]) -> list[int]:
    """The size of the type of each block, of its first line; 0 where it is not known."""
    starts = np.array([block.start for block in blocks], np.int64)
    places: Ints = document.sizes[:, 0]
    first = np.searchsorted(places, starts)
    known = np.append(places, np.iinfo(np.int64).max)[first]
    found = np.append(document.sizes[:, 1], 0)[first]
    ends = np.array([block.end for block in blocks], np.int64)
    sizes: list[int] = np.where(known < ends, found, 0).tolist()
    return sizes


def by_size(blocks: Sequence[Block], sizes: Sequence[int], worded: Sequence[bool]) -> None:
    """Set the roles of headline lines after the size of their type, where a page has large ones.

    `worded`: whether the wording of a block says that it is something else. Lines that stand
    together and have a large one among them are its kickers and decks; others that only look like
    headlines are headings between paragraphs, or captions.
    """
    if not any(size >= LARGE for size in sizes):
        return
    for block, size in zip(blocks, sizes, strict=True):
        if block.role in HEADS and 0 < size < SMALL:
            block.role, block.headline = CAPTION, 0.0
    for run in _runs(blocks, sizes, worded):
        most = max(sizes[number] for number in run)
        if most < LARGE:
            _demote(blocks, sizes, run)
            continue
        main = [number for number in run if sizes[number] >= max(LARGE, MAIN * most)]
        for number in run:
            block = blocks[number]
            if number in main:
                block.role, block.headline = HEADLINE, SURE
            elif number < main[0]:
                block.role, block.headline = KICKER, 1 - SURE
            elif number > main[-1] or block.role != KICKER:
                block.role, block.headline = DECK, 1 - SURE


def _runs(
    blocks: Sequence[Block], sizes: Sequence[int], worded: Sequence[bool]
) -> Iterator[list[int]]:
    """Blocks that stand together and are headline lines, or set as such."""
    heads = [
        not other
        and block.end - block.start <= 2 * LONGEST_HEAD
        and (size >= DISPLAY or (block.role in HEADS and size > 0))
        for block, size, other in zip(blocks, sizes, worded, strict=True)
    ]
    for is_head, numbers in groupby(range(len(blocks)), heads.__getitem__):
        if is_head:
            yield [*numbers]


def _demote(blocks: Sequence[Block], sizes: Sequence[int], run: list[int]) -> None:
    """What looks like a headline and is set as text is none, unless a story is sure to begin."""
    after = run[-1] + 1
    begins = after < len(blocks) and blocks[after].reports
    for number in run:
        block, size = blocks[number], sizes[number]
        if block.role in HEADS and size < DISPLAY and not begins:
            block.role, block.headline = SUBHEAD, 0.0
