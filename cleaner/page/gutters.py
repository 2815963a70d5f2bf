"""Gutters that a line runs across: where lines above and below it end, and others begin beside them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from cleaner.formats import Flags, Floats

REACH = 12.0  # ems above and below a line: where lines tell of its gutters
BESIDE = 2.4  # ems: one of them is no further from it
FLUSH = 0.5  # ems: so far are the edges of lines of one column apart
GAP = (0.3, 3.0)  # ems between two columns
COLUMN, REST = 5.0, 1.0  # ems: no column is narrower, and no last line of one
USUAL = 0.9  # ems: a gutter of which but one side is known
LEAST, ALONE = 2, 3  # lines that end and that begin at a gutter; that do only one of both
SURE = 4  # lines that end or begin there: one of them beside a line is enough
MOST, MOST_EDGES = 200, 40  # lines that are looked at for one, and edges of them


class Gutter(NamedTuple):
    """From the end of a column to the beginning of the next one."""

    left: float
    right: float

    @property
    def width(self) -> float:
        return self.right - self.left


class Neighbours:
    """Lines by their height on the page, to be asked for the gutters of one of them."""

    def __init__(self, boxes: Floats, em: float) -> None:
        order = np.argsort(boxes[:, 1] + boxes[:, 3], kind="stable")
        self._boxes = boxes[order]
        self._levels = (self._boxes[:, 1] + self._boxes[:, 3]) / 2
        self._em = em

    def gutters(self, box: Floats) -> list[Gutter]:
        """The gutters inside of a line, from left to right."""
        em, level = self._em, (box[1] + box[3]) / 2
        low, high = np.searchsorted(self._levels, (level - REACH * em, level + REACH * em))
        near = self._boxes[low : min(int(high), int(low) + MOST)]
        beside = np.abs(self._levels[low : int(low) + len(near)] - level) <= BESIDE * em
        inner = (box[0] + COLUMN * em, box[2] - REST * em)
        ends = (near[:, 2] > inner[0]) & (near[:, 2] < inner[1]) & (near[:, 0] < inner[1])
        begins = (near[:, 0] > inner[0]) & (near[:, 0] < inner[1])
        found = [
            self._before(right, near, ends, begins, beside)
            for right in np.unique(near[begins, 0])[:MOST_EDGES].tolist()
        ]
        found += [
            self._after(left, near, ends, beside)
            for left in np.unique(near[ends, 2])[::-1][:MOST_EDGES].tolist()
        ]
        return _apart([each for each in found if each], COLUMN * em)

    def _before(
        self, right: float, near: Floats, ends: Flags, begins: Flags, beside: Flags
    ) -> tuple[int, Gutter] | None:
        """How many lines tell of the gutter that ends where lines begin, if it is one, and it."""
        em = self._em
        starting = begins & (near[:, 0] >= right) & (near[:, 0] <= right + FLUSH * em)
        before = ends & (near[:, 2] <= right - GAP[0] * em) & (near[:, 2] >= right - GAP[1] * em)
        left = float(near[before, 2].max()) if before.any() else right - USUAL * em
        ending = before & (near[:, 2] >= left - FLUSH * em)
        many = starting.sum() >= (LEAST if ending.sum() >= LEAST else ALONE)
        near_by = [int((beside & side).sum()) for side in (starting, ending)]
        told = int(starting.sum() + ending.sum())
        enough = any(near_by) if told >= SURE else all(near_by) or max(near_by) > LEAST
        return (told, Gutter(left, right)) if many and enough else None

    def _after(
        self, left: float, near: Floats, ends: Flags, beside: Flags
    ) -> tuple[int, Gutter] | None:
        """The same of one that begins where lines end."""
        ending = ends & (near[:, 2] <= left) & (near[:, 2] >= left - FLUSH * self._em)
        if ending.sum() < ALONE or (beside & ending).sum() <= LEAST:
            return None
        return int(ending.sum()), Gutter(left, left + USUAL * self._em)


def _apart(told: list[tuple[int, Gutter]], least: float) -> list[Gutter]:
    """From left to right, of those with no room for a column between them the one that most lines
    tell, of sure ones the narrowest."""
    found: list[Gutter] = []
    for _, gutter in sorted(told, key=lambda each: (-min(each[0], SURE), each[1].width)):
        if all(
            gutter.left >= each.right + least or gutter.right <= each.left - least for each in found
        ):
            found.append(gutter)
    return sorted(found)
