"""What is no prose: which stretches are told, and that nothing but what is safe is done there."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cleaner
from cleaner.protected.notations.guard import Guard
from cleaner.protected.notations.notation import KINDS, Notation, Safe
from cleaner.protected.notations.recognise import recognised
from cleaner.text.document import Document

FILE = Path(__file__).parent.parent / "fixtures" / "notations.toml"
TEXTS: list[dict[str, Any]] = tomllib.loads(FILE.read_text("utf-8"))["texts"]
NAMES = [f"{number}-{'-'.join(each['kinds']) or 'prose'}" for number, each in enumerate(TEXTS)]
PIECES = (
    "水利",
    "会议",
    ",",
    "，",
    ";",
    "\t",
    "|",
    "=",
    ": ",
    "- ",
    "{",
    "}",
    '"',
    "<p>",
    "</p>",
    "\n",
)


@pytest.mark.parametrize("case", TEXTS, ids=NAMES)
def test_stretches_are_told(case: dict[str, Any]) -> None:
    found = recognised(Document(case["text"]))
    assert list(dict.fromkeys(notation.kind for notation in found)) == case["kinds"]
    assert all(notation.kind in KINDS and notation.why for notation in found)


@pytest.mark.parametrize("case", TEXTS, ids=NAMES)
def test_no_more_than_what_is_safe_is_done(case: dict[str, Any]) -> None:
    once = cleaner.clean(case["text"])
    assert once == case.get("want", case["text"])
    assert cleaner.clean(once) == once


def test_invisible_characters_go_everywhere() -> None:
    assert cleaner.clean("编号,品名\n1,茶\u200b叶\n2,笋干\n") == "编号,品名\n1,茶叶\n2,笋干\n"


def test_words_are_converted_where_that_is_asked_for() -> None:
    assert (
        cleaner.clean("编号,品名\n1,茶叶\n2,体会\n", script="tw") == "編號,品名\n1,茶葉\n2,體會\n"
    )


def test_lines_beside_a_stretch_are_not_joined_with_it() -> None:
    page = "昨日上午，全市召开水利建\n设大会，部署了明年的工作，\n要求各地抓紧施工，确保质\n量。\n"
    table = "镇,户数\n城东,1200\n城西,980\n"
    cleaned = cleaner.clean(page + "\n" + table)
    assert cleaned.endswith("\n" + table)
    assert "水利建设大会" in cleaned


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_stretches_are_whole_lines_and_apart(text: str) -> None:
    found = recognised(Document(text))
    place = -1
    for notation in found:
        assert place < notation.start <= notation.end <= len(text)
        assert notation.start == 0 or text[notation.start - 1] == "\n"
        assert notation.end == len(text) or text[notation.end] == "\n"
        spans = [place for span in notation.fields for place in span]
        assert spans == sorted(spans) and all(notation.start <= p <= notation.end for p in spans)
        place = notation.end


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_twice_is_once(text: str) -> None:
    once = cleaner.clean(text)
    assert cleaner.clean(once) == once


def test_the_view_keeps_places_and_line_ends() -> None:
    text = "一段话。\n甲,1\n乙,2\n又一段。\n"
    guard = Guard((Notation(5, 12, "table", "", Safe.NOTHING),))
    assert guard.view(Document(text)).text == "一段话。\n   \n   \n又一段。\n"


def test_blanks_that_stand_for_lost_characters_stay_and_are_noted() -> None:
    text = "查該處向有義學，其制度與他處殊異，諸生皆貧寒之 ，束脩俱免 ，聞者莫不稱善焉。\n"
    result = cleaner.read(text)
    assert result.text == text
    noted = [entry for entry in result.ledger.entries if entry.rule == "spaces.mark"]
    assert [entry.safety for entry in noted] == ["note", "note"]


COLUMN = """
老人告诉我，他年轻的时候
就在河边撑船。你们看，对
岸的那棵树还在，他说。船
是自己打的，桐油刷了三遍
，用了二十年也没有漏过。

我问他想不想回去看看。他摇摇
头，说你不懂，桥修好以后，就
没有人坐船了。孩子们都进了城
，逢年过节才回来，他一个人也
惯了。

那天我在村里住了一夜，听了一夜的
水声。第二天一早，他送我到桥头，
说下回来，我还撑船接你。我说好，
心里却知道，你那条船早就烂在河滩
上了。
"""


@pytest.mark.parametrize("sign", [">>>14 版", ">> A02", "> 下转第三版", "详见 >>> 6 版"])
def test_columns_of_a_newspaper_are_prose(sign: str) -> None:
    assert not recognised(Document(COLUMN))
    assert not recognised(Document(f"渡口往事\n{sign}\n\n新桥通车\n{sign}\n{COLUMN}"))


def test_a_mail_that_quotes_a_mail_is_one() -> None:
    text = "同意。\n\n> 下周三开会，请准备材料。\n>> 时间定了吗？\n>> 地点呢？\n> 在三楼。\n"
    assert [each.kind for each in recognised(Document(text))] == ["mail"]
