"""Blanks at the end of a line, inside a number, and between all characters of a headline."""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np

from cleaner.knowledge.words import shares_spanned
from cleaner.ledger.fixes import Edit, Proposal
from cleaner.ledger.rules import Rule, Safety, rule
from cleaner.protected.kinds import NUMBER
from cleaner.stages.glyphs.spread import WORDS
from cleaner.stages.spaces.blanks import Ground
from cleaner.text.characters import DIGIT, HAN, NEWLINE, SPACE, WIDE_SPACE, class_set
from cleaner.text.document import Document
from cleaner.text.regex import regex

MARKDOWN = (" ", "  ")  # blanks at a line end that break the line in Markdown, or may be meant to
LONGEST_LINE_END = 8  # blanks: more are a gap to fill in; set by hand
BLANKS = class_set(SPACE, WIDE_SPACE)


@rule("spaces.line-end", confidence=0.99)
def line_end(document: Document, self: Rule, ground: Ground) -> Iterable[Proposal]:
    """Blanks at the end of a line go.

    ## Why
    They are invisible, and diffs are full of them. Only behind a Han character or a mark; behind a
    colon, and in a long run, they may be a gap to fill in. One or two plain ones, which break a line
    in Markdown, are a suggestion.

    ## Examples
    Repairs: 各村要建立台账，逐户销号。　⏎下月组织验收。 → 各村要建立台账，逐户销号。⏎下月组织验收。
    Leaves: 姓名：　　⏎two spaces  ⏎

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    classes = document.classes
    if not document.has(SPACE, WIDE_SPACE):
        return
    ends = BLANKS[classes].copy()
    ends[:-1] &= classes[1:] == NEWLINE
    if not ends.any():
        return
    found = [match.span() for match in _AT_LINE_END.finditer(document.text)]
    for safety in (None, Safety.SUGGESTED):
        spans = [
            span for span in found if (document.text[slice(*span)] in MARKDOWN) == bool(safety)
        ]
        starts, stops = [start for start, _ in spans], [end for _, end in spans]
        yield Proposal(self, starts, stops, "", safety=safety)


_HAN = r"\u3400-\u9fff"
_AT_LINE_END = regex(
    rf"(?<=[{_HAN}。！？；，、”’」』）》…])[ \t\u3000]{{1,{LONGEST_LINE_END}}}$", re.M
)


@rule("spaces.number", safety=Safety.SUGGESTED, confidence=0.9, within=(NUMBER,))
def number(document: Document, self: Rule, ground: Ground) -> Iterable[Proposal]:
    """A blank inside a number may be noise.

    ## Why
    Before or after the point of a number with a unit, and between the numerals of 第十二条, which
    some papers set wide. Either may be meant, so this is a suggestion.

    ## Examples
    Repairs: 增速为3 .5%，低于预期。 → 增速为3.5%，低于预期。
    Repairs: 第 十 二 条　为了加强管理，制定本办法。 → 第十二条　为了加强管理，制定本办法。
    Leaves: 第 3 .5 版，1. 5个人

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    if not document.has(SPACE):
        return
    text = document.text
    fixes = []
    pointed = document.has(DIGIT) and (" ." in text or ". " in text)
    for found in _POINT.finditer(text) if pointed else ():
        fixes.append((_without_blanks(text, *found.span()), ""))
    for found in _ARTICLE.finditer(text) if "第 " in text else ():
        fixes.append((_without_blanks(text, *found.span()), ""))
    yield Proposal.of(fixes, self)


def _without_blanks(text: str, start: int, end: int) -> list[Edit]:
    return [Edit(place, place + 1, "") for place in range(start, end) if text[place] == " "]


_UNIT = "[%％℃万亿萬億元倍]"
_POINT = regex(
    rf"(?<![\d.])\d{{1,4}} \.\d{{1,3}}(?={_UNIT})|(?<![\d.])\d{{1,4}}\. \d{{1,3}}(?={_UNIT})"
)
_ARTICLE = regex(
    r"^第(?: [一二三四五六七八九十百零〇]){1,6} ?[条條章节節款编編](?=[ \u3000])", re.M
)


@rule("spaces.spread", safety=Safety.SUGGESTED, confidence=0.8)
def spread(document: Document, self: Rule, ground: Ground) -> Iterable[Proposal]:
    """A line whose characters are all parted by a blank may be spread type.

    ## Why
    A headline set wide over its column comes so out of a PDF. Eight characters and more, nothing
    else in the line, and words under the blanks. Whether it is noise or layout is not to be seen, so
    this is a suggestion; where the lines around tell it, see `glyphs.spread-line`.

    ## Examples
    Repairs: 全 市 农 村 工 作 会 议 召 开 → 全市农村工作会议召开
    Leaves: 甲 乙 丙 丁 戊 己 庚 辛 壬 癸

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    if _PARTED not in document.classes.tobytes():
        return
    lines = [found.span() for found in _SPREAD.finditer(document.text)]
    solid = [document.codes[start:end:2] for start, end in lines]
    contacts = [np.arange(1, len(codes)) for codes in solid]
    shares = shares_spanned(solid, contacts, ground.lexicon)
    fixes = [
        (_without_blanks(document.text, *line), "")
        for line, share in zip(lines, shares, strict=True)
        if share >= WORDS
    ]
    yield Proposal.of(fixes, self)


_PARTED = bytes((HAN, SPACE)) * 7  # classes
_SPREAD = regex(rf"^[{_HAN}](?: [{_HAN}]){{7,}}$", re.M)
