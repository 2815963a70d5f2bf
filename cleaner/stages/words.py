"""Word evidence: does a word of the lexicon run across a place in the text?"""

from __future__ import annotations

import numpy as np

from cleaner.characters import Flags, Ints
from cleaner.lexicon import Keys, Lexicon

# Words by how many characters stand before the gap and how many after it.
SHAPES = ((1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1))


def spanning(codes: Ints, starts: Ints, ends: Ints, asked: Flags, lexicon: Lexicon) -> Flags:
    """Which of the gaps from `starts` to `ends` a word of the lexicon spans, of those asked.

    `codes` are the code points of the text with four zeros at either end.
    """
    found = np.zeros(len(starts), np.bool_)
    places = np.flatnonzero(asked)
    for before, after in SHAPES:
        keys = packed(codes, starts[places] + 4, ends[places] + 4, before, after)
        hits = lexicon.contains(keys)
        found[places[hits]] = True
        places = places[~hits]
    return found


def packed(codes: Ints, starts: Ints, ends: Ints, before: int, after: int) -> Keys:
    """The words made of `before` characters up to `starts` and `after` characters from `ends`.

    Code points beyond the Basic Multilingual Plane give a key that no word has.
    """
    places = [starts - back for back in range(before, 0, -1)] + [ends + on for on in range(after)]
    key = np.zeros(len(starts), np.uint64)
    for place in places:
        key = (key << np.uint64(16)) | np.minimum(codes[place], 0xFFFF).astype(np.uint64)
    return key << np.uint64(16 * (4 - len(places)))
