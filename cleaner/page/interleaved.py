"""Interleaved rows: where a page was read row by row, a line of each column in turn.

Or a line of each column stands in one row with one blank between them.

pdfminer, OCR and `pdftotext` read some pages so, mostly those printed from browsers. Then words run
on from a line to one further down, or from a cell to the one below it, and not to the next line.
Nowhere else do both hold: on a page in order words run on to the next line, and in lists, tables and
verses hardly any word runs on at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from cleaner.knowledge.lexicon import Lexicon
from cleaner.knowledge.words import spanning
from cleaner.page.layout import NARROWEST, Lines, running_total
from cleaner.text.characters import HAN, SOLID, SPACE, Flags, Ints, distinct
from cleaner.text.document import NO_PLACES, Document

# Set by hand.
FARTHEST = 8  # lines further down that the next line of a column is at most
WIDEST = 100  # cells of a line of one column at most
CELL = 16  # cells of running text on either side of a gutter of one blank at least
SHIFT = 5  # cells by which such a gutter shifts from row to row at most: an indent and a bit
NEAR_ROWS = 3  # rows from a line of a column to the next one at most
ROW = 1 << 20  # more cells than a row has
CODE = 21  # bits of a code point
NO_FLAGS: Flags = np.zeros(0, np.bool_)

# What speaks for interleaved rows, in tenths; set by hand. In a column a word runs on at every second
# or third line end, by chance at one in twenty: a line end without one says little, one that runs on
# as given much.
# Of 2,196 generated pages in order none had a stretch of 36; of 2,700 news texts and 933 laws wrapped
# at 8 to 40 characters none had one of `SURE`, and of the laws one had 40.
WORD, NONE, GIVEN = 10, -2, -15
HOPED = 6  # of a line end that does not run on as given: in a column half of them do further down
SURE = 45  # of a stretch, summed, at least
FEWEST = 5  # different words that prove a stretch, at least: a list may repeat one at each line end


@dataclass(frozen=True)
class Joints:
    """Pairs of places, the end of a line and the start of another, where the text may go on.

    `lines`, `onto`: the two lines; `pairs`: the characters on both sides, in one number;
    `spanned`: whether a word runs across.
    """

    lines: Ints
    onto: Ints
    pairs: Ints
    spanned: Flags

    def weighed(self, size: int, word: int, none: int) -> Ints:
        """The evidence at each of `size` lines: `word` for a joint inside a word, `none` for another."""
        total = np.zeros(size, np.int64)
        np.add.at(total, self.lines, np.where(self.spanned, word, none))
        return total

    def take(self, wanted: Flags) -> Joints:
        """Some of the joints."""
        return Joints(
            self.lines[wanted], self.onto[wanted], self.pairs[wanted], self.spanned[wanted]
        )

    def joined(self, first: int, last: int) -> Joints:
        """Those of the lines from `first` to before `last` that a word runs across."""
        return self.take(self.spanned & (self.lines >= first) & (self.lines < last))


NO_JOINTS = Joints(NO_PLACES, NO_PLACES, NO_PLACES, NO_FLAGS)


@dataclass(frozen=True)
class Asking:
    """The lines of a text and the lexicon: makes joints between them."""

    lines: Lines
    lexicon: Lexicon

    def joints(self, lines: Ints, onto: Ints, ends: Ints, starts: Ints) -> Joints:
        """The joints from `ends` to `starts`, those between two Han characters."""
        classes, codes = self.lines.classes, self.lines.document.codes
        han = (classes[ends - 1] == HAN) & (classes[starts] == HAN)
        ends, starts = ends[han], starts[han]
        pairs = codes[ends - 1].astype(np.int64) << CODE | codes[starts]
        spanned = spanning(codes, ends, starts, self.lexicon) if len(ends) else NO_FLAGS
        return Joints(lines[han], onto[han], pairs, spanned)

    def down(self, lines: Ints, onto: Ints) -> Joints:
        """The joints between whole lines."""
        return self.joints(lines, onto, self.lines.ends[lines], self.lines.starts[onto])

    def further_down(self, asked: Flags, text: Flags) -> Joints:
        """The joints between the lines `asked` and lines of `text` two and more further down."""
        first = asked.nonzero()[0]
        down = np.arange(2, FARTHEST + 1)[:, None] + first
        lines, onto = np.broadcast_to(first, down.shape).ravel(), down.ravel()
        there = onto < len(text)
        there[there] = text[onto[there]]
        return self.down(lines[there], onto[there])


def interleaved_rows(document: Document, lexicon: Lexicon) -> list[tuple[int, int]]:
    """The stretches of interleaved rows of a text: their first lines and their last ones."""
    found: list[tuple[int, int]] | None = document.analyses.get("interleaved")
    if found is None:
        found = document.analyses["interleaved"] = _merged(_stretches(Lines.of(document), lexicon))
    return found


def interleaved_gaps(document: Document, lexicon: Lexicon) -> Flags:
    """For each gap between lines, whether it lies within interleaved rows."""
    gaps = np.zeros(max(0, len(Lines.of(document)) - 1), np.bool_)
    for first, last in interleaved_rows(document, lexicon):
        gaps[first:last] = True
    return gaps


def _stretches(lines: Lines, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """The stretches for each distance at which the columns may go on; they may overlap."""
    asking, size = Asking(lines, lexicon), len(lines)
    text = (lines.widths >= NARROWEST) & (lines.widths <= WIDEST) & lines.marked
    open_ended = text & (lines.last == HAN)
    if np.count_nonzero(open_ended) < FEWEST:
        return
    below, across = _cells(asking)
    pairs = (text[:-1] & text[1:]).nonzero()[0]
    as_given = asking.down(pairs, pairs + 1)
    known = below.weighed(size, WORD, NONE) + across.weighed(size, GIVEN, 0)
    known += as_given.weighed(size, GIVEN, 0)
    open_ended[as_given.lines[as_given.spanned]] = False
    asked = np.zeros(size, np.bool_)
    for first, last in _peaks(known + HOPED * open_ended):
        asked[first:last] = open_ended[first:last]
    if np.count_nonzero(asked) < FEWEST:
        return
    further = asking.further_down(asked, text)
    distance = further.onto - further.lines
    for by in distinct(distance).tolist():
        there = further.take(distance == by)
        for first, last in _peaks(known + there.weighed(size, WORD, NONE)):
            found = below.joined(first, last), there.joined(first, last)
            if len(distinct(np.concatenate([joints.pairs for joints in found]))) >= FEWEST:
                yield first, int(max(joints.onto.max(initial=first) for joints in found))


def _cells(asking: Asking) -> tuple[Joints, Joints]:
    """For rows with a gutter of one blank: the joints down their columns, and those across the gutter.

    The gutter is where two rows, one a little below the other, have a blank at about the same place,
    with running text on either side. Asked are the first and the last column.
    """
    lines = asking.lines
    rows, starts, ends, left = _gutters(lines)
    if len(rows) < 2:
        return NO_JOINTS, NO_JOINTS
    above, below = _one_below(rows * ROW + left)
    row, under = rows[above], rows[below]
    in_columns = asking.joints(
        np.concatenate((row, row)),
        np.concatenate((under, under)),
        np.concatenate((starts[above], lines.ends[row])),
        np.concatenate((lines.starts[under], ends[below])),
    )
    return in_columns, asking.joints(row, row, starts[above], ends[above])


def _one_below(keys: Ints) -> tuple[Ints, Ints]:
    """Pairs of gutters, one a little below the other: `keys` are row and place in one number."""
    partner = np.full(len(keys), -1)
    for rows in range(NEAR_ROWS, 0, -1):
        below = keys + rows * ROW
        found = np.searchsorted(keys, below - SHIFT)
        found = np.minimum(found, max(0, len(keys) - 1))
        fits = np.abs(keys[found] - below) <= SHIFT
        partner[fits] = found[fits]
    above = (partner >= 0).nonzero()[0]
    return above, partner[above]


def _gutters(lines: Lines) -> tuple[Ints, Ints, Ints, Ints]:
    """Single blanks that may be gutters: their lines, starts, ends and places in cells."""
    classes = lines.classes
    blank = (classes[1:-1] == SPACE) & SOLID[classes[:-2]] & SOLID[classes[2:]]
    starts = blank.nonzero()[0] + 1
    rows = np.searchsorted(lines.starts, starts, "right") - 1
    left = lines.cells[starts] - lines.cells[lines.starts[rows]]
    right = lines.cells[lines.ends[rows]] - lines.cells[starts + 1]
    kept = (rows >= 0) & (left >= CELL) & (right >= CELL) & lines.marked[rows]
    starts = starts[kept]
    return rows[kept], starts, starts + 1, left[kept]


def _peaks(values: Ints) -> Iterator[tuple[int, int]]:
    """The first and the last place but one of each stretch whose values make `SURE` together."""
    total = running_total(values)
    height = total - np.minimum.accumulate(total)
    while height.max() >= SURE:
        last = int(height.argmax())
        first = int((height[:last] == 0).nonzero()[0][-1])
        yield first, last
        fallen = (height[last:] == 0).nonzero()[0]
        height[first : last + int(fallen[0]) if len(fallen) else None] = 0


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans in order, those that overlap as one."""
    merged: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if merged and first <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(last, merged[-1][1])
        else:
            merged.append((first, last))
    return merged
