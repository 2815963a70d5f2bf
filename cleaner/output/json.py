"""JSON: the articles, what stands outside them, and what the reader should look at."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from cleaner.ledger.entries import dump
from cleaner.ledger.records import Counts, total
from cleaner.ledger.rules import Safety
from cleaner.pipeline import reading

if TYPE_CHECKING:
    from cleaner.ledger.records import Record
    from cleaner.pipeline import Result
    from cleaner.text.document import Source

_LINES = json.JSONEncoder(ensure_ascii=False, indent=2)


def describe(result: Result) -> dict[str, Any]:
    """The object of the contract; places are code points of the text as it came."""
    return _described(result.ledger.source, result.ledger.records)


def _described(source: Source, records: Iterable[Record]) -> dict[str, Any]:
    """The object of the contract. The articles of all sections are in it, their records are not."""
    value: dict[str, Any] = {
        "source": {
            "name": source.name,
            "sha256": source.sha256,
            "encoding": source.encoding,
            "characters": source.characters,
        },
        "articles": [],
        "furniture": [],
        "flags": [],
    }
    counts = [Counts(0, 0)]
    for record in records:
        found = reading(record)
        value["articles"] += map(asdict, found.articles)
        value["furniture"] += found.furniture
        value["flags"] += (
            {"rule": entry.rule, "message": entry.why, "start": entry.start, "end": entry.end}
            for entry in record.entries()
            if entry.safety == Safety.NOTE.value
        )
        counts.append(record.count())
    return value | {"edits": total(counts)._asdict()}


def pieces(source: Source, records: Iterable[Record]) -> Iterator[str]:
    """One object over several lines."""
    for piece in _LINES.iterencode(_described(source, records)):
        yield piece.encode("utf-8", "backslashreplace").decode()  # a lone surrogate as an escape
    yield "\n"


def line_pieces(source: Source, records: Iterable[Record]) -> Iterator[str]:
    """The object of the result on one line."""
    yield dump(_described(source, records)) + "\n"
