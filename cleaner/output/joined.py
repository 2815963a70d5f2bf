"""Articles as JSON Lines, those that go on at another page with what stands there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from cleaner.ledger.entries import dump
from cleaner.output.articles import cited
from cleaner.pipeline import reading
from cleaner.stories.jumps import Half, brought_together, continued

if TYPE_CHECKING:
    from cleaner.ledger.records import Record
    from cleaner.text.document import Article, Source


def pieces(source: Source, records: Iterable[Record]) -> Iterator[str]:
    """A line for each article of the whole text. They are held until its end."""
    rows: list[dict[str, Any]] = []
    halves: list[Half | None] = []
    for record in records:
        found = reading(record)
        for article, parts in zip(found.articles, found.parts, strict=True):
            rows.append(cited(source, record, article, parts))
            halves.append(Half.of(article.notes, _texts(article)))
    after = continued(halves)
    taken = set(after.values())
    for number, row in enumerate(rows):
        if number not in taken:
            yield dump(_whole(rows, after, number, row)) + "\n"


def _texts(article: Article) -> list[str]:
    headline = [] if article.headline is None else [article.headline]
    return [*article.kicker, *headline, *article.deck, *article.paragraphs]


def _whole(
    rows: list[dict[str, Any]], after: dict[int, int], number: int, row: dict[str, Any]
) -> dict[str, Any]:
    """The article with the paragraphs of all that it goes on in; `continued`: where these stand."""
    paragraphs, places = row["paragraphs"], []
    while (number := after.get(number, -1)) >= 0:
        more = rows[number]
        paragraphs = brought_together(paragraphs, more["paragraphs"])
        places.append({key: more[key] for key in ("title", "page", "start", "end")})
    return row | {"paragraphs": paragraphs, "continued": places}
