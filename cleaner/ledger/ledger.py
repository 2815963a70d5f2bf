"""The ledger: every fix of a run, folded back to its place in the source.

It undoes a run, replays it, and says of each edit why it was made. As a file it is JSON Lines: the
first line describes the source, the result and the settings, each further line is one edit.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from itertools import chain
from typing import Any

from cleaner.config import Settings
from cleaner.ledger.entries import FORMAT, Entry, dump
from cleaner.ledger.ids import Alike
from cleaner.ledger.records import Record, total
from cleaner.text.document import Source


class Numbering:
    """Numbers the fixes of a run that are alike, section after section."""

    def __init__(self) -> None:
        self._alike = Alike()

    def entries(self, record: Record) -> list[Entry]:
        """The entries of the next record, by step and place."""
        numbers = self._alike.numbers([fix[0].id for fix in record.fixes])
        return [
            entry if number == 1 else replace(entry, id=f"{entry.id}.{number}")
            for fix, number in zip(record.fixes, numbers, strict=True)
            for entry in fix
        ]


@dataclass(repr=False)
class Ledger:
    """All fixes of a run over `source`. The entries are made when they are first asked for."""

    source: Source
    settings: Settings = field(default_factory=Settings)
    records: list[Record] = field(default_factory=list)

    def __repr__(self) -> str:
        counts = ", ".join(f"{name}={number}" for name, number in self.count().items())
        return f"Ledger({self.source.name!r}, {counts})"

    def __getstate__(self) -> dict[str, Any]:
        return {each.name: getattr(self, each.name) for each in fields(self)}

    @cached_property
    def entries(self) -> list[Entry]:
        """Every edit, by step and place."""
        numbering = Numbering()
        return list(chain.from_iterable(map(numbering.entries, self.records)))

    def count(self) -> dict[str, int]:
        """How many fixes were applied, and how many are only suggested."""
        return total(record.count() for record in self.records)._asdict()

    def lines(self) -> Iterator[str]:
        """The ledger as JSON Lines, without line ends."""
        result = digest(record.document.text for record in self.records)
        yield head(self.source, self.settings, result)
        for entry in self.entries:
            yield entry.as_line()


def head(
    source: Source, settings: Settings, result: str, stored: Mapping[str, str] | None = None
) -> str:
    """The first line of a ledger.

    `result`: the digest of the clean text. `stored`: its encoding and byte-order mark, where they
    are not those of the source.
    """
    return dump(
        {
            "ledger": FORMAT,
            "format_version": FORMAT,
            "source": {
                "name": source.name,
                "sha256": source.sha256,
                "encoding": source.encoding,
                "byte_order_mark": source.byte_order_mark.hex(),
                "newline": source.newline,
                "characters": source.characters,
                **({"errors": "keep"} if source.keeps else {}),
                **_read_from(source),
            },
            "result": {"sha256": result, **(stored or {})},
            "settings": settings.described(),
        }
    )


def _read_from(source: Source) -> dict[str, str]:
    """What the text of a source was read from, where its bytes are not the text."""
    if not source.format:
        return {}
    return {"format": source.format, "text_sha256": source.text_sha256}


def digest(pieces: Iterable[str]) -> str:
    """The SHA-256 of a text whose line ends are `\\n`."""
    sha256 = hashlib.sha256()
    for piece in pieces:
        sha256.update(in_utf_8(piece))
    return sha256.hexdigest()


def in_utf_8(text: str) -> bytes:
    """What is digested of a text: lone surrogates count, too."""
    return text.encode("utf-8", "surrogatepass")
