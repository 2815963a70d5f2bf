"""Which characters look alike, and which sound alike.

The table is built by `dictionaries/build/lookalikes.py`: for each character in use the twenty
of the same script whose pictures are most like its own, and its readings; and what tells most of
its picture, so that any two can be compared. Four-corner codes, which number the strokes at the
corners and one beside them, are a second witness of looks (`dictionaries/build/four_corner.py`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
from numpy.typing import NDArray

from cleaner.knowledge.lexicon import folder
from cleaner.text.regex import regex

FOUR_CORNER, PICTURES = "four_corner.npy", "pictures.npy"
LIKE = 0.6  # likeness of two pictures, 0 to 1, from which a character may be misread for another

# Sounds that many speakers and input methods do not tell apart.
_MERGED = (
    (regex("^([zcs])h"), r"\1"),
    (regex("^n(?=[^g]|g[^$])"), "l"),
    (regex("([aei])ng$"), r"\1n"),
    (regex("^hu"), "fu"),
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

    @cached_property
    def _rows(self) -> dict[str, int]:
        """The row of each character."""
        return {chr(code): row for row, code in enumerate(self.characters.tolist())}

    def like(self, character: str) -> list[tuple[str, float]]:
        """The characters most like `character`, and how like they are, from 0 to 1."""
        return sorted(self._likeness(character).items(), key=lambda pair: -pair[1])

    def _likeness(self, character: str) -> dict[str, float]:
        row = self._rows.get(character)
        if row is None:
            return {}
        known = self.likeness[row] > 0  # a character of one script has none of the other
        likeness = (self.likeness[row][known] / 255).tolist()
        return dict(zip(map(chr, self.nearest[row][known].tolist()), likeness, strict=True))

    def look(self, one: str, other: str) -> float:
        """How alike two characters look, from 0 to 1; 0 where neither is near the other."""
        if one == other:
            return 1.0
        return max(self._likeness(one).get(other, 0.0), self._likeness(other).get(one, 0.0))

    def resemblance(self, one: str, other: str) -> float:
        """How like the pictures of any two characters are: 1 the same, 0 as like as any two are."""
        rows = [self._rows[each] for each in (one, other) if each in self._rows]
        if len(rows) < 2:
            return 0.0
        ours, theirs = _pictures()[rows].astype(np.float32)
        return float(ours @ theirs / np.sqrt((ours @ ours) * (theirs @ theirs)))

    def sound(self, one: str, other: str) -> bool:
        """Whether two characters have a reading in common, near ones taken for the same."""
        return bool(self.readings(one) & self.readings(other))

    def readings(self, character: str) -> set[int]:
        """The numbers of the readings of a character, the same for near ones."""
        row = self._rows.get(character)
        return set() if row is None else set(self.sounds[row].tolist()) - {0}


@cache
def lookalikes() -> Lookalikes:
    """The table that ships, read when first asked for."""
    with np.load(folder() / "lookalikes.npz") as table:
        return Lookalikes(**{name: table[name] for name in table.files})


@cache
def _pictures() -> NDArray[np.int8]:
    """The figures of each picture, a row for each character of the table."""
    figures: NDArray[np.int8] = np.load(folder() / PICTURES, mmap_mode="r")
    return figures


@cache
def four_corner() -> dict[str, str]:
    """The four-corner codes that ship, of five figures."""
    rows = np.load(folder() / FOUR_CORNER).tolist()
    return {chr(character): f"{code:05}" for character, code in rows}


def near_corners(one: str, other: str) -> bool:
    """Whether the four-corner codes of two characters differ in one figure at most."""
    codes = four_corner()
    ours, theirs = codes.get(one), codes.get(other)
    if ours is None or theirs is None:
        return False
    return sum(a != b for a, b in zip(ours, theirs, strict=True)) <= 1
