"""What the stage `script` leaves alone: names, titles, quotations, organisations, glosses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from cleaner.knowledge.lexicon import Lexicon, converted_names
from cleaner.knowledge.scripts import SIMPLIFIED, TO_SIMPLIFIED, TRADITIONAL, converted, kinds_table
from cleaner.knowledge.words import begins_with_word
from cleaner.names import titles as _titles
from cleaner.names.finder import Finder, finder, forms
from cleaner.names.people import is_shaped
from cleaner.names.people import people as named
from cleaner.page.context import Line, Lines
from cleaner.text.characters import NEWLINE, Flags, among, code_points, decoded, distinct
from cleaner.text.document import Document
from cleaner.text.regex import regex

_TITLE = regex("《[^《》\n]{1,80}》|〈[^〈〉\n]{1,80}〉")
_QUOTATION = regex('“[^“”\n]*”|‘[^‘’\n]*’|「[^「」\n]*」|『[^『』\n]*』|"[^"\n]*"')
_KANA = regex("[\u3041-\u30fa]")
_ABOUT = regex("[繁简簡異异正俗][体體字]")  # lines about characters
_PLACE = regex("香港|澳[门門]|[台臺][湾灣北中南东東]|高雄|九[龙龍]|新竹|基隆")
_BODY = regex(
    "公司|集[团團]|[银銀]行|大[学學]|中[学學]|[学學]院|[协協][会會]|[学學][会會]|基金[会會]|[总總]?[商工]?[会會]|"
    "委[员員][会會]|[报報]社?|[电電][台臺視视]|出版社|[书書][局店]|[医醫]院|博物[馆館]|[图圖][书書][馆館]|[党黨署處处局]"
)
_CLAUSE_END = regex("[，。；：、！？“”「」（）()\\s]")
OF_PEOPLE = {"s": ("於", "昇乾榘徵旂"), "t": ("于余范郁游涂后丑党姜岳卜干谷舍曲种仇", "")}
"""By the script asked for: characters that surnames and given names keep, and OpenCC changes.

Surnames that Traditional text writes as Simplified does; 於, another surname than 于; and what the
Table of General Standard Characters (2013) has for names only.
"""
CALLED = "于余范郁涂游岳姜谷曲卜仇党"  # surnames known also where they stand alone before a title
ADDRESSED = "余范郁姜"  # those of them that begin no word which may go on with such an address
ONLY_NAMES = "旂"  # characters that in prose of today stand in names only, and OpenCC changes
_BEFORE_PEOPLE = "的和与與及跟同对對向请請是由让讓被给給为為姓"
_HAN = "\u3400-\u9fff"
# Characters looked at on either side for a gloss or the name of an organisation; set by hand.
NEAR = 12


class Names:
    """The names of a lexicon, and where they stand."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._forms = forms(lexicon)
        self._finder = finder(lexicon)
        self._targets: dict[str, tuple[Finder, dict[str, str]]] = {}

    def flags(self, document: Document) -> Flags:
        """Which characters stand in a name as it is written in the dictionary."""
        flags = np.zeros(len(document.text), np.bool_)
        for start, end, _ in self._finder.spans(document.text, document.codes):
            flags[start:end] = True
        return flags

    def converted(
        self, text: str, codes: NDArray[np.uint32], target: str
    ) -> Iterator[tuple[int, int, str]]:
        """Where a converted text has a name that OpenCC spells otherwise than the dictionary.

        Only names that the dictionary writes in the script asked for.
        """
        if not self._forms:
            return
        if target not in self._targets:
            chain = TO_SIMPLIFIED if target == "s" else ("s2" + target,)
            spelt = {converted(form, chain): form for form in self._forms if _fits(form, target)}
            spelt = {other: form for other, form in spelt.items() if other != form}
            self._targets[target] = Finder(spelt), spelt
        finder, spelt = self._targets[target]
        made = decoded(codes)
        for start, end, other in finder.spans(made, codes):
            if text[start:end] != made[start:end]:
                yield start, end, spelt[other]


def _fits(name: str, target: str) -> bool:
    """Whether a name has no character of the other script."""
    other = TRADITIONAL if target == "s" else SIMPLIFIED
    bits = kinds_table()[np.minimum(code_points(name), 0xFFFF)]
    return not (bits == other).any()


@cache
def shipped() -> tuple[Finder, Finder, dict[str, str]]:
    """The shipped names that conversion to Simplified breaks: their finder, that of what it makes
    of them, and the names by what is made of them."""
    known = converted_names()
    spelt = {converted(name, TO_SIMPLIFIED): name for name in known}
    return Finder(known), Finder(spelt), spelt


def restored(document: Document, wanted: NDArray[np.uint32]) -> Iterator[tuple[int, int, str]]:
    """Where a text made Simplified has a shipped name broken, and the name.

    Only where the text itself has the characters that the conversion should have left: 徐乾學 is
    徐乾学, while 徐幹學 is someone else.
    """
    text = document.text
    _, finder, spelt = shipped()
    made = decoded(wanted)
    for start, end, other in finder.spans(made, wanted):
        name = spelt[other]
        pairs = zip(text[start:end], other, name, strict=True)
        if all(source == kept for source, broken, kept in pairs if broken != kept):
            yield start, end, name


@lru_cache(8)
def names_for(lexicon: Lexicon) -> Names:
    """The names of a lexicon; kept, since a lexicon stays for many texts."""
    return Names(lexicon)


def people(document: Document, lexicon: Lexicon, changed: Flags, target: str) -> Flags:
    """Which characters stand in the names of people that keep them, though they would be `changed`.

    People are told by what is beside them; a name of three characters also wherever it stands again.
    """
    flags = np.zeros(len(document.text), np.bool_)
    surnames, given = OF_PEOPLE["s" if target == "s" else "t"]
    places = (among(document.codes, ONLY_NAMES) & changed).nonzero()[0]
    flags[[place for place in places.tolist() if _ends_name(document.text, place)]] = True
    asked = among(document.codes, surnames + given) & changed
    if not asked.any():
        return flags
    for place in (among(document.codes, CALLED) & asked).nonzero()[0].tolist():
        if not _called().match(document.text, place):
            continue
        if not lexicon.has_any([document.text[max(0, place - 1) : place + 1]]):
            flags[place] |= document.text[place] in surnames
    found = _persons(document, lexicon, asked)
    again = Finder(name for _, _, name in found if len(name) > 2)
    for start, end, _ in (*found, *again.spans(document.text, document.codes)):
        flags[start] |= document.text[start] in surnames
        flags[start + 1 : end] |= among(document.codes[start + 1 : end], given)
    return flags & asked


def _persons(document: Document, lexicon: Lexicon, asked: Flags) -> list[tuple[int, int, str]]:
    """The people named in lines with a character that is flagged and ends no word: 于, not 由于."""
    places = asked.nonzero()[0]
    places = places[~begins_with_word(document.codes, places - 1, lexicon)]
    ends = np.append((document.classes == NEWLINE).nonzero()[0], len(document.codes))
    lines = distinct(np.searchsorted(ends, places))
    starts = np.append(0, ends[:-1] + 1)[lines].tolist()
    texts = [document.text[start:end] for start, end in zip(starts, ends[lines], strict=True)]
    part = Document("\n".join(texts))
    shifts = np.array(starts) - np.append(0, np.cumsum([len(text) + 1 for text in texts])[:-1])
    line_of = np.cumsum(part.classes == NEWLINE)
    return [
        (each.start + shift, each.end + shift, each.name)
        for each in named(part, lexicon)
        for shift in (int(shifts[line_of[each.start]]),)
    ]


@cache
def _called() -> re.Pattern[str]:
    """A pattern of a surname alone, with a title after it, where a clause or a person may begin.

    Before what people are addressed by some surnames need no such place: 后来余先生说.
    """
    begins = rf"(?:(?<=[{_BEFORE_PEOPLE}])|(?<![{_HAN}]))[{CALLED}](?={_titles.after()})"
    return re.compile(
        rf"{begins}|[{ADDRESSED}](?=先生|女士|小姐|太太|教授|博士|老[师師]|[医醫]生|同[学學])"
    )


def _ends_name(text: str, place: int) -> bool:
    """Whether a character that only names have may end one: a surname stands before it."""
    return any(is_shaped(text[max(0, place - before) : place + 1]) for before in (2, 1))


def titles(document: Document) -> Flags:
    """Which characters stand in a title: 《…》, 〈…〉."""
    flags = np.zeros(len(document.text), np.bool_)
    for found in _TITLE.finditer(document.text):
        flags[found.start() : found.end()] = True
    return flags


class Meant:
    """Where characters of the other script may be meant in a document.

    `odd`, `own`: the characters of the other script, and of that of the text.
    """

    def __init__(self, document: Document, odd: Flags, own: Flags) -> None:
        self._lines, self._odd, self._own = Lines.of(document), odd, own
        self._known: dict[int, list[tuple[int, int]]] = {}

    def has(self, start: int, end: int) -> bool:
        """Whether the stretch of the other script from `start` to `end` may be meant."""
        line = self._lines.at(start)
        if line.start not in self._known:
            self._known[line.start] = list(self._spans(line))
        if any(first <= start and end <= last for first, last in self._known[line.start]):
            return True
        first, last = max(line.start, start - NEAR), min(line.end, end + NEAR)
        near, begin, finish = self._lines.text[first:last], start - first, end - first
        return _is_gloss(near, begin, finish) or _in_organisation(near, begin, finish)

    def _spans(self, line: Line) -> Iterator[tuple[int, int]]:
        """What may be meant: the whole line, titles, quotations in the other script."""
        text = line.text
        if _KANA.search(text) or _ABOUT.search(text) or self._foreign(line.start, line.end):
            yield line.start, line.end
        for pattern in (_TITLE, _QUOTATION):
            for found in pattern.finditer(text):
                span = line.start + found.start(), line.start + found.end()
                if pattern is _TITLE or self._foreign(*span):
                    yield span

    def _foreign(self, start: int, end: int) -> bool:
        """Whether at least as many characters of a span are of the other script as of the own."""
        strange = int(self._odd[start:end].sum())
        return strange > 0 and strange >= int(self._own[start:end].sum())


def _is_gloss(line: str, start: int, end: int) -> bool:
    """Whether the stretch is the other form of what stands at its bracket: 发（發）, 發（发）."""
    stretch = line[start:end]
    others = {converted(stretch, TO_SIMPLIFIED), converted(stretch, ("s2t",))} - {stretch}
    size = end - start
    inside = line[start - 1 : start] in ("（", "(") and line[max(0, start - 1 - size) : start - 1]
    before = line[end : end + 1] in ("（", "(") and line[end + 1 : end + 1 + size]
    return inside in others or before in others


def _in_organisation(line: str, start: int, end: int) -> bool:
    """Whether the stretch is part of the name of a body of Hong Kong, Macao or Taiwan."""
    left = _CLAUSE_END.split(line[:start])[-1]
    right = _CLAUSE_END.split(line[end:])[0]
    around = left + line[start:end]
    found = _PLACE.search(around)
    return bool(found) and bool(_BODY.search(around + right, found.end() if found else 0))
