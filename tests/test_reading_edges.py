"""How lines follow each other: edges of short columns, captions, bylines, items and figures."""

from __future__ import annotations

import numpy as np
import pytest

from cleaner.formats import Lines, Page, Place, Places, Words
from cleaner.page.paragraphs import Joint, joints
from cleaner.page.reading_order import reading_order
from cleaner.page.setting import setting
from cleaner.page.upright import layouts
from tests.setting import PITCH, SIZE

BODY = "春江潮水连海平海上明月共潮生滟滟随波千万里何处春江无月明江流宛转绕芳甸月照花林皆似霰"
Line = tuple[str, float, float, float] | tuple[str, float, float, float, int]


def drawn(*lines: Line) -> Page:
    """Lines with text, left and top, size and weight, as wide as their characters are."""
    places = Places.of(
        1,
        [
            Place(1, (x, y, x + size * len(text), y + size), size=size, weight=(*weight, 400)[0])
            for text, x, y, size, *weight in lines
        ],
    )
    words = Words(tuple(line[0] for line in lines), places, np.zeros(len(lines), np.bool_))
    return Page(1, "", 600, 800, "point", Lines.of(words, np.arange(len(lines) + 1)))


def under(x: float, top: float, *texts: str, size: float = SIZE) -> list[Line]:
    """Lines one under the other; each full-width blank before one is an indent of a size."""
    return [
        (text.lstrip("…"), x + size * text.count("…"), top + PITCH * row, size)
        for row, text in enumerate(texts)
    ]


def follow(page: Page, text: str) -> Joint:
    """How the line that is `text` follows the one before it in reading order."""
    ((_, layout),) = layouts(page, list(page.lines.texts))
    order, hard, cells = reading_order(layout)
    how = joints(setting(layout, order, hard, cells))
    return Joint(how[[layout.texts[row] for row in order].index(text)])


def full(count: int, start: int = 0, width: int = 10) -> list[str]:
    """So many lines of one width."""
    return [(BODY * 9)[start + width * row : start + width * (row + 1)] for row in range(count)]


INDENTED = under(20, 20, *[line for row in range(3) for line in
                           ("……" + BODY[row : row + 8], *full(2, row), BODY[:4] + "。")])  # fmt: skip
"""A column of three paragraphs with indents, ten characters wide."""

BELOW = 300.0
REST = under(20, 600, *full(8, 0, 20))
"""A column below it, so that it is not at the foot of the page."""


def test_two_lines_of_one_left_edge_begin_where_their_column_does() -> None:
    wide = under(20, 20, *["……" + BODY[:18], *full(7, 0, 20)])
    short = under(45, BELOW, "江畔何人初见月江月", "江月何年初照人人生", "何年初照人。")
    assert follow(drawn(*wide, *short, *REST), "何年初照人。") == Joint.NEXT


def test_lines_of_which_none_is_cut_do_not_tell_where_their_column_begins() -> None:
    wide = under(20, 20, *["……" + BODY[:18], *full(7, 0, 20)])
    first = (BODY * 2)[:17] + "。"
    short = under(40, BELOW, first, "何年初照人。")
    assert follow(drawn(*wide, *short, *REST), "何年初照人。") == Joint.PARAGRAPH


def test_two_full_lines_end_where_their_column_does() -> None:
    wide = under(20, 20, *["……" + BODY[:18], *full(7, 0, 20)])
    short = under(20, BELOW, "江畔何人初见月江", "月何年初照人人生", "代代无穷已。")
    page = drawn(*wide, *short, *REST)
    assert follow(page, "月何年初照人人生") == Joint.NEXT
    assert follow(page, "代代无穷已。") == Joint.NEXT


def test_a_verse_is_set_in_a_wider_column() -> None:
    wide = under(20, 20, *["……" + BODY[:18], *full(7, 0, 20)])
    verse = under(
        20, BELOW, "江畔何人初见月，", "江月何年初照人。", "人生代代无穷已，", "江月年年望相似。"
    )
    assert follow(drawn(*wide, *verse, *REST), "人生代代无穷已，") == Joint.PARAGRAPH


def test_a_line_over_a_column_does_not_tell_where_that_begins() -> None:
    over = [("本报记者 张若虚 李商隐", 6.0, 6.0, SIZE)]
    page = drawn(*over, *INDENTED)
    assert follow(page, full(2)[0]) == Joint.NEXT


def test_captions_under_two_pictures_are_two() -> None:
    first = under(20, BELOW, "春江潮水连海平海上明月", "共潮生", size=8.0)
    second = under(20, BELOW + 90, "江流宛转绕芳甸月照花林", "皆似霰", size=8.0)
    page = drawn(*INDENTED, *first, *second, *REST)
    assert follow(page, "江流宛转绕芳甸月照花林") == Joint.PARAGRAPH
    assert follow(page, "皆似霰") == Joint.NEXT


def test_a_caption_goes_on_where_it_is_set_no_looser() -> None:
    texts = ["春江潮水连海平海上明月", "共潮生", "江流宛转绕芳甸月照花林", "皆似霰"]
    tops = [0.0, 11.0, 24.0, 35.0]
    loose = [(text, 20.0, BELOW + top, 8.0) for text, top in zip(texts, tops, strict=True)]
    assert follow(drawn(*INDENTED, *loose, *REST), texts[2]) == Joint.PARAGRAPH


def test_a_dateline_in_bold_goes_on_in_the_line_below() -> None:
    lines = [*INDENTED]
    lines[4] = ("本报讯（记者 李白）", 20.0, lines[4][2], SIZE, 700)
    lines[5] = (full(1, 5)[0], 20.0, lines[5][2], SIZE, 400)
    assert follow(drawn(*lines), full(1, 5)[0]) == Joint.NEXT


def test_a_story_below_a_byline_with_a_sign_before_it_is_not_of_it() -> None:
    signed = [("◎春江早报记者 杜甫", 20.0, 20.0, SIZE), ("西沙远离大陆，物", 40.0, 36.0, SIZE)]
    rest = under(20, 50, *full(4))
    page = drawn(*signed, *rest)
    assert follow(page, "西沙远离大陆，物") == Joint.PARAGRAPH


def test_two_bylines_further_apart_than_lines_are_two() -> None:
    signed = [("春江时报记者 杜甫", 40.0, 20.0, SIZE), ("全媒体记者 李白", 45.0, 36.0, SIZE)]
    page = drawn(*signed, *under(20, 52, *["……" + BODY[:8], *full(6)]))
    assert follow(page, "全媒体记者 李白") == Joint.PARAGRAPH


@pytest.mark.parametrize(("left", "joint"), [(20.0, Joint.NEXT), (40.0, Joint.PARAGRAPH)])
def test_numbers_in_running_text_begin_no_items(left: float, joint: Joint) -> None:
    lines = [*INDENTED]
    counted = [("一、春江潮水连海。", 20.0), ("二、海上明月共潮", left)]
    for place, (text, x) in zip((6, 7), counted, strict=True):
        lines[place] = (text, x, lines[place][2], SIZE)
    lines[6] = ("一、春江潮水连海平。", 20.0, lines[6][2], SIZE)
    assert follow(drawn(*lines), "二、海上明月共潮") == joint


def test_a_caption_at_the_foot_of_a_page_is_one() -> None:
    caption = under(20, BELOW, "春江潮水连海平海上明月", "共潮生", size=8.0)
    assert follow(drawn(*INDENTED, *caption), "共潮生") == Joint.NEXT


def test_lines_at_the_head_of_a_page_are_several_where_the_second_is_longer() -> None:
    head = under(20, 20, "春江", "潮水连海平")
    column = [(text, x, top + 90, size) for text, x, top, size in INDENTED]
    assert follow(drawn(*head, *column), "潮水连海平") == Joint.PARAGRAPH


STAFF = "校对：李白 一版主编：杜甫 责任编辑：王维"


@pytest.mark.parametrize(
    ("rest", "left", "top", "joint"),
    [
        ("之", 220.0, 14.0, Joint.NEXT),
        ("之 版式：孟浩然", 20.0, 14.0, Joint.NEXT),
        ("之", 220.0, 19.0, Joint.PARAGRAPH),  # further apart
        ("之", 300.0, 14.0, Joint.PARAGRAPH),  # beside it
        ("春江潮水，海上明月。", 20.0, 14.0, Joint.PARAGRAPH),
        ("美编：孟浩然", 20.0, 14.0, Joint.PARAGRAPH),
    ],
)
def test_names_of_the_staff_go_on_below(rest: str, left: float, top: float, joint: Joint) -> None:
    staff = [(STAFF, 20.0, 10.0, SIZE), (rest, left, 10.0 + top, SIZE)]
    column = [(text, x, top + 60, size) for text, x, top, size in INDENTED]
    assert follow(drawn(*staff, *column, *REST), rest) == joint


@pytest.mark.parametrize(
    ("first", "second", "joint"),
    [
        ("■ 长安日报记者 李", "白|全媒体记者 杜甫", Joint.NEXT),
        ("■ 长安日报记者 李", "白/杜甫", Joint.NEXT),
        ("■ 长安日报记者 李", "、", Joint.NEXT),
        ("■ 长安日报记者 李白", "今年 1 月", Joint.PARAGRAPH),
    ],
)
def test_names_that_their_column_has_cut_go_on(first: str, second: str, joint: Joint) -> None:
    signed = [(first, 20.0, 20.0, SIZE), (second, 24.0, 34.0, SIZE)]
    rest = under(20, 51, *["……" + BODY[:8], *full(8)])
    assert follow(drawn(*signed, *rest), second) == joint


def test_each_bullet_begins_an_item() -> None:
    items = under(20, 250, "• 春江潮水连海平", "• 海上明月共潮生", "• 滟滟随波千万里")
    page = drawn(*INDENTED, *items, *REST)
    assert follow(page, "• 海上明月共潮生") == Joint.PARAGRAPH
    assert follow(page, "• 滟滟随波千万里") == Joint.PARAGRAPH


@pytest.mark.parametrize(
    ("last", "word", "joint"),
    [
        ("Orionhexa", "Group也宣布追", Joint.NEXT),  # had no room
        ("春江潮水海", "Group也宣布追", Joint.PARAGRAPH),  # had
        ("Orionhexa", "A也宣布追加投资了", Joint.PARAGRAPH),
    ],
)
def test_a_latin_word_needs_room_for_a_blank_too(last: str, word: str, joint: Joint) -> None:
    lines = [*INDENTED]
    lines[6] = (last, 20.0, lines[6][2], SIZE)
    lines[7] = (word, 20.0, lines[7][2], SIZE)
    page = drawn(*lines)
    row = page.lines.texts.index(last)
    page.lines.places.boxes[row, 2] = 120 - 30  # three sizes are free
    assert follow(page, word) == joint


def test_notes_that_are_counted_are_several() -> None:
    notes = under(
        20, BELOW, "1春江潮水连海平海上明。", "2海上明月共潮生滟滟随", "波千万里。", size=8.0
    )
    page = drawn(*INDENTED, *notes, *REST)
    assert follow(page, "2海上明月共潮生滟滟随") == Joint.PARAGRAPH
    assert follow(page, "波千万里。") == Joint.NEXT


def test_a_number_in_a_caption_is_no_note() -> None:
    notes = under(20, BELOW, "1春江潮水连海平海上明。", "3海上明月共潮生滟滟随", size=8.0)
    assert follow(drawn(*INDENTED, *notes, *REST), "3海上明月共潮生滟滟随") != Joint.PARAGRAPH


def test_a_few_names_tell_by_the_lines_of_the_page_how_far_apart_they_are() -> None:
    signed = [
        ("春江时报记者 杜甫", 40.0, 20.0, SIZE),
        ("全媒体记者 李白", 45.0, 36.0, SIZE),
        ("王维 孟浩然", 50.0, 51.0, SIZE),
    ]
    page = drawn(*signed, *under(20, 200, *["……" + BODY[:8], *full(8)]))
    assert follow(page, "全媒体记者 李白") == Joint.PARAGRAPH


def test_a_short_line_in_the_middle_below_another_at_the_head_is_another() -> None:
    head = under(20, 20, "春江花月夜张若虚", "…………海上")
    column = [(text, x, top + 90, size) for text, x, top, size in INDENTED]
    assert follow(drawn(*head, *column), "海上") == Joint.PARAGRAPH


@pytest.mark.parametrize(("beside", "joint"), [(False, Joint.PARAGRAPH), (True, Joint.NEXT)])
def test_a_column_is_no_wider_than_what_stands_beside_it(beside: bool, joint: Joint) -> None:
    wide = under(20, 20, *["……" + BODY[:18], *full(7, 0, 20)])
    short = under(20, BELOW, "江畔何人初见月江", "何年初照人")
    other = under(130, BELOW, *full(8, 3, 9)) if beside else []
    assert follow(drawn(*wide, *short, *other, *REST), "何年初照人") == joint
