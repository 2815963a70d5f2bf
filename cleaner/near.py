"""Where a text has all but one character of a name of the dictionaries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.characters import Ints

if TYPE_CHECKING:
    from cleaner.lexicon import Lexicon

SIZES = (3, 4)  # characters: of two, one alone says nothing
BITS = np.uint64(21)  # of a code point
SIEVE_BITS = 18
HASH = np.uint64(0x9E3779B97F4A7C15)  # multiplicative hashing (Knuth, TAOCP 6.4)
SHIFT = np.uint64(64 - SIEVE_BITS)
Keys = NDArray[np.uint64]


class Near(NamedTuple):
    """A name, where the text has nearly it (code points), and the place of the odd character."""

    start: int
    name: str
    odd: int


class NearFinder:
    """Finds many names with one character changed: a table for each place of the change."""

    def __init__(self, names: Iterable[str]) -> None:
        self._tables: list[tuple[int, int, list[str], Keys, NDArray[np.bool_]]] = []
        known = sorted(set(names))
        for size in SIZES:
            group = [name for name in known if len(name) == size]
            codes = np.array([[ord(one) for one in name] for name in group], np.uint64)
            for odd in range(size) if group else ():
                keys = _keys(codes.T, odd)
                order = np.argsort(keys, kind="stable")
                sieve = np.zeros(1 << SIEVE_BITS, np.bool_)
                sieve[keys * HASH >> SHIFT] = True
                named = [group[number] for number in order.tolist()]
                self._tables.append((size, odd, named, keys[order], sieve))

    def near(self, codes: NDArray[np.uint32]) -> Iterator[Near]:
        """Every place where one character keeps the text from having a name."""
        wide = codes.astype(np.uint64)
        for size, odd, names, keys, sieve in self._tables:
            if len(wide) < size:
                continue
            windows = np.lib.stride_tricks.sliding_window_view(wide, size)
            asked = _keys(windows.T, odd)
            likely: Ints = sieve[asked * HASH >> SHIFT].nonzero()[0]
            low = np.searchsorted(keys, asked[likely], "left")
            high = np.searchsorted(keys, asked[likely], "right")
            bounds = zip(likely.tolist(), low.tolist(), high.tolist(), strict=True)
            for start, first, last in bounds:
                here = int(codes[start + odd])
                yield from (
                    Near(start, name, start + odd)
                    for name in names[first:last]
                    if ord(name[odd]) != here
                )


def _keys(columns: Keys, odd: int) -> Keys:
    """The characters of names, one column each, in one number, without that at `odd`."""
    key = np.zeros(columns.shape[1], np.uint64)
    for number, column in enumerate(columns):
        if number != odd:
            key = key << BITS | column
    return key


@lru_cache(8)
def near_finder(lexicon: Lexicon) -> NearFinder:
    """The finder for the names of a lexicon; kept, since a lexicon stays for many texts."""
    return NearFinder(each.name for each in lexicon.names)
