"""Columns of Latin prose: their lines end where the next word had no room.

Tables, option lists and code have gutters, too, and letters on both sides of them; but the lines of
their columns end where what they say ends, and not at an edge.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

import numpy as np

from cleaner.page import patterns
from cleaner.page.columns.bands import Physical
from cleaner.page.columns.cells import Cells
from cleaner.page.wrapped import ENDED, FULL, wrapped
from cleaner.text.document import Document

# Set by hand.
LONG = 20  # characters of a row with a gap, or of the blanks before one
MOST, SOME = 0.7, 0.4  # of all cells, those in columns of prose: to be read, to be in doubt
SHIFT = 3  # characters by which parts of a column begin apart
LEVEL = 0.8  # of the paragraphs of a column, those that begin where one of another does
BESIDE = 3  # lines of one that another one stands beside


class Prose(NamedTuple):
    """`share`: of all cells, those in columns of prose; `beside`: lines of one that another one
    stands beside, at least; `tested`: lines of prose that end in mid-sentence; `level`: whether
    two columns are read across, paragraph by paragraph."""

    share: float
    beside: int
    tested: int
    level: bool

    @property
    def is_clear(self) -> bool:
        """Whether the cells are those of columns of prose side by side."""
        return self.share >= MOST and self.beside >= BESIDE and not self.level

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
    pairs = list(combinations(own, 2))
    beside = max((_beside(cells, *pair) for pair in pairs), default=0)
    level = any(_are_level(*each) for each in _begun_beside(document, cells, own))
    return Prose(share, beside, sum(tested for _, tested in found), level)


def are_read_across(document: Document, cells: Cells, tracks: list[list[int]]) -> bool:
    """Whether two columns are read across, paragraph by paragraph, as old and new wordings are.

    One paragraph of each that begins in the same row may be chance where no language differs.
    """
    begun = _begun_beside(document, cells, tracks)
    return any(_are_level(*each) for each in begun if len(each[0] & each[1]) > 1)


def _begun_beside(
    document: Document, cells: Cells, tracks: list[list[int]]
) -> Iterator[tuple[set[int], set[int]]]:
    """The rows in which paragraphs begin, of each two columns."""
    begun = [_begun(document, cells, column) for column in _columns(cells, tracks)]
    return combinations(begun, 2)


def _columns(cells: Cells, tracks: list[list[int]]) -> list[list[int]]:
    """The columns of a page that tracks are parts of: those that begin at one edge."""
    found: list[tuple[int, list[int]]] = []
    edges = [(_middle([cells.left[cell] for cell in track]), track) for track in tracks]
    for edge, track in sorted(edges):
        if found and edge - found[-1][0] <= SHIFT:
            found[-1][1].extend(track)
        else:
            found.append((edge, list(track)))
    return [sorted(column) for _, column in found]


def _middle(edges: list[int]) -> int:
    """The edge in the middle, the lower one of two."""
    return sorted(edges)[(len(edges) - 1) // 2]


def _begun(document: Document, cells: Cells, track: list[int]) -> set[int]:
    """The rows in which paragraphs of a column begin, but the first one."""
    full = FULL * sorted(cells.widths[cell] for cell in track)[3 * len(track) // 4]
    edge = _middle([cells.left[cell] for cell in track])
    ended = ENDED[document.classes[np.array([cells.ends[cell] for cell in track]) - 1]].tolist()
    return {
        cells.rows[cell]
        for before, cell, stopped in zip(track, track[1:], ended, strict=False)
        if stopped
        and (
            cells.rows[cell] > cells.rows[before] + 1
            or cells.widths[before] < full
            or abs(cells.left[cell] - edge) > 1
            or document.text[cells.starts[cell]].isdigit()
            or patterns.is_item(document.text, cells.starts[cell], cells.ends[cell])
        )
    }


def _are_level(one: set[int], other: set[int]) -> bool:
    """Whether the paragraphs of two columns begin in the same rows, as those of translations do."""
    both, fewest = len(one & other), min(len(one), len(other))
    return both > 0 and (both >= 2 or one == other) and both >= LEVEL * fewest


def _beside(cells: Cells, one: list[int], other: list[int]) -> int:
    """How many lines each of two columns has where the other one stands beside it, at least."""
    if cells.left[one[0]] > cells.left[other[0]]:
        one, other = other, one
    if _middle([cells.right[cell] for cell in one]) > _middle([cells.left[cell] for cell in other]):
        return 0
    first = max(cells.rows[one[0]], cells.rows[other[0]])
    last = min(cells.rows[one[-1]], cells.rows[other[-1]])
    return min(sum(first <= cells.rows[cell] <= last for cell in track) for track in (one, other))
