"""Articles as JSON Lines: an article a line, with what is asked for to cite it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from cleaner.ledger.entries import dump
from cleaner.output.parts import bounds
from cleaner.pipeline import reading
from cleaner.stories.citing import author_of, date_of, place_of

if TYPE_CHECKING:
    from cleaner.ledger.records import Record
    from cleaner.stages.articles import Part
    from cleaner.text.document import Article, Source


def pieces(source: Source, records: Iterable[Record]) -> Iterator[str]:
    """A line for each article, section by section."""
    for record in records:
        found = reading(record)
        for article, parts in zip(found.articles, found.parts, strict=True):
            yield dump(cited(source, record, article, parts)) + "\n"


def cited(source: Source, record: Record, article: Article, parts: list[Part]) -> dict[str, Any]:
    """What is not known is None. `start`, `end`: code points of the text as it came."""
    places = [bounds(record, part) for part in parts]
    return {
        "title": article.headline,
        "kicker": article.kicker or None,
        "deck": article.deck or None,
        "author": author_of(article.byline),
        "place": place_of(article.byline, article.paragraphs),
        "date": date_of(article.paragraphs),
        "page": _page(source, record, parts),
        "source": source.name,
        "start": min(start for start, _ in places),
        "end": max(end for _, end in places),
        "paragraphs": article.paragraphs,
    }


def _page(source: Source, record: Record, parts: list[Part]) -> int | None:
    """The number of the page that the article begins on, from 1, where the file has pages."""
    if source.located is None:
        return None
    spots = source.located.spots(*record.stretches(parts[0].start, parts[0].end))
    return next((spot.page for spot in spots), None)
