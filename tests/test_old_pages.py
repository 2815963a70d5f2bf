"""Pages pointed as before about 1950: where their paragraphs end, and what their blocks are."""

import numpy as np
import pytest

from cleaner.page.old_style import is_old_style
from cleaner.pipeline import run
from cleaner.stories.clues import CLUES, clues_of
from cleaner.stories.sequence import likeliest
from cleaner.text.document import Document, Source

STORIES = (
    ("茶市近聞", "（竹齋）",
     "春茶上市、各路客商雲集湖濱、茶價較之去年、每担漲至三元有奇、園戶莫不喜形於色、惟運輸不便、"
     "船隻缺乏、貨積如山、致多霉爛、商會乃開會討論、議決增僱民船二十艘、以應急需、聞日內卽可開行也、"),
    ("老琴師之晚境", "（鶴影）",
     "城南有老琴師者、年逾七旬、家無長物、惟一琴相隨、每値月夜、獨坐橋頭、撫琴自娛、聞者莫不感歎、"
     "或勸其鬻琴易米、老人輒搖首曰、琴在人在、琴亡人亡、其風骨有如此者、近聞某紳慕其名、延之家中、"
     "教授子弟、月致束脩十元、老人始得稍安、亦幸事也、"),
    ("渡船傾覆記", "（漁隱）",
     "昨晨大霧、江面咫尺莫辨、有渡船一艘、載客三十餘人、行至中流、忽與貨船相撞、立卽傾覆、幸附近漁舟、"
     "聞聲馳救、得生者二十四人、餘均下落不明、官廳已派人打撈、並將兩船船主、一倂扣留、聽候訊辦云、"),
)  # fmt: skip
WIDTH = 16


def page(between: str, width: int = WIDTH) -> str:
    """A page of the stories; `between`: what parts its items."""
    items = []
    for title, byline, text in STORIES:
        lines = [text[at : at + width] for at in range(0, len(text), width)]
        items.append("\n".join((title, byline, *lines)))
    return between.join(("第二版民國十五年五月四日星期二", *items)) + "\n"


@pytest.mark.parametrize("between", ["\n\n", "\n"])
@pytest.mark.parametrize("width", [12, 16, 20])
def test_stories_of_an_old_page(between: str, width: int) -> None:
    result = run(Source.from_text(page(between, width)))
    headed = [article for article in result.articles if article.headline]
    assert [article.headline for article in headed] == [title for title, _, _ in STORIES]
    assert [article.byline for article in headed] == [[byline] for _, byline, _ in STORIES]
    assert [article.paragraphs for article in headed] == [[text] for _, _, text in STORIES]
    assert result.furniture == ["第二版民國十五年五月四日星期二"]


def test_a_second_pass_changes_nothing() -> None:
    once = run(Source.from_text(page("\n")))
    assert run(Source.from_text(once.text)).text == once.text


@pytest.mark.parametrize(
    ("text", "old"),
    [
        (STORIES[1][2], True), (STORIES[1][2].replace("、", "。"), True), ("春茶上市、園戶喜形於色、", False),
        ("春茶上市，园户都很高兴，商会开会讨论。" * 8, False), (STORIES[1][2] + "他说，好，" * 3, False),
        ("苹果、梨、桃、杏、李、枣、柿、橘、柚、橙、荔枝、龙眼、香蕉，都有，还有别的，很多，", False), ("", False),
    ],
)  # fmt: skip
def test_how_a_text_is_pointed(text: str, old: bool) -> None:
    assert is_old_style(Document(text)) is old


@pytest.mark.parametrize(
    ("text", "clues"),
    [
        ("（竹齋）", {"in brackets"}), ("（三）", {"in brackets", "number in brackets"}),
        ("（一）（〇）（三）", {"number in brackets"}), ("竹齋）", {"half in brackets"}),
        ("第七囘", {"chapter", "full of names"}), ("第二版民國十五年五月四日", {"of the paper"}),
        ("◘湖上之春（竹齋攝）", {"begins with an ornament", "picture", "who made it"}),
        ("春茶上市", {"full of names"}), ("春眠不覺曉。處處聞啼鳥。", {"even verses"}),
        ("「竹齋君逝世、（鶴）」", set()),
    ],
)  # fmt: skip
def test_clues_of_short_blocks(text: str, clues: set[str]) -> None:
    bits = clues_of(text)
    assert {name for bit, name in enumerate(CLUES) if bits >> bit & 1} >= clues


def test_a_brief_names_who_sent_it() -> None:
    signed = 1 << CLUES.index("names at the end")
    assert clues_of("昨日大雨傾盆、低窪之處、積水盈尺、行人苦之、（漁隱）") & signed
    assert not clues_of("昨日大雨傾盆、低窪之處、積水盈尺、行人苦之、") & signed


def test_the_likeliest_sequence_weighs_what_follows_what() -> None:
    log = np.log(np.array([[0.9, 0.1], [0.45, 0.55], [0.9, 0.1]], np.float32))
    same = np.log(np.array([[0.99, 0.01], [0.01, 0.99]], np.float32))
    free, first = np.log(np.full((2, 2), 0.5, np.float32)), np.log(np.full(2, 0.5, np.float32))
    assert likeliest(log, free, first) == [0, 1, 0]
    assert likeliest(log, same, first) == [0, 0, 0]
    only_second = np.log(np.array([1e-9, 1], np.float32))
    assert likeliest(log[:1], same, only_second) == [1]
