"""A few lines that a column has cut, between headlines, labels and short lines of all kinds."""

import pytest

import cleaner
from cleaner.knowledge.lexicon import Lexicon
from cleaner.page.layout import Lines
from cleaner.text.document import Document
from cleaner.wraps.hard_wrapped import hard_wrapped_gaps

ARTICLE = (
    "今晨，随着一声清脆的铃响，江城地铁六号线首班列车从东湖站准时开出，标志着六号线正式投入运营。",
    "“等了五年，终于不用挤公交了。”家住南湖的李先生说，从南湖到市中心要一个多小时，现在只要半个小时。",
    "据介绍，六号线共设车站二十七座，早高峰时每三分钟一班，票价两元起步，老人和学生半价。",
)
WIDTH = 24
PAGE = """\
首页>新闻中心>正文
江城地铁开通
首班车今晨发出
{}
市民出行更方便
{}
票价两元起步
{}
（责编：王蕾）
上一篇：全市中小学开学
下一篇：长江水位回落
"""


def wrapped(paragraph: str) -> str:
    return "\n".join(paragraph[at : at + WIDTH] for at in range(0, len(paragraph), WIDTH))


PRINTED = PAGE.format(*map(wrapped, ARTICLE))


def test_the_cut_lines_are_joined_and_no_others() -> None:
    lines = [line for line in cleaner.clean(PRINTED).split("\n") if line]
    assert lines == PAGE.format(*ARTICLE).splitlines()


def gaps(text: str) -> list[str] | None:
    """The lines short of the edge, of a text that is cut; None of one that is not."""
    found = hard_wrapped_gaps(lines := Lines.of(Document(text)), Lexicon.default())
    if found is None:
        return None
    return [lines.text(line) for line in found.short.nonzero()[0].tolist()]


def test_what_is_short_of_the_edge() -> None:
    short = gaps(PRINTED)
    assert short is not None
    assert {"首班车今晨发出", "（责编：王蕾）", "上一篇：全市中小学开学"} <= {*short}
    assert not any(len(line) >= WIDTH for line in short)


def test_an_indent_counts_as_a_part_of_the_line() -> None:
    indented = PRINTED.replace("今晨，随着一声清脆的铃响，江", "　　今晨，随着一声清脆的铃")
    assert not any("今晨" in line for line in gaps(indented) or ["今晨"] if "首班" not in line)


@pytest.mark.parametrize(
    "text",
    [
        PAGE.format(ARTICLE[0], ARTICLE[1], wrapped(ARTICLE[2])),  # two cut lines
        PAGE.format("今日出发。", "明日到达，后日返回。", "一路平安。"),  # none
        "\n".join([wrapped(ARTICLE[0]), *["春风，拂柳絮，", "细雨，润花枝，"] * 3, ARTICLE[2]]),
    ],
)
def test_texts_that_are_not_cut(text: str) -> None:
    assert gaps(text) is None


def test_without_words_across_the_ends_nothing_is_told() -> None:
    rows = "红茶，绿茶，花茶，清茶，砖茶，新茶，陈茶，春茶，\n" * 4
    assert gaps(PAGE.format(rows + "都有。", "好。", "好。")) is None
