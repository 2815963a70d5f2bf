"""What a document becomes in the script asked for, and where its words had to decide."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from cleaner.config import Settings, enabled
from cleaner.knowledge import traditional
from cleaner.knowledge.language import shipped
from cleaner.knowledge.scripts import (
    SIMPLIFIED,
    TO_SIMPLIFIED,
    TRADITIONAL,
    converted,
    kinds,
    spread,
    stretches,
)
from cleaner.stages.script import exceptions, weighing, wordwise
from cleaner.stages.script.strays import flavour, with_neighbours
from cleaner.stages.script.wordwise import Choice
from cleaner.text.characters import HAN, NEWLINE, Flags, code_points, decoded
from cleaner.text.document import Document

if TYPE_CHECKING:
    from cleaner.knowledge.lexicon import Lexicon

CHOOSING = "script.counterpart"  # the rule without which OpenCC decides alone
# OpenCC's conversions for lines in Simplified, and for lines in Traditional Chinese.
FROM_SIMPLIFIED: dict[str, tuple[str, ...]] = {
    "s": (),
    "t": ("s2t",),
    "tw": ("s2tw",),
    "hk": ("s2hk",),
}
FROM_TRADITIONAL: dict[str, tuple[str, ...]] = {
    "t": ("tw2t", "hk2t"),
    "tw": ("hk2t", "t2tw"),
    "hk": ("tw2t", "t2hk"),
}
IN_PHRASES = "梁匯吃恒"  # what they change in phrases only
TO_SIMPLIFIED_FROM_TAIWAN = ("hk2t", "tw2s")  # 看著 is 看着, too


@dataclass(frozen=True, eq=False)
class Target:
    """A document in the script asked for.

    `wanted`: its code points. `changed`: which of them differ and may be taken. `simplified`: of each
    character, whether its line is in Simplified. `choices`: by the places of changed characters with
    several counterparts, what was chosen. `script`: the script; "keep" where a text does not tell
    which most of it is in.
    """

    script: str
    wanted: NDArray[np.uint32]
    changed: Flags
    simplified: Flags
    choices: dict[int, Choice]


def target_of(document: Document, lexicon: Lexicon, settings: Settings) -> Target:
    """What a document becomes; looked for once."""
    found: Target | None = document.analyses.get("script.target")
    if found is None:
        found = document.analyses["script.target"] = _made(document, lexicon, settings)
    return found


def script_for(document: Document, settings: Settings) -> str:
    """The script asked for: that of most of the text where this is asked for."""
    if settings.script != "majority":
        return settings.script
    bits = kinds(document)
    simplified, traditional = int((bits == SIMPLIFIED).sum()), int((bits == TRADITIONAL).sum())
    if simplified == traditional:
        return "keep"
    return "s" if simplified > traditional else flavour(document.text).removeprefix("s2")


def _made(document: Document, lexicon: Lexicon, settings: Settings) -> Target:
    target, bits = script_for(document, settings), kinds(document)
    if target == "keep":
        nothing = np.zeros(len(document.codes), np.bool_)
        return Target(target, document.codes, nothing, nothing, {})
    names = exceptions.names_for(lexicon)
    held = names.flags(document)
    if settings.titles == "keep":
        held |= exceptions.titles(document)
    simplified = _simplified_lines(document, bits, ~held, target)
    wanted, allowed, choices = _wanted(document, simplified, target, lexicon, settings)
    spelt = list(names.converted(document.text, wanted, target))
    if target == "s":
        spelt = [*exceptions.restored(document, wanted), *spelt]  # the user's go before
    for start, end, name in spelt:
        wanted[start:end] = np.array([ord(one) for one in name], np.uint32)
    changed = (wanted != document.codes) & allowed & ~held & (document.classes == HAN)
    changed &= ~exceptions.people(document, lexicon, changed, target)
    standing = {
        place: choice
        for place, choice in choices.items()
        if changed[place] and wanted[place] == ord(choice.form)
    }
    return Target(target, wanted, changed, simplified, standing)


def _simplified_lines(
    document: Document, bits: NDArray[np.uint8], free: Flags, target: str
) -> Flags:
    """Of each character, whether its line is in Simplified; a line that does not tell is as the text.

    A text that has nothing that tells is taken for one in the script that is not asked for.
    """
    lines = np.cumsum(document.classes == NEWLINE)
    simplified = np.bincount(lines, (bits == SIMPLIFIED) & free)
    traditional = np.bincount(lines, (bits >= TRADITIONAL) & free)
    own, other = simplified.sum(), traditional.sum()
    whole = own > other or (own == other and not (target == "s" and own == 0))
    chosen = np.where(simplified == traditional, whole, simplified > traditional)
    flags: Flags = chosen[lines].astype(np.bool_)
    return flags


def _wanted(
    document: Document, simplified: Flags, target: str, lexicon: Lexicon, settings: Settings
) -> tuple[NDArray[np.uint32], Flags, dict[int, Choice]]:
    """The code points in the script asked for, which of them may be taken, and what was chosen."""
    weighed = CHOOSING in enabled(settings, [CHOOSING])
    text, codes = document.text, document.codes
    wanted, allowed = codes.copy(), np.zeros(len(codes), np.bool_)
    choices: dict[int, Choice] = {}
    own_stay = target != "s" and settings.script == "majority"
    if not simplified.all() and not own_stay:
        chain = _from_traditional(text, target)
        choices |= _take(wanted, document, chain, ~simplified, weighed)
        allowed |= ~simplified
    if target != "s":
        choices |= _take(wanted, document, FROM_SIMPLIFIED[target], simplified, weighed)
        allowed |= simplified
    choices |= _strays(wanted, allowed, document, simplified, target, lexicon, weighed)
    return wanted, allowed, choices


def _strays(
    wanted: NDArray[np.uint32],
    allowed: Flags,
    document: Document,
    simplified: Flags,
    target: str,
    lexicon: Lexicon,
    weighed: bool,
) -> dict[int, Choice]:
    """Put what comes of characters of the other script in lines that are in the one asked for.

    On the way to Traditional the line is read in Simplified: 頭发 is 头发.
    """
    bits = kinds(document)
    odd, own = simplified & (bits >= TRADITIONAL), bits == SIMPLIFIED
    chain, plain = TO_SIMPLIFIED, document
    if target != "s":
        odd, own = ~simplified & own, bits >= TRADITIONAL
        chain = FROM_SIMPLIFIED[target]
    if not odd.any():
        return {}
    if target != "s":
        plain = Document(converted(document.text, TO_SIMPLIFIED))
    made = code_points(converted(plain.text, chain)).copy()
    made[own] = document.codes[own]
    spans = np.column_stack(stretches(document, odd, own))
    reached = spread(len(made), *with_neighbours(document, spans, made, lexicon))
    choices = _choices(plain, made, chain, reached) if weighed else {}
    for place, choice in choices.items():
        made[place] = ord(choice.form)
    wanted[reached] = made[reached]
    allowed |= reached
    return choices


def ways(text: str, target: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """OpenCC's conversions for the lines in Simplified, and for those in Traditional."""
    return FROM_SIMPLIFIED[target], _from_traditional(text, target)


def _from_traditional(text: str, target: str) -> tuple[str, ...]:
    """The conversions for Traditional lines; where Taiwan's forms stand without 着, 著 is 着, too."""
    if target != "s":
        return FROM_TRADITIONAL[target]
    taiwan = "着" not in text and flavour(text) == "s2tw"
    return TO_SIMPLIFIED_FROM_TAIWAN if taiwan else TO_SIMPLIFIED


def _take(
    wanted: NDArray[np.uint32],
    document: Document,
    chain: tuple[str, ...],
    where: Flags,
    weighed: bool,
) -> dict[int, Choice]:
    """Put the converted text where it is flagged; what was chosen where a character has several."""
    if not chain:
        return {}
    where = where & _lines_that_change(document, where, chain)
    if not where.any():
        return {}
    made = document.codes.copy()
    made[where] = code_points(converted(decoded(made[where]), chain))
    choices = _choices(document, made, chain, where) if weighed else {}
    for place, choice in choices.items():
        made[place] = ord(choice.form)
    wanted[where] = made[where]
    return choices


def _choices(
    document: Document, made: NDArray[np.uint32], chain: tuple[str, ...], where: Flags
) -> dict[int, Choice]:
    """What the words choose, where OpenCC has `made`."""
    choices: dict[int, Choice] = {}
    left = where
    if chain in weighing.FORMS_OF:
        known = traditional.shipped()
        choices = weighing.decide(document, made, where, chain, shipped(), known)
        left = where & (known.forms[np.minimum(document.codes, 0xFFFF), 1] == 0)
    choices |= wordwise.decide(document, made, left, chain, shipped())
    if chain == TO_SIMPLIFIED_FROM_TAIWAN:
        choices |= wordwise.written(document, made, where, shipped())
    return choices


def _lines_that_change(document: Document, where: Flags, chain: tuple[str, ...]) -> Flags:
    """The characters of lines in which a conversion may change a flagged one.

    Between forms of Traditional few characters change, and after a conversion next to none.
    """
    if chain not in FROM_TRADITIONAL.values():
        return where
    telling = where & _changing(chain)[np.minimum(document.codes, wordwise.PLANE - 1)]
    lines = np.cumsum(document.classes == NEWLINE)
    found = np.zeros(int(lines[-1]) + 1, np.bool_)
    found[lines[telling]] = True
    flags: Flags = found[lines]
    return flags


@cache
def _changing(chain: tuple[str, ...]) -> Flags:
    """Which characters a conversion between forms of Traditional may change."""
    changed: Flags = wordwise.several(chain)[1] != np.arange(wordwise.PLANE)
    changed[[ord(one) for one in IN_PHRASES]] = True
    return changed
