"""The pieces of rows that wide gaps part, and what it costs to keep a blank inside or to cut there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

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
SIGNED = ("摄", "攝", "摄）", "攝）")
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


@dataclass(slots=True)
class Token:
    """A run of characters without a blank."""

    start: int
    end: int
    left: int
    right: int
    width: int
    first: int  # classes
    last: int
    within: bool  # whether the blank before it parts words of one column


@dataclass(slots=True)
class Fragment:
    """Tokens with single blanks between them: `row` as in `Cells`, and of each blank what
    keeping it and cutting there costs, and what it is wide."""

    row: int
    tokens: list[Token]
    kept: list[float]
    cut: list[float]
    blank: list[float]

    def width(self, start: int, end: int) -> float:
        """How wide some of its tokens are together."""
        if end - start == 1:
            return self.tokens[start].width
        return sum(token.width for token in self.tokens[start:end]) + sum(
            self.blank[start : end - 1]
        )


def fragments(document: Document, first: int, last: int) -> Iterator[Fragment]:
    """The fragments of the lines `first` to `last` of a text, both included."""
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
        return
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
    columns = (
        rows, starts, ends, left, right, widths, classes[starts], classes[ends - 1], within, parts,
    )  # fmt: skip
    current = Fragment(-1, [], [], [], [])
    for number, *place, apart in zip(*(each.tolist() for each in columns), strict=True):
        token = Token(*place)
        if apart:
            if current.tokens:
                yield _weighed(document, current)
            current = Fragment(number, [], [], [], [])
        current.tokens.append(token)
    yield _weighed(document, current)


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


def _weighed(document: Document, fragment: Fragment) -> Fragment:
    tokens = fragment.tokens
    if len(tokens) == 1:
        return fragment
    size = len(tokens) - 1
    named = bool(NAMED.search(document.text, tokens[0].start, tokens[-1].end))
    text, depth = document.text, 0
    opened = [text.count("（", t.start, t.end) - text.count("）", t.start, t.end) for t in tokens]
    closes = ["）" in text[t.start : t.end] for t in tokens]
    brief = [_brief(token) for token in tokens]
    few = [token.width - (token.end - token.start) <= FEW for token in tokens]
    short = [
        (brief[i] and (brief[i + 1] or few[i + 1]))
        or (few[i] and brief[i + 1])
        or (few[i] and few[i + 1])
        for i in range(size)
    ]
    for i in range(size):
        spaced = short[i] and ((i > 0 and short[i - 1]) or (i + 1 < size and short[i + 1]))
        latin = ASCII[tokens[i].last] or ASCII[tokens[i + 1].first]
        least = min(tokens[i].end - tokens[i].start, tokens[i + 1].end - tokens[i + 1].start)
        depth += opened[i]
        if tokens[i + 1].within:
            costs = 0.0, NEVER, float(tokens[i + 1].start - tokens[i].end)
        elif tokens[i + 1].start - tokens[i].end == APART:
            costs = KEPT_TWO, CUT, 2.0
        elif (
            (named and least <= NAME)
            or (depth > 0 and closes[i + 1])
            or _is_signed(text, tokens[i], tokens[i + 1])
        ):
            costs = KEPT_NAMES, CUT_NAMES, 1.0
        elif spaced:
            costs = KEPT_SPACED, CUT_SPACED, 0.0
        elif latin:
            both = ASCII[tokens[i].last] and ASCII[tokens[i + 1].first]
            costs = KEPT_LATIN, CUT_LATIN, 1.0 if both else 0.5
        else:
            most = max(tokens[i].end - tokens[i].start, tokens[i + 1].end - tokens[i + 1].start)
            ended = bool(ENDS[tokens[i].last])
            solid = ended or least >= LONG or (least == 1 and most >= LONG)
            costs = KEPT if solid else KEPT_SHORT, CUT, 1.0
        fragment.kept.append(costs[0])
        fragment.cut.append(costs[1])
        fragment.blank.append(costs[2])
    return fragment


def _brief(token: Token) -> bool:
    """Whether letterspacing may part a token from others: it has one wide character, or none."""
    size = token.end - token.start
    marked = size == 2 and bool(MARK[token.first] or MARK[token.last])
    return token.width - size <= 1 or marked


def _is_signed(text: str, one: Token, other: Token) -> bool:
    """Whether a token ends in what is short enough for a name, and the next one says that its bearer
    took a picture."""
    if text[other.start : other.end] not in SIGNED:
        return False
    return one.end - one.start <= NAME or not text[one.end - NAME - 1 : one.end].isalnum()
