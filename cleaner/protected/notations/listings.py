"""Lists that look something up: prices, contents, indexes, entries below a label, variants."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from cleaner.protected.notations.notation import LISTING, TABLE, WORDS, Notation
from cleaner.protected.notations.rows import Rows
from cleaner.text.characters import Flags, distinct
from cleaner.text.regex import regex

_HAN = "\u3400-\u9fff"
_NUMERAL = r"\d〇零一二三四五六七八九十百千ivxlIVXL"
_NUMBER = rf"[¥￥$€]?[{_NUMERAL}][{_NUMERAL}.,]{{0,8}}"
_UNIT = r"(?: ?(?:元|圆|円|块|塊|頁|页|起|RMB|[¥￥]))?(?: ?[/／] ?\S{1,5})?"
_LEADER = regex(
    rf"(?:\.{{4,}}|…{{2,}}|·{{4,}}|(?:[.·…] ?){{4,}}|-{{5,}}|—{{3,}}|_{{4,}})[ \u3000（(]*"
    rf"{_NUMBER}{_UNIT}[）)]?$"
)
_PRICE = regex(
    rf".*[{_HAN}A-Za-z)）\]】](?:[ \u3000\t]+|[:：] ?|…+ ?)"
    rf"[A-Z]?[¥￥$€+]? ?\d{{1,5}}(?:\.\d\d?)?{_UNIT}(?:[（(][^（）()]{{1,12}}[）)])?"
)
_PRICES = regex(
    r".*[¥￥$€] ?\d+(?:\.\d\d?)?.*[¥￥$€] ?\d+(?:\.\d\d?)?.*|.*(?:\+\d+[ \u3000]+\S.*){2}"
)
_PAGES = r"\d{1,4}(?:[-–—~～]\d{1,4})?[nf]?"
_ENTRY = regex(
    rf"\S.{{0,24}}?(?:[ \u3000,，:：]|…|\.)+{_PAGES}"
    rf"(?:[,，;；、. ]{{1,2}}(?:[^\s\d,，;；]{{1,8}} ?)?{_PAGES})*"
)
_SEE = regex(r".{1,24}(?:[ \u3000→]|——)(?:又?[见見]|参见|參見|see(?: also)?|→) ?.{1,24}")
_FIGURE = regex(r"[-+¥￥$]?\d[\d.,:/%-]*")
_LABELLED = regex(rf"(?!第)[{_HAN}]{{2,4}}[ \u3000][^\s\u3000].{{7,}}")
_PARTED = regex(rf"(?<=[{_HAN}])[ \u3000]+(?=[{_HAN}])")
LEADERS = ("....", "……", "····", ". . .", "· · ·", "-----", "———", "____")
TAILS = "0123456789〇零一二三四五六七八九十百千ivxlIVXLⅠⅡⅢⅣⅤ元圆円块塊頁页起份条斤个只)）"
LONGEST, WIDEST = 60, 200  # characters of an entry, of one with leaders
FEW, ENTRIES = 3, 5  # lines of prices or labels, and of an index
APART = 2  # other lines between two entries of a list
SHARE = 0.5  # of the lines of a list, those that are entries
BOXES = "□☐☑☒✓✔√"
PARTS = 3  # blanks between Han from which a line is set wide
VARIANTS = 5  # lines of single characters


def contents(rows: Rows) -> Iterator[Notation]:
    """Tables of contents and the like: leaders of points from an entry to its number."""
    if not any(sign in rows.text for sign in LEADERS):
        return
    able = rows.free & (rows.last - rows.first < WIDEST) & ~rows.ended
    flags = rows.which(able & rows.among(rows.tails, TAILS), _has_leader)
    yield from _lists(rows, flags, 2, "leaders from each entry to a number")


def _has_leader(line: str) -> bool:
    return any(sign in line for sign in LEADERS) and bool(_LEADER.search(line))


def prices(rows: Rows) -> Iterator[Notation]:
    """Menus and lists of prices: lines that end with a price and no mark."""
    able = rows.free & (rows.last - rows.first < LONGEST) & ~rows.ended & ~rows.goes_on
    if np.count_nonzero(able) < FEW:
        return
    able &= (rows.han > 0) & (rows.marks < 3) & rows.figured
    flags = rows.which(able, _is_priced)
    yield from _lists(rows, flags, FEW, "lines that end with a price or a number")


def indexes(rows: Rows) -> Iterator[Notation]:
    """Indexes: entries with the numbers of their pages."""
    if not any(sign in rows.text for sign in (", ", "，", "–", "见", "見", "...")):
        return
    able = rows.free & (rows.last - rows.first < LONGEST) & ~rows.ended & ~rows.goes_on
    if np.count_nonzero(able) < ENTRIES:
        return
    flags = rows.which(able & rows.figured, _ENTRY.fullmatch)
    if int(flags.sum()) < ENTRIES:
        return
    flags |= rows.which(able & ~flags & (rows.han > 0), _SEE.fullmatch)
    yield from _lists(rows, flags, ENTRIES, "entries with the numbers of their pages")


def _is_priced(line: str) -> bool:
    return bool(_PRICE.fullmatch(line) or _PRICES.fullmatch(line))


def _lists(rows: Rows, flags: Flags, least: int, why: str) -> Iterator[Notation]:
    """The groups of entries, with the lines between them."""
    for first, last, count in rows.near(flags, APART):
        if count < least or count < SHARE * rows.seen(first, last):
            continue
        for start, end in rows.runs(rows.free & _between(rows, first, last)):
            yield Notation(*rows.span(start, end), LISTING, f"{count} {why}")
        rows.take(first, last)


def _between(rows: Rows, first: int, last: int) -> Flags:
    flags = np.zeros(len(rows), np.bool_)
    flags[first : last + 1] = True
    return flags


def labels(rows: Rows) -> Iterator[Notation]:
    """Entries of one line each that begin with a word and a blank: 招聘 本店诚聘厨师1名。"""
    able = rows.free & (rows.words > 1)
    if not able.any():
        return
    able &= (rows.han > 7) & (rows.marks > 0)
    flags = rows.which(able, _is_labelled)
    for first, last in rows.runs(flags, across_blanks=True):
        heads = [line.split()[0] for line in rows.lines[first : last + 1] if line]
        if len(heads) >= FEW and 2 * len(set(heads)) > len(heads):
            yield Notation(*rows.span(first, last), LISTING, f"{len(heads)} entries with a label")
            rows.take(first, last)


def _is_labelled(line: str) -> bool:
    return bool(_LABELLED.fullmatch(line)) and len(_PARTED.findall(line)) < PARTS


def figures(rows: Rows) -> Iterator[Notation]:
    """Rows of a table parted by single blanks, two figures or more in each, with the head above."""
    able = rows.free & (rows.marks == 0)
    if not able.any():
        return
    able &= rows.figured & (rows.words > FEW)
    flags = rows.which(able, _has_figures)
    for first, last in rows.runs(flags):
        if last - first + 1 >= FEW:
            if (
                first
                and rows.free[first - 1]
                and rows.words[first - 1] > FEW
                and not rows.marks[first - 1]
            ):
                first -= 1
            yield Notation(*rows.span(first, last), TABLE, "rows of figures")
            rows.take(first, last)


def _has_figures(line: str) -> bool:
    return sum(map(bool, map(_FIGURE.fullmatch, line.split()))) >= 2


def checklists(rows: Rows) -> Iterator[Notation]:
    """Things to tick off, a box before each."""
    if not any(sign in rows.text for sign in BOXES):
        return
    able = (
        rows.free & (rows.last - rows.first < LONGEST) & rows.among(rows.heads, BOXES) & ~rows.ended
    )
    for first, last, count in rows.near(able, 0):
        if count >= FEW:
            yield Notation(*rows.span(first, last), LISTING, f"{count} boxes to tick")
            rows.take(first, last)


def variants(rows: Rows) -> Iterator[Notation]:
    """Forms of the same character, a line for each: 台 臺 颱 檯."""
    sizes = rows.last - rows.first
    able = rows.free & (rows.marks == 0)
    if not able.any():
        return
    able &= (rows.words > 1) & (sizes == 2 * rows.words - 1)
    count = int(able.sum())
    enough = count >= VARIANTS and count >= 0.9 * int((~rows.blank).sum())
    if enough and len(distinct(rows.words[able])) > 1:
        yield Notation(0, len(rows.text), WORDS, f"{count} lines of single characters")
        rows.take(0, len(rows) - 1)
