"""The sizes of the type of lines, as far as their boxes tell."""

from __future__ import annotations

import numpy as np

from cleaner.formats import Flags, Floats
from cleaner.text.characters import CLAUSE, CLOSE, OPEN, STOP, class_of

ROUGHLY = 0.3  # of their median: heights no further from it may be of the body
ROUGH = 0.12  # of the height of lines: so much most of them differ where it tells little
MOST = (10, 90)  # hundredths
NARROW = 0.5  # of the width of Han: other characters
LEAST_CELLS, LEAST_LINES = 5, 8
MOSTLY, PARTLY = 0.85, 0.7  # of the cells of a line that tells how wide Han are, and itself
LARGER, SMALLER = 1.2, 0.94  # of the body: by height and by width both another size
TOO_LARGE = 1.15  # of what the width of its characters says: the size of a line
WIDE = 0x2E80  # from here on characters are as wide as Han
HAN = chr(WIDE)
MARKS = frozenset((CLAUSE, CLOSE, OPEN, STOP))


def sizes_of(boxes: Floats, texts: list[str]) -> Floats:
    """The sizes of lines of which only the boxes are known: their heights.

    Where these differ much from line to line, as when an engine has cut out ink, what is about as high as
    the body is of it, unless it is also as wide as another size: marks set half as wide are no sign of
    small type, and a line that is stretched is none of large type.
    """
    heights = boxes[:, 3] - boxes[:, 1]
    middle = float(np.median(heights)) if len(heights) else 0.0
    near = np.abs(heights - middle) <= ROUGHLY * middle
    if near.sum() < LEAST_LINES or _noise(heights[near]) <= ROUGH:
        return heights
    cells, told = _cells(texts, MOSTLY)
    if (told & near).sum() < LEAST_LINES:
        return heights
    marks = np.array([sum(class_of(character) in MARKS for character in text) for text in texts])
    lengths = boxes[:, 2] - boxes[:, 0]
    least, most = (lengths / np.maximum(cells - less, 1) for less in (0, marks / 2))
    usual = middle / float(np.median(least[told & near]))
    larger = (heights >= LARGER * middle) & (least * usual >= LARGER * middle)
    smaller = (heights <= SMALLER * middle) & (most * usual <= SMALLER * middle)
    other = told & (larger | smaller)
    return np.where(near, np.where(other, least * usual, middle), heights)


def no_larger(sizes: Floats, boxes: Floats, texts: list[str]) -> Floats:
    """Sizes that an engine has told, but for those that it took for larger than the characters are wide:
    its boxes reach into the lines above and below."""
    cells, told = _cells(texts, PARTLY)
    if told.sum() < LEAST_LINES:
        return sizes
    widths = (boxes[:, 2] - boxes[:, 0]) / np.maximum(cells, 1)
    widths *= float(np.median(sizes[told] / np.maximum(widths[told], 1e-6)))
    body = float(np.median(sizes[told]))
    told &= sizes > TOO_LARGE * widths
    widths = np.where(np.abs(widths - body) <= ROUGHLY / 2 * body, body, widths)
    return np.where(told, widths, sizes)


def spread(values: Floats) -> float:
    """How far apart the middle half of values lies, as a share of the median."""
    low, middle, high = np.percentile(values, (25, 50, 75)).tolist()
    return float((high - low) / middle)


def _noise(values: Floats) -> float:
    low, high = np.percentile(values, MOST).tolist()
    return float((high - low) / np.median(values))


def _cells(texts: list[str], mostly: float) -> tuple[Floats, Flags]:
    """How many Han each line is as wide as, and whether it has so many of them that this tells."""
    wide = np.array([sum(character > HAN for character in text) for text in texts], np.int64)
    cells = wide + NARROW * (np.fromiter(map(len, texts), np.int64, len(texts)) - wide)
    told: Flags = (wide >= LEAST_CELLS) & (wide >= mostly * cells)
    return cells, told
