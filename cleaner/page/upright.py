"""The lines of a page as boxes of upright lines, whichever way they are written."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cleaner.formats import Flags, Floats, Ints, Page, Writing
from cleaner.page.layout import Lines
from cleaner.page.leaning import lean, set_upright
from cleaner.page.reaching import within_columns
from cleaner.page.sizes import HAN, WIDE, no_larger, sizes_of, spread
from cleaner.page.straight import POINT, straight
from cleaner.text.characters import CLAUSE, CLOSE, OPEN, STOP, class_set, class_table, distinct
from cleaner.text.document import Document

LARGE = 1.22  # of the size of the body: the type of headlines
SAME = 0.1  # sizes no further apart are one
NEAR, MOST_SAME = 0.5, 0.35  # of the body, where only the heights of lines are known
MOSTLY_KNOWN = 0.5  # of the lines of a page have a size: else those that have one are passed over
MOST_PITCH = 3.0  # sizes
USUAL_PITCH = 1.5
BOLD = 600  # the least weight that is
LEAST_PICTURE = 3.0  # sizes of the body, either side
MOST_PICTURES = 200
QUOTES = "“”‘’"  # as wide as Han beside them
OPENING = class_set(OPEN)
CLOSING = class_set(CLOSE, CLAUSE, STOP)


@dataclass(frozen=True, eq=False)
class Layout:
    """Lines of one direction as boxes of upright lines, and what is drawn between them.

    `kinds`: what their wording alone says, see `patterns`; `inked`: the boxes without the white
    half of marks at either end; `sizes`: of their type; `bold`: whether it is; `body`: the size of
    most of their characters; `pitch`: from one line of the body to the next, usually; `height`: of
    the box of one; `pictures`: what is drawn and holds no line; `same`: sizes that differ by no
    more, as a share, are one.
    """

    texts: list[str]
    kinds: list[str]
    boxes: Floats
    inked: Floats
    sizes: Floats
    bold: Flags
    body: float
    pitch: float
    height: float
    rules: Floats
    frames: Floats
    pictures: Floats
    same: float

    @property
    def small(self) -> Flags:
        """The lines that are set smaller than the body."""
        found: Flags = self.sizes < (1 - self.same / 2) * self.body
        return found


def layouts(page: Page, texts: list[str]) -> list[tuple[Ints, Layout]]:
    """The lines of each direction of writing and what they are in, most characters first.

    The plane of each is turned so that its lines run from left to right.
    """
    places = page.lines.places
    if not len(places):
        return []
    downward = (places.writings == Writing.DOWN).astype(np.int64)
    turns = np.where(downward == 1, 90, (places.turns + 45) // 90 * 90 % 360)
    lengths = np.fromiter(map(len, texts), np.int64, len(places))
    keys = turns + downward
    placed = np.isfinite(places.boxes).all(1)
    kinds = distinct(keys[placed])
    kinds = kinds[
        np.argsort([-lengths[placed & (keys == kind)].sum() for kind in kinds], kind="stable")
    ]
    found = []
    boxes = within_columns(page)
    for kind in kinds.tolist():
        rows = np.flatnonzero(placed & (keys == kind))
        own = [texts[row] for row in rows.tolist()]
        found.append((rows, _layout(page, rows, boxes[rows], kind // 90 * 90, own)))
    return found


def _layout(page: Page, rows: Ints, boxes: Floats, turn: int, texts: list[str]) -> Layout:
    places = page.lines.places
    boxes = _upright(boxes, turn, page)
    heights = boxes[:, 3] - boxes[:, 1]
    known = ~np.isnan(places.sizes[rows])
    known &= known.mean() >= MOSTLY_KNOWN
    told = places.sizes[rows]
    if page.unit != POINT and known.all():
        told = no_larger(told, boxes, texts)
    sizes = np.maximum(np.where(known, told, sizes_of(boxes, texts)), 1e-6)
    order = np.argsort(sizes, kind="stable")
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    counted = np.maximum(lengths, 1)[order].cumsum()
    body = float(sizes[order[np.searchsorted(counted, (counted[-1] + 1) // 2)]])
    rules, frames, images = (
        _upright(straight(each, page.slope), turn, page)
        for each in (page.rules, page.frames, page.images)
    )
    if page.unit != POINT and (by := lean(boxes, body)):
        boxes, rules, frames, images = (
            set_upright(each, by) for each in (boxes, rules, frames, images)
        )
    same = SAME if known.all() else _same(sizes, body)
    height = float(np.median(heights[np.abs(sizes - body) <= same * body]))
    empty = _empty(np.concatenate((frames, images)), boxes, body)
    return Layout(
        texts, _kinds(texts), boxes, _inked(boxes, sizes, texts), sizes,
        places.weights[rows] >= BOLD, body, _pitch(boxes, sizes, body, same), height,
        rules, frames, empty, same,
    )  # fmt: skip


def _same(heights: Floats, body: float) -> float:
    """How far apart the sizes of one type are, told by those of lines that engines have cut out."""
    near = heights[np.abs(heights - body) <= NEAR * body]
    return min(max(SAME, 2.5 * spread(near)), MOST_SAME)


def _kinds(texts: list[str]) -> list[str]:
    """What the wording of each line says of it, or ""."""
    lines = Lines.of(Document("\n".join(texts)))
    found = [""] * len(texts)
    for line, kind in lines.kinds.items():
        found[int(lines.numbers[line])] = kind
    return found


def _empty(drawn: Floats, boxes: Floats, body: float) -> Floats:
    """What is drawn, large enough for a picture, and has no line in it."""
    drawn = drawn[((drawn[:, 2:] - drawn[:, :2]) >= LEAST_PICTURE * body).all(1)][:MOST_PICTURES]
    middles = (boxes[:, :2] + boxes[:, 2:]) / 2
    inside = (middles >= drawn[:, None, :2]) & (middles <= drawn[:, None, 2:])
    held: Flags = np.all(inside, axis=2).any(axis=1)
    found: Floats = drawn[~held]
    return found


def _inked(boxes: Floats, sizes: Floats, texts: list[str]) -> Floats:
    classes = class_table()
    firsts = np.array([ord(text[:1] or " ") for text in texts])
    lasts = np.array([ord(text[-1:] or " ") for text in texts])
    found = boxes.copy()
    half = np.minimum(sizes, boxes[:, 2] - boxes[:, 0]) / 2
    opening = (firsts > WIDE) | np.array([text[:1] in QUOTES and text[1:2] > HAN for text in texts])
    closing = (lasts > WIDE) | np.array([text[-1:] in QUOTES and text[-2:] > HAN for text in texts])
    found[:, 0] += np.where(OPENING[classes[firsts]] & opening, half, 0)
    found[:, 2] -= np.where(CLOSING[classes[lasts]] & closing, half, 0)
    found[:, 2] = np.maximum(found[:, 0], found[:, 2])
    return found


def _pitch(boxes: Floats, sizes: Floats, body: float, same: float) -> float:
    """From the top of a line of the body to that of the next below it: the median."""
    rows = np.flatnonzero(np.abs(sizes - body) <= same * body)
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
