"""A Bloom filter: tells most of what is no key without a search, and never denies a key."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cleaner.knowledge.hashing import Keys, highest, mixed
from cleaner.text.characters import Bytes, Flags, Ints

_MASKS = np.left_shift(1, np.arange(8)).astype(np.uint8)


@dataclass(frozen=True, eq=False)
class BloomFilter:
    """A table of 2**`size` bits, eight a byte, in which `hashes` bits are set for each key.

    Each of the hashes has `size` bits; `size` times `hashes` must not exceed 64.
    """

    bits: Bytes
    size: int
    hashes: int

    @classmethod
    def of(cls, keys: Keys, size: int, hashes: int) -> BloomFilter:
        """The filter that lets all of `keys` through."""
        flags = np.zeros(1 << size, np.bool_)
        products = mixed(keys)
        for number in range(hashes):
            flags[_hash(products, size, number)] = True
        return cls(np.packbits(flags, bitorder="little"), size, hashes)

    def likely(self, asked: Keys) -> Ints:
        """The places in `asked` of what may be a key, in their order."""
        products = mixed(asked)
        places: Ints = self._are_set(_hash(products, self.size, 0)).nonzero()[0]
        for number in range(1, self.hashes):
            bits = _hash(products[places], self.size, number)
            places = places[self._are_set(bits).nonzero()[0]]
        return places

    def _are_set(self, bits: Ints) -> Flags:
        found: Flags = self.bits.take(bits >> 3) & _MASKS.take(bits & 7) != 0
        return found


def _hash(products: Keys, size: int, number: int) -> Ints:
    """The hash of that number: the highest bits, the next ones, and so on."""
    bits = highest(products, size * (number + 1))
    return bits & (1 << size) - 1 if number else bits
