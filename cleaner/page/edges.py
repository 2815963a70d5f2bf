"""What stands at the head and the foot of a page, outside its columns: running heads, numbers."""

from __future__ import annotations

import numpy as np

from cleaner.formats import Flags, Floats, Ints

MOST_ROWS = 3  # at either edge
ZONE = 0.15  # of the height of what is printed: no edge reaches further in
APART = 1.3  # of the usual white between lines: what parts an edge from the columns
FEW = 0.34  # of the characters' width that a row of columns fills: a row of an edge fills less


def edges(
    boxes: Floats, rows: Floats, row_of: Ints, large: Flags, worded: Flags, usual: float
) -> Ints:
    """Of each thing: -3 to -1 for the rows at the head, 1 to 3 for those at the foot, else 0.

    `rows`: the white between rows of things, `row_of`: the row of each, `large`: what stands at no
    edge, `worded`: what says that it does, `usual`: the white between lines of a column.
    """
    found = np.zeros(len(boxes), np.int64)
    if len(rows) < 3:
        return found
    whites = rows[:, 1] - rows[:, 0]
    has_large = np.bincount(row_of, large, len(rows) + 1) > 0
    all_worded = np.bincount(row_of, ~worded, len(rows) + 1) == 0
    top, foot = boxes[:, 1].min(), boxes[:, 3].max()
    depth = ZONE * (foot - top)
    count = min(MOST_ROWS, len(rows) - 1)
    heads = [
        row + 1
        for row in range(count)
        if rows[row, 0] - top <= depth and not has_large[: row + 1].any()
        and (
            all_worded[: row + 1].all()
            or ((whites[row] > APART * usual or has_large[row + 1])
            and _alien(boxes, row_of, row, row + 1))
        )
    ]  # fmt: skip
    feet = [
        last
        for last in range(len(rows), len(rows) - count, -1)
        if foot - rows[last - 1, 1] <= depth and not has_large[last:].any()
        and (
            all_worded[last:].all()
            or (whites[last - 1] > APART * usual and _alien(boxes, row_of, last, last - 1))
        )
    ]  # fmt: skip
    if heads:
        head = row_of < max(heads)
        found[head] = row_of[head] - max(heads)
    if feet:
        below = row_of >= min(feet)
        found[below] = row_of[below] - min(feet) + 1
    return found


def _alien(boxes: Floats, row_of: Ints, row: int, next_row: int) -> bool:
    """Whether the things of a row do not begin where those of the columns do."""
    own = boxes[row_of == row]
    others = boxes[row_of == next_row]
    height = float(np.median(own[:, 3] - own[:, 1]))
    near = np.abs(own[:, None, 0] - others[None, :, 0]) <= height
    fits = near & (np.abs(own[:, None, 2] - others[None, :, 2]) <= height)
    return bool(fits.any(1).mean() < FEW)
