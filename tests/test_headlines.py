"""Whose a headline is where headlines stand apart from their stories, and which of them may be moved."""

from __future__ import annotations

import pytest

from cleaner.config import Settings
from cleaner.pipeline import Result, run
from cleaner.stories.bodies import Page, Run
from cleaner.stories.evidence import holds_together
from cleaner.stories.groups import Group
from cleaner.stories.overlap import BigramOverlap
from cleaner.stories.roles import Block
from cleaner.text.document import Document, Source

STORIES = {
    "南山茶园开门迎客": "本报讯 昨日，南山茶园迎来今年第一批游客，园里的采茶姑娘教大家采茶、制茶。茶园负责人说，预约已经排到下个月。",
    "旧码头改成书店": "本报讯 昨日，停用多年的旧码头改成的书店开门营业，当天有上千名读者前来。书店里辟出两间仓库做展览。",
    "渔村孩子学会吹笛": "本报讯 昨日，渔村小学举行音乐会，二十名孩子学会吹笛后第一次登台。校长说，笛子都是退休工人捐赠的。",
    "雪路救援一夜未停": "本报讯 前日，山口公路积雪成灾，交警连夜在雪路救援被困的车辆，一夜未停。到今天早晨，公路已经通行。",
}  # fmt: skip


def page(heads: list[str]) -> str:
    return "\n\n".join([*heads, *STORIES.values()]) + "\n"


def cleaned(text: str) -> Result:
    return run(Source.from_text(text), Settings(only=("articles",)))


def moved(text: str) -> dict[str, bool]:
    """The headline lines that a fix moves, and whether it is applied."""
    return {
        entry.before.strip(): entry.applied
        for entry in cleaned(text).ledger.entries
        if entry.rule == "articles.headline" and entry.before.strip()
    }


def heads(text: str) -> list[str]:
    """All heading lines of each article, together."""
    articles = cleaned(text).articles
    return ["".join([*each.kicker, each.headline or "", *each.deck]) for each in articles]


def test_headlines_in_a_list_go_to_their_stories_in_order() -> None:
    assert heads(page(list(STORIES))) == list(STORIES)
    assert set(moved(page(list(STORIES))).values()) == {True}


def test_a_headline_broken_in_two_stays_in_one_piece() -> None:
    lines = ["南山茶园开门迎客", "旧码头改成书店", "渔村孩子", "学会吹笛", "雪路救援一夜未停"]
    assert heads(page(lines)) == list(STORIES)
    halves = {line: done for line, done in moved(page(lines)).items() if line in lines[2:4]}
    assert not any(halves.values())


def test_a_headline_that_shares_no_words_stands_where_the_order_has_it() -> None:
    lines = ["南山茶园开门迎客", "一个迟到的约定", "渔村孩子学会吹笛", "雪路救援一夜未停"]
    assert heads(page(lines))[1] == "一个迟到的约定"
    assert not moved(page(lines)).get("一个迟到的约定", False)


def test_lines_of_two_stories_in_one_group_are_not_moved() -> None:
    lines = ["南山茶园开门迎客", "旧码头改成书店", "——二十名孩子学会吹笛", "雪路救援一夜未停"]
    assert not moved(page(lines)).get("——二十名孩子学会吹笛", False)


def test_a_headline_of_a_story_inside_another_one_is_not_moved() -> None:
    inside = "海边的渔民学校今年办了十年。学校里的木船，都由渔民自己修好，学员来自附近五个渔村。"
    text = page(
        [
            "南山茶园开门迎客",
            "旧码头改成书店",
            "渔民学校办了十年",
            "渔村孩子学会吹笛",
            "雪路救援一夜未停",
        ]
    )
    text = text.replace(STORIES["渔村孩子学会吹笛"], inside + "\n\n" + STORIES["渔村孩子学会吹笛"])
    assert not moved(text).get("渔民学校办了十年", False)


@pytest.mark.parametrize(
    ("chances", "overlaps", "leads", "held"),
    [
        ([0.9, 0.1], [[0.6, 0.0], [0.5, 0.0]], [[0.5, 0.0], [0.2, 0.0]], True),
        ([0.9, 0.1], [[0.6, 0.0], [0.1, 0.5]], [[0.5, 0.0], [0.2, 0.0]], False),  # of another story
        ([0.9, 0.1], [[0.6, 0.0], [0.0, 0.0]], [[0.5, 0.0], [0.0, 0.0]], False),  # of none, at last
        ([0.1, 0.9], [[0.0, 0.0], [0.6, 0.0]], [[0.0, 0.0], [0.5, 0.0]], True),  # a kicker may be
        ([0.1, 0.9], [[0.6, 0.0], [0.6, 0.0]], [[0.5, 0.0], [0.0, 0.0]], False),  # begins elsewhere
        ([0.9, 0.9], [[0.6, 0.0], [0.6, 0.0]], [[0.5, 0.0], [0.5, 0.0]], False),  # two headlines
    ],
)
def test_all_lines_of_a_headline_are_of_its_story(
    chances: list[float], overlaps: list[list[float]], leads: list[list[float]], held: bool
) -> None:
    blocks = [
        Block(2 * at, 2 * at + 1, "headline", headline=each) for at, each in enumerate(chances)
    ]
    group = Group([0, 1], Run([0, 1], -1), 0, line_overlaps=overlaps, line_leads=leads)
    assert holds_together(Page(Document("甲\n乙"), blocks), [group], 0) is held


def test_the_bigrams_of_each_block_are_its_own() -> None:
    document = Document("春江潮水连海平\n海上明月共潮生\n江流宛转绕芳甸\n")
    overlap = BigramOverlap(document, [0, 2])
    for number in (0, 1, 2):
        assert overlap.of(number).tolist() == overlap.bigrams[overlap.owners == number].tolist()
    assert len(overlap.of(0)) == 6 and not len(overlap.of(-1))
