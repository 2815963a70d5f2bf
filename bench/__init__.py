"""Measurements: real pages, speed, harm to clean text, and typeset pages with a known reading."""

from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGES = ("000_c05fce06559a887c", "004_28bd58c0d8b201a9")


def page_path(name: str) -> Path:
    """The text of a real page; its reading stands beside it."""
    return ROOT / "fixtures/pages" / f"{name}.txt"
