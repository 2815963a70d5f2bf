"""Columns whose lines are given in turn: put in order, and else noted and left as they are."""

from __future__ import annotations

from itertools import chain

import pytest

import cleaner
from cleaner.knowledge.lexicon import Lexicon
from cleaner.ledger.undoing import undo
from cleaner.page.interleaved import interleaved_gaps, interleaved_rows
from cleaner.text.document import Document

LEFT = (
    "昨天上午，全市召开水利建",
    "设大会，总结今年各项工",
    "作，部署明年任务。会议要",
    "求，各地要加强组织领导，",
    "明确责任，抓好工程质量，",
    "保证群众用水安全。市长在",
    "讲话中指出，水利是农业的",
    "命脉，要把这件大事办好办",
    "实，让农民得到实惠。",
)
RIGHT = (
    "本报讯 图书馆新馆昨日正",
    "式对外开放，市民代表参加",
    "了开馆仪式。新馆藏书超过",
    "三十万册，设有少年儿童阅",
    "览室和电子阅览室，全年免",
    "费服务读者。馆长介绍，今",
    "后还将举办各种讲座和展览",
    "活动，丰富市民的文化生",
    "活，欢迎大家前来。",
)
PAIRS = list(zip(LEFT, RIGHT, strict=True))
TURNS = list(chain.from_iterable(PAIRS))
ROWS = [" ".join(pair) for pair in PAIRS]


def notes(text: str) -> list[str]:
    """What of a text is noted to be in turn, where nothing is put in order."""
    entries = cleaner.read(text, skip=["rows.turns"]).ledger.entries
    return [entry.before for entry in entries if entry.rule == "rows.interleaved"]


@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize("lines", [TURNS, ROWS])
def test_interleaved(lines: list[str], between: str) -> None:
    text = between.join(lines) + "\n"
    (noted,) = notes(text)
    assert noted.count("\n") >= (len(lines) - 2) * len(between)


@pytest.mark.parametrize("lines", [LEFT + RIGHT, RIGHT, TURNS[:4], ROWS[:2], (), ("",)])
def test_in_order_or_too_little(lines: list[str]) -> None:
    document = Document("\n".join(lines))
    assert interleaved_rows(document, Lexicon.default()) == []
    assert not interleaved_gaps(document, Lexicon.default()).any()


def test_only_what_is_in_order_is_joined() -> None:
    text = "\n".join([*LEFT, "", *TURNS, "", *RIGHT]) + "\n"
    result = cleaner.read(text, skip=["rows.turns"])
    assert "".join(LEFT) in result.text and "".join(RIGHT) in result.text
    assert "\n".join(TURNS[2:-2]) in result.text
    assert cleaner.clean(result.text, skip=["rows.turns"]) == result.text
    assert undo(result.text, result.ledger.entries) == text
    assert len(notes(text)) == 1


@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize("lines", [TURNS, ROWS])
def test_put_in_order(lines: list[str], between: str) -> None:
    text = between.join(lines) + "\n"
    result = cleaner.read(text)
    assert result.text == "".join(LEFT) + "\n\n" + "".join(RIGHT) + "\n"
    assert undo(result.text, result.ledger.entries) == text
    assert cleaner.clean(result.text) == result.text
    assert "rows.interleaved" not in {entry.rule for entry in result.ledger.entries}


def test_headlines_do_not_move() -> None:
    story = "▢ 本报记者 张三\n\n本报讯 昨日，茶花节在西楼村开幕，茶花盛开，吸引了众多游客。\n\n茶花节昨日开幕\n"
    assert cleaner.clean(story).startswith("茶花节昨日开幕")
    assert not cleaner.clean("\n".join(TURNS) + "\n\f" + story).partition("\f")[2].startswith("茶")
