"""The quotes of a paragraph: where they stand, and whether they pair."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np

from cleaner.page.context import Line, Lines, places_of
from cleaner.text.answers import Answers
from cleaner.text.characters import (
    ASCII_CLAUSE,
    ASCII_QUOTE,
    ASCII_STOP,
    CLAUSE,
    CLOSE,
    DASH,
    DIGIT,
    HAN,
    LETTER,
    OPEN,
    STOP,
    WIDE_ALNUM,
    Flags,
    Ints,
    class_of,
    class_set,
)
from cleaner.text.document import Document

OPENING, CLOSING, STRAIGHT = "“", "”", '"'


@dataclass(eq=False)
class Paragraph:
    """A line and its quotes, never changed.

    `places`: of the quotes, in the line. `marks`: the quotes one after the other, all of them as
    “, ” or straight.
    """

    line: Line
    places: tuple[int, ...]
    marks: str

    @classmethod
    def of(cls, line: Line, pair: str = "“”") -> Paragraph:
        """The quotes of `pair`, and the straight ones, in a line."""
        known = dict(zip(pair + STRAIGHT, OPENING + CLOSING + STRAIGHT, strict=True))
        found = [*_any_of(pair).finditer(line.text)]
        marks = "".join(known[quote[0]] for quote in found)
        return cls(line, tuple(quote.start() for quote in found), marks)

    @cached_property
    def balanced(self) -> bool:
        """Whether the curly quotes close each other; they may be nested."""
        return not any(self.unmatched)

    @cached_property
    def unmatched(self) -> tuple[list[int], list[int]]:
        """The indexes of the closing quotes that were not opened, and of the opening ones not closed."""
        closing: list[int] = []
        waiting: list[int] = []
        for index, mark in enumerate(self.marks):
            if mark == OPENING:
                waiting.append(index)
            elif mark == CLOSING and waiting:
                waiting.pop()
            elif mark == CLOSING:
                closing.append(index)
        return closing, waiting

    @cached_property
    def in_turn(self) -> bool:
        """Whether the curly quotes open and close in turn."""
        curly = self.marks.replace(STRAIGHT, "")
        return curly == (OPENING + CLOSING) * (len(curly) // 2)

    def inside(self, index: int) -> str:
        """What stands between the quotes `index` and `index` + 1."""
        return self.line.text[self.places[index] + 1 : self.places[index + 1]]

    def opens(self, index: int) -> bool:
        """Whether a quote can stand at that place to open a quotation."""
        text, place = self.line.text, self.places[index]
        before = class_of(text[place - 1]) if place else OPEN
        after = class_of(text[place + 1]) if place + 1 < len(text) else STOP
        return _before_opening(before, text[place - 2 : place]) and not _NEVER_INSIDE[after]

    def closes(self, index: int) -> bool:
        """Whether a quote can stand at that place to close a quotation."""
        text, place = self.line.text, self.places[index]
        before = text[place - 1] if place else "："
        after = class_of(text[place + 1]) if place + 1 < len(text) else STOP
        behind = text[place + 2 : place + 3]
        if before.isspace() or before in "：“‘「『（《":
            return False
        return _behind_closing(after, behind) or (after == DIGIT and class_of(before) == HAN)


def _before_opening(kind: int, two: str) -> bool:
    """Whether a character of class `kind` can stand before a quotation; `two`: with the one before."""
    if kind in (ASCII_CLAUSE, ASCII_QUOTE):
        return len(two) == 2 and class_of(two[0]) in (HAN, STOP)
    return bool(_BEFORE[kind])


def _behind_closing(kind: int, behind: str) -> bool:
    """Whether a character of class `kind` can stand behind a quotation; `behind`: the next one."""
    if kind in (ASCII_CLAUSE, ASCII_STOP):
        return not behind or class_of(behind) == HAN
    if kind == ASCII_QUOTE:
        return class_of(behind or " ") == HAN
    return bool(_BEHIND[kind])


_BEFORE = class_set(HAN, STOP, CLAUSE, OPEN, CLOSE, DASH)
_BEHIND = class_set(HAN, STOP, CLAUSE, OPEN, CLOSE, DASH)
_NEVER_INSIDE = np.ones(256, np.bool_)
_NEVER_INSIDE[[HAN, LETTER, DIGIT, WIDE_ALNUM, OPEN, DASH]] = False


def _with_han(document: Document, places: Ints) -> Flags:
    """Whether Han characters stand in the line of each of `places`."""
    han = np.append((document.classes == HAN).nonzero()[0], len(document.text))
    newlines = (document.codes == ord("\n")).nonzero()[0]
    number = np.searchsorted(newlines, places)
    starts = np.append(-1, newlines)[number]
    ends = np.append(newlines, len(document.text))[number]
    found: Flags = han[np.searchsorted(han, starts)] < ends
    return found


class Quotes:
    """The paragraphs with Han whose double quotes are not in turn, and what is around them."""

    def __init__(self, document: Document, pair: str = OPENING + CLOSING) -> None:
        """`pair`: the quotes that are looked at, straight ones beside them."""
        self.lines = Lines.of(document)
        self.codes = document.codes
        self.pair = pair
        self._known = Answers[Line, Paragraph](lambda line: Paragraph.of(line, pair))
        self.odd = [self.paragraph(line) for line in self._odd(document)]

    @classmethod
    def of(cls, document: Document, pair: str = OPENING + CLOSING) -> Quotes:
        """The quotes of `document`, kept with it for the next rule that asks."""
        name = f"marks.quotes {pair}"
        if name not in document.analyses:
            document.analyses[name] = cls(document, pair)
        quotes: Quotes = document.analyses[name]
        return quotes

    def _odd(self, document: Document) -> Iterator[Line]:
        """The lines with Han in which a straight quote occurs, or curly ones are not in turn."""
        text = document.text
        opening, closing = self.pair[0], self.pair[1]
        size = text.count(opening)
        if (
            size == text.count(closing)
            and STRAIGHT not in text
            and (not size or size == len(_whole(self.pair).findall(text)))
        ):
            return  # each opens, and closes before the next one and in its line
        places = places_of(document, self.pair + STRAIGHT)
        marks = self.codes[places]
        number = np.searchsorted(np.flatnonzero(self.codes == ord("\n")), places)
        firsts = np.flatnonzero(np.diff(number, prepend=-1))
        counts = np.diff(firsts, append=len(places))
        order = np.arange(len(places)) - np.repeat(firsts, counts)
        wrong = marks != np.where(order % 2 == 0, *map(ord, self.pair))
        bad = np.logical_or.reduceat(wrong, firsts) | (counts % 2 == 1)
        bad &= _with_han(document, places[firsts])
        for place in places[firsts[bad]].tolist():
            yield self.lines.at(place)

    def paragraph(self, line: Line) -> Paragraph:
        """The quotes of a line."""
        return self._known[line]


@cache
def _any_of(pair: str) -> re.Pattern[str]:
    """One of the quotes, or a straight one."""
    return re.compile(f"[{pair}{STRAIGHT}]")


@cache
def _whole(pair: str) -> re.Pattern[str]:
    """A quotation within a line, no other one inside."""
    return re.compile(f"{pair[0]}[^{pair}\n]*{pair[1]}")
