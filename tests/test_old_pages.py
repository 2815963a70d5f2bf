"""Pages pointed as before about 1950: where their paragraphs end, and what their blocks are."""

import numpy as np
import pytest

from cleaner.knowledge.lexicon import Lexicon
from cleaner.page.layout import Lines
from cleaner.page.old_style import is_old_style
from cleaner.pipeline import run
from cleaner.stages.lines.deciding import decide, verdicts
from cleaner.stages.lines.marks import clause
from cleaner.stories.bodies import Page, Story
from cleaner.stories.clues import CLUES, clues_of
from cleaner.stories.sequence import likeliest
from cleaner.stories.verses import stanzas
from cleaner.text.document import Document, Source
from cleaner.wraps.gaps import Gaps
from cleaner.wraps.old_features import (
    begins_with_ornament,
    below_chapter,
    within_pieces,
    within_stanza,
)

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
        ("春茶上市、園戶喜形於色、茶價較昂、商人雲集、", True), ("春茶、夏茶、秋茶、冬茶", False), ("春茶上市、園戶喜形於色、茶價較昂、商人雲集、貨積如山", False),
        ("春茶、夏茶、秋茶、冬茶、。", False), ("春茶上市、園戶喜形於色、茶價較昂、。商人雲集、", False),
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


@pytest.mark.parametrize(
    ("lines", "sizes"),
    [
        (("江上青山列翠屏漁歌一曲晚風清", "扁舟載得斜陽去明日還來看月明"), [2]),  # two verses a line
        (("江上青山列翠屏。漁歌一曲晚風清。", "扁舟載得斜陽去。明日還來看月明。"), [2]),
        (("江上青山列翠屏。", "漁歌一曲晚風清。", "扁舟載得斜陽去。"), [3]),
        (("江上青山列翠屏漁歌一曲晚風", "清扁舟載得斜陽去明日還來看", "月明如鏡照人影不知何處覓歸", "舟何時還"), [4]),
        (("江上青山列翠屏漁歌一曲晚風", "清扁舟載得斜陽去明日還來看"), [1, 1]),  # too few to tell
        (("江上青山列翠屏。", "老琴師、年逾七旬。", "漁歌一曲晚風清。"), [1, 1, 1]),
        (("江上青山列翠屏。", "漁歌一曲晚風。"), [1, 1]),
        (("江上青山列翠屏漁歌一曲晚風清", "舟何時還"), [1, 1]),
        (("江上青山列翠屏。漁歌晚風清。", "扁舟載得斜陽去。還來看月明。"), [1, 1]),
        (("春茶", "新船", "渡口"), [1, 1, 1]),  # names
        (("江上青山列翠屏漁歌一曲晚風清扁舟載得", "扁舟載得斜陽去明日還來看月明如鏡照人"), [1, 1]),
        (("江上（青）山列翠", "扁舟（載）得斜陽", "明日（還）來看月"), [1, 1, 1]),
    ],
)  # fmt: skip
def test_lines_of_a_poem_are_one_stanza(lines: tuple[str, ...], sizes: list[int]) -> None:
    found = stanzas(list(range(len(lines))), lines.__getitem__)
    assert [len(group) for group in found] == sizes
    assert [number for group in found for number in group] == list(range(len(lines)))


def test_a_block_between_parts_two_stanzas() -> None:
    verses = dict.fromkeys((0, 1, 3, 4), "江上青山列翠屏漁歌一曲晚風清")
    assert stanzas([0, 1, 3, 4], verses.__getitem__) == [[0, 1], [3, 4]]


def test_an_article_has_a_stanza_as_one_paragraph_with_its_lines() -> None:
    poem = (
        "江上青山列翠屏漁歌一曲晚風清\n扁舟載得斜陽去明日還來看月明\n一夜西風吹客夢滿天霜月照歸程"
    )
    result = run(Source.from_text(page("\n\n") + f"\n江上卽景\n（竹齋）\n{poem}\n"))
    last = result.articles[-1]
    assert (last.headline, last.byline, last.paragraphs) == ("江上卽景", ["（竹齋）"], [poem])


@pytest.mark.parametrize(
    ("lines", "within"),
    [
        (("（一）", "（〇）", "（三）"), [True, True]), (("（一）", "竹齋"), [False]), (("（一）", "（竹齋）"), [False]),
        (("（竹齋自）", "（漢口寄）"), [True]), (("（竹齋）", "（漢口寄）"), [False]), (("竹齋自", "（漢口寄）"), [False]),
        (("（竹齋自）", "漢口寄"), [False]),
        (("））", "竹齋", "先生", "（（"), [True, False, True]), (("（", "竹齋", "）"), [True, True]),
        (("茶價漲至三元、", "）"), [False]), (("茶市近聞", "春茶上市"), [False]), (("（一二）", "（三）"), [False]),
    ],
)  # fmt: skip
def test_pieces_of_one_line_that_was_set_upright(
    lines: tuple[str, ...], within: list[bool]
) -> None:
    assert within_pieces(Gaps(Lines.of(Document("\n".join(lines))))).tolist() == within


@pytest.mark.parametrize(
    ("lines", "below"),
    [
        (("（竹齋）", "第三章湖上夜話", "却說春茶上市、"), [False, True]),
        (("（竹齋）", "第七囘", "湖上春風起"), [False, True]),
        (("依照本法、", "第五章之規定辦理", "春茶上市、"), [False, False]),  # a sentence that goes on
        (("（竹齋）", "第三次會議", "却說春茶上市、"), [False, False]),
        (("（竹齋）", "第三章、湖上夜話", "却說春茶上市、"), [False, False]),
        (("第三章湖上夜話", "却說春茶上市、"), [True]),
    ],
)  # fmt: skip
def test_a_paragraph_begins_below_the_title_of_a_chapter(
    lines: tuple[str, ...], below: list[bool]
) -> None:
    assert below_chapter(Gaps(Lines.of(Document("\n".join(lines))))).tolist() == below


def test_a_line_with_an_ornament_begins_a_paragraph() -> None:
    lines = "茶價漲至三元\n◘城南有老琴師\n▲年逾七旬\n□無長物\n○八年\n惟一琴相隨◘"
    found = begins_with_ornament(Gaps(Lines.of(Document(lines)))).tolist()
    assert found == [True, True, False, False, False]


@pytest.mark.parametrize(
    ("number", "width", "size"), [(0, 16, 4), (0, 13, 4), (1, 16, 4), (1, 16, 6), (0, 9, 5)]
)
def test_a_few_lines_that_end_with_a_comma_are_one_paragraph(
    number: int, width: int, size: int
) -> None:
    text = STORIES[number][2].removesuffix("云、")
    lines = [text[at : at + width] for at in range(0, len(text), width)][-size:]
    result = run(Source.from_text("\n".join(lines) + "\n"))
    assert result.text == "".join(lines) + "\n"


@pytest.mark.parametrize(
    "text",
    [
        "虞洽卿、張公權、陳老蓮\n王二先、李三娘、趙四海\n孫五爺、周六合、吳七、\n",  # rows of equally many
        "上海天津、漢口廣州、南京北\n平津重慶、成都昆明、貴陽桂\n林長沙市、武昌南昌、福州、\n",
        "春茶上市、\n園戶喜形於色、\n茶價較昂、\n商人雲集、\n船隻缺乏、\n",  # a clause a line
        "江上青山列翠屏、漁歌一曲晚風清、\n扁舟載得斜陽去、明日還來看月明、\n",  # verse
        "蘋果、梨、桃\n白菜、蘿蔔、土豆、茄子\n米、麵\n",  # no mark at its end
    ],
)
def test_a_few_lines_of_another_kind_stay(text: str) -> None:
    assert run(Source.from_text(text)).text == text


COUPLETS = ("江上青山列翠屏漁歌一曲晚風清", "扁舟載得斜陽去明日還來看月明")


@pytest.mark.parametrize(
    ("lines", "within"),
    [
        (("江上卽景", *COUPLETS, "老琴師之晚境"), [False, True, False]),
        (("春茶上市、園戶喜形於色價較昂", *COUPLETS, "商人雲集、船隻缺乏致多霉爛矣"), [False] * 3),  # of a column
        (("江上靑山列翠屏。", "漁歌一曲晚風清。", "扁舟載得斜陽去。"), [False] * 2),
        (("江上靑山列翠屏。", "漁歌一曲晚風清。", "扁舟載得斜陽去。", "明日還來看月明。"), [True] * 3),
        (("江上靑山列翠屏。漁歌一曲晚風清。", "扁舟載得斜陽去。明日還來看月明。"), [True]),
        (("江上青山列翠屏漁歌一曲晚風", "清扁舟載得斜陽去明日還來看"), [False]),
    ],
)  # fmt: skip
def test_lines_of_verse_are_not_joined(lines: tuple[str, ...], within: list[bool]) -> None:
    assert within_stanza(Gaps(Lines.of(Document("\n".join(lines))))).tolist() == within


@pytest.mark.parametrize(("parting", "sure"), [("\n\n", True), ("\n", False)])
def test_where_blank_lines_part_paragraphs_likely_joins_are_sure(parting: str, sure: bool) -> None:
    items = page("\n\n").split("\n\n")
    text = "\n\n".join((items[0], parting.join(items[1:])))
    lines = Lines.of(Document((text + "\n") * 2))
    decided = decide(Gaps(lines), Lexicon.default())
    decided.chances[:] = np.where(decided.chances > 0.5, 0.6, decided.chances)
    found = list(verdicts(decided, (clause,)))
    assert bool((found[0][1] & found[0][2]).any()) is sure


def test_a_story_of_headlines_alone_begins_with_these_and_is_not_moved() -> None:
    story = Story(heads=[1, 2])
    assert story.first == 1
    assert not [*Page(Document("茶市近聞\n\n渡船傾覆"), [], stories=[story]).misplaced()]
