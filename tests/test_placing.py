"""Characters of a PDF to lines: scripts, hyphens, and lines set downwards of which only ink is known."""

from __future__ import annotations

from functools import partial
from io import BytesIO

import numpy as np
import pytest
from pdfs import pdf, text

from cleaner.formats import Lines, Writing
from cleaner.formats.glyphs import ASCENT, Glyphs
from cleaner.formats.pdf import pages
from cleaner.formats.placing import lines_of
from cleaner.formats.scripts import hosts

SIZE = 10.0
CORNER = {
    "，": (0.74, 0.0, 0.9, 0.3),
    "。": (0.65, 0.0, 0.92, 0.27),
    "一": (0.05, 0.45, 0.95, 0.55),
}
"""The ink of characters in their square, in sizes."""


def lines(data: bytes) -> list[str]:
    return [line.text for page in pages(partial(BytesIO, data), "x.pdf") for line in page.lines]


def downwards(*columns: str, order: list[int] | None = None) -> Lines:
    """Columns from right to left, each character drawn by itself; of marks only the ink is known."""
    marks = [(mark, 300 - 16 * column, 20 + SIZE * row)
             for column, string in enumerate(columns) for row, mark in enumerate(string)]  # fmt: skip
    if order:
        marks = [marks[place] for place in order]
    count = len(marks)
    corners = [CORNER.get(mark, (0, 0, 1, 1)) for mark, _, _ in marks]
    boxes = [
        (x + SIZE * left, y + SIZE * top, x + SIZE * right, y + SIZE * foot)
        for (_, x, y), (left, top, right, foot) in zip(marks, corners, strict=True)
    ]
    return lines_of(
        Glyphs(
            np.array([ord(mark) for mark, _, _ in marks], np.uint32),
            np.arange(count),
            np.array(boxes, np.float64),
            np.array([(x, y + ASCENT * SIZE) for _, x, y in marks]),
            np.full(count, SIZE),
            np.full(count, -1),
            np.zeros(count, np.int64),
            np.zeros(count, np.bool_),
        ),
        1,
    )


def test_marks_in_a_corner_of_their_square_are_of_the_line_set_downwards() -> None:
    found = downwards("春江潮水，一江月明。", "何处春江，无月明，")
    assert found.texts == ("春江潮水，一江月明。", "何处春江，无月明，")
    assert (found.places.writings == Writing.DOWN).all()
    assert found.places.boxes[0].tolist() == [300, 20, 310, 120]


def test_a_line_of_two_characters_is_set_downwards_where_most_are() -> None:
    assert downwards("春江潮水连海平", "海上", "月。").texts == ("春江潮水连海平", "海上", "月。")


def test_what_the_file_draws_elsewhere_stands_in_its_column() -> None:
    order = [1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 0, 7]
    found = downwards("春江潮水连海平", "海上明月共潮生", order=order)
    assert sorted(found.texts) == ["春江潮水连海平", "海上明月共潮生"]


def test_a_page_set_across_keeps_its_single_characters_across() -> None:
    rows = [text("春江潮水连海平", 20, 40), text("海", 20, 52), text("月", 20, 64)]
    assert lines(pdf("".join(rows))) == ["春江潮水连海平", "海", "月"]


@pytest.mark.parametrize(("size", "top"), [(6, 36), (6, 42), (7, 37)])
def test_a_small_character_off_the_base_line_is_of_the_line_that_it_stands_in(
    size: float, top: float
) -> None:
    width = size * 0.556  # of a digit
    drawn = [
        text("The width w", 20, 40, 10, "latin"),
        text("2", 74, top, size, "latin"),
        text("of a line is known", 74 + width + 3, 40, 10, "latin"),
    ]
    assert lines(pdf("".join(drawn))) == ["The width w2 of a line is known"]


def test_the_mark_of_a_note_is_of_the_line_that_begins_with_it() -> None:
    drawn = [text("3", 20, 36, 6, "latin"), text("春江潮水连海平", 23.5, 40)]
    assert lines(pdf("".join(drawn))) == ["3春江潮水连海平"]


@pytest.mark.parametrize(
    ("size", "v", "u0"),
    [
        (5.0, 3.0, 25.0),  # away from it
        (9.0, 4.0, 20.0),  # as large
        (5.0, -9.0, 20.0),  # of another line
        (3.0, 3.0, 20.0),  # much smaller: text beside an initial
    ],
)
def test_what_is_no_script_stands_by_itself(size: float, v: float, u0: float) -> None:
    u = np.array([0.0, 10.0, u0])
    sizes = np.array([10.0, 10.0, size])
    found = hosts(u, u + sizes, np.array([0.0, 0.0, v]), sizes, np.ones(3, np.bool_))
    assert found.tolist() == [0, 1, 2]


@pytest.mark.parametrize(("count", "may"), [(5, True), (1, False)])
def test_no_script_is_long_or_of_han(count: int, may: bool) -> None:
    u0 = np.array([0.0, *(10 + 5.0 * place for place in range(count))])
    sizes = np.array([10.0, *[5.0] * count])
    v = np.array([0.0, *[-3.0] * count])
    found = hosts(u0, u0 + sizes, v, sizes, np.array([True, *[may] * count]))
    assert found.tolist() == [*range(count + 1)]


@pytest.mark.parametrize("hyphen", ["-", "\xad"])
@pytest.mark.parametrize("other", ["吉", "𠮷"])
def test_a_hyphen_at_a_line_end_is_one(hyphen: str, other: str) -> None:
    """A character beyond the first plane makes PDFium tell hyphens in another way."""
    drawn = [text(f"news{hyphen}", 20, 40), text("paper", 20, 52), text(other, 20, 90)]
    assert lines(pdf("".join(drawn))) == ["news-", "paper", other]


def test_a_character_beyond_the_first_plane_is_as_wide_as_it_is_drawn() -> None:
    drawn = text("𠮷野屋", 20, 40)
    (found,) = pages(partial(BytesIO, pdf(drawn)), "x.pdf")
    assert found.lines.texts == ("𠮷野屋",)
    assert found.lines.places.boxes[0, [0, 2]].tolist() == pytest.approx([20, 50], abs=0.5)
