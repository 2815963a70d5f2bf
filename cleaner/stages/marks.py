"""Chinese marks in their full width: the cases that admit no doubt."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cleaner.characters import (
    ASCII_CLAUSE,
    ASCII_OPEN,
    ASCII_STOP,
    CLAUSE,
    CLOSE,
    DIGIT,
    HAN,
    LETTER,
    NEWLINE,
    OPEN,
    SPACE,
    STOP,
    class_set,
)
from cleaner.document import Document
from cleaner.fixes import Edit, Proposal, Rule, Stage, each_rule, rule

FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
CHINESE = class_set(HAN, OPEN, CLOSE, NEWLINE)
WORD = class_set(DIGIT, LETTER)
ASIDE = re.compile(r"\(([^()（）\n]{1,60})\)")


@rule("marks.half-width", confidence=0.99)
def half_width(document: Document, self: Rule) -> Iterable[Proposal]:
    """A half-width , ; : ? or ! after a Han character becomes the Chinese mark.

    What follows must be Chinese too, or the line end; after a comma or semicolon it may be a number
    or a word. A blank that follows the mark goes with it. Marks in numbers, times, ratios, addresses
    and code are protected; the commas and colons of a table (rows of equally many, without other
    marks) and lines with kana or Hangul stay, too.

    Repairs: 话语体系,推动发展 → 话语体系，推动发展
    Repairs: 真的吗?他问 → 真的吗？他问
    Leaves: 比分3:2，用时12:30，见 http://a.cn/中?b=1
    """
    if not document.has(ASCII_CLAUSE, ASCII_STOP):
        return
    text, classes = document.text, document.classes
    marks = (class_set(ASCII_CLAUSE, ASCII_STOP)[classes]).nonzero()[0]
    fixes = []
    for place in marks[class_set(HAN, CLOSE)[classes[marks - 1]] & (marks > 0)].tolist():
        end = place + 1
        if end + 1 < len(text) and classes[end] == SPACE and classes[end + 1] == HAN:
            end += 1
        after = classes[end] if end < len(text) else NEWLINE
        chinese = CHINESE[after] or (text[place] in ",;" and WORD[after])
        if chinese and not _in_table(text, place):
            fixes.append(((Edit(place, end, FULL[text[place]]),), ""))
    yield Proposal.of(fixes, self)


def _in_table(text: str, place: int) -> bool:
    """Whether the line around `place` is no running Chinese: a row, Japanese or Korean."""
    start, end = line_around(text, place)
    line = text[start:end]
    if _FOREIGN.search(line):
        return True
    mark = text[place]
    if mark not in ",:" or _RUNNING.search(line):
        return False
    above = text[line_around(text, start - 1)[0] : start - 1] if start else ""
    below = text[end + 1 : line_around(text, end + 1)[1]] if end < len(text) else ""
    rows = [near for near in (above, below) if near.strip()]
    return any(near.count(mark) == line.count(mark) and not _RUNNING.search(near) for near in rows)


_FOREIGN = re.compile("[\u3041-\u30fa\uac00-\ud7af]")  # kana, Hangul
_RUNNING = re.compile("[，。！？；、：]")


def line_around(text: str, place: int) -> tuple[int, int]:
    """Start and end of the line of `text` that `place` is in."""
    end = text.find("\n", place)
    return text.rfind("\n", 0, place) + 1, end if end >= 0 else len(text)


@rule("marks.brackets", confidence=0.99)
def brackets(document: Document, self: Rule) -> Iterable[Proposal]:
    """A pair of half-width brackets around Chinese, in Chinese, becomes full-width.

    The aside holds a Han character, and Han characters or Chinese marks (or the ends of the line)
    stand outside on both sides.

    Repairs: 1月21日(除夕)中午休市 → 1月21日（除夕）中午休市
    Leaves: 函数 f(x) 与 print(中文) 不变
    """
    if not document.has(ASCII_OPEN):
        return
    text = document.text
    classes = document.classes
    outside = class_set(HAN, OPEN, CLOSE, NEWLINE, CLAUSE, STOP)
    fixes = []
    for found in ASIDE.finditer(text):
        start, end = found.start(), found.end() - 1
        before = start == 0 or outside[classes[start - 1]]
        behind = end + 1 == len(text) or outside[classes[end + 1]]
        if before and behind and (classes[start + 1 : end] == HAN).any():
            fixes.append(((Edit(start, start + 1, "（"), Edit(end, end + 1, "）")), ""))
    yield Proposal.of(fixes, self)


STAGE = Stage("marks", (half_width, brackets), each_rule, spares=True)
