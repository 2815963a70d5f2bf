"""The cells of a page printed in rows: where its words stand, its gutters, and its reading order.

The method is a recursive XY-cut over the cells of the text: the tallest gutter parts a region into
what is above, left of, right of and below it, and each part is cut again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from cleaner.page.layout import running_total
from cleaner.text.characters import CELLS, HANGUL, INVISIBLE, SOLID, SPACE, Flags, Ints
from cleaner.text.document import Document

# Set by hand.
LEAST = 3  # rows of a gutter, and rows with words on either side of it, at least
WIDE_SHARE = 0.8  # of the rows with words on both sides of a gutter, those with two blanks there
ALIGNED_SHARE = 0.5  # of the rows of a part, those that begin at the right column's edge, at least
INDENT = 5  # cells of a first line's indent at most
APART = 2  # blank rows over the whole page that separate two blocks, at least
LONGEST = 400  # rows of a block, and cells of a row, at most: more are no page but a table or a log
POINTS = CELLS.copy()  # cells where a program counts characters, as pdftotext does
POINTS[SOLID] = 1
POINTS[HANGUL] = 1
POINTS[INVISIBLE] = 1


@dataclass(frozen=True)
class Words:
    """Runs of characters without a blank, in the order of the text, one entry a run.

    `rows`: the physical line; `starts`, `ends`: places in the text; `left`, `right`: the same in
    cells of the row; `blanks`: how many blank rows come before.
    """

    rows: Ints
    starts: Ints
    ends: Ints
    left: Ints
    right: Ints
    blanks: Ints

    def __len__(self) -> int:
        return len(self.rows)

    def take(self, wanted: Flags | slice) -> Words:
        """Some of the words."""
        return Words(
            self.rows[wanted], self.starts[wanted], self.ends[wanted],
            self.left[wanted], self.right[wanted], self.blanks[wanted],
        )  # fmt: skip

    def split_at_blank_rows(self, blanks: int) -> list[Words]:
        """The words in parts, split where at least `blanks` blank rows stand."""
        cuts = (np.diff(self.blanks) >= blanks).nonzero()[0] + 1
        bounds = [0, *cuts.tolist(), len(self)]
        return [self.take(slice(*pair)) for pair in pairwise(bounds)]


def words_of(document: Document) -> Words:
    """The words of a document with their cells, counted in the way in which they line up best."""
    classes = document.classes
    breaks = document.line_ends
    inked = np.ones(len(classes) + 2, np.bool_)
    inked[1:-1] = classes == SPACE
    inked[1:-1][breaks] = True
    np.logical_not(inked, out=inked)
    edges = np.diff(inked.view(np.int8))
    starts, ends = (edges == 1).nonzero()[0], (edges == -1).nonzero()[0]
    rows = np.searchsorted(breaks, starts)
    firsts = np.append(0, breaks + 1)
    blank = np.ones(len(firsts), np.int64)
    blank[rows] = 0
    measures = []
    for cells in (CELLS, POINTS):
        total = running_total(cells[classes])
        measures.append((total[starts] - total[firsts[rows]], total[ends] - total[firsts[rows]]))
    apart = (np.diff(starts, prepend=-2) > 0) & (starts - np.append(-2, ends[:-1]) >= 2)
    left, right = max(measures, key=lambda measure: _lined_up(measure[0][apart]))
    return Words(rows, starts, ends, left, right, running_total(blank)[rows])


def _lined_up(places: Ints) -> int:
    """How many of the places are among the eight commonest."""
    return sum(count for _, count in Counter(places.tolist()).most_common(8))


def blocks(words: Words) -> Iterator[Words]:
    """The parts of a page between blank rows, those that may have columns."""
    for part in words.split_at_blank_rows(APART):
        rows = part.rows[-1] - part.rows[0] + 1 if len(part) else 0
        if LEAST <= rows <= LONGEST and part.right.max() <= LONGEST:
            yield part


def in_order(words: Words) -> list[Words]:
    """The words of a block by column, in reading order; one part where it has no gutter."""
    found = _gutter(words)
    if found is None:
        return [words]
    place, first, last = found
    within = (words.rows >= first) & (words.rows <= last)
    parts = (
        words.rows < first,
        within & (words.left < place),
        within & (words.left > place),
        words.rows > last,
    )
    return [leaf for part in parts if part.any() for leaf in in_order(words.take(part))]


def _gutter(words: Words) -> tuple[int, int, int] | None:
    """The tallest gutter: its cell, its first and its last row."""
    if len(words) < 2 * LEAST:
        return None
    rows, row = np.unique(words.rows, return_inverse=True)
    edge = int(words.left.min())
    ink = _ink(row, words.left - edge, words.right - edge)
    free = _free(ink)
    ends = np.ones_like(free, np.bool_)
    ends[1:-1], ends[0] = ink[1:], False
    last, cell = (ends & (free >= LEAST)).nonzero()
    height = free[last, cell]
    first = last - height
    before = np.logical_or.accumulate(ink, 1)
    behind = np.logical_or.accumulate(ink[:, ::-1], 1)[:, ::-1]
    sides = [total[last, cell] - total[first, cell] for total in (_above(before), _above(behind))]
    fewer = np.minimum(*sides)
    for index in np.lexsort((fewer, height))[:-TRIED:-1].tolist():
        if fewer[index] < LEAST:
            continue
        run = slice(int(first[index]), int(last[index]))
        if _is_wide(ink[run], int(cell[index])):
            place = int(cell[index]) + edge
            trimmed = _trimmed(words, place, int(rows[run.start]), int(rows[run.stop - 1]))
            if trimmed:
                return place, *trimmed
    return None


TRIED = 40  # fewer places are looked at for one gutter, the tallest first; set by hand


def _ink(row: Ints, left: Ints, right: Ints) -> Flags:
    """Which cells have ink, as a table: a row for each row of the text."""
    size = int(row[-1]) + 1, int(right.max()) + 1
    change = np.zeros(size, np.int8)
    np.add.at(change, (row, left), 1)
    np.add.at(change, (row, right), -1)
    ink: Flags = np.cumsum(change, 1, dtype=np.int8)[:, :-1] > 0
    return ink


def _free(ink: Flags) -> Ints:
    """How many rows above each row are blank without a break, cell by cell."""
    free = np.zeros((len(ink) + 1, ink.shape[1]), np.int64)
    for row, inked in enumerate(ink):
        np.add(free[row], 1, out=free[row + 1])
        free[row + 1][inked] = 0
    return free


def _above(flags: Flags) -> Ints:
    """How many rows above each row have the flag, cell by cell."""
    total = np.zeros((len(flags) + 1, flags.shape[1]), np.int64)
    np.cumsum(flags, 0, out=total[1:])
    return total


def _is_wide(ink: Flags, cell: int) -> bool:
    """Whether most rows that have words on both sides of a cell leave two blanks there."""
    left, right = ink[:, cell - 1 :: -1] if cell else ink[:, :0], ink[:, cell + 1 :]
    both = left.any(1) & right.any(1)
    if not both.any():
        return True
    gaps = np.argmax(left[both], 1) + np.argmax(right[both], 1) + 1
    return bool(np.count_nonzero(gaps >= 2) >= WIDE_SHARE * len(gaps))


def _trimmed(words: Words, place: int, first: int, last: int) -> tuple[int, int] | None:
    """The first and last row of a gutter, without what above and below does not keep to its columns.

    Mastheads, teasers and lines of editors have gaps of their own over or under a gutter.
    """
    run = words.take((words.rows >= first) & (words.rows <= last))
    behind = run.take(run.left > place)
    rows, index = np.unique(behind.rows, return_index=True)
    begins = dict(zip(rows.tolist(), behind.left[index].tolist(), strict=True))
    edge = Counter(begins.values()).most_common(1)[0][0]

    def strays(part: Words) -> bool:
        """Whether a part is short, or does not keep to the edge of the right column."""
        rows = set(part.rows.tolist())
        if len(rows) < LEAST:
            return True
        found = [begins[row] for row in rows if row in begins]
        aligned = sum(edge - 1 <= begin <= edge + INDENT for begin in found)
        return bool((part.left < place).any() and aligned < ALIGNED_SHARE * len(found))

    parts = run.split_at_blank_rows(1)
    while len(parts) > 1 and strays(parts[0]):
        parts = parts[1:]
    while len(parts) > 1 and strays(parts[-1]):
        parts = parts[:-1]
    first, last = int(parts[0].rows[0]), int(parts[-1].rows[-1])
    kept = run.take((run.rows >= first) & (run.rows <= last))
    sides = kept.left < place
    return (first, last) if sides.any() and not sides.all() else None
