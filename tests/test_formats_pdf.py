"""PDF to lines: whatever the order in the file, turned, spaced, doubled, or not to be read."""

from __future__ import annotations

import zlib
from base64 import a85encode
from functools import partial
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from pdfs import HEIGHT, WIDTH, packed, pdf, picture, rectangle, text

from cleaner.formats import Page, Writing
from cleaner.formats.pdf import pages
from cleaner.text.errors import InputError

LEFT = (
    "清晨的渡口停着三条木船",
    "船夫把缆绳系在石柱上等",
    "雾散以后第一班开往对岸",
    "岸上的人挑着担子走下来",
    "他们都去镇上赶早集去了",
)
RIGHT = (
    "山里的茶园今年收成很好",
    "采茶的姑娘天亮就上了山",
    "竹篓装满新叶才往回走去",
    "炒茶的锅从早烧到了黄昏",
    "满屋都是春天留下的香气",
)


def read(data: bytes) -> list[Page]:
    return list(pages(partial(BytesIO, data), "page.pdf"))


def texts(data: bytes) -> list[str]:
    return [line.text for page in read(data) for line in page.lines]


def columns(gutter: float, size: float = 10, shift: float = 0) -> list[str]:
    """Two columns of five lines, set with their gutter in sizes."""
    right = 20 + (len(LEFT[0]) + gutter) * size
    return [
        *(text(line, 20, 40 + 14 * row, size) for row, line in enumerate(LEFT)),
        *(text(line, right, 40 + shift + 14 * row, size) for row, line in enumerate(RIGHT)),
    ]


@pytest.mark.parametrize("gutter", [0.6, 1, 2, 4])
@pytest.mark.parametrize("shift", [0, 0.8, 5])
def test_columns_side_by_side_are_lines_of_their_own(gutter: float, shift: float) -> None:
    assert texts(pdf("".join(columns(gutter, shift=shift)))) == [*LEFT, *RIGHT]


def test_a_mark_may_reach_into_the_gutter() -> None:
    left = [text(line + "，", 20, 40 + 14 * row) for row, line in enumerate(LEFT)]
    right = [text(line, 143, 40 + 14 * row) for row, line in enumerate(RIGHT)]
    assert texts(pdf("".join(left + right))) == [*(line + "，" for line in LEFT), *RIGHT]
    rows = [mark for row in zip(left, right, strict=True) for mark in row]
    assert sorted(texts(pdf("".join(rows)))) == sorted([*(line + "，" for line in LEFT), *RIGHT])


def test_marks_on_both_sides_may_fill_the_gutter() -> None:
    left = [text(line + "，", 20, 40 + 14 * row) for row, line in enumerate(LEFT)]
    right = [text("“" + line, 140, 40 + 14 * row) for row, line in enumerate(RIGHT)]
    wanted = [*(line + "，" for line in LEFT), *("“" + line for line in RIGHT)]
    assert texts(pdf("".join(left + right))) == wanted
    solid = [text("他说，“走吧。”她说，“好。”", 20, 40 + 14 * row) for row in range(4)]
    assert texts(pdf("".join(solid))) == ["他说，“走吧。”她说，“好。”"] * 4


def test_columns_written_row_by_row_are_told_by_their_gutter() -> None:
    rows = zip(columns(1)[:5], columns(1)[5:], strict=True)
    data = pdf("".join(mark for row in rows for mark in row))
    assert sorted(texts(data)) == sorted([*LEFT, *RIGHT])


def test_gaps_in_one_base_line_part_what_is_written_apart() -> None:
    heads = text("石桥昨日通车", 20, 40, 14) + text("渡口的木船停航", 122, 40, 14)
    below = text("正文在下面", 20, 120)
    assert texts(pdf(heads + below)) == ["石桥昨日通车 渡口的木船停航", "正文在下面"]
    apart = text("石桥昨日通车", 20, 40, 14) + below + text("渡口的木船停航", 122, 40, 14)
    assert texts(pdf(apart)) == ["石桥昨日通车", "正文在下面", "渡口的木船停航"]


@pytest.mark.parametrize("seed", range(3))
def test_the_order_in_the_file_means_nothing(seed: int) -> None:
    marks = [
        text(mark, x + 10 * place, 40 + 14 * row)
        for x, column in ((20, LEFT), (145, RIGHT))
        for row, line in enumerate(column)
        for place, mark in enumerate(line)
    ]
    Random(seed).shuffle(marks)
    assert sorted(texts(pdf("".join(marks)))) == sorted([*LEFT, *RIGHT])


def test_a_blank_inside_a_line_parts_words_and_not_lines() -> None:
    byline = text("本报记者", 40, 26) + text("周远山", 90, 26)
    (page,) = read(pdf(byline + "".join(columns(2))))
    assert page.lines[0].text == "本报记者 周远山"
    assert [word.text for word in page.lines[0].words] == ["本报记者", "周远山"]


def test_places_sizes_and_weights() -> None:
    (page,) = read(pdf(text("石桥通车", 50, 40, 20) + text("Bold", 50, 80, 9, "bold")))
    head, bold = page.lines
    assert tuple(head.place.box) == pytest.approx((50, 22.4, 130, 42.4), abs=0.3)
    assert head.place.size == pytest.approx(20) and head.place.span is None
    assert bold.place.weight == 700 and bold.place.page == 1
    assert (page.width, page.height, page.unit) == (WIDTH, HEIGHT, "point")


@pytest.mark.parametrize("turn", [90, 180, 270, 45])
def test_turned_text_is_read_along_its_lines(turn: int) -> None:
    data = pdf(text("石桥昨日通车", 200, 150, turn=turn) + text("横排文字", 20, 20))
    (page,) = read(data)
    assert [(line.text, line.place.turn) for line in page.lines] == [
        ("石桥昨日通车", turn),
        ("横排文字", 0),
    ]


def test_vertical_columns() -> None:
    down = [
        text(mark, x, 40 + 10 * row)
        for x, line in ((200, LEFT[0]), (180, LEFT[1]))
        for row, mark in enumerate(line)
    ]
    (page,) = read(pdf("".join(down)))
    assert [line.text for line in page.lines] == list(LEFT[:2])
    assert {line.place.writing for line in page.lines} == {Writing.DOWN}
    assert tuple(page.lines[0].place.box) == pytest.approx((200, 31.2, 210, 141.2), abs=0.3)


def test_doubled_characters_are_read_once_and_repeated_ones_twice() -> None:
    bold = "".join(text("天天向上", 50 + shift, 40 + shift) for shift in (0, 0.3, 0.6))
    assert texts(pdf(bold + text("llama……", 50, 80, 9))) == ["天天向上", "llama……"]


def test_characters_set_wide_are_one_line_and_marked() -> None:
    wide = (
        text("电话向煤气", 50, 40, extra="6 Tc")
        + text("电 话 向 煤 气", 50, 80)
        + text("不是宽的", 50, 120)
    )
    (page,) = read(pdf(wide))
    assert [(line.text, line.spaced) for line in page.lines] == [
        ("电话向煤气", True), ("电 话 向 煤 气", True), ("不是宽的", False),
    ]  # fmt: skip


def test_latin_words_and_han() -> None:
    drawn = (
        text("Two words", 50, 40, 9, "latin")
        + text("在", 50, 60)
        + text("2024", 62, 60, 9, "latin")
        + text("年", 84, 60)
    )
    assert texts(pdf(drawn)) == ["Two words", "在2024年"]


def test_radicals_stay_for_those_who_know_the_script() -> None:
    assert texts(pdf(text("⽣⻅", 20, 20))) == ["⽣⻅"]


@pytest.mark.parametrize(
    ("rotate", "x", "y"), [(90, 278.8, 20), (180, 350, 278.8), (270, 11.2, 350)]
)
def test_a_turned_page_is_read_as_it_is_shown(rotate: int, x: float, y: float) -> None:
    (page,) = read(pdf(text("左上角", 20, 20), rotate=rotate))
    assert (page.width, page.height) == ((HEIGHT, WIDTH) if rotate % 180 else (WIDTH, HEIGHT))
    line = page.lines[0]
    assert line.place.turn == rotate and line.place.box[:2] == pytest.approx((x, y), abs=0.3)


def test_the_origin_of_the_sheet_is_its_corner() -> None:
    (page,) = read(pdf(text("左上角", 20, 20), box=(10, 20, WIDTH + 10, HEIGHT + 20)))
    assert page.lines[0].place.box[:2] == pytest.approx((10, 31.2), abs=0.3)


def test_what_lies_outside_the_page_is_not_on_it() -> None:
    assert texts(pdf(text("版外", 20, HEIGHT + 40) + text("版内", 20, 20))) == ["版内"]


def test_rules_frames_and_pictures() -> None:
    drawn = (
        rectangle(10, 100, 100, 0.5, "f") + rectangle(200, 20, 150, 80) + picture(200, 200, 100, 50)
    )
    (page,) = read(pdf(drawn + text("左上角", 20, 20)))
    assert page.rules.tolist() == [pytest.approx([10, 100, 110, 100.5])]
    assert page.frames.tolist() == [pytest.approx([200, 20, 350, 100], abs=2)]
    assert page.images.tolist() == [pytest.approx([200, 200, 300, 250])]


def test_a_scan_is_refused_with_what_to_do() -> None:
    with pytest.raises(InputError, match=r"^page.pdf: page 1 is a picture without text.*ocrmypdf"):
        read(pdf(picture(0, 0, WIDTH, HEIGHT)))
    with pytest.raises(InputError, match="has no text"):
        read(pdf(""))


def test_a_scanned_page_among_others_is_told() -> None:
    one, two = read(pdf(picture(0, 0, WIDTH, HEIGHT), text("第二页", 20, 20)))
    assert "page 1 is a picture without text" in one.warning and not two.warning
    assert two.number == two.lines[0].place.page == 2


def test_characters_without_unicode_are_refused() -> None:
    with pytest.raises(InputError, match=r"page 1 has characters without Unicode.*ocrmypdf"):
        read(pdf(text("读不出来", 20, 20, font="unknown")))
    mixed = read(pdf(text("左上角的文字还在", 20, 20) + text("。", 20, 60, font="unknown")))
    assert [line.text for line in mixed[0].lines] == ["左上角的文字还在", "\ufffd"]


def test_locked_and_broken_files_are_refused() -> None:
    locked = Path(__file__).parents[1] / "fixtures/formats/locked.pdf"
    with pytest.raises(InputError, match="needs a password: qpdf"):
        read(locked.read_bytes())
    with pytest.raises(InputError, match="cannot be read as a PDF"):
        read(b"%PDF-1.7\nnothing more")


def test_the_first_page_is_there_before_the_last_is_read() -> None:
    found = pages(partial(BytesIO, pdf(*(text("一页", 20, 20) for _ in range(50)))), "page.pdf")
    assert next(iter(found)).number == 1


def test_streams_that_would_fill_the_memory_are_refused() -> None:
    drawn = b"BT /latin 9 Tf 20 20 Td (plain) Tj ET"
    assert texts(packed(zlib.compress(drawn))) == ["plain"]
    packer = zlib.compressobj(9)
    blanks = b" " * (1 << 20)
    bomb = b"".join(packer.compress(blanks) for _ in range(140)) + packer.flush()
    with pytest.raises(InputError, match=r"byte \d+: a stream that would fill the memory"):
        read(packed(bomb))
    with pytest.raises(InputError, match="would fill the memory"):
        read(packed(zlib.compress(bomb), "[/FlateDecode /FlateDecode]"))
    with pytest.raises(InputError, match="would fill the memory"):
        read(packed(a85encode(bomb) + b"~>", "[ /ASCII85Decode /FlateDecode ]"))
    lettered = a85encode(zlib.compress(drawn)) + b"~>"
    assert texts(packed(lettered, "[/A85 /Fl]")) == ["plain"]
    assert texts(packed(zlib.compress(drawn + b" " * (1 << 20)))) == ["plain"]
