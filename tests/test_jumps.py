"""Articles that go on at another page are brought together, where it is asked for and sure."""

from __future__ import annotations

import json
from typing import Any

import pytest

from cleaner.config import Settings
from cleaner.output import render
from cleaner.page import patterns
from cleaner.pipeline import run
from cleaner.stories.jumps import Half, brought_together, continued
from cleaner.text.document import Source

FIRST = (
    "茶花节昨日开幕\n\n本报记者 张三\n\n本报讯 昨日，茶花节在西楼村开幕，茶花盛开，吸引了众多游客。茶农说，今年的\n\n（下转第二版）\n\n"
    "新桥今日通车\n\n本报记者 王五\n\n本报讯 新桥今日通车，两岸居民出行更加方便。建设者用了三年时间。\n\n（下转第三版）\n"
)
SECOND = (
    "新桥今日通车\n\n（上接第一版）\n\n据了解，新桥全长两公里，通车后两岸居民不必再等渡船。\n\n"
    "茶花节昨日开幕\n\n（上接第一版）\n\n茶花比去年早开了十天，茶农忙着接待游客。\n\n"
    "图书馆新馆开放\n\n本报记者 李四\n\n本报讯 市图书馆新馆昨日开放，馆藏书籍三十万册。\n"
)


def rows(text: str, to: str = "joined") -> list[dict[str, Any]]:
    result = run(Source.from_text(text), Settings(only=("articles",)))
    return [*map(json.loads, render(result, to).splitlines())]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("（下转第二版）", (patterns.TO, "第二版")), ("▶上接A1版", (patterns.FROM, "A1版")),
        ("(紧转第八版)", (patterns.TO, "第八版")), ("（紧接第1版）", (patterns.FROM, "第1版")),
        ("（下轉 第 3 版）", (patterns.TO, "第3版")), ("（接第一版）", (patterns.FROM, "第一版")),
        ("（下接第四版）", (patterns.TO, "第四版")), ("第二版", None), ("他下转第二版了。", None), ("", None),
    ],
)  # fmt: skip
def test_what_a_jump_line_says(line: str, found: tuple[str, str] | None) -> None:
    assert patterns.jump_of(line) == found


def test_halves_are_brought_together_over_pages() -> None:
    found = rows(FIRST + "\f" + SECOND)
    assert [row["title"] for row in found] == ["茶花节昨日开幕", "新桥今日通车", "图书馆新馆开放"]
    assert found[0]["paragraphs"][-1].endswith(
        "茶农说，今年的茶花比去年早开了十天，茶农忙着接待游客。"
    )
    assert found[1]["paragraphs"][-1].startswith("据了解，新桥全长两公里")
    text = FIRST + "\f" + SECOND
    place = found[0]["continued"][0]
    assert text[place["start"] : place["end"]].startswith("茶花节昨日开幕\n\n（上接第一版）")
    assert found[2]["continued"] == []


def test_without_being_asked_they_stay_apart() -> None:
    assert len(rows(FIRST + "\f" + SECOND, "articles")) == 5


def test_a_half_that_is_like_two_others_is_left() -> None:
    twice = SECOND + "\n" + SECOND.partition("图书馆")[0]
    assert not any(row["continued"] for row in rows(FIRST + "\f" + twice))


def test_a_half_that_comes_before_or_names_the_same_page_is_left() -> None:
    assert not any(row["continued"] for row in rows(SECOND + "\f" + FIRST))
    same = [Half.of(["（下转第二版）"], ["茶花节"]), Half.of(["（上接第二版）"], ["茶花节"])]
    assert continued(same) == {}


def test_an_article_goes_on_twice() -> None:
    halves = [
        Half.of(["（下转第二版）"], ["茶花节昨日在西楼村开幕"]),
        None,
        Half.of(["（上接第一版）", "（下转第三版）"], ["茶花节在西楼村"]),
        Half.of(["（上接第二版）"], ["西楼村茶花盛开茶花节"]),
        Half.of(["（上接第一版）"], ["新桥今日通车"]),
    ]
    assert continued(halves) == {0: 2, 2: 3}


def test_only_a_paragraph_that_is_cut_is_made_whole() -> None:
    assert brought_together(["甲。", "乙的"], ["丙。", "丁。"]) == ["甲。", "乙的丙。", "丁。"]
    assert brought_together(["甲。"], ["乙。"]) == ["甲。", "乙。"]
    assert brought_together([], ["乙。"]) == ["乙。"]
    assert brought_together(["甲"], []) == ["甲"]


def test_many_halves_cost_little() -> None:
    halves = [
        Half.of([f"（{verb}第{n % 9 + 1}版）"], ["茶花节"])
        for n in range(3000)
        for verb in ("下转", "上接")
    ]
    assert continued(halves) == {}
