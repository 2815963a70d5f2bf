"""What a page was read as, to be looked at: its blocks in their order, with band, columns and kind.

A band is what was read before anything else began: `Reading.begins`. A block is lines of one kind
one under the other. Nothing of this decides anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from cleaner.formats import Floats, Page, Writing
from cleaner.page import patterns
from cleaner.page.edges import MOST_ROWS, ZONE
from cleaner.page.reading import Reading
from cleaner.page.reading_order import LARGE
from cleaner.page.stretches import Stretch, around, length, shared
from cleaner.page.upright import SAME

HEADLINE, TEXT, SMALL, BYLINE, CAPTION, FURNITURE, NOTE = KINDS = (
    "headline", "text", "small", "byline", "caption", "furniture", "note",
)  # fmt: skip
BY_WORDING = {
    patterns.BYLINE: BYLINE, patterns.SIGNED: BYLINE, patterns.CAPTION: CAPTION,
    patterns.CREDIT: CAPTION, patterns.PAGE: FURNITURE, patterns.STAFF: FURNITURE,
    patterns.MASTHEAD: FURNITURE, patterns.JUMP: NOTE,
}  # fmt: skip
LITTLE = 0.7  # sizes of the body: type that is small where only the height of its ink is known
BROKEN = 3.0  # heights of a line: further apart nothing is one block
MOST_COLUMNS = 64  # of a band that are told apart
COLUMN = 0.5  # of the narrower one: so much share two blocks of one column


@dataclass
class Block:
    """Lines of one kind one under the other. `band`: from 1; `columns`: those of its band that it
    stands over, from 1, none for what has no column; `text`: its lines."""

    page: int
    number: int
    band: int
    kind: str
    way: int
    box: list[float]
    text: list[str]
    columns: tuple[int, ...] = ()


@dataclass
class _Line:
    text: str
    kind: str
    begins: bool
    stretch: Stretch


def blocks_of(page: Page, reading: Reading, first: int = 1) -> list[Block]:
    """The blocks of a page in the order they are read, numbered from `first`."""
    blocks: list[Block] = []
    before: Stretch | None = None
    band = 1
    for line in _lines(page, reading):
        band += line.begins and bool(blocks)
        last = blocks[-1] if blocks else None
        same = (
            last and last.band == band and last.kind == line.kind and last.way == line.stretch.way
        )
        if last and same and before and before.is_above(line.stretch, BROKEN):
            before.take(line.stretch)
            last.box = before.box
            last.text.append(line.text)
            continue
        before = line.stretch
        number = first + len(blocks)
        blocks.append(
            Block(page.number, number, band, line.kind, before.way, before.box, [line.text])
        )
    _at_edges(blocks)
    for _, inner in groupby(blocks, lambda block: block.band):
        _columns([*inner])
    return blocks


def _lines(page: Page, reading: Reading) -> Iterator[_Line]:
    """The lines of the text that have a place, with their kinds."""
    places = page.lines.places
    sides = places.boxes[:, 2:] - places.boxes[:, :2]
    told = ~np.isnan(places.sizes)
    sizes = np.where(told, places.sizes, sides.min(1, initial=np.inf))
    little = np.where(told, 1 - SAME / 2, LITTLE)
    body = _body(sizes, np.fromiter(map(len, page.lines.texts), np.int64, len(sizes)))
    ways = ((places.turns + 45) // 90 + (places.writings == Writing.DOWN)) % 2
    texts = reading.text.split("\n")
    for text, box, rows in zip(texts, reading.boxes, reading.rows, strict=False):
        if rows and np.isfinite(box).all():
            row = rows[int(sizes[rows].argmax())]
            begins = any(row in reading.begins for row in rows)
            stretch = Stretch(page.number, int(ways[rows[0]]), box.tolist())
            yield _Line(text, _kind(text, sizes[row] / body, little[row]), begins, stretch)


def _body(sizes: Floats, lengths: np.ndarray) -> float:
    """The size of most characters."""
    known = np.isfinite(sizes)
    if not known.any():
        return 1.0
    order = np.argsort(sizes[known], kind="stable")
    counted = lengths[known][order].cumsum()
    return float(sizes[known][order[np.searchsorted(counted, (counted[-1] + 1) // 2)]])


def _kind(text: str, size: float, little: float) -> str:
    """What a line is, set in so many sizes of the body."""
    if size >= LARGE:
        return HEADLINE
    return BY_WORDING.get(patterns.kind_of(text), SMALL if size < little else TEXT)


def _at_edges(blocks: list[Block]) -> None:
    """Bands of few lines at the head and the foot of a page, beyond all others, are furniture."""
    whole = _hull(blocks)
    bands = sorted({block.band for block in blocks})
    for order, edge, other in ((bands, 1, 3), (bands[::-1], 3, 1)):
        for band in order[:-1][:MOST_ROWS]:
            own = [block for block in blocks if block.band == band]
            inner = [block for block in blocks if (block.band - band) * (2 - edge) > 0]
            outer = max if edge == 1 else min
            sign = 1 if edge == 1 else -1
            reach = outer(block.box[other] for block in own)
            beyond = all(sign * (block.box[edge] - reach) >= 0 for block in inner)
            near = abs(reach - whole[edge]) <= ZONE * length(whole, 1)
            few = all(len(block.text) <= MOST_ROWS for block in own)
            if not (beyond and near and few) or any(block.kind == HEADLINE for block in own):
                break
            for block in own:
                block.kind = FURNITURE


def _columns(blocks: list[Block]) -> None:
    """Number the columns of a band, and tell over which of them each block stands."""
    columns: list[list[float]] = []
    for block in blocks:
        if len(columns) == MOST_COLUMNS:
            break
        if block.kind == TEXT and not any(_shares(block, each, block.box) for each in columns):
            columns.append(block.box)
    for block in blocks:
        over = (number for number, each in enumerate(columns, 1) if _shares(block, each, each))
        block.columns = tuple(over) if block.kind != FURNITURE else ()


def _shares(block: Block, column: list[float], whole: list[float]) -> bool:
    return shared(block.box, column, block.way) >= COLUMN * min(
        length(whole, block.way), length(column, block.way)
    )


def _hull(blocks: list[Block]) -> list[float]:
    found = [0.0, 0.0, 0.0, 0.0]
    for number, block in enumerate(blocks):
        found = around(found, block.box) if number else block.box
    return found
