"""Things side by side that are no columns: the cells of tables, and the marks before list items."""

from __future__ import annotations

import numpy as np

from cleaner.formats import Flags, Floats, Ints
from cleaner.text.characters import distinct
from cleaner.text.regex import regex

TEXT = 8.0  # sizes of the body: no column of text is narrower
FULL = 0.5  # sizes of the body off the edges of its column, at most: a line that fills it
MOSTLY = 0.5  # of the lines of a column of text fill it
ALIGNED = 0.6  # of the rows of a table have cells in several columns
PROSE = 0.2  # of the cells of a table are lines of prose, at most
ROWS = 3  # of a table, at least
SENTENCE = frozenset("，。；！？")
GOES_ON = regex(r"[^\W\d_][,;!?][\"'”’»]*$")  # so end lines of prose and verse, and seldom cells


def without_marks(marks: Flags, gaps: Floats, row_of: Ints, columns: Ints) -> Floats:
    """The gaps between columns, without those after columns of `marks`: each has a line beside
    it."""
    kept = np.ones(len(gaps), np.bool_)
    for gap in range(len(gaps)):
        own = columns == gap
        beside = np.isin(row_of[own], row_of[columns == gap + 1]).all()
        others = np.count_nonzero(columns == gap + 1) >= np.count_nonzero(own)
        kept[gap] = not (marks[own].all() and beside and others)
    return gaps[kept]


def is_table(boxes: Floats, prose: Flags, row_of: Ints, columns: Ints, body: float) -> bool:
    """Whether things in rows and columns are cells: side by side in most rows, and short.

    `prose`: what no cell is, a headline or a line with marks of a sentence in it.
    """
    if prose.mean() > PROSE:
        return False
    count = int(row_of.max()) + 1
    rows = [distinct(columns[row_of == row]) for row in range(count)]
    several = np.array([len(row) > 1 for row in rows])
    wide = int(columns.max()) + 1
    if count < ROWS or several.mean() < ALIGNED or len(boxes) > count * wide:
        return False
    return not any(_is_text(boxes[columns == column], body) for column in range(wide))


def _is_text(column: Floats, body: float) -> bool:
    left, right = column[:, 0].min(), column[:, 2].max()
    if right - left < TEXT * body:
        return False
    full: Flags = (column[:, 0] - left <= FULL * body) & (right - column[:, 2] <= FULL * body)
    return bool(full.mean() >= MOSTLY)


def is_prose(text: str) -> bool:
    """Whether a line has marks of a sentence in it, or Latin ones at its end: no cell has."""
    return not SENTENCE.isdisjoint(text) or bool(GOES_ON.search(text))


def is_row(boxes: Floats, prose: Flags, body: float) -> bool:
    """Whether things side by side are the cells of a row: short, and no headlines."""
    short = (boxes[:, 2] - boxes[:, 0] < TEXT * body).sum() >= len(boxes) - 1
    return bool(short) and len(boxes) > 2 and prose.mean() <= PROSE
