"""The forms in which a result is given: text, Markdown, JSON, articles to cite.

Known here: articles and their lines. Not known: what was changed; that is for `report`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from cleaner.output import articles, joined, json, markdown, text

if TYPE_CHECKING:
    from cleaner.ledger.records import Record
    from cleaner.pipeline import Result
    from cleaner.text.document import Source

FORMS: dict[str, Callable[[Source, Iterable[Record]], Iterator[str]]] = {
    "text": text.pieces,
    "markdown": markdown.pieces,
    "json": json.pieces,
    "jsonl": json.line_pieces,
    "articles": articles.pieces,
    "joined": joined.pieces,
}


def render(result: Result, to: str = "text") -> str:
    """`result` in one of the FORMS. Raises KeyError for another."""
    return "".join(FORMS[to](result.ledger.source, result.ledger.records))
