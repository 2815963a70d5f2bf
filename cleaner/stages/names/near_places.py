"""Provinces, cities and counties that a text has but for one character."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from cleaner.knowledge.lexicon import Lexicon, places
from cleaner.knowledge.lookalikes import lookalikes
from cleaner.ledger.fixes import Proposal
from cleaner.ledger.rules import Rule, Safety, rule
from cleaner.names.near import Near
from cleaner.protected.kinds import NAME
from cleaner.stages.names.near_names import (
    CORNERS,
    FAINTLY,
    FUNCTION_WORDS,
    LOOKS,
    apart,
    edit,
    looks,
)
from cleaner.text.document import Document
from cleaner.text.regex import regex

LIKELY = 0.8  # confidence of suggestions; set by hand
LIKE = (LOOKS, CORNERS, FAINTLY)
LEAD = 0.1  # in likeness, of the likest place before the next; set by hand
SIZES = (5, 4, 3)  # characters of a name with what it is: 乾安县
_KIND = regex("(?<=[\u4e00-\u9fff]{2})[省市县縣区區州旗盟]")
_GENERAL = FUNCTION_WORDS | frozenset("城省市县縣区區州旗盟镇鎮乡鄉村由各该該全本指")


@rule("names.place", safety=Safety.SUGGESTED, confidence=LIKELY, within=(NAME,))
def place(document: Document, self: Rule, lexicon: Lexicon) -> Iterable[Proposal]:
    """A province, city, county or district with one look-alike in it may be the listed one.

    ## Why
    Only with what it is (县, 市 …), and where no word of the text has the odd character. Old names are
    not in the list, so it is a suggestion, and only of the profile `ocr`.

    ## Examples
    Repairs: 会议在江苔省举行。 → 会议在江苏省举行。
    Leaves: 该市城市绿化规划

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    text = document.text
    found: dict[int, list[Near]] = {}
    for near in _near(text):
        if _may_be(text, near):
            found.setdefault(near.end, []).append(near)
    chosen = [best for nears in found.values() if (best := _likest(text, nears))]
    if chosen:
        yield Proposal.of([((edit(near),), _why(text, near)) for near in chosen], self)


def _near(text: str) -> Iterator[Near]:
    """Where the text has all of a listed place but one character, and not that of its kind."""
    if not _KIND.search(text):
        return
    listed, kept = _tables()
    for found in _KIND.finditer(text):
        end = found.end()
        forms = [text[end - size : end] for size in SIZES if size <= end]
        if any(form in listed for form in forms):
            continue
        for form in forms:
            for odd in range(len(form) - 1):
                for name in kept.get(_open(form, odd), ()):
                    yield Near(end - len(form), name, end - len(form) + odd)


@cache
def _tables() -> tuple[frozenset[str], dict[str, list[str]]]:
    """The listed places, and those of some sizes by what is kept of them."""
    listed = places()
    kept: dict[str, list[str]] = {}
    for name in sorted(name for name in listed if len(name) in SIZES):
        for odd in range(len(name) - 1):
            kept.setdefault(_open(name, odd), []).append(name)
    return listed, kept


def _open(form: str, odd: int) -> str:
    """A form with one character left open."""
    return f"{form[:odd]}\0{form[odd + 1 :]}"


def _may_be(text: str, near: Near) -> bool:
    """Whether likeness and the words around speak for a misreading."""
    form = text[near.start : near.end]
    if _GENERAL & set(form[:-1]) or _how(text, near) not in LIKE or text.count(form) > 1:
        return False
    if near.odd == near.start and Lexicon.default().has_any([form[1:]]):  # 受山区, for 千山区
        return False
    return apart(text, near)


def _how(text: str, near: Near) -> str:
    """How the odd character looks like that of the place."""
    return looks(text[near.odd], near.meant)


def _likest(text: str, nears: list[Near]) -> Near | None:
    """The one place whose character looks most like the odd one, if it leads."""
    ranked = sorted(((_resemblance(text, near), near) for near in nears), reverse=True)
    leads = len(ranked) == 1 or ranked[0][0] - ranked[1][0] >= LEAD
    return ranked[0][1] if leads else None


def _resemblance(text: str, near: Near) -> float:
    return lookalikes().resemblance(text[near.odd], near.meant)


def _why(text: str, near: Near) -> str:
    return f"{near.name} is a place; {text[near.odd]} {_how(text, near)} {near.meant}"
