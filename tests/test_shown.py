"""Where a text shows each paragraph, a sentence that ends at the edge inside one goes on."""

import numpy as np
import pytest

from cleaner.knowledge.lexicon import Lexicon
from cleaner.page.layout import Lines
from cleaner.text.document import Document
from cleaner.wraps.decided import Decided
from cleaner.wraps.gaps import Gaps
from cleaner.wraps.shown import goes_on_in_block

WIDTH = 16
PARAGRAPHS = (
    "每年入秋以后镇上的人都到河滩上收芦苇，芦苇晒过三天才能编成席子。老人们说从前的席子能铺二十年，如今却铺不了三年。",
    "渡口的船是公家的，每天早晚各开一班，船工姓周，今年六十有三。他说桥修好以后坐船的人就会少了，但他还是要撑下去。",
    "县里的规划已经公布，新桥明年开工，后年通车，两岸的路程能省一半。",
    "学校也要搬到新址，离渡口不远，孩子们上学不用再等船了，家长都很高兴。",
    "集市逢三逢八开市，四乡的人天不亮就动身，挑着菜担赶到镇上来卖。",
)


def wrapped(paragraph: str, indent: str = "") -> str:
    """`paragraph` cut at `WIDTH` characters."""
    text = indent + paragraph
    return "\n".join(text[place : place + WIDTH] for place in range(0, len(text), WIDTH))


EDGE = wrapped(PARAGRAPHS[0]).split("\n")[1]


def sure(*paragraphs: str, joint: str) -> list[str]:
    """The lines before the gaps that the whole text shows to be wraps."""
    lines = Lines.of(Document(joint.join(paragraphs) + "\n"))
    decided = Decided(Gaps(lines), Lexicon.default())
    cut = (decided.gaps.newlines == 1) & (lines.indents[1:] == 0) & (lines.widths[:-1] > WIDTH)
    decided.chances[:] = np.where(cut, 0.6, 0.1)
    return [lines.texts[gap] for gap in goes_on_in_block(decided).nonzero()[0]]


def test_a_sentence_that_ends_at_the_edge_goes_on_between_blank_lines() -> None:
    """All paragraphs are parted by blank lines: the whole text says that this one goes on."""
    assert sure(*map(wrapped, PARAGRAPHS), joint="\n\n") == [EDGE]


def test_a_sentence_that_ends_at_the_edge_goes_on_between_indents() -> None:
    """Indents show the paragraphs as well."""
    first = "　　" + PARAGRAPHS[0][2:]
    found = sure(wrapped(first), *(wrapped(each, "　　") for each in PARAGRAPHS[2:]), joint="\n")
    assert found == [EDGE]


def test_where_a_paragraph_ends_early_without_a_blank_line_nothing_is_sure() -> None:
    """So may the one at the edge."""
    text = [wrapped(each) for each in PARAGRAPHS]
    assert sure(*text[:3], "\n".join(text[3:]), joint="\n\n") == []


def test_a_verse_ends_no_paragraph_early() -> None:
    """Its lines are short, and no column has cut them."""
    verse = "老歌唱道：\n芦花白，\n河水长。\n船儿摇到月亮旁。"
    assert sure(*map(wrapped, PARAGRAPHS), verse, joint="\n\n") == [EDGE]


@pytest.mark.parametrize("number, found", [(2, []), (3, []), (4, [EDGE])])
def test_paragraphs_that_show_the_convention(number: int, found: list[str]) -> None:
    """Three are shown to begin, two of them after one that ended early."""
    assert sure(*map(wrapped, PARAGRAPHS[:number]), joint="\n\n") == found


def test_blank_lines_in_mid_sentence_show_none() -> None:
    """An extractor put them in."""
    text = [wrapped(each) for each in PARAGRAPHS]
    lines = Lines.of(Document("\n\n".join(text) + "\n"))
    decided = Decided(Gaps(lines), Lexicon.default())
    decided.chances[:] = 0.6
    assert goes_on_in_block(decided).any()
    text[1] = text[1].replace("\n", "\n\n", 1)
    decided = Decided(Gaps(Lines.of(Document("\n\n".join(text) + "\n"))), Lexicon.default())
    decided.chances[:] = 0.6
    assert not goes_on_in_block(decided).any()


@pytest.mark.parametrize("short, found", [(2, [EDGE]), (3, [])])
def test_how_short_a_line_is_where_a_paragraph_surely_ends(short: int, found: list[str]) -> None:
    """Two characters are what a mark takes along; three leave room for more of the sentence."""
    first = PARAGRAPHS[3][: 2 * WIDTH - short - 1] + "。"
    block = wrapped(first) + "\n" + wrapped(PARAGRAPHS[4])
    lines = sure(*map(wrapped, PARAGRAPHS), block, joint="\n\n")
    assert [line for line in lines if line == EDGE] == found


def test_a_page_may_break_in_mid_sentence() -> None:
    """That tells nothing of how paragraphs are parted."""
    text = [wrapped(each) for each in PARAGRAPHS]
    text[1] = text[1].replace("\n", "\n\n", 1)
    gaps = Gaps(Lines.of(Document("\n\n".join(text) + "\n")))
    decided = Decided(gaps, Lexicon.default())
    decided.chances[:] = 0.6
    gaps.page_breaks = (gaps.newlines > 1) & ~gaps.lines.stopped[:-1]
    assert goes_on_in_block(decided).any()
