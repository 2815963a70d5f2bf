"""JSON: the articles, what stands outside them, and what the reader should look at."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from cleaner.ledger.entries import FORMAT, Entry, dump
from cleaner.ledger.ledger import Numbering
from cleaner.ledger.records import Counts, total
from cleaner.ledger.rules import Safety
from cleaner.output.parts import bounds
from cleaner.pipeline import reading

if TYPE_CHECKING:
    from cleaner.ledger.records import Record
    from cleaner.pipeline import Result
    from cleaner.stages.articles import Part, Reading
    from cleaner.text.document import Source
    from cleaner.text.spots import Located

_LINES = json.JSONEncoder(ensure_ascii=False, indent=2)


def describe(result: Result) -> dict[str, Any]:
    """The object of the contract; places are code points of the text as it came."""
    return _described(result.ledger.source, result.ledger.records)


def _described(source: Source, records: Iterable[Record]) -> dict[str, Any]:
    """The object of the contract. The articles of all sections are in it, their records are not."""
    value: dict[str, Any] = {
        "format_version": FORMAT,
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
    if source.located is not None:
        value["source"] |= {"format": source.format, "text_sha256": source.text_sha256}
        value |= {"pages": [], "blocks_outside": [], "changes": []}
    numbering = Numbering()
    counts = [Counts(0, 0)]
    for record in records:
        found = reading(record)
        value["articles"] += articles_of(record, found, source.located)
        value["furniture"] += found.furniture
        if source.located is not None:
            value["blocks_outside"] += blocks_of(record, source.located, found.outside)
            value["changes"] += (each.described() for each in numbering.entries(record))
        value["flags"] += (
            _flag(entry) for entry in record.entries() if entry.safety == Safety.NOTE.value
        )
        counts.append(record.count())
    if source.located is not None:
        value["pages"] = [sheet.described() for sheet in source.located.sheets]
    return value | {"edits": total(counts)._asdict()}


def articles_of(record: Record, found: Reading, located: Located | None) -> list[dict[str, Any]]:
    """The articles of a section, with the places of their parts."""
    articles = [asdict(article) for article in found.articles]
    for article, parts in zip(articles, found.parts, strict=True):
        article["parts"] = [_part(record, part) for part in parts]
        if located is not None:
            article["blocks"] = blocks_of(record, located, parts)
    return articles


def _flag(entry: Entry) -> dict[str, Any]:
    told: dict[str, Any] = {"rule": entry.rule, "message": entry.why}
    told |= {"start": entry.start, "end": entry.end}
    return told if entry.places is None else told | {"places": entry.places}


def _part(record: Record, part: Part) -> dict[str, Any]:
    start, end = bounds(record, part)
    return {"kind": part.role, "start": start, "end": end}


def blocks_of(record: Record, located: Located, parts: Iterable[Part]) -> list[dict[str, Any]]:
    """Blocks with what they are, their text, and where it stands in the file."""
    return [
        {
            "role": role,
            "text": record.document.text[start:end],
            "places": [s.described() for s in located.spots(*record.stretches(start, end))],
        }
        for role, start, end in parts
    ]


def pieces(source: Source, records: Iterable[Record]) -> Iterator[str]:
    """One object over several lines."""
    for piece in _LINES.iterencode(_described(source, records)):
        yield piece.encode("utf-8", "backslashreplace").decode()  # a lone surrogate as an escape
    yield "\n"


def line_pieces(source: Source, records: Iterable[Record]) -> Iterator[str]:
    """The object of the result on one line."""
    yield dump(_described(source, records)) + "\n"
