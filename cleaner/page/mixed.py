"""Text of two directions on one page: headlines of the other direction go to their stories.

A page set across may have a headline set downwards, and one set downwards headlines across. What is
as large as a headline and stands beside lines of the page's main direction comes before the
paragraph of the first of them. All else comes after.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from cleaner.formats import Floats, Page, Writing
from cleaner.page.made import Made
from cleaner.page.upright import LARGE

MOST = 100  # paragraphs of another direction that are looked at
NEAR = 1.5  # sizes of the headline: so far from it are the lines that it stands beside


def together(page: Page, parts: list[Made], sizes: Floats, body: float) -> Made:
    """The readings of the directions of a page as one; the first is of the main direction.

    `sizes`: of the lines of the page; `body`: the size of most characters of the main direction.
    """
    if not parts:
        return Made()
    main, *others = parts
    rest = Made()
    placed: list[tuple[int, Made, int, int]] = []
    for other in others:
        for number, (start, end) in enumerate(_paragraphs(other)):
            rows = [row for line in other.rows[start:end] for row in line]
            place = _place(page, main, rows, sizes, body) if number < MOST else None
            if place is None:
                rest.take(other, start, end, len(rest.texts))
            else:
                placed.append((place, other, start, end))
        main.begins |= other.begins
        main.firsts |= other.firsts
    for place, other, start, end in sorted(placed, key=lambda each: each[0])[::-1]:
        main.take(other, start, end, place)
    main.take(rest, 0, len(rest.texts), len(main.texts))
    return main


def _paragraphs(made: Made) -> list[tuple[int, int]]:
    """The paragraphs of a reading: first line, and the one after the last."""
    blank = [-1, *(line for line, text in enumerate(made.texts) if not text), len(made.texts)]
    return [(before + 1, after) for before, after in pairwise(blank) if before + 1 < after]


def _place(page: Page, main: Made, rows: list[int], sizes: Floats, body: float) -> int | None:
    """The line of the main text before which lines of another direction come, if anywhere."""
    places = page.lines.places
    upright = (places.turns[rows] == 0).all()
    mixed = (places.writings[main.first()] == Writing.DOWN) != (
        places.writings[rows[0]] == Writing.DOWN
    )
    size = float(sizes[rows].max())
    if not upright or not mixed or size < LARGE * body or not main.texts:
        return None
    own = places.boxes[rows]
    low, high = own[:, :2].min(0) - NEAR * size, own[:, 2:].max(0) + NEAR * size
    boxes = np.array(main.boxes)
    with np.errstate(invalid="ignore"):
        beside = (boxes[:, 2:] > low).all(1) & (boxes[:, :2] < high).all(1)
    if not beside.any():
        return None
    line = int(np.argmax(beside))
    while line > 0 and main.goes_on[line]:
        line -= 1
    return line
