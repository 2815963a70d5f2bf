"""Texts that show where each paragraph begins: by a blank line, an indent, or both.

Then a line that reaches the edge of its column and ends a sentence there goes on in the line below
it: what a single line cannot show, the text as a whole does.
"""

from __future__ import annotations

import numpy as np

from cleaner.text.characters import Flags
from cleaner.wraps.decided import LIKELY, Decided

# Set by hand.
LEAST_EARLY = 2  # paragraphs that end well before the edge, with the next one shown, at least
LEAST = 3  # paragraphs that are shown to begin after a sentence, at least
INDENT = 2  # code points of an indent, at least


def goes_on_in_block(decided: Decided) -> Flags:
    """For each gap, whether a likely wrap after a sentence is a sure one, for paragraphs are shown.

    None where a single paragraph that a column has cut ends early with nothing to show the next, or
    where a blank line or an indent stands in mid-sentence.
    """
    gaps, likely = decided.gaps, decided.chances > LIKELY
    lines = gaps.lines
    shown = (gaps.newlines > 1) | (lines.indents[1:] >= INDENT)
    ended = lines.stopped[:-1]
    early = gaps.early.copy()
    early[1:] &= (likely & ~shown)[:-1]
    parted = (
        np.count_nonzero(early & shown) >= LEAST_EARLY
        and np.count_nonzero(ended & shown) >= LEAST
        and not (early & ~shown).any()
        and not (shown & ~ended & likely & ~gaps.page_breaks).any()
    )
    inside: Flags = ~shown & ended & likely & gaps.at_column_edge
    return inside if parted else np.zeros_like(inside)
