"""JSON: the articles, what stands outside them, and what the reader should look at."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from cleaner.fixes import Safety
from cleaner.ledger import dump

if TYPE_CHECKING:
    from cleaner.pipeline import Result


def describe(result: Result) -> dict[str, Any]:
    """The object of the contract; places are code points of the text as it came."""
    source = result.ledger.source
    return {
        "source": {
            "name": source.name,
            "sha256": source.sha256,
            "encoding": source.encoding,
            "characters": source.characters,
        },
        "articles": [asdict(article) for article in result.articles],
        "furniture": list(result.furniture),
        "flags": [
            {"rule": entry.rule, "message": entry.why, "start": entry.start, "end": entry.end}
            for entry in result.ledger.entries
            if entry.safety == Safety.NOTE.value
        ],
        "edits": result.ledger.count(),
    }


def render(result: Result) -> str:
    """One object over several lines."""
    value = describe(result)
    text = json.dumps(value, ensure_ascii=False, indent=2)
    try:
        text.encode()
    except UnicodeEncodeError:  # a lone surrogate: only an escape can hold it
        text = json.dumps(value, indent=2)
    return text + "\n"


def render_line(result: Result) -> str:
    """The same object on one line."""
    return dump(describe(result)) + "\n"
