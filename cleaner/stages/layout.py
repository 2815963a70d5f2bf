"""The physical lines of a document and the gaps between them, in columns.

Everything is measured once for all lines: a rule about line ends is a few array operations.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np

from cleaner.characters import (
    ASCII_CLAUSE,
    ASCII_CLOSE,
    ASCII_OPEN,
    ASCII_QUOTE,
    BLANKS,
    BREAKS,
    CELLS,
    CLAUSE,
    CLOSE,
    DIGIT,
    HAN,
    HYPHEN,
    LETTER,
    OPEN,
    PAGE_BREAK,
    POINT,
    STOP,
    Bytes,
    Flags,
    Ints,
    class_set,
    code_points,
)
from cleaner.document import Document
from cleaner.lexicon import Lexicon
from cleaner.stages import patterns
from cleaner.stages.words import spanning

CLOSERS = class_set(CLOSE, ASCII_CLOSE, ASCII_QUOTE)
REACH = 4  # lines looked at on either side to learn how wide a column is
WRAPPED_SHARE = 0.2  # of the line ends between Han characters, those that words must span
NARROWEST = 12  # cells of a line that a column has cut
COLUMN = 18  # cells of the narrowest column whose joins need no word as proof
INDENT = 4  # cells of a paragraph's indent
SLACK = 4  # cells a full line may be short of its column: two characters moved for a mark


def widest(values: Ints, first: int, last: int) -> Ints:
    """The largest of `values[i + first]` … `values[i + last]` at each i; 0 beyond the ends."""
    size = len(values)
    padded = np.pad(values, (max(0, -first), max(0, last)))
    origin = max(0, -first)
    result = padded[origin + first : origin + first + size].copy()
    for by in range(first + 1, last + 1):
        np.maximum(result, padded[origin + by : origin + by + size], out=result)
    return result


class Lines:
    """The non-blank lines of a document, one entry a line; places in code points of its text.

    `starts`, `ends`: the line without the blanks around it. `numbers`: how many line ends come
    before it. `widths`: in cells, two for a full-width character.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        classes = document.classes
        self.classes: Bytes = classes
        inked = np.flatnonzero(~BLANKS[classes])
        breaks = np.flatnonzero(BREAKS[classes])
        numbers = np.searchsorted(breaks, inked)
        first = np.flatnonzero(np.diff(numbers, prepend=-1))
        self.starts: Ints = inked[first]
        self.ends: Ints = inked[np.append(first[1:], len(inked))[: len(first)] - 1] + 1
        self.numbers: Ints = numbers[first]
        self.line_starts: Ints = np.append(0, breaks + 1)[self.numbers]
        cells = np.append(0, np.cumsum(CELLS[classes]))
        self.cells = cells
        self.widths: Ints = cells[self.ends] - cells[self.starts]

    def __len__(self) -> int:
        return len(self.starts)

    def text(self, line: int) -> str:
        return self.document.text[self.starts[line] : self.ends[line]]

    def count(self, *classes: int) -> Ints:
        """How many characters of these classes each line has."""
        total = np.append(0, np.cumsum(class_set(*classes)[self.classes]))
        return total[self.ends] - total[self.starts]

    def count_of(self, characters: str) -> Ints:
        """How many of these characters each line has."""
        hits = np.isin(self.codes[4:-4], [ord(one) for one in characters])
        total = np.append(0, np.cumsum(hits))
        return total[self.ends] - total[self.starts]

    @cached_property
    def codes(self) -> Ints:
        """The code points of the text, with four zeros at either end."""
        return np.pad(code_points(self.document.text).astype(np.int64), 4)

    @cached_property
    def indents(self) -> Ints:
        """Cells of blank before each line."""
        return self.starts - self.line_starts  # one blank is one cell; U+3000 counts short

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
        """Whether a line ends a sentence: 。 or 。”, also inside brackets."""
        last = self.last.copy()
        places = self.ends - 1
        for _ in range(3):
            closes = CLOSERS[last] & (places > self.starts)
            if not closes.any():
                break
            places = np.where(closes, places - 1, places)
            last = np.where(closes, self.classes[places], last)
        return class_set(STOP)[last]

    @cached_property
    def reach(self) -> Ints:
        """How wide the column of each line is, in cells: the narrower of what is above and below."""
        above = widest(self.widths, -REACH, -1)
        below = widest(self.widths, 1, REACH)
        return np.where(above == 0, below, np.where(below == 0, above, np.minimum(above, below)))

    @cached_property
    def short(self) -> Flags:
        """Whether a line stops before the edge of its column."""
        return self.widths < self.reach - SLACK

    @cached_property
    def tokens(self) -> Ints:
        """Cells of the first piece of each line that cannot be divided: a word, or one character."""
        letters = class_set(LETTER, DIGIT, POINT, HYPHEN)[self.classes]
        divides = np.append(np.flatnonzero(~letters), len(letters))
        ends = np.maximum(divides[np.searchsorted(divides, self.starts)], self.starts + 1)
        return self.cells[ends] - self.cells[self.starts]

    @cached_property
    def full(self) -> Flags:
        """Whether a line reaches the edge of its column: what begins the next did not fit."""
        following = np.append(self.tokens[1:], 0)
        begins = np.append(True, (np.diff(self.numbers) > 1) | self.stopped[:-1])
        room = self.widths + following + SLACK + INDENT * begins
        return (room > self.reach) & (self.widths >= NARROWEST)

    @cached_property
    def marked(self) -> Flags:
        """Whether a mark stands in the line or within three lines of it."""
        return widest(self.count(STOP, CLAUSE, ASCII_CLAUSE, POINT), -3, 3) > 0

    @cached_property
    def columnar(self) -> Flags:
        """Whether a line is one of a column: as wide as a near line that ends in mid-sentence.

        Such lines have marks among them; without any they are a list or verses.
        """
        goes_on = np.where(self.stopped, -1000, self.widths)
        near = np.zeros(len(self), np.bool_)
        padded = np.pad(goes_on, 3, constant_values=-1000)
        for by in (-3, -2, -1, 1, 2, 3):
            near |= np.abs(padded[3 + by : 3 + by + len(self)] - self.widths) <= SLACK
        return near & self.marked & (self.reach >= COLUMN)

    @cached_property
    def indented(self) -> Flags:
        """Whether a line starts a paragraph by its indent, kept or lost.

        Extractors drop the indent; the first line is then two or three characters narrower than
        those below it.
        """
        below = widest(self.widths, 1, 3)
        above = widest(self.widths, -3, -1)
        lack = np.minimum(below, np.maximum(above, self.widths)) - self.widths
        lost = (lack >= 3) & (lack <= 7) & (np.diff(self.numbers, append=-1) == 1)
        return (self.indents >= 2) | lost

    @cached_property
    def kinds(self) -> list[str]:
        """The kind of each line, see `patterns`; "" for a line of text."""
        codes = self.codes[4:-4] if len(self.codes) > 8 else self.codes[:0]
        cues = np.append(0, np.cumsum(patterns.cued(codes)))
        kinds = [""] * len(self)
        for line in np.flatnonzero(cues[self.ends] > cues[self.starts]).tolist():
            kinds[line] = patterns.kind_of(self.text(line))
        return kinds


class Gaps:
    """The places between consecutive lines: gap i lies between line i and line i + 1."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.starts: Ints = lines.ends[:-1]
        self.ends: Ints = lines.starts[1:]
        self.newlines: Ints = np.diff(lines.numbers)
        self.last: Bytes = lines.last[:-1]
        self.first: Bytes = lines.first[1:]
        self._spans: Flags | None = None

    def __len__(self) -> int:
        return len(self.starts)

    @cached_property
    def set(self) -> Flags:
        """Whether the line before the gap is set in a column and reaches its edge."""
        return self.lines.columnar[:-1] & self.lines.full[:-1]

    def spans(self, lexicon: Lexicon) -> Flags:
        """Which gaps between two Han characters a word of the lexicon spans."""
        if self._spans is None:
            self._spans = spanning(
                self.lines.codes, self.starts, self.ends,
                (self.last == HAN) & (self.first == HAN), lexicon,
            )  # fmt: skip
        return self._spans

    def wrapped(self, lexicon: Lexicon) -> bool:
        """Whether the text has lines that a column has cut.

        In wrapped Chinese a word runs across four line ends in ten, in lists and verses across one
        in ten; wrapped Latin lines are all about as wide as their column.
        """
        lines = self.lines
        single = (self.newlines == 1) & ~lines.stopped[:-1] & lines.marked[:-1]
        han = single & (self.last == HAN) & (self.first == HAN) & (lines.widths[:-1] >= NARROWEST)
        asked = int(np.count_nonzero(han))
        if asked:
            return np.count_nonzero(self.spans(lexicon) & han) >= WRAPPED_SHARE * asked
        latin = single & class_set(LETTER)[self.last] & class_set(LETTER, DIGIT)[self.first]
        full = np.count_nonzero(latin & lines.full[:-1] & (lines.widths[:-1] >= COLUMN))
        return bool(full >= 2 and full >= 0.7 * np.count_nonzero(latin))

    @cached_property
    def pages(self) -> Flags:
        """Whether a page ends in the gap."""
        document = self.lines.document
        if not document.has(PAGE_BREAK):
            return np.zeros(len(self), np.bool_)
        total = np.append(0, np.cumsum(document.classes == PAGE_BREAK))
        return total[self.ends] > total[self.starts]

    @cached_property
    def depth(self) -> tuple[Ints, Ints]:
        """Brackets and quotes open at each gap: since a few lines before, and closed soon after."""
        lines = self.lines
        classes = lines.classes
        step = class_set(OPEN, ASCII_OPEN)[classes].astype(np.int64)
        step -= class_set(CLOSE, ASCII_CLOSE)[classes]
        depth = np.append(0, np.cumsum(step))
        lowest = np.minimum.reduceat(depth, lines.starts) if len(lines) else depth[:0]
        here = depth[self.starts]
        before = -widest(-lowest[:-1] + OFFSET, -3, 0) + OFFSET
        after = -widest(-lowest[1:] + OFFSET, 0, 3) + OFFSET
        return here - before, here - after


OFFSET = 1 << 40  # keeps `widest` clear of its fill value
CLAUSE_MARKS = class_set(CLAUSE)
