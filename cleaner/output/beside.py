"""The articles of a file with the names it has for their lines and regions, as JSON beside it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from cleaner.formats.structmap import Area, Story
from cleaner.ledger.entries import FORMAT
from cleaner.output.json import articles_of, blocks_of
from cleaner.pipeline import reading

if TYPE_CHECKING:
    from cleaner.ledger.records import Record
    from cleaner.output.structure import Held, Holding
    from cleaner.stages.articles import Part
    from cleaner.text.document import Source
    from cleaner.text.spots import Located

ENDING = ".articles.json"
"""What the name of the file has after that of the other."""


class Articles:
    """The articles of a source, found as the records of a run pass."""

    def __init__(self, source: Source, holding: Holding) -> None:
        assert source.located is not None
        self._source, self._holding = source, holding
        self._located: Located = source.located
        self._found: list[dict[str, Any]] = []
        self._outside: list[dict[str, Any]] = []

    def add(self, record: Record) -> None:
        """Take in the next section."""
        found = reading(record)
        articles = articles_of(record, found, self._located)
        for article, parts in zip(articles, found.parts, strict=True):
            self._name(record, article["blocks"], parts)
        outside = blocks_of(record, self._located, found.outside)
        self._name(record, outside, found.outside)
        self._found += articles
        self._outside += outside

    def _name(self, record: Record, blocks: list[dict[str, Any]], parts: list[Part]) -> None:
        held = self._holding.of(record, [(part.start, part.end) for part in parts])
        for block, found in zip(blocks, held, strict=True):
            block["ids"] = _ids(found)

    def stories(self) -> Iterator[Story]:
        """The articles by where they stand: regions, and of one that is shared its lines."""
        files = {sheet.page: sheet.name for sheet in self._located.sheets}
        blocks = [*(article["blocks"] for article in self._found), self._outside]
        rows = [[row for block in each for row in block["ids"]] for each in blocks]
        shares = Counter(
            key for each in rows for key in {(row["page"], row["region"]) for row in each}
        )
        for article, each in zip(self._found, rows, strict=False):
            areas = [
                Area(files[row["page"]], begin)
                for row in each
                for shared in [not row["region"] or shares[row["page"], row["region"]] > 1]
                for begin in (row["lines"] if shared and row["lines"] else [row["region"] or ""])
            ]
            whole = [
                Area(files[place["page"]])
                for block in article["blocks"]
                if not block["ids"]
                for place in block["places"]
            ]
            yield Story(article["headline"] or "", list(dict.fromkeys([*areas, *whole])))

    def data(self) -> bytes:
        """The file: what `--to json` says of the articles, and `ids` of each block."""
        source = self._source
        told = {
            "format_version": FORMAT,
            "source": {"name": source.name, "sha256": source.sha256, "format": source.format},
            "pages": [sheet.described() for sheet in self._located.sheets],
            "articles": self._found,
            "blocks_outside": self._outside,
        }
        text = json.dumps(told, ensure_ascii=False, indent=2) + "\n"
        return text.encode("utf-8", "backslashreplace")


def _ids(found: Iterable[Held]) -> list[dict[str, Any]]:
    """The regions in the order of reading, each with its lines; none for what has no names."""
    rows: dict[tuple[int, str], list[str]] = {}
    for page, (region, line) in found:
        if region or line:
            lines = rows.setdefault((page, region), [])
            lines += [line] if line else []
    return [
        {"page": page, "region": region or None, "lines": lines}
        for (page, region), lines in rows.items()
    ]
