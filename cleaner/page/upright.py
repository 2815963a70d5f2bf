"""The lines of a page as boxes of upright lines, whichever way they are written."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cleaner.formats import Floats, Ints, Page, Writing
from cleaner.text.characters import CLAUSE, CLOSE, OPEN, STOP, class_set, class_table

SAME = 0.1  # sizes no further apart are one
MOST_PITCH = 3.0  # sizes
USUAL_PITCH = 1.5
WIDE = 0x2E80  # from here on characters are as wide as Han
OPENING = class_set(OPEN)
CLOSING = class_set(CLOSE, CLAUSE, STOP)


@dataclass(frozen=True, eq=False)
class Layout:
    """Lines of one direction as boxes of upright lines, and what is drawn between them.

    `inked`: the boxes without the white half of marks at either end; `sizes`: of their type; `body`: that of most of their characters; `pitch`: from one line of the
    body to the next, usually; `height`: of the box of one.
    """

    boxes: Floats
    inked: Floats
    sizes: Floats
    body: float
    pitch: float
    height: float
    rules: Floats
    frames: Floats


def layouts(page: Page) -> list[tuple[Ints, Layout]]:
    """The lines of each direction of writing and what they are in, most characters first.

    The plane of each is turned so that its lines run from left to right.
    """
    places = page.lines.places
    if not len(places):
        return []
    downward = (places.writings == Writing.DOWN).astype(np.int64)
    turns = np.where(downward == 1, 90, (places.turns + 45) // 90 * 90 % 360)
    lengths = np.fromiter(map(len, page.lines.texts), np.int64, len(places))
    keys = turns + downward
    placed = np.isfinite(places.boxes).all(1)
    kinds = np.unique(keys[placed])
    kinds = kinds[
        np.argsort([-lengths[placed & (keys == kind)].sum() for kind in kinds], kind="stable")
    ]
    found = []
    for kind in kinds.tolist():
        rows = np.flatnonzero(placed & (keys == kind))
        found.append((rows, _layout(page, rows, kind // 90 * 90, lengths)))
    return found


def _layout(page: Page, rows: Ints, turn: int, lengths: Ints) -> Layout:
    places = page.lines.places
    boxes = _upright(places.boxes[rows], turn, page)
    heights = boxes[:, 3] - boxes[:, 1]
    sizes = np.where(np.isnan(places.sizes[rows]), heights, places.sizes[rows])
    sizes = np.maximum(sizes, 1e-6)
    order = np.argsort(sizes, kind="stable")
    counted = lengths[rows][order].cumsum()
    body = float(sizes[order[np.searchsorted(counted, (counted[-1] + 1) // 2)]])
    drawn = [_upright(each, turn, page) for each in (page.rules, page.frames)]
    height = float(np.median(heights[np.abs(sizes - body) <= SAME * body]))
    inked = _inked(boxes, sizes, [page.lines.texts[row] for row in rows.tolist()])
    return Layout(boxes, inked, sizes, body, _pitch(boxes, sizes, body), height, *drawn)


def _inked(boxes: Floats, sizes: Floats, texts: list[str]) -> Floats:
    classes = class_table()
    firsts = np.array([ord(text[:1] or " ") for text in texts])
    lasts = np.array([ord(text[-1:] or " ") for text in texts])
    found = boxes.copy()
    half = np.minimum(sizes, boxes[:, 2] - boxes[:, 0]) / 2
    found[:, 0] += np.where(OPENING[classes[firsts]] & (firsts > WIDE), half, 0)
    found[:, 2] -= np.where(CLOSING[classes[lasts]] & (lasts > WIDE), half, 0)
    found[:, 2] = np.maximum(found[:, 0], found[:, 2])
    return found


def _pitch(boxes: Floats, sizes: Floats, body: float) -> float:
    """From the top of a line of the body to that of the next below it: the median."""
    rows = np.flatnonzero(np.abs(sizes - body) <= SAME * body)
    tops = boxes[rows][np.lexsort((boxes[rows, 1], np.round(boxes[rows, 2] / body)))]
    steps = np.diff(tops[:, 1])
    steps = steps[(steps > body / 2) & (steps < MOST_PITCH * body)]
    return float(np.median(steps)) if len(steps) else USUAL_PITCH * body


def _upright(boxes: Floats, turn: int, page: Page) -> Floats:
    """Boxes in the plane turned so that text turned by so many degrees clockwise is upright."""
    x0, y0, x1, y1 = boxes.T
    if turn == 90:
        return np.stack((y0, page.width - x1, y1, page.width - x0), 1)
    if turn == 180:
        return np.stack((page.width - x1, page.height - y1, page.width - x0, page.height - y0), 1)
    if turn == 270:
        return np.stack((page.height - y1, x0, page.height - y0, x1), 1)
    return boxes
