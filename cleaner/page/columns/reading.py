"""A band of a page printed in rows, read column by column, and what speaks for that reading."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from cleaner.knowledge import continuity
from cleaner.knowledge.lexicon import Lexicon
from cleaner.page.columns.bands import Physical, bands
from cleaner.page.columns.cells import MARKS, Cells, cells_of
from cleaner.page.columns.flowing import Links, in_reading_order
from cleaner.page.columns.parts import (
    DEEPEST,
    SHALLOWEST,
    Part,
    part_of,
    parted_from_heads,
    settle,
)
from cleaner.page.columns.tracks import Track, tracks_of
from cleaner.page.layout import running_total
from cleaner.page.patterns import CAPTION
from cleaner.text.characters import (
    CLOSE,
    STOP,
    Flags,
    Ints,
    class_set,
)
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
    cells: Cells
    tracks: list[list[int]]
    in_turn: list[Line]
    spread: bool

    @cached_property
    def own(self) -> list[int]:
        """All its cells, as they are given."""
        return sorted(cell for track in self.tracks for cell in track)

    @cached_property
    def joints(self) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
        """The pairs of cells that it brings together, and those that it takes apart."""
        following = {one: other for track in self.tracks for one, other in pairwise(track)}
        new = [(one, other) for one, other in following.items() if other != one + 1]
        given = [(one, one + 1) for one in self.own[:-1] if following.get(one) != one + 1]
        return new, given

    def weighed(self, values: continuity.Floats) -> Evidence:
        """What speaks for this order, and what for the one given; `values`: log-odds of `joints`."""
        new, given = self.joints
        found = np.clip(values, -CERTAIN, CERTAIN)
        return Evidence(
            len(new), float(found[: len(new)].sum()), len(given), float(found[len(new) :].sum()),
            *marks_and_length(self.document, self.cells, self.own), self._level(),
        )  # fmt: skip

    def _level(self) -> float:
        """Of the lines that another one of their column follows, those as wide as most of it."""
        classes = self.document.classes
        level = asked = 0
        for track in self.tracks:
            widths = np.array([self.cells.widths[cell] for cell in track])
            ended = MARKS[classes[np.array([self.cells.ends[cell] for cell in track]) - 1]]
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


def marks_and_length(document: Document, cells: Cells, own: list[int]) -> tuple[float, float]:
    """How many marks of a sentence some of the cells have on average, and the code points of the
    middle one."""
    starts = np.array([cells.starts[cell] for cell in own])
    ends = np.array([cells.ends[cell] for cell in own])
    total = running_total(MARKS[document.classes[starts[0] : ends[-1]]])
    marks = total[ends - starts[0]] - total[starts - starts[0]]
    return float(marks.mean()), float(np.median(ends - starts))


@dataclass(frozen=True, eq=False)
class Rows:
    """A band printed in rows: its cells, and how many blank lines there are up to each of its lines."""

    cells: Cells
    blanks: dict[int, int]

    @property
    def all(self) -> list[int]:
        """The numbers of all its cells."""
        return list(range(len(self.cells)))


def bands_in_rows(document: Document, lines: Physical) -> list[Rows]:
    """All bands of a text whose rows have gaps."""
    found = []
    for band in bands(document, lines):
        if band.spread:
            cells = cells_of(document, band.first, band.last)
            found.append(
                Rows(cells, {row: int(lines.blanks[row]) for row in dict.fromkeys(cells.rows)})
            )
    return found


def printed_columns(document: Document, bands: list[Rows], lexicon: Lexicon) -> list[Order]:
    """The bands of a text that have columns, in reading order.

    The language is asked about all of them at once.
    """
    near = [_near(rows.cells) for rows in bands]
    values = logits(document, [(b.cells, own) for b, own in zip(bands, near, strict=True)], lexicon)
    tracked: list[tuple[Rows, list[Track]]] = []
    for rows, pairs, own in zip(bands, near, values, strict=True):
        tracks = _tracks(document, rows, dict(zip(pairs, own.tolist(), strict=True)))
        if len(tracks) <= MOST_TRACKS and any(len(track.cells) > 1 for track in tracks):
            tracked.append((rows, tracks))
    running = [_are_running(document, rows.cells, tracks) for rows, tracks in tracked]
    asked = [
        (rows.cells, _joints_of(tracks, own))
        for (rows, tracks), own in zip(tracked, running, strict=True)
    ]
    values = logits(document, asked, lexicon)
    return [
        _ordered(document, rows, tracks, own, joints)
        for (rows, tracks), own, joints in zip(tracked, running, values, strict=True)
    ]


def lone_rows(document: Document, lines: Physical) -> Iterator[Order]:
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
            yield Order(document, cells, pieces, in_turn, spread=True)


def _tracks(document: Document, rows: Rows, known: dict[tuple[int, int], float]) -> list[Track]:
    """The tracks of a band, or more than `MOST_TRACKS` of them."""
    tracks = tracks_of(
        rows.cells, rows.blanks, lambda one, other: known.get((one, other), 0.0), MOST_TRACKS
    )
    tracks = [
        part for track in tracks for part in parted_from_heads(document, rows.cells, track, known)
    ]
    for track in tracks:
        settle(track)
    return tracks


def _are_running(document: Document, cells: Cells, tracks: list[Track]) -> Flags:
    """Whether each of the tracks has marks of sentences."""
    first, last = cells.starts[0], cells.ends[-1]
    total = running_total(MARKS[document.classes[first:last]])
    marks = total[np.array(cells.ends) - first] > total[np.array(cells.starts) - first]
    return np.array([bool(marks[track.cells].any()) for track in tracks])


def _joints_of(tracks: list[Track], running: Flags) -> list[tuple[int, int]]:
    """The last cell and the first one of each two tracks of running text."""
    own = [track for track, is_running in zip(tracks, running.tolist(), strict=True) if is_running]
    return [(one.cells[-1], other.cells[0]) for one in own for other in own]


def _ordered(
    document: Document,
    rows: Rows,
    tracks: list[Track],
    running: Flags,
    joints: continuity.Floats,
) -> Order:
    """The tracks of a band in the order in which they are read."""
    cells = rows.cells
    worth = np.zeros((len(tracks), len(tracks)), np.float32)
    worth[np.ix_(running, running)] = np.clip(joints, -DOUBT, CERTAIN).reshape(
        (int(running.sum()),) * 2
    )
    ends = np.array([cells.ends[track.cells[-1]] for track in tracks])
    broken = running & ~class_set(STOP, CLOSE)[document.classes[ends - 1]]
    worth -= BROKEN * (broken[:, None] & ~running[None, :])
    parts = [
        part_of(document, cells, track, is_running)
        for track, is_running in zip(tracks, running.tolist(), strict=True)
    ]
    order, links = in_reading_order(parts, worth.tolist())
    in_turn = list(_in_turn(rows, tracks, parts, order, links))
    return Order(document, cells, [tracks[number].cells for number in order], in_turn, spread=True)


def _in_turn(
    rows: Rows, tracks: list[Track], parts: list[Part], order: list[int], links: Links
) -> Iterator[Line]:
    """The lines of tracks in their order."""
    cells = rows.cells
    before = -1
    for number in order:
        track = tracks[number]
        apart = (
            before >= 0
            and links.get(before) != number
            and (
                CAPTION in (parts[before].role, parts[number].role)
                or _are_apart(rows, tracks[before], track)
            )
        )
        for cell in track.cells:
            off = cells.left[cell] - track.left if not cells.behind[cell] else 0
            indent = off if SHALLOWEST <= off <= DEEPEST else 0
            yield Line(cells.rows[cell], cells.starts[cell], cells.ends[cell], indent, apart)
            apart = False
        before = number


def _are_apart(rows: Rows, before: Track, track: Track) -> bool:
    """Whether a track that follows another one does not stand right of it or right below it."""
    if track.first_row <= before.row:
        return track.left <= before.left
    return rows.blanks[track.first_row] > rows.blanks[before.row]


def _near(cells: Cells) -> list[tuple[int, int]]:
    """Cells and those in the next rows that may go on there."""
    firsts = [
        number
        for number in range(len(cells))
        if not number or cells.rows[number] != cells.rows[number - 1]
    ]
    bounds = [*firsts, len(cells)]
    found = []
    left = cells.left
    for place, (first, last) in enumerate(pairwise(bounds)):
        rows = list(pairwise(bounds[place + 1 : place + 2 + ROWS_ON]))
        for one in range(first, last):
            for start, end in rows:
                low = bisect_left(left, left[one] - ASIDE, start, end)
                high = bisect_right(left, left[one] + ASIDE, low, end)
                found += [(one, other) for other in range(low, high)]
    return found


def evidence_of(document: Document, orders: list[Order], lexicon: Lexicon) -> list[Evidence]:
    """What speaks for each of some orders; the language is asked about all of them at once."""
    asked = [(order.cells, [pair for pairs in order.joints for pair in pairs]) for order in orders]
    values = logits(document, asked, lexicon)
    return [order.weighed(own) for order, own in zip(orders, values, strict=True)]


def logits(
    document: Document, asked: list[tuple[Cells, list[tuple[int, int]]]], lexicon: Lexicon
) -> list[continuity.Floats]:
    """The log-odds that text goes on from one cell to another, of pairs of cells, several times."""
    return logits_of_each(document, [_sides(*each) for each in asked], lexicon)


def _sides(cells: Cells, pairs: list[tuple[int, int]]) -> tuple[Ints, Ints]:
    """Where the first of each pair of cells ends, and where the second one starts."""
    ends = [cells.ends[one] for one, _ in pairs]
    starts = [cells.starts[other] for _, other in pairs]
    return np.array(ends, np.int64), np.array(starts, np.int64)


def logits_of_each(
    document: Document, joints: Sequence[tuple[Ints, Ints]], lexicon: Lexicon
) -> list[continuity.Floats]:
    """The log-odds that text goes on from the ends to the starts, of several arrays at once."""
    if not joints:
        return []
    ends, starts = (np.concatenate(side) for side in zip(*joints, strict=True))
    model = continuity.shipped()
    found = model.logits(document.codes, document.classes, ends, starts, lexicon)
    return np.split(found, np.cumsum([len(own) for own, _ in joints])[:-1])
