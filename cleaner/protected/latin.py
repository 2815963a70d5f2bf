"""Latin sentences: words of letters with the half-width marks that belong to them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from cleaner.protected.kinds import LATIN, Span
from cleaner.protected.stretches import SPACED, held, stretches
from cleaner.text.characters import CLOSE, DASH, LETTER, OPEN, Flags, among, class_set
from cleaner.text.document import Document
from cleaner.text.regex import regex

WORDS = 2  # of a Latin sentence, at least
_OPENERS = dict(zip("([{\"'", ")]}\"'", strict=True))
_TYPOGRAPHIC = "‘’“”–—…·"  # marks that Latin text has, too
_PARTED = regex(r"[ \t,;:?!]|\.(?=[A-Z])")


def latin(document: Document) -> Iterator[Span]:
    """Stretches of two Latin words or more, parted by blanks or half-width marks.

    Marks at either end belong to one that is a sentence by itself, or whose pair is inside.
    """
    if not document.has(LETTER):
        return
    text, classes = document.text, document.classes
    letters = classes == LETTER
    begun = letters.copy()
    begun[1:] &= ~letters[:-1]
    starts, ends = stretches(_flags(document))
    many = held(begun, starts, ends) >= WORDS
    for start, end in zip(starts[many].tolist(), ends[many].tolist(), strict=True):
        first, last = _trimmed(text, start, end)
        if _PARTED.search(text, first, last):
            yield Span(first, last, LATIN)


def _flags(document: Document) -> Flags:
    """What may stand in a Latin sentence: of ’, – and the like, those with Latin on both sides."""
    flags = SPACED[document.classes]
    if len(flags) > 2 and document.has(OPEN, CLOSE, DASH):
        odd = np.flatnonzero(class_set(OPEN, CLOSE, DASH)[document.classes[1:-1]]) + 1
        odd = odd[flags[odd - 1] & flags[odd + 1]]
        flags[odd] = among(document.codes[odd], _TYPOGRAPHIC)
    return flags


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch from its first to its last letter or digit, with the marks that are its own."""
    first, last = start, end
    while not text[first].isalnum():
        first += 1
    while not text[last - 1].isalnum():
        last -= 1
    closer = _OPENERS.get(text[first - 1], "") if first > start else ""
    if closer and closer in text[first : min(last + 1, end)]:
        first -= 1
        last += last < end and text[last] == closer
    if last < end and text[last] in ".!?" and text[first : first + 2].lstrip("\"'(")[:1].isupper():
        last += 1
    return first, last
