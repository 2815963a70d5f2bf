"""What the name of a file tells: whether it holds records."""

from __future__ import annotations

from cleaner.files.compressed import ending_of

STDIN = "-"
LINES = (".jsonl", ".ndjson")
TABLES = (".parquet",)


def is_records(path: str) -> bool:
    """Whether a file holds records, as its name tells."""
    name = path.lower()
    return name.endswith(TABLES) or name.removesuffix(ending_of(name)).endswith(LINES)
