"""What stands at the head and the foot of a page, outside its columns: running heads, numbers."""

from __future__ import annotations

import numpy as np

from cleaner.formats import Flags, Floats, Ints

MOST_ROWS = 3  # at either edge
ZONE = 0.15  # of the height of what is printed: no edge reaches further in
APART = 1.3  # of the usual white between lines: what parts an edge from the columns
SENTENCES = 2  # things of a row with sentences in them: it is one of columns
FEW = 0.34  # of the characters' width that a row of columns fills: a row of an edge fills less


def edges(
    boxes: Floats,
    rows: Floats,
    row_of: Ints,
    large: Flags,
    worded: Flags,
    prose: Flags,
    usual: float,
) -> Ints:
    """Of each thing: -3 to -1 for the rows at the head, 1 to 3 for those at the foot, else 0.

    `rows`: the white between rows of things, `row_of`: the row of each, `large`: what stands at no
    edge, `worded`: what says that it does, `prose`: what has a sentence in it, `usual`: the white between lines of a column.
    """
    found = np.zeros(len(boxes), np.int64)
    if len(rows) < 3:
        return found
    whites = rows[:, 1] - rows[:, 0]
    has_large = np.bincount(row_of, large, len(rows) + 1) > 0
    has_large |= np.bincount(row_of, prose & ~worded, len(rows) + 1) >= SENTENCES
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


def one_row(boxes: Floats, found: Ints, usual: float, body: float) -> Ints:
    """The rows of the edges, those in one of which each thing has its own below it: titles over page numbers,
    or what is too long for its place and goes on below."""
    found = found.copy()
    for key in sorted({*found[found != 0].tolist()} - {-1, 3}):
        above, below = np.flatnonzero(found == key), np.flatnonzero(found == key + 1)
        if not key + 1 or not len(below):
            continue
        if _wrapped(boxes, above, below, usual, body):
            found[above] = key + 1
        elif len(above) < 2:
            continue
        elif _aligned(boxes, above, below, body) or _goes_on(boxes, above, below, usual):
            found[above] = key + 1
    return found


def _wrapped(boxes: Floats, above: Ints, below: Ints, usual: float, body: float) -> bool:
    """Whether a row is a line that goes on below, at its left or right end, and no further out."""
    if len(below) > 1:
        return False
    under = boxes[below[0]]
    left, right = boxes[above, 0] - under[0], under[2] - boxes[above, 2]
    within = (left <= body / 2) & (right <= body / 2)
    edge = (left >= -body / 2) | (right >= -body / 2)
    return bool((within & edge).all() and under[1] - boxes[above, 3].max() <= APART * usual)


def _aligned(boxes: Floats, above: Ints, below: Ints, body: float) -> bool:
    """Whether the things of two rows begin one under the other."""
    if len(above) != len(below):
        return False
    lefts = [np.sort(boxes[row, 0]) for row in (above, below)]
    return bool((np.abs(lefts[0] - lefts[1]) <= body).all())


def _goes_on(boxes: Floats, above: Ints, below: Ints, usual: float) -> bool:
    """Whether the things of a row stand each right below a wider one of the row above, fewer than these."""
    if len(below) >= len(above):
        return False
    white = boxes[below, 1].min() - boxes[above, 3].max()
    left, right = (boxes[below, side][:, None] for side in (0, 2))
    within = (left >= boxes[above, 0] - usual / 4) & (right <= boxes[above, 2] + usual / 4)
    return bool(white <= APART * usual and within.any(1).all())


def _alien(boxes: Floats, row_of: Ints, row: int, next_row: int) -> bool:
    """Whether the things of a row do not begin where those of the columns do."""
    own = boxes[row_of == row]
    others = boxes[row_of == next_row]
    height = float(np.median(own[:, 3] - own[:, 1]))
    near = np.abs(own[:, None, 0] - others[None, :, 0]) <= height
    fits = near & (np.abs(own[:, None, 2] - others[None, :, 2]) <= height)
    return bool(fits.any(1).mean() < FEW)
