"""What a document does where writers differ: spaces, quotes, dashes, widths, the middle dot.

Each trait is counted once in a document and kept in `document.analyses`. Fewer than `ENOUGH` places
say nothing. A setting overrides what was found: the table `convention` of the configuration file.
At the end stand habits that only one rule asks about: no setting and no display has them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields

from cleaner.text.characters import (
    ASCII_CLAUSE,
    ASCII_QUOTE,
    ASCII_STOP,
    CLAUSE,
    DIGIT,
    HAN,
    LETTER,
    SPACE,
    STOP,
    WIDE_SPACE,
)
from cleaner.text.document import Document
from cleaner.text.regex import regex

ENOUGH = 3  # places from which a document shows a convention; set by hand
MAJORITY = 0.8  # of the places, those that do it the same way; set by hand
THROUGHOUT = 20  # spaced contacts from which a document can have the habit of spacing; set by hand
NINE_IN_TEN = 0.9  # of the contacts, those spaced then; set by hand
UNKNOWN, MIXED, SPACED, SOLID = "unknown", "mixed", "spaced", "solid"

# What a setting may say of each trait.
CHOICES = {
    "digits": (SPACED, SOLID, MIXED),
    "latin": (SPACED, SOLID, MIXED),
    "quotes": ("curly", "corner", "straight", MIXED),
    "dash": ("-", "–", "—", "～", "至", MIXED),
    "marks": ("full", "half", MIXED),
    "numbers": ("full", "half", MIXED),
    "dot": ("·", "・", "•", "‧", "⋅", MIXED),
}


@dataclass(frozen=True)
class Trait:
    """What a document does in one respect: the value, and the places counted for each choice."""

    value: str
    counts: tuple[tuple[str, int], ...] = ()

    @property
    def evidence(self) -> str:
        """The counts in words: `solid 144, spaced 22`."""
        return ", ".join(f"{choice} {count}" for choice, count in self.counts if count) or "none"


@dataclass(frozen=True)
class Convention:
    """What a document does.

    `digits`, `latin`: spaces between Han and numbers, Han and letters (spaced, solid). `quotes`:
    “” curly, 「」 corner, "" straight. `dash`: between the numbers of a range. `marks`: width of
    , ; : ? ! after Han. `numbers`: the width of digits. `dot`: the middle dot in names and titles.
    A value is `mixed` where no choice prevails, and `unknown` where too little is there to tell.
    """

    digits: Trait
    latin: Trait
    quotes: Trait
    dash: Trait
    marks: Trait
    numbers: Trait
    dot: Trait


def of(document: Document, chosen: Iterable[tuple[str, str]] = ()) -> Convention:
    """The convention of a document; `chosen`: traits and values of the settings, which go first."""
    chosen = tuple(chosen)
    return Convention(*(trait(document, each.name, chosen) for each in fields(Convention)))


def trait(document: Document, name: str, chosen: Iterable[tuple[str, str]] = ()) -> Trait:
    """One trait of a document by its name, counted when it is first asked for."""
    key = f"convention.{name}"
    found: Trait | None = document.analyses.get(key)
    if found is None:
        found = document.analyses[key] = _TRAITS[name](document)
    value = dict(chosen).get(name)
    return Trait(value, found.counts) if value else found


def rows(convention: Convention) -> list[tuple[str, str, str]]:
    """A row for each trait: its name, its value, the counts that speak for it."""
    found = [(each.name, getattr(convention, each.name)) for each in fields(Convention)]
    return [(name, trait.value, trait.evidence) for name, trait in found]


def _prevailing(counts: dict[str, int]) -> Trait:
    """The trait whose choices were found so often."""
    total, most = sum(counts.values()), max(counts, key=lambda choice: counts[choice])
    listed = tuple(counts.items())
    if total < ENOUGH:
        return Trait(UNKNOWN, listed)
    return Trait(most if counts[most] >= MAJORITY * total else MIXED, listed)


def _spacing(document: Document, other: int) -> Trait:
    """Whether Han and characters of the class `other` are spaced.

    Spaced throughout takes more evidence than solid: extractors leave spaces, and take none away.
    """
    joined = document.classes.tobytes()
    solid = sum(joined.count(bytes(pair)) for pair in ((HAN, other), (other, HAN)))
    spaced = sum(
        joined.count(bytes((left, blank, right)))
        for left, right in ((HAN, other), (other, HAN))
        for blank in (SPACE, WIDE_SPACE)
    )
    counts = ((SOLID, solid), (SPACED, spaced))
    if solid + spaced < ENOUGH:
        return Trait(UNKNOWN, counts)
    if solid > spaced:
        return Trait(SOLID, counts)
    if spaced < NINE_IN_TEN * (solid + spaced):
        return Trait(MIXED, counts)
    return Trait(SPACED if spaced >= THROUGHOUT else UNKNOWN, counts)


def _digits(document: Document) -> Trait:
    return _spacing(document, DIGIT)


def _latin(document: Document) -> Trait:
    return _spacing(document, LETTER)


def _quotes(document: Document) -> Trait:
    text, straight = document.text, 0
    if document.has(ASCII_QUOTE):
        straight = (len(_STRAIGHT.findall(text)) + 1) // 2
    curly, corner = text.count("“"), text.count("「")
    return _prevailing({"curly": curly, "corner": corner, "straight": straight})


def _dash(document: Document) -> Trait:
    found = [_DASHES.get(sign, sign) for sign in _RANGE.findall(document.text)]
    return _prevailing({sign: found.count(sign) for sign in CHOICES["dash"][:-1]})


def _marks(document: Document) -> Trait:
    joined = document.classes.tobytes()
    full, half = (
        sum(joined.count(bytes((HAN, mark))) for mark in marks)
        for marks in ((CLAUSE, STOP), (ASCII_CLAUSE, ASCII_STOP))
    )
    return _prevailing({"full": full, "half": half})


def _numbers(document: Document) -> Trait:
    codes = document.codes
    full = int(((codes >= _WIDE_ZERO) & (codes <= _WIDE_ZERO + 9)).sum())
    return _prevailing({"full": full, "half": document.classes.tobytes().count(bytes((DIGIT,)))})


def _dot(document: Document) -> Trait:
    found = _DOT.findall(document.text)
    return _prevailing({sign: found.count(sign) for sign in CHOICES["dot"][:-1]})


_TRAITS: dict[str, Callable[[Document], Trait]] = {
    "digits": _digits,
    "latin": _latin,
    "quotes": _quotes,
    "dash": _dash,
    "marks": _marks,
    "numbers": _numbers,
    "dot": _dot,
}
_WIDE_ZERO = 0xFF10
_STRAIGHT = regex(r'"(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff，。？！])"')
# A range has a unit after its second number; telephone numbers, scores and ISO dates have none.
_RANGE = regex(
    r"(?<![\d\-.:])\d{1,4}(?:\.\d+)?[年月日时時点點号號万萬亿億元岁歲%％]{0,2} ?([-–—―～~〜－至]) ?"
    r"\d{1,4}(?:\.\d+)? ?[年月日时時点點号號万萬亿億元岁歲%％米人个個天名家户戶亩畝℃度届屆页頁]"
)
_DASHES = {"―": "—", "~": "～", "〜": "～", "－": "-"}
_DOT = regex(r"(?<=[\u4e00-\u9fffA-Za-z])[·・•‧⋅](?=[\u4e00-\u9fffA-Za-z])")


def writes_full_width(document: Document) -> bool:
    """Whether runs of letters and digits are full-width throughout: twenty, nine in ten."""
    wide, half = (len(runs.findall(document.text)) for runs in (_WIDE_RUN, _HALF_RUN))
    return wide >= max(THROUGHOUT, NINE_IN_TEN * (wide + half))


_WIDE_RUN = regex("[０-９Ａ-Ｚａ-ｚ]+")
_HALF_RUN = regex("[0-9A-Za-z]+")


def writes_single_ellipses(document: Document) -> bool:
    """Whether ellipses are a single … three times and more, and never a whole one."""
    found = _ELLIPSES.findall(document.text)
    return found.count("…") >= ENOUGH and "……" not in found


_ELLIPSES = regex("…+")


def keeps_other_dots(document: Document) -> bool:
    """Whether ・ or ‧ is its middle dot: three and more of them, and no ·."""
    text = document.text
    return "·" not in text and text.count("・") + text.count("‧") >= ENOUGH


def dash_of_ranges(dashes: Counter[str]) -> tuple[str, bool]:
    """The dash that the ranges of a document are to have, and whether it is its own; "" for any.

    `dashes`: how often a range has which.
    """
    if not dashes:
        return "", False
    (common, count), total = dashes.most_common(1)[0], dashes.total()
    if common in HYPHENS and count >= ENOUGH and count == total:
        return "", False
    hyphens = sum(dashes[each] for each in HYPHENS)
    own = common not in HYPHENS and count >= ENOUGH
    own = own and count >= NINE_IN_TEN * (total - hyphens)
    return (common, True) if own and hyphens <= FEW_HYPHENS * count else ("—", False)


HYPHENS = frozenset(("-", "－", "--", "——", "–"))  # written for the dash of a range
FEW_HYPHENS = 1 / 3  # for each dash that is the document's own, at most; set by hand
