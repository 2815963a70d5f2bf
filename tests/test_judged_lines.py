"""A line of a text and what is judged of it."""

from __future__ import annotations

import numpy as np
import pytest

import cleaner
from cleaner.page.context import Line, Lines, lines_holding
from cleaner.stages.marks.turned import FAR
from cleaner.text.document import Document


def test_a_page_break_ends_a_line_around_places_only() -> None:
    lines = Lines.of(Document("甲乙\f丙丁\n戊己"))
    assert [line.text for line in lines.around(np.array([1, 4, 6]))] == ["甲乙", "丙丁", "戊己"]
    assert [lines.at(place).text for place in (1, 4, 6)] == ["甲乙\f丙丁", "甲乙\f丙丁", "戊己"]
    assert lines.at(6) is lines.at(7)


def test_each_line_that_holds_a_place_comes_once() -> None:
    found = list(lines_holding("一二\n三四\n五六", [0, 1, 6]))
    assert found == [(0, "一二"), (6, "五六")]


@pytest.mark.parametrize(
    ("text", "judged"),
    [
        (
            "会议听取了汇报，讨论了计划。",
            {"chinese", "running", "prose", "ended", "solid", "sentence"},
        ),
        ("会议听取了汇报，讨论了计划", {"chinese", "running", "prose", "solid"}),
        ("全市农村工作会议召开", {"chinese", "prose"}),
        ("通知", {"chinese"}),
        ("全 市 农 村 工 作 会 议，召 开。", {"chinese", "running", "prose", "ended", "spread"}),
        ("条例を可決した、そして終わった。", {"ended"}),
        ("x = '红糖，白糖'; // 注释，好的。", {"ended"}),
        ("于____年，签字。", {"chinese", "running", "prose", "ended", "has_blanks_to_fill"}),
        ("No Han here.", set()),
    ],
)
def test_what_is_judged(text: str, judged: set[str]) -> None:
    line = Line(0, text)
    names = (
        "chinese", "running", "prose", "ended", "solid", "sentence", "spread", "has_blanks_to_fill",
    )  # fmt: skip
    assert {name for name in names if getattr(line, name)} == judged


def test_lines_with_the_same_text_are_judged_once_and_stand_apart() -> None:
    lines = Lines.of(Document("会议听取了汇报。\n通知\n会议听取了汇报。"))
    first, second = lines.at(0), lines.at(12)
    assert (first.start, second.start) == (0, 12) and first is not second
    assert first.running and second.told is first.told and second.told["running"]
    assert "running" not in lines.at(9).told and not lines.at(9).running


def test_lines_at_places_in_any_order() -> None:
    lines = Lines.of(Document("一二\n三四\n五六"))
    asked = [lines.at(place).text for place in (0, 2, 3, 8, 5, 1, 6)]
    assert asked == ["一二", "一二", "三四", "五六", "三四", "一二", "五六"]
    assert lines.around(np.array([], np.int64)) == []


@pytest.mark.parametrize("above", [True, False])
def test_an_open_quotation_is_seen_past_so_many_lines_with_turned_quotes(above: bool) -> None:
    turned, opened = "他强调：”要不忘初心。“随后离开了会场。\n", "他说：“会议开始了。\n"
    text = opened + 30 * turned if above else 30 * turned + "会后他说：“去吧。\n"
    made = cleaner.read(text, lines="source", only=("marks.turned-quotes",)).text
    assert made.count("”要不忘") == FAR and made.count("“要不忘") == 30 - FAR
