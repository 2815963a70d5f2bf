"""Texts of one width, and the tables and code in them."""

from __future__ import annotations

import numpy as np
import pytest

import cleaner
from cleaner.page.layout import Lines
from cleaner.text.document import Document
from cleaner.wraps.books import fixed_width
from cleaner.wraps.gaps import Gaps
from cleaner.wraps.tables import rows

PARAGRAPHS = (
    "入秋以后，镇上的人都到河滩上去收芦苇。芦苇要晒三天，再用石碾子压平，才能编成席子。老人们说，从前的席子能铺二十年，如今的却铺不了三年。",
    "渡口的船是公家的，撑船的老周却说那是他的。每天清早，他把船从柳树下解开，先舀干净舱里的水，然后坐在船头抽一袋烟，等第一个过河的人来。",
    "河对岸有一座砖窑，窑工多半是外乡人。他们住在窑后的草棚里，晚上点一盏马灯，围着灯打牌，声音大得河这边都听得见，直到镇上的更夫敲过三更。",
)  # fmt: skip
TABLE = "班级 人数 平均分\n三一班 45 96.5\n三二班 44 95.8\n三三班 46 97.1\n"
VERSE = "月亮走，我也走，\n走到村头大桥头。"


def wrapped(paragraph: str, width: int = 22) -> str:
    """`paragraph` with an indent, cut every `width` characters; marks hang over the edge."""
    lines, line = [], "　　"
    for character in paragraph:
        if len(line) >= width and character not in "，。、":
            lines.append(line)
            line = ""
        line += character
    return "\n".join([*lines, line])


BOOK = "\n".join(["第一章 渡口", "", *map(wrapped, PARAGRAPHS), *map(wrapped, PARAGRAPHS)])


@pytest.mark.parametrize("profile", ["book", "newspaper"])
def test_a_book_of_one_width_is_read(profile: str) -> None:
    lines = [line.strip() for line in cleaner.clean(BOOK, profile=profile).split("\n")]
    assert [line for line in lines if line] == ["第一章 渡口", *PARAGRAPHS, *PARAGRAPHS]


def test_the_width_is_that_of_the_lines() -> None:
    assert fixed_width(Gaps(Lines.of(Document(BOOK)))) == 44


def test_a_text_without_one_width_has_none() -> None:
    ragged = "\n".join(
        wrapped(text, width) for text, width in zip(PARAGRAPHS * 2, range(19, 31, 2), strict=True)
    )
    assert fixed_width(Gaps(Lines.of(Document(ragged)))) is None


def test_verses_in_a_book_stay_lines() -> None:
    text = "\n".join([BOOK, VERSE, wrapped(PARAGRAPHS[0])])
    assert {*VERSE.split("\n")} <= {*cleaner.clean(text, profile="book").split("\n")}


def test_a_table_in_a_wrapped_page_keeps_its_rows() -> None:
    text = "\n".join([BOOK, TABLE, wrapped(PARAGRAPHS[1])])
    assert TABLE in cleaner.clean(text)


@pytest.mark.parametrize(
    "line",
    ["三一班 45 96.5", "陈明    编辑    2014", "| 早稻 | 420 |", "for (i = 0; i < 9; i++) {"],
)
def test_rows(line: str) -> None:
    assert rows(Lines(Document(line))).all()


@pytest.mark.parametrize(
    "line",
    ["小区建成于 1996 年，共有住宅 18 幢", "今年 3 月 12 日上午", "本 报 讯   昨 日 上 午"],
)
def test_running_text_is_no_row(line: str) -> None:
    assert not np.any(rows(Lines(Document(line))))
