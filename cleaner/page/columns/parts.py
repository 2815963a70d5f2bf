"""What the tracks of a page are: running text that may go on in another column, or what stands beside
it, as bylines, captions and headlines do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import pairwise
from typing import NamedTuple

from cleaner.page import patterns
from cleaner.page.columns.cells import MARKS, Cells
from cleaner.page.columns.order import Block
from cleaner.page.columns.tracks import Track, track_of
from cleaner.text.characters import CLOSE, STOP, class_set
from cleaner.text.document import Document

# Set by hand on tuning pages.
HEADS = 4  # lines of what stands over text, or beside it, less than this
NARROW = 0.8  # of the line below, the width of a line of names
FULL, FILLED = (
    0.75,
    0.95,
)  # of the middle line, the last one of a column that goes on; that ends a sentence
SHALLOWEST, DEEPEST = 2, 4  # characters of an indent
CORE = 0.75  # of the widest line of a column: no other column stands there
EDGE_SHARE = 0.25  # of the lines of a column that begin at its edge
RAGGED = 2  # characters that a full line is short of the widest one
ENDED = class_set(STOP, CLOSE)


class Part(NamedTuple):
    """A track: its box, how wide its lines are, what it is if it is no text, whether it is running
    text, whether it may go on in another one, or another one in it, and whether it ends a sentence.

    `role`: of `patterns`, or none."""

    block: Block
    width: float
    role: str
    running: bool
    open_end: bool
    open_start: bool
    stopped: bool


def _median(widths: list[float]) -> float:
    """As of `statistics`, which takes longer to read in than all else that a page needs of it."""
    widths = sorted(widths)
    middle = len(widths) // 2
    return widths[middle] if len(widths) % 2 else (widths[middle - 1] + widths[middle]) / 2


def part_of(document: Document, cells: Cells, track: Track, is_running: bool) -> Part:
    """What a track is; `is_running`: whether it has marks of sentences."""
    first, last = track.cells[0], track.cells[-1]
    opening, closing = _text(document, cells, first), _text(document, cells, last)
    role = _role(opening, len(track.cells) == 1) if len(track.cells) < HEADS else ""
    middle = _median([cells.widths[cell] for cell in track.cells])
    stopped = bool(ENDED[document.classes[cells.ends[last] - 1]])
    is_full = cells.widths[last] >= (FILLED if stopped else FULL) * middle
    set_in = not cells.behind[first] and cells.left[first] - track.left >= SHALLOWEST
    return Part(
        block=_block(cells, track),
        width=middle,
        role=role,
        running=is_running and not role,
        open_end=is_full and not role and not patterns.kind_of(closing),
        open_start=is_running and not role and not set_in and not patterns.kind_of(opening),
        stopped=stopped,
    )


def parted_from_heads(
    document: Document, cells: Cells, track: Track, known: Mapping[tuple[int, int], float]
) -> list[Track]:
    """A track, and before it the bylines and the centred headline that its column begins with.

    `known`: the log-odds that text goes on from a cell to another.
    """
    size = 0
    edge = Counter(cells.left[cell] for cell in track.cells).most_common(1)[0][0]
    for number, (cell, below) in enumerate(pairwise(track.cells[: HEADS + 1]), 1):
        is_narrow = cells.widths[cell] < NARROW * cells.widths[below]
        role = _role(_text(document, cells, cell), is_narrow)
        if role == patterns.CAPTION:
            break
        if not role and MARKS[document.classes[cells.starts[cell] : cells.ends[cell]]].any():
            break
        off = cells.left[cell] - edge
        is_first_line = off <= DEEPEST and cells.right[cell] >= track.right - RAGGED
        is_centred = off >= SHALLOWEST and not is_first_line
        if role or (is_centred and known.get((cell, below), 0.0) < 0):
            size = number
    if not size:
        return [track]
    return [track_of(cells, track.cells[:size]), track_of(cells, track.cells[size:])]


def settle(track: Track) -> None:
    """Put the edge of a track where enough of its lines begin."""
    counts = Counter(track.lefts)
    common = [left for left, count in counts.items() if count >= EDGE_SHARE * len(track.lefts)]
    if common:
        track.left = min(common)


def _text(document: Document, cells: Cells, cell: int) -> str:
    return document.text[cells.starts[cell] : cells.ends[cell]]


def _role(text: str, is_narrow: bool) -> str:
    """What a line is that stands beside text, or none; a narrow one may be no more than names."""
    kind = patterns.kind_of(text)
    if kind == patterns.CREDIT:
        return patterns.CAPTION
    if kind not in ("", patterns.DATELINE):
        return kind
    named = patterns.is_names(text) or (is_narrow and patterns.is_like_names(text))
    return patterns.BYLINE if named else ""


def _block(cells: Cells, track: Track) -> Block:
    longest = max(cells.right[cell] - cells.left[cell] for cell in track.cells)
    return Block(track.left, track.first_row, track.left + max(1, CORE * longest), track.row)
