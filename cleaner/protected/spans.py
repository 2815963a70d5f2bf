"""Stretches of a text that a repair of marks, spaces or script must not enter.

What is found, with its kind: addresses, numbers with marks, times, code, Latin sentences, names of
the user's dictionaries … The pipeline asks which edits touch them (`cleaner.pipeline.spare`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from cleaner.protected.hulls import hulls, reaching
from cleaner.protected.kinds import KINDS, LATIN, Span
from cleaner.protected.latin import latin
from cleaner.protected.names import names
from cleaner.protected.program import program
from cleaner.protected.tokens import references, tokens
from cleaner.text.characters import Flags, Ints
from cleaner.text.document import Document

if TYPE_CHECKING:
    from cleaner.knowledge.lexicon import Lexicon

__all__ = ["KINDS", "Span", "mask", "spans", "touched"]


def spans(document: Document, lexicon: Lexicon | None = None) -> list[Span]:
    """The protected spans of a document, sorted; a Latin sentence may hold others.

    `lexicon`: whose names are protected, too.
    """
    found: list[Span] | None = document.analyses.get("protected")
    if found is None:
        finders = (program, tokens, references, latin)
        found = _outermost(span for find in finders for span in find(document))
        document.analyses["protected"] = found
    if lexicon is None or not lexicon.names:
        return found
    known: tuple[Lexicon, list[Span]] | None = document.analyses.get("protected names")
    if known is None or known[0] is not lexicon:
        known = lexicon, _outermost([*found, *names(document, lexicon)])
        document.analyses["protected names"] = known
    return known[1]


def _outermost(found: Iterable[Span]) -> list[Span]:
    """The spans sorted, without those that lie inside others; a Latin sentence may hold some."""
    kept, reach = [], -1
    for span in sorted(found, key=lambda span: (span.start, -span.end, span.kind == LATIN)):
        if span.end > reach:
            kept.append(span)
            if span.kind != LATIN:
                reach = span.end
    return kept


def mask(document: Document, lexicon: Lexicon | None = None) -> Flags:
    """Which characters (one flag a code point) lie in a protected span."""
    flags = np.zeros(len(document.text), np.bool_)
    for start, end, _ in spans(document, lexicon):
        flags[start:end] = True
    return flags


def touched(found: Iterable[Span], starts: Ints, ends: Ints) -> Flags:
    """Which of the edits from `starts` to `ends` reach into a span of `found`, which is sorted.

    An edit beside a span does not touch it, nor does a text put in at its border.
    """
    return reaching(*hulls(span[:2] for span in found), starts, ends)
