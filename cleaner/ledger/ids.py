"""The ids of fixes, and how often each of a run has come: for millions of them in little memory."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cleaner.ledger.fixes import Fix
from cleaner.text.characters import Ints
from cleaner.text.sections import solid


def series_of(fix: Fix, before: list[str]) -> str:
    """The kind of a fix: the rule, and the change itself where it changes more than blanks."""
    changes = [
        f"{old}→{edit.after}"
        for old, edit in zip(before, fix.edits, strict=True)
        if isinstance(edit.after, str) and (old + edit.after).strip()
    ]
    return " ".join([fix.rule.name, *changes])


def identify(series: str, before: str, source: str, start: int, end: int) -> str:
    """The id of a fix whose first edit changes `before`, at `start` to `end` of the source."""
    left, right = solid(source, start, -1), solid(source, end, 1)
    key = "\0".join((series, "".join(before.split()), left, right))
    return hashlib.blake2s(key.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


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
