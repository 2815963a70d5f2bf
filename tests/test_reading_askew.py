"""Pages that lie askew are read as if they did not."""

from __future__ import annotations

import json
from functools import partial
from io import BytesIO
from math import cos, radians, sin

import numpy as np
import pytest

from cleaner.cli.placed import source_with_places
from cleaner.formats import Box, Lines, Page, Place, Places, Words, recognised
from cleaner.page.parted import parted
from cleaner.page.reading import read
from cleaner.page.straight import levelling, standing, straight

EM, PITCH = 30, 45
ONE = "春江潮水连海平海上明月共潮生滟滟随波千万里何处春江无月明江流宛转绕芳甸月照花林皆似霰" * 3
OTHER = "白云一片去悠悠青枫浦上不胜愁谁家今夜扁舟子何处相思明月楼可怜楼上月裴回应照离人妆台" * 3
WIDTH = 14
Corners = list[list[float]]


def turned(x0: float, y0: float, x1: float, y1: float, angle: float) -> Corners:
    """The corners of a box on a sheet that lies askew by so many degrees, clockwise."""
    c, s = cos(radians(angle)), sin(radians(angle))
    return [
        [x * c - y * s + 200, x * s + y * c + 200]
        for x, y in ((x0, y0), (x1, y0), (x1, y1), (x0, y1))
    ]


def around(corners: Corners) -> Box:
    xs, ys = zip(*corners, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def rows() -> list[tuple[str, float, float]]:
    """The lines of two columns, row by row: text, left and top."""
    found = []
    for at in range(0, len(ONE), WIDTH):
        top = 50.0 + PITCH * (at // WIDTH)
        found += [(ONE[at : at + WIDTH], 40.0, top), (OTHER[at : at + WIDTH], 490.0, top)]
    return [row for row in found if row[0]]


def page_of_words(angle: float) -> Page:
    """A page whose words of two characters have boxes."""
    texts, places, starts = [], [], [0]
    for text, left, top in rows():
        for at in range(0, len(text), 2):
            word, x = text[at : at + 2], left + EM * at
            texts.append(word)
            box = turned(x, top, x + EM * len(word), top + EM, angle)
            places.append(Place(1, around(box)))
        starts.append(len(texts))
    words = Words(tuple(texts), Places.of(1, places), np.zeros(len(texts), np.bool_))
    return Page(1, "", 2000, 3000, "pixel", Lines.of(words, np.array(starts)))


def items(angle: float) -> bytes:
    """The same as JSON of lines with four corners."""
    found = [
        [turned(left, top, left + EM * len(text), top + EM, angle), text, 0.9]
        for text, left, top in rows()
    ]
    return json.dumps(found).encode()


def page_of_lines(angle: float) -> Page:
    data = items(angle)
    found = recognised(data, "page.json")
    assert found is not None
    return next(iter(found.pages(partial(BytesIO, data), "page.json")))


@pytest.mark.parametrize("angle", [-2.0, -0.5, 0.5, 2.0])
@pytest.mark.parametrize("make", [page_of_words, page_of_lines])
def test_the_slope_is_found(make: partial[Page], angle: float) -> None:
    assert levelling(make(angle)).slope == pytest.approx(np.tan(radians(angle)), rel=0.02)


@pytest.mark.parametrize("angle", [-3.0, -1.0, 1.0, 3.0])
@pytest.mark.parametrize("make", [page_of_words, page_of_lines])
def test_columns_askew_are_read_one_after_the_other(make: partial[Page], angle: float) -> None:
    text = read(levelling(make(angle))).text.replace("\n", "")
    assert text == ONE + OTHER


@pytest.mark.parametrize("angle", [0.05, 10.0])
def test_what_is_hardly_askew_or_no_scan_stays_as_it_is(angle: float) -> None:
    page = levelling(page_of_words(angle))
    assert page.slope == 0
    assert standing(page)[0] is page.lines.places.boxes


def test_few_lines_tell_nothing() -> None:
    page = page_of_words(1.0)
    lines = page.lines
    few = Lines.of(
        Words(lines.words.texts[:14], lines.words.places[:14], lines.words.blanks[:14]),
        lines.starts[:3],
    )
    assert levelling(Page(1, "", 2000, 3000, "pixel", few)).slope == 0


def test_boxes_are_those_of_the_picture() -> None:
    page = levelling(page_of_words(1.0))
    assert np.allclose(np.array(read(page).boxes)[0], page.lines.places.boxes[0])


def test_a_box_is_as_high_and_as_wide_as_it_was() -> None:
    box = np.array([[*around(turned(0, 0, 600, 30, 2.0))]])
    x0, y0, x1, y1 = straight(box, float(np.tan(radians(2.0))))[0].tolist()
    assert (x1 - x0, y1 - y0) == pytest.approx((600, 30))


def test_a_line_that_is_cut_is_cut_where_the_picture_has_the_gutter() -> None:
    angle = 1.5
    data = json.loads(items(angle))
    merged = data[8:10]
    corners = [merged[0][0][0], merged[1][0][1], merged[1][0][2], merged[0][0][3]]
    data[8:10] = [[corners, merged[0][1] + merged[1][1], 0.9]]
    found = recognised(written := json.dumps(data).encode(), "page.json")
    assert found is not None
    page = parted(levelling(next(iter(found.pages(partial(BytesIO, written), "page.json")))))
    line = page.lines.texts.index(merged[1][1]) - 1
    assert page.lines.texts[line] == merged[0][1]
    assert page.lines.places.boxes[line + 1, 1] == pytest.approx(around(merged[1][0]).y0, abs=2)
    ends, begins = page.lines.places.boxes[line, 2], page.lines.places.boxes[line + 1, 0]
    assert ends == pytest.approx(around(merged[0][0]).x1, abs=6)
    assert begins == pytest.approx(around(merged[1][0]).x0, abs=6)


def test_the_file_is_read_straight() -> None:
    source = source_with_places(partial(BytesIO, items(1.5)), "page.json")
    assert source is not None
    assert source.text.replace("\n", "") == ONE + OTHER
