"""The gaps between the lines of a document: what stands on either side of each line end."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from cleaner.knowledge.forest import Floats
from cleaner.knowledge.lexicon import Lexicon
from cleaner.knowledge.words import spanning
from cleaner.page.layout import Lines, running_total, widest
from cleaner.text.characters import (
    ASCII_CLOSE,
    ASCII_OPEN,
    BLANKS,
    CLAUSE,
    CLOSE,
    DASH,
    DIGIT,
    HAN,
    HANGUL,
    HYPHEN,
    KANA,
    OPEN,
    PAGE_BREAK,
    SOLID,
    STOP,
    WIDE_ALNUM,
    Bytes,
    Flags,
    Ints,
    class_set,
)
from cleaner.wraps.widths import Widths

# Cells a line is short of its column, at least, where a paragraph surely ends; set by hand.
EARLY = 6
FULL_WIDTH = class_set(HAN, KANA, HANGUL, WIDE_ALNUM, STOP, CLAUSE)
DASHES = class_set(DASH, HYPHEN)

DEPTH = np.zeros(256, np.int64)  # what a character does to the depth of brackets
DEPTH[[OPEN, ASCII_OPEN]] = 1
DEPTH[[CLOSE, ASCII_CLOSE]] = -1


class Gaps:
    """The places between consecutive lines: gap i lies between line i and line i + 1.

    `newlines`: line ends in each gap, one less in a text that is `closed_up`. `page_breaks`: a
    page ends there, see the module of that name. `unjoinable`: nothing is joined there, nor where
    a line is `short` of an edge that all cut lines have in common, if that is known.
    `latin_chances`: what `latin.latin_chances` found, once it is asked.
    """

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.starts: Ints = lines.ends[:-1]
        self.ends: Ints = lines.starts[1:]
        self.newlines: Ints = np.diff(lines.numbers)
        self.last: Bytes = lines.last[:-1]
        self.first: Bytes = lines.first[1:]
        self.page_breaks = self.unjoinable = self.form_feeds
        self.short = np.zeros(len(self), np.bool_)
        self.latin_chances: Floats | None = None
        self._spans: Flags | None = None

    def closed_up(self) -> Gaps:
        """The gaps of a double-spaced text: one line end less in each."""
        gaps = Gaps(self.lines)
        gaps.newlines = np.maximum(self.newlines - 1, 1)
        return gaps

    def __len__(self) -> int:
        return len(self.starts)

    def between(self, gap: int) -> tuple[int, int]:
        """Where a gap starts and ends."""
        return int(self.starts[gap]), int(self.ends[gap])

    @cached_property
    def widths(self) -> Widths:
        """How wide the lines are set, and their columns."""
        return Widths(self.lines)

    @cached_property
    def early(self) -> Flags:
        """Whether a paragraph surely ends: a sentence does, well before the edge."""
        widths = self.widths
        early: Flags = self.lines.stopped[:-1] & (widths.column - widths.here >= EARLY)[:-1]
        return early

    @cached_property
    def at_column_edge(self) -> Flags:
        """Whether the line before the gap is set in a column and reaches its edge."""
        return self.lines.columnar[:-1] & self.lines.full[:-1]

    @cached_property
    def solid(self) -> Flags:
        """Whether the two lines are joined without a space.

        Full-width characters are set without spaces, a number is one, and a hyphen binds.
        """
        digits = (self.last == DIGIT) & (self.first == DIGIT)
        solid: Flags = SOLID[self.last] | SOLID[self.first] | digits | (self.last == HYPHEN)
        latin = self.between_latin
        if latin.any():
            solid[latin] = self._solid_latin()[latin]
        return solid

    def _solid_latin(self) -> Flags:
        """The same of two Latin lines: after a hyphen, and at a dash without blanks around it."""
        lines, classes = self.lines, self.lines.classes
        before = classes[np.maximum(lines.ends[:-1] - 2, 0)]
        after = classes.take(self.ends + 1, mode="clip")
        closed = DASHES[self.last] & ~BLANKS[before]
        opened = (self.first == DASH) & ~BLANKS[after]
        solid: Flags = closed | opened
        return solid

    @cached_property
    def between_latin(self) -> Flags:
        """Whether both lines are without full-width characters; curly quotes and dashes are none."""
        lines = self.lines
        sizes = lines.ends - lines.starts
        latin = 4 * lines.widths <= 5 * sizes + 8
        if latin.any():
            found = np.logical_or.reduceat(FULL_WIDTH[lines.classes], lines.starts)
            latin &= ~found
        between: Flags = latin[:-1] & latin[1:]
        return between

    def spanned(self, lexicon: Lexicon, places: Ints) -> Flags:
        """For each of the gaps `places`, whether a word of Han characters runs across."""
        found = np.zeros(len(places), np.bool_)
        han = ((self.last[places] == HAN) & (self.first[places] == HAN)).nonzero()[0]
        if len(han):
            asked = places[han]
            codes = self.lines.document.codes
            found[han] = spanning(codes, self.starts[asked], self.ends[asked], lexicon)
        return found

    def spans(self, lexicon: Lexicon) -> Flags:
        """`spanned` of every gap."""
        if self._spans is None:
            self._spans = self.spanned(lexicon, np.arange(len(self)))
        return self._spans

    @cached_property
    def form_feeds(self) -> Flags:
        """Whether a form feed stands in the gap."""
        document = self.lines.document
        if not document.has(PAGE_BREAK):
            return np.zeros(len(self), np.bool_)
        total = running_total(document.classes == PAGE_BREAK)
        return total[self.ends] > total[self.starts]

    @cached_property
    def bracketed(self) -> Flags:
        """Whether brackets or quotes are open at the gap, and the next line does not open one."""
        opened, closes = self.depth
        inside: Flags = (opened > 0) & (closes > 0) & (self.first != OPEN)
        return inside

    @cached_property
    def depth(self) -> tuple[Ints, Ints]:
        """How many brackets and quotes opened a few lines before each gap, and close soon after it."""
        lines = self.lines
        depth = running_total(DEPTH[lines.classes])
        lowest = np.minimum.reduceat(depth, lines.starts)
        top = int(depth.max()) + 1  # `widest` of what is missing to it is the lowest
        here = depth[self.starts]
        before = top - widest(top - lowest[:-1], -3, 0)
        after = top - widest(top - lowest[1:], 0, 3)
        return here - before, here - after
