"""LangChain: a transformer of documents."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

from langchain_core.documents import BaseDocumentTransformer, Document

from cleaner import Cleaner


class CleanerTransformer(BaseDocumentTransformer):
    """Cleans the content of each document, and keeps its id and metadata.

    `settings`: as of `Cleaner`. `ledger_key`: a key in the metadata for the edits. One that fails
    passes as it was, and the logger `cleaner` is told.
    """

    def __init__(
        self, cleaner: Cleaner | None = None, ledger_key: str | None = None, **settings: Any
    ) -> None:
        self.cleaner = cleaner or Cleaner(**settings)
        self.ledger_key = ledger_key

    def transform_documents(
        self, documents: Sequence[Document], **kwargs: Any
    ) -> Sequence[Document]:
        """New documents, cleaned, in their order."""
        return [self._cleaned(document) for document in documents]

    def _cleaned(self, document: Document) -> Document:
        outcome = self.cleaner.outcome(document.page_content, self.ledger_key is not None)
        metadata = dict(document.metadata)
        if outcome.failure:
            logging.getLogger("cleaner").warning("document kept as it was: %s", outcome.failure)
        elif self.ledger_key is not None:
            metadata[self.ledger_key] = outcome.ledger
        return document.model_copy(update={"page_content": outcome.text, "metadata": metadata})
