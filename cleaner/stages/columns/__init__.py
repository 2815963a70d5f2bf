"""Paragraphs cut where a column ends, and blank lines that an extractor invented.

After the stage `lines` every block of text is one line, and what remains to decide is which blank
lines are real. A block that does not end a sentence is a fragment or a headline; the rules ask
what speaks for a fragment.

A new reason is a function in the file of what it looks at, and an entry in `REASONS`.
"""

from __future__ import annotations

from functools import partial

from cleaner.ledger.fixes import Stage
from cleaner.stages.columns.interrupted import interrupted
from cleaner.stages.columns.marks import clause, closing_mark, open_bracket, opening_quote
from cleaner.stages.columns.proposing import idle, propose
from cleaner.stages.columns.spacing import blank_lines, indent
from cleaner.stages.columns.words import article, flow, fragment, issued_title, particle, word_split

REASONS = (
    word_split, article, clause, closing_mark, open_bracket, particle, opening_quote, fragment,
    flow,
)  # fmt: skip

STAGE = Stage(
    "columns",
    (interrupted, *REASONS, issued_title, blank_lines, indent),
    partial(propose, reasons=REASONS),
    sets_lines=True,
    idle=idle,
)
