"""White strips that cross a whole region of a page, from one side to the other."""

from __future__ import annotations

import numpy as np

from cleaner.formats import Floats, Ints


def corridors(starts: Floats, ends: Floats, least: float) -> Floats:
    """The gaps of at least that width between intervals, (n, 2): where each begins and ends."""
    if len(starts) < 2:
        return np.empty((0, 2))
    order = starts.argsort(kind="stable")
    reached = np.maximum.accumulate(ends[order])[:-1]
    following = starts[order[1:]]
    wide = (following - reached >= least).nonzero()[0]
    found = np.empty((len(wide), 2))
    found[:, 0], found[:, 1] = reached[wide], following[wide]
    return found


def groups(starts: Floats, gaps: Floats) -> Ints:
    """Of each interval: how many of the gaps lie before it."""
    found: Ints = np.searchsorted(gaps[:, 1], starts, side="right")
    return found


def rows_of(boxes: Floats) -> Ints:
    """The number of the row of each box, from the top: those whose middles are on one level."""
    order = np.argsort(boxes[:, 1] + boxes[:, 3], kind="stable")
    found = np.zeros(len(boxes), np.int64)
    number, foot = -1, -np.inf
    for place in order.tolist():
        _, top, _, bottom = boxes[place].tolist()
        if (top + bottom) / 2 > foot:
            number, foot = number + 1, bottom
        found[place] = number
    return found
