"""Misread characters: which are repaired, which are suggested, and why."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from cleaner.config import Settings
from cleaner.knowledge.language import Model
from cleaner.knowledge.lexicon import Lexicon
from cleaner.ledger.fixes import Edit
from cleaner.misreading import judging
from cleaner.misreading.candidates import are_twins, with_pairs
from cleaner.misreading.judging import Misreading
from cleaner.misreading.passages import is_classical
from cleaner.names.people import is_surname, mentions
from cleaner.names.possible import MISREAD, MISREAD_OFTEN, may_be_named
from cleaner.text.characters import HAN
from cleaner.text.document import Document

# Characters between two repairs of one pass: each is judged by what stands beside it; set by hand.
APART = 2
TOLD_APART = 100  # levels of confidence that are told
# Misreadings to be expected in 1,000 Chinese characters, from which a text is one that was misread:
# prose has up to 3, and OCR of subtitles at least 7; and how sure a repair in another text must be. Set
# by hand.
MISREAD_TEXT, SURE_IN_CLEAN = 3.5, 0.98
# A text is taken for one of so many characters more, so many of them misread: a short one does not tell.
BESIDES, MISREAD_BESIDES = 300, 2.1
# Times that two characters stand side by side in a text, from which they are meant; set by hand.
USUAL = 2
# Characters that writers, and times, use for each other; neither is misread for sure.
USED_ALIKE = tuple(map(frozenset, (
    "他她它", "的地得", "做作", "像象", "那哪", "很狠", "着著", "帐账", "分份", "只祇祗", "唯惟",
    "才纔", "须需", "坐座",
)))  # fmt: skip


class Found(NamedTuple):
    """A repair: how sure it is and whether it is applied; and the fix."""

    certainty: tuple[float, bool]
    fix: tuple[tuple[Edit, ...], str]


def find(document: Document, lexicon: Lexicon, settings: Settings, applies: bool) -> list[Found]:
    """The repairs of a document, the surest first. `applies`: whether any are applied at all.

    Raises ModelError, PairsError.
    """
    model, words = judging.model_of(settings.model), judging.scorer_of(settings.model)
    every = judging.find(document, model, with_pairs(settings.pairs), words)
    misreadings = _apart(_likely(document, every, settings))
    sure = [each.chance >= settings.apply_from for each in misreadings]
    clean = _clean(document, every) if any(sure) else False
    names = _names(document, lexicon) if applies and any(sure) else []
    found = []
    for each, is_sure in zip(misreadings, sure, strict=True):
        doubt = _doubt(document, each, names, model) if is_sure else ""
        if is_sure and clean and each.chance < SURE_IN_CLEAN:
            doubt = doubt or "little else in the text looks misread"
        confidence = int(each.chance * TOLD_APART) / TOLD_APART
        edit = Edit(each.place, each.place + 1, each.right)
        fix = (edit,), _why(document, each, doubt)
        found.append(Found((confidence, applies and is_sure and not doubt), fix))
    return sorted(found, key=lambda each: each.certainty, reverse=True)


def _clean(document: Document, every: list[Misreading]) -> bool:
    """Whether hardly anything in a text looks misread but the surest."""
    chances = sorted(each.chance for each in every)[:-1]
    size = int(np.count_nonzero(document.classes == HAN)) + BESIDES
    return sum(chances) + MISREAD_BESIDES < MISREAD_TEXT * size / 1000


def _likely(document: Document, every: list[Misreading], settings: Settings) -> list[Misreading]:
    """What is sure enough to be suggested."""
    return [
        each
        for each in every
        if each.chance >= settings.apply_from
        or (
            each.chance >= settings.suggest_from
            and not _is_usual(document.text, each.place)
            and not is_classical(document.text, each.place)
        )
    ]


def _apart(found: list[Misreading]) -> list[Misreading]:
    """The surest, none close to a surer one, by place; the others are asked about again."""
    kept: list[Misreading] = []
    taken: set[int] = set()
    for each in sorted(found, key=lambda each: (-each.chance, each.place)):
        if each.place not in taken:
            kept.append(each)
            taken.update(range(each.place - APART, each.place + APART + 1))
    return sorted(kept)


def _why(document: Document, each: Misreading, doubt: str) -> str:
    why = f"{document.text[each.place]} does not fit, {each.right} looks like it and does"
    return f"{why}, but {doubt}" if doubt else why


def _doubt(document: Document, each: Misreading, names: list[range], model: Model) -> str:
    """Why something sure is not applied, or nothing."""
    if _repeats(document.text, each.place):
        return "the same stands elsewhere in the text"
    if any({document.text[each.place], each.right} <= used for used in USED_ALIKE):
        return "one is written for the other"
    read, named = document.text[each.place], any(each.place in name for name in names)
    often = are_twins(read, each.right) and not is_surname(read)
    if named or may_be_named(
        document.codes, each.place, each.right, model, MISREAD_OFTEN if often else MISREAD
    ):
        return "a name may be written so"
    if is_classical(document.text, each.place):
        return "the passage is in the classical language"
    return ""


def _names(document: Document, lexicon: Lexicon) -> list[range]:
    """Where names are recognised."""
    return [range(found.start, found.end) for found in mentions(document, lexicon)]


def _repeats(text: str, place: int) -> bool:
    """Whether a character stands between the same two neighbours elsewhere in the text."""
    form = text[max(0, place - 1) : place + 2]
    return text.find(form, place) >= 0 or 0 <= text.find(form) < max(0, place - 1)


def _is_usual(text: str, place: int) -> bool:
    """Whether a character and a neighbour of it stand side by side again and again."""
    pairs = (text[max(0, place - 1) : place + 1], text[place : place + 2])
    return any(pair.isalpha() and text.count(pair) > USUAL for pair in pairs)
