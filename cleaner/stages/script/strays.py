"""Stretches of the other script in a text that is clearly in one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from cleaner.knowledge.scripts import (
    SIMPLIFIED,
    TO_SIMPLIFIED,
    TRADITIONAL,
    VARIANT,
    converted,
    kinds,
    not_simplified,
    script_of,
    stretches,
)
from cleaner.ledger.fixes import Proposal
from cleaner.ledger.rules import Rule, Safety, rule
from cleaner.stages.script import exceptions
from cleaner.text.characters import HAN, Flags, Ints, code_points
from cleaner.text.document import Document
from cleaner.text.signs import one

if TYPE_CHECKING:
    from cleaner.config import Settings
    from cleaner.knowledge.lexicon import Lexicon
LAST_OF_PLANE = 0xFFFF  # the last code point that a packed word can have


@rule("script.mixed", at=(one(not_simplified),), safety=Safety.SUGGESTED, confidence=0.95)
def mixed(
    document: Document, self: Rule, lexicon: Lexicon, settings: Settings
) -> Iterable[Proposal]:
    """Characters of the other script in a text that is clearly in one may be converted to it.

    ## Why
    A text is clearly in one script when it has twenty characters that exist in this script only,
    and they are 95 in 100 of all that tells; what stands together of the other script counts once,
    and is one suggestion. Lines wholly in the other script, titles in 《》, quotations in the other script, names of the dictionaries,
    organisations of Hong Kong, Macao and Taiwan, Japanese lines, glosses as in 发（發）, and lines
    about characters are left alone. `--script` converts all of it.

    ## Examples
    Repairs: 会议强调，各级党组织要认真学习贯彻，义乌市委书记指出，要发展经济，扩大开放，为企业减轻负担，这是對的。 → 会议强调，各级党组织要认真学习贯彻，义乌市委书记指出，要发展经济，扩大开放，为企业减轻负担，这是对的。
    Leaves: 会议强调，各级党组织要认真学习贯彻，义乌市委书记指出，要发展经济，扩大开放，为企业减轻负担，他读《國史大綱》。

    ## Known failures
    - Shown as a suggestion, and at times meant: names without a dictionary.
    - 后 is in both scripts, so it does not tell.
    - Taken for a quotation.

    ## Since
    0.1.0
    """
    script = script_of(document)
    label = "Simplified" if script == SIMPLIFIED else "Traditional"
    spans = [span for span in strays_of(document, script, lexicon) if tells(document, span)]
    if not spans:
        return
    chain = TO_SIMPLIFIED if script == SIMPLIFIED else (flavour(document.text),)
    made = converted(document.text, chain)
    starts, ends = with_neighbours(document, np.array(spans), code_points(made), lexicon)
    places = list(zip(starts.tolist(), ends.tolist(), strict=True))
    after = [made[start:end] for start, end in places]
    whys = [f"{document.text[start:end]} in a text that is {label}" for start, end in places]
    yield Proposal(self, starts, ends, after, whys).keep(
        [document.text[slice(*span)] != made[slice(*span)] for span in places]
    )


def tells(document: Document, span: tuple[int, int]) -> bool:
    """Whether a stretch has more in it than forms of `VARIANTS`."""
    return bool((kinds(document)[slice(*span)] % VARIANT).any())


def with_neighbours(
    document: Document, spans: Ints, made: NDArray[np.uint32], lexicon: Lexicon
) -> tuple[Ints, Ints]:
    """Starts and ends of stretches, each with a neighbour that changes and makes a word with it.

    乾 is in both scripts, but in 乾淨 it belongs to the stretch. `made`: the converted code points.
    """
    starts, ends = spans.T
    last = len(made) - 1
    before, after = np.maximum(starts - 1, 0), np.minimum(ends, last)
    changed = (made != document.codes) & (document.classes == HAN) & (made <= LAST_OF_PLANE)
    led = (starts > 0) & changed[before] & _words(made[before], made[starts], lexicon)
    led &= ~np.isin(before, ends - 1)
    followed = (ends <= last) & changed[after] & _words(made[ends - 1], made[after], lexicon)
    followed &= ~np.isin(after, starts) & ~np.isin(after, before[led])
    return starts - led, ends + followed


def _words(first: NDArray[np.uint32], second: NDArray[np.uint32], lexicon: Lexicon) -> Flags:
    """Whether two characters make a word, pair by pair."""
    one, two = first.astype(np.uint64), second.astype(np.uint64)
    return lexicon.contains(one << np.uint64(48) | two << np.uint64(32))


def strays_of(document: Document, script: int, lexicon: Lexicon) -> list[tuple[int, int]]:
    """Stretches of the other script in a text that is in `script`, without what is left alone."""
    found: list[tuple[int, int]] | None = document.analyses.get("script.strays")
    if found is None:
        found = _looked_for(document, script, lexicon) if script else []
        document.analyses["script.strays"] = found
    return found


def _looked_for(document: Document, script: int, lexicon: Lexicon) -> list[tuple[int, int]]:
    bits = kinds(document)
    odd, own = bits == SIMPLIFIED, bits == TRADITIONAL
    if script == SIMPLIFIED:
        odd, own = bits >= TRADITIONAL, odd
    if not odd.any():
        return []
    starts, ends = stretches(document, odd, own)
    return unprotected(
        document, zip(starts.tolist(), ends.tolist(), strict=True), odd, own, lexicon
    )


def unprotected(
    document: Document, spans: Iterable[tuple[int, int]], odd: Flags, own: Flags, lexicon: Lexicon
) -> list[tuple[int, int]]:
    """The spans, which are in order, that no name and no exception protects."""
    names = exceptions.names_for(lexicon).flags(document)
    meant = exceptions.Meant(document, odd, own)
    return [
        (start, end)
        for start, end in spans
        if not names[start:end].any() and not meant.has(start, end)
    ]


def flavour(text: str) -> str:
    """The conversion from Simplified into the Traditional forms that a text uses."""
    if text.count("説") > text.count("說"):
        return "s2hk"
    return "s2tw" if text.count("為") + text.count("裡") >= text.count("爲") else "s2t"
