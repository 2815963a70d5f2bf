"""Columns of Latin prose: their lines end where the next word had no room.

Tables, option lists and code have gutters, too, and letters on both sides of them; but the lines of
their columns end where what they say ends, and not at an edge.
"""

from __future__ import annotations

from collections import Counter
from itertools import islice
from re import MULTILINE
from typing import NamedTuple

from cleaner.page.columns.cells import Cells
from cleaner.page.wrapped import wrapped
from cleaner.text.document import Document
from cleaner.text.regex import regex

# Set by hand.
MOST = 0.7  # of all cells, those in columns of prose, at least
BESIDE = 3  # rows in which two of them stand side by side
# A row with words on both sides of two blanks and more.
SIDES = regex(r"^[^\n]*?[^\W\d_][^\n]{8,}?\S {2,}[^\s\d](?=[^\n]{0,6}[^\W\d_])[^\n]{8,}$", MULTILINE)


class Prose(NamedTuple):
    """`share`: of all cells, those in columns of prose; `beside`: rows with two such cells;
    `tested`: lines of prose that end in mid-sentence."""

    share: float
    beside: int
    tested: int

    @property
    def is_clear(self) -> bool:
        """Whether the cells are those of columns of prose side by side."""
        return self.share >= MOST and self.beside >= BESIDE


def has_letters_beside(document: Document) -> bool:
    """Whether so many rows of a text have words on both sides of a gap that it may have columns."""
    return next(islice(SIDES.finditer(document.text), BESIDE - 1, None), None) is not None


def prose_of(document: Document, cells: Cells, tracks: list[list[int]]) -> Prose:
    """What of some columns is prose."""
    text = document.text
    found = [
        (track, wrapped([text[cells.starts[cell] : cells.ends[cell]] for cell in track]))
        for track in tracks
    ]
    own = [cell for track, tested in found if tested for cell in track]
    rows = Counter(cells.rows[cell] for cell in own)
    return Prose(
        len(own) / max(1, sum(map(len, tracks))),
        sum(count > 1 for count in rows.values()),
        sum(tested for _, tested in found),
    )
