"""Repair text that newspaper pages and OCR have broken.

import cleaner
cleaner.clean(text)       # the text, repaired
cleaner.read(text)        # articles, ledger and text
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cleaner.config import Settings
    from cleaner.knowledge.lexicon import Lexicon
    from cleaner.ledger.decisions import Decisions
    from cleaner.ledger.fixes import Edit, Fix
    from cleaner.ledger.ledger import Ledger
    from cleaner.ledger.rules import Rule
    from cleaner.pipeline import Result
    from cleaner.text.document import Article, Document, Source

__version__ = "0.1.0"

# Loaded when first asked for, so that the command line can answer without them.
_NOUNS = {
    "Article": "cleaner.text.document",
    "Decisions": "cleaner.ledger.decisions",
    "Document": "cleaner.text.document",
    "Edit": "cleaner.ledger.fixes",
    "Fix": "cleaner.ledger.fixes",
    "Ledger": "cleaner.ledger.ledger",
    "Lexicon": "cleaner.knowledge.lexicon",
    "Result": "cleaner.pipeline",
    "Rule": "cleaner.ledger.rules",
    "Settings": "cleaner.config",
    "Source": "cleaner.text.document",
}


def clean(text: str, **settings: Any) -> str:
    """`text`, repaired. `settings`: fields of `Settings`; raises ConfigError for any other."""
    from cleaner import pipeline

    source, chosen, lexicon = _prepared(text, settings)
    records = pipeline.stream(source, chosen, lexicon)
    return source.restore("".join(record.document.text for record in records))


def read(text: str, **settings: Any) -> Result:
    """The result of a run over `text`: its text, its articles and its ledger.

    `settings`: fields of `Settings`; raises ConfigError for any other, and DictionaryError for a
    dictionary that cannot be read.
    """
    from cleaner import pipeline

    return pipeline.run(*_prepared(text, settings))


def _prepared(text: str, settings: dict[str, Any]) -> tuple[Source, Settings, Lexicon]:
    from cleaner import pipeline
    from cleaner.knowledge.lexicon import with_dictionaries
    from cleaner.text.document import Source

    chosen = pipeline.chosen(settings)
    return Source.from_text(text), chosen, with_dictionaries(chosen.dictionary)


def __getattr__(name: str) -> Any:
    if name not in _NOUNS:
        raise AttributeError(f"module 'cleaner' has no attribute {name!r}")
    return getattr(import_module(_NOUNS[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_NOUNS])


__all__ = [
    "Article",
    "Decisions",
    "Document",
    "Edit",
    "Fix",
    "Ledger",
    "Lexicon",
    "Result",
    "Rule",
    "Settings",
    "Source",
    "clean",
    "read",
]
