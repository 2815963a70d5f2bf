"""Where names of the dictionaries stand in a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from cleaner.lexicon import Lexicon


def forms(lexicon: Lexicon) -> list[str]:
    """All names of the user's dictionaries and their variants, of two characters and more."""
    return [
        form
        for name in lexicon.names
        for form in (name.name, *name.variants)
        if len(form) > 1 and "\n" not in form
    ]


class Finder:
    """Finds many names at once: NumPy looks for their first two characters, Python at the rest."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_head: dict[int, list[str]] = {}
        for name in sorted(set(names), key=lambda name: (-len(name), name)):
            self._by_head.setdefault(_head(name), []).append(name)
        self._heads = np.array(sorted(self._by_head), np.uint64)

    def spans(self, text: str, codes: NDArray[np.uint32]) -> Iterator[tuple[int, int, str]]:
        """Start, end and name of those that stand in `text`, the longest at each place."""
        if not len(self._heads) or len(codes) < 2:
            return
        pairs = codes[:-1].astype(np.uint64) << np.uint64(32) | codes[1:]
        for place in np.isin(pairs, self._heads).nonzero()[0].tolist():
            for name in self._by_head[int(pairs[place])]:
                if text.startswith(name, place):
                    yield place, place + len(name), name
                    break


@lru_cache(8)
def finder(lexicon: Lexicon) -> Finder:
    """The finder of the names of a lexicon; kept, since a lexicon stays for many texts."""
    return Finder(forms(lexicon))


def _head(name: str) -> int:
    return ord(name[0]) << 32 | ord(name[1])
