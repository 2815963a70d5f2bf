"""The English words that ship, as a sorted array of hashes: asked only about hyphens at line ends.

Four bytes a word are enough: one string in fifty thousand that is no word passes for one.
"""

from __future__ import annotations

import zlib
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from cleaner.knowledge.lexicon import folder


def hashed(word: str) -> int:
    """The key of a word, whatever its case: the CRC-32 of its lower-case letters."""
    return zlib.crc32(word.lower().encode("utf-8"))


@lru_cache(1 << 14)
def is_word(word: str) -> bool:
    """Whether `word` is in the list. Words have two letters at least and no mark inside."""
    keys = _shipped()
    key = np.uint32(hashed(word))
    place = int(keys.searchsorted(key))
    return place < len(keys) and bool(keys[place] == key)


@cache
def _shipped() -> NDArray[np.uint32]:
    return np.asarray(np.load(folder() / "english.npy", mmap_mode="r"))
