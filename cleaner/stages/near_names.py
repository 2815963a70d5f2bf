"""Names that the text has but for one character."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from cleaner.document import Document
from cleaner.fixes import Edit, Proposal, Rule, Safety, rule
from cleaner.lexicon import LONGEST, Lexicon
from cleaner.lookalikes import LIKE, lookalikes
from cleaner.names import finder, form_set
from cleaner.near import Near, near_finder
from cleaner.protected.kinds import NAME
from cleaner.stages.layout import Lines
from cleaner.stages.patterns import BYLINE

SURE, LIKELY = 0.99, 0.8  # confidence
NEAR = 8  # characters on either side in which an office speaks for a person
_OFFICE = re.compile(
    "书记|書記|市[长長]|[县縣][长長]|省[长長]|[区區][长長]|[镇鎮][长長]|主任|主席|部[长長]|局[长長]|[记記]者|通[讯訊][员員]|"
    "同志|先生|女士|教授|院士|代表|委[员員]|[总總][理裁统統]|[经經]理|[队隊][长長]|校[长長]|院[长長]|[运運][动動][员員]"
)


class Doubt(NamedTuple):
    """A place where a name may be misspelt, and what speaks for it."""

    near: Near
    why: str
    sure: bool


@rule("names.near", confidence=SURE, within=(NAME,))
def near(document: Document, self: Rule, lexicon: Lexicon) -> Iterable[Proposal]:
    """A name of three or four characters with one look-alike in it becomes the dictionary's name.

    Only names of the user's dictionaries. The character must look or sound like the one it stands
    for, belong to no word of the text around it, and be no part of another known name; one name only
    must fit. What occurs again in the document, or beside the right name in a list, may be another
    person and is a suggestion; so is what only sounds alike, unless the right name stands elsewhere
    in the document.

    Repairs: 演出由未重烈主持。 → 演出由朱重烈主持。
    Leaves: 叶帮忙的人来了。
    """
    if not lexicon.names:
        return
    found = list(_doubts(document, lexicon))
    for sure in (True, False):
        chosen = [doubt for doubt in found if doubt.sure is sure]
        yield Proposal.of(
            [((_edit(doubt.near),), doubt.why) for doubt in chosen],
            self,
            safety=None if sure else Safety.SUGGESTED,
            confidence=SURE if sure else LIKELY,
        )


def _edit(near: Near) -> Edit:
    return Edit(near.odd, near.odd + 1, near.name[near.odd - near.start])


def _doubts(document: Document, lexicon: Lexicon) -> Iterable[Doubt]:
    """The places where a name is misspelt or may be."""
    text, known = document.text, form_set(lexicon)
    candidates = [
        each
        for each in near_finder(lexicon).near(document.codes)
        if _alike(text[each.odd], each.name[each.odd - each.start])
        and text[each.start : each.start + len(each.name)] not in known
    ]
    if not candidates:
        return
    taken = np.zeros(len(text), np.bool_)
    for start, end, _ in finder(lexicon).spans(text, document.codes):
        taken[start:end] = True
    by_place: dict[int, set[str]] = {}
    for each in candidates:
        by_place.setdefault(each.odd, set()).add(each.name)
    for each in candidates:
        end = each.start + len(each.name)
        alone = not taken[each.start : end].any() and len(by_place[each.odd]) == 1
        if alone and apart(text, each):
            yield _weighed(document, each)


@lru_cache(1 << 14)
def _alike(read: str, meant: str) -> bool:
    """Whether a character may stand for another: it looks or sounds like it."""
    table = lookalikes()
    return table.look(read, meant) >= LIKE or table.sound(read, meant)


def apart(text: str, near: Near) -> bool:
    """Whether the words of the text leave a near name alone.

    None has its odd character, and none of three characters and more reaches over its borders.
    """
    end = near.start + len(near.name)
    covering = (
        text[first:last]
        for first in range(max(0, near.odd - LONGEST + 1), near.odd + 1)
        for last in range(max(near.odd, first + 1) + 1, min(len(text), first + LONGEST) + 1)
    )
    reaching = (
        text[first:last]
        for border in (near.start, end)
        for first in range(max(0, border - LONGEST + 1), border)
        for last in range(max(border + 1, first + 3), min(len(text), first + LONGEST) + 1)
    )
    return not Lexicon.default().has_any((*covering, *reaching))


def _weighed(document: Document, near: Near) -> Doubt:
    """How sure a near name is, and why."""
    text, start, end = document.text, near.start, near.start + len(near.name)
    form, meant = text[start:end], near.name[near.odd - near.start]
    looks = lookalikes().look(text[near.odd], meant) >= LIKE
    elsewhere, again = text.count(near.name), text.count(form) > 1
    reasons = [f"{text[near.odd]} {'looks' if looks else 'sounds'} like {meant}"]
    if elsewhere:
        reasons.append(f"{near.name} stands in the text")
    if _OFFICE.search(text, max(0, start - NEAR), start) or _OFFICE.match(text, end):
        reasons.append("an office stands beside it")
    if _in_byline(document, start):
        reasons.append("it stands in a byline")
    listed = near.name in text[max(0, start - LIST) : end + LIST] and elsewhere > 0
    sure = not again and not (listed and not looks) and (looks or elsewhere > 0)
    return Doubt(near, f"{near.name} is in the dictionary; {', '.join(reasons)}", sure)


LIST = 12  # characters between two people of one list


def _in_byline(document: Document, place: int) -> bool:
    lines = Lines.of(document)
    line = int(np.searchsorted(lines.starts, place, "right")) - 1
    return lines.kinds.get(line) == BYLINE
