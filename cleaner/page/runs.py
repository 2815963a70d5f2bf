"""Runs of rows of a region: the rows of which the same columns stand."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np

from cleaner.formats import Flags, Floats, Ints

Gaps: TypeAlias = list[tuple[float, float]]
FAR = 1e12


def runs(boxes: Floats, large: Flags, row_of: Ints, least: float) -> Ints:
    """The run that each row of things belongs to: rows with white in common, or none with any.

    `large`: the headlines; `least`: of the white between columns.
    """
    rows = _rows(boxes, large, row_of, least)
    found: list[int] = []
    run = 0
    inner: Gaps = []  # of the run: white between its things
    free: Gaps = []  # … and beside them, too
    for number, row in enumerate(rows):
        own = row.gaps
        if number and own and not inner and _is_line(rows, number, least):
            own = []
        white = [(-FAR, row.left), *own, (row.right, FAR)]
        if inner:
            kept = _common(inner, white, least)
            crossed = not kept
        else:
            kept = own
            crossed = not _hold(free, own, least)
        if number and not crossed and row.headline == rows[number - 1].headline:
            inner, free = kept, _common(free, white, least)
        else:
            run += number > 0
            if number and not inner and own:  # lines above that cross no column are of it
                for above in range(number - 1, -1, -1):
                    if not _hold(rows[above].white, own, least) or found[above] != run - 1:
                        break
                    found[above] = run
            inner, free = own, white
        row.white = [] if row.headline else white
        found.append(run)
    return np.array(found)


class _Row:
    """Things side by side: the white between them, where they begin and end; their `height`."""

    def __init__(self, things: list[list[float]], headline: bool, least: float) -> None:
        things.sort()
        self.gaps: Gaps = []
        self.white: Gaps = []
        self.count = len(things)
        self.headline = headline
        self.left, self.right = things[0][0], things[0][2]
        for thing in things[1:]:
            if thing[0] - self.right >= least:
                self.gaps.append((self.right, thing[0]))
            self.right = max(self.right, thing[2])
        self.height = things[0][3] - things[0][1]


def _rows(boxes: Floats, large: Flags, row_of: Ints, least: float) -> list[_Row]:
    things: list[list[list[float]]] = [[] for _ in range(int(row_of.max()) + 1)]
    headline = [False] * len(things)
    for row, box, is_large in zip(row_of.tolist(), boxes.tolist(), large.tolist(), strict=True):
        things[row].append(box)
        headline[row] = is_large
    return [
        _Row(own, len(own) == 1 and alone, least)
        for own, alone in zip(things, headline, strict=True)
    ]


def _is_line(rows: list[_Row], number: int, least: float) -> bool:
    """Whether a row is a line that justifying has torn: as wide as that above, and none like it
    follows."""
    before, here = rows[number - 1], rows[number]
    off = max(abs(before.left - here.left), abs(before.right - here.right))
    if off > here.height or before.count > 1:
        return False
    return number + 1 == len(rows) or not _common(here.gaps, rows[number + 1].gaps, least)


def _common(one: Gaps, other: Gaps, least: float) -> Gaps:
    """Where gaps of both overlap by at least that width."""
    found = []
    for low, high in one:
        for left, right in other:
            shared = max(low, left), min(high, right)
            if shared[1] - shared[0] >= least:
                found.append(shared)
    return found


def _hold(white: Gaps, gaps: Gaps, least: float) -> bool:
    """Whether each of the gaps has a part in white."""
    return all(_common(white, [gap], least) for gap in gaps)
