"""Marks in numbers: ranges, and the zero of Chinese numerals."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

import numpy as np

from cleaner.ledger.fixes import Edit, Proposal
from cleaner.ledger.rules import Rule, Safety, rule
from cleaner.page.context import Line, Lines, places_of
from cleaner.protected.kinds import NUMBER, RANGE, TIME
from cleaner.text.characters import (
    ASCII_SYMBOL,
    DASH,
    DIGIT,
    HAN,
    HYPHEN,
    OTHER,
    Ints,
    among,
    class_set,
)
from cleaner.text.convention import HYPHENS, dash_of_ranges
from cleaner.text.document import Document
from cleaner.text.regex import regex

DASHES = "—–－～~-"
_UNITS = (
    "年月日号號时時点點个個家人名岁歲天周元万萬亿億米吨噸级級度层層期届屆倍学學条條款章节節页頁版℃%"
)
_RANGE = regex(
    r"(?<![\d./:：A-Za-z\-—–－～~])"
    r"(?:\d{4}/\d{1,2}/\d{1,2}|(?:\d{1,4}年)?\d{1,2}月\d{1,2}[日号號]|\d{1,4}[年月日号號时時℃%]|\d{1,2}[:：]\d\d|\d{1,4}(?:\.\d+)?)"
    rf"([{DASHES}]|--|——)"
    r"(?:\d{4}/\d{1,2}/\d{1,2}(?![\d/])|(?:\d{1,4}年)?\d{1,2}月\d{1,2}[日号號]|\d{1,2}[:：]\d\d(?![\d:：])"
    rf"|\d{{1,4}}(?:\.\d+)?(?=[{_UNITS}]))"
)


@rule("marks.range", safety=Safety.SUGGESTED, confidence=0.9, within=(RANGE, NUMBER, TIME))
def number_range(document: Document, self: Rule) -> Iterable[Proposal]:
    """The dash of a range of dates, years, times or numbers is that of the document.

    ## Why
    12月1日-12日, 2017-2021年, 8:30-17:30, 第3-5条: where the document writes its ranges with — or
    with ～ (three at least, nine in ten of those that have no hyphen), the few with a hyphen follow.
    Elsewhere which dash is a matter of style, and — is a suggestion for hyphens, ～ for ~; it is
    applied between two days of a month in a text of one line, which can have no habit of its own. A
    document that uses hyphens throughout keeps them. Dates like 2021-01-05, telephone numbers, scores
    and model numbers have no unit behind them.

    ## Examples
    Repairs: 2017-2021年，全县经济稳步增长。 → 2017—2021年，全县经济稳步增长。
    Leaves: 电话0579-85381234，比分3-2，2021-01-05发布，型号A3-5个。

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    if not document.has(DIGIT):
        return
    text = document.text
    places = places_of(document, DASHES)
    places = places[(places > 0) & (places + 1 < len(text))]
    before, behind = document.classes[places - 1], document.classes[places + 1]
    near = class_set(DIGIT, HAN, ASCII_SYMBOL, OTHER)[before] & DIGIT_OR_DASH[behind]
    found = list(_ranges(document, places[near]))
    wanted, own = dash_of_ranges(Counter(text[start:end] for start, end in found))
    fixes = [
        ((Edit(start, end, wanted),), "")
        for start, end in found
        if text[start:end] != wanted and (own or text[start:end] in HYPHENS)
    ]
    if wanted:
        alone = "\n" not in text.strip()
        days = [own or (alone and _of_days(text, *fix[0][0][:2])) for fix in fixes]
        for safe in (True, False):
            chosen = [fix for fix, sure in zip(fixes, days, strict=True) if sure is safe]
            yield Proposal.of(chosen, self, safety=Safety.SAFE if safe else None)
    tildes = [start for start, _ in found if text[start] == "~" != wanted and not own]
    yield Proposal(self, tildes, [place + 1 for place in tildes], "～")


def _of_days(text: str, start: int, end: int) -> bool:
    """Whether a day stands on either side of the dash from `start` to `end`: 12月1日-12日."""
    return bool(_DAY_BEFORE.search(text, max(0, start - LONGEST), start)) and bool(
        _DAY_AFTER.match(text, end)
    )


_DAY_BEFORE = regex(r"\d{1,2}月\d{1,2}[日号號]$")
_DAY_AFTER = regex(r"(?:\d{1,2}月)?\d{1,2}[日号號]")


def _ranges(document: Document, places: Ints) -> Iterator[tuple[int, int]]:
    """The dashes of ranges in Chinese lines, of the dashes at `places`: start and end."""
    text, lines = document.text, Lines.of(document)
    done = 0
    for place in places.tolist():
        line = lines.at(place)
        if place < done or not line.chinese:
            continue
        start = max(line.start, done, place - LONGEST)
        for found in _RANGE.finditer(text, start, min(line.end, place + LONGEST)):
            if found.start(1) <= place < found.end(1) and not _of_number(line, found):
                yield found.span(1)
                done = found.end(1)
                break


def _of_number(line: Line, found: re.Match[str]) -> bool:
    """Whether it is a number of two parts, 第3-2号, and no range, 第3-5条."""
    start, end = found.start() - line.start, found.end() - line.start
    return line.text[max(0, start - 1) : start] == "第" and line.text[end : end + 1] not in _PARTS


_PARTS = tuple("条條款章节節页頁版届屆期")  # of a document
LONGEST = 16  # characters of one end of a range, with what must not stand before it; set by hand
DIGIT_OR_DASH = class_set(DIGIT, HYPHEN, DASH)


NUMERALS = "一二三四五六七八九〇零"
ZEROS = "○0OＯo０◯"
_YEAR = 4  # characters before 年


@rule("marks.year-zero", confidence=0.99)
def year_zero(document: Document, self: Rule) -> Iterable[Proposal]:
    """A circle, letter O or digit 0 among the Chinese numerals of a year becomes 〇.

    ## Why
    Four characters before 年, the first of them 一 or 二, at least two Chinese numerals, and the rest
    circles or noughts, with no numeral before them; or the year of the Republic, after 民國. 零 stays;
    ○ elsewhere is a bullet or a name left out.

    ## Examples
    Repairs: 二○二二年十二月 → 二〇二二年十二月
    Repairs: 二O二二年 → 二〇二二年
    Leaves: 二零二二年，2022年，○○年，某○年

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    codes = document.codes
    years = np.flatnonzero(codes == ord("年"))
    years = years[years >= _YEAR]
    text = document.text
    fixes = []
    for place in years[among(codes[years - _YEAR], "一二")].tolist():
        start = place - _YEAR
        year = text[start:place]
        if _is_year(year) and not (start and text[start - 1] in NUMERALS + ZEROS + "百千十"):
            edits = [
                Edit(start + index, start + index + 1, "〇")
                for index, one in enumerate(year)
                if one in ZEROS
            ]
            fixes.append((edits, ""))
    for found in _REPUBLIC.finditer(text) if _ERA.search(text) else ():
        fixes.append(([Edit(*found.span(), "〇")], ""))
    yield Proposal.of(fixes, self)


_ERA = regex("民[國国]一")
_REPUBLIC = regex("(?<=民[國国]一)[○Ｏ0OＯ◯](?=[一二三四五六七八九]年)")


def _is_year(year: str) -> bool:
    """Whether four characters are a year of numerals with something else for its zero."""
    numerals = sum(one in NUMERALS for one in year)
    zeros = sum(one in ZEROS for one in year)
    return zeros > 0 and numerals >= 2 and numerals + zeros == _YEAR
