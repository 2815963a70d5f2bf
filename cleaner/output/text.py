"""Text: one paragraph a line, with the line ends of the source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cleaner.ledger.records import Record
    from cleaner.text.document import Source


def pieces(source: Source, records: Iterable[Record]) -> Iterator[str]:
    """The clean text, section by section."""
    return (source.restore(record.document.text) for record in records)
