"""Markdown: a heading a story, its lesser lines marked by their kind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from cleaner.pipeline import reading as reading_of
from cleaner.text.regex import regex

if TYPE_CHECKING:
    from cleaner.ledger.records import Record
    from cleaner.text.document import Article, Source

# Characters that Markdown would read as its own: anywhere, and at the start of a line.
INLINE = regex(r"([\\`*_\[\]<>])")
OPENING = regex(r"^(\s*)(?:([#+\-=~|])|(\d+)([.)]))")


def pieces(source: Source, records: Iterable[Record]) -> Iterator[str]:
    """The articles one after the other, and last, after a rule, what belongs to none of them.

    All that belongs to none is kept until then.
    """
    furniture: list[str] = []
    parting = ""
    for record in records:
        reading = reading_of(record)
        for article in reading.articles:
            for block in _article(article):
                yield parting + block
                parting = "\n\n"
        furniture += (f"- {escape(line)}" for line in reading.furniture)
    if furniture:
        yield parting + "---\n\n" + "\n".join(furniture)
    if furniture or parting:
        yield "\n"


def _article(article: Article) -> Iterator[str]:
    """Kicker in bold, headline as a heading, deck in italics, byline in bold italics, paragraphs,
    captions as quotations, notes in italics and brackets."""
    yield from (f"**{escape(line)}**" for line in article.kicker)
    if article.headline:
        yield f"# {escape(article.headline)}"
    yield from (f"*{escape(line)}*" for line in article.deck)
    yield from (f"***{escape(line)}***" for line in article.byline)
    yield from map(_lines, article.paragraphs)
    yield from (f"> {escape(line)}" for line in article.captions)
    yield from (f"*{escape(line)}*" for line in article.notes)


def _lines(text: str) -> str:
    """A paragraph, or a stanza with its lines."""
    return "\\\n".join(map(escape, text.split("\n")))


def escape(text: str) -> str:
    """`text` on one line, so that Markdown shows it as it is."""
    line = INLINE.sub(r"\\\1", " ".join(text.split("\n")).strip())
    return OPENING.sub(_escape_opening, line)


def _escape_opening(match: re.Match[str]) -> str:
    blanks, mark, number, point = match.groups()
    return f"{blanks}\\{mark}" if mark else f"{blanks}{number}\\{point}"
