"""How likely a text goes on from the end of one line to the start of another.

A logistic regression over what stands on both sides of a line end: counts of pairs and triples of
characters, the gain of the word model over two texts apart, words of the lexicon that run across,
and the kinds of the two characters. Its weights are fitted by `dictionaries/build/continuity.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

import numpy as np
from numpy.typing import NDArray

from cleaner.knowledge import language
from cleaner.knowledge.english import is_word
from cleaner.knowledge.lexicon import Lexicon, folder
from cleaner.knowledge.tables import Codes, Logs
from cleaner.knowledge.words import spanning_shapes
from cleaner.text.answers import Answers
from cleaner.text.characters import (
    ASCII_CLAUSE,
    ASCII_CLOSE,
    ASCII_OPEN,
    ASCII_STOP,
    BLANKS,
    CLAUSE,
    CLOSE,
    DASH,
    DIGIT,
    HAN,
    HYPHEN,
    KANA,
    LETTER,
    OPEN,
    POINT,
    STOP,
    WIDE_ALNUM,
    Bytes,
    Flags,
    Ints,
)

Floats = NDArray[np.float32]
SIDE = 3  # characters on each side that are looked at, blanks not counted
MARGIN = 64  # characters beside the line ends that are looked at first for so many
CODE = 21  # bits of a code point
OTHER, SMALL, CAPITAL, NUMBER, IDEOGRAPH, END, PAUSE, OPENED, CLOSED, LINE, TIE = range(11)
KINDS = np.full(256, OTHER)  # what the classes of characters are at a line end
for _kind, _classes in (
    (SMALL, (LETTER,)), (NUMBER, (DIGIT, WIDE_ALNUM)), (IDEOGRAPH, (HAN, KANA)),
    (END, (STOP, ASCII_STOP, POINT)), (PAUSE, (CLAUSE, ASCII_CLAUSE)),
    (OPENED, (OPEN, ASCII_OPEN)), (CLOSED, (CLOSE, ASCII_CLOSE)), (LINE, (DASH,)), (TIE, (HYPHEN,)),
):  # fmt: skip
    KINDS[list(_classes)] = _kind
COUNT = 11
MEASURES = (
    "pair", "surprise", "triple before", "triple after", "divided before", "divided after",
    "gain", "word of two", "longer word",
)  # fmt: skip
PARTED = 2.5  # log-odds of a word that a hyphen parts, or of what would be none; set by hand
LONGEST = 20  # letters of a part of a word
STEADY = 0.3  # of an occurrence, added to every count
MANY = 1024  # line ends of which equal ones are worth looking for


@dataclass(frozen=True, eq=False)
class Continuity:
    """The fitted weights: `measures` of `MEASURES`, and `kinds` of what stands before and after."""

    measures: Floats
    kinds: Floats

    def logits(
        self, codes: NDArray[np.uint32], classes: Bytes, ends: Ints, starts: Ints, lexicon: Lexicon
    ) -> Floats:
        """The log-odds that the text before each of `ends` goes on at the same one of `starts`.

        `codes`, `classes`: of the text. Places in code points. The odds are to a line of the same
        page taken at random: 0 says nothing.
        """
        asked = Sides(codes, classes, ends, starts)
        found: Floats = self.kinds[asked.before, asked.after].copy()
        both = np.flatnonzero(asked.han)
        if len(both):
            found[both] += measured(asked, both, lexicon) @ self.measures
        parted = np.flatnonzero((asked.before == TIE) & (asked.after == SMALL))
        if len(parted):
            found[parted] = _across_hyphens(codes, ends[parted], starts[parted])
        return found


def _across_hyphens(codes: NDArray[np.uint32], ends: Ints, starts: Ints) -> list[float]:
    """The log-odds of the words that hyphens part."""
    before = Answers[int, str](lambda end: _letters_before(codes, end - 1))
    after = Answers[int, str](lambda start: _letters_after(codes, start))
    is_known = Answers[str, bool](is_word)
    words = (
        before[end] + after[start]
        for end, start in zip(ends.tolist(), starts.tolist(), strict=True)
    )
    return [PARTED if is_known[word] else -PARTED for word in words]


def _letters_before(codes: NDArray[np.uint32], end: int) -> str:
    """The letters that end there, at most `LONGEST` of them."""
    piece = "".join(map(chr, codes[max(0, end - LONGEST) : end].tolist()))
    size = next((at for at, each in enumerate(reversed(piece)) if not each.isalpha()), len(piece))
    return piece[len(piece) - size :]


def _letters_after(codes: NDArray[np.uint32], start: int) -> str:
    """The letters that start there, at most `LONGEST` of them."""
    piece = "".join(map(chr, codes[start : start + LONGEST].tolist()))
    return "".join(takewhile(str.isalpha, piece))


class Sides:
    """What stands before and after each of some line ends, blanks left out.

    `last`, `first`: the characters that meet, as places among those that are no blanks.

    `before`, `after`: the kinds of the characters that meet; `han`: whether both are Han.
    """

    def __init__(self, codes: NDArray[np.uint32], classes: Bytes, ends: Ints, starts: Ints) -> None:
        solid = _solid(classes, ends, starts)
        self.last = np.searchsorted(solid, ends) - 1
        self.first = np.searchsorted(solid, starts)
        reach = np.arange(SIDE)
        sides = self.last[:, None] - reach[::-1], self.first[:, None] + reach
        places = np.concatenate(sides, axis=1)
        at = solid.take(places, mode="clip")
        self.codes = codes[at]
        kinds = KINDS[classes[at[:, SIDE - 1 : SIDE + 1]]]
        capitals = (self.codes >= ord("A")) & (self.codes <= ord("Z"))
        kinds[(kinds == SMALL) & capitals[:, SIDE - 1 : SIDE + 1]] = CAPITAL
        self.before, self.after = kinds.T
        self.han: Flags = (kinds == IDEOGRAPH).all(1)


def _solid(classes: Bytes, ends: Ints, starts: Ints) -> Ints:
    """The places of characters that are no blanks: all from `SIDE` before the first place to `SIDE`
    behind the last one, or to the edges of the text."""
    low = int(min(ends.min(initial=len(classes)), starts.min(initial=len(classes))))
    high = int(max(ends.max(initial=0), starts.max(initial=0)))
    before, behind = low, high
    room = MARGIN
    while before and np.count_nonzero(~BLANKS[classes[before:low]]) < SIDE:
        before, room = max(0, before - room), 2 * room
    room = MARGIN
    while behind < len(classes) and np.count_nonzero(~BLANKS[classes[high:behind]]) < SIDE:
        behind, room = min(len(classes), behind + room), 2 * room
    return before + np.flatnonzero(~BLANKS[classes[before:behind]])


def measured(asked: Sides, wanted: Ints, lexicon: Lexicon) -> Floats:
    """`MEASURES` of those of the line ends, a row each."""
    codes = asked.codes[wanted]
    if len(codes) < MANY:
        return _measured(codes, lexicon)
    (_, left), (_, right) = _sides(codes)
    _, first, number = np.unique(
        left * (len(left) + 1) + right, return_index=True, return_inverse=True
    )
    return _measured(codes[first], lexicon)[number]


def _sides(codes: NDArray[np.uint32]) -> tuple[tuple[Ints, Ints], tuple[Ints, Ints]]:
    """Of the different texts before the line ends, and of those after: a row that has each, and
    which of them each row has."""
    wide = codes.astype(np.int64)
    found = []
    for side in (wide[:, :SIDE], wide[:, SIDE:]):
        keys = side[:, 0] << 2 * CODE | side[:, 1] << CODE | side[:, 2]
        found.append(np.unique(keys, return_index=True, return_inverse=True)[1:])
    return found[0], found[1]


def _measured(codes: NDArray[np.uint32], lexicon: Lexicon) -> Floats:
    """`MEASURES` of line ends, given the characters on both sides."""
    model = language.shipped()
    forms = model.forms_of(codes)
    left, right = forms[:, :SIDE], forms[:, SIDE:]
    last, first = left[:, -1], right[:, 0]
    (of_end, by_end), (of_start, by_start) = _sides(codes)
    lefts, rights = left[of_end], right[of_start]
    pairs, ending, starting = _split(model.pair_counts, [
        (last, first), (lefts[:, -2], lefts[:, -1]), (rights[:, 0], rights[:, 1])
    ])  # fmt: skip
    ended, started = _split(
        model.triple_counts, [(left[:, -2], last, first), (last, first, right[:, 1])]
    )
    pair = np.log10(pairs + STEADY)
    expected = model.single[last.astype(np.int64)] + model.single[first.astype(np.int64)]
    before, after = np.log10(ended + 1), np.log10(started + 1)
    alone, following = np.log10(ending + 1)[by_end], np.log10(starting + 1)[by_start]
    gain, of_lefts, of_rights = model.side_by_side(lefts, rights, by_end, by_start)
    gain -= of_lefts[by_end] + of_rights[by_start]
    middle = np.arange(len(codes)) * 2 * SIDE + SIDE
    words = spanning_shapes(codes.ravel(), middle, middle, lexicon)
    surprise = np.maximum(pair - expected, -9.0)
    return np.stack(
        (pair, surprise, before, after, before - alone, after - following, gain,
         words[0], words[1:].any(0)), 1,
    ).astype(np.float32)  # fmt: skip


def _split(counts: Callable[..., Logs], asked: Sequence[tuple[Codes, ...]]) -> list[Logs]:
    """The counts of several columns of runs of characters, looked up together."""
    found = counts(*map(np.concatenate, zip(*asked, strict=True)))
    return np.split(found, np.cumsum([len(first) for first, *_ in asked])[:-1])


@cache
def shipped() -> Continuity:
    """The weights that ship."""
    with np.load(folder() / "continuity.npz") as table:
        return Continuity(table["measures"], table["kinds"])
