"""The lines of a document as the finders of notations see them, blank ones too."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, cached_property

import numpy as np

from cleaner.text.answers import Answers
from cleaner.text.characters import (
    BLANKS,
    CLAUSE,
    HAN,
    STOP,
    Bytes,
    Flags,
    Ints,
    among,
    class_set,
)
from cleaner.text.document import Document
from cleaner.text.regex import regex

SENTENCE_MARKS = class_set(STOP, CLAUSE)


_STRING = regex(r"""[rbfuRBFU]{0,2}("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`[^`\n]*`)""")
_COMMENT = regex(r"(?:^|\s)(?:#|//|--\s|/\*).*")


def bared(line: str) -> str:
    """A line of code with empty strings and without its comment."""
    if '"' in line or "'" in line or "`" in line:
        line = _STRING.sub('""', line)
    if "#" in line or "/" in line or "--" in line:
        line = _COMMENT.sub("", line)
    return line.strip()


def _opened(line: str) -> int:
    """How many brackets more a line opens than it closes, those in strings and comments apart."""
    bare = bared(line) if line else ""
    return sum(map(bare.count, "([{")) - sum(map(bare.count, ")]}"))


def closings(depths: Sequence[int]) -> list[int]:
    """Of each row, the first one at whose end no more is open than before it; -1 for none.

    `depths`: what is open at the end of each row.
    """
    found = [-1] * len(depths)
    waiting: list[tuple[int, int]] = []  # rows, and the depth before each: it rises
    for row, depth in enumerate(depths):
        waiting.append((row, depths[row - 1] if row else 0))
        while waiting and depth <= waiting[-1][1]:
            found[waiting.pop()[0]] = row
    return found


@cache
def ascii_set(characters: str) -> Flags:
    """A look-up array: of the code points up to 128, which are one of `characters`."""
    members = np.zeros(129, np.bool_)
    members[[ord(character) for character in characters]] = True
    members.flags.writeable = False
    return members


class Rows:
    """The lines of a document, one entry a line; places in code points of its text.

    `starts`, `ends`: the whole line without its line end. `first`, `last`: without the blanks
    around it. `blank`: whether nothing is left then. `free`: which lines no notation has been found
    for yet.
    """

    def __init__(self, document: Document) -> None:
        self.document, self.text = document, document.text
        breaks = document.line_ends
        self.starts: Ints = np.append(0, breaks + 1)
        self.ends: Ints = np.append(breaks, len(self.text))
        seen = (~BLANKS[document.classes]).nonzero()[0]
        opens = np.searchsorted(seen, self.starts)
        closes = np.searchsorted(seen, self.ends) - 1
        self.blank: Flags = closes < opens
        edges = np.append(seen, 0)
        self.first: Ints = np.where(self.blank, self.ends, edges[opens])
        self.last: Ints = np.where(self.blank, self.ends, edges[closes] + 1)
        self.free: Flags = ~self.blank

    def __len__(self) -> int:
        return len(self.starts)

    def line(self, row: int) -> str:
        """A line without the blanks around it."""
        return self.text[self.first[row] : self.last[row]]

    @cached_property
    def lines(self) -> list[str]:
        """All lines, without the blanks around them."""
        bounds = zip(self.first.tolist(), self.last.tolist(), strict=True)
        return [self.text[start:end] for start, end in bounds]

    @cached_property
    def goes_on(self) -> Flags:
        """Which lines go on in the next one, as their places on the page tell."""
        found: Flags = np.isin(self.ends, self.document.wraps)
        return found

    @cached_property
    def indents(self) -> Ints:
        """Blanks before each line."""
        return self.first - self.starts

    def counted(self, flags: Flags) -> Ints:
        """How many characters of each line, without the blanks around it, are flagged."""
        places = flags.nonzero()[0]
        counts: Ints = np.searchsorted(places, self.last) - np.searchsorted(places, self.first)
        return counts

    def count(self, characters: str) -> Ints:
        """How many of `characters`, which are ASCII, each line has. Shared: not to be changed."""
        known = self._counts.get(characters)
        if known is None:
            known = self._counts[characters] = self._count(characters)
        return known

    @cached_property
    def _counts(self) -> dict[str, Ints]:
        return {}

    @cached_property
    def ended(self) -> Flags:
        """Which lines have the end of a sentence in them."""
        return self.counted(self.document.classes == STOP) > 0

    @cached_property
    def figured(self) -> Flags:
        """Which lines have a digit in them."""
        return self.count("0123456789") > 0

    def _count(self, characters: str) -> Ints:
        present = [one for one in characters if one in self.text]
        if not present:
            return np.zeros(len(self), np.int64)
        if len(present) == 1:
            return self.counted(self.document.codes == ord(present[0]))
        return self.counted(ascii_set("".join(present))[self._ascii])

    @cached_property
    def _ascii(self) -> Bytes:
        """The code points of the text, 128 for what is not ASCII."""
        return np.minimum(self.document.codes, 128).astype(np.uint8)

    @cached_property
    def heads(self) -> Ints:
        """The code point each line begins with, 0 for a blank one."""
        return self._at(self.first)

    @cached_property
    def tails(self) -> Ints:
        """The code point each line ends with, 0 for a blank one."""
        return self._at(self.last - 1)

    def _at(self, places: Ints) -> Ints:
        found = np.zeros(len(self), np.int64)
        seen = ~self.blank
        found[seen] = self.document.codes[places[seen]]
        return found

    @cached_property
    def han(self) -> Ints:
        """Han characters in each line."""
        return self.counted(self.document.classes == HAN)

    @cached_property
    def marks(self) -> Ints:
        """Chinese marks at the end of or inside a sentence in each line."""
        return self.counted(SENTENCE_MARKS[self.document.classes])

    @cached_property
    def words(self) -> Ints:
        """How many words, parted by blanks, each line has."""
        blank: Flags = BLANKS[self.document.classes]
        begins = blank.copy()
        begins[1:] &= ~blank[:-1]
        return self.counted(begins) + ~self.blank

    @cached_property
    def ascii_heads(self) -> Flags:
        """Whether a line begins with a character of ASCII."""
        return (self.heads > 0) & (self.heads < 128)

    @cached_property
    def depths(self) -> list[int]:
        """Brackets open at the end of each row, without those in strings and comments."""
        depth, depths = 0, []
        opened = Answers(_opened)
        for line in self.lines:
            depth += opened[line]
            depths.append(depth)
        return depths

    @cached_property
    def closings(self) -> list[int]:
        """Of each row, the one by whose end all brackets that it opens are closed; -1 for none."""
        return closings(self.depths)

    def closed(self, row: int) -> int | None:
        """The row that ends with the bracket which closes those that `row` opens; None for none."""
        last = self.closings[row]
        if last < 0 or self.depths[last] != (self.depths[row - 1] if row else 0):
            return None
        return last if self.lines[last].rstrip(",;")[-1:] in ("}", "]", ")") else None

    def holding(self, words: Iterable[str]) -> Flags:
        """Which lines have one of `words`, none of which has a blank at an end, in them."""
        text, places = self.text, list[int]()
        for word in words:
            place = text.find(word)
            while place >= 0:
                places.append(place)
                place = text.find(word, place + len(word))
        found = np.zeros(len(self), np.bool_)
        if places:
            found[np.searchsorted(self.starts, places, "right") - 1] = True
        return found

    def which(self, flags: Flags, question: Callable[[str], object]) -> Flags:
        """Those of the flagged rows whose lines, without the blanks around them, are as asked."""
        places = flags.nonzero()[0].tolist()
        found = np.zeros(len(self), np.bool_)
        if places:
            answers, lines = Answers(question), self.lines
            found[places] = [bool(answers[lines[row]]) for row in places]
        return found

    def among(self, rows: Ints, characters: str) -> Flags:
        """Of code points of rows (`heads`, `tails`), which are one of `characters`."""
        return among(rows, characters)

    def runs(
        self, flags: Flags, across_blanks: bool = False, least: int = 1
    ) -> Iterator[tuple[int, int]]:
        """First and last row of each run of flagged rows; blank ones may stand within a run.

        `least`: rows from the first to the last of a run, at least.
        """
        places = flags.nonzero()[0]
        if not len(places):
            return
        if across_blanks:
            kept = (flags | ~self.blank).nonzero()[0]
            steps = np.searchsorted(kept, places)
        else:
            steps = places
        cuts = (np.diff(steps) != 1).nonzero()[0]
        firsts = np.append(places[0], places[cuts + 1])
        lasts = np.append(places[cuts], places[-1])
        if least > 1:
            long = lasts - firsts >= least - 1
            firsts, lasts = firsts[long], lasts[long]
        yield from zip(firsts.tolist(), lasts.tolist(), strict=True)

    def near(self, flags: Flags, apart: int) -> Iterator[tuple[int, int, int]]:
        """First and last row of each group of flagged rows, and how many these are.

        At most `apart` rows that are not flagged, blank ones apart, stand between two of them.
        """
        places = flags.nonzero()[0]
        if not len(places):
            return
        steps = np.searchsorted((~self.blank).nonzero()[0], places)
        cuts = (np.diff(steps) > apart + 1).nonzero()[0] + 1
        for group in np.split(places, cuts):
            yield int(group[0]), int(group[-1]), len(group)

    def seen(self, first: int, last: int) -> int:
        """How many of the rows from first to last are not blank."""
        return int(np.count_nonzero(~self.blank[first : last + 1]))

    def block(self, first: int, last: int) -> bool:
        """Whether blank lines or the ends of the text stand on both sides of rows."""
        before = first == 0 or bool(self.blank[first - 1])
        return before and (last + 1 == len(self) or bool(self.blank[last + 1]))

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where the rows from first to last start and end."""
        return int(self.starts[first]), int(self.ends[last])

    def take(self, first: int, last: int) -> None:
        """A notation has been found for the rows from first to last."""
        self.free[first : last + 1] = False
