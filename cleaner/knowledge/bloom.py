"""What may be one of many keys, told without a search: a Bloom filter of two bits a key."""

from __future__ import annotations

import numpy as np

from cleaner.knowledge.lexicon import Keys, hashed, lit
from cleaner.text.characters import Ints

BITS = 20  # of a hash: 128 KiB, which stay in the cache of a processor
_LOW = (1 << BITS) - 1


class Sieve:
    """Lets all of `keys` through, and few others as long as there are fewer than some 100,000."""

    def __init__(self, keys: Keys) -> None:
        flags = np.zeros(1 << BITS, np.bool_)
        hashes = hashed(keys, 2 * BITS)
        flags[hashes >> BITS] = True
        flags[hashes & _LOW] = True
        self._flags = np.packbits(flags, bitorder="little")

    def likely(self, asked: Keys) -> Ints:
        """The places in `asked` of what may be a key, in their order."""
        hashes = hashed(asked, 2 * BITS)
        places: Ints = lit(self._flags, hashes >> BITS).nonzero()[0]
        return places[lit(self._flags, hashes[places] & _LOW).nonzero()[0]]
