"""Where names of the dictionaries stand in a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from cleaner.knowledge.bloom import BloomFilter
from cleaner.knowledge.hashing import Keys
from cleaner.text.characters import Flags, Ints

if TYPE_CHECKING:
    from cleaner.knowledge.lexicon import Lexicon
    from cleaner.text.document import Document

BITS = np.uint64(21)  # of a code point
FILTER_BITS = 20  # of a hash: 128 KiB, which stay in the cache of a processor
SIZES = (2, 3)  # characters of a name that are looked for at once


def filter_of(keys: Keys) -> BloomFilter:
    """The filter that goes before a search for names; made for up to some 100,000 of them."""
    return BloomFilter.of(keys, FILTER_BITS, hashes=2)


def forms(lexicon: Lexicon) -> list[str]:
    """All names of the user's dictionaries and their variants, of two characters and more."""
    return [
        form for name in lexicon.names for form in name.forms if len(form) > 1 and "\n" not in form
    ]


class Finder:
    """Finds many names at once: NumPy looks for their heads, Python at the rest.

    The head of a name of two characters is the name, that of a longer one its first three.
    """

    def __init__(self, names: Iterable[str]) -> None:
        known = sorted(set(names))
        self._knows_any = bool(known)
        self._bloom = filter_of(_first(known, SIZES[0]))
        self._heads = [
            _Heads([name for name in known if min(len(name), SIZES[-1]) == size], size)
            for size in reversed(SIZES)
        ]

    def spans(self, text: str, codes: NDArray[np.uint32]) -> Iterator[tuple[int, int, str]]:
        """Start, end and name of those that stand in `text`, the longest at each place."""
        if not self._knows_any:
            return
        found: dict[int, str] = {}
        pair = SIZES[0]
        asked = packed(codes[step : max(0, len(codes) - pair + 1 + step)] for step in range(pair))
        places = self._bloom.likely(asked)
        for heads in self._heads:
            for place, name in heads.found(text, codes, places):
                found.setdefault(place, name)
        for place in sorted(found):
            yield place, place + len(found[place]), found[place]


class _Heads:
    """Sorted names that share the length of their heads."""

    def __init__(self, names: list[str], size: int) -> None:
        self._names, self._size = names, size
        self._keys, first = np.unique(_first(names, size), return_index=True)
        self._bounds = [*first.tolist(), len(names)]

    def found(
        self, text: str, codes: NDArray[np.uint32], places: Ints
    ) -> Iterator[tuple[int, str]]:
        """Of `places`, in order, each where a name begins, and the longest name there."""
        places = places[: np.searchsorted(places, len(codes) - self._size, "right")]
        if not self._names or not len(places):
            return
        keys = packed(codes[places + step] for step in range(self._size))
        index = np.searchsorted(self._keys, keys)
        index[index == len(self._keys)] = 0
        known: Flags = self._keys[index] == keys
        for place, head in zip(places[known].tolist(), index[known].tolist(), strict=True):
            names = self._names[self._bounds[head] : self._bounds[head + 1]]
            fitting = [name for name in names if text.startswith(name, place)]
            if fitting:
                yield place, max(fitting, key=len)


def _first(names: list[str], size: int) -> Keys:
    """The first characters of names as keys."""
    codes = np.array([name[:size] for name in names], f"<U{size}").view(np.uint32)
    return packed(codes.reshape(-1, size).T)


def packed(columns: Iterable[NDArray[np.uint32]]) -> Keys:
    """The code points of up to three columns, row by row in one number."""
    first, *others = columns
    keys = first.astype(np.uint64)
    for column in others:
        keys = keys << BITS | column
    return keys


@lru_cache(8)
def finder(lexicon: Lexicon) -> Finder:
    """The finder of the names of a lexicon; kept, since a lexicon stays for many texts."""
    return Finder(forms(lexicon))


def standing(document: Document, lexicon: Lexicon) -> list[tuple[int, int, str]]:
    """Where names of a lexicon stand in a document, as `Finder.spans` has it; looked for once."""
    known: tuple[Lexicon, list[tuple[int, int, str]]] | None = document.analyses.get("names")
    if known is None or known[0] is not lexicon:
        known = lexicon, list(finder(lexicon).spans(document.text, document.codes))
        document.analyses["names"] = known
    return known[1]


@lru_cache(8)
def variants(lexicon: Lexicon) -> dict[str, str]:
    """The name that each listed variant stands for; the first dictionary that has it decides.

    A form that is a name itself is none.
    """
    known = {name.name for name in lexicon.names}
    chosen: dict[str, str] = {}
    for name in lexicon.names:
        for form in name.variants:
            if len(form) > 1 and form not in known:
                chosen.setdefault(form, name.name)
    return chosen


@lru_cache(8)
def form_set(lexicon: Lexicon) -> frozenset[str]:
    """What `forms` gives, to be asked one by one."""
    return frozenset(forms(lexicon))
