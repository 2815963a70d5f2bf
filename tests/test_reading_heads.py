"""What stands over columns and at the edges of pages, one bound after the other."""

from __future__ import annotations

import numpy as np
import pytest

from cleaner.formats import Page
from cleaner.page.edges import one_row
from cleaner.page.heads import headed, together
from cleaner.page.reading_order import reading_order
from cleaner.page.setting import setting
from cleaner.page.upright import layouts
from tests.test_reading_edges import BELOW, BODY, REST, drawn, full, under

Box = tuple[float, float, float, float]
LEFT: list[Box] = [(0.0, top, 100.0, top + 10) for top in (40.0, 54.0, 68.0)]
RIGHT: list[Box] = [(120.0, top, 220.0, top + 10) for top in (40.0, 54.0, 68.0)]
BODY_SIZE, WHITE = 10.0, 4.0


def over(*heads: Box, large: bool = False, gap: tuple[float, float] = (112.0, 120.0)) -> int:
    """How many rows stand over two columns of three lines, of these above them, a row each top."""
    boxes = np.array([*heads, *LEFT, *RIGHT])
    tops = sorted({top for _, top, _, _ in boxes.tolist()})
    rows = np.array([tops.index(top) for _, top, _, _ in boxes.tolist()])
    flags = np.array([large] * len(heads) + [False] * 6)
    return headed(boxes, flags, rows, np.array([gap]), BODY_SIZE)


@pytest.mark.parametrize(("begins", "rows"), [(126.4, 1), (127.6, 0)])
def test_pieces_of_a_line_stand_no_further_apart_than_wide_blanks(begins: float, rows: int) -> None:
    assert over((60.0, 10.0, 112.0, 20.0), (begins, 10.0, 180.0, 20.0)) == rows


@pytest.mark.parametrize(("large", "rows"), [(True, 1), (False, 0)])
def test_a_line_that_begins_where_a_column_does_is_of_its_text_unless_it_is_large(
    large: bool, rows: int
) -> None:
    assert over((122.0, 10.0, 160.0, 20.0), large=large, gap=(100.0, 120.0)) == rows


def joined(head: Box, large: bool) -> bool:
    """Whether a head over the second of two columns, a narrow and a wide one, makes them one."""
    boxes = np.array([(60.0, top, 100.0, top + 10) for top in (40.0, 54.0)] + [head]
                     + [(120.0, top, 300.0, top + 10) for top in (40.0, 54.0)])  # fmt: skip
    flags = np.array([False, False, large, False, False])
    columns = np.array([0, 0, 1, 1, 1])
    return len({*together(boxes, flags, columns, BODY_SIZE).tolist()}) == 1


@pytest.mark.parametrize(
    ("left", "right", "large", "one"),
    [
        (130.0, 230.0, False, True),  # in the middle of both
        (122.0, 238.0, False, False),  # it begins where its column does
        (122.0, 238.0, True, True),  # and is large
        (200.0, 298.0, True, True),  # flush right
        (122.0, 298.0, True, False),  # as wide as its column
    ],
)
def test_a_head_over_one_column_is_one_of_both(
    left: float, right: float, large: bool, one: bool
) -> None:
    assert joined((left, 10.0, right, 20.0), large) is one


def rows_at_the_head(above: list[Box], below: list[Box]) -> bool:
    """Whether two rows at the head of a page are one."""
    boxes = np.array([*above, *below])
    found = np.array([-2] * len(above) + [-1] * len(below))
    return bool((one_row(boxes, found, WHITE, BODY_SIZE) == -1).all())


ABOVE: list[Box] = [(0.0, 0.0, 60.0, 10.0), (100.0, 0.0, 200.0, 10.0), (240.0, 0.0, 300.0, 10.0)]


@pytest.mark.parametrize(
    ("below", "one"),
    [
        ([(0.0, 14.0, 40.0, 24.0), (110.0, 14.0, 190.0, 24.0)], True),
        ([(0.0, 14.0, 40.0, 24.0), (80.0, 14.0, 190.0, 24.0)], False),  # further out than what is above
        ([(0.0, 20.0, 40.0, 30.0), (110.0, 20.0, 190.0, 30.0)], False),  # too far below
    ],
)  # fmt: skip
def test_what_is_too_long_for_its_place_goes_on_below(below: list[Box], one: bool) -> None:
    assert rows_at_the_head(ABOVE, below) is one


@pytest.mark.parametrize(
    ("below", "one"),
    [
        ((0.0, 14.0, 40.0, 24.0), True),  # at the left
        ((160.0, 14.0, 200.0, 24.0), True),  # at the right
        ((80.0, 14.0, 120.0, 24.0), False),  # in the middle: another
    ],
)
def test_a_line_at_the_head_goes_on_at_its_left_or_right(below: Box, one: bool) -> None:
    assert rows_at_the_head([(0.0, 0.0, 200.0, 10.0)], [below]) is one


def begins(page: Page, text: str) -> float:
    """Where the column begins that the line that is `text` stands in."""
    ((_, layout),) = layouts(page, list(page.lines.texts))
    order, hard, cells = reading_order(layout)
    found = setting(layout, order, hard, cells)
    return float(found.left[found.texts.index(text)])


@pytest.mark.parametrize(
    ("left", "edge"),
    [
        (None, 20.0),
        (22.0, 100.0),  # it begins at the edge of the wide column
        (0.0, 20.0),  # the middle of what stands there is not in it
    ],
)
def test_a_column_reaches_no_further_than_what_stands_beside_it(
    left: float | None, edge: float
) -> None:
    wide = under(20, 20, *["……" + BODY[:18], *full(7, 0, 20)])
    beside = [] if left is None else under(left, BELOW, BODY[:3], BODY[3:6])
    page = drawn(*wide, *under(100, BELOW, "江畔何人初见"), *beside, *REST)
    assert begins(page, "江畔何人初见") == edge
