"""Where the parts of an article stand in the text as it came."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cleaner.ledger.records import Record
    from cleaner.stages.articles import Part


def bounds(record: Record, part: Part) -> tuple[int, int]:
    """The first code point of a part in the source, and the one after its last."""
    starts, ends = record.stretches(part.start, part.end)
    return int(starts.min()), int(ends.max())
