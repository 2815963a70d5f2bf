"""Chances from a table of decision trees, for many rows at once.

All trees are symmetric: one question a level, so that the answers of a row are the bits of the
number of its leaf, and a whole page is a few array operations (Prokhorenkova et al., CatBoost,
2018). The tables are built by scripts in `dictionaries/`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cleaner.knowledge.lexicon import folder

Floats = NDArray[np.float32]


LARGE = 1 << 24  # bytes of a block that is made and freed, see `_loaded`; set by hand
# Rows: each asks some thousand questions, and the answers are held in memory; set by hand.
AT_ONCE = 512


@dataclass(frozen=True, eq=False)
class Forest:
    """Trees of one depth over named features.

    `features`, `borders` (tree, level): the question of each level, "is this feature above this
    border?"; `leaves` (tree, leaf, outcome): what a leaf adds to the log-odds of each outcome, with
    `bias` (outcome) for all. Where there is one outcome, it is that something is so.
    """

    names: tuple[str, ...]
    features: NDArray[np.intp]
    borders: Floats
    leaves: Floats
    bias: Floats

    @cached_property
    def _questions(self) -> tuple[NDArray[np.intp], Floats, NDArray[np.intp]]:
        """The different questions: features and borders, and which of them each level of a tree
        asks, with the last levels of all trees first."""
        asked = np.stack((self.features.T[::-1].ravel(), self.borders.T[::-1].ravel()), axis=1)
        questions, numbers = np.unique(asked, axis=0, return_inverse=True)
        features, borders = questions[:, 0].astype(np.intp), questions[:, 1:].astype(np.float32)
        return features, borders, numbers.ravel()

    @cached_property
    def _tables(self) -> tuple[Floats, NDArray[np.intp]]:
        """The leaves of all trees in one table, and where those of each tree begin in it."""
        trees, leaves, outcomes = self.leaves.shape
        return self.leaves.reshape(-1, outcomes), (np.arange(trees) * leaves)[:, None]

    @classmethod
    def load(cls, name: str) -> Forest:
        """The table `name` of the dictionaries."""
        return _loaded(folder() / f"{name}.npz")

    def save(self, path: Path) -> None:
        """Write the table."""
        np.savez(
            path, names=np.array(self.names), signals=self.features.astype(np.uint8),
            borders=self.borders, leaves=self.leaves, bias=self.bias,
        )  # fmt: skip

    def odds(self, matrix: Floats) -> Floats:
        """The log-odds (row, outcome) of the rows that stand as columns in `matrix`."""
        size = matrix.shape[1]
        parts = [self._odds(matrix[:, at : at + AT_ONCE]) for at in range(0, max(size, 1), AT_ONCE)]
        return parts[0] if len(parts) == 1 else np.concatenate(parts)

    def _odds(self, matrix: Floats) -> Floats:
        trees, depth = self.features.shape
        features, borders, numbers = self._questions
        answers = (matrix.take(features, axis=0) > borders).view(np.uint8)
        above = answers.take(numbers, axis=0).reshape(depth, trees, -1)
        leaf = above[0]
        for level in above[1:]:  # doubled by adding: NumPy shifts bytes slowly
            leaf += leaf
            leaf += level
        leaves, firsts = self._tables
        odds: Floats = leaves.take(leaf + firsts, axis=0).sum(axis=0) + self.bias
        return odds

    def chances(self, matrix: Floats) -> Floats:
        """The chance of each row that it is so, where the forest has one outcome."""
        odds = self.odds(matrix)[:, 0]
        return np.asarray(1 / (1 + np.exp(-odds)), np.float32)

    def shares(self, matrix: Floats) -> Floats:
        """The chances (row, outcome) of the outcomes, which exclude each other."""
        odds = self.odds(matrix)
        weights = np.exp(odds - odds.max(axis=1, keepdims=True))
        return np.asarray(weights / weights.sum(axis=1, keepdims=True), np.float32)


@cache
def _loaded(path: Path) -> Forest:
    # glibc gives memory back to the system at once until a large block has been freed; then it
    # keeps what the answers of a page need, and a page of questions takes a third of the time.
    np.empty(LARGE, np.uint8)
    with np.load(path) as table:
        columns: dict[str, Any] = dict(table)
    return Forest(
        tuple(columns["names"].tolist()), columns["signals"].astype(np.intp),
        columns["borders"], columns["leaves"], columns["bias"],
    )  # fmt: skip


def forget() -> None:
    """Read the tables anew when next asked: they were built again."""
    _loaded.cache_clear()
