"""Line ends that are certain whatever the trees say: in tables, and in texts of one fixed width."""

from __future__ import annotations

from cleaner.wraps.books import fixed_width, goes_on, leaves_room
from cleaner.wraps.decided import Decided
from cleaner.wraps.shown import goes_on_in_block
from cleaner.wraps.tables import table_gaps

CERTAIN = 0.995  # the chance given to a wrap that the text as a whole shows; set by hand


def decide_certain(decided: Decided) -> None:
    """Decide the gaps of tables, which stay as they are, and those of a text of one width."""
    gaps = decided.gaps
    table = table_gaps(gaps)
    decided.chances[table] = 0
    decided.open &= ~table
    decided.chances[goes_on_in_block(decided) & decided.open] = CERTAIN
    width = fixed_width(gaps)
    if width is not None:
        decided.chances[goes_on(gaps, width) & decided.open] = CERTAIN
        room = leaves_room(gaps, width)
        decided.chances[room] = 0
        decided.keep_break(room, "the line leaves room for what begins the next")
