"""What stands over columns though it is narrower than they are: headlines in the middle, bylines."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from cleaner.formats import Flags, Floats, Ints
from cleaner.page.corridors import groups
from cleaner.text.characters import distinct

MOST_HEADS = 7  # rows over columns
MOST_LINES = 6  # over one of them
CENTRED = 1.5  # sizes of the body off the middle, at most
LEVEL = 0.4  # sizes of the body: what begins no further apart begins together
PIECES = 1.5  # sizes of the body between pieces of one line, at most
FLUSH = 1.0  # sizes of the body: so near to the edge of its column ends what stands flush right


def headed(boxes: Floats, large: Flags, row_of: Ints, gaps: Floats, body: float) -> int:
    """How many rows stand over all columns, one line each, though narrower than one: a headline in
    the middle, a byline at the right; 0 if none does."""
    columns = groups(boxes[:, 0], gaps)
    across = _in_pieces(boxes, row_of, columns, body)
    if across:
        return across
    several = np.zeros(row_of.max() + 1, np.bool_)
    several[row_of[columns != np.maximum.reduceat(*_by_row(columns, row_of))[row_of]]] = True
    rows = int(np.argmax(several))
    if not 0 < rows <= MOST_HEADS:
        return 0
    over = np.flatnonzero((row_of < rows) & (columns > 0))
    below = row_of >= rows
    if not len(over):
        return 0
    of_text = any(
        not large[line] and _of_text(boxes[[line]], boxes[columns == columns[line]], body)
        for line in over.tolist()
    )
    if len(distinct(columns[row_of == rows])) == len(gaps) + 1 and not of_text:
        return rows  # all columns begin there
    if (large & below).any():
        return 0
    middle = (boxes[:, 0].min() + boxes[:, 2].max()) / 2
    for line in over.tolist():
        own = below & (columns == columns[line])
        beside = own.any() and boxes[line, 0] - boxes[own, 0].min() > body
        if not (beside or abs(boxes[line, [0, 2]].mean() - middle) <= CENTRED * body):
            return 0
    return rows


def _in_pieces(boxes: Floats, row_of: Ints, columns: Ints, body: float) -> int:
    """How many rows there are down to the last of one line in pieces, which stands over columns though no
    piece crosses a gutter: names with wide blanks between them. One reaches out of its column."""
    found = 0
    for row in range(min(MOST_HEADS, int(row_of.max()))):
        own = np.flatnonzero(row_of == row)
        own = own[np.argsort(boxes[own, 0], kind="stable")]
        gaps = boxes[own[1:], 0] - boxes[own[:-1], 2]
        if len(own) == 1:
            continue
        if (gaps > PIECES * body).any() or not _reaches_out(
            boxes, own, row_of > row, columns, body
        ):
            break
        found = row + 1
    return found


def _reaches_out(boxes: Floats, own: Ints, below: Flags, columns: Ints, body: float) -> bool:
    """Whether a piece reaches out of its column, beside another one: towards that, into the gutter."""
    for left, right in pairwise(own.tolist()):
        under = [below & (columns == columns[line]) for line in (left, right)]
        if columns[left] == columns[right] or not (under[0].any() and under[1].any()):
            continue
        if boxes[left, 2] - boxes[under[0], 2].max() >= body / 4:
            return True
        if boxes[under[1], 0].min() - boxes[right, 0] >= body / 4:
            return True
    return False


def _by_row(values: Ints, row_of: Ints) -> tuple[Ints, Ints]:
    """The values row by row, and where each row begins among them."""
    order = np.argsort(row_of, kind="stable")
    return values[order], np.searchsorted(row_of[order], np.arange(row_of.max() + 1))


def together(boxes: Floats, large: Flags, columns: Ints, body: float) -> Ints:
    """The columns, numbered anew so that those with a head in common are one.

    It stands over one of them, in the middle of all or at their right, and the others begin where
    the first line below it does.
    """
    found = np.arange(int(columns.max()) + 1)
    things = [np.flatnonzero(columns == column) for column in found.tolist()]
    things = [own[np.argsort(boxes[own, 1], kind="stable")] for own in things]
    for column in range(1, len(things)):
        own = things[column]
        for count in range(1, min(MOST_LINES + 1, len(own))):
            heads, top = own[:count], float(boxes[own[count], 1])
            if top < boxes[heads[-1], 3]:
                break  # it stands beside the last of them
            if large[own[count]]:
                continue
            if not large[heads].any() and _of_text(boxes[heads], boxes[own], body):
                break
            first, last = _reach(boxes, large, things, column, heads, top, body)
            if first < column:
                found[first : last + 1] = found[first]
                break
    return found[columns]


def _of_text(heads: Floats, column: Floats, body: float) -> bool:
    """Whether lines begin where the column does that they stand in: they are of its text."""
    return bool((heads[:, 0] - column[:, 0].min() <= body / 2).any())


def _reach(
    boxes: Floats,
    large: Flags,
    things: list[Ints],
    column: int,
    heads: Ints,
    top: float,
    body: float,
) -> tuple[int, int]:
    """The first and the last column that a head stands over."""
    small = not large[heads].any()
    first = last = column
    while first > 0 and _begins(boxes, things[first - 1], heads, top, small, body):
        first -= 1
        if boxes[things[first], 1].min() < top - LEVEL * body:
            break
    if first == column:
        return column, column
    right = boxes[heads, 2].max() >= boxes[things[column], 2].max() - FLUSH * body
    if right and not _of_text(boxes[heads], boxes[things[column]], body):
        return first, column
    while last + 1 < len(things) and _begins(boxes, things[last + 1], heads, top, False, body):
        last += 1
    middle = (boxes[heads, 0].min() + boxes[heads, 2].max()) / 2
    lefts = [boxes[things[each], 0].min() for each in range(first, column + 1)]
    rights = [boxes[things[each], 2].max() for each in range(column, last + 1)]
    off = np.abs((np.array(lefts)[:, None] + np.array(rights)[None]) / 2 - middle)
    for one in range(column - first):  # as many as may be
        other = int(np.argmin(off[one]))
        if off[one, other] <= CENTRED * body:
            return first + one, column + other
    return column, column


def _begins(
    boxes: Floats, own: Ints, heads: Ints, top: float, headed_too: bool, body: float
) -> bool:
    """Whether a column begins beside the first line below a head; `headed_too`: or has a head of
    its own there, in other rows."""
    tops = boxes[own, 1]
    level = np.abs(tops - top) <= LEVEL * body
    above = own[tops < top - LEVEL * body]
    if not level.any() or len(above) > (MOST_LINES if headed_too else 0):
        return False
    apart = np.abs(boxes[above, 1][:, None] - boxes[heads, 1][None]) > LEVEL * body
    return bool(apart.all())
