"""Where a text has all but one character of a name of the dictionaries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.knowledge.bloom import BloomFilter
from cleaner.knowledge.hashing import Keys
from cleaner.names.finder import filter_of, packed
from cleaner.text.characters import Ints

if TYPE_CHECKING:
    from cleaner.knowledge.lexicon import Lexicon

SIZES = (3, 4)  # characters: of two, one alone says nothing


class Near(NamedTuple):
    """A name, where the text has nearly it (code points), and the place of the odd character."""

    start: int
    name: str
    odd: int

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.name)

    @property
    def meant(self) -> str:
        """The name's own character at the odd place."""
        return self.name[self.odd - self.start]


class _Kept(NamedTuple):
    """Names by what is kept of them when the character at `odd` is another; `names` as `keys`."""

    odd: int
    keys: Keys
    names: list[str]

    def near(self, asked: Keys, places: Ints, codes: NDArray[np.uint32]) -> Iterator[Near]:
        """The names whose kept characters are the key that stands in the text at each place."""
        low = np.searchsorted(self.keys, asked)
        met = (self.keys.take(low, mode="clip") == asked).nonzero()[0]
        high = np.searchsorted(self.keys, asked[met], "right")
        bounds = (places[met].tolist(), low[met].tolist(), high.tolist())
        for place, first, last in zip(*bounds, strict=True):
            start = place - (self.odd == 0)
            here = int(codes[start + self.odd]) if start >= 0 else 0
            if start >= 0 and start + len(self.names[first]) <= len(codes):
                yield from (
                    Near(start, name, start + self.odd)
                    for name in self.names[first:last]
                    if ord(name[self.odd]) != here
                )


class NearFinder:
    """Finds many names with one character changed.

    A text is asked once for each pattern of kept characters: that of a name whose first character
    is changed is also that of one whose last is.
    """

    def __init__(self, names: Iterable[str]) -> None:
        known = sorted(set(names))
        self._tables: list[tuple[tuple[int, ...], list[_Kept], BloomFilter]] = []
        for size in SIZES:
            group = [name for name in known if len(name) == size]
            columns = np.array(group, f"<U{size}").view(np.uint32).reshape(-1, size).T
            patterns: dict[tuple[int, ...], list[_Kept]] = {}
            for odd in range(size) if group else ():
                kept = [at for at in range(size) if at != odd]
                keys = packed(columns[kept])
                order = np.argsort(keys, kind="stable")
                named = [group[number] for number in order.tolist()]
                pattern = tuple(at - kept[0] for at in kept)
                patterns.setdefault(pattern, []).append(_Kept(odd, keys[order], named))
            for pattern, tables in patterns.items():
                keys = np.concatenate([table.keys for table in tables])
                self._tables.append((pattern, tables, filter_of(keys)))

    def near(self, codes: NDArray[np.uint32]) -> Iterator[Near]:
        """Every place where one character keeps the text from having a name."""
        for pattern, tables, bloom in self._tables:
            count = len(codes) - pattern[-1]
            if count < 1:
                continue
            asked = packed(codes[at : at + count] for at in pattern)
            likely = bloom.likely(asked)
            for table in tables:
                yield from table.near(asked[likely], likely, codes)


@lru_cache(8)
def near_finder(lexicon: Lexicon) -> NearFinder:
    """The finder for the names of a lexicon; kept, since a lexicon stays for many texts."""
    return NearFinder(each.name for each in lexicon.names)
