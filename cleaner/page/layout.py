"""The lines of a document as they stand: place, width, indent, marks and kind of each, in arrays.

Everything is measured once for all lines: a rule about line ends is a few array operations.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cleaner.page import patterns
from cleaner.text import meant
from cleaner.text.answers import Answers
from cleaner.text.characters import (
    ASCII_CLAUSE,
    ASCII_CLOSE,
    ASCII_QUOTE,
    BLANKS,
    CELLS,
    CLAUSE,
    CLOSE,
    DASH,
    DIGIT,
    HAN,
    LETTER,
    POINT,
    SPACE,
    STOP,
    Bytes,
    Flags,
    Ints,
    among,
    class_set,
)
from cleaner.text.document import NO_PLACES, Document
from cleaner.text.regex import regex

CLOSERS = class_set(CLOSE, ASCII_CLOSE, ASCII_QUOTE)
STOPS = class_set(STOP)
ELLIPSES, ROUND_OPENERS, ROUND_CLOSERS = "…⋯", "（(", "）)"
POINT_CODE = ord(".")
MARKS = np.zeros(256, np.int64)  # ends of sentences, marks inside them, Latin marks: 21 bits each
MARKS[[STOP]] = 1
MARKS[[CLAUSE]] = 1 << 21
MARKS[[ASCII_CLAUSE, POINT]] = 1 << 42
COUNT = (1 << 21) - 1  # the bits of one count
LATIN = class_set(LETTER, SPACE)
UNDIVIDED = class_set(LETTER, DIGIT)
SET_SOLID = CELLS.copy()
SET_SOLID[BLANKS] = 0
_TOKEN = regex(r"[0-9A-Za-z.\-]+")
# Set by hand.
REACH = 4  # lines looked at on either side to learn how wide a column is
NARROWEST = 12  # cells of a line that a column has cut, at least
COLUMN = 18  # cells of a column whose joins need no word as proof, at least
INDENT = 4  # cells of a paragraph's indent
LONGEST_ASIDE = 40  # code points in brackets after a sentence at most: （张三、李四供稿）
HEADLINE_SHARE = 0.8  # of its column: a line without marks that is narrower is no running text
SLACK = 4  # cells a full line is short of its column at most: two characters moved for a mark


def widest(values: Ints, first: int, last: int) -> Ints:
    """The largest of `values[i + first]` … `values[i + last]` at each i; 0 beyond the ends."""
    size = len(values)
    origin = max(0, -first)
    padded = np.zeros(origin + size + max(0, last), values.dtype)
    padded[origin : origin + size] = values
    result = padded[origin + first : origin + first + size].copy()
    for by in range(first + 1, last + 1):
        np.maximum(result, padded[origin + by : origin + by + size], out=result)
    return result


class Lines:
    """The non-blank lines of a document, one entry a line; places in code points of its text.

    `starts`, `ends`: the line without the blanks around it. `numbers`: how many line ends come
    before it. `widths`: in cells, two for a full-width character; in Chinese a blank counts none, for
    typesetters and extractors put them anywhere. `indents`: blanks before the line.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.classes: Bytes = meant.classes(document)
        breaks = document.line_ends
        starts = np.empty(len(breaks) + 1, np.int64)
        starts[0] = 0
        starts[1:] = breaks + 1
        ends = np.append(breaks, len(document.text))
        self.numbers: Ints = (ends > starts).nonzero()[0]
        self.starts: Ints = starts[self.numbers]
        self.ends: Ints = ends[self.numbers]
        self.indents: Ints = np.zeros(len(self.numbers), np.int64)
        self._trim()
        bounds = np.empty(2 * len(self.starts), np.int64)
        bounds[::2] = self.starts
        bounds[1::2] = self.ends
        han = np.count_nonzero(self.classes == HAN) * 2 > len(self.classes)
        self.sizes = SET_SOLID if han else CELLS  # of each class, in cells
        cells = np.append(
            self.sizes[document.classes], 0
        )  # so that the end of the text is a bound too
        self.widths: Ints = (
            np.add.reduceat(cells, bounds, dtype=np.int64)[::2] if len(bounds) else bounds
        )

    def _trim(self) -> None:
        """Take the blanks off both ends of each line, and the blank lines out."""
        edged = BLANKS[self.classes[self.starts]] | BLANKS[self.classes[self.ends - 1]]
        lines = edged.nonzero()[0]
        if not len(lines):
            return
        seen = (~BLANKS[self.classes]).nonzero()[0]
        starts, ends = self.starts[lines], self.ends[lines]
        opens, closes = np.searchsorted(seen, starts), np.searchsorted(seen, ends) - 1
        blank = closes < opens
        held, opens, closes = lines[~blank], opens[~blank], closes[~blank]
        self.starts[held], self.ends[held] = seen[opens], seen[closes] + 1
        self.indents[held] = seen[opens] - starts[~blank]
        if blank.any():
            self.numbers, self.starts, self.ends, self.indents = (
                np.delete(column, lines[blank])
                for column in (self.numbers, self.starts, self.ends, self.indents)
            )

    def closed_at(self, gaps: Flags) -> Lines:
        """The same lines without the blank lines in these gaps between them."""
        lines = Lines(self.document)
        extra = np.where(gaps, np.diff(self.numbers) - 1, 0)
        lines.numbers[1:] -= np.cumsum(extra)
        return lines

    @cached_property
    def cells(self) -> Ints:
        """The widths in cells of all characters before each place of the text."""
        return running_total(self.sizes[self.document.classes])

    @classmethod
    def of(cls, document: Document) -> Lines:
        """The lines of `document`, measured once."""
        lines: Lines | None = document.analyses.get("lines")
        if lines is None:
            lines = document.analyses["lines"] = cls(document)
        return lines

    def __len__(self) -> int:
        return len(self.starts)

    @cached_property
    def texts(self) -> list[str]:
        """All lines, without the blanks around them."""
        text = self.document.text
        bounds = zip(self.starts.tolist(), self.ends.tolist(), strict=True)
        return [text[start:end] for start, end in bounds]

    def text(self, line: int) -> str:
        return self.texts[line]

    @cached_property
    def _marks(self) -> Ints:
        """Marks in each line, three counts in one number: see `MARKS`."""
        return np.add.reduceat(MARKS[self.classes], self.starts)

    @cached_property
    def stops(self) -> Ints:
        """How many ends of sentences each line has."""
        return self._marks & COUNT

    @cached_property
    def clauses(self) -> Ints:
        """How many marks inside sentences each line has."""
        return self._marks >> 21 & COUNT

    @cached_property
    def unmarked(self) -> Flags:
        """Whether a line has no mark inside or at the end of a sentence."""
        unmarked: Flags = self._marks == 0
        return unmarked

    @cached_property
    def chinese(self) -> Flags:
        """Whether a line has full-width characters."""
        wide: Flags = self.widths > self.ends - self.starts
        return wide

    @cached_property
    def first(self) -> Bytes:
        """The class of the first character of each line."""
        return self.classes[self.starts]

    @cached_property
    def last(self) -> Bytes:
        """The class of the last character of each line."""
        return self.classes[self.ends - 1]

    @cached_property
    def stopped(self) -> Flags:
        """Whether a line ends a sentence: 。 or 。” or …… or 。（张三）."""
        stopped: Flags = STOPS[self.last]
        asked = (CLOSERS[self.last] | (self.last == DASH)).nonzero()[0]
        if len(asked):
            codes, classes = self.document.codes, self.classes
            stopped[asked] = _stops(codes, classes, self.starts[asked], self.ends[asked])
        return stopped

    @cached_property
    def plainly_stopped(self) -> Flags:
        """The same, without half-width marks that only the document tells to be full stops."""
        classes = self.document.classes
        last = classes[self.ends - 1]
        stopped: Flags = STOPS[last]
        asked = ((last == CLOSE) | (last == DASH)).nonzero()[0]
        if len(asked):
            codes = self.document.codes
            stopped[asked] = _stops(codes, classes, self.starts[asked], self.ends[asked])
        return stopped

    @cached_property
    def open_ends(self) -> Ints:
        """The lines that do not plainly end a sentence; the last one is not asked."""
        return (~self.plainly_stopped[:-1]).nonzero()[0]

    @cached_property
    def reach(self) -> Ints:
        """How wide the column of each line is, in cells: the narrower of what is above and below."""
        above = widest(self.widths, -REACH, -1)
        below = widest(self.widths, 1, REACH)
        return np.where(above == 0, below, np.where(below == 0, above, np.minimum(above, below)))

    @cached_property
    def short(self) -> Flags:
        """Whether a line ends before the edge of its column."""
        return self.widths < self.reach - SLACK

    @cached_property
    def tokens(self) -> Ints:
        """Cells of the first piece of each line that cannot be divided: a word, or one character."""
        tokens: Ints = CELLS[self.first].astype(np.int64)
        text = self.document.text
        for line in UNDIVIDED[self.first].nonzero()[0].tolist():
            found = _TOKEN.match(text, int(self.starts[line]), int(self.ends[line]))
            tokens[line] = len(found[0]) if found else 1
        return tokens

    @cached_property
    def begins(self) -> Flags:
        """Whether a paragraph may begin with the line.

        It follows a blank line, the end of a sentence, a line with a kind or a much narrower one
        without marks, or is a dateline.
        """
        begins = np.ones(len(self), np.bool_)
        begins[1:] = (np.diff(self.numbers) > 1) | self.stopped[:-1]
        begins[1:] |= self.unmarked[:-1] & (self.widths[:-1] < HEADLINE_SHARE * self.widths[1:])
        for line, kind in self.kinds.items():
            begins[line if kind == patterns.DATELINE else min(line + 1, len(self) - 1)] = True
        return begins

    @cached_property
    def slack(self) -> Ints:
        """Cells a full line may be short of its column: SLACK, and more for Latin in Chinese.

        Proportional letters are counted as one cell each, which is right only on the average.
        """
        if not self.document.has(LETTER):
            return np.full(len(self), SLACK)
        latin = np.add.reduceat(LATIN[self.classes], self.starts, dtype=np.int64)
        return SLACK + latin * self.chinese // 2

    @cached_property
    def typical(self) -> Ints:
        """The middle width of the lines around that do not end a sentence; 0 where there are none."""
        size = len(self)
        goes_on = np.zeros(size + 2 * REACH, np.int64)
        goes_on[REACH:-REACH] = np.where(self.stopped | self.begins, 0, self.widths)
        around = np.stack([goes_on[by : by + size] for by in range(2 * REACH + 1) if by != REACH])
        around.sort(axis=0)
        held = np.count_nonzero(around, axis=0)
        middle = np.minimum(2 * REACH - held + held // 2, 2 * REACH - 1)
        typical: Ints = np.take_along_axis(around, middle[None], axis=0)[0]
        return typical

    @cached_property
    def early(self) -> Flags:
        """Whether a line leaves room for what begins the next: its paragraph ends there."""
        room = self.widths + INDENT * self.begins
        room[:-1] += self.tokens[1:]
        return (room <= self.typical) | self.short

    @cached_property
    def full(self) -> Flags:
        """Whether a line reaches the edge of its column: what begins the next did not fit."""
        room = self.widths + self.slack
        room[:-1] += self.tokens[1:]
        room += INDENT * self.begins
        return (room > self.reach) & (self.widths >= NARROWEST)

    @cached_property
    def marked(self) -> Flags:
        """Whether a mark stands in the line or within three lines of it."""
        return widest(self._marks, -3, 3) > 0

    @cached_property
    def columnar(self) -> Flags:
        """Whether a line is one of a column: as wide as a near line that ends in mid-sentence.

        Such lines have marks among them; without any they are a list or verses.
        """
        size = len(self)
        goes_on = np.full(size + 6, -1000)
        goes_on[3:-3] = np.where(self.stopped, -1000, self.widths)
        near = np.zeros(size, np.bool_)
        widths = self.widths + INDENT // 2 * self.begins
        slack = self.slack + INDENT // 2 * self.begins
        for by in (0, 1, 2, 4, 5, 6):
            near |= np.abs(goes_on[by : by + size] - widths) <= slack
        return near & self.marked & (self.widths >= COLUMN - INDENT)

    @cached_property
    def indented(self) -> Flags:
        """Whether a line starts a paragraph by its indent, kept or lost.

        Extractors drop the indent; the first line is then two or three characters narrower than
        those below it.
        """
        below = widest(self.widths, 1, 3)
        above = widest(self.widths, -3, -1)
        lack = np.minimum(below, np.maximum(above, self.widths)) - self.widths
        lost = (lack >= 3) & (lack <= 7)
        lost[:-1] &= np.diff(self.numbers) == 1
        return (self.indents >= 2) | lost

    @cached_property
    def kinds(self) -> dict[int, str]:
        """The lines that have a kind of their own, see `patterns`, and which."""
        texts = self.texts
        hinted = np.zeros(len(self) + 1, np.bool_)  # the last one: before the first line
        hinted[np.searchsorted(self.starts, patterns.hints(self.document.codes), "right") - 1] = (
            True
        )
        found = (
            (line, patterns.kind_of(texts[line])) for line in hinted[:-1].nonzero()[0].tolist()
        )
        kinds = {line: kind for line, kind in found if kind}
        brief = (self.ends - self.starts <= patterns.SHORT) & self.unmarked & ~hinted[:-1]
        sections = Answers(patterns.is_section)
        for line in brief.nonzero()[0].tolist():
            if sections[texts[line]]:
                kinds[line] = patterns.MASTHEAD
        for line in [line for line, kind in kinds.items() if kind == patterns.BYLINE]:
            following = line + 1
            close = following < len(self) and self.numbers[following] == self.numbers[line] + 1
            if close and following not in kinds and patterns.is_names(self.text(following)):
                kinds[following] = patterns.BYLINE
        return kinds


def _stops(codes: NDArray[np.uint32], classes: Bytes, starts: Ints, ends: Ints) -> Flags:
    """Which of the lines, all of which end in a closing mark or a dash, end a sentence."""
    within = (~CLOSERS[classes]).nonzero()[0]
    before = np.append(within, -1)[np.searchsorted(within, ends) - 1]
    places = np.maximum(before, starts)
    stopped = STOPS[classes[places]] | among(codes[places], ELLIPSES)
    dots: Flags = (codes[places] == POINT_CODE) & (places - starts > 1)
    for back in (1, 2):
        dots &= codes[np.maximum(places - back, 0)] == POINT_CODE
    dots |= stopped | _aside(codes, classes, starts, ends)
    return dots


def _aside(codes: NDArray[np.uint32], classes: Bytes, starts: Ints, ends: Ints) -> Flags:
    """Which of the lines end in round brackets that stand behind the end of a sentence."""
    closed = among(codes[ends - 1], ROUND_CLOSERS)
    opened = among(codes, ROUND_OPENERS).nonzero()[0] if closed.any() else NO_PLACES
    if not len(opened):
        return np.zeros(len(starts), np.bool_)
    opens = np.append(opened, -1)[np.searchsorted(opened, ends) - 1]
    near = opens >= np.maximum(starts + 1, ends - LONGEST_ASIDE)
    aside: Flags = closed & near & STOPS[classes[opens - 1]]
    return aside


def running_total(values: NDArray[Any]) -> Ints:
    """The sum of the values before each place: one entry more than there are values."""
    total = np.zeros(len(values) + 1, np.int64)
    np.cumsum(values, out=total[1:])
    return total
