"""datatrove: a step of a pipeline, local, on Slurm or on Ray."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from datatrove.data import Document
from datatrove.pipeline.base import PipelineStep
from datatrove.utils.typeshelper import StatHints

from cleaner import Cleaner


class CleanerStep(PipelineStep):
    """Cleans the text of each document; one that fails passes as it was, with the reason.

    `ledger_key`: the key in the metadata for its edits, from which `cleaner.undo` gives the text
    back. `failure_key`: the key for the reason. `settings`: as of `Cleaner`. The statistics count
    what changed, what failed, and the repairs of each rule.
    """

    name = "cleaner"
    type = "✂️ - FORMAT"

    def __init__(
        self,
        cleaner: Cleaner | None = None,
        ledger_key: str | None = None,
        failure_key: str = "cleaner_failure",
        **settings: Any,
    ) -> None:
        super().__init__()
        self.cleaner = cleaner or Cleaner(**settings)
        self.ledger_key = ledger_key
        self.failure_key = failure_key

    def run(
        self, data: Iterable[Document], rank: int = 0, world_size: int = 1
    ) -> Iterator[Document]:
        """The documents, cleaned, in their order."""
        for document in data:
            self.stat_update(StatHints.total)
            with self.track_time():
                self._clean(document)
            yield document

    def _clean(self, document: Document) -> None:
        outcome = self.cleaner.outcome(document.text, self.ledger_key is not None)
        if outcome.failure:
            document.metadata[self.failure_key] = outcome.failure
            self.stat_update("failed")
            return
        document.text = outcome.text
        if self.ledger_key is not None:
            document.metadata[self.ledger_key] = outcome.ledger
        if outcome.changed:
            self.stat_update("changed")
        for rule, (applied, suggested) in outcome.rules.items():
            if applied:
                self.stat_update(f"rule/{rule}", value=applied)
            if suggested:
                self.stat_update(f"suggested/{rule}", value=suggested)
