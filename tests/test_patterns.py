"""What a line is, told by its wording."""

from __future__ import annotations

import re

import pytest

from cleaner.page.patterns import BYLINE, MASTHEAD, STAFF, kind_of
from cleaner.text.regex import HAN, LineRegex


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("2020年7月7日 星期日 第3版", MASTHEAD),
        ("二〇二〇年七月七日 星期日", MASTHEAD),
        ("今日八版 二〇二〇年七月七日　星期日", MASTHEAD),
        ("二〇二@〇年七月七日 星期日", MASTHEAD),  # as an OCR read it
        ("二〇二〇年七月七日星期日在本市召开", ""),
        ("大会在一九九八年七月七日 星期日召开", ""),
        ("二〇二〇年七月七日，星期日，晴。", ""),
    ],
)
def test_dates_of_an_issue(line: str, kind: str) -> None:
    assert kind_of(line) == kind


@pytest.mark.parametrize(
    "line",
    ["责编/毛军　编审/赵明　校对/石慧", "美编/毛钧”编审/赵雨明 ”校对/石慧"],  # blanks misread
)
def test_lines_of_editors(line: str) -> None:
    assert kind_of(line) == STAFF


@pytest.mark.parametrize(
    "line", ["本报记者 张三", "本报记者 ヒロシ", "本报记者 é李", "记者１２", "文/李〇", "记者_张"]
)
def test_lines_with_other_letters_are_told_by_the_pattern_as_it_is(line: str) -> None:
    pattern = LineRegex(rf"(?:本报)?记者[ ]?{HAN}{{2,3}}|文/{HAN}{{1,3}}")
    exact = re.compile(rf"(?:本报)?记者[ ]?{HAN}{{2,3}}|文/{HAN}{{1,3}}")
    assert bool(pattern.fullmatch(line)) is bool(exact.fullmatch(line))


@pytest.mark.parametrize(
    "line",
    [
        "记者 | 张三", "记者｜张三", "全媒体记者 丨 张三 李四", "通訊員 | 張三", "摄影 | 张三", "记者裘国帆", "本报记者裘国帆",
        "記者諶國帆", "记者欧阳国忠", "本報記者司馬光", "特约记者阚国帆 通讯员张三",
    ],
)  # fmt: skip
def test_bylines_with_a_bar_or_a_rare_surname(line: str) -> None:
    assert kind_of(line) == BYLINE


def test_editors_with_a_bar() -> None:
    assert kind_of("编辑 | 张三") == STAFF
    assert kind_of("校对｜张三") == STAFF


@pytest.mark.parametrize(
    "line",
    [
        "记者俱乐部", "记者丛书", "记者招待会", "记者储备库", "记者虞美", "姓名 | 年龄", "城市 | 记者", "记者 | 31",
        "记者 | 编辑 | 校对",
    ],
)  # fmt: skip
def test_lines_that_only_look_like_a_byline(line: str) -> None:
    assert kind_of(line) == ""


@pytest.mark.parametrize(
    "line",
    [
        "本报记者周民曹丽霖", "全媒体记者汪振全媒体记者喻之佳徐晨永", "记者李明王小芳通讯员赵立", "本報記者陳光林志明",
        "通讯员欧阳国忠刘春", "◆首席记者孙洁通讯员何小勇郑一飞", "晚报记者丁宁/全媒体记者高嘉天江丽慧",
        "○全媒体记者 汪振 全媒体记者喻之佳徐晨永",
    ],
)  # fmt: skip
def test_bylines_whose_blanks_are_lost(line: str) -> None:
    assert kind_of(line) == BYLINE


@pytest.mark.parametrize(
    "line",
    [
        "记者走访农贸市场见闻", "记者万里行走进黄河", "记者马上出发", "记者高原采访手记", "通讯员江边救人受表彰",
        "记者方言对话老艺人", "记者石油工人齐上阵", "本报记者寻访老街", "通讯员队伍建设经验", "记者金秋走基层",
    ],
)  # fmt: skip
def test_headlines_about_reporters_are_no_bylines(line: str) -> None:
    assert kind_of(line) == ""


@pytest.mark.parametrize(
    "line", ["全媒体记者李明" * 12 + "来自一线", "本报记者李明张报记者王强" * 6 + "来自一线"]
)
def test_lines_of_many_reporters_are_told_at_once(line: str) -> None:
    assert kind_of(line) == ""  # every way to share their characters out among names took hours
