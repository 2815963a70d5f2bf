"""The table of characters that look or sound alike, and names found by all but one character."""

from __future__ import annotations

import pytest

from cleaner.knowledge.lookalikes import lookalikes, near_corners, syllable
from cleaner.names.near import Near, NearFinder
from cleaner.text.characters import code_points


@pytest.mark.parametrize(("one", "other"), ["未末", "乌鸟", "锐说", "鳥烏", "已己"])
def test_characters_that_look_alike(one: str, other: str) -> None:
    table = lookalikes()
    assert table.look(one, other) == table.look(other, one) > 0.6
    assert other in [each for each, _ in table.like(one)]


def test_the_likest_come_first_and_none_is_unlike() -> None:
    likeness = [how for _, how in lookalikes().like("学")]
    assert len(likeness) >= 20 and likeness == sorted(likeness, reverse=True) and likeness[-1] > 0


@pytest.mark.parametrize(("one", "other"), ["大小", "中文", "龘一", "A中"])
def test_characters_that_do_not(one: str, other: str) -> None:
    assert lookalikes().look(one, other) == 0


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("桂", "贵", True),
        ("章", "张", True),
        ("李", "倪", True),
        ("王", "黄", False),
        ("A", "啊", False),
    ],
)
def test_characters_that_sound_alike(one: str, other: str, alike: bool) -> None:
    assert lookalikes().sound(one, other) is alike


@pytest.mark.parametrize(("one", "other"), [("zhang", "zan"), ("ning", "lin"), ("hu", "fu")])
def test_near_sounds_are_one(one: str, other: str) -> None:
    assert syllable(one) == syllable(other)


def test_names_but_for_one_character() -> None:
    finder = NearFinder(["朱重烈", "欧阳修远", "王健"])
    text = "末重烈、朱重烈、欧阳休远和玉健"
    assert sorted(finder.near(code_points(text))) == [Near(0, "朱重烈", 0), Near(8, "欧阳修远", 10)]
    assert not list(finder.near(code_points("烈")))


def test_any_two_pictures_can_be_compared() -> None:
    compare = lookalikes().resemblance
    assert compare("未", "末") == compare("末", "未") > 0.9
    assert compare("未", "未") == pytest.approx(1)
    assert compare("的", "新") < 0.2
    assert compare("未", "A") == 0


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [("烈", "孤", True), ("平", "耳", True), ("的", "新", False), ("烈", "A", False)],
)
def test_four_corners(one: str, other: str, near: bool) -> None:
    assert near_corners(one, other) is near
