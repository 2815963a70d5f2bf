"""Names of the user's dictionaries."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from cleaner.document import Document
from cleaner.lexicon import Lexicon
from cleaner.protected.kinds import NAME, Span

SHORTEST = 2  # characters: shorter ones say nothing
Keys = NDArray[np.uint64]


def names(document: Document, lexicon: Lexicon) -> Iterator[Span]:
    """The names that occur in the text, the longest one at each place, none inside another."""
    openings, forms = _index(lexicon)
    if not forms or len(document.text) < SHORTEST:
        return
    codes = document.codes.astype(np.uint64)
    keys = codes[:-1] << np.uint64(32) | codes[1:]
    rows = np.minimum(np.searchsorted(openings, keys), len(openings) - 1)
    done = 0
    for place in np.flatnonzero(openings[rows] == keys).tolist():
        if place < done:
            continue
        for form in forms[document.text[place : place + SHORTEST]]:
            if document.text.startswith(form, place):
                done = place + len(form)
                yield Span(place, done, NAME)
                break


@lru_cache(4)
def _index(lexicon: Lexicon) -> tuple[Keys, dict[str, list[str]]]:
    """The first two characters of all names, packed and sorted, and the names by them."""
    forms: dict[str, list[str]] = {}
    for name in lexicon.names:
        for form in (name.name, *name.variants):
            if len(form) >= SHORTEST:
                forms.setdefault(form[:SHORTEST], []).append(form)
    for group in forms.values():
        group.sort(key=len, reverse=True)
    openings = np.array(sorted(ord(each[0]) << 32 | ord(each[1]) for each in forms), np.uint64)
    return openings, forms
