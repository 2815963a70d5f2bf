"""Columns that lean: a sheet that was bent, or pulled askew, has level lines in slanting columns."""

from __future__ import annotations

import numpy as np

from cleaner.formats import Floats

MOST = 0.06  # to the right for each step down: what leans more is no column
STEP = 0.002  # leans that are told apart
NEAR = 0.15  # sizes of the body: edges no further apart are one
LEAST_LINES = 12  # that tell
CLEARER = 1.3  # times as many lines begin and end below each other
FELT = 0.3  # sizes of the body from head to foot: what leans less does no harm


def lean(boxes: Floats, body: float) -> float:
    """How far lines stand to the right for each step down: the lean that sets most of their edges
    one under the other; 0 where none does so clearly."""
    if len(boxes) < LEAST_LINES:
        return 0.0
    middles = (boxes[:, 1] + boxes[:, 3]) / 2
    height = float(np.ptp(middles))
    leans = STEP * np.arange(-round(MOST / STEP), round(MOST / STEP) + 1)
    leans = leans[np.abs(leans) * height >= FELT * body]
    if not len(leans):
        return 0.0
    edges = boxes[:, 0], boxes[:, 2]
    told = [_aligned(edges, by * middles, NEAR * body) for by in leans.tolist()]
    best = int(np.argmax(told))
    usual = _aligned(edges, 0.0 * middles, NEAR * body)
    return float(leans[best]) if told[best] > CLEARER * usual else 0.0


def set_upright(boxes: Floats, by: float) -> Floats:
    """Boxes where they stand without their lean."""
    if not by or not len(boxes):
        return boxes
    shift = by * (boxes[:, 1] + boxes[:, 3]) / 2
    return boxes - np.stack((shift, 0 * shift, shift, 0 * shift), 1)


def _aligned(edges: tuple[Floats, Floats], shift: Floats, near: float) -> float:
    """How many pairs of lines begin, or end, one under the other: the nearer, the more they count."""
    count = 0.0
    for side in edges:
        ordered = np.sort(side - shift)
        total = np.concatenate(([0.0], np.cumsum(ordered)))
        first = np.arange(1, len(ordered) + 1)
        last = np.searchsorted(ordered, ordered + near, side="right")
        apart = total[last] - total[first] - (last - first) * ordered
        count += float((last - first - apart / near).sum())
    return count
