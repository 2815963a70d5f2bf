"""Names that the text has but for one character."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from cleaner.knowledge.language import shipped
from cleaner.knowledge.lexicon import LONGEST, Lexicon
from cleaner.knowledge.lookalikes import LIKE, lookalikes, near_corners
from cleaner.ledger.fixes import Edit, Proposal
from cleaner.ledger.rules import Rule, Safety, rule
from cleaner.names.finder import form_set, standing
from cleaner.names.frequencies import frequencies
from cleaner.names.near import Near, near_finder
from cleaner.names.titles import either_side
from cleaner.names.weighing import given_stands_alone, lead
from cleaner.page.layout import Lines
from cleaner.page.patterns import BYLINE
from cleaner.protected.kinds import NAME
from cleaner.text.document import Document

SURE, LIKELY = 0.99, 0.8  # confidence of what is applied, and of suggestions; set by hand
LOOKS, CORNERS, FAINTLY, A_LITTLE, SOUNDS, UNLIKE = (
    "looks like",
    "has nearly the four corners of",
    "looks somewhat like",
    "looks a little like",
    "sounds like",
    "is unlike",
)
SOMEWHAT, LITTLE = 0.43, 0.3  # likeness of pictures that one pair in a hundred has, and four
# Shares of names: from which a character makes another name, hardly one, none; set by hand.
USUAL, HARDLY, NEVER = 1e-3, 5e-4, 1e-4
LIST = 12  # characters between two people of one list; set by hand
FUNCTION_WORDS = frozenset(
    "的地得了着著是在有不與与及等和到從从把被將将還还為为對对向以而更也就都又讓让給给他她它我你這这那"
)
UNNAMED = "某"  # in the place of what is not told of a name: 陈某松
NEAR = 8  # characters on either side in which an office speaks for a person; set by hand
# log10 of how often a character is read for one that it is so like; of how much likelier a misspelt
# name must be than what is read; and where the text has the name nowhere. Set by hand, on names
# misspelt in news (`bench.near_names`, tuning half: 21 more right, none wrong).
MISREAD = {LOOKS: -2.3, CORNERS: -2.5, FAINTLY: -3.0, A_LITTLE: -3.5, SOUNDS: -3.8, UNLIKE: -4.5}
OUTWEIGHS = {LOOKS: 2.0, CORNERS: 2.0, FAINTLY: 2.4, A_LITTLE: 2.9, SOUNDS: 2.9, UNLIKE: 2.9}
UNSEEN, UNSEEN_USUAL = 2.5, 6.0
OFTEN = 2  # times that the text has a name, from which what is unlike may stand for it; set by hand


class Doubt(NamedTuple):
    """A place where a name may be misspelt, and what speaks for it."""

    near: Near
    why: str
    sure: bool


@rule("names.near", confidence=SURE, within=(NAME,))
def near(document: Document, self: Rule, lexicon: Lexicon) -> Iterable[Proposal]:
    """A name of three or four characters with one look-alike in it becomes the dictionary's name.

    ## Why
    Only names of the user's dictionaries. The character must look like the one it stands for (its
    picture, or all but one figure of its four-corner code), belong to no word of the text around it,
    and be no part of another known name; one name only must fit. One that looks only somewhat alike
    must hardly occur in names, and the words around leave it quite alone; or the right name stands
    elsewhere in the text, though not in the same list. Then it is enough to sound alike, or
    to be a character that hardly occurs in names, but not in the place of the surname: 挨孟德 is no
    曹孟德.

    Where all this does not settle it, the two readings are weighed: the name, by how often the text has
    it and how like the two characters are, against the words and other names that may stand there.
    邓水平理论 is 邓小平理论 where the text has 邓小平, though 水平 is a word.

    What may be another person is a suggestion: what occurs again in the document, or has a character
    that is usual in names while the right name stands nowhere else. So is what only sounds alike.

    ## Examples
    Repairs: 演出由未重烈主持。 → 演出由朱重烈主持。
    Leaves: 叶帮忙的人来了。

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    if not lexicon.names:
        return
    found = list(_doubts(document, lexicon))
    for sure in (True, False):
        chosen = [doubt for doubt in found if doubt.sure is sure]
        yield Proposal.of(
            [((edit(doubt.near),), doubt.why) for doubt in chosen],
            self,
            safety=None if sure else Safety.SUGGESTED,
            confidence=SURE if sure else LIKELY,
        )


def edit(near: Near) -> Edit:
    """The name's own character in place of the odd one."""
    return Edit(near.odd, near.odd + 1, near.meant)


def _doubts(document: Document, lexicon: Lexicon) -> Iterable[Doubt]:
    """The places where a name is misspelt or may be."""
    text, known = document.text, form_set(lexicon)
    spans = standing(document, lexicon)
    named = {name for _, _, name in spans}
    candidates = [
        each
        for each in near_finder(lexicon).near(document.codes)
        if _may_be(text, each, named) and text[each.start : each.end] not in known
    ]
    if not candidates:
        return
    taken = np.zeros(len(text), np.bool_)
    for start, end, _ in spans:
        taken[start:end] = True
    by_place: dict[int, set[str]] = {}
    for each in candidates:
        by_place.setdefault(each.odd, set()).add(each.name)
    for each in candidates:
        alone = not taken[each.start : each.end].any() and len(by_place[each.odd]) == 1
        if not alone:
            continue
        if apart(text, each):
            yield _weighed(document, each)
        elif _outweighs(document, each):
            yield Doubt(each, _why(document, each), True)


def _may_be(text: str, near: Near, named: Collection[str]) -> bool:
    """Whether a near name is worth a look; what is rather unlike only if the text has the name."""
    how = _how(text, near)
    if text[near.odd] == UNNAMED:
        return False
    if how in (LOOKS, CORNERS, SOUNDS):
        return True
    again = near.name in named and not _listed(text, near)
    if how == FAINTLY:
        return again or _hardly_named(text, near)
    if how == A_LITTLE and _hardly_named(text, near, NEVER):
        return True
    return again and (how == A_LITTLE or _hardly_named(text, near))


def _how(text: str, near: Near) -> str:
    """How the odd character is like the one it may stand for."""
    read = text[near.odd]
    how = looks(read, near.meant)
    if how in (LOOKS, CORNERS) or (how == FAINTLY and _hardly_named(text, near)):
        return how
    return SOUNDS if _sounds(read, near.meant) else how


@lru_cache(1 << 14)
def _sounds(read: str, meant: str) -> bool:
    return lookalikes().sound(read, meant)


@lru_cache(1 << 14)
def looks(read: str, meant: str) -> str:
    """How one character looks like another: LOOKS, CORNERS, FAINTLY, A_LITTLE or UNLIKE."""
    if lookalikes().look(read, meant) >= LIKE:
        return LOOKS
    if near_corners(read, meant):
        return CORNERS
    likeness = lookalikes().resemblance(read, meant)
    return FAINTLY if likeness >= SOMEWHAT else A_LITTLE if likeness >= LITTLE else UNLIKE


def _in_names(text: str, near: Near) -> float:
    """How often a name has the odd character in this part, from 0 to 1."""
    return frequencies()[near.odd > near.start].of(text[near.odd])


def _hardly_named(text: str, near: Near, share: float = HARDLY) -> bool:
    """Whether the odd character is a Han character that hardly makes another name."""
    return "\u3400" <= text[near.odd] <= "\u9fff" and _in_names(text, near) < share


def apart(text: str, near: Near) -> bool:
    """Whether the words of the text leave a near name alone.

    None has its odd character, and none of three characters and more reaches over its borders;
    nor is it a word and a function word (到新华, for 刘新华).
    """
    covering = (
        text[first:last]
        for first in range(max(0, near.odd - LONGEST + 1), near.odd + 1)
        for last in range(max(near.odd, first + 1) + 1, min(len(text), first + LONGEST) + 1)
    )
    kept = _kept(near) if text[near.odd] in FUNCTION_WORDS else ()
    return not Lexicon.default().has_any((*covering, *_over_borders(text, near, 3), *kept))


def _aloof(text: str, near: Near) -> bool:
    """Whether, more strictly, no word reaches over its borders, nor is what is kept of it one."""
    return not Lexicon.default().has_any((*_over_borders(text, near, 2), *_kept(near)))


def _kept(near: Near) -> Iterator[str]:
    """What a near name has of the name on either side of the odd character, if it is a word long."""
    at = near.odd - near.start
    return (part for part in (near.name[:at], near.name[at + 1 :]) if len(part) > 1)


def _over_borders(text: str, near: Near, shortest: int) -> Iterator[str]:
    """What may be a word of `shortest` characters and more that reaches over a border of it."""
    for border in (near.start, near.end):
        for first in range(max(0, border - LONGEST + 1), border):
            for last in range(
                max(border + 1, first + shortest), min(len(text), first + LONGEST) + 1
            ):
                yield text[first:last]


def _weighed(document: Document, near: Near) -> Doubt:
    """How sure a near name is that the words around leave alone, and why."""
    text, elsewhere = document.text, near.name in document.text
    once = text.count(text[near.start : near.end]) == 1
    again = elsewhere and _hardly_named(text, near, NEVER)
    sure = (once or again) and _is_sure(text, near, _how(text, near), elsewhere)
    return Doubt(near, _why(document, near), sure or _outweighs(document, near))


def _outweighs(document: Document, near: Near) -> bool:
    """Whether a misspelt name is clearly likelier than the words or other names that stand there.

    邓水平理论, where the text has 邓小平: neither 邓 and 水平 nor somebody called so.
    """
    text, how = document.text, _how(document.text, near)
    elsewhere, least = near.name in text, OUTWEIGHS[how]
    if text.count(text[near.start : near.end]) > 1 or given_stands_alone(text, near):
        return False
    if not elsewhere:
        if near.odd == near.start or how not in (LOOKS, CORNERS):
            return False
        least = UNSEEN_USUAL if _in_names(text, near) >= USUAL else UNSEEN
    elif how not in (LOOKS, CORNERS) and _listed(text, near):
        return False
    often = text.count(near.name) >= OFTEN and _hardly_named(text, near)
    if how == UNLIKE and not often:
        return False
    return lead(document, near, shipped()) + MISREAD[how] >= least


def _why(document: Document, near: Near) -> str:
    """What speaks for a near name."""
    text, start, end = document.text, near.start, near.end
    how, elsewhere = _how(text, near), near.name in text
    reasons = [f"{text[near.odd]} {how} {near.meant}"]
    if elsewhere:
        reasons.append(f"{near.name} stands in the text")
    title = either_side()
    if title.search(text, max(0, start - NEAR), start) or title.match(text, end):
        reasons.append("an office stands beside it")
    if _in_byline(document, start):
        reasons.append("it stands in a byline")
    return f"{near.name} is in the dictionary; {', '.join(reasons)}"


def _is_sure(text: str, near: Near, how: str, elsewhere: bool) -> bool:
    """Whether likeness and what is known of the name leave no other person."""
    if how in (LOOKS, CORNERS):
        return elsewhere or _in_names(text, near) < USUAL
    if text[near.odd] in FUNCTION_WORDS:
        return False
    again = elsewhere and not _listed(text, near)
    if how == UNLIKE:  # a given name stands alone, too: 挨孟德, for 曹孟德
        far = near.odd > near.start and _aloof(text, near)
        return again and far and _hardly_named(text, near)
    rare = HARDLY if how == FAINTLY else NEVER
    if _hardly_named(text, near, rare) and _aloof(text, near):
        return True
    return again


def _listed(text: str, near: Near) -> bool:
    """Whether the right name stands close by, as another person in a list would."""
    return near.name in text[max(0, near.start - LIST) : near.end + LIST]


def _in_byline(document: Document, place: int) -> bool:
    lines = Lines.of(document)
    line = int(np.searchsorted(lines.starts, place, "right")) - 1
    return lines.kinds.get(line) == BYLINE
