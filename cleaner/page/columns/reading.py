"""A band of a page printed in rows, read column by column, and what speaks for that reading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from cleaner.knowledge import continuity
from cleaner.knowledge.lexicon import Lexicon
from cleaner.page.columns.bands import Band, Physical, bands
from cleaner.page.columns.cells import Cells, cells_of
from cleaner.page.columns.order import Block, in_order
from cleaner.page.columns.tracks import Track, tracks_of
from cleaner.page.layout import running_total
from cleaner.text.characters import ASCII_CLAUSE, ASCII_STOP, CLAUSE, CLOSE, POINT, STOP, class_set
from cleaner.text.document import Document

# Set by hand.
NARROWEST = 6  # code points of the middle line: no order of shorter ones is taken
ROWS_ON = 3  # rows further down in which the next line of a column may stand
ASIDE = 10  # characters that it may stand aside
MOST_TRACKS = 150  # of a band: more are no columns but a table
CERTAIN = 3.0  # log-odds of one joint that count at most
SLACK = 4.0  # cells by which a line differs from its column: two characters moved for a mark
INDENTED = 7.0  # cells by which a first line is narrower, at most
DOUBT = 0.9  # the same where they speak against it
BROKEN = 2.4  # against what is no running text behind a column that breaks off
WIDE = 8  # blanks between two things that stand in one row at the head or the foot of a page
EDGE_SHARE = 0.25  # of the lines of a column that begin at its edge
CORE = 0.75  # of the widest line of a column: no other column stands there
DEEPEST = 4  # characters of an indent
SHALLOWEST = 2
MARKS = class_set(STOP, CLAUSE, POINT, ASCII_STOP, ASCII_CLAUSE)


class Line(NamedTuple):
    """A line of a column in its row: its place in the text, the blanks before it that are an indent,
    and whether a blank line goes before it."""

    row: int
    start: int
    end: int
    indent: int
    apart: bool


@dataclass(frozen=True, eq=False)
class Order:
    """An order in which the cells of a part of a text may be read: `tracks` of them, each a column
    or a part of one. `in_turn`: their lines; `spread`: whether the cells have places on the page."""

    document: Document
    lexicon: Lexicon
    cells: Cells
    tracks: list[list[int]]
    in_turn: list[Line]
    spread: bool

    @cached_property
    def evidence(self) -> Evidence:
        """What speaks for this order, and what for the one given."""
        following = {one: other for track in self.tracks for one, other in pairwise(track)}
        own = sorted(cell for track in self.tracks for cell in track)
        new = [(one, other) for one, other in following.items() if other != one + 1]
        given = [(one, one + 1) for one in own[:-1] if following.get(one) != one + 1]
        found = logits(self.document, self.cells, new + given, self.lexicon)
        found = np.clip(found, -CERTAIN, CERTAIN)
        starts, ends = np.array(self.cells.starts)[own], np.array(self.cells.ends)[own]
        total = running_total(MARKS[self.document.classes[starts[0] : ends[-1]]])
        marks = total[ends - starts[0]] - total[starts - starts[0]]
        return Evidence(
            len(new), float(found[: len(new)].sum()), len(given), float(found[len(new) :].sum()),
            float(marks.mean()), float(np.median(ends - starts)), self._level(),
        )  # fmt: skip

    def _level(self) -> float:
        """Of the lines that another one of their column follows, those as wide as most of it."""
        classes = self.document.classes
        level = asked = 0
        for track in self.tracks:
            widths = np.array([self.cells.widths[cell] for cell in track])
            ended = MARKS[classes[np.array(self.cells.ends)[track] - 1]]
            begins = np.append(True, ended[:-1])
            off = widths - np.median(widths)
            fits = (np.abs(off) <= SLACK) | (begins & (off < 0) & (off >= -INDENTED))
            inside = ~ended
            inside[-1] = False
            level += int(np.count_nonzero(fits & inside))
            asked += int(np.count_nonzero(inside))
        return level / asked if asked else 0.0


class Evidence(NamedTuple):
    """`brought`: line ends that the order brings together, `gained`: their log-odds, summed;
    `parted`, `lost`: the same of those it takes apart; `marked`: marks in a cell, on average;
    `length`: code points of the middle one; `level`: of the lines that others follow, those as wide
    as their column."""

    brought: int
    gained: float
    parted: int
    lost: float
    marked: float
    length: float
    level: float


def printed_columns(document: Document, lines: Physical, lexicon: Lexicon) -> Iterator[Order]:
    """All bands of a text whose rows have gaps, in reading order."""
    for band in bands(document, lines):
        if band.spread:
            found = _read(document, lines, band, lexicon)
            if found is not None:
                yield found


def lone_rows(document: Document, lines: Physical, lexicon: Lexicon) -> Iterator[Order]:
    """Rows between blank ones with wide gaps inside, each piece a line: mastheads, lines of editors."""
    filled = lines.filled
    beside = np.append(False, filled[:-1]) | np.append(filled[1:], False)
    for row in np.flatnonzero(filled & ~beside & lines.spread).tolist():
        cells = cells_of(document, row, row)
        pieces: list[list[int]] = []
        for cell in range(len(cells)):
            if not pieces or cells.starts[cell] - cells.ends[cell - 1] >= WIDE:
                pieces.append([])
            pieces[-1].append(cell)
        if len(pieces) > 1:
            in_turn = [
                Line(row, cells.starts[piece[0]], cells.ends[piece[-1]], 0, bool(number))
                for number, piece in enumerate(pieces)
            ]
            yield Order(document, lexicon, cells, pieces, in_turn, spread=True)


def _read(document: Document, lines: Physical, band: Band, lexicon: Lexicon) -> Order | None:
    cells = cells_of(document, band.first, band.last)
    near = _near(cells)
    known = dict(zip(near, logits(document, cells, near, lexicon).tolist(), strict=True))
    blanks = dict.fromkeys(cells.rows, 0)
    for row in blanks:
        blanks[row] = int(lines.blanks[row])
    tracks = tracks_of(cells, blanks, lambda one, other: known.get((one, other), 0.0))
    if len(tracks) > MOST_TRACKS or all(len(track.cells) == 1 for track in tracks):
        return None
    for track in tracks:
        _settle(track)
    blocks = [_block(cells, track) for track in tracks]
    count = len(tracks)
    pairs = [(one.cells[-1], other.cells[0]) for one in tracks for other in tracks]
    joints = logits(document, cells, pairs, lexicon).reshape(count, count)
    classes = document.classes
    running = np.array([
        any(
            MARKS[classes[cells.starts[cell] : cells.ends[cell]]].any() for cell in track.cells
        )
        for track in tracks
    ])  # fmt: skip
    worth = np.clip(joints, -DOUBT, CERTAIN) * (running[:, None] & running[None, :])
    ends = np.array([cells.ends[track.cells[-1]] for track in tracks])
    broken = running & ~class_set(STOP, CLOSE)[classes[ends - 1]]
    worth -= BROKEN * (broken[:, None] & ~running[None, :])
    values = worth.tolist()
    order = in_order(blocks, lambda one, other: float(values[one][other]))
    ordered = [tracks[number] for number in order]
    in_turn = list(_in_turn(cells, ordered, blanks))
    own = [track.cells for track in ordered]
    return Order(document, lexicon, cells, own, in_turn, spread=True)


def _in_turn(cells: Cells, tracks: list[Track], blanks: dict[int, int]) -> Iterator[Line]:
    """The lines of tracks in their order."""
    before: Track | None = None
    for track in tracks:
        apart = before is not None and (
            track.left <= before.left
            if track.first_row <= before.row
            else blanks[track.first_row] > blanks[before.row]
        )
        for cell in track.cells:
            off = cells.left[cell] - track.left if not cells.behind[cell] else 0
            indent = off if SHALLOWEST <= off <= DEEPEST else 0
            yield Line(cells.rows[cell], cells.starts[cell], cells.ends[cell], indent, apart)
            apart = False
        before = track


def _near(cells: Cells) -> list[tuple[int, int]]:
    """Cells and those in the next rows that may go on there."""
    firsts = [
        number
        for number in range(len(cells))
        if not number or cells.rows[number] != cells.rows[number - 1]
    ]
    bounds = [*firsts, len(cells)]
    found = []
    for place, (first, last) in enumerate(pairwise(bounds)):
        until = bounds[min(len(bounds) - 1, place + 1 + ROWS_ON)]
        for one in range(first, last):
            left = cells.left[one]
            found += [
                (one, other)
                for other in range(last, until)
                if -ASIDE <= cells.left[other] - left <= ASIDE
            ]
    return found


def logits(
    document: Document, cells: Cells, pairs: list[tuple[int, int]], lexicon: Lexicon
) -> continuity.Floats:
    """The log-odds that text goes on from one cell to another, of pairs of cells."""
    if not pairs:
        return np.zeros(0, np.float32)
    ones, others = np.array(pairs).T
    ends, starts = np.array(cells.ends)[ones], np.array(cells.starts)[others]
    model = continuity.shipped()
    return model.logits(document.codes, document.classes, ends, starts, lexicon)


def _settle(track: Track) -> None:
    """Put the edge of a track where enough of its lines begin."""
    counts = Counter(track.lefts)
    common = [left for left, count in counts.items() if count >= EDGE_SHARE * len(track.lefts)]
    if common:
        track.left = min(common)


def _block(cells: Cells, track: Track) -> Block:
    longest = max(cells.right[cell] - cells.left[cell] for cell in track.cells)
    return Block(track.left, track.first_row, track.left + max(1, CORE * longest), track.row)
