"""The forms in which a result is given."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from cleaner.output import json, markdown, text

if TYPE_CHECKING:
    from cleaner.pipeline import Result

FORMS: dict[str, Callable[[Result], str]] = {
    "text": text.render,
    "markdown": markdown.render,
    "json": json.render,
    "jsonl": json.render_line,
}


def render(result: Result, to: str = "text") -> str:
    """`result` in one of the FORMS. Raises KeyError for another."""
    return FORMS[to](result)
