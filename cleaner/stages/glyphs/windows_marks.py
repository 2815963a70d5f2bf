"""Marks of Windows-1252 that were read as controls."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from cleaner.ledger.fixes import Proposal
from cleaner.ledger.rules import Rule, rule
from cleaner.stages.glyphs.unseen import of_misread
from cleaner.text.characters import INVISIBLE
from cleaner.text.document import Document
from cleaner.text.signs import one

# What the bytes 0x91 to 0x97 are in Windows-1252.
MARKS = dict(zip(range(0x91, 0x98), "‘’“”•–—", strict=True))


@rule("glyphs.windows-mark", at=(one(INVISIBLE),), confidence=0.99)
def windows_mark(document: Document, self: Rule) -> Iterable[Proposal]:
    """A control of U+0091 to U+0097 is a quote, a bullet or a dash of Windows-1252.

    ## Why
    Files of Windows that were read as Latin-1 have them: the bytes 0x91 to 0x97 are marks there and
    controls here, which no text uses. Beside accented letters they are bytes of characters that
    were misread, see `glyphs.mojibake`.

    ## Examples
    Repairs: It\u0092s the \u0093best\u0094 \u0096 so they say. → It’s the “best” – so they say.
    Leaves: It’s the “best” – so they say.

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    if not document.has(INVISIBLE):
        return
    codes = document.codes
    places = ((codes >= min(MARKS)) & (codes <= max(MARKS))).nonzero()[0]
    places = places[~of_misread(codes, places)]
    marks = [MARKS[code] for code in codes[places].tolist()]
    yield Proposal(self, places, np.asarray(places + 1), marks)
