"""What may be one of many keys, told without a search: a Bloom filter of two bits a key."""

from __future__ import annotations

import numpy as np

from cleaner.characters import Flags, Ints
from cleaner.lexicon import Keys, hashed

BITS = 20  # of a hash: 128 KiB, which stay in the cache of a processor


class Sieve:
    """Lets all of `keys` through, and few others as long as there are fewer than some 100,000."""

    def __init__(self, keys: Keys) -> None:
        flags = np.zeros(1 << BITS, np.bool_)
        for bits in _hashes(keys):
            flags[bits] = True
        self._flags = np.packbits(flags, bitorder="little")

    def likely(self, asked: Keys) -> Ints:
        """The places in `asked` of what may be a key, in their order."""
        first, second = _hashes(asked)
        places: Ints = self._has(first).nonzero()[0]
        return places[self._has(second[places]).nonzero()[0]]

    def _has(self, bits: Ints) -> Flags:
        found: Flags = (self._flags[bits >> 3] >> (bits & 7).astype(np.uint8) & 1).view(np.bool_)
        return found


def _hashes(keys: Keys) -> tuple[Ints, Ints]:
    """Two numbers of BITS bits for each key: one hash and its lower half."""
    both = hashed(keys, 2 * BITS)
    return both >> BITS, both & (1 << BITS) - 1
