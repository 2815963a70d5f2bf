"""LlamaIndex: a transformation of an ingestion pipeline."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

from llama_index.core.schema import BaseNode, MetadataMode, TransformComponent

from cleaner import Cleaner


class CleanerTransform(TransformComponent):
    """Cleans the content of each node; its id, metadata and relations stay.

    `settings`: as of `Cleaner`. `ledger_key`: a key in the metadata for the edits. One that fails
    passes as it was, and the logger `cleaner` is told.
    """

    settings: dict[str, Any] = {}
    ledger_key: str | None = None

    def __call__(self, nodes: Sequence[BaseNode], **kwargs: Any) -> Sequence[BaseNode]:
        """The nodes, cleaned in their places."""
        cleaner = Cleaner(**self.settings)
        for node in nodes:
            content = node.get_content(metadata_mode=MetadataMode.NONE)
            outcome = cleaner.outcome(content, self.ledger_key is not None)
            if outcome.failure:
                logging.getLogger("cleaner").warning("node kept as it was: %s", outcome.failure)
                continue
            if outcome.changed:
                node.set_content(outcome.text)
            if self.ledger_key is not None:
                node.metadata[self.ledger_key] = outcome.ledger
        return nodes
