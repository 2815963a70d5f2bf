"""Repair text that newspaper pages and OCR have broken.

import cleaner
cleaner.clean(text)       # the text, repaired
cleaner.read(text)        # articles, ledger and text
cleaner.Cleaner(…)        # one that is kept: for many texts, for records
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cleaner.batch.cleaner import Cleaner
    from cleaner.batch.outcomes import Failed, Stats
    from cleaner.batch.records import undo
    from cleaner.config import ConfigError, Settings
    from cleaner.knowledge.lexicon import DictionaryError, Lexicon
    from cleaner.ledger.decisions import Decisions
    from cleaner.ledger.entries import LedgerError
    from cleaner.ledger.fixes import Edit, Fix
    from cleaner.ledger.ledger import Ledger
    from cleaner.ledger.rules import Rule
    from cleaner.pipeline import Result
    from cleaner.text.document import Article, Document, Source
    from cleaner.text.errors import DecodeError

__version__ = "0.1.0"

# Loaded when first asked for, so that the command line can answer without them.
_NOUNS = {
    "Article": "cleaner.text.document",
    "Cleaner": "cleaner.batch.cleaner",
    "ConfigError": "cleaner.config",
    "Decisions": "cleaner.ledger.decisions",
    "DecodeError": "cleaner.text.errors",
    "DictionaryError": "cleaner.knowledge.lexicon",
    "Document": "cleaner.text.document",
    "Edit": "cleaner.ledger.fixes",
    "Failed": "cleaner.batch.outcomes",
    "Fix": "cleaner.ledger.fixes",
    "Ledger": "cleaner.ledger.ledger",
    "LedgerError": "cleaner.ledger.entries",
    "Lexicon": "cleaner.knowledge.lexicon",
    "Result": "cleaner.pipeline",
    "Rule": "cleaner.ledger.rules",
    "Settings": "cleaner.config",
    "Source": "cleaner.text.document",
    "Stats": "cleaner.batch.outcomes",
    "undo": "cleaner.batch.records",
}


def clean(text: str, **settings: Any) -> str:
    """`text`, repaired. `settings`: the keywords of `Cleaner`, which is for more than one text.

    Raises TypeError for what is no text, ConfigError and DictionaryError as `Cleaner` does.

    >>> import cleaner
    >>> cleaner.clean("他说:“今天下雨。”")
    '他说：“今天下雨。”'
    """
    from cleaner import pipeline

    source, chosen, lexicon = _prepared(text, settings)
    records = pipeline.stream(source, chosen, lexicon)
    return source.restore("".join(record.document.text for record in records))


def read(text: str, **settings: Any) -> Result:
    """The result of a run over `text`: its text, its articles and its ledger.

    `settings`: the keywords of `Cleaner`. Raises TypeError for what is no text, ConfigError and
    DictionaryError as `Cleaner` does.

    >>> import cleaner
    >>> cleaner.read("他说:“今天下雨。”").ledger
    Ledger('<text>', applied=1, suggested=0)
    """
    from cleaner import pipeline

    return pipeline.run(*_prepared(text, settings))


def decode(data: bytes, encoding: str | None = None) -> str:
    """The text in bytes, in the encoding given, or in the one that they surely are in.

    Raises DecodeError, which names what they may be, where they are in none for sure.

    >>> import cleaner
    >>> cleaner.decode("今天下雨，明天天晴。".encode("gb18030"))
    '今天下雨，明天天晴。'
    """
    from cleaner.files.encodings import decode as source_in

    return source_in(data, "<bytes>", encoding).original


def _prepared(text: str, settings: dict[str, Any]) -> tuple[Source, Settings, Lexicon]:
    from cleaner import pipeline
    from cleaner.batch.texts import text_of
    from cleaner.knowledge.lexicon import with_dictionaries
    from cleaner.text.document import Source

    chosen = pipeline.chosen(settings)
    return Source.from_text(text_of(text)), chosen, with_dictionaries(chosen.dictionary)


def __getattr__(name: str) -> Any:
    if name not in _NOUNS:
        raise AttributeError(f"module 'cleaner' has no attribute {name!r}")
    return getattr(import_module(_NOUNS[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_NOUNS])


__all__ = [
    "Article",
    "Cleaner",
    "ConfigError",
    "Decisions",
    "DecodeError",
    "DictionaryError",
    "Document",
    "Edit",
    "Failed",
    "Fix",
    "Ledger",
    "LedgerError",
    "Lexicon",
    "Result",
    "Rule",
    "Settings",
    "Source",
    "Stats",
    "clean",
    "decode",
    "read",
    "undo",
]
