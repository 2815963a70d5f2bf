"""How often each id of a run has come, for millions of them in little memory."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cleaner.characters import Ints


class Alike:
    """Numbers ids that are alike, over the sections of a run.

    Ids and how often each came are kept as sorted arrays, each at least twice as long as the next,
    so that there are few to look in and few are merged.
    """

    def __init__(self) -> None:
        self._runs: list[tuple[NDArray[np.uint64], Ints]] = []

    def numbers(self, names: Sequence[str]) -> list[int]:
        """For each id (twelve hexadecimal digits) how often it has come, this time with it."""
        values = np.array([int(name, 16) for name in names], np.uint64)
        order = np.argsort(values, kind="stable")
        unique, first, counts = np.unique(values[order], return_index=True, return_counts=True)
        numbers = np.empty(len(values), np.int64)
        numbers[order] = np.arange(1, len(values) + 1) - np.repeat(
            first - self._come(unique), counts
        )
        self._add(unique, counts)
        return numbers.tolist()

    def _come(self, unique: NDArray[np.uint64]) -> Ints:
        """How often each of these ids has come before."""
        come = np.zeros(len(unique), np.int64)
        for ids, counts in self._runs:
            place = np.minimum(np.searchsorted(ids, unique), len(ids) - 1)
            come += np.where(ids[place] == unique, counts[place], 0)
        return come

    def _add(self, unique: NDArray[np.uint64], counts: Ints) -> None:
        if not len(unique):
            return
        while self._runs and len(self._runs[-1][0]) < 2 * len(unique):
            ids, more = self._runs.pop()
            unique, where = np.unique(np.concatenate((ids, unique)), return_inverse=True)
            counts = np.bincount(where, np.concatenate((more, counts))).astype(np.int64)
        self._runs.append((unique, counts))


__all__ = ["Alike"]
