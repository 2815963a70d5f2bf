"""Radicals in the place of characters: what a browser's PDF makes of a page."""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np

from cleaner.ledger.fixes import Proposal
from cleaner.ledger.rules import Rule, rule
from cleaner.page.context import line_around
from cleaner.text.characters import HAN, Flags
from cleaner.text.document import Document
from cleaner.text.forms import RADICAL, forms
from cleaner.text.radicals import CHARACTERS, FIRST, LAST, characters_for
from cleaner.text.regex import regex

ENOUGH = 3  # radicals inside words from which all of a document are characters; set by hand
_ON_RADICALS = regex(r"部首|偏旁|康熙字典|kangxi|radical", re.IGNORECASE)


@rule("glyphs.radical", confidence=0.99)
def radical(document: Document, self: Rule) -> Iterable[Proposal]:
    """A radical inside a word becomes the character it stands for.

    ## Why
    PDFs that browsers print give Kangxi radicals (U+2F00 to U+2FD5) and those of the Supplement
    (U+2E80 to U+2EF3) for characters of the same shape, and no search finds the words. A radical
    that touches ordinary Han is repaired; where three and more do and they are the most, the others
    too. A line of radicals alone stays, and so does every one in a text that speaks of radicals.
    Radicals that stand for a component only, such as ⺡, stay.

    ## Examples
    Repairs: 参加⼤会的⼯⼈ → 参加大会的工人
    Leaves: ⼀ ⼁ ⼂ ⼃
    Leaves: 部首⼤的字

    ## Known failures
    - No radical in a word: there is nothing to show that these are not meant.

    ## Since
    0.1.0
    """
    if RADICAL not in forms(document) or _ON_RADICALS.search(document.text):
        return
    codes = document.codes
    places = (codes - np.uint32(FIRST) <= LAST - FIRST).nonzero()[0]
    radicals = (codes >= FIRST) & (codes <= LAST)
    inside = _touching(radicals, (document.classes == HAN) & ~radicals)
    many = inside.sum() >= max(ENOUGH, len(places) / 2)
    text, table = document.text, characters_for(document.text)
    wanted = [
        place
        for place in places.tolist()
        if int(codes[place]) in CHARACTERS
        and (inside[place] or (many and _has_ordinary_han(document, radicals, place)))
    ]
    after = [table[ord(text[place])] for place in wanted]
    yield Proposal(self, wanted, [place + 1 for place in wanted], after)


def _touching(radicals: Flags, ordinary: Flags) -> Flags:
    """Which characters are in a run of radicals that touches an ordinary Han character."""
    edges = np.diff(np.concatenate(([0], radicals.astype(np.int8), [0])))
    starts, ends = (edges == 1).nonzero()[0], (edges == -1).nonzero()[0]
    padded = np.concatenate(([False], ordinary, [False]))
    touched = padded[starts] | padded[ends + 1]
    inside = np.zeros(len(radicals), np.bool_)
    for start, end in zip(starts[touched].tolist(), ends[touched].tolist(), strict=True):
        inside[start:end] = True
    return inside


def _has_ordinary_han(document: Document, radicals: Flags, place: int) -> bool:
    """Whether the line of `place` has Han besides its radicals."""
    start, end = line_around(document.text, place)
    return bool(((document.classes[start:end] == HAN) & ~radicals[start:end]).any())
