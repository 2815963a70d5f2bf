"""Marks and digits that were misread for each other, beside Chinese."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from cleaner.config import Settings
from cleaner.knowledge.language import Model
from cleaner.knowledge.lexicon import LONGEST
from cleaner.ledger.fixes import Edit
from cleaner.misreading.judging import model_of
from cleaner.misreading.passages import is_classical
from cleaner.page.context import HAN, Lines
from cleaner.page.patterns import BYLINE, SIGNED, STAFF, kind_of
from cleaner.text.characters import code_points
from cleaner.text.convention import UNKNOWN, trait
from cleaner.text.document import Document
from cleaner.text.regex import regex

# The share of lines with a bar from which the bars part the cells of a table; set by hand.
TABLE = 0.1
Fix = tuple[tuple[Edit, ...], str]
Fixes = Iterator[Fix]


class Kind(NamedTuple):
    """A way of misreading: characters one of which the text must have, and what finds it.

    `sure`: whether it is applied; `width`: whether it asks for a text with full-width marks.
    """

    needs: str
    find: Callable[[str, Model], Fixes]
    sure: bool = True
    width: bool = False


def find(document: Document, settings: Settings) -> Iterator[tuple[list[Fix], bool]]:
    """The fixes of each kind, and whether they are sure. Raises ModelError."""
    full = trait(document, "marks", settings.convention).value in ("full", UNKNOWN)
    text, taken, lines = document.text, set[int](), Lines.of(document)
    model = model_of(settings.model)
    for kind in KINDS:
        if (kind.width and not full) or not any(one in text for one in kind.needs):
            continue
        fixes = [
            fix
            for fix in kind.find(text, model)
            if not _elsewhere(lines, fix[0][0].start, kind.width) and _free(fix[0], taken)
        ]
        if fixes:
            yield fixes, kind.sure


def _elsewhere(lines: Lines, place: int, width: bool) -> bool:
    """Whether a place is in another language, or, where widths are concerned, in a list's entry."""
    line = lines.at(place)
    return line.foreign or (width and lines.is_entry(line))


def _free(edits: tuple[Edit, ...], taken: set[int]) -> bool:
    """Whether no other fix changes these places; they are taken then."""
    places = {place for edit in edits for place in range(edit.start, edit.end)}
    if places & taken:
        return False
    taken |= places
    return True


def _one(start: int, after: str) -> Edit:
    return Edit(start, start + 1, after)


_PAIR = regex(
    f"([〈<(（])([^〈〉<>()（）《》\n]{{0,40}}[{HAN}][^〈〉<>()（）《》\n]{{0,40}})([)）〉>])"
)


def _rounded(found: re.Match[str]) -> tuple[Edit, ...]:
    """The edits that make the brackets, groups 1 and 3, round and full-width."""
    wanted = (1, "（"), (3, "）")
    return tuple(_one(found.start(at), mark) for at, mark in wanted if found[at] != mark)


def _mixed_brackets(text: str, _: Model) -> Fixes:
    """Brackets around Chinese of two kinds, one of them round."""
    for found in _PAIR.finditer(text):
        both = found[1] + found[3]
        if set(both) & set("()（）") and both not in ("()", "（）"):
            yield _rounded(found), f"{found[1]} and {found[3]} belong together"


_REPORTER = regex(
    "([《〈<(（])((?:本[报報])?(?:[记記]者|通[讯訊][员員])[^《》〈〉<>()（）\n]{2,20})([)）〉>》])"
)


def _reporters(text: str, _: Model) -> Fixes:
    """Brackets of two kinds, or none of them round, around reporters."""
    for found in _REPORTER.finditer(text):
        if found[1] + found[3] not in ("()", "（）"):
            yield _rounded(found), "they stand around reporters"


_QUOTE_MARK = regex("[“”]")
BESIDE = 40  # characters on either side of a quote in a line as short as a byline; set by hand
_OF_REPORTERS = regex(
    f"(?<=[《〈(（])(?:[记記]者|通[讯訊][员員])[^《》〈〉()（）“”\n]{{2,12}}”(?=[{HAN} ]{{2,5}}[)）〉》])"
)
_BLANKED = str.maketrans("“”", "\u3000\u3000")
NAMED = (BYLINE, SIGNED, STAFF)


def _wide_blanks(text: str, _: Model) -> Fixes:
    """“ and ” where a wide blank parts names: in bylines, among editors."""
    places = [found.end() - 1 for found in _OF_REPORTERS.finditer(text)]
    for start, end in _quoted_lines(text):
        if kind_of(text[start:end].translate(_BLANKED)) in NAMED:
            places += [at for at in range(start, end) if text[at] in "“”"]
    for place in sorted(set(places)):
        beside = " " in (text[place - 1 : place], text[place + 1 : place + 2])
        yield (_one(place, "" if beside else "\u3000"),), "a wide blank parts names"


def _quoted_lines(text: str) -> Iterator[tuple[int, int]]:
    """The lines with a quote that are as short as a byline, by their first one."""
    done = 0
    for found in _QUOTE_MARK.finditer(text):
        at = found.start()
        if at < done:
            continue
        end = text.find("\n", at)
        done = end = end if end >= 0 else len(text)
        start = text.rfind("\n", 0, at) + 1
        if max(at - start, end - at - 1) <= BESIDE:
            yield start, end


_FOREIGN_BEFORE, _FOREIGN = regex("(?:[A-Za-z]|--) ?$"), regex(",? ?[A-Za-z]")


def _half_brackets(text: str, _: Model) -> Fixes:
    """Half-width brackets around Chinese, in a text without full-width ones: the engine has none.

    Where both are there, what was printed may have both. Those in Latin text stay.
    """
    for found in _PAIR.finditer("" if "（" in text else text):
        inside = _FOREIGN_BEFORE.search(text, max(0, found.start() - 3), found.start())
        if found[1] + found[3] == "()" and not (inside or _FOREIGN.match(text, found.end())):
            yield (
                (_one(found.start(1), "（"), _one(found.start(3), "）")),
                "they stand around Chinese",
            )


# Here and below the character comes first and then what is before it: that is searched faster.
_CLAUSE = regex(f"[,;:](?<=[{HAN}0-9%”』」》）)].)(?= ?[{HAN}“《（])")
_WIDE = {",": "，", ";": "；", ":": "："}


def _clauses(text: str, _: Model) -> Fixes:
    """Half-width marks before Chinese."""
    for found in _CLAUSE.finditer(text):
        yield (_one(found.start(), _WIDE[found[0]]),), f"{found[0]} stands between Chinese"


_QUOTE = regex('“([^“”"`\n]{1,60})(["″`])')


def _quotes(text: str, _: Model) -> Fixes:
    """A quote that opens as “ and closes straight or as a grave accent."""
    for found in _QUOTE.finditer(text):
        yield (_one(found.start(2), "”"),), "it closes the quote before it"


_DASH = regex(f"^一一(?=[{HAN}]{{4}})", re.M)


def _dashes(text: str, _: Model) -> Fixes:
    """一一 at the beginning of a line."""
    for found in _DASH.finditer(text):
        yield (Edit(*found.span(), "——"),), "a dash begins the line"


_INNER_DASH = regex(
    f"一一(?<=[{HAN}”』」》）]..)(?<![唯逐单單统統专專同万萬十百千〇零一二三四五六七八九第]..)"
    f"(?=[{HAN}“《『「])(?![一二三四五六七八九十百千零〇两兩家个個名件项項条條位次])"
)
# What is done 一一, one by one; those of which it is said most. 一一的 and 一一地 are always that.
_ONE_BY_ONE = frozenset(
    "的地嘱囑吩叮领領搜斟安款酬握介列对對回解告道核登记記说說展击擊细細过過查检檢打送点點交作做予给給向与與指数數罗羅分认認审審征徵落照写寫念读讀看"
    "问問谈談讲講叙述呈加进進清整排应應拜访訪慰发發收浮闪閃映实實兑兌满滿谢謝辨识識赠贈报報标標注註尝嘗试試破揭拆化"
)


def _inner_dashes(text: str, model: Model) -> Fixes:
    """一一 between two parts of a sentence: nothing follows that is done one by one."""
    for found in _INNER_DASH.finditer(text):
        after = text[found.end()]
        forms = model.forms_of(code_points("一一" + after)).reshape(-1, 1)
        known = after in _ONE_BY_ONE or model.triple_counts(*forms)[0]
        if not known and not is_classical(text, found.start()):
            yield (Edit(*found.span(), "——"),), "a dash was read as two 一"


_SINGLE = regex(r"[—―─－–](?<![—―─\-－–一\d].)(?![—―─\-－–一\d])")
_NUMBER = regex(r"\d\D{1,3}$")
WORD = -6.0  # log10 of how likely a word with 一 must be; set by hand
SEEN = 6  # characters on either side that are cut into words; set by hand
# log10 of how much likelier the words must be with 一 than with a mark there, for 北京—定州 has 一定,
# too; and where that is so somewhere in the text, so that its engine misreads 一, elsewhere. Set by
# hand, on news of the tuning half: nine in ten 一 are put back, and of 2,746 dashes five are taken.
LIKELIER, LIKELIER_TOO = 1.0, 0.2


def _ones(text: str, model: Model) -> Fixes:
    """A single dash where 一 makes a word, and that parts neither two numbers nor stops of a route."""
    singles = [found.start() for found in _SINGLE.finditer(text)]
    routes = {at for pair in pairwise(singles) if _parts_stops(text, *pair) for at in pair}
    numbered = {at for at in singles if _NUMBER.search(text[max(0, at - 4) : at])}
    places = [at for at in singles if at not in routes | numbered]
    likely = _in_words(text, places, model)
    for place in _likelier(text, [at for at in places if at in likely], model):
        yield (_one(place, "一"),), "一 makes a word with what is beside it"


def _likelier(text: str, places: list[int], model: Model) -> list[int]:
    """At which of the places 一 is clearly likelier than a mark between words of their own."""
    if not places:
        return []
    forms = np.pad(model.forms_of(code_points(text)), SEEN)
    rows = forms[np.array(places)[:, None] + np.arange(2 * SEEN + 1)]
    ones = rows.copy()
    ones[:, SEEN] = ord("一")
    gain = model.likely(ones) - model.likely(rows)
    least = LIKELIER_TOO if gain.max() >= LIKELIER else LIKELIER
    return [place for place, more in zip(places, gain.tolist(), strict=True) if more >= least]


def _parts_stops(text: str, first: int, second: int) -> bool:
    """Whether two dashes have a name between them, and nothing else: 东站—南门—西站."""
    return text[first] == text[second] and bool(_STOP_NAME.fullmatch(text, first + 1, second))


_STOP_NAME = regex(f"[{HAN}（）]{{2,12}}")


def _in_words(text: str, places: list[int], model: Model) -> set[int]:
    """At which of the places 一 makes a likely word with the Chinese beside it."""
    likely: set[int] = set()
    for before in range(LONGEST):
        for after in range(before == 0, LONGEST - before):
            inside = (at for at in places if before <= at and at + after < len(text))
            words = [(at, text[at - before : at], text[at + 1 : at + 1 + after]) for at in inside]
            words = [word for word in words if _CHINESE.fullmatch(word[1] + word[2])]
            if not words:
                continue
            together = "".join(f"{left}一{right}" for _, left, right in words)
            forms = model.forms_of(code_points(together)).reshape(len(words), -1)
            logs = model.words_of(forms)
            likely |= {at for (at, _, _), log in zip(words, logs, strict=True) if log >= WORD}
    return likely


_CHINESE = regex(f"[{HAN}]+")
_ONE = regex(
    r"[\]|lI](?:(?<=\d.)(?=\d)|(?<=\d{3}.)(?=年)|"
    r"(?<=[\]lI])(?<![\dA-Za-z\[|].)(?=\d[年月日])|"
    r"(?<=\])(?<![\dA-Za-z\[|].)(?=月\d{1,2}日))"
)
BRACKETED = 8  # characters that a number in brackets may have; set by hand
_NOUGHT = regex(r"[oO](?<=\d.)(?=\d*[年月日%])")


def _digits(text: str, _: Model) -> Fixes:
    """A bracket, bar or letter inside a number; 1]月 may be 1月 or 11月."""
    for pattern, digit in ((_ONE, "1"), (_NOUGHT, "0")):
        for found in pattern.finditer(text):
            if "[" not in text[max(0, found.start() - BRACKETED) : found.start()]:
                yield (_one(found.start(), digit),), f"{found[0]} stands in a number"


_RANGE = regex(r"一(?=\d)(?:(?<=\d.)|(?<=\d[年元日月天岁歲%].))")


def _ranges(text: str, _: Model) -> Fixes:
    """一 between two numbers."""
    for found in _RANGE.finditer(text):
        yield (_one(found.start(), "—"),), "it stands between two numbers"


_PERCENT = regex(r"%(?<=\d.)([0-9])(?=[，。；、,;）])")


def _percents(text: str, _: Model) -> Fixes:
    """A part of a percent sign read as a number behind it."""
    for found in _PERCENT.finditer(text):
        yield (_one(found.start(1), ""),), "no number ends behind %"


_BAR = regex(f"[|｜丨]$(?<=[{HAN}，。、；：].)", re.M)


def _bars(text: str, _: Model) -> Fixes:
    """The rule between two columns at the end of a line, read as a bar."""
    bars = list(_BAR.finditer(text))
    lines = text.split("\n") if bars else []
    barred = sum("|" in line or "｜" in line for line in lines)
    if barred <= max(1, TABLE * len(lines)):
        for found in bars:
            yield (_one(found.start(), ""),), "the rule beside a column"


_BULLET = regex(
    "^口(?= ?”?(?:本[报報]|全媒体|融媒体|首席|特[约約])*(?:[记記]者|通[讯訊][员員]|作者))", re.M
)


def _bullets(text: str, _: Model) -> Fixes:
    """The square before a byline, read as a mouth."""
    for found in _BULLET.finditer(text):
        yield (_one(found.start(), "□"),), "a square begins the byline"


_TWICE = regex("[,;:](?<=[\u4e00-\u9fff”』」》）)].)(?:(?<=,)(?=，)|(?<=;)(?=；)|(?<=:)(?=：))")


def _doubles(text: str, _: Model) -> Fixes:
    """A mark read twice, once half-width."""
    for found in _TWICE.finditer(text):
        yield (_one(found.start(), ""),), "the same mark stands beside it"


_FOUR = regex("『[^『』\n]*?[\u4e00-\u9fff，。！？](4)(?=[，。」、\n]|$)")


def _fours(text: str, _: Model) -> Fixes:
    """A 4 where 『 waits to be closed."""
    for found in _FOUR.finditer(text):
        yield (_one(found.start(1), "』"),), "it closes the quote before it"


KINDS = (
    Kind("记記讯訊", _reporters),
    Kind("〈<(（", _mixed_brackets),
    Kind("“”", _wide_blanks),
    Kind("(", _half_brackets, width=True),
    Kind('"″`', _quotes),
    Kind("一", _dashes),
    Kind("一", _inner_dashes),
    Kind("—―─－–", _ones),
    Kind("]|lIoO", _digits),
    Kind("一", _ranges),
    Kind("%", _percents),
    Kind("|｜丨", _bars),
    Kind(",;:", _doubles, width=True),
    Kind(",;:", _clauses, width=True),
    Kind("口", _bullets),
    Kind("4", _fours, sure=False),
)
