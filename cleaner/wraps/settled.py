"""What is settled before the trees are asked: rows of tables, fixed-width lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.wraps.books import fixed_width, goes_on, leaves_room
from cleaner.wraps.tables import table_gaps

if TYPE_CHECKING:
    from cleaner.wraps.holds import Decided

CERTAIN = 0.995  # the chance of a wrap in a book that indents its paragraphs


def hold_settled(decided: Decided) -> None:
    """Decide the gaps of tables, which stay as they are, and those of a text of one width."""
    gaps = decided.gaps
    table = table_gaps(gaps)
    decided.chances[table] = 0
    decided.open &= ~table
    width = fixed_width(gaps)
    if width is not None:
        decided.chances[goes_on(gaps, width) & decided.open] = CERTAIN
        room = leaves_room(gaps, width)
        decided.chances[room] = 0
        decided.hold(room, "the line leaves room for what begins the next")
