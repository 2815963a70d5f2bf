"""A page as a format tells it: lines of words with places, and what else stands on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import overload

import numpy as np

from cleaner.formats.places import Box, Flags, Floats, Ints, Place, Places


@dataclass(frozen=True, slots=True)
class Word:
    """Characters that follow each other, and where. `blank`: one stands before it in its line."""

    text: str
    place: Place
    blank: bool


@dataclass(frozen=True, slots=True, eq=False)
class Words(Sequence[Word]):
    """The words of a page, line by line."""

    texts: tuple[str, ...]
    places: Places
    blanks: Flags

    def __len__(self) -> int:
        return len(self.texts)

    @overload
    def __getitem__(self, index: int) -> Word: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Word, ...]: ...
    def __getitem__(self, index: int | slice) -> Word | tuple[Word, ...]:
        if isinstance(index, slice):
            return tuple(self[row] for row in range(len(self))[index])
        return Word(self.texts[index], self.places[index], bool(self.blanks[index]))


@dataclass(frozen=True, slots=True)
class Block:
    """What the source holds together: its name for it, and its kind, in the words of the source."""

    id: str
    kind: str
    box: Box | None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page. `text`: its words, with a blank where one stands between them.

    `spaced`: its characters are set wide, evenly apart. `block`: index among those of the page,
    -1 for none.
    """

    text: str
    place: Place
    words: tuple[Word, ...]
    block: int
    spaced: bool


@dataclass(frozen=True, slots=True, eq=False)
class Lines(Sequence[Line]):
    """The lines of a page in the order of the source; `starts[i]` is the first word of line i.

    `starts` has one more number than there are lines: that of the words.
    """

    texts: tuple[str, ...]
    places: Places
    words: Words
    starts: Ints
    blocks: Ints
    spaced: Flags

    @classmethod
    def of(
        cls, words: Words, starts: Ints, blocks: Ints | None = None, spaced: Flags | None = None
    ) -> Lines:
        """Lines made of words; their places follow from those of the words."""
        count = max(len(starts) - 1, 0)
        lengths = np.fromiter(map(len, words.texts), np.int64, len(words))
        places = words.places.merged(starts, lengths)
        return cls(
            tuple(_texts(words, starts.tolist())),
            places,
            words,
            starts,
            np.full(count, -1) if blocks is None else blocks,
            np.zeros(count, np.bool_) if spaced is None else spaced,
        )

    def __len__(self) -> int:
        return len(self.texts)

    @overload
    def __getitem__(self, index: int) -> Line: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Line, ...]: ...
    def __getitem__(self, index: int | slice) -> Line | tuple[Line, ...]:
        if isinstance(index, slice):
            return tuple(self[row] for row in range(len(self))[index])
        index = range(len(self))[index]
        return Line(
            self.texts[index],
            self.places[index],
            self.words[int(self.starts[index]) : int(self.starts[index + 1])],
            int(self.blocks[index]),
            bool(self.spaced[index]),
        )


def _texts(words: Words, starts: list[int]) -> Iterator[str]:
    blanks = words.blanks.tolist()
    for first, last in pairwise(starts):
        parts = [words.texts[first]]
        for word in range(first + 1, last):
            parts += (" ", words.texts[word]) if blanks[word] else (words.texts[word],)
        yield "".join(parts)


def _no_boxes() -> Floats:
    return np.empty((0, 4))


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """One page. `number`: from 1, in the order of the source; `name`: what the source calls it.

    `unit`: point, pixel, mm10 (tenths of a millimetre) or inch1200. `order`: the lines in the
    reading order that the source states, if it states one apart from the order of writing.
    `rules`: drawn lines; `frames`: drawn or tinted rectangles; `images`: pictures; (n, 4) each.
    `warning`: what of the page could not be read, for whoever runs the program. `whole`: its lines
    are whole paragraphs, and stand in the order of reading. `slope`: by how much its lines go
    down for each unit to the right, where it lies askew.
    """

    number: int
    name: str
    width: float
    height: float
    unit: str
    lines: Lines
    blocks: tuple[Block, ...] = ()
    order: Ints | None = None
    rules: Floats = field(default_factory=_no_boxes)
    frames: Floats = field(default_factory=_no_boxes)
    images: Floats = field(default_factory=_no_boxes)
    warning: str = ""
    whole: bool = False
    slope: float = 0.0

    @property
    def words(self) -> Words:
        """All the words, line by line."""
        return self.lines.words
