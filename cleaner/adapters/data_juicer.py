"""Data-Juicer: the operator `cleaner_mapper`, found by `custom_operator_paths`."""

from __future__ import annotations

import logging
from typing import Any

from data_juicer.ops.base_op import OPERATORS, Mapper

from cleaner import Cleaner


@OPERATORS.register_module("cleaner_mapper")
class CleanerMapper(Mapper):
    """Cleans the texts of samples; one that fails stays as it was, and the logger is told.

    `settings`: as of `Cleaner`. `ledger_key`: a new field for the edits of each.
    """

    _batched_op = True

    def __init__(
        self,
        settings: dict[str, Any] | None = None,
        ledger_key: str | None = None,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.cleaner = Cleaner(**(settings or {}))
        self.ledger_key = ledger_key

    def process_batched(self, samples: dict[str, list[Any]]) -> dict[str, list[Any]]:
        """The samples, their texts cleaned."""
        with_ledger = self.ledger_key is not None
        done = [self.cleaner.outcome(text, with_ledger) for text in samples[self.text_key]]
        samples[self.text_key] = [outcome.text for outcome in done]
        if self.ledger_key is not None:
            samples[self.ledger_key] = [outcome.ledger for outcome in done]
        for outcome in done:
            if outcome.failure:
                logging.getLogger("cleaner").warning("sample kept as it was: %s", outcome.failure)
        return samples
