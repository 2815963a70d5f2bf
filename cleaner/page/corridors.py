"""White strips that cross a whole region of a page, from one side to the other."""

from __future__ import annotations

import numpy as np

from cleaner.formats import Floats, Ints


def corridors(starts: Floats, ends: Floats, least: float) -> Floats:
    """The gaps of at least that width between intervals, (n, 2): where each begins and ends."""
    if len(starts) < 2:
        return np.empty((0, 2))
    order = np.argsort(starts, kind="stable")
    reached = np.maximum.accumulate(ends[order])[:-1]
    following = starts[order][1:]
    found = following - reached >= least
    return np.stack((reached[found], following[found]), 1)


def groups(starts: Floats, gaps: Floats) -> Ints:
    """Of each interval: how many of the gaps lie before it."""
    found: Ints = np.searchsorted(gaps[:, 1], starts, side="right")
    return found


def common(one: Floats, other: Floats, least: float) -> Floats:
    """Where gaps of both sets overlap by at least that width."""
    if not len(one) or not len(other):
        return np.empty((0, 2))
    low = np.maximum(one[:, None, 0], other[None, :, 0]).ravel()
    high = np.minimum(one[:, None, 1], other[None, :, 1]).ravel()
    kept = high - low >= least
    return np.stack((low[kept], high[kept]), 1)
