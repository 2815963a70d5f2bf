"""The hand-made readings of the real pages; `cleaner.measure.readings` says how they are written."""

from __future__ import annotations

from pathlib import Path

from bench import page_path
from cleaner.measure.readings import ARTICLE, REMARK, Reading, from_gold

__all__ = ["Reading", "doubts_of", "gold_of", "read_gold"]

HEADLINE, BESIDE = "HEAD:", "KICKER/DECK:"


def read_gold(path: Path) -> Reading:
    """The reading in a file."""
    return from_gold(path.read_text("utf-8"))


def gold_of(name: str) -> Reading:
    """The reading of a real page of `bench.PAGES`."""
    return read_gold(page_path(name).with_suffix(".gold.txt"))


def doubts_of(name: str) -> dict[str, list[str]]:
    """The headlines of a real page whose reading remarks on their heading lines, and the remarks."""
    found: dict[str, list[str]] = {}
    for article in page_path(name).with_suffix(".gold.txt").read_text("utf-8").split(ARTICLE):
        lines = [line for line in article.splitlines() if line.startswith((HEADLINE, BESIDE))]
        remarks = [line.partition(REMARK)[2].strip() for line in lines if REMARK in line]
        for line in lines:
            if line.startswith(HEADLINE) and remarks:
                text = line.removeprefix(HEADLINE).partition(REMARK)[0].strip()
                found[text] = remarks
    return found
