"""How often characters stand in the names of people.

The table is built by `dictionaries/build/name_characters.py` from the names in pycorrector's list.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np

from cleaner.knowledge.lexicon import folder
from cleaner.knowledge.lookalikes import LIKE, four_corner, lookalikes

TABLE = "name_characters.npz"
UNSEEN = 0.5  # times that a character counts which the table does not have


@dataclass(frozen=True, eq=False)
class Frequencies:
    """Counts of characters in one part of names."""

    counts: dict[str, int]
    total: int

    def of(self, character: str) -> float:
        """How likely a name has `character` in this part, from 0 to 1, never 0."""
        return max(self.counts.get(character, 0), UNSEEN) / self.total


@cache
def frequencies() -> tuple[Frequencies, Frequencies]:
    """The tables that ship: of surnames, and of characters of given names."""
    with np.load(folder() / TABLE) as table:
        characters = list(map(chr, table["characters"].tolist()))
        counts = [
            dict(zip(characters, table[part].tolist(), strict=True))
            for part in ("surnames", "given")
        ]
    surnames, given = (Frequencies(each, sum(each.values())) for each in counts)
    return surnames, given


@cache
def _by_sound() -> dict[int, set[str]]:
    """The characters of names that have each reading, near readings taken for the same."""
    surnames, given = frequencies()
    known, table = surnames.counts.keys() | given.counts.keys(), lookalikes()
    groups: dict[int, set[str]] = {}
    for code, sounds in zip(table.characters.tolist(), table.sounds.tolist(), strict=True):
        for sound in set(sounds) - {0} if chr(code) in known else ():
            groups.setdefault(sound, set()).add(chr(code))
    return groups


@cache
def _by_corners() -> dict[str, set[str]]:
    """The characters whose four-corner codes have all but the figure at a "." of a pattern."""
    groups: dict[str, set[str]] = {}
    for character, code in four_corner().items():
        for pattern in _all_but_one(code):
            groups.setdefault(pattern, set()).add(character)
    return groups


def _all_but_one(code: str) -> Iterator[str]:
    """The patterns of a code with one figure left open."""
    return (code[:at] + "." + code[at + 1 :] for at in range(len(code)))


@cache
def alike(character: str) -> tuple[frozenset[str], ...]:
    """The characters that look like one, have nearly its four corners, or sound like it.

    The latter two only of those that names have.
    """
    table, code = lookalikes(), four_corner().get(character, "")
    looks = {other for other, how in table.like(character) if how >= LIKE}
    corners = {other for pattern in _all_but_one(code) for other in _by_corners()[pattern]}
    sounds = {other for sound in table.readings(character) for other in _by_sound().get(sound, ())}
    own = {character}
    return frozenset(looks), frozenset(corners - own), frozenset(sounds - own)
