"""Text: one paragraph a line, with the line ends of the source."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cleaner.pipeline import Result


def render(result: Result) -> str:
    """The clean text."""
    return result.text
