"""Faults of engines that only tell lines: boxes drawn into gutters, last lines that were misread."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import partial
from io import BytesIO

import numpy as np
import pytest

from cleaner.cli.placed import source_with_places
from cleaner.formats import Floats, Page, recognised
from cleaner.page.mended import mended
from cleaner.page.reaching import within_columns
from cleaner.page.sizes import sizes_of
from cleaner.pipeline import run

EM, PITCH, WIDTH = 30, 40, 12
SECOND = 40 + WIDTH * EM + 36  # where the second column begins
ONE = (
    "春江潮水连海平海上明月共潮生滟滟随波千万里何处春江无月明江流宛转绕芳甸月照花林皆似霰"
    "空里流霜不觉飞汀上白沙看不见江天一色无纤尘皎皎空中孤月"
)
OTHER = (
    "白云一片去悠悠青枫浦上不胜愁谁家今夜扁舟子何处相思明月楼可怜楼上月裴回应照离人妆镜台"
    "玉户帘中卷不去捣衣砧上拂还来此时相望不相闻愿逐月华流"
)
Row = list[object]


def item(text: str, left: float, top: float, right: float) -> Row:
    foot = top + EM
    return [[[left, top], [right, top], [right, foot], [left, foot]], text, 0.99]


def column(text: str, left: float) -> list[tuple[str, float, float, float]]:
    """Its lines: text, left, top and right."""
    parts = [text[at : at + WIDTH] for at in range(0, len(text), WIDTH)]
    return [(part, left, 50.0 + PITCH * at, left + EM * len(part)) for at, part in enumerate(parts)]


def page_of(items: list[Row]) -> Page:
    data = json.dumps(items).encode()
    found = recognised(data, "page.json")
    assert found is not None
    return next(iter(found.pages(partial(BytesIO, data), "page.json")))


def read(items: list[Row]) -> list[str]:
    """The paragraphs of a page."""
    data = json.dumps(items).encode()
    source = source_with_places(partial(BytesIO, data), "page.json")
    assert source is not None
    return run(source).text.split("\n\n")


def reaching(rows: tuple[int, ...], out: float) -> list[Row]:
    """Two columns; some rows of the first reach out of it, those of the second reach back."""
    found: list[Row] = []
    for number, (text, left, top, right) in enumerate(column(ONE * 2, 40)):
        found.append(item(text, left, top, right + out * (number in rows)))
    for number, (text, left, top, right) in enumerate(column(OTHER * 2, SECOND)):
        found.append(item(text, left - out * (number in rows), top, right))
    return found


def boxes(items: list[Row]) -> Floats:
    return within_columns(page_of(items))


@pytest.mark.parametrize("out", [18.0, 30.0, 60.0])
def test_boxes_drawn_into_the_gutter_end_where_their_columns_do(out: float) -> None:
    whole = page_of(reaching((), 0)).lines.places.boxes
    assert np.abs(boxes(reaching((0, 1, 4), out)) - whole).max() < 1


def test_columns_are_read_one_after_the_other_though_boxes_meet() -> None:
    text = "".join(read(reaching((0, 1, 4), 30.0)))
    assert text.index(OTHER[:6]) > text.index(ONE[-6:])


def test_a_line_as_wide_as_its_characters_is_left_alone() -> None:
    items = reaching((), 0)
    items[-6] = item(OTHER[:14], SECOND, 50 + 5 * PITCH, SECOND + 14 * EM)
    assert np.array_equal(boxes(items), page_of(items).lines.places.boxes)


def test_a_wide_line_without_others_like_it_is_left_alone() -> None:
    items = reaching((), 0)
    items.append(item("汀上白沙看不", 40, 600, 40 + 12 * EM))
    assert np.array_equal(boxes(items), page_of(items).lines.places.boxes)


def test_what_was_read_of_the_next_column_does_not_hold_its_box_there() -> None:
    items = reaching((), 0)
    text, left, top, right = column(ONE * 2, 40)[5]
    items[5] = item(text + "》", left, top, right + 34)
    assert boxes(items)[5, 2] == right


def test_a_line_that_reaches_out_of_a_column_beside_nothing_is_left_alone() -> None:
    items = reaching((), 0)
    text, left, _, right = column(OTHER * 2, SECOND)[5]
    items[-6] = item(text + "》", left, 50 + 5 * PITCH, right + 34)
    assert np.array_equal(boxes(items), page_of(items).lines.places.boxes)


def in_pieces(gap: float) -> list[Row]:
    """Two columns, a line of the first in two pieces."""
    items = reaching((), 0)
    text, left, top, right = column(ONE * 2, 40)[4]
    middle = left + 5 * EM
    items[4:5] = [item(text[:5], left, top, middle), item(text[5:], middle + gap, top, right)]
    return items


@pytest.mark.parametrize("gap", [-6.0, 4.0, 30.0])
def test_pieces_of_a_line_are_one_where_others_run_across_the_gap(gap: float) -> None:
    page = page_of(in_pieces(gap))
    whole = mended(page)
    assert len(whole.lines) == len(page.lines) - 1
    assert whole.lines.texts[4].replace(" ", "") == column(ONE * 2, 40)[4][0]
    assert whole.words.places.spans[4].tolist() == page.words.places.spans[4].tolist()


def test_pieces_far_from_each_other_are_two() -> None:
    page = page_of(in_pieces(60.0))
    assert mended(page) is page


def test_lines_of_two_columns_are_no_pieces() -> None:
    page = page_of(reaching((0, 1, 4), 30.0))
    assert mended(page) is page


def test_the_stated_order_is_that_of_the_lines_that_are_left() -> None:
    page = page_of(in_pieces(4.0))
    stated = replace(page, order=np.arange(len(page.lines))[::-1])
    order = mended(stated).order
    assert order is not None
    assert order.tolist() == [*range(len(page.lines) - 2, -1, -1)]


def paragraphs(last: str, indent: float) -> list[Row]:
    """A column of paragraphs, the last line of the second of which is told."""
    body = [
        "春江潮水连海平，海上明", "月共潮生滟滟随波千万里，", "何处春江无月明。",
        "白云一片去悠悠，青枫浦", "上不胜愁谁家今夜扁舟子，", last,
        "玉户》帘中卷不去捣衣砧", "上拂还来此时相望不相闻，", "愿逐月华流照君。",
        "鸿雁长飞光不度，鱼龙潜", "跃水成文昨夜闲潭梦落花，", "可怜春半不还家。",
    ]  # fmt: skip
    found = []
    for number, text in enumerate(body):
        left = 40 + indent * (number % 3 == 0)
        right = left + EM * len(text) if number % 3 == 2 else 40 + WIDTH * EM
        found.append(item(text, left, 50 + PITCH * number, right))
    return found


def test_a_paragraph_that_is_indented_begins_though_the_line_above_was_misread() -> None:
    found = read(paragraphs("何处《相思月楼楼上的月裴", 2 * EM))
    assert [text[:4] for text in found] == ["春江潮水", "白云一片", "玉户》帘", "鸿雁长飞"]


def test_sizes_that_differ_a_little_are_one() -> None:
    heights = [26.0, 27.0, 23.0, 30.0, 26.0, 24.0] * 4
    text = "春江潮水连海平海上明月"
    places = np.array([(0, 50 * at, 330, 50 * at + each) for at, each in enumerate(heights)])
    assert np.ptp(sizes_of(places, [text] * len(heights))) == 0


def test_one_box_that_is_too_high_is_no_headline_among_even_ones() -> None:
    heights = [26.0] * 25 + [42.0]
    text = "春江潮水连海平海上明月"
    places = np.array([(0, 50 * at, 330, 50 * at + each) for at, each in enumerate(heights)])
    assert sizes_of(places, [text] * len(heights))[-1] == 26.0


def test_small_type_stays_small_among_even_lines() -> None:
    heights, widths = [26.0] * 25 + [24.0], [330.0] * 25 + [304.0]
    text = "春江潮水连海平海上明月"
    places = np.array(
        [
            (0, 50 * at, w, 50 * at + h)
            for at, (h, w) in enumerate(zip(heights, widths, strict=True))
        ]
    )
    assert sizes_of(places, [text] * len(heights))[-1] == 24.0
