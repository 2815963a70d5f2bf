"""What speaks for a name that is nearly spelt, against the words that may stand there."""

from __future__ import annotations

import pytest

from cleaner.knowledge.language import shipped
from cleaner.names.near import Near
from cleaner.names.weighing import given_stands_alone, lead
from cleaner.text.document import Document

NAME = "林小平"


def near(text: str, odd: int, name: str = NAME) -> Near:
    """The name begins where the text has its place `odd` less."""
    return Near(text.index("#"), name, text.index("#") + odd)


def led(text: str, odd: int) -> float:
    where = near(text, odd)
    return lead(Document(text.replace("#", "")), where, shipped())


def test_a_name_that_the_text_has_leads_more_than_one_it_has_not() -> None:
    alone = "大家学习#林水平的发言，并且讨论了一天。"
    assert led(alone + NAME + "说得好。", 1) > led(alone + "他们说得好。", 1) + 1


def test_what_makes_a_usual_word_leads_less() -> None:
    text = "{}，林小平说得好。"
    assert led(text.format("大家请#林小心开车"), 2) < led(text.format("大家请#林小半开车"), 2)


@pytest.mark.parametrize(
    ("text", "odd", "alone"),
    [
        ("大家都要挨#小平骂。林小平说，小平来了。", 0, True),
        ("大家都听#木小平说话。林小平说，他来了。", 0, False),
        ("大家都听#林小半说话。林小平说，小平来了。", 2, False),
    ],
)
def test_whether_the_given_name_stands_alone(text: str, odd: int, alone: bool) -> None:
    where = near(text, odd)
    plain = text.replace("#", "")
    start = where.start - (plain[where.start : where.start + 2] == "小平")
    moved = Near(start, where.name, start + odd)
    assert given_stands_alone(plain, moved) is alone
