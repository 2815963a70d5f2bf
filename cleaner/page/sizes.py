"""The sizes of the type of lines, as far as their boxes tell."""

from __future__ import annotations

import numpy as np

from cleaner.formats import Flags, Floats
from cleaner.text.characters import CLAUSE, CLOSE, OPEN, STOP, class_of

ROUGHLY = 0.3  # of their median: heights no further from it may be of the body
EXACTLY = 0.95  # of the lines of the body differ by no more: heights are those of the type
ALIKE = 0.1  # of their median: widths of characters no further from it are of the body
LOWEST = 0.5  # of the height of the body: a line of few characters that is lower is of another size
ROUGH = 0.12  # of the height of lines: so much most of them differ where it tells little
MOST = (10, 90)  # hundredths
NARROW = 0.5  # of the width of Han: other characters
LEAST_CELLS, LEAST_LINES = 5, 8
FEWEST_CELLS = 2  # Han of a line that is no larger than they are wide
# Of the cells of a line: Han in one that tells how wide they are, how large itself is, that it is of the body.
MOSTLY, PARTLY, LITTLE = 0.85, 0.7, 0.5
LEAST_LETTERS = 12  # of a line whose width tells its size
NEARLY = 0.95  # of the body: what is smaller is not of it
LARGER, SMALLER = 1.2, 0.94  # of the body: by height and by width both another size
TOO_LARGE = 1.15  # of what the width of its characters says: the size of a line
WIDE = 0x2E80  # from here on characters are as wide as Han
HAN = chr(WIDE)
MARKS = frozenset((CLAUSE, CLOSE, OPEN, STOP))


def sizes_of(boxes: Floats, texts: list[str]) -> Floats:
    """The sizes of lines of which only the boxes are known: their heights.

    Where these differ much among lines whose characters are all as wide, as when an engine has cut out
    ink, such a line is of the body, however high it is. So is another, unless it is also as wide as
    another size: marks set half as wide are no sign of small type, and a line that is stretched is none
    of large type. What tells too little by its width is of the body if it is about as high.
    """
    heights = boxes[:, 3] - boxes[:, 1]
    cells, told = _cells(texts, MOSTLY)
    lengths = boxes[:, 2] - boxes[:, 0]
    widths = lengths / np.maximum(cells, 1)
    if told.sum() < LEAST_LINES:
        return heights
    usual = float(np.median(widths[told]))
    of_body = told & (np.abs(widths - usual) <= ALIKE * usual)
    if of_body.sum() < LEAST_LINES:
        return no_larger(heights, boxes, texts)
    middle = float(np.median(heights[of_body]))
    if np.mean(np.abs(heights[of_body] - middle) <= ROUGH * middle) >= EXACTLY:
        if _noise(heights[of_body]) > ROUGH:
            near = np.abs(heights - middle) <= ROUGH * middle
            heights = np.where(of_body & near, middle, heights)
        return no_larger(heights, boxes, texts)
    most = lengths / _inked_cells(cells, texts) * middle / usual
    least = widths * middle / usual
    partly = _cells(texts, LITTLE)[1]
    alike = partly & (np.abs(widths - usual) <= ALIKE * usual)
    if _noise(heights[of_body]) <= ROUGH:
        agree = np.abs(heights - least) <= ALIKE * middle
        smaller = (heights < NEARLY * middle) & (most < NEARLY * middle)
        stretched = partly & (heights > middle) & ~agree & (least <= LARGER * middle)
        found = np.where((alike & ~smaller) | stretched, middle, heights)
        return no_larger(found, boxes, texts)
    larger = (heights >= LARGER * middle) & (least >= LARGER * middle)
    smaller = (heights <= SMALLER * middle) & (most <= SMALLER * middle)
    by_width = np.where(larger | smaller, least, middle)
    near = alike | (heights >= LOWEST * middle) & (heights <= (1 + ROUGHLY) * middle)
    found = np.where(told, by_width, np.where(near, middle, heights))
    return no_larger(found, boxes, texts)


def as_wide(boxes: Floats, texts: list[str]) -> Flags:
    """Which lines have so many characters that their width tells, and these as wide as usual: they
    are of the body, however high their boxes are."""
    counts = np.array([len(text) for text in texts], np.int64)
    told = counts >= LEAST_LETTERS
    if told.sum() < LEAST_LINES:
        return np.zeros(len(texts), np.bool_)
    widths = (boxes[:, 2] - boxes[:, 0]) / np.maximum(counts, 1)
    usual = float(np.median(widths[told]))
    found: Flags = told & (np.abs(widths - usual) <= ALIKE * usual)
    return found


def no_larger(sizes: Floats, boxes: Floats, texts: list[str]) -> Floats:
    """Sizes, but for those that an engine took for larger than the characters are wide: its boxes reach
    into the lines above and below."""
    cells, told = _cells(texts, PARTLY)
    if told.sum() < LEAST_LINES:
        return sizes
    lengths = boxes[:, 2] - boxes[:, 0]
    scale = float(np.median(sizes[told] * cells[told] / np.maximum(lengths[told], 1e-6)))
    widths = lengths / _inked_cells(cells, texts) * scale
    body = float(np.median(sizes[told]))
    bound = np.array([sum(map(_is_wide, text)) for text in texts]) >= FEWEST_CELLS
    bound &= sizes > TOO_LARGE * widths
    widths = np.where(np.abs(widths - body) <= ROUGHLY / 2 * body, body, widths)
    return np.where(bound, widths, sizes)


def _inked_cells(cells: Floats, texts: list[str]) -> Floats:
    """As many Han lines are as wide as whose marks are set half as wide."""
    marks = [sum(class_of(character) in MARKS for character in text) for text in texts]
    return np.maximum(cells - np.array(marks) / 2, 1)


def spread(values: Floats) -> float:
    """How far apart the middle half of values lies, as a share of the median."""
    low, middle, high = np.percentile(values, (25, 50, 75)).tolist()
    return float((high - low) / middle)


def _noise(values: Floats) -> float:
    low, high = np.percentile(values, MOST).tolist()
    return float((high - low) / np.median(values))


def _cells(texts: list[str], mostly: float) -> tuple[Floats, Flags]:
    """How many Han each line is as wide as, and whether it has so many of them that this tells.

    Blanks are none: engines put them between Han that are set solid.
    """
    wide = np.array([sum(map(_is_wide, text)) for text in texts], np.int64)
    blanks = np.array([text.count(" ") for text in texts], np.int64)
    solid = np.fromiter(map(len, texts), np.int64, len(texts)) - blanks
    cells = wide + NARROW * (solid - wide)
    told: Flags = (wide >= LEAST_CELLS) & (wide >= mostly * cells)
    return cells, told


def _is_wide(character: str) -> bool:
    return character > HAN
