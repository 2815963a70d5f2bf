"""From characters with places to lines of words, whatever order they come in.

Characters of one direction are looked at along their lines (u) and across them (v). Those on one
base line are a row; a row is cut where its gap is wide, or narrower but one of a gutter: the lines
above and below leave it free, too, and end and begin beside it. Where that does not tell, a gap
parts what the file has in different places.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import numpy as np

from cleaner.formats.glyphs import ASCENT, Glyphs
from cleaner.formats.gutters import gutters
from cleaner.formats.pages import Lines, Words
from cleaner.formats.places import Flags, Floats, Ints, Places, Writing
from cleaner.formats.scripts import hosts
from cleaner.text.characters import (
    BLANKS,
    CLAUSE,
    CLOSE,
    DASH,
    HAN,
    OPEN,
    SOLID,
    STOP,
    class_set,
    class_table,
    distinct,
)

LEVEL = 0.12  # of the size: so far apart are base lines of one row at most
WIDE = 2.2  # of the size: a gap that parts lines wherever it stands
NARROW = 0.45  # the least gap that may be one of a gutter
BESIDE_MARK = 0.2  # the same where a mark stands at it, half of which is white
BETWEEN_MARKS = -0.3  # … and between two of them, if the file has them in different places
OTHER_SIZE = 1.35  # types whose sizes differ so much share no line across a gap
TWICE = 0.12  # of the size: so near is a character drawn again, to look bold
STEP = (0.5, 1.3)  # of the size: from one character to the next below it in a vertical line
LEAST_STEPS = 2  # in turn: what makes a line vertical
INKED = 0.15  # of the size: ink reaches no further out of the square of its character
MOSTLY = 0.5  # of the full-width characters of a page that is set downwards
MOST_SINGLE = 500  # that are looked for a column
BLANK_HAN = 0.45  # of the size, beyond the usual gap of lines set wide: what is a blank beside Han
BLANK_LATIN = 0.18  # … and between others
SPACED = 0.3  # of the size: the usual gap of a line that is set wide
SPACED_SHARE = 0.7  # of the gaps of such a line
LEAST_SPACED = 3  # characters of such a line

OPENING = class_set(OPEN)
CLOSING = class_set(CLOSE, CLAUSE, STOP)


def lines_of(glyphs: Glyphs, page: int) -> Lines:
    """The lines of a page, in the order of their first characters in the file."""
    cells = _cells(glyphs)
    downwards = _vertical(glyphs, cells)
    glyphs = replace(glyphs, boxes=np.where(downwards[:, None], cells, glyphs.boxes))
    directions = np.where(downwards, -1, glyphs.turns)
    parts = [
        _parted(glyphs, np.flatnonzero(directions == direction), int(direction))
        for direction in distinct(directions)
    ]
    parts = [part for part in parts if len(part.rows)]
    if not parts:
        empty = Places.of(page, ())
        return Lines.of(Words((), empty, np.zeros(0, np.bool_)), np.zeros(1, np.int64))
    return _joined(glyphs, parts, page)


@dataclass(frozen=True, eq=False)
class _Part:
    """Characters of one direction, line by line: their rows among all, and which begin what."""

    rows: Ints
    lines: Flags
    words: Flags
    blanks: Flags
    spaced: Flags  # of each character: whether its line is
    writing: Writing


@dataclass(frozen=True, eq=False)
class _Row:
    """Characters in the order of their rows: where they begin and end along, their base lines."""

    u0: Floats
    u1: Floats
    v: Floats
    sizes: Floats
    solid: Flags
    opening: Flags
    closing: Flags
    dashes: Flags
    ranks: Ints  # in the file, blanks not counted
    parts: Ints

    def gaps(self) -> Floats:
        """Between each character and the one before it, in sizes of the smaller one."""
        least = np.minimum(self.sizes[1:], self.sizes[:-1])
        return np.concatenate(((0.0,), (self.u0[1:] - self.u1[:-1]) / least))

    def least_gaps(self) -> Floats:
        """Of each gap: the least that may be one of a gutter."""
        before = (self.closing | self.dashes)[:-1].astype(np.int64)
        after = (self.opening | self.dashes)[1:].astype(np.int64)
        least = np.array((NARROW, BESIDE_MARK, BETWEEN_MARKS))[before + after]
        return np.concatenate(((NARROW,), least))

    def inked(self) -> tuple[Floats, Floats]:
        """Where they begin and end without the white of marks."""
        middle = (self.u0 + self.u1) / 2
        return np.where(self.opening, middle, self.u0), np.where(self.closing, middle, self.u1)


def _parted(glyphs: Glyphs, rows: Ints, direction: int) -> _Part:
    """The characters of one direction, told apart into lines and words."""
    turn = 90 if direction < 0 else direction
    kinds = class_table()[glyphs.codes[rows]]
    along = _along(glyphs, rows, turn, direction < 0)
    along = _with_scripts(along, BLANKS[kinds])
    levels = _levels(along.v, along.sizes)
    order = np.lexsort((rows, along.u0, levels))
    blank = BLANKS[kinds][order]
    kept = np.flatnonzero(~blank)
    kept = kept[~_again(glyphs.codes[rows[order[kept]]], along, order[kept], levels)]
    if not len(kept):
        return _Part(kept, *(np.zeros(0, np.bool_),) * 4, Writing.ACROSS)
    drawn = blank & (along.u1 > along.u0)[order]
    after_blank, after_drawn = (
        np.diff(np.cumsum(each)[kept], prepend=0) > 0 for each in (blank, drawn)
    )
    order = order[kept]
    row = _Row(*(getattr(along, field.name)[order] for field in fields(along)))
    latin = ~row.solid & ~np.concatenate(((True,), row.solid[:-1]))
    after_blank &= after_drawn | latin  # beside Han PDFium makes blanks of any wide gap
    gaps = row.gaps()
    lines = _line_starts(row, levels[order])
    spaced = _spaced(gaps, after_blank, lines)
    limits = np.where(latin, BLANK_LATIN, BLANK_HAN)
    limits += np.where(spaced, _usual_gaps(gaps, lines), 0.0)
    blanks = (after_blank | (gaps > limits)) & ~lines
    writing = Writing.DOWN if direction < 0 else Writing.ACROSS
    return _Part(rows[order], lines, lines | blanks, blanks, spaced, writing)


def _along(glyphs: Glyphs, rows: Ints, turn: int, downwards: bool) -> _Row:
    """The characters seen along their direction. Those set downwards have their middle for base."""
    angle = np.radians(turn)
    cos, sin = np.round(np.cos(angle), 12), np.round(np.sin(angle), 12)
    boxes, sizes = glyphs.boxes[rows], glyphs.sizes[rows]
    corners = boxes[:, (0, 2, 0, 2)] * cos + boxes[:, (1, 1, 3, 3)] * sin
    u0, u1 = corners.min(1), corners.max(1)
    bases = (boxes[:, :2] + boxes[:, 2:]) / 2 if downwards else glyphs.bases[rows]
    kinds = class_table()[glyphs.codes[rows]]
    solid = SOLID[kinds]
    u1 = np.where(solid, np.minimum(u1, u0 + sizes), u1)
    v = bases[:, 1] * cos - bases[:, 0] * sin
    marks = OPENING[kinds], CLOSING[kinds], kinds == DASH
    return _Row(u0, u1, v, sizes, solid, *marks, np.cumsum(~BLANKS[kinds]), glyphs.parts[rows])


def _with_scripts(along: _Row, blank: Flags) -> _Row:
    """The characters, those of scripts on the base line, and of the size, of what they stand at."""
    seen = np.flatnonzero(~blank)
    host = np.arange(len(blank))
    host[seen] = seen[
        hosts(along.u0[seen], along.u1[seen], along.v[seen], along.sizes[seen], ~along.solid[seen])
    ]
    return replace(along, v=along.v[host], sizes=along.sizes[host])


def _levels(v: Floats, sizes: Floats) -> Ints:
    """The number of the row of each character: base lines that are near each other are one."""
    order = np.argsort(v, kind="stable")
    values, tolerances = v[order].tolist(), (sizes[order] * LEVEL).tolist()
    numbers = np.empty(len(v), np.int64)
    number, first = -1, float("-inf")
    found = []
    for value, tolerance in zip(values, tolerances, strict=True):
        if value - first > tolerance:
            number, first = number + 1, value
        found.append(number)
    numbers[order] = found
    return numbers


def _again(codes: Ints | np.ndarray, along: _Row, order: Ints, levels: Ints) -> Flags:
    """Which characters, in order, are drawn again almost where they stand already."""
    again = np.zeros(len(order), np.bool_)
    for back in (1, 2, 3, 4):
        if len(order) <= back:
            break
        here, there = order[back:], order[:-back]
        near = np.abs(along.u0[here] - along.u0[there]) < TWICE * along.sizes[here]
        same = (codes[back:] == codes[:-back]) & (levels[here] == levels[there])
        again[back:] |= near & same & (along.parts[here] != along.parts[there])
    return again


def _cells(glyphs: Glyphs) -> Floats:
    """The boxes, and the whole square of a full-width character of which only the ink has one.

    Fonts of some programs tell no more, and the ink of a mark is in a corner of its square.
    """
    first = (
        np.diff(glyphs.parts, prepend=-1) != 0
    )  # of what is drawn at once: its own base is known
    size = glyphs.sizes[:, None]
    lefts, tops = glyphs.bases[:, :1], glyphs.bases[:, 1:] - ASCENT * size
    squares = np.concatenate((lefts, tops, lefts + size, tops + size), 1)
    slack = INKED * size
    held = (glyphs.boxes[:, :2] >= squares[:, :2] - slack).all(1)
    held &= (glyphs.boxes[:, 2:] <= squares[:, 2:] + slack).all(1)
    solid = SOLID[class_table()[glyphs.codes]] & (glyphs.turns == 0)
    return np.where((first & solid & held)[:, None], squares, glyphs.boxes)


def _vertical(glyphs: Glyphs, boxes: Floats) -> Flags:
    """Which upright characters follow each other downwards, three of them at least."""
    count = len(glyphs)
    if count <= LEAST_STEPS:
        return np.zeros(count, np.bool_)
    middles = (boxes[:, 0] + boxes[:, 2]) / 2
    kinds = class_table()[glyphs.codes]
    size = glyphs.sizes[:-1]
    down = (boxes[1:, 1] - boxes[:-1, 1]) / size
    step = (
        (np.abs(middles[1:] - middles[:-1]) < 0.3 * size)
        & (down > STEP[0])
        & (down < STEP[1])
        & (np.abs(glyphs.sizes[1:] / size - 1) < 0.05)
        & (glyphs.turns[1:] == 0)
        & (glyphs.turns[:-1] == 0)
        & SOLID[kinds[1:]]
        & SOLID[kinds[:-1]]
    )
    edges = np.flatnonzero(np.diff(np.concatenate(((0,), step.astype(np.int8), (0,)))))
    vertical = np.zeros(count, np.bool_)
    han = np.concatenate(((0,), np.cumsum(kinds == HAN)))
    for start, end in edges.reshape(-1, 2).tolist():
        if end - start >= LEAST_STEPS and han[end + 1] > han[start]:
            vertical[start : end + 1] = True
    solid = SOLID[kinds] & (glyphs.turns == 0)
    if vertical.sum() > MOSTLY * solid.sum():
        rest = np.flatnonzero(solid & ~vertical)[:MOST_SINGLE]
        vertical[rest[_in_column(boxes, glyphs.sizes, rest, np.flatnonzero(solid))]] = True
    return vertical


def _in_column(boxes: Floats, sizes: Floats, rest: Ints, column: Ints) -> Flags:
    """Which characters stand right above or below another one of a page that is set downwards."""
    middles = (boxes[:, :2] + boxes[:, 2:]) / 2
    order = column[np.argsort(middles[column, 0], kind="stable")]
    found = np.zeros(len(rest), np.bool_)
    for number, row in enumerate(rest.tolist()):
        size = sizes[row]
        low, high = np.searchsorted(
            middles[order, 0], middles[row, 0] + 0.3 * size * np.array((-1, 1))
        )
        steps = np.abs(middles[order[low:high], 1] - middles[row, 1]) / size
        found[number] = bool(((steps > STEP[0]) & (steps < STEP[1])).any())
    return found


def _line_starts(row: _Row, levels: Ints) -> Flags:
    """Which characters, in the order of rows, begin a line."""
    gaps = row.gaps()
    starts = np.concatenate(((True,), levels[1:] != levels[:-1]))
    sizes = row.sizes[1:] / row.sizes[:-1]
    other = np.concatenate(((False,), np.maximum(sizes, 1 / sizes) > OTHER_SIZE))
    starts |= gaps > WIDE
    wide = gaps > row.least_gaps()
    elsewhere = np.concatenate(((False,), np.diff(row.ranks) != 1))
    starts |= (other | elsewhere) & wide
    asked = np.flatnonzero(~starts & wide & (gaps > BESIDE_MARK))
    first, last = row.inked()
    starts[asked] = gutters(first, last, row.v, row.sizes, starts | wide, asked)
    return starts


def _usual_gaps(gaps: Floats, lines: Flags) -> Floats:
    """Of each character: the median gap of its line."""
    numbers = np.cumsum(lines) - 1
    inner = np.flatnonzero(~lines)
    usual = np.zeros(int(numbers[-1]) + 1)
    if len(inner):
        order = inner[np.lexsort((gaps[inner], numbers[inner]))]
        firsts = np.flatnonzero(np.concatenate(((True,), np.diff(numbers[order]) > 0)))
        counts = np.diff(np.append(firsts, len(order)))
        usual[numbers[order[firsts]]] = gaps[order[firsts + (counts - 1) // 2]]
    return np.asarray(usual[numbers])


def _spaced(gaps: Floats, after_blank: Flags, lines: Flags) -> Flags:
    """Of each character: whether its line is set wide: nearly all have gaps or blanks between."""
    numbers = np.cumsum(lines) - 1
    count = int(numbers[-1]) + 1
    inner = ~lines
    sums = np.bincount(numbers[inner], minlength=count)
    wide = np.bincount(numbers[inner & (after_blank | (gaps > SPACED))], minlength=count)
    spaced = (sums >= LEAST_SPACED - 1) & (wide >= SPACED_SHARE * sums)
    return np.asarray(spaced[numbers])


def _joined(glyphs: Glyphs, parts: list[_Part], page: int) -> Lines:
    """The parts as lines of one page, in the order of their first characters in the file."""
    rows = np.concatenate([part.rows for part in parts])
    lines, words, blanks, spaced = (
        np.concatenate([getattr(part, name) for part in parts])
        for name in ("lines", "words", "blanks", "spaced")
    )
    writings = np.repeat([part.writing for part in parts], [len(part.rows) for part in parts])
    numbers = np.cumsum(lines) - 1
    firsts = np.minimum.reduceat(rows, np.flatnonzero(lines))
    order = np.argsort(firsts[numbers], kind="stable")
    rows, lines, words = rows[order], lines[order], words[order]
    starts = np.flatnonzero(words)
    ends = np.append(starts[1:], len(rows))
    text = glyphs.codes[rows].tobytes().decode("utf-32-le", "replace")
    cut = [text[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]
    unknown = np.full(len(rows), np.nan)
    characters = Places(
        page, glyphs.boxes[rows], glyphs.sizes[rows], glyphs.weights[rows], glyphs.turns[rows],
        writings[order], np.full((len(rows), 2), -1), unknown,
    )  # fmt: skip
    places = characters.merged(np.append(starts, len(rows)), np.ones(len(rows), np.int64))
    begun = np.flatnonzero(lines[starts])
    return Lines.of(
        Words(tuple(cut), places, blanks[order][starts]),
        np.append(begun, len(starts)),
        spaced=spaced[order][starts][begun],
    )
