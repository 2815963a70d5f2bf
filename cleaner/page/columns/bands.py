"""The parts of a text that may hold columns: lines between two blank lines or page breaks."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from cleaner.text.characters import BLANKS, PAGE_BREAK, SOLID, Flags, Ints
from cleaner.text.document import Document

APART = 2  # blank lines that part two bands
LEAST = 3  # lines with a gap inside
SHARE = 0.05  # of the lines of a text printed as it looks, those with a wide gap inside or before
WIDE = 4  # blanks of such a gap
LONGEST = 400  # characters of a line: what is longer belongs to no page
DEEP = 10  # blanks before a line that stands in a column further right
SIDE = 6  # characters on either side of a single blank that may be a gutter


class Band(NamedTuple):
    """Lines `first` to `last` of a text; `spread`: whether the text is printed as the page looks."""

    first: int
    last: int
    spread: bool


class Physical:
    """All lines of a text: where they start and end without blanks, and which gaps they have."""

    @classmethod
    def of(cls, document: Document) -> Physical:
        """Those of a document, measured once."""
        found: Physical | None = document.analyses.get("physical lines")
        if found is None:
            found = document.analyses["physical lines"] = cls(document)
        return found

    def __init__(self, document: Document) -> None:
        classes = document.classes
        breaks = document.line_ends
        self.starts: Ints = np.append(0, breaks + 1)
        self.ends: Ints = np.append(breaks, len(classes))
        count = len(self.starts)
        inked = np.flatnonzero(~BLANKS[classes])
        row = np.searchsorted(breaks, inked)
        opens = np.diff(row, prepend=-1).nonzero()[0]  # of the inked, the first ones of their rows
        closes = np.append(opens[1:], len(row))[: len(opens)] - 1
        inside = row[opens]
        self.filled: Flags = np.zeros(count, np.bool_)
        self.filled[inside] = True
        gaps = np.diff(inked)
        same = row[1:] == row[:-1]
        self.spread: Flags = np.zeros(count, np.bool_)
        self.spread[row[1:][same & (gaps > APART)]] = True
        self.gapped: Flags = self.spread.copy()
        self.wide: Flags = np.zeros(count, np.bool_)
        self.wide[row[1:][same & (gaps > WIDE)]] = True
        self.tight: Flags = np.zeros(count, np.bool_)
        before, after = inked[:-1], inked[1:]
        single = same & (gaps == 2) & SOLID[classes[before]] & SOLID[classes[after]]
        firsts = np.full(count, len(classes))
        lasts = np.zeros(count, np.int64)
        firsts[inside], lasts[inside] = inked[opens], inked[closes]
        deep = (before - firsts[row[:-1]] >= SIDE) & (lasts[row[:-1]] - after >= SIDE)
        self.tight[row[:-1][single & deep]] = True
        indents = firsts[inside] - self.starts[inside]
        self.spread[inside] |= indents >= DEEP
        self.wide[inside] |= indents >= WIDE
        self.firsts, self.lasts = firsts, lasts + 1  # without the blanks around; of filled lines
        feeds = np.zeros(count, np.bool_)
        if document.has(PAGE_BREAK):
            feeds[np.searchsorted(breaks, np.flatnonzero(classes == PAGE_BREAK)) + 1] = True
        self.page: Ints = np.cumsum(feeds)
        self.blanks: Ints = np.cumsum(~self.filled)


def bands(document: Document, lines: Physical) -> Iterator[Band]:
    """The bands of a text with gaps enough."""
    rows = np.flatnonzero(lines.filled)
    if not len(rows):
        return
    apart = (np.diff(lines.blanks[rows]) >= APART) | (np.diff(lines.page[rows]) > 0)
    bounds = [0, *(np.flatnonzero(apart) + 1).tolist(), len(rows)]
    wide = int(np.count_nonzero(lines.wide))
    placed = wide >= max(LEAST, SHARE * len(rows))
    too_long = lines.ends - lines.starts > LONGEST
    for start, end in pairwise(bounds):
        own = rows[start:end]
        if len(own) < LEAST or too_long[own].any():
            continue
        gapped = int(np.count_nonzero(lines.spread[own] | lines.tight[own]))
        if gapped >= LEAST:
            spread = placed or int(np.count_nonzero(lines.wide[own])) >= LEAST
            yield Band(int(own[0]), int(own[-1]), spread)
