"""Latin sentences: words of letters with the half-width marks that belong to them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.characters import LETTER
from cleaner.document import Document
from cleaner.protected.kinds import LATIN, Span
from cleaner.protected.stretches import RUN, SPACED, held, stretches

WORDS = 2  # fewer make no sentence
_ENDED = re.compile(r"[A-Z].*[.!?]", re.S)
_OPENERS = dict(zip("([{\"'", ")]}\"'", strict=True))


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
    starts, ends = stretches(SPACED[classes])
    many = held(begun, starts, ends) >= WORDS
    for start, end in zip(starts[many].tolist(), ends[many].tolist(), strict=True):
        first, last = _trimmed(text, start, end)
        if RUN[classes[first:last]].all():  # one run of letters and marks: a token, no sentence
            continue
        yield Span(first, last, LATIN)


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
    if last < end and text[last] in ".!?" and _ENDED.match(text, first, last + 1):
        last += 1
    return first, last
