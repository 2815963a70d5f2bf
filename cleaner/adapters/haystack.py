"""Haystack: a component of a pipeline."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import Any

from haystack import Document, component

from cleaner import Cleaner


@component
class CleanerComponent:
    """Cleans the content of each document, and keeps its id and meta.

    `settings`: as of `Cleaner`. `ledger_key`: a key in the meta for the edits. One that fails
    passes as it was, and the logger `cleaner` is told; one without content passes.
    """

    def __init__(
        self, settings: dict[str, Any] | None = None, ledger_key: str | None = None
    ) -> None:
        self.settings = settings
        self.ledger_key = ledger_key
        self._cleaner = Cleaner(**(settings or {}))

    @component.output_types(documents=list[Document])
    def run(self, documents: list[Document]) -> dict[str, list[Document]]:
        """New documents, cleaned, in their order."""
        return {"documents": [self._cleaned(document) for document in documents]}

    def _cleaned(self, document: Document) -> Document:
        if document.content is None:
            return document
        outcome = self._cleaner.outcome(document.content, self.ledger_key is not None)
        meta = dict(document.meta)
        if outcome.failure:
            logging.getLogger("cleaner").warning("document kept as it was: %s", outcome.failure)
        elif self.ledger_key is not None:
            meta[self.ledger_key] = outcome.ledger
        return replace(document, content=outcome.text, meta=meta)
