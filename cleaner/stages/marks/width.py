"""Half-width marks that stand in Chinese."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import numpy as np

from cleaner.ledger.fixes import Edit, Proposal
from cleaner.ledger.rules import Rule, Safety, rule
from cleaner.page import context
from cleaner.page.context import Line, Lines
from cleaner.protected.kinds import EMAIL, PHONE, RATIO, TIME, URL
from cleaner.protected.spans import spans
from cleaner.stages.marks.middle_dot import is_name
from cleaner.text import meant
from cleaner.text.characters import (
    ASCII_CLAUSE,
    ASCII_CLOSE,
    ASCII_STOP,
    ASCII_SYMBOL,
    CLOSE,
    DIGIT,
    HAN,
    LETTER,
    NEWLINE,
    OPEN,
    OTHER,
    POINT,
    class_set,
)
from cleaner.text.convention import ENOUGH
from cleaner.text.document import Document
from cleaner.text.regex import regex
from cleaner.text.signs import beside

FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", ".": "。"}
EMPHASIS = frozenset(("?!", "!?", "??", "!!"))  # more of them are the tone of a chat
CHINESE = class_set(HAN, OPEN, CLOSE, NEWLINE)
WORD = class_set(DIGIT, LETTER)


LAST_POINT = beside((DIGIT, LETTER), POINT, NEWLINE)  # see `_last_points`


@rule("marks.half-width", at=(beside((HAN, CLOSE), (ASCII_CLAUSE, ASCII_STOP)),), confidence=0.99)
def half_width(document: Document, self: Rule) -> Iterable[Proposal]:
    """A half-width , ; : ? or ! after a Han character becomes the Chinese mark.

    ## Why
    What follows must be Chinese too, or the line end; after a comma or semicolon it may be a number
    or a word. A blank that follows the mark goes with it. Marks in numbers, times, ratios, addresses
    and code are protected; the commas and colons of a table (rows of equally many, without other
    marks) and lines with kana or Hangul stay, too.

    ## Examples
    Repairs: 话语体系,推动发展 → 话语体系，推动发展
    Repairs: 真的吗?他问 → 真的吗？他问
    Repairs: 真的要走?! → 真的要走？！
    Leaves: 比分3:2，用时12:30，见 http://a.cn/中?b=1

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    if not document.has(ASCII_CLAUSE, ASCII_STOP):
        return
    text, classes = document.text, document.classes
    lines = Lines.of(document)
    marks = (class_set(ASCII_CLAUSE, ASCII_STOP)[classes]).nonzero()[0]
    fixes = []
    kinds = classes.tobytes()
    for place in marks[class_set(HAN, CLOSE)[classes[marks - 1]] & (marks > 0)].tolist():
        end = place + 1
        if end + 1 < len(text) and text[end] == " " and kinds[end + 1] == HAN:
            end += 1
        if text[place : end + 1] in EMPHASIS and _is_no_chat(document, lines, place):
            end += 1
        after = kinds[end] if end < len(text) else NEWLINE
        chinese = CHINESE[after] or (text[place] in ",;" and WORD[after])
        chinese = chinese or (
            after == DIGIT and text[place] == ":" and _tells_measure(lines, place)
        )
        if chinese and not _in_table(lines, place):
            wide = "".join(map(FULL.__getitem__, text[place:end].rstrip(" ")))
            fixes.append(((Edit(place, end, wide),), ""))
    yield Proposal.of(fixes, self)


@rule("marks.after-number", at=(beside((ASCII_CLAUSE, ASCII_STOP), HAN),), confidence=0.99)
def after_number(document: Document, self: Rule) -> Iterable[Proposal]:
    """A half-width , ; ? or ! between a number or word and Chinese becomes the Chinese mark.

    ## Why
    Only in running text: in a line that has Chinese marks already, or half-width ones throughout, a
    comma inside and a stop at the end, and a Han character right behind the mark and right before the number or
    word. Marks inside Latin text or a number have no Han character behind them.

    ## Examples
    Repairs: 今年全县经济增长5%,农民收入稳步增长。 → 今年全县经济增长5%，农民收入稳步增长。
    Leaves: 1,苹果,3.5

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    if not document.has(ASCII_CLAUSE, ASCII_STOP):
        return
    text, classes = document.text, document.classes
    lines = Lines.of(document)
    marks = (class_set(ASCII_CLAUSE, ASCII_STOP)[classes[1:-1]]).nonzero()[0] + 1
    marks = marks[classes[marks + 1] == HAN]
    chosen = [
        place
        for place in marks.tolist()
        if text[place] != ":"
        and _WORD_IN_CHINESE.search(text, max(0, place - LONGEST_WORD), place)
        and ("。" in lines.at(place).text if lines.at(place).running else half(lines.at(place)))
    ]
    yield Proposal.of([((Edit(p, p + 1, FULL[text[p]]),), "") for p in chosen], self)


def _is_no_chat(document: Document, lines: Lines, place: int) -> bool:
    """Whether a line is prose, or all of a text."""
    return len(document.line_ends) < 2 or lines.at(place).prose


def _tells_measure(lines: Lines, place: int) -> bool:
    """Whether a measure follows the colon at `place`, in a line with other marks of prose."""
    line = lines.at(place)
    return bool(_MEASURE.match(lines.text, place + 1)) and (line.running or half(line))


_MEASURE = regex(f"[0-9]+(?:\\.[0-9]+)?[{context.HAN}%℃]")


@lru_cache(256)
def half(line: Line) -> bool:
    """Whether a line of Chinese sentences has half-width marks throughout: one inside, one last."""
    if not line.chinese or _FULL.search(line.text):
        return False
    if not line.prose and len(context.A_HAN.findall(line.text)) < FEW_HAN:
        return False
    return bool(_HALF_INSIDE.search(line.text)) and bool(_HALF_LAST.search(line.text))


_FULL = regex("[，。；：？！、]")
_HALF_INSIDE = regex(f"[,;](?=[{context.HAN}“《])")
_HALF_LAST = regex(
    rf"(?:[{context.HAN}%℃][)\"”]?|[{context.HAN}][^，。\s]*\)|[{context.HAN}][A-Za-z\d./%]*[A-Za-z\d])[.?!]\"?\s*$"
)
FEW_HAN = 6  # Han of a line that tells of its own marks, at least; set by hand
LONGEST_WORD = 24  # characters looked at before a mark for a number or word in Chinese; set by hand
_WORD_IN_CHINESE = regex(
    f"[{context.HAN}] ?[A-Za-z0-9./]+(?: [0-9]+)?(?:\\([A-Z]+\\)[0-9]*)?[%℃]?$"
    f"|[{context.HAN}]\\(-?[0-9.]+(?:, ?-?[0-9.]+)+\\)$"
)


@rule(
    "marks.beside-address",
    at=(beside(HAN, ASCII_CLAUSE), beside(ASCII_CLAUSE, HAN), LAST_POINT),
    confidence=0.99,
)
def beside_address(document: Document, self: Rule) -> Iterable[Proposal]:
    """A half-width , ; or : between Chinese and an address, number or time becomes the Chinese mark.

    ## Why
    On the other side stands a protected span: an address, a telephone number, a ratio, a time.
    Han characters stand in the line before it. A point behind it that ends a line with Chinese marks
    is a full stop. Its own marks stay as they are; so do those of code
    and of tables.

    ## Examples
    Repairs: 网址:www.example.com,欢迎访问。 → 网址：www.example.com，欢迎访问。
    Repairs: 比例为3:2,共计5份。 → 比例为3:2，共计5份。
    Leaves: ping www.example.com:80，比分3:2

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    if not document.has(ASCII_CLAUSE, POINT):
        return
    text, classes = document.text, document.classes
    marks = class_set(ASCII_CLAUSE)[classes].nonzero()[0].tolist()
    last = _last_points(document)
    han = (
        {p for p in marks if p and classes[p - 1] == HAN},
        {p for p in marks if p + 1 < len(text) and classes[p + 1] == HAN},
    )
    if not any(han) and not last:
        return
    lines = Lines.of(document)
    chosen = []
    for span in spans(document):
        if span.kind not in BESIDE:
            continue
        line = lines.at(span.start)
        start, end = span.start - line.start, span.end - line.start
        if start <= line.first_han or line.foreign or line.has_code_beside(start, end):
            continue
        for place, there in ((span.start - 1, han[0]), (span.end, han[1])):
            if place in there and not lines.is_row(line, text[place]):
                chosen.append(place)
        if span.end in last and line.running:
            chosen.append(span.end)
    chosen = sorted(set(chosen))
    yield Proposal.of([((Edit(p, p + 1, FULL[text[p]]),), "") for p in chosen], self)


def _last_points(document: Document) -> set[int]:
    """The points behind a number or a letter that end a line; a line cut in a number is none."""
    classes = np.append(document.classes, (NEWLINE, NEWLINE))
    points = (classes[1:-2] == POINT).nonzero()[0] + 1
    last = WORD[classes[points - 1]] & (classes[points + 1] == NEWLINE)
    return {*points[last & (classes[points + 2] != DIGIT)].tolist()}


BESIDE = frozenset((URL, EMAIL, PHONE, RATIO, TIME))


def _in_table(lines: Lines, place: int) -> bool:
    """Whether the line around `place` is no running Chinese: a row, an entry, Japanese or Korean."""
    line = lines.at(place)
    return line.foreign or lines.is_entry(line) or lines.is_row(line, lines.text[place])


@rule(
    "marks.full-stop",
    at=(beside((HAN, CLOSE, ASCII_CLOSE, ASCII_SYMBOL, OTHER), POINT), LAST_POINT),
    confidence=0.99,
)
def full_stop(document: Document, self: Rule) -> Iterable[Proposal]:
    """A point that ends a Chinese sentence becomes the full stop 。.

    ## Why
    It stands right behind a Han character, or behind a number with % or ℃, and the line ends there,
    perhaps after a closing mark, or a clause of four characters or more goes on behind it. Six
    characters at least stand between the mark before it and the point, and the line has Chinese
    marks. At a line's end it may also stand behind a closing mark, and two characters will do; four,
    in a line of eight Han characters without Chinese marks. Shorter clauses are a suggestion, unless three other
    points show that the document writes points for full stops. Numbers, abbreviations and list
    numbers have no Han character before the point; file names, addresses and names with a point in
    them are left alone.

    ## Examples
    Repairs: 今年以来，全县大力发展特色农业. → 今年以来，全县大力发展特色农业。
    Repairs: 会议上午结束，代表们离开了会场.下午继续讨论。 → 会议上午结束，代表们离开了会场。下午继续讨论。
    Leaves: 1.总体要求⏎见附件名单.docx，增长5.2%。

    ## Known failures
    - Short clauses: they may be labels or parts of a name.

    ## Since
    0.1.0
    """
    if not document.has(POINT):
        return
    sure, short = _sentence_ends(document)
    lines = Lines.of(document)
    half_width = meant.half_width(document)
    if len(sure) >= ENOUGH or half_width:
        running = {place for place in short if half_width or lines.at(place).running}
        sure += [place for place in short if place in running]
        short = [place for place in short if place not in running]
    classes = document.classes
    doubtful = short + [
        place
        for place in _last_points(document)
        if classes[place - 1] == LETTER and _ends_with_abbreviation(lines.at(place), place)
    ]
    for places, safety in ((sorted(sure), None), (sorted(doubtful), Safety.SUGGESTED)):
        ends = [place + 1 for place in places]
        confidence = 0.8 if safety else None
        yield Proposal(self, places, ends, "。", safety=safety, confidence=confidence)


def _sentence_ends(document: Document) -> tuple[list[int], list[int]]:
    """The points that end a sentence of Chinese, and those that may, after or before a short clause."""
    lines, text, classes = Lines.of(document), document.text, document.classes
    sure: list[int] = []
    short: list[int] = []
    points = (classes[1:] == POINT).nonzero()[0] + 1
    for place in points[BEFORE_STOP[classes[points - 1]]].tolist():
        closed = classes[place - 1] == CLOSE
        unit = text[place - 1] in "%℃‰"
        line = lines.at(place)
        offset = place - line.start
        bracketed = text[place - 1] == ")" and half(line)
        cited = bool(_CITED.search(line.text, max(0, offset - 8), offset))
        if not (closed or unit or bracketed or cited or classes[place - 1] == HAN):
            continue
        named = _named_before(line) <= offset
        fits = line.prose or ((closed or named) and line.chinese)
        if not fits or is_name(line.text, offset):
            continue
        if unit or bracketed or cited:
            sure += [place] * bool(_ENDS.match(line.text, offset + 1))
        elif (line.running or closed or named) and _LAST.fullmatch(line.text, max(0, offset - 2)):
            sure.append(place)
        elif before := _CLAUSE_BEFORE.search(line.text, max(0, offset - LONGEST_CLAUSE), offset):
            long = line.running and len(before[0]) >= CLAUSE_LENGTH
            if _ENDS.match(line.text, offset + 1):
                sure.append(place)
            elif _CLAUSE_AFTER.match(line.text, offset + 1):
                (sure if long or _TWO.fullmatch(line.text) else short).append(place)
            elif line.running and _WORD_AFTER.match(line.text, offset + 1):
                short.append(place)
    for place in _last_points(document):
        line = lines.at(place)
        if half(line) and _MEASURED.search(line.text, 0, place - line.start):
            sure.append(place)
    return sure, short


_CITED = regex(rf"[{context.HAN}”》）]\[\d{{1,3}}\]$")  # a reference behind Chinese
_MEASURED = regex(f"[{context.HAN}][A-Za-z]*[0-9][0-9.]*[A-Za-z/]*$")
_BRACKETS = regex(rf"[（“《][{context.HAN}][^（）“”《》]*[）”》][{context.HAN}]")
BEFORE_STOP = class_set(
    HAN, CLOSE, ASCII_CLOSE, ASCII_SYMBOL, OTHER
)  # signs of units are among the last


@lru_cache(256)
def _named_before(line: Line) -> int:
    """Where the first bracket, quotation or title of a line ends, with a character behind it."""
    found = _BRACKETS.search(line.text)
    return found.end() if found else len(line.text) + 1


def _ends_with_abbreviation(line: Line, place: int) -> bool:
    """Whether a Chinese line ends with a point after capitals, which may be a full stop."""
    last = place + 1 == line.end
    return last and line.chinese and bool(_ABBREVIATION.search(line.text))


_ABBREVIATION = regex(f"[{context.HAN}][A-Z]{{2,8}}\\.$")
CLAUSE_LENGTH = 6  # characters between the last mark and a point, at least; set by hand
_NO_MARK = f"[^{context.CHINESE_MARKS}\\s.,;:?!()]"
# What stands before a point since the last mark or blank: four characters, the last two of them Han.
LONGEST_CLAUSE = 62
_CLAUSE_BEFORE = regex(f"{_NO_MARK}{{2,{LONGEST_CLAUSE - 2}}}[{context.HAN}]{{2}}$")
_LAST = regex(f"(?:{_NO_MARK}[{context.HAN}]|[^。！？…][”’」』）》])\\.[”’」』）]{{0,2}}\\s*")
_ENDS = regex(r"[”’」』）]{0,2}\s*$")
# What goes on behind it: four characters without a point, Han among them; a word and a comma.
_DOMAINS = "中国|中國|公司|网络|網絡|网址|政务|公益|香港|台湾|台灣|商标|集团|在线|中文网"
_CLAUSE_AFTER = regex(
    f"(?![^.\n]{{0,6}}\\.)(?!{_DOMAINS})(?=[^，。]{{0,8}}[{context.HAN}])[“《]?{_NO_MARK}{{4}}|[{context.HAN}]{{1,3}}[“《]"
)
_TWO = regex(f"[{context.HAN}]{{4,30}}\\.[{context.HAN}]{{4,30}}")  # two clauses, nothing else
_WORD_AFTER = regex(f"(?!{_DOMAINS})[{context.HAN}]{{2,3}}[，：、]")
