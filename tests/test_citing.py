"""Articles with what is asked for to cite them, and where their parts stand."""

import json

import pytest

from cleaner.output import render
from cleaner.pipeline import run
from cleaner.stories.citing import author_of, date_of, place_of
from cleaner.text.document import Source

PAGE = (
    "茶花节昨日开幕\n\n▢ 本报记者 张三 通讯员 李四\n\n本报讯 昨日,茶花节在西楼村开幕,茶花盛开，吸引了众多游客。\n\n"
    "新桥今日通车\n\n▢ 本报记者 王五\n\n新华社北京12月1日电 新桥今日通车，两岸居民出行更加方便。\n"
)


@pytest.mark.parametrize(
    ("byline", "author"),
    [
        ("（半農）", "半農"), ("半農", "半農"), ("孫玉聲著", "孫玉聲"), ("（樂山自蘇州寄）", "樂山"), ("半農）", "半農"),
        ("（癡）", "癡"), ("▢ 本报记者 张三 通讯员 李四", "张三、李四"), ("本报记者 王五 文/图", "王五"),
        ("孫玉聲著禁止轉載", "孫玉聲"), ("新华社", None), ("本报记者", None), ("（十二）", None), ("（續）", None),
        ("", None),
    ],
)  # fmt: skip
def test_names_in_a_byline(byline: str, author: str | None) -> None:
    assert author_of([byline]) == author


@pytest.mark.parametrize(
    ("paragraph", "place", "date"),
    [
        ("（羅馬廿日合衆電）外相昨日返抵、", "羅馬", "廿日"), ("新华社广州3月12日电 记者", "广州", "3月12日"),
        ("本報天津五日專電、", "天津", "五日"), ("本报讯 昨日", None, None), ("三十日由甬來杭、", None, None),
        ("他说12月3日打电话来。", None, None), ("", None, None),
    ],
)  # fmt: skip
def test_where_and_when_it_was_filed(paragraph: str, place: str | None, date: str | None) -> None:
    assert (place_of([], [paragraph]), date_of([paragraph])) == (place, date)


def test_where_a_byline_says_it_is_from() -> None:
    assert place_of(["（樂山自蘇州寄）"], ["吳中近日多雨、"]) == "蘇州"
    assert place_of([], []) is None


def test_an_article_a_line() -> None:
    lines = [*map(json.loads, render(run(Source.from_text(PAGE)), "articles").splitlines())]
    first, second = lines
    assert list(first) == [
        "title", "kicker", "deck", "author", "place", "date", "page", "source", "start", "end",
        "paragraphs",
    ]  # fmt: skip
    assert (first["title"], first["author"], first["place"]) == (
        "茶花节昨日开幕",
        "张三、李四",
        None,
    )
    assert (second["place"], second["date"], second["page"]) == ("北京", "12月1日", None)
    assert PAGE[second["start"] : second["end"]] == PAGE[PAGE.index("新桥") :].rstrip("\n")


def test_the_parts_of_an_article_stand_in_the_source() -> None:
    value = json.loads(render(run(Source.from_text(PAGE)), "json"))
    parts = value["articles"][0]["parts"]
    assert [part["kind"] for part in parts] == ["headline", "byline", "paragraph"]
    texts = [PAGE[part["start"] : part["end"]] for part in parts]
    assert texts[0] == "茶花节昨日开幕"
    assert texts[2].startswith("本报讯 昨日,")
    assert texts[2].endswith("游客。")


def test_the_parts_of_a_moved_headline_stand_where_it_was() -> None:
    text = "▢ 本报记者 张三\n\n本报讯 昨日，茶花节在西楼村开幕，茶花盛开，吸引了众多游客。\n\n茶花节昨日开幕\n"
    result = run(Source.from_text(text))
    assert result.text.startswith("茶花节昨日开幕")
    part = json.loads(render(result, "json"))["articles"][0]["parts"][0]
    assert text[part["start"] : part["end"]] == "茶花节昨日开幕"
