"""Pages that lie askew: how far their lines are off the horizontal, and where all stands without it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from cleaner.formats import Flags, Floats, Page
from cleaner.page.sizes import HAN, MARKS
from cleaner.text.characters import class_of

LEAST_WORDS, LEAST_LINES = 4, 8  # of a line, and of a page, that tell
SLOPE = (0.002, 0.12)  # to the right, as a share: what is less is none, what is more is no scan
FLATTEST = 0.5  # of the height of a box: what is left of it at least
POINT = "point"  # the unit of files that are no pictures, and tell sizes exactly


def levelling(page: Page) -> Page:
    """The page with the slope of its lines: as its source tells, else as their words stand."""
    if page.whole or page.unit == POINT:
        return replace(page, slope=0.0) if page.slope else page
    slope = page.slope or _by_words(page)
    return replace(page, slope=slope if SLOPE[0] <= abs(slope) <= SLOPE[1] else 0.0)


def _by_words(page: Page) -> float:
    """The median slope of lines of several words of Han, the long ones counting for more."""
    words, starts = page.words, page.lines.starts
    if len(starts) <= LEAST_LINES or len(words) < LEAST_WORDS * LEAST_LINES:
        return 0.0
    boxes = words.places.boxes
    told = np.fromiter(map(_is_level, words.texts), np.bool_, len(words))
    told &= words.places.upright & np.isfinite(boxes).all(1)
    line = np.repeat(np.arange(len(starts) - 1), np.diff(starts))[told]
    x, y = ((boxes[told, side] + boxes[told, side + 2]) / 2 for side in (0, 1))
    count = np.bincount(line, minlength=len(starts) - 1)
    means = [np.bincount(line, each, len(count)) / np.maximum(count, 1) for each in (x, y)]
    x, y = x - means[0][line], y - means[1][line]
    width = np.bincount(line, x * x, len(count))
    able: Flags = (count >= LEAST_WORDS) & (width > 0)
    if able.sum() < LEAST_LINES:
        return 0.0
    slopes = np.bincount(line, x * y, len(count))[able] / width[able]
    return _median(slopes, np.sqrt(width[able]))


def _is_level(text: str) -> bool:
    """Whether a word is of Han alone, which stand all on one level."""
    return all(mark > HAN and class_of(mark) not in MARKS for mark in text)


def _median(values: Floats, weights: Floats) -> float:
    order = np.argsort(values, kind="stable")
    reached = weights[order].cumsum()
    return float(values[order[np.searchsorted(reached, reached[-1] / 2)]])


def standing(page: Page) -> tuple[Floats, Floats]:
    """The boxes of lines and of words, as they are where the page lies straight."""
    lines, words = page.lines.places.boxes, page.words.places.boxes
    if not page.slope or not len(lines):
        return lines, words
    words = straight(words, page.slope)
    starts = page.lines.starts[:-1]
    low = np.minimum.reduceat(words[:, :2], starts)
    high = np.maximum.reduceat(words[:, 2:], starts)
    return np.concatenate((low, high), 1), words


def straight(boxes: Floats, slope: float) -> Floats:
    """Boxes around what is askew, as they are where it is not."""
    if not slope or not len(boxes):
        return boxes
    angle = np.arctan(slope)
    cos, sin = float(np.cos(angle)), float(np.sin(angle))
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    width, height = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    off, scale = abs(sin), cos**2 - sin**2
    wide = np.maximum((cos * width - off * height) / scale, FLATTEST * width)
    high = np.maximum((cos * height - off * width) / scale, FLATTEST * height)
    x, y = x * cos + y * sin, y * cos - x * sin
    return np.stack((x - wide / 2, y - high / 2, x + wide / 2, y + high / 2), 1)
