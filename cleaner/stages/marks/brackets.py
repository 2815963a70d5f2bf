"""Brackets and title marks, of the wrong width or kind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from cleaner.ledger.fixes import Edit, Proposal
from cleaner.ledger.rules import Rule, Safety, rule
from cleaner.page import context
from cleaner.page.context import Lines, OfLine, places_of
from cleaner.protected.kinds import LATIN
from cleaner.text.characters import (
    ASCII_CLOSE,
    ASCII_OPEN,
    CLAUSE,
    CLOSE,
    DIGIT,
    HAN,
    NEWLINE,
    OPEN,
    STOP,
    class_set,
)
from cleaner.text.document import Document
from cleaner.text.regex import regex

ASIDE = regex(r"[(（]((?:[^()（）\n]|（[^()（）\n]{1,60}）){1,60})[)）]")


@rule("marks.brackets", confidence=0.99, within=(LATIN,))
def brackets(document: Document, self: Rule) -> Iterable[Proposal]:
    """A pair of half-width brackets around Chinese, in Chinese, becomes full-width.

    ## Why
    The aside holds a Han character, and Han characters or Chinese marks (or the ends of the line)
    stand outside on both sides. So does a pair right behind a Han
    character that holds the Latin name of what it explains, and a pair of which one is full-width
    already; brackets within brackets go first. Around numbers it is a suggestion. In a list of several
    lines, most of which have neither comma nor full stop, the entries keep their brackets.

    ## Examples
    Repairs: 1月21日(除夕)中午休市 → 1月21日（除夕）中午休市
    Repairs: 世界卫生组织(WHO)发布年度报告。 → 世界卫生组织（WHO）发布年度报告。
    Leaves: 函数 f(x) 与 print(中文) 不变

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    if not document.has(ASCII_OPEN, ASCII_CLOSE):
        return
    text = document.text
    classes = document.classes
    outside = class_set(HAN, OPEN, CLOSE, NEWLINE, CLAUSE, STOP)
    beyond = outside | class_set(ASCII_CLOSE)  # of brackets around these
    lines = Lines.of(document)
    safe: list[tuple[Sequence[Edit], str]] = []
    doubtful: list[tuple[Sequence[Edit], str]] = []
    paired, glossed = OfLine(text, _paired), OfLine(text, _is_glossed)
    for found in ASIDE.finditer(text) if "(" in text or ")" in text else ():
        start, end = found.start(), found.end() - 1
        pair = text[start] + text[end]
        if pair == "（）" or (pair != "()" and not paired.at(start)):
            continue
        before = start == 0 or outside[classes[start - 1]] or classes[start - 1] == DIGIT
        behind = end + 1 == len(text) or beyond[classes[end + 1]] or _CLAUSE.match(text, end + 1)
        if not (before and behind) or lines.at(start).foreign:
            continue
        if pair == "()" and (lines.is_entry(lines.at(start)) or glossed.at(start)):
            continue
        edits = [
            Edit(p, p + 1, "（" if p == start else "）") for p in (start, end) if text[p] in "()"
        ]
        inside, explains = found[1], start > 0 and classes[start - 1] in (HAN, CLOSE)
        if context.A_HAN.search(inside) and not (start and classes[start - 1] == DIGIT):
            safe.append((edits, ""))
        elif lines.at(start).chinese:
            sure = explains and _GLOSS.fullmatch(inside)
            (safe if sure else doubtful).append((edits, ""))
    yield Proposal.of(safe, self)
    yield Proposal.of(doubtful, self, safety=Safety.SUGGESTED, confidence=0.8)


@rule("marks.issue-number", safety=Safety.SUGGESTED, confidence=0.9)
def issue_number(document: Document, self: Rule) -> Iterable[Proposal]:
    """The year in the number of an official document stands in 〔 〕.

    ## Why
    GB/T 9704 sets the year of 国办发〔2022〕15号 so; [2022], (2022), （2022） and 【2022】 are written for
    want of the mark. Four digits of a year between Han and a number with 号.

    ## Examples
    Repairs: 国办发[2022]15号 → 国办发〔2022〕15号
    Leaves: 国办发〔2022〕15号，数组[2022]，文献[12]15号

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    fixes = []
    for place in places_of(document, "号號").tolist():
        found = _ISSUE.search(document.text, max(0, place - LONGEST_NUMBER), place)
        if found:
            start, end = found.span(1)
            fixes.append(((Edit(start, start + 1, "〔"), Edit(end - 1, end, "〕")), ""))
    yield Proposal.of(fixes, self)


LONGEST_NUMBER = 16  # characters of it before 号, with one of the office; set by hand


_YEAR = "(?:19|20)[0-9]{2}"
_ISSUE = regex(rf"(?<=[{context.HAN}])(\[{_YEAR}\]|\({_YEAR}\)|（{_YEAR}）|【{_YEAR}】)第?[0-9]+$")


def _paired(line: str) -> bool:
    """Whether a line has as many brackets that open as such that close."""
    return sum(map(line.count, "(（")) == sum(map(line.count, ")）"))


def _is_glossed(line: str) -> bool:
    """Whether a line says again and again how a character is spoken: 渡(dù)口(kǒu)."""
    return len(_SPOKEN.findall(line)) >= SPOKEN


_SPOKEN = regex(f"[{context.HAN}]\\([a-zA-Z\u00c0-\u01dc]{{1,6}}\\d?\\)")
SPOKEN = 3  # characters of a line with how they are spoken; set by hand
_GLOSS = regex(r"[A-Za-z][A-Za-z.&'’ -]*")  # an abbreviation, or words of Latin
_CLAUSE = regex(f"[,;:?!][{context.HAN}]|\\.$", re.M)  # a half-width mark in Chinese


@rule("marks.book-title", confidence=0.99)
def book_title(document: Document, self: Rule) -> Iterable[Proposal]:
    """Doubled angle brackets around a Chinese title become 《 and 》, single ones within it 〈 and 〉.

    ## Why
    << >>, ＜＜ ＞＞ and 〈〈 〉〉, in one line, around forty characters at most with Han among them
    and no angle bracket. Shift operators and here-documents have no such pair, and code is left
    alone; so are single angle brackets outside titles, which may be tags. 《 》 within 《 》 are usual
    in print and against the standard: 〈 〉 is a suggestion.

    ## Examples
    Repairs: 会议审议了<<城市绿化条例>>。 → 会议审议了《城市绿化条例》。
    Leaves: cout<<"中文"<<endl;

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    text = document.text
    lines = Lines.of(document)
    fixes: list[tuple[Sequence[Edit], str]] = []
    for found in (
        _TITLE.finditer(text) if any(mark in text for mark in ("<<", "＜＜", "〈〈")) else ()
    ):
        start, end = found.span()
        inside = found.group(2)
        if context.A_HAN.search(inside) and lines.at(start).chinese:
            fixes.append(((Edit(start, start + 2, "《"), Edit(end - 2, end, "》")), ""))
    fixes.extend(_inner_titles(text, _SIGNS, "<" in text))
    yield Proposal.of(fixes, self)
    marks = document.codes[places_of(document, "《》")] == ord("《")
    twice = _inner_titles(text, _NESTED, bool((marks[:-1] & marks[1:]).any()))
    yield Proposal.of(twice, self, safety=Safety.SUGGESTED, confidence=0.8)


def _inner_titles(
    text: str, pattern: re.Pattern[str], able: bool
) -> list[tuple[tuple[Edit, ...], str]]:
    """〈 and 〉 for the title that `pattern` finds within another one."""
    spans = [found.span(1) for found in pattern.finditer(text)] if able else []
    return [((Edit(start, start + 1, "〈"), Edit(end - 1, end, "〉")), "") for start, end in spans]


_INSIDE = "[^<>《》〈〉\n]{0,40}"
_SIGNS = regex(f"《{_INSIDE}(<[{context.HAN}]{_INSIDE}>){_INSIDE}》")
_NESTED = regex(f"《{_INSIDE}(《{_INSIDE}》){_INSIDE}》")
_TITLE = regex(
    r"(?<![<＜〈A-Za-z0-9])(<<|＜＜|〈〈)([^<>＜＞〈〉《》\n\"';]{1,40})(>>|＞＞|〉〉)(?![>＞〉A-Za-z0-9])"
)
