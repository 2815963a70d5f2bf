"""A line of a text and what is judged of it."""

from __future__ import annotations

import numpy as np
import pytest

from cleaner.page.context import Line, Lines, lines_holding
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
