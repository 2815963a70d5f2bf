"""Passages of a text by a number each, so that two texts are compared in arrays."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cleaner.text.characters import code_points

Hashes = NDArray[np.uint64]
FACTOR = 0x9E3779B97F4A7C15  # of a polynomial hash: odd, and of many bits
WORD = (1 << 64) - 1  # keeps 64 bits of a number
SIZE = 8  # characters of a passage that an index knows


def hashes(text: str, size: int) -> Hashes:
    """A number for the `size` characters at each place of `text` that has so many after it."""
    codes = code_points(text).astype(np.uint64)
    count = max(0, len(codes) - size + 1)
    values = np.zeros(count, np.uint64)
    for step in range(size):
        values = values * np.uint64(FACTOR) + codes[step : step + count]
    return values


class Index:
    """A text in which passages are found in time that hardly grows with its length."""

    def __init__(self, text: str) -> None:
        self.text = text
        values = hashes(text, SIZE)
        self._order = np.argsort(values, kind="stable")
        self._values = values[self._order]

    def find(self, passage: str) -> int:
        """The first place of `passage`, or -1."""
        if len(passage) < SIZE:
            return self.text.find(passage)
        value = 0
        for character in passage[:SIZE]:
            value = (value * FACTOR + ord(character)) & WORD
        first, last = (
            int(self._values.searchsorted(np.uint64(value), side)) for side in ("left", "right")
        )
        places = map(int, self._order[first:last])
        return next((place for place in places if self.text.startswith(passage, place)), -1)

    def __contains__(self, passage: str) -> bool:
        return self.find(passage) >= 0
