"""Texts that part their paragraphs by blank lines, and by nothing else.

Then a line that reaches the edge of its column and ends a sentence there goes on in the line below
it: what a single line cannot show, the text as a whole does.
"""

from __future__ import annotations

import numpy as np

from cleaner.text.characters import Flags
from cleaner.wraps.decided import LIKELY, Decided
from cleaner.wraps.widths import Widths

# Set by hand.
EARLY = 6  # cells a line is short of its column, at least, where a paragraph surely ends
LEAST_EARLY = 2  # paragraphs that end so and have a blank line after them, at least
LEAST = 3  # blank lines after a sentence, at least


def goes_on_in_block(decided: Decided) -> Flags:
    """For each gap, whether a likely wrap after a sentence is a sure one, for the text has them parted.

    None where a single paragraph ends without a blank line, or one stands in mid-sentence.
    """
    gaps, likely = decided.gaps, decided.chances > LIKELY
    blank = gaps.newlines > 1
    ended = gaps.lines.stopped[:-1]
    widths = Widths(gaps.lines)
    early = ended & (widths.column - widths.here >= EARLY)[:-1]
    parted = (
        np.count_nonzero(early & blank) >= LEAST_EARLY
        and np.count_nonzero(ended & blank) >= LEAST
        and not (early & ~blank).any()
        and not (blank & ~ended & likely).any()
        and not gaps.lines.indents.any()
    )
    inside: Flags = ~blank & ended & likely & gaps.at_column_edge
    return inside if parted else np.zeros_like(inside)
