"""Word evidence: does a word of the lexicon run across a place in the text?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cleaner.knowledge.bloom import BloomFilter
from cleaner.knowledge.lexicon import Lexicon
from cleaner.text.characters import Flags, Ints

# Words by how many characters stand before the place and how many after it.
SHAPES = ((1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1))
REACH = 3  # characters of a word on one side at most
SHIFTS = [np.uint64(shift) for shift in (48, 32, 16, 0)]
BITS = np.uint64(21)  # of a code point
FILTER_BITS = 16  # of a hash: set by hand, for a page asks of a few hundred places
OUTSIDE = 0xFFFF  # stands for code points beyond the Basic Multilingual Plane: no word has it


def spanning(codes: NDArray[np.uint32], starts: Ints, ends: Ints, lexicon: Lexicon) -> Flags:
    """Which of the gaps from `starts` to `ends` in the code points a word of the lexicon spans."""
    found: Flags = np.logical_or.reduce(spanning_shapes(codes, starts, ends, lexicon))
    return found


def shares_spanned(
    pieces: Sequence[NDArray[np.uint32]], contacts: Sequence[Ints], lexicon: Lexicon
) -> list[float]:
    """Of each of the pieces, a text of its own, the share of its `contacts` that a word spans."""
    if not pieces:
        return []
    edged = [np.pad(piece, REACH, "edge") for piece in pieces]
    before = np.cumsum([0, *map(len, edged)])[:-1] + REACH
    places = np.concatenate([at + place for at, place in zip(contacts, before, strict=True)])
    counts = np.array([*map(len, contacts)])
    spans = spanning(np.concatenate(edged), places, places, lexicon)
    found = np.add.reduceat(spans, np.cumsum(counts) - counts, dtype=np.int64)
    shares: list[float] = (found / counts).tolist()
    return shares


def spanning_shapes(codes: NDArray[np.uint32], starts: Ints, ends: Ints, lexicon: Lexicon) -> Flags:
    """Which of the gaps a word spans: a row for each of `SHAPES`, how the gap divides the word."""
    sides = np.empty((2 * REACH, len(starts)), np.int64)
    for distance in range(REACH):
        np.subtract(starts, distance + 1, out=sides[distance])
        np.add(ends, distance, out=sides[REACH + distance])
    # Beyond the ends of the text its first or last character stands in.
    text = np.minimum(codes.take(sides, mode="clip"), OUTSIDE).astype(np.uint64)
    before, after = list(text[:REACH]), list(text[REACH:])
    keys = np.empty((len(SHAPES), len(starts)), np.uint64)
    for key, (left, right) in zip(keys, SHAPES, strict=True):
        characters = before[left - 1 :: -1] + after[:right]
        np.left_shift(characters[0], SHIFTS[0], out=key)
        for shift, character in zip(SHIFTS[1:], characters[1:], strict=False):
            key |= character << shift
    return lexicon.contains(keys.ravel()).reshape(keys.shape)


def elsewhere(codes: NDArray[np.uint32], starts: Ints, ends: Ints) -> tuple[Ints, Ints]:
    """How often the text has the characters on both sides of each gap together: two, and three.

    Three are the last two before the gap and the first after it, or the last one and the first two.
    """
    wide = codes.astype(np.uint64)
    pairs = wide[:-1] << BITS | wide[1:]
    triples = pairs[:-1] << BITS | wide[2:]
    before = [wide.take(starts - distance, mode="clip") for distance in (1, 2)]
    after = [wide.take(ends + distance, mode="clip") for distance in (0, 1)]
    pair = before[0] << BITS | after[0]
    left, right = before[1] << BITS + BITS | pair, pair << BITS | after[1]
    both = occurrences(triples, np.concatenate((left, right)))
    return occurrences(pairs, pair), both[: len(starts)] + both[len(starts) :]


def occurrences(keys: NDArray[np.uint64], asked: NDArray[np.uint64]) -> Ints:
    """How often each of the keys `asked` is among `keys`."""
    bloom = BloomFilter.of(asked, FILTER_BITS, hashes=1)
    likely = np.sort(keys[bloom.likely(keys)])
    counts: Ints = np.searchsorted(likely, asked, "right") - np.searchsorted(likely, asked, "left")
    return counts


def begins_with_word(codes: NDArray[np.uint32], starts: Ints, lexicon: Lexicon) -> Flags:
    """At which of the places `starts` a word of two characters begins."""
    pair = [codes.take(starts + on, mode="clip") for on in (0, 1)]
    first, second = (np.minimum(column, OUTSIDE).astype(np.uint64) for column in pair)
    return lexicon.contains(first << SHIFTS[0] | second << SHIFTS[1])
