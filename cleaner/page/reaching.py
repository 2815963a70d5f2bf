"""How wide lines are whose boxes an engine has drawn into a gutter, or into the next column."""

from __future__ import annotations

import numpy as np

from cleaner.formats import Flags, Floats, Ints, Page
from cleaner.page.levels import levelled
from cleaner.page.sizes import HAN
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
SHARED = 0.6  # of a line: so much of it stands under or over another one of its column


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
    wide = np.flatnonzero(whole[rows] & (over > EMPTY * OUT[0] * type_.em))
    if not len(wide):
        return boxes
    boxes = boxes.copy()
    boxes[rows] = _cut(boxes[rows], over, wide, type_.em)
    return boxes


def asked_lines(page: Page, boxes: Floats) -> Flags:
    """Upright lines that are mostly Han."""
    han = [sum(mark > HAN for mark in text) for text in page.lines.texts]
    sizes = [sum(not mark.isspace() for mark in text) for text in page.lines.texts]
    told = (np.array(han) >= LEAST_HAN) & (np.array(han) >= MOSTLY * np.array(sizes))
    found: Flags = told & page.lines.places.upright & np.isfinite(boxes).all(1)
    return found


def _cut(boxes: Floats, over: Floats, wide: Ints, em: float) -> Floats:
    """The boxes; those that are `wide` end at the edges of their columns. `over`: how much wider
    each is than its characters."""
    levels = (boxes[:, 1] + boxes[:, 3]) / 2
    order = np.argsort(levels, kind="stable")
    found = boxes.copy()
    for line in wide.tolist():
        low, high = np.searchsorted(levels[order], levels[line] + np.array((-1, 1)) * NEAR * em)
        near = order[low:high]
        box = boxes[line]
        shared = np.minimum(boxes[near, 2], box[2]) - np.maximum(boxes[near, 0], box[0])
        near = near[(shared >= SHARED * (box[2] - box[0])) & (near != line)]
        right = _edge(boxes[near, 2], box[2], -1.0, em)
        left = _edge(boxes[near, 0], box[0], 1.0, em)
        out = (left - box[0]) + (box[2] - right)
        if 0 < EMPTY * out <= over[line]:
            found[line, 0], found[line, 2] = left, right
    return found


def _edge(edges: Floats, own: float, inward: float, em: float) -> float:
    """The edge that lines have in common, inside of that of one which reaches out; else its own."""
    depth = (edges - own) * inward / em
    inner = np.sort(depth[depth > OUT[0]])
    if len(inner) < LEAST or len(inner) < len(depth) / 2:
        return own
    first = float(inner[0])
    together = inner[inner <= first + FLUSH]
    if first > OUT[1] or len(together) < LEAST:
        return own
    return own + inward * em * float(np.median(together))
