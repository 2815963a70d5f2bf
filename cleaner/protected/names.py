"""Names of the user's dictionaries."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.knowledge.lexicon import Lexicon
from cleaner.names.finder import standing
from cleaner.protected.kinds import NAME, Span
from cleaner.text.document import Document


def names(document: Document, lexicon: Lexicon) -> Iterator[Span]:
    """The names that occur in the text, the longest one at each place, none inside another."""
    done = 0
    for start, end, _ in standing(document, lexicon):
        if start >= done:
            done = end
            yield Span(start, end, NAME)
