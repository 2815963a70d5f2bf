"""Word evidence: does a word of the lexicon run across a place in the text?"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cleaner.characters import Flags, Ints
from cleaner.lexicon import Lexicon

# Words by how many characters stand before the place and how many after it.
SHAPES = ((1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1))
REACH = 3  # characters of a word on one side at most
SHIFTS = [np.uint64(shift) for shift in (48, 32, 16, 0)]
OUTSIDE = 0xFFFF  # stands for code points beyond the Basic Multilingual Plane: no word has it


def spanning(codes: NDArray[np.uint32], starts: Ints, ends: Ints, lexicon: Lexicon) -> Flags:
    """Which of the gaps from `starts` to `ends` in the code points a word of the lexicon spans."""
    text = np.full(len(codes) + 2 * REACH, OUTSIDE, np.uint64)
    np.minimum(codes, OUTSIDE, out=text[REACH:-REACH], casting="unsafe")
    before = [text[starts + (REACH - back)] for back in (1, 2, 3)]
    after = [text[ends + (REACH + on)] for on in (0, 1, 2)]
    keys = np.empty((len(SHAPES), len(starts)), np.uint64)
    for key, (left, right) in zip(keys, SHAPES, strict=True):
        characters = before[left - 1 :: -1] + after[:right]
        np.left_shift(characters[0], SHIFTS[0], out=key)
        for shift, character in zip(SHIFTS[1:], characters[1:], strict=False):
            key |= character << shift
    return lexicon.contains(keys.ravel()).reshape(keys.shape).any(axis=0)
