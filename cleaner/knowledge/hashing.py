"""Hashes of packed keys for the tables that are asked for whole arrays at once.

Multiplicative hashing (Knuth, TAOCP 6.4): the highest bits of a product. The lexicon's Bloom filter
and the language model on disk are built with it.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from cleaner.text.characters import Ints

Keys: TypeAlias = NDArray[np.uint64]

_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)  # 2**64 by the golden ratio, as Knuth has it


def mixed(keys: Keys) -> Keys:
    """64 bits for each key, of which the highest ones are the best hash."""
    return keys * _MULTIPLIER


def highest(hashes: Keys, bits: int) -> Ints:
    """So many of the highest bits of hashes that `mixed` made, as numbers."""
    return (hashes >> np.uint64(64 - bits)).view(np.int64)
