"""Where a text has all but one character of a name of the dictionaries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.characters import Ints
from cleaner.lexicon import Keys, hashed
from cleaner.names import packed

if TYPE_CHECKING:
    from cleaner.lexicon import Lexicon

SIZES = (3, 4)  # characters: of two, one alone says nothing
SIEVE_BITS = 20


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
            columns = np.array(group, f"<U{size}").view(np.uint32).reshape(-1, size).T
            for odd in range(size) if group else ():
                keys = packed(np.delete(columns, odd, axis=0))
                order = np.argsort(keys, kind="stable")
                sieve = np.zeros(1 << SIEVE_BITS, np.bool_)
                sieve[hashed(keys, SIEVE_BITS)] = True
                named = [group[number] for number in order.tolist()]
                self._tables.append((size, odd, named, keys[order], sieve))

    def near(self, codes: NDArray[np.uint32]) -> Iterator[Near]:
        """Every place where one character keeps the text from having a name."""
        for size, odd, names, keys, sieve in self._tables:
            count = len(codes) - size + 1
            if count < 1:
                continue
            asked = packed(codes[at : at + count] for at in range(size) if at != odd)
            likely: Ints = sieve[hashed(asked, SIEVE_BITS)].nonzero()[0]
            low = np.searchsorted(keys, asked[likely], "left")
            high = np.searchsorted(keys, asked[likely], "right")
            met = high > low
            bounds = zip(*(each[met].tolist() for each in (likely, low, high)), strict=True)
            for start, first, last in bounds:
                here = int(codes[start + odd])
                yield from (
                    Near(start, name, start + odd)
                    for name in names[first:last]
                    if ord(name[odd]) != here
                )


@lru_cache(8)
def near_finder(lexicon: Lexicon) -> NearFinder:
    """The finder for the names of a lexicon; kept, since a lexicon stays for many texts."""
    return NearFinder(each.name for each in lexicon.names)
