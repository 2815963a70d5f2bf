"""Lines that an engine has read on across a gutter are cut there, and nothing else is."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import partial
from io import BytesIO

import numpy as np

from cleaner.cli.placed import source_with_places
from cleaner.formats import Lines, Page, recognised
from cleaner.formats.cutting import Cut, cut
from cleaner.page.parted import parted

EM, PITCH = 30, 45
LEFT = (
    "春江潮水连海平，海上明月共潮生。滟滟随波千万里，何处春江无月明！江流宛转绕芳甸，月照花林皆似霰"
)
RIGHT = (
    "空里流霜不觉飞，汀上白沙看不见。江天一色无纤尘，皎皎空中孤月轮。江畔何人初见月，江月何年初照人"
)
Row = list[object]


def rows(text: str, left: float, width: int = 12) -> list[Row]:
    """A column of lines as RapidOCR gives them."""
    parts = [text[at : at + width] for at in range(0, len(text), width)]
    return [item(part, left, 50 + PITCH * at) for at, part in enumerate(parts)]


def item(text: str, left: float, top: float, width: float | None = None) -> Row:
    """A line of a column, as wide as its characters or as told."""
    right, foot = left + (EM * len(text) if width is None else width), top + EM
    return [[[left, top], [right, top], [right, foot], [left, foot]], text, 0.99]


def two_columns(gutter: float, merged: tuple[int, ...]) -> list[Row]:
    """Columns side by side, some of their rows read as one line."""
    one, other = rows(LEFT * 2, 40), rows(RIGHT * 2, 40 + 12 * EM + gutter)
    found = []
    for number, (before, after) in enumerate(zip(one, other, strict=True)):
        if number in merged:
            text = f"{before[1]}{after[1]}"
            width = 12 * EM + gutter + EM * len(str(after[1]))
            found.append(item(text, 40, 50 + PITCH * number, width))
        else:
            found += [before, after]
    return found


def data_of(items: list[Row], is_ascii: bool = False) -> bytes:
    return json.dumps(items, ensure_ascii=is_ascii).encode()


def page_of(data: bytes) -> Page:
    found = recognised(data, "page.json")
    assert found is not None
    return next(iter(found.pages(partial(BytesIO, data), "page.json")))


def texts(items: list[Row]) -> list[str]:
    return sorted(parted(page_of(data_of(items))).lines.texts)


def test_rows_read_on_across_a_gutter_are_cut_at_it() -> None:
    whole = texts(two_columns(36, ()))
    assert texts(two_columns(36, (3,))) == whole
    assert texts(two_columns(36, (3, 4, 5))) == whole


def test_a_narrow_gutter_is_one() -> None:
    assert texts(two_columns(20, (2, 3))) == texts(two_columns(20, ()))


def test_columns_are_read_one_after_the_other() -> None:
    data = data_of(two_columns(36, (2, 3, 4)))
    source = source_with_places(partial(BytesIO, data), "page.json")
    assert source is not None
    assert "".join("".join(source.pieces()).split()) == LEFT * 2 + RIGHT * 2


def test_lines_as_wide_as_the_page_are_whole() -> None:
    wide = [item(RIGHT[:25], 40, 50 + PITCH * at, 25 * EM) for at in range(4)]
    low = [
        [[[x, y + 8 * PITCH] for x, y in corners], text, sure]
        for corners, text, sure in two_columns(36, ())
    ]
    assert [text for text in texts([*wide, *low]) if len(text) > 12] == [RIGHT[:25]] * 4


def test_a_byline_over_columns_is_whole() -> None:
    byline = item("本报记者张若虚李太白杜子美王摩诘孟浩然", 40, 5, 25 * EM)
    assert byline[1] in texts([byline, *two_columns(36, ())])


def test_parts_know_their_bytes_however_they_are_written() -> None:
    items = two_columns(36, (3,))
    items.append(item('他说"好"', 40, 900))
    for is_ascii in (False, True):
        data = data_of(items, is_ascii)
        page = parted(page_of(data))
        assert len(page.lines) == len(page_of(data).lines) + 1
        for word in page.words:
            assert word.place.span is not None
            start, end = word.place.span
            assert json.loads(b'"' + data[start:end] + b'"') == word.text


def test_a_line_of_words_is_cut_between_them_and_keeps_its_order() -> None:
    page = page_of(data_of([item("春江潮水", 0, 0), item("海上明月", 0, 50)]))
    found = cut(page, {1: [Cut(0, 2, 55, 65)]})
    assert found.lines.texts == ("春江潮水", "海上", "明月")
    assert found.lines.places.boxes[1:, [0, 2]].tolist() == [[0, 55], [65, 120]]


def test_lines_that_are_turned_are_not_cut() -> None:
    page = page_of(data_of(two_columns(36, (3,))))
    places = replace(page.words.places, turns=np.full(len(page.words), 90))
    turned = replace(page, lines=Lines.of(replace(page.words, places=places), page.lines.starts))
    assert sorted(parted(turned).lines.texts) == sorted(page.lines.texts)
