"""Chances from a table of decision trees, for many rows at once.

All trees are symmetric: one question a level, so that the answers of a row are the bits of the
number of its leaf, and a whole page is a few array operations (Prokhorenkova et al., CatBoost,
2018). The tables are built by scripts in `dictionaries/`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cleaner.lexicon import folder

Floats = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Forest:
    """Trees of one depth over named signals.

    `signals`, `borders` (tree, level): the question of each level, "is this signal above this
    border?"; `leaves` (tree, leaf): what a leaf adds to the log-odds, with `bias` for all.
    """

    names: tuple[str, ...]
    signals: NDArray[np.intp]
    borders: Floats
    leaves: Floats
    bias: float

    @classmethod
    def load(cls, name: str) -> Forest:
        """The table `name` of the dictionaries."""
        return _loaded(folder() / f"{name}.npz")

    def save(self, path: Path) -> None:
        """Write the table."""
        np.savez(
            path, names=np.array(self.names), signals=self.signals.astype(np.uint8),
            borders=self.borders, leaves=self.leaves, bias=np.float64(self.bias),
        )  # fmt: skip

    def chances(self, matrix: Floats) -> Floats:
        """The chance of each column of `matrix`, which has the signals in rows."""
        trees, depth = self.signals.shape
        above = matrix[self.signals.ravel()] > self.borders.reshape(-1, 1)
        answers = above.view(np.uint8).reshape(trees, depth, -1)
        leaf = answers[:, 0].astype(np.intp)
        for level in range(1, depth):
            leaf |= answers[:, level].astype(np.intp) << level
        leaf += (np.arange(trees) << depth)[:, None]
        odds = self.leaves.ravel()[leaf].sum(axis=0) + self.bias
        chances: Floats = 1 / (1 + np.exp(-odds))
        return chances


@cache
def _loaded(path: Path) -> Forest:
    with np.load(path) as table:
        columns: dict[str, Any] = dict(table)
    return Forest(
        tuple(columns["names"].tolist()), columns["signals"].astype(np.intp),
        columns["borders"], columns["leaves"], float(columns["bias"]),
    )  # fmt: skip
