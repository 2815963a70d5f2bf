"""Hugging Face datasets: a function for `Dataset.map`. It needs nothing of the library itself."""

from __future__ import annotations

import json
import logging
from typing import Any, NamedTuple

from cleaner import Cleaner


class CleanTexts(NamedTuple):
    """`dataset.map(CleanTexts(Cleaner()), batched=True)`: the texts of a column, cleaned.

    A text that fails stays as it was, and the logger `cleaner` is told. `ledger_key`: a new column
    for the edits, as JSON.
    """

    cleaner: Cleaner
    text_key: str = "text"
    ledger_key: str | None = None

    def __call__(self, batch: dict[str, list[Any]]) -> dict[str, list[Any]]:
        """The columns that are new or changed."""
        with_ledger = self.ledger_key is not None
        done = [self.cleaner.outcome(text, with_ledger) for text in batch[self.text_key]]
        for outcome in done:
            if outcome.failure:
                logging.getLogger("cleaner").warning("row kept as it was: %s", outcome.failure)
        columns = {self.text_key: [outcome.text for outcome in done]}
        if self.ledger_key is not None:
            ledgers = [json.dumps(outcome.ledger, ensure_ascii=False) for outcome in done]
            columns[self.ledger_key] = ledgers
        return columns
