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
        outside = blocks_of(record, self._located, found.outside)
        blocks = [block for article in articles for block in article["blocks"]] + outside
        parts = [part for own in (*found.parts, found.outside) for part in own]
        held = self._holding.of(record, [(part.start, part.end) for part in parts])
        for block, words in zip(blocks, held, strict=True):
            block["ids"] = _ids(words)
        self._found += articles
        self._outside += outside

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
