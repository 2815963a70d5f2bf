"""Marks: the rules about them, in the order in which they are asked.

Each file has the rules about one kind of mark.
"""

from __future__ import annotations

from cleaner.ledger.fixes import Stage, each_rule
from cleaner.stages.marks import (
    brackets,
    middle_dot,
    numerals,
    quotes,
    runs,
    set_off,
    starts,
    turned,
    width,
)

RULES = (
    width.half_width,
    width.after_number,
    width.beside_address,
    set_off.set_off,
    brackets.brackets,
    brackets.book_title,
    brackets.issue_number,
    runs.ellipsis,
    runs.doubled,
    runs.dash,
    runs.single_dash,
    runs.one_for_dash,
    middle_dot.middle_dot,
    width.full_stop,
    numerals.number_range,
    numerals.year_zero,
    quotes.straight_quotes,
    quotes.straight_inner,
    quotes.doubled_quotes,
    quotes.odd_quotes,
    turned.turned_quotes,
    quotes.nested_quotes,
    quotes.unclosed_quote,
    starts.line_start,
)
STAGE = Stage("marks", RULES, each_rule, spares=True)
