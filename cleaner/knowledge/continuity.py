"""How likely a text goes on from the end of one line to the start of another.

A logistic regression over what stands on both sides of a line end: counts of pairs and triples of
characters, the gain of the word model over two texts apart, words of the lexicon that run across,
and the kinds of the two characters. Its weights are fitted by `dictionaries/build/continuity.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from cleaner.knowledge import language
from cleaner.knowledge.english import is_word
from cleaner.knowledge.lexicon import Lexicon, folder
from cleaner.knowledge.words import spanning_shapes
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
        for number in parted.tolist():
            word = _word(codes, int(ends[number]) - 1, int(starts[number]))
            found[number] = PARTED if is_word(word) else -PARTED
        return found


def _word(codes: NDArray[np.uint32], end: int, start: int) -> str:
    """The letters before `end` and from `start` on, as one word."""
    first, last = end, start
    while first > max(0, end - LONGEST) and chr(int(codes[first - 1])).isalpha():
        first -= 1
    while last < min(len(codes), start + LONGEST) and chr(int(codes[last])).isalpha():
        last += 1
    return "".join(map(chr, (*codes[first:end].tolist(), *codes[start:last].tolist())))


class Sides:
    """What stands before and after each of some line ends, blanks left out.

    `last`, `first`: the characters that meet, as places among those that are no blanks.

    `before`, `after`: the kinds of the characters that meet; `han`: whether both are Han.
    """

    def __init__(self, codes: NDArray[np.uint32], classes: Bytes, ends: Ints, starts: Ints) -> None:
        solid = np.flatnonzero(~BLANKS[classes])
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


def measured(asked: Sides, wanted: Ints, lexicon: Lexicon) -> Floats:
    """`MEASURES` of those of the line ends, a row each."""
    model = language.shipped()
    codes = asked.codes[wanted]
    forms = model.forms_of(codes)
    left, right = forms[:, :SIDE], forms[:, SIDE:]
    last, first = left[:, -1], right[:, 0]
    pair = np.log10(model.pair_counts(last, first) + STEADY)
    expected = model.single[last.astype(np.int64)] + model.single[first.astype(np.int64)]
    before = np.log10(model.triple_counts(left[:, -2], last, first) + 1)
    after = np.log10(model.triple_counts(last, first, right[:, 1]) + 1)
    ends, of_end = np.unique(asked.last[wanted], return_index=True)
    starts, of_start = np.unique(asked.first[wanted], return_index=True)
    by_end = np.searchsorted(ends, asked.last[wanted])
    by_start = np.searchsorted(starts, asked.first[wanted])
    lefts, rights = left[of_end], right[of_start]
    alone = np.log10(model.pair_counts(lefts[:, -2], lefts[:, -1]) + 1)[by_end]
    following = np.log10(model.pair_counts(rights[:, 0], rights[:, 1]) + 1)[by_start]
    gain, of_lefts, of_rights = model.side_by_side(lefts, rights, by_end, by_start)
    gain -= of_lefts[by_end] + of_rights[by_start]
    middle = np.arange(len(codes)) * 2 * SIDE + SIDE
    words = spanning_shapes(codes.ravel(), middle, middle, lexicon)
    surprise = np.maximum(pair - expected, -9.0)
    return np.stack(
        (pair, surprise, before, after, before - alone, after - following, gain,
         words[0], words[1:].any(0)), 1,
    ).astype(np.float32)  # fmt: skip


@cache
def shipped() -> Continuity:
    """The weights that ship."""
    with np.load(folder() / "continuity.npz") as table:
        return Continuity(table["measures"], table["kinds"])
