"""Which characters look alike, and which sound alike.

The table is built by `dictionaries/build_lookalikes.py`: for each character in use the twenty
of the same script whose pictures are most like its own, and its readings.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from cleaner.lexicon import folder

# Sounds that many speakers and input methods do not tell apart.
_MERGED = (
    (re.compile("^([zcs])h"), r"\1"),
    (re.compile("^n(?=[^g]|g[^$])"), "l"),
    (re.compile("([aei])ng$"), r"\1n"),
    (re.compile("^hu"), "fu"),
)


def syllable(reading: str) -> str:
    """A reading without its tone, with the sounds that are often confused as one."""
    for pattern, merged in _MERGED:
        reading = pattern.sub(merged, reading)
    return reading


@dataclass(frozen=True, eq=False)
class Lookalikes:
    """The table: sorted code points; the most like of each, how like (of 255), its readings."""

    characters: NDArray[np.uint16]
    nearest: NDArray[np.uint16]
    likeness: NDArray[np.uint8]
    sounds: NDArray[np.uint16]

    def _row(self, character: str) -> int:
        """The row of a character, or -1."""
        code = ord(character)
        row = int(np.searchsorted(self.characters, min(code, 0xFFFF)))
        known = row < len(self.characters) and int(self.characters[row]) == code
        return row if known else -1

    def like(self, character: str) -> list[tuple[str, float]]:
        """The characters most like `character`, and how like they are, from 0 to 1."""
        row = self._row(character)
        if row < 0:
            return []
        known = self.likeness[row] > 0  # a character of one script has none of the other
        likeness = (self.likeness[row][known] / 255).tolist()
        found = dict(zip(map(chr, self.nearest[row][known].tolist()), likeness, strict=True))
        return sorted(found.items(), key=lambda pair: -pair[1])

    def look(self, one: str, other: str) -> float:
        """How alike two characters look, from 0 to 1; 0 where neither is near the other."""
        if one == other:
            return 1.0
        return max(dict(self.like(one)).get(other, 0.0), dict(self.like(other)).get(one, 0.0))

    def sound(self, one: str, other: str) -> bool:
        """Whether two characters have a reading in common, near ones taken for the same."""
        return bool(self.readings(one) & self.readings(other))

    def readings(self, character: str) -> set[int]:
        """The numbers of the readings of a character, the same for near ones."""
        row = self._row(character)
        return set(self.sounds[row].tolist()) - {0} if row >= 0 else set()


@cache
def lookalikes() -> Lookalikes:
    """The table that ships, read when first asked for."""
    with np.load(folder() / "lookalikes.npz") as table:
        return Lookalikes(**{name: table[name] for name in table.files})
