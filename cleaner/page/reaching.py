"""How wide lines are whose boxes an engine has drawn into a gutter, or into the next column."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from cleaner.formats import Flags, Floats, Page
from cleaner.page.levels import levelled
from cleaner.page.sizes import HAN
from cleaner.page.straight import POINT
from cleaner.page.widths import LEAST_LINES, Type

MOST_LINES = 5_000  # of a page
LEAST_HAN = 3  # of a line
MOSTLY = 0.5  # of the characters of a line are Han
ALONE = 0.9  # of the lines have a box for all of their words: no word tells where it ends
NEAR = 9.0  # ems above and below: lines that show where the edges of a column are
LEAST = 3  # of them
FLUSH = 0.35  # ems: edges no further apart are one
OUT = (0.5, 4.0)  # ems: so far a box reaches out of its column
EMPTY = 0.5  # of that: so much of it has no characters, at least
LEVEL = 0.7  # ems: what stands beside a line is no further off its level
TOUCH = 0.45  # ems: so near is a line of the next column to a box that reaches through the gutter
# Where so many lines end together, what reaches out by no more ems is cut whatever it holds.
PLAIN_LINES, PLAIN_DEPTH = 5, 2.2
SHARED = 0.6  # of a line: so much of it stands under or over another one of its column


def is_recognised(page: Page) -> bool:
    """Whether an engine has read a page line by line, of so many lines that they tell of columns."""
    told = LEAST_LINES <= len(page.lines) <= MOST_LINES
    return told and not page.whole and page.unit != POINT


def within_columns(page: Page) -> Floats:
    """The boxes of lines, see `levelled`; what is wider than its characters ends where the lines
    above and below it do."""
    boxes = levelled(page)
    if page.whole or not LEAST_LINES <= len(boxes) <= MOST_LINES:
        return boxes
    texts = page.lines.texts
    whole: Flags = np.diff(page.lines.starts) == 1
    asked = asked_lines(page, boxes)
    if asked.sum() < LEAST_LINES or whole[asked].mean() < ALONE:
        return boxes
    rows = np.flatnonzero(asked)
    own = [texts[row] for row in rows.tolist()]
    type_ = Type.of(boxes[rows], own)
    widths = np.array([type_.cells(text)[-1] for text in own]) * type_.em
    over = boxes[rows, 2] - boxes[rows, 0] - widths
    boxes = boxes.copy()
    boxes[rows] = _cut(boxes[rows], over, whole[rows], type_.em)
    return boxes


def asked_lines(page: Page, boxes: Floats) -> Flags:
    """Upright lines that are mostly Han."""
    han = [sum(mark > HAN for mark in text) for text in page.lines.texts]
    sizes = [sum(not mark.isspace() for mark in text) for text in page.lines.texts]
    told = (np.array(han) >= LEAST_HAN) & (np.array(han) >= MOSTLY * np.array(sizes))
    found: Flags = told & page.lines.places.upright & np.isfinite(boxes).all(1)
    return found


def _cut(boxes: Floats, over: Floats, whole: Flags, em: float) -> Floats:
    """The boxes; what of the `whole` ones reaches out of its column is cut off where that has nothing in
    it, or stands at a line of the next column. `over`: how much wider each is than its characters."""
    levels = (boxes[:, 1] + boxes[:, 3]) / 2
    order = np.argsort(levels, kind="stable")
    found = boxes.copy()
    for line in np.flatnonzero(whole).tolist():
        low, high = np.searchsorted(levels[order], levels[line] + np.array((-1, 1)) * NEAR * em)
        near = order[low:high]
        near = near[near != line]
        box = boxes[line]
        shared = np.minimum(boxes[near, 2], box[2]) - np.maximum(boxes[near, 0], box[0])
        own = near[shared >= SHARED * (box[2] - box[0])]
        beside = near[np.abs(levels[near] - levels[line]) < LEVEL * em]
        left = _edge(boxes[own, 0], box[0], 1.0, em)
        right = _edge(boxes[own, 2], box[2], -1.0, em)
        out = left.depth + right.depth
        empty = 0 < EMPTY * out <= over[line]
        before = boxes[beside, 2][boxes[beside, 0] < box[0]].max(initial=-np.inf)
        after = boxes[beside, 0][boxes[beside, 2] > box[2]].min(initial=np.inf)
        if empty or (left.is_plain(em) and box[0] - before < TOUCH * em):
            found[line, 0] = left.place
        if empty or (right.is_plain(em) and after - box[2] < TOUCH * em):
            found[line, 2] = right.place
    return found


class _Edge(NamedTuple):
    """Where a line is to end: how far inside of where it does, and how many lines say so."""

    place: float
    depth: float
    lines: int

    def is_plain(self, em: float) -> bool:
        """Whether so many lines end there that no character need tell it."""
        return self.lines >= PLAIN_LINES and self.depth <= PLAIN_DEPTH * em


def _edge(edges: Floats, own: float, inward: float, em: float) -> _Edge:
    """The edge that most lines have in common, inside of that of one which reaches out; else its own."""
    depth = (edges - own) * inward / em
    inner = np.sort(depth[(depth > OUT[0]) & (depth <= OUT[1])])
    none = _Edge(own, 0.0, 0)
    if len(inner) < LEAST or 2 * len(inner) < len(depth):
        return none
    counts = np.searchsorted(inner, inner + FLUSH, side="right") - np.arange(len(inner))
    first = int(np.argmax(counts))
    together = inner[first : first + int(counts[first])]
    if len(together) < LEAST:
        return none
    middle = float(np.median(together)) * em
    return _Edge(own + inward * middle, middle, len(together))
