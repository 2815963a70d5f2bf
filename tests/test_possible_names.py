"""What may be a name is not misread: told by its characters, though nothing beside it tells."""

from __future__ import annotations

import pytest

import cleaner
from cleaner.knowledge.language import shipped
from cleaner.names.possible import may_be_named
from cleaner.text.characters import code_points

NAMES = ["于净", "若斯潘", "王能标", "往云峰", "石婧雯", "王申国", "布莱思", "贤家庄", "干坝村"]
SENTENCES = [
    "{}也来了。",
    "据{}回忆，当年不是这样。",
    "这件事是{}告诉我的。",
    "我们到了{}，天已经黑了。",
]


@pytest.mark.parametrize("name", NAMES)
def test_names_stay_whatever_stands_beside_them(name: str) -> None:
    text = "".join(f"　　{sentence.format(name)}\n" for sentence in SENTENCES)
    assert cleaner.clean(text, profile="ocr", indent="keep") == text


@pytest.mark.parametrize(
    ("text", "place", "right", "named"),
    [
        ("两车发生碰拴，无人受伤。", 5, "撞", False),
        ("昨天下午，石婧雯在村口等了很久。", 6, "晴", True),
        ("听说布莱思今年又搬了家。", 4, "恩", True),
        ("会议由干坝村主持，下午结束。", 3, "于", True),
        ("全国人民代表大会常务委员会委员长会仪。", 17, "议", False),
    ],
)
def test_names_and_words_are_scored(text: str, place: int, right: str, named: bool) -> None:
    assert may_be_named(code_points(text), place, right, shipped()) is named


TWINS = [
    ("今曰天气晴朗，大家都很高兴。", "今日天气晴朗，大家都很高兴。"),
    ("他己经完成了任务。", "他已经完成了任务。"),
    ("截止目前，尚末发现问题。", "截止目前，尚未发现问题。"),
    ("三干多人参加了活动。", "三千多人参加了活动。"),
    ("今夭是他的生日。", "今天是他的生日。"),
    ("我聽慬了老師說的話。", "我聽懂了老師說的話。"),
]


@pytest.mark.parametrize(("read", "right"), TWINS)
def test_characters_that_differ_by_a_stroke_are_told_by_the_words(read: str, right: str) -> None:
    assert cleaner.clean(read + "\n", profile="ocr", only=["misreadings"]) == right + "\n"
    assert cleaner.clean(right + "\n", profile="ocr", only=["misreadings"]) == right + "\n"
