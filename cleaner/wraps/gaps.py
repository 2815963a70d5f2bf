"""The gaps between the lines of a document: what stands on either side of each line end."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from cleaner.knowledge.forest import Floats
from cleaner.knowledge.lexicon import Lexicon
from cleaner.knowledge.words import spanning
from cleaner.page.layout import NARROWEST, SLACK, Lines, running_total, widest
from cleaner.text.characters import (
    ASCII_CLOSE,
    ASCII_OPEN,
    CLOSE,
    DIGIT,
    HAN,
    HYPHEN,
    OPEN,
    PAGE_BREAK,
    SOLID,
    Bytes,
    Flags,
    Ints,
)
from cleaner.wraps.latin import latin_chances, latin_gaps, latin_solid

FEW_LINES = 6  # line ends
FULL_SHARE = 0.6  # of the line ends in mid-sentence, those at the column edge
WRAPPED_SHARE = 0.2  # of the line ends between Han characters, those that words must span
DOUBLE_SPACED = 0.9  # of the gaps, those with a blank line
DEPTH = np.zeros(256, np.int64)  # what a character does to the depth of brackets
DEPTH[[OPEN, ASCII_OPEN]] = 1
DEPTH[[CLOSE, ASCII_CLOSE]] = -1


class Gaps:
    """The places between consecutive lines: gap i lies between line i and line i + 1.

    `newlines`: line ends in each gap, one less in a text that is `closed_up`. `turned`: a page
    turns there, see `overleaf`. `shut`: nothing is joined there.
    """

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.starts: Ints = lines.ends[:-1]
        self.ends: Ints = lines.starts[1:]
        self.newlines: Ints = np.diff(lines.numbers)
        self.last: Bytes = lines.last[:-1]
        self.first: Bytes = lines.first[1:]
        self.turned = self.shut = self.pages
        self._spans: Flags | None = None

    @classmethod
    def of_column(cls, lines: Lines, lexicon: Lexicon) -> Gaps | None:
        """The gaps of a text whose lines a column has cut; None for any other text."""
        gaps = cls(lines)
        if gaps.wrapped(lexicon):
            return gaps
        blank = np.count_nonzero(gaps.newlines > 1)
        if blank <= FEW_LINES or blank < DOUBLE_SPACED * len(gaps):
            return None
        gaps = gaps.closed_up()
        return gaps if gaps.wrapped(lexicon) else None

    def closed_up(self) -> Gaps:
        """The gaps of a double-spaced text: a blank line after every line parts nothing."""
        gaps = Gaps(self.lines)
        gaps.newlines = np.maximum(self.newlines - 1, 1)
        return gaps

    def __len__(self) -> int:
        return len(self.starts)

    def between(self, gap: int) -> tuple[int, int]:
        """Where a gap starts and ends."""
        return int(self.starts[gap]), int(self.ends[gap])

    @cached_property
    def set(self) -> Flags:
        """Whether the line before the gap is set in a column and reaches its edge."""
        return self.lines.columnar[:-1] & self.lines.full[:-1]

    @cached_property
    def solid(self) -> Flags:
        """Whether nothing comes between the two lines when they are joined.

        Full-width characters are set without spaces, a number is one, and a hyphen holds.
        """
        digits = (self.last == DIGIT) & (self.first == DIGIT)
        solid: Flags = SOLID[self.last] | SOLID[self.first] | digits | (self.last == HYPHEN)
        latin = latin_gaps(self)
        if latin.any():
            solid[latin] = latin_solid(self)[latin]
        return solid

    @cached_property
    def latin(self) -> Floats:
        """What `latin_chances` says of each gap."""
        return latin_chances(self)

    def spanned(self, lexicon: Lexicon, places: Ints) -> Flags:
        """Which of the gaps `places`, between two Han characters, a word of the lexicon spans."""
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

    def wrapped(self, lexicon: Lexicon) -> bool:
        """Whether the text has lines that a column has cut.

        Such lines reach the edge of their column, all but the last of a paragraph, and a word runs
        across every second line end; by chance one runs across one in twenty. Where there are only
        a few line ends, what they lead to must also end a sentence: lists and verses do not.
        """
        lines = self.lines
        single = (self.newlines == 1) & ~lines.stopped[:-1]
        if not single.any():
            return False
        single &= lines.marked[:-1] & (lines.widths[:-1] >= NARROWEST)
        han = single & (self.last == HAN) & (self.first == HAN)
        asked = int(np.count_nonzero(han))
        leads_on = self._ends_paragraph(single)
        if not asked and bool((self.latin > 0.5).any()):
            return True
        if np.count_nonzero(lines.full[:-1] & single) < FULL_SHARE * np.count_nonzero(single):
            return False
        if asked <= FEW_LINES:
            han &= leads_on
        many = 2 * asked > len(self)  # then the rules will ask for all of them anyway
        spans = self.spans(lexicon)[han] if many else self.spanned(lexicon, han.nonzero()[0])
        words = np.count_nonzero(spans)
        return bool(words >= max(1, WRAPPED_SHARE * asked)) or self._set_evenly(single, leads_on)

    def _ends_paragraph(self, single: Flags) -> Flags:
        """Of the single gaps, those in a run of lines whose last line ends a sentence."""
        stopped = self.lines.stopped
        ends = np.zeros(len(self), np.bool_)
        for gap in reversed(single.nonzero()[0].tolist()):
            goes_on = gap + 1 < len(self) and single[gap + 1]
            ends[gap] = stopped[gap + 1] or (goes_on and ends[gap + 1])
        return ends

    def _set_evenly(self, single: Flags, leads_on: Flags) -> bool:
        """Whether a few lines, too few for words to tell, are all at one column's edge.

        So are the rows of a table and verses; but those end alike, in no sentence, or their last
        line is as long as the others.
        """
        even = (single & self.set & leads_on).nonzero()[0]
        asked = int(np.count_nonzero(single))
        if not 3 <= len(even) <= FEW_LINES or len(even) < FULL_SHARE * asked:
            return False
        ends = set(self.lines.document.codes[self.starts[even] - 1].tolist())
        last = int(even[-1]) + 1
        shorter = self.lines.widths[last] < self.lines.widths[last - 1] - SLACK
        return len(ends) == len(even) and bool(shorter)

    @cached_property
    def pages(self) -> Flags:
        """Whether a page ends in the gap."""
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
        """Brackets and quotes open at each gap: since a few lines before, and closed soon after."""
        lines = self.lines
        depth = running_total(DEPTH[lines.classes])
        lowest = np.minimum.reduceat(depth, lines.starts)
        top = int(depth.max()) + 1  # `widest` of what is missing to it is the lowest
        here = depth[self.starts]
        before = top - widest(top - lowest[:-1], -3, 0)
        after = top - widest(top - lowest[1:], 0, 3)
        return here - before, here - after
