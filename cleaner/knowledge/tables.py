"""Keys and a level for each, with open addressing: asked for whole arrays of keys at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cleaner.knowledge.hashing import highest, mixed
from cleaner.text.characters import Ints

Codes = NDArray[np.uint64]
Logs = NDArray[np.float32]
Cells = NDArray[np.uint32]

LEVELS = 256  # of a value that a cell can hold: eight bits
STEP = 20  # levels of a value to a power of ten
FEW = 256  # keys that are looked for in all cells that may hold them at once; set by hand
_MIX = np.uint64(0xBF58476D1CE4E5B9)
_FORTY = np.uint64(40)
_EIGHT = np.uint32(8)
_LOW = np.uint32(0xFF)  # the bits of a cell that hold its value; those above tell keys apart


@dataclass(frozen=True, eq=False)
class Table:
    """Keys and a level from 0 to 255 for each, in an array with open addressing.

    A key is told by 24 bits of another hash: one in 16 million is taken for another.
    """

    cells: Cells
    reach: int  # cells that are looked at for a key, at most

    @classmethod
    def of(cls, keys: Codes, levels: NDArray[np.uint8], room: int = 2) -> Table:
        """The table of distinct keys, with at least `room` cells for each."""
        cells = np.zeros(1 << max(4, (room * len(keys)).bit_length()), np.uint32)
        hashes = mixed(keys)
        places = _places(hashes, len(cells))
        values = _marks(hashes) << _EIGHT | levels
        left, reach = np.arange(len(keys)), 0
        while len(left):
            here = (places[left] + reach) & (len(cells) - 1)
            free = cells[here] == 0
            cells[here[free]] = values[left[free]]
            left = left[cells[here] != values[left]]
            reach += 1
        return cls(cells, reach)

    @property
    def size(self) -> int:
        """How many keys it has."""
        return int(np.count_nonzero(self.cells))

    def levels(self, keys: Codes) -> NDArray[np.int16]:
        """The level of each key, -1 where there is none."""
        # Flags are searched, not cells: `nonzero` of numbers takes four times as long.
        found = np.full(len(keys), -1, np.int16)
        hashes = mixed(keys)
        places = _places(hashes, len(self.cells))
        cells = self.cells.take(places)
        left = (cells != 0).nonzero()[0]
        places, cells = places.take(left), cells.take(left)
        marks = _marks(hashes.take(left)) << _EIGHT
        passed = 0
        while len(left) > FEW and passed < self.reach:
            apart = cells ^ marks  # of a cell with this mark its value is left
            hit = (apart <= _LOW).nonzero()[0]
            found[left.take(hit)] = apart.take(hit)
            more = (apart > _LOW).nonzero()[0]
            places = (places.take(more) + 1) & (len(self.cells) - 1)
            cells = self.cells.take(places)
            used = (cells != 0).nonzero()[0]
            more = more.take(used)
            left, marks = left.take(more), marks.take(more)
            places, cells = places.take(used), cells.take(used)
            passed += 1
        if len(left) and passed < self.reach:
            found[left] = self._levels_of_few(places, marks, self.reach - passed)
        return found

    def _levels_of_few(self, places: NDArray[np.int64], marks: Cells, reach: int) -> Ints:
        """The level of each key that is looked for from a place on, all its cells at a time."""
        cells = self.cells.take(places[:, None] + np.arange(reach), mode="wrap")
        apart = cells ^ marks[:, None]
        last = ((apart <= _LOW) | (cells == 0)).argmax(axis=1)
        rows = np.arange(len(places))
        levels: Ints = apart[rows, last].astype(np.int64)
        levels[levels > _LOW] = -1
        return levels

    def counts(self, keys: Codes) -> Logs:
        """The levels as counts, 0 where there is none."""
        return _COUNTS.take(self.levels(keys) + 1)


_COUNTS = np.append(0, 10 ** (np.arange(LEVELS) / STEP) - 1).astype(np.float32)


def _places(hashes: Codes, size: int) -> NDArray[np.int64]:
    """Where each hash is looked for in a table of `size` cells, a power of two."""
    return highest(hashes, size.bit_length() - 1)


def _marks(hashes: Codes) -> Cells:
    """What tells each hash from others that are looked for at its place; not 0."""
    marks = ((hashes ^ hashes >> np.uint64(29)) * _MIX >> _FORTY).astype(np.uint32)
    return np.maximum(marks, 1)
