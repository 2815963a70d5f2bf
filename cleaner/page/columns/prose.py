"""Columns of Latin prose: their lines end where the next word had no room.

Tables, option lists and code have gutters, too, and letters on both sides of them; but the lines of
their columns end where what they say ends, and not at an edge.
"""

from __future__ import annotations

from itertools import combinations
from statistics import median_low
from typing import NamedTuple

import numpy as np

from cleaner.page.columns.bands import Physical
from cleaner.page.columns.cells import Cells
from cleaner.page.wrapped import wrapped
from cleaner.text.document import Document

# Set by hand.
LONG = 20  # characters of a row with a gap, or of the blanks before one
MOST, SOME = 0.7, 0.4  # of all cells, those in columns of prose: to be read, to be in doubt
BESIDE = 3  # lines of one that another one stands beside


class Prose(NamedTuple):
    """`share`: of all cells, those in columns of prose; `beside`: lines of one that another one
    stands beside, at least; `tested`: lines of prose that end in mid-sentence."""

    share: float
    beside: int
    tested: int

    @property
    def is_clear(self) -> bool:
        """Whether the cells are those of columns of prose side by side."""
        return self.share >= MOST and self.beside >= BESIDE

    @property
    def is_likely(self) -> bool:
        """Whether they may be: then nothing is to be joined across their gaps."""
        return self.share >= SOME and self.beside > 0


def has_words_beside(lines: Physical) -> bool:
    """Whether a text has so many rows with a gap inside, or far from the left edge, that it may have
    columns of prose."""
    sizes, indents = lines.lasts - lines.firsts, lines.firsts - lines.starts
    rows = (lines.gapped & (sizes >= LONG)) | (lines.filled & (indents >= LONG))
    return int(np.count_nonzero(rows)) >= BESIDE


def prose_of(document: Document, cells: Cells, tracks: list[list[int]]) -> Prose:
    """What of some columns is prose."""
    text = document.text
    found = [
        (track, wrapped([text[cells.starts[cell] : cells.ends[cell]] for cell in track]))
        for track in tracks
    ]
    own = [track for track, tested in found if tested]
    share = sum(map(len, own)) / max(1, sum(map(len, tracks)))
    beside = max((_beside(cells, one, other) for one, other in combinations(own, 2)), default=0)
    return Prose(share, beside, sum(tested for _, tested in found))


def _beside(cells: Cells, one: list[int], other: list[int]) -> int:
    """How many lines each of two columns has where the other one stands beside it, at least."""
    if cells.left[one[0]] > cells.left[other[0]]:
        one, other = other, one
    if median_low([cells.right[cell] for cell in one]) > median_low(
        [cells.left[cell] for cell in other]
    ):
        return 0
    first = max(cells.rows[one[0]], cells.rows[other[0]])
    last = min(cells.rows[one[-1]], cells.rows[other[-1]])
    return min(
        sum(first <= cells.rows[cell] <= last for cell in track) for track in (one, other)
    )
