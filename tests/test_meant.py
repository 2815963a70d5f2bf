"""Half-width marks in Chinese are the marks they stand for, where ends of sentences are asked for."""

from __future__ import annotations

import pytest

import cleaner
from cleaner.page.layout import Lines
from cleaner.text import meant
from cleaner.text.document import Document

STORY = (
    '老周推开门,屋里没有人,灯还亮着.他喊了一声:"有人吗?"\n\n'
    '没有人答应.他又喊:"我把船撑回来了!"\n\n'
    "桌上放着一封信,信封是旧的,没有写名字⋯⋯\n\n"
    "他坐下来,把信拆开,读了一遍,又读了一遍.\n"
)


@pytest.mark.parametrize(
    ("line", "ends"),
    [
        ('"你不信?"', True),
        ('他说:"走!"', True),
        ("他走了.", True),
        ('他说:"不知道⋯"', True),
        ("他走了,", False),
        ("见附件1.", False),
        ("Is it true?", False),
        ("他问:", False),
    ],
)
def test_ends_of_sentences(line: str, ends: bool) -> None:
    assert bool(Lines.of(Document(line)).stopped[0]) is ends


def test_text_without_such_marks_keeps_its_classes() -> None:
    document = Document("他说：“走！”")
    assert meant.classes(document) is document.classes


def test_no_paragraphs_of_a_story_are_joined() -> None:
    cleaned = cleaner.clean(STORY)
    assert cleaned.count("\n\n") == STORY.count("\n\n")
    assert "灯还亮着。他喊了一声：“有人吗？”\n\n没有人答应" in cleaned


def test_blocks_that_end_in_commas_are_no_cut_columns() -> None:
    verses = "\n\n".join(
        f"{name}联道：\n\n{first}，" for name, first in
        (("黛玉", "剪剪舞随腰。煮芋成新赏，撒盐是旧谣。苇蓑犹泊钓"), ("宝琴", "林斧不闻樵。伏象千峰凸，盘蛇一径遥。花缘经冷结"),
         ("湘云", "色岂畏霜凋。深院惊寒雀，空山泣老鸮。阶墀随上下"), ("探春", "池水任浮漂。照耀临清晓，缤纷入永宵。诚忘三尺冷"))
    )  # fmt: skip
    assert cleaner.clean(verses + "\n") == verses + "\n"


def test_a_document_tells_of_its_short_lines() -> None:
    text = '老周说道:"我昨天去了镇上,买了一斤盐。"\n小李道:"哦?"\n"你不信?"\n'
    assert (
        cleaner.clean(text)
        == "老周说道：“我昨天去了镇上，买了一斤盐。”\n小李道：“哦？”\n“你不信？”\n"
    )
    assert meant.running(Document(text))
    assert not meant.running(Document("水利\n会议\n"))


def test_japanese_and_korean_documents() -> None:
    assert meant.abroad(Document("場所:第1会議室\n議題は次のとおりです。"))
    assert not meant.abroad(
        Document(
            "他会说“こんにちは”，也会写文章，还在学校里教了三十年的书，学生遍布全国各地，常常回来看他。"
        )
    )
    minutes = "場所:第1会議室\n出席者:田中,佐藤\n議題は次のとおりです。\n"
    assert cleaner.clean(minutes) == minutes
