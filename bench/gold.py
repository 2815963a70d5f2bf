"""The hand-made readings of the real pages; `cleaner.measure.readings` says how they are written."""

from __future__ import annotations

from pathlib import Path

from bench import page_path
from cleaner.measure.readings import Reading, from_gold

__all__ = ["Reading", "gold_of", "read_gold"]


def read_gold(path: Path) -> Reading:
    """The reading in a file."""
    return from_gold(path.read_text("utf-8"))


def gold_of(name: str) -> Reading:
    """The reading of a real page of `bench.PAGES`."""
    return read_gold(page_path(name).with_suffix(".gold.txt"))
