"""The pieces of rows that wide gaps part, and what it costs to keep a blank inside or to cut there."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from cleaner.page.columns.white import is_alphabetic, white_above
from cleaner.page.layout import running_total
from cleaner.text.characters import (
    ASCII_CLAUSE,
    ASCII_CLOSE,
    ASCII_OPEN,
    ASCII_QUOTE,
    ASCII_STOP,
    ASCII_SYMBOL,
    BLANKS,
    CELLS,
    CLAUSE,
    CLOSE,
    DIGIT,
    HANGUL,
    HYPHEN,
    INVISIBLE,
    LETTER,
    OPEN,
    POINT,
    SOLID,
    STOP,
    Flags,
    Ints,
    class_set,
)
from cleaner.text.document import Document
from cleaner.text.regex import regex

APART = 2  # blanks that a gutter may have, or a cell inside: more part cells
LONG = 6  # characters of solid text on both sides of a blank that is no letterspacing
FEW = 3  # characters between the blanks of a line that is set wide, at most
# Costs, in nats about; fitted on tuning pages.
KEPT, KEPT_SHORT, KEPT_LATIN, KEPT_SPACED = (
    2.2,
    0.7,
    0.25,
    0.0,
)  # of a blank inside a cell: between solid text, beside a short piece, beside Latin, in letterspacing
KEPT_TWO = 1.5  # two blanks inside a cell
CUT, CUT_LATIN, CUT_SPACED = 0.0, 0.5, 1
NEVER = 50.0  # to cut where rows above and below go on
KEPT_NAMES, CUT_NAMES = 0.1, 1.5  # beside a name in a byline
# Of the rows near a blank between letters, those that are blank there: in a gap that parts cells, and
# in one that may; wider ones part them in any case.
PARTING, CLEAR, WIDE = 0.75, 0.85, 8
NAME = 4  # characters of a name
NAMED = regex(
    "记者|記者|通讯员|通訊員|实习生|實習生|特约|特約|摄影|攝影|/文|文/|/摄|/攝|编审|編審|主编|主編|总编|總編|编辑|編輯|校对|校對|美编|美編|版式"
)
ENDS = class_set(STOP)
MARK = class_set(STOP, CLAUSE, CLOSE, OPEN)
POINTS = CELLS.copy()  # cells where a program counts characters, as pdftotext does
POINTS[SOLID] = 1
POINTS[HANGUL] = 1
POINTS[INVISIBLE] = 1
ASCII = class_set(
    LETTER,
    DIGIT,
    POINT,
    HYPHEN,
    ASCII_SYMBOL,
    ASCII_CLAUSE,
    ASCII_STOP,
    ASCII_OPEN,
    ASCII_CLOSE,
    ASCII_QUOTE,
)


@dataclass(frozen=True, eq=False)
class Tokens:
    """Runs of characters without a blank, in the order of the text, in columns.

    `rows`, `starts`, `ends`, `left`, `right`: as in `Cells`; `widths`: cells; `first`, `last`:
    classes; `within`: whether the blank before each parts words of one column.
    """

    rows: list[int]
    starts: list[int]
    ends: list[int]
    left: list[int]
    right: list[int]
    widths: list[int]
    first: list[int]
    last: list[int]
    within: list[bool]


@dataclass(frozen=True, eq=False, slots=True)
class Blanks:
    """Of each blank of a fragment, what keeping it and cutting there costs, and what it is wide.

    Fragments that read the same have the same object.
    """

    kept: list[float]
    cut: list[float]
    wide: list[float]


class Fragment(NamedTuple):
    """The tokens from number `first` to before `last`, with single blanks between them."""

    tokens: Tokens
    first: int
    last: int
    blanks: Blanks

    def width(self, start: int, end: int) -> float:
        """How wide some of its tokens, counted from its first one, are together."""
        widths, first = self.tokens.widths, self.first
        if end - start == 1:
            return widths[first + start]
        return sum(widths[first + start : first + end]) + sum(self.blanks.wide[start : end - 1])


NO_BLANKS = Blanks([], [], [])


def fragments(document: Document, first: int, last: int) -> list[Fragment]:
    """The fragments of the lines `first` to `last` of a text, both included."""
    tokens, parts = _tokens(document, first, last)
    bounds = [*parts, len(tokens.rows)]
    known: dict[tuple[str, tuple[bool, ...]], Blanks] = {}
    found = []
    for low, high in pairwise(bounds):
        blanks = NO_BLANKS
        if high - low > 1:
            written = document.text[tokens.starts[low] : tokens.ends[high - 1]]
            key = written, tuple(tokens.within[low:high])
            if key not in known:
                known[key] = _weighed(document, tokens, low, high)
            blanks = known[key]
        found.append(Fragment(tokens, low, high, blanks))
    return found


def _tokens(document: Document, first: int, last: int) -> tuple[Tokens, list[int]]:
    """The tokens of some lines, and which of them begin a fragment."""
    classes = document.classes
    breaks = document.line_ends
    begin = int(breaks[first - 1]) + 1 if first else 0
    end = int(breaks[last]) if last < len(breaks) else len(classes)
    part = classes[begin:end]
    inked = np.zeros(len(part) + 2, np.bool_)
    inked[1:-1] = ~BLANKS[part]
    edges = np.diff(inked.view(np.int8))
    starts, ends = np.flatnonzero(edges == 1) + begin, np.flatnonzero(edges == -1) + begin
    if not len(starts):
        return Tokens(*([] for _ in range(9))), []
    rows = np.searchsorted(breaks, starts)
    firsts = np.append(0, breaks + 1)[rows]
    total = running_total(CELLS[part])
    widths = total[ends - begin] - total[starts - begin]
    wide = np.append(True, starts[1:] - ends[:-1] > APART) & (starts > firsts)
    measures = []
    for sizes in (POINTS, CELLS):
        across = running_total(sizes[part])
        before = across[firsts - begin]
        measures.append((across[starts - begin] - before, across[ends - begin] - before))
    left, right = max(measures, key=lambda measure: _lined_up(measure[0][wide]))
    gaps = np.append(LONG, starts[1:] - ends[:-1])
    parts = gaps > APART
    within = np.zeros(len(starts), np.bool_)
    if is_alphabetic(part):
        white = np.append(0.0, white_above(rows, left, right))
        parts &= (white >= PARTING) | (gaps >= WIDE)
        within = (white < CLEAR) & (gaps < WIDE)
    parts &= ~_in_brackets(document.text, firsts, starts, ends, gaps)
    parts |= np.append(True, rows[1:] != rows[:-1])
    columns = rows, starts, ends, left, right, widths, classes[starts], classes[ends - 1], within
    return Tokens(*(each.tolist() for each in columns)), np.flatnonzero(parts).tolist()


def _in_brackets(text: str, firsts: Ints, starts: Ints, ends: Ints, gaps: Ints) -> Flags:
    """Whether each token, after a gap that is not wide, closes a bracket that its row, which starts at
    `firsts`, has opened."""
    found = np.zeros(len(starts), np.bool_)
    for number in np.flatnonzero((gaps > APART) & (gaps < WIDE)).tolist():
        if text[ends[number] - 1] == "）":
            own = text[starts[number] : ends[number]]
            before = text[firsts[number] : starts[number]]
            found[number] = "（" not in own and before.rfind("（") > before.rfind("）")
    return found


def _lined_up(places: Ints) -> int:
    """How many pairs of the places are the same."""
    return sum(count * count for count in Counter(places.tolist()).values())


def _weighed(document: Document, tokens: Tokens, low: int, high: int) -> Blanks:
    """What the blanks between tokens cost."""
    text, depth, size = document.text, 0, high - low - 1
    starts, ends, within = tokens.starts[low:high], tokens.ends[low:high], tokens.within[low:high]
    first, last, widths = tokens.first[low:high], tokens.last[low:high], tokens.widths[low:high]
    lengths = [end - start for start, end in zip(starts, ends, strict=True)]
    written = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    named = bool(NAMED.search(text, starts[0], ends[-1]))
    brief = [*map(_brief, lengths, widths, first, last)]
    few = [width - length <= FEW for width, length in zip(widths, lengths, strict=True)]
    short = [
        (brief[i] and (brief[i + 1] or few[i + 1]))
        or (few[i] and brief[i + 1])
        or (few[i] and few[i + 1])
        for i in range(size)
    ]
    found = Blanks([], [], [])
    for i in range(size):
        spaced = short[i] and ((i > 0 and short[i - 1]) or (i + 1 < size and short[i + 1]))
        least = min(lengths[i], lengths[i + 1])
        depth += written[i].count("（") - written[i].count("）")
        if within[i + 1]:
            costs = 0.0, NEVER, float(starts[i + 1] - ends[i])
        elif starts[i + 1] - ends[i] == APART:
            costs = KEPT_TWO, CUT, 2.0
        elif (named and least <= NAME) or (depth > 0 and "）" in written[i + 1]):
            costs = KEPT_NAMES, CUT_NAMES, 1.0
        elif spaced:
            costs = KEPT_SPACED, CUT_SPACED, 0.0
        elif ASCII[last[i]] or ASCII[first[i + 1]]:
            both = ASCII[last[i]] and ASCII[first[i + 1]]
            costs = KEPT_LATIN, CUT_LATIN, 1.0 if both else 0.5
        else:
            solid = bool(ENDS[last[i]]) or least >= LONG
            solid = solid or (least == 1 and max(lengths[i], lengths[i + 1]) >= LONG)
            costs = KEPT if solid else KEPT_SHORT, CUT, 1.0
        for column, cost in zip((found.kept, found.cut, found.wide), costs, strict=True):
            column.append(cost)
    return found


def _brief(length: int, width: int, first: int, last: int) -> bool:
    """Whether letterspacing may part a token from others: it has one wide character, or none."""
    marked = length == 2 and bool(MARK[first] or MARK[last])
    return width - length <= 1 or marked
