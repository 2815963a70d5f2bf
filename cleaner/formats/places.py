"""Where something stands: the one noun for a place, and many of them as columns of arrays.

Lengths are in the unit of the page, counted from its upper left corner, to the right and down.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from enum import IntEnum
from typing import NamedTuple, TypeAlias, overload

import numpy as np
from numpy.typing import NDArray

Flags: TypeAlias = NDArray[np.bool_]
Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]
Span: TypeAlias = tuple[int, int]
"""Bytes of the source: the first, and the one after the last."""


class Writing(IntEnum):
    """How upright characters follow each other in a line that is not turned."""

    ACROSS = 0  # left to right
    DOWN = 1  # one under the other, lines mostly from right to left
    LEFTWARD = 2  # right to left


class Box(NamedTuple):
    """A rectangle, x0 <= x1 and y0 <= y1."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0


@dataclass(frozen=True, slots=True)
class Place:
    """Where a word or a line stands. `None`: the source does not tell.

    `page`: its number, from 1. `size`: of the type, in the unit of the page. `weight`: 400 is
    regular, 700 bold. `turn`: degrees that the text is turned clockwise, 0 to 359. `span`: its
    characters in the source, escaped as they are there. `confidence`: of the engine, 0 to 1.
    """

    page: int
    box: Box
    size: float | None = None
    weight: int | None = None
    turn: int = 0
    writing: Writing = Writing.ACROSS
    span: Span | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Places(Sequence[Place]):
    """Places on one page, a row each. Unknown are NaN in floats, -1 in weights and spans."""

    page: int
    boxes: Floats  # (n, 4): x0, y0, x1, y1
    sizes: Floats
    weights: Ints
    turns: Ints
    writings: Ints
    spans: Ints  # (n, 2)
    confidences: Floats

    @classmethod
    def of(cls, page: int, places: Iterable[Place]) -> Places:
        """The places, all on that page, as columns."""
        rows = list(places)
        return cls(
            page,
            np.array([each.box for each in rows], np.float64).reshape(-1, 4),
            np.array([_known(each.size) for each in rows], np.float64),
            np.array([-1 if each.weight is None else each.weight for each in rows], np.int64),
            np.array([each.turn for each in rows], np.int64),
            np.array([each.writing for each in rows], np.int64),
            np.array([each.span or (-1, -1) for each in rows], np.int64).reshape(-1, 2),
            np.array([_known(each.confidence) for each in rows], np.float64),
        )

    def __len__(self) -> int:
        return len(self.boxes)

    @overload
    def __getitem__(self, index: int) -> Place: ...
    @overload
    def __getitem__(self, index: slice) -> Places: ...
    def __getitem__(self, index: int | slice) -> Place | Places:
        if isinstance(index, slice):
            return self.take(np.arange(len(self))[index])
        start, end = self.spans[index].tolist()
        weight = int(self.weights[index])
        return Place(
            self.page,
            Box(*self.boxes[index].tolist()),
            _told(self.sizes[index]),
            weight if weight >= 0 else None,
            int(self.turns[index]),
            Writing(self.writings[index]),
            (start, end) if start >= 0 else None,
            _told(self.confidences[index]),
        )

    @property
    def upright(self) -> Flags:
        """Which are not turned, and written across."""
        found: Flags = (self.turns == 0) & (self.writings == Writing.ACROSS)
        return found

    def take(self, rows: Ints) -> Places:
        """Those of the given rows, in the given order."""
        columns = [getattr(self, field.name)[rows] for field in fields(self)[1:]]
        return Places(self.page, *columns)

    def merged(self, starts: Ints, lengths: Ints) -> Places:
        """One place for each group of rows; group i is `starts[i]` to `starts[i + 1]`, none empty.

        Its box holds all the boxes; its size, weight, turn and writing are those of the median
        character (`lengths`: characters of each row), its confidence their mean; its span reaches
        from its first byte to its last.
        """
        if len(starts) < 2:
            return self.take(np.empty(0, np.int64))
        first = starts[:-1]
        lows = np.minimum.reduceat(self.boxes[:, :2], first)
        highs = np.maximum.reduceat(self.boxes[:, 2:], first)
        middle = self._medians(starts, lengths)
        known = ~np.isnan(self.confidences)
        weights = np.where(known, np.maximum(lengths, 1), 0)
        sums = np.add.reduceat(np.where(known, self.confidences, 0.0) * weights, first)
        totals = np.add.reduceat(weights, first)
        means = np.where(totals > 0, sums / np.maximum(totals, 1), np.nan)
        begins, ends = (
            np.minimum.reduceat(self.spans[:, 0], first),
            np.maximum.reduceat(self.spans[:, 1], first),
        )
        spans = np.where((begins >= 0)[:, None], np.stack((begins, ends), 1), -1)
        boxes = np.concatenate((lows, highs), 1)
        return Places(
            self.page, boxes, self.sizes[middle], self.weights[middle], self.turns[middle],
            self.writings[middle], spans, means,
        )  # fmt: skip

    def _medians(self, starts: Ints, lengths: Ints) -> Ints:
        """The row of each group that has the character of the median size."""
        groups = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
        order = np.lexsort((self.sizes, groups))
        counted = np.maximum(lengths[order], 1).cumsum()
        before = np.concatenate(((0,), counted))[starts]
        half = (before[:-1] + before[1:] + 1) // 2
        return order[np.searchsorted(counted, half)]


def turn_of(clockwise: float, skew: float = 10.0) -> int:
    """An angle as a turn: 0 to 359 degrees, a quarter if no more than `skew` away from one."""
    quarter = round(clockwise / 90) * 90
    return (quarter if abs(clockwise - quarter) <= skew else round(clockwise)) % 360


def _known(value: float | None) -> float:
    return math.nan if value is None else value


def _told(value: float) -> float | None:
    return None if math.isnan(value) else float(value)
