"""How high lines are of which engines have cut out single words too high."""

from __future__ import annotations

import numpy as np

from cleaner.formats import Flags, Floats, Ints, Page
from cleaner.page.sizes import HAN, MARKS
from cleaner.page.straight import standing
from cleaner.text.characters import class_of

TOO_HIGH = 1.2  # of what most of its words are: the height of a line
LEAST = 3  # characters that tell how high a line is


def levelled(page: Page) -> Floats:
    """The boxes of lines; those of upright Han with words that reach into the lines above or below
    are as high as most of their characters."""
    boxes, own_boxes = standing(page)
    words, starts = page.words, page.lines.starts
    if len(words) == len(boxes):
        return boxes
    boxes = boxes.copy()
    telling = np.fromiter(map(_telling, words.texts), np.int64, len(words))
    for line in _upright(page).tolist():
        own = slice(int(starts[line]), int(starts[line + 1]))
        counts = telling[own]
        if counts.sum() < LEAST:
            continue
        top, foot = (_middle(own_boxes[own, side], counts) for side in (1, 3))
        if boxes[line, 3] - boxes[line, 1] > TOO_HIGH * (foot - top) > 0:
            boxes[line, 1::2] = top, foot
    return boxes


def _upright(page: Page) -> Ints:
    several: Flags = np.diff(page.lines.starts) > 1
    return np.flatnonzero(several & page.lines.places.upright)


def _telling(text: str) -> int:
    """How many characters of a word are Han, which are all of one height."""
    return sum(mark > HAN and class_of(mark) not in MARKS for mark in text)


def _middle(values: Floats, counts: Ints) -> float:
    """The median of values that count so many times each."""
    order = np.argsort(values, kind="stable")
    reached = counts[order].cumsum()
    return float(values[order[np.searchsorted(reached, (reached[-1] + 1) // 2)]])
