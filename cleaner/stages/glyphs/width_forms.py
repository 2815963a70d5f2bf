"""Characters printed in another shape: full-width, compatibility, half-width, vertical, ligatures."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from cleaner.ledger.fixes import Edit, Proposal
from cleaner.ledger.rules import Rule, Safety, rule
from cleaner.page.context import lines_holding
from cleaner.text import meant
from cleaner.text.answers import Answers
from cleaner.text.characters import HAN, WIDE_ALNUM, class_of
from cleaner.text.convention import writes_full_width
from cleaner.text.document import Document
from cleaner.text.forms import (
    COMPATIBLE,
    HALF_KANA,
    LIGATURE,
    UNIFIED,
    VERTICAL,
    forms,
    of_form,
    places,
)
from cleaner.text.regex import regex
from cleaner.text.signs import one

TO_HALF = 0xFEE0  # from a full-width form to its ASCII character

_WIDE = "０-９Ａ-Ｚａ-ｚ"
_WIDE_RUN = regex(f"[{_WIDE}]+")
_ON_WIDTH = regex(r"[全半]\s?[角形宽寬]|full-?\s?width|half-?\s?width", re.IGNORECASE)
_JAPANESE_OR_KOREAN = regex("[\u3041-\u30fa\u30fc-\u30ff\u3130-\u318f\uac00-\ud7af]")
_SET_APART = regex(f"(?<=\\S)\u3000+(?=[{_WIDE}])|(?<=[{_WIDE}])\u3000+(?=\\S)")
_BETWEEN_WORDS = regex(
    "(?<=[Ａ-Ｚａ-ｚ]{2})\u3000(?=[Ａ-Ｚａ-ｚ])|(?<=[Ａ-Ｚａ-ｚ])\u3000(?=[Ａ-Ｚａ-ｚ]{2})"
)

# Marks inside numbers and abbreviations; at least one neighbour is full-width.
_SHARP = regex("(?<=[Ａ-Ｚａ-ｚ])(?:＃|＋＋)(?![０-９Ａ-Ｚａ-ｚ])")  # of C# and C++
_POINT = regex(
    f"(?:(?<=[０-９])．(?=[0-9０-９])|(?<=[0-9])．(?=[０-９])|(?<=[Ａ-Ｚａ-ｚ])．(?=[{_WIDE}]))"
)
_DECIMAL = regex("(?<![0-9０-９．])[0-9]+(．)[0-9]+(?=[%％‰亿億万萬千百元倍吨噸米])")
_THOUSANDS = regex(
    "(?<![0-9０-９，．])[1-9１-９][0-9０-９]{0,2}(?:，[0-9０-９]{3})+(?![0-9０-９，])"
)
_NUMBER_LINK = regex(
    f"(?<=[０-９])[－／](?=[０-９])|(?<=[０-９])[％](?![０-９])|(?<=[{_WIDE}])＠(?=[{_WIDE}])"
)
_TIME = regex("(?<![0-9０-９：])[０-２]?[０-９]：[０-５][０-９](?![0-9０-９：])")
_ITEM = regex(r"\s*[0-9０-９]{1,2}．[0-9０-９]+(?![0-9０-９．%％亿億万萬倍元]|\s*$)")
_EACH = regex("[分各][别別为為]|依次")
BEFORE_LIST = 12  # characters before a number that tell of several; set by hand


def lines_with(document: Document, form: int) -> Iterator[tuple[int, str]]:
    """Start and text of the lines in which characters of `form` stand."""
    return lines_holding(document.text, places(forms(document), form))


@rule("glyphs.full-width", at=(one(WIDE_ALNUM, "．"),), confidence=0.99)
def full_width(document: Document, self: Rule) -> Iterable[Proposal]:
    """A full-width letter or digit becomes the ordinary one.

    ## Why
    Typesetters filled the grid with them, and no search for a number or a name finds them. The point
    and the comma of a number, its percent sign, the colon of a time, the hyphen of a telephone number,
    the signs of C# and C++ and the blank between two full-width words go with them. In a text that writes full-width throughout (twenty and more, nine in ten)
    this is a suggestion. Left alone: Japanese and Korean lines, in which the width is custom; lines
    in which ideographic blanks set the numbers apart, as in a table; lines that speak of full width.

    ## Examples
    Repairs: 义乌２０２３年Ａ股 → 义乌2023年A股
    Repairs: 出口４．５６６９亿元，涉及１，８００家 → 出口4.5669亿元，涉及1,800家
    Leaves: Ａ组\u3000１０分
    Leaves: 東京都は１２日、条例を可決した。

    ## Known failures
    - A comma after three digits might part a list.
    - Looks like a row of a table.

    ## Since
    0.1.0
    """
    if not document.has(WIDE_ALNUM):
        yield Proposal.of(_decimals(document), self)
        return
    if meant.abroad(document):
        return
    starts, ends, after = list[int](), list[int](), list[str]()
    narrowed = Answers(_narrowed)
    for start, line in lines_holding(document.text, places(document.classes.tobytes(), WIDE_ALNUM)):
        for first, last, half in narrowed[line]:
            starts.append(start + first)
            ends.append(start + last)
            after.append(half)
    safety = Safety.SUGGESTED if writes_full_width(document) else None
    yield Proposal(self, starts, ends, after, safety=safety)


def _decimals(document: Document) -> Iterator[tuple[tuple[Edit], str]]:
    """The full-width points of decimals of ordinary digits, a measure behind them.

    At the start of a line 1．5 may be the fifth part of the first.
    """
    text = document.text
    for found in _DECIMAL.finditer(text) if "．" in text else ():
        opens = found.start() == 0 or text[found.start() - 1] == "\n"
        if not opens or found.end() - found.end(1) > 1:
            yield (Edit(*found.span(1), "."),), ""


def _keeps_width(line: str) -> bool:
    """Whether the full-width characters of a line are there on purpose."""
    if _JAPANESE_OR_KOREAN.search(line) or _ON_WIDTH.search(line):
        return True
    return any(not _BETWEEN_WORDS.match(line, gap.start()) for gap in _SET_APART.finditer(line))


def _narrowed(line: str) -> list[tuple[int, int, str]]:
    """The full-width runs of a line with the marks that belong to them: start, end, what comes there.

    Each run with its marks is one piece, so that a number is repaired as a whole.
    """
    return [] if _keeps_width(line) else list(_pieces(line))


def _pieces(line: str) -> Iterator[tuple[int, int, str]]:
    """The same, of a line that does not keep its width."""
    half = {place: chr(ord(line[place]) - TO_HALF) for place in _marks(line)}
    half |= {gap.start(): " " for gap in _BETWEEN_WORDS.finditer(line)}
    for run in _WIDE_RUN.finditer(line):
        half |= {place: chr(ord(line[place]) - TO_HALF) for place in range(*run.span())}
    start = -1
    for place in sorted(half):
        if place - 1 not in half:
            start = place
        if place + 1 not in half:
            yield start, place + 1, "".join(half[each] for each in range(start, place + 1))


def _marks(line: str) -> Iterator[int]:
    """The places of full-width marks that belong to a number or an abbreviation."""
    item = _ITEM.match(line)
    numbered = line.find("．") if item else -1
    yield from (found.start() for found in _POINT.finditer(line) if found.start() != numbered)
    yield from (found.start() for found in _NUMBER_LINK.finditer(line))
    yield from (place for found in _SHARP.finditer(line) for place in range(*found.span()))
    yield from (found[0].index("：") + found.start() for found in _TIME.finditer(line))
    for number in _THOUSANDS.finditer(line):
        if _WIDE_RUN.search(number[0]) and _is_one_number(line, number):
            yield from (number.start() + at for at, mark in enumerate(number[0]) if mark == "，")


def _is_one_number(line: str, number: re.Match[str]) -> bool:
    """Whether the commas of a number part its thousands, and not the members of a list."""
    first, *groups = number[0].split("，")
    if _EACH.search(line, max(0, number.start() - BEFORE_LIST), number.start()):
        return False
    return len(first) < 3 or any(group[0] in "0０" for group in groups)


_ON_CODES = regex(r"兼容|相容|异体|異體|unicode|U\+[0-9A-F]{4}|big5|码位|碼位", re.IGNORECASE)


@rule("glyphs.compatibility", at=(one(of_form(COMPATIBLE)),), confidence=0.99)
def compatibility(document: Document, self: Rule) -> Iterable[Proposal]:
    """A compatibility ideograph becomes the unified one it duplicates.

    ## Why
    Old Korean, Taiwanese and Japanese character sets had some characters twice; fonts of PDFs still
    point to the second one (U+F900 to U+FAFF, U+2F800 to U+2FA1F), which looks the same and is found
    by no search. Unicode holds both for equal (normalization form C). Lines with kana or Hangul stay:
    there the second one may spell a name or a reading; so do lines that hardly have other Han, like
    tables of such characters, and lines that speak of codes.

    ## Examples
    Repairs: 今年\uf98e底完成\uf97e化 → 今年年底完成量化
    Leaves: \uf900 \uf901 \uf902

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    if COMPATIBLE not in forms(document):
        return
    fixes = []
    for origin, line in lines_with(document, COMPATIBLE):
        found = [at for at, character in enumerate(line) if _is_compatible(character)]
        ordinary = sum(class_of(character) == HAN for character in line) - len(found)
        if ordinary < len(found) or _JAPANESE_OR_KOREAN.search(line):
            continue
        if not _ON_CODES.search(line):
            for at in found:
                place, after = origin + at, unicodedata.normalize("NFC", line[at])
                fixes.append(((Edit(place, place + 1, after),), ""))
    yield Proposal.of(fixes, self)


def _is_compatible(character: str) -> bool:
    if not ("\uf900" <= character <= "\ufaff" or "\U0002f800" <= character <= "\U0002fa1f"):
        return False
    return character not in UNIFIED and unicodedata.normalize("NFC", character) != character


_HALF_KANA = regex("(?:[ｳｶ-ﾄﾊ-ﾎ]ﾞ|[ﾊ-ﾎ]ﾟ|[｡-ﾝ])+(?![ﾞﾟ])")
_LETTERS = regex("[ｦ-ｯｱ-ﾝ]")
_OTHER_THAN_HALF_KANA = regex("[\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff]")
_CELL_ENDS = "\t,|\"'"


@rule("glyphs.half-width-kana", at=(one(of_form(HALF_KANA)),), confidence=0.99)
def half_width_kana(document: Document, self: Rule) -> Iterable[Proposal]:
    """Half-width katakana in running text become full-width, with their voiced marks joined on.

    ## Why
    They come from old systems and are found by no search. Repaired are runs of two letters and more
    in a line that has Han or full-width kana too. Lines of half-width katakana alone, cells of a
    table, single letters (they make faces) and lines that speak of half width stay.

    ## Examples
    Repairs: 日本のｶﾞﾗｽ工芸を見る。 → 日本のガラス工芸を見る。
    Leaves: ﾔﾏﾀﾞ ﾀﾛｳ
    Leaves: 山田,ﾔﾏﾀﾞ,20

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    if HALF_KANA not in forms(document):
        return
    fixes = []
    for origin, line in lines_with(document, HALF_KANA):
        if not _OTHER_THAN_HALF_KANA.search(line) or _ON_WIDTH.search(line):
            continue
        for run in _HALF_KANA.finditer(line):
            if len(_LETTERS.findall(run[0])) > 1 and not _is_cell(line, *run.span()):
                after = unicodedata.normalize("NFKC", run[0])
                fixes.append(((Edit(origin + run.start(), origin + run.end(), after),), ""))
    yield Proposal.of(fixes, self)


def _is_cell(line: str, start: int, end: int) -> bool:
    """Whether marks that part cells, or the ends of the line, are on both sides, one mark at least."""
    before, after = line[start - 1 : start], line[end : end + 1]
    both = all(not side or side in _CELL_ENDS for side in (before, after))
    return both and bool(before or after)


_PAIRS = {
    "︵": "（", "︶": "）", "︷": "｛", "︸": "｝", "︹": "〔", "︺": "〕", "︻": "【", "︼": "】",
    "︽": "《", "︾": "》", "︿": "〈", "﹀": "〉", "﹁": "「", "﹂": "」", "﹃": "『", "﹄": "』",
    "︗": "〖", "︘": "〗", "﹇": "［", "﹈": "］",
}  # fmt: skip
_OPENING, _CLOSING = list(_PAIRS)[::2], list(_PAIRS)[1::2]
_OPENER = regex(f"[{''.join(_OPENING)}]")
_CLOSER = dict(zip(_OPENING, _CLOSING, strict=True))
_SINGLES = {
    "︐": "，", "︑": "、", "︒": "。", "︓": "：", "︔": "；", "︕": "！", "︖": "？", "︙": "……",
    "︰": "：", "︱︱": "——",
}  # fmt: skip
_SINGLE = regex(
    "(?<=[\u3007\u3400-\u9fff0-9A-Za-z）」』》”’])(?:[︐-︖︙︰]|︱︱)(?![︐-︖︙︰︱])"
)
_ANY_HAN = regex("[\u3007\u3400-\u9fff]")
RUNNING = 4  # Han in a line besides the forms, at least; set by hand
ASIDE = 120  # characters a bracket encloses at most; set by hand


@rule("glyphs.vertical", at=(one(of_form(VERTICAL)),), confidence=0.99)
def vertical(document: Document, self: Rule) -> Iterable[Proposal]:
    """The vertical form of a mark becomes the mark of horizontal text.

    ## Why
    Papers set in columns from top to bottom use brackets, quotes and marks turned by 90 degrees, and
    their PDFs keep them in text that is now read from left to right. ︰ became a colon by custom.
    Brackets and quotes are repaired in pairs that enclose something Chinese, in a line of four Han
    and more. Those without a partner stay, for they make faces; so does a single ︱, which parts
    titles.

    ## Examples
    Repairs: 總統︵右︶昨日表示︰﹁經濟穩定﹂。 → 總統（右）昨日表示：「經濟穩定」。
    Leaves: 哼（︶︿︶）今天很生氣

    ## Known failures
    - A pair over two lines.

    ## Since
    0.1.0
    """
    if VERTICAL not in forms(document):
        return
    fixes = []
    for origin, line in lines_with(document, VERTICAL):
        if len(_ANY_HAN.findall(line)) >= RUNNING:
            for edits in (*_paired(line), *_single(line)):
                moved = tuple(
                    Edit(origin + start, origin + end, after) for start, end, after in edits
                )
                fixes.append((moved, ""))
    yield Proposal.of(fixes, self)


def _paired(line: str) -> Iterator[tuple[tuple[int, int, str], ...]]:
    """The pairs of vertical brackets and quotes that enclose Han."""
    for opener in _OPENER.finditer(line):
        start, closer = opener.start(), _CLOSER[opener[0]]
        end = line.find(closer, start + 1, start + ASIDE)
        if end >= 0 and _ANY_HAN.search(line, start + 1, end):
            yield (start, start + 1, _PAIRS[opener[0]]), (end, end + 1, _PAIRS[closer])


def _single(line: str) -> Iterator[tuple[tuple[int, int, str], ...]]:
    """The vertical marks that stand by themselves, after a word."""
    for found in _SINGLE.finditer(line):
        yield ((*found.span(), _SINGLES[found[0]]),)


_LETTER = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
_LIGATURE = regex(f"(?<=[{_LETTER}])[ﬀ-ﬆ]+|(?<![ﬀ-ﬆ])[ﬀ-ﬆ]+(?=[{_LETTER}])")
_ON_LIGATURES = regex(r"ligature|连字|連字|合字", re.IGNORECASE)


@rule("glyphs.ligature", at=(one(of_form(LIGATURE)),))
def ligature(document: Document, self: Rule) -> Iterable[Proposal]:
    """A ligature of Latin letters becomes its letters.

    ## Why
    Fonts draw ﬁ, ﬂ, ﬀ, ﬃ, ﬄ, ﬅ and ﬆ as one sign, and extractors give the sign; no search finds the
    word. Repaired where a letter stands beside it; a sign alone, as in a table of characters, stays,
    and so do lines that speak of ligatures.

    ## Examples
    Repairs: the oﬃce ﬁrst → the office first
    Leaves: ﬀ ﬁ ﬂ

    ## Known failures
    - A blank was put in after it.

    ## Since
    0.1.0
    """
    if LIGATURE not in forms(document):
        return
    fixes = []
    for origin, line in lines_with(document, LIGATURE):
        if not _ON_LIGATURES.search(line):
            for found in _LIGATURE.finditer(line):
                after = unicodedata.normalize("NFKC", found[0])
                place = origin + found.start()
                fixes.append(((Edit(place, place + len(found[0]), after),), ""))
    yield Proposal.of(fixes, self)
