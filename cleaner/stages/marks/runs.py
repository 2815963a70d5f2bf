"""Marks made of several characters, and marks given twice: ellipses, dashes, doubled marks."""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np

from cleaner.ledger.fixes import Proposal
from cleaner.ledger.rules import Rule, Safety, rule
from cleaner.page.context import HAN, Lines, OfLine, doubled_places, places_of, spans
from cleaner.text.characters import CLAUSE, DASH, DIGIT, HYPHEN, POINT, STOP, class_set
from cleaner.text.convention import writes_single_ellipses
from cleaner.text.document import Document
from cleaner.text.regex import regex

BEFORE = f"[{HAN}，。；：？！”’」』）》]"  # Chinese that can stand before a mark of several parts
BEHIND = f"(?=[{HAN}，。；：？！“‘「『（《”’」』）》]|[ \u3000]*$)"


@rule("marks.ellipsis", confidence=0.99)
def ellipsis(document: Document, self: Rule) -> Iterable[Proposal]:
    """Three or more points or full stops in Chinese become an ellipsis ……, and so does a single ….

    ## Why
    Chinese stands before them, and behind them Chinese or the line's end: leaders of a table of
    contents have a number or a blank there. A single … is half an ellipsis when it stands between
    Han characters and quotes, or at the end of a line, in running text; where a document has three or more single ones and no whole one
    that is its habit, and elsewhere, as in headlines, it is a suggestion.

    ## Examples
    Repairs: 他走了...再也没有回来。 → 他走了……再也没有回来。
    Repairs: 我不知道。。。 → 我不知道……
    Leaves: 第一章......1⏎Wait... what?⏎他走了……

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    if not document.has(POINT, DASH, STOP) and "．．" not in document.text:
        return
    whole = list(spans(document, _DOTS, doubled_places(document, ".。·•・．")))
    yield Proposal(self, [start for start, _ in whole], [end for _, end in whole], "……")
    if "…" not in document.text:
        return
    lines = Lines.of(document)
    single = list(spans(document, _HALF, places_of(document, "…")))
    habit = bool(single) and writes_single_ellipses(document)
    for sure in (True, False):
        chosen = [span for span in single if sure is (lines.at(span[0]).running and not habit)]
        yield Proposal(
            self,
            [start for start, _ in chosen],
            [end for _, end in chosen],
            "……",
            safety=None if sure else Safety.SUGGESTED,
            confidence=None if sure else 0.8,
        )


_DOTS = regex(
    f"(?<={BEFORE})(?:\\.{{3,9}}|。{{3,9}}|·{{3,9}}|•{{3,9}}|・{{3,9}}|．{{3,9}}){BEHIND}", re.M
)
_HALF = regex(f"(?<=[{HAN}”」』》])…(?=[{HAN}“”「」]|$)", re.M)


@rule("marks.dash", confidence=0.99)
def dash(document: Document, self: Rule) -> Iterable[Proposal]:
    """Two or three hyphens, or two other lines, between Chinese become a dash ——.

    ## Why
    -- and --- and －－, ──, ――, ━━ and ––, set solid between Han characters or Chinese marks, or
    before a title at the start of a line. Rules under headings, options of commands and the
    comments of SQL are not between Chinese. A dash of three characters (———), as some papers set
    it, is house style and stays.

    ## Examples
    Repairs: 乡村振兴--义乌的答卷 → 乡村振兴——义乌的答卷
    Leaves: ---⏎用 --help 查看帮助⏎2017--2021年

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    if not document.has(HYPHEN, DASH) and "－－" not in document.text:
        return
    found = list(spans(document, _DASHES, doubled_places(document, "-－─―━–")))
    yield Proposal(self, [start for start, _ in found], [end for _, end in found], "——")


_DASHES = regex(
    f"(?:(?<=[{HAN}”’」』）》，。！？；：])|^(?=..?.?《))"
    f"(?:-{{2,3}}|－{{2,3}}|──|――|━━|––)(?=[{HAN}“‘「『（《])",
    re.M,
)


@rule("marks.single-dash", safety=Safety.SUGGESTED, confidence=0.8)
def single_dash(document: Document, self: Rule) -> Iterable[Proposal]:
    """A dash of one character between two clauses may be half a dash.

    ## Why
    Four Han characters at least on either side, no other single dash in the line, and Chinese marks
    in it. A single — also joins places, names and ends of a range, so this is a suggestion, and not
    one where a place ends before it.

    ## Examples
    Repairs: 他终于明白了一件事—家乡的变化比他想的还要大。 → 他终于明白了一件事——家乡的变化比他想的还要大。
    Leaves: 东至人民公路—解放路，南至鼓楼。

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    if not document.has(DASH) and "－" not in document.text:
        return
    lines = Lines.of(document)
    codes, places = document.codes, places_of(document, "—－")
    places = places[(places > 0) & (places + 1 < len(codes))]
    alone = (codes[places] != codes[places - 1]) & (codes[places] != codes[places + 1])
    singles = OfLine(document.text, _ANY_SINGLE.findall)
    chosen = [
        start
        for start, _ in spans(document, _SINGLE_DASH, places[alone])
        if lines.at(start).running and len(singles.at(start)) == 1
    ]
    yield Proposal(self, chosen, [place + 1 for place in chosen], "——")


_PLACE_END = "路街线線省市县縣区區州国國江河湖海港站桥橋村镇鎮道口门門洲山东東西南北月日时時"
_SINGLE_DASH = regex(
    f"(?<=[{HAN}]{{4}})(?<![{_PLACE_END}])[—－](?=[{HAN}]{{4}})(?![{HAN}]{{1,5}}[{_PLACE_END}])"
)
_ANY_SINGLE = regex("(?<![—－])[—－](?![—－])")


@rule("marks.one-for-dash", safety=Safety.SUGGESTED, confidence=0.8)
def one_for_dash(document: Document, self: Rule) -> Iterable[Proposal]:
    """The character 一 may have been read for a dash.

    ## Why
    OCR reads — as 一. Two of them beside a quotation or a title are a dash; one between two numbers
    is that of a range. 一一 between words is a word itself (一一对应) and stays.

    ## Examples
    Repairs: 他写了一本新书一一《乡村的变化》。 → 他写了一本新书——《乡村的变化》。
    Repairs: 展览时间为5月1日一10日。 → 展览时间为5月1日—10日。
    Leaves: 双方应当一一对应，一九一一年。

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    if "一" not in document.text:
        return
    ones = places_of(document, "一")
    ones = ones[ones + 1 < len(document.text)]
    doubled, number = document.codes[ones + 1] == ord("一"), document.classes[ones + 1] == DIGIT
    found = list(spans(document, _ONES, ones[doubled | number]))
    after = ["—" * (end - start) for start, end in found]
    yield Proposal(self, [start for start, _ in found], [end for _, end in found], after)


_ONES = regex(
    f"(?<=[{HAN}”》）])(?<![一统統第唯逐])一一(?=[“《「])|(?<=[”》」])一一(?![对對应應])(?=[{HAN}])"
    r"|(?<=\d)一(?=\d)|(?<=\d[日月年时時])一(?=\d)"
)


@rule("marks.doubled", confidence=0.99)
def doubled(document: Document, self: Rule) -> Iterable[Proposal]:
    """A mark given twice is given once.

    ## Why
    ，， ；； ：： and 。。 become one, and ，。 at the end of a sentence 。, where Han characters stand
    around them (or the line ends). Three full stops are an ellipsis; ！！ and ？！ are emphasis.
    Between 、、 something may have been lost, and of two different marks either may be right:
    these are suggestions, and so is a full stop after a quotation that ends its sentence.

    ## Examples
    Repairs: 他来到义乌，，参加了红糖节。。 → 他来到义乌，参加了红糖节。
    Leaves: 什么？！真的！！我不知道……

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    if not document.has(STOP, CLAUSE):
        return
    marks = class_set(STOP, CLAUSE)[document.classes]
    twice = marks[:-1] & marks[1:]
    twice[1:] |= marks[:-2] & (document.codes[1:-1] == ord("”")) & marks[2:]
    places = np.flatnonzero(twice)
    found = list(spans(document, _TWICE, places))
    text = document.text
    for sure in (True, False):
        chosen = [span for span in found if sure is (text[slice(*span)] not in DOUBTFUL)]
        after = [ONE.get(text[slice(*span)], text[span[0]]) for span in chosen]
        yield Proposal(
            self,
            [start for start, _ in chosen],
            [end for _, end in chosen],
            after,
            safety=None if sure else Safety.SUGGESTED,
            confidence=None if sure else 0.8,
        )


ONE = {
    "”。": "”",
    "，。": "。",
    "、。": "。",
    "、，": "，",
    "，、": "、",
    "；。": "。",
    "：。": "。",
    "。，": "，",
}
DOUBTFUL = frozenset(("、、", *ONE)) - {"，。"}
_TWICE = regex(
    f"(?<=[{HAN}”’」』》0-9%])(?:，，|；；|：：|。。|、、|，。|、。|、，|，、|；。|：。|。，)"
    f"(?=[{HAN}“‘「『（《0-9A-Za-z]|[ \u3000]*$)|(?<=[。！？])”。",
    re.M,
)
