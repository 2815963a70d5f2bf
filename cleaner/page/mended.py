"""A page whose lines are whole again where an engine has given one in pieces, side by side."""

from __future__ import annotations

import numpy as np

from cleaner.formats import Floats, Ints, Page
from cleaner.formats.uniting import united
from cleaner.page.reaching import is_recognised, within_columns
from cleaner.page.sizes import HAN
from cleaner.page.widths import LEAST_LINES, Type

LEVEL = 0.6  # of the lower one: so much pieces of one line share of their height
GAP = (-0.4, 1.6)  # ems between them
NEAR = 3.4  # ems of height above and below: lines that run across the gap
LEAST = 2  # of them
INTO = 1.0  # ems that they reach on both sides, at least
WITHIN = 2.6  # ems: no further do they reach beyond both pieces, of one column with them
FLUSH = 0.5  # ems: a line that begins or ends so near to the gap shows that a gutter is there
MOST_PIECES = 6


def mended(page: Page) -> Page:
    """The page with such lines put together."""
    if not is_recognised(page):
        return page
    boxes = within_columns(page)
    told = page.lines.places.upright & np.isfinite(boxes).all(1)
    told &= np.array([any(mark > HAN for mark in text) for text in page.lines.texts])
    rows = np.flatnonzero(told)
    if len(rows) < LEAST_LINES:
        return page
    em = Type.of(boxes[rows], [page.lines.texts[row] for row in rows.tolist()]).em
    nexts = _nexts(boxes[rows], em)
    chains = _chains(nexts)
    return united(page, [rows[chain].tolist() for chain in chains]) if chains else page


def _nexts(boxes: Floats, em: float) -> dict[int, int]:
    """Of each piece the one that follows it."""
    levels = (boxes[:, 1] + boxes[:, 3]) / 2
    order = np.argsort(levels, kind="stable")
    sorted_levels = levels[order]
    found: dict[int, int] = {}
    taken: set[int] = set()
    for line in range(len(boxes)):
        low, high = np.searchsorted(sorted_levels, levels[line] + np.array((-1, 1)) * NEAR * em)
        near = order[low:high]
        following = near[_follows(boxes, line, near, em)]
        if len(following):
            after = int(following[np.argmin(boxes[following, 0])])
            if after not in taken and _is_crossed(boxes, line, after, near, em):
                found[line] = after
                taken.add(after)
    return found


def _follows(boxes: Floats, line: int, near: Ints, em: float) -> np.ndarray:
    """Which lines stand right beside one, to its right, as high as it."""
    box, others = boxes[line], boxes[near]
    shared = np.minimum(others[:, 3], box[3]) - np.maximum(others[:, 1], box[1])
    height = np.minimum(others[:, 3] - others[:, 1], box[3] - box[1])
    gap = (others[:, 0] - box[2]) / em
    beside = (gap >= GAP[0]) & (gap <= GAP[1]) & (others[:, 2] > box[2])
    return np.asarray((shared >= LEVEL * height) & beside & (near != line))


def _is_crossed(boxes: Floats, line: int, after: int, near: Ints, em: float) -> bool:
    """Whether lines above and below run across the gap, and no more of them end or begin there."""
    left, right = boxes[line, 2], boxes[after, 0]
    others = boxes[near[(near != line) & (near != after)]]
    shared = np.minimum(others[:, 3], boxes[line, 3]) - np.maximum(others[:, 1], boxes[line, 1])
    others = others[shared < LEVEL * em / 2]
    inside = (others[:, 0] >= boxes[line, 0] - WITHIN * em) & (
        others[:, 2] <= boxes[after, 2] + WITHIN * em
    )
    crossing = inside & (others[:, 0] <= left - INTO * em) & (others[:, 2] >= right + INTO * em)
    parted = (np.abs(others[:, 2] - left) <= FLUSH * em) | (
        np.abs(others[:, 0] - right) <= FLUSH * em
    )
    return bool(crossing.sum() >= LEAST and crossing.sum() > (parted & ~crossing).sum())


def _chains(nexts: dict[int, int]) -> list[list[int]]:
    """Pieces that follow each other, as lists."""
    found = []
    for first in sorted({*nexts} - {*nexts.values()}):
        chain = [first]
        while chain[-1] in nexts and len(chain) < MOST_PIECES:
            chain.append(nexts[chain[-1]])
        found.append(chain)
    return found
