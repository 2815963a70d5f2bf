"""The cells of rows: pieces of text that a gutter or the edge of the page parts.

Two blanks part cells. Where a row has one blank, that may be a gutter, the space between words, or
letterspacing: the row is cut so that its cells are as wide as others near them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from math import log

import numpy as np

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
    Ints,
    class_set,
)
from cleaner.text.document import Document
from cleaner.text.regex import regex

APART = 2  # blanks that a gutter may have, or a cell inside: more part cells
LONG = 6  # characters of solid text on both sides of a blank that is no letterspacing
NEAR = 14  # rows above and below in which widths are asked for
STEP = 4  # rows and characters for which the same is asked
NARROW = 10  # cells of a column at least
COMMON = 3  # cells that begin at one place
RARE, DOUBLE = 0.15, 1.7  # of the commonest: what else is a width, and what may be two columns
SAME = 3.0  # cells by which lines of a column differ
FEW = 3  # characters between the blanks of a line that is set wide, at most
# Costs, in nats about; fitted on tuning pages.
KEPT, KEPT_SHORT, KEPT_LATIN, KEPT_SPACED = (
    2.2,
    0.7,
    0.25,
    0.0,
)  # of a blank inside a cell: between solid text, beside a short piece, beside Latin, in letterspacing
KEPT_TWO = 1.5  # two blanks inside a cell
EDGE = 0.72  # gained by a cell that begins where others do
BEFORE, BEHIND = 4, 1  # characters by which a cell that follows a single blank stands off its edge
CUT, CUT_LATIN, CUT_SPACED = 0.0, 0.5, 1
KEPT_NAMES, CUT_NAMES = 0.1, 1.5  # beside a name in a byline
NAME = 4  # characters of a name
NAMED = regex(
    "记者|記者|通讯员|通訊員|实习生|實習生|特约|特約|摄影|攝影|/文|文/|/摄|/攝|编审|編審|主编|主編|总编|總編|编辑|編輯|校对|校對|美编|美編|版式"
)
MISFIT, OVER, SHORT, ENDED = 0.12, 0.8, 2, 0.4
INDENT = 4
STOPS = class_set(STOP, CLOSE)
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
class Cells:
    """Cells in the order of the text, one entry a cell, in columns.

    `rows`: the line of the text; `starts`, `ends`: places in the text; `left`, `right`:
    what is before it in its row, and with it, in characters or cells, as the rows line up; `widths`: cells, without letterspacing; `behind`: how many cells
    stand before it with single blanks between them. Where there are none, it is first in its row, or
    after two blanks, and stands where it does on the page; else somewhat further right.
    """

    rows: list[int]
    starts: list[int]
    ends: list[int]
    left: list[int]
    right: list[int]
    widths: list[float]
    behind: list[int]

    def __len__(self) -> int:
        return len(self.rows)


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


@dataclass(slots=True)
class Fragment:
    """Tokens with single blanks between them: `row` as in `Cells`, and of each blank what
    keeping it and cutting there costs, and what it is wide."""

    row: int
    tokens: list[Token]
    kept: list[float]
    cut: list[float]
    blank: list[float]


def cells_of(document: Document, first: int, last: int) -> Cells:
    """The cells of the lines `first` to `last` of a text, both included."""
    fragments = list(_fragments(document, first, last))
    widths = _Widths(fragments)
    found = Cells([], [], [], [], [], [], [])
    for each in fragments:
        behind = 0
        for start, end in _cut(each, widths):
            if start and each.tokens[start].start - each.tokens[start - 1].end == APART:
                behind = 0
            found.rows.append(each.row)
            found.starts.append(each.tokens[start].start)
            found.ends.append(each.tokens[end - 1].end)
            found.left.append(each.tokens[start].left)
            found.right.append(each.tokens[end - 1].right)
            found.widths.append(_width(each, start, end))
            found.behind.append(behind)
            behind += 1
    return found


def _fragments(document: Document, first: int, last: int) -> Iterator[Fragment]:
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
    columns = (rows, starts, ends, left, right, widths, classes[starts], classes[ends - 1])
    current: Fragment | None = None
    row = -1
    for number, *place in zip(*(each.tolist() for each in columns), strict=True):
        token = Token(*place)
        if current is None or number != row or token.start - current.tokens[-1].end > APART:
            if current is not None:
                yield _weighed(document, current)
            current = Fragment(number, [], [], [], [])
            row = number
        current.tokens.append(token)
    if current is not None:
        yield _weighed(document, current)


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
        if tokens[i + 1].start - tokens[i].end == APART:
            costs = KEPT_TWO, CUT, 2.0
        elif (named and least <= NAME) or (depth > 0 and closes[i + 1]):
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


class _Widths:
    """How wide columns are near a place: widths of cells that no doubt ends."""

    def __init__(self, fragments: list[Fragment]) -> None:
        found: list[tuple[int, int, int, float]] = []
        for each in fragments:
            start = 0
            for place in (*range(len(each.kept)), len(each.kept)):
                if place == len(each.kept) or each.kept[place] >= KEPT_TWO:
                    width = _width(each, start, place + 1)
                    if width >= NARROW:
                        tokens = each.tokens
                        left = tokens[start].left
                        right = tokens[place].right
                        found.append((each.row, left, right, width))
                    start = place + 1
        self.lefts = [(each.row, each.tokens[0].left) for each in fragments]
        self.begun: dict[int, set[int]] = {}
        self.found = found
        self.rows = [row for row, *_ in found]
        self.known: dict[tuple[int, int, int], list[tuple[float, float]]] = {}

    def edges(self, row: int) -> set[int]:
        """Where cells near a row begin, if three do."""
        key = row // STEP
        if key not in self.begun:
            low = bisect_left(self.lefts, (key * STEP - NEAR, 0))
            high = bisect_left(self.lefts, (key * STEP + STEP + NEAR, 0))
            counts = Counter(left for _, left in self.lefts[low:high])
            self.begun[key] = {left for left, count in counts.items() if count >= COMMON}
        return self.begun[key]

    def near(self, row: int, left: int, right: int) -> list[tuple[float, float]]:
        """Widths of columns near a stretch of a row, each with what it costs to be that rare."""
        key = row // STEP, left // STEP, right // STEP
        if key not in self.known:
            low = bisect_left(self.rows, key[0] * STEP - NEAR)
            high = bisect_left(self.rows, key[0] * STEP + STEP + NEAR)
            near = [
                width
                for _, begin, end, width in self.found[low:high]
                if begin < right and end > left
            ]
            self.known[key] = _modes(near)
        return self.known[key]


def _modes(widths: list[float]) -> list[tuple[float, float]]:
    """The commonest widths, and how much rarer than the commonest each is, in nats."""
    if not widths:
        return []
    counts: dict[int, float] = {}
    for width in widths:
        for by, share in ((-2, 0.3), (-1, 0.8), (0, 1.0), (1, 0.8), (2, 0.3)):
            key = round(width) + by
            counts[key] = counts.get(key, 0.0) + share
    modes: list[tuple[float, float]] = []
    most = max(counts.values())
    for width, count in sorted(counts.items(), key=lambda item: (-item[1], -item[0])):
        if count < RARE * most or len(modes) == 4:
            break
        double = modes and width >= DOUBLE * modes[0][0] and count < 0.5 * most
        if not double and all(abs(width - other) > SAME for other, _ in modes):
            modes.append((float(width), 0.5 * log(most / count)))
    return modes


def _width(fragment: Fragment, start: int, end: int) -> float:
    return sum(token.width for token in fragment.tokens[start:end]) + sum(
        fragment.blank[start : end - 1]
    )


def _cut(fragment: Fragment, widths: _Widths) -> list[tuple[int, int]]:
    """The cells of a fragment, as ranges of its tokens."""
    size = len(fragment.tokens)
    if size == 1:
        return [(0, 1)]
    modes = widths.near(fragment.row, fragment.tokens[0].left, fragment.tokens[-1].right)
    if not modes:
        return [(0, size)]
    whole = _width(fragment, 0, size)
    widest = max(width for width, _ in modes)
    if whole <= widest + SAME and max(fragment.kept) <= KEPT_LATIN:
        return [(0, size)]
    total, kept = [0.0], [0.0]
    for token, blank, cost in zip(
        fragment.tokens, [*fragment.blank, 0.0], [*fragment.kept, 0.0], strict=True
    ):
        total.append(total[-1] + token.width + blank)
        kept.append(kept[-1] + cost)
    best: list[tuple[float, int]] = [(0.0, 0)]
    begun = widths.edges(fragment.row)
    lefts = [token.left for token in fragment.tokens]
    fits = whole <= widest + SAME
    spaced = [True, *(fits and cost == CUT_SPACED for cost in fragment.cut)]
    gain = [
        0.0 if within else EDGE * any(left - BEHIND <= edge <= left + BEFORE for edge in begun)
        for left, within in zip(lefts, spaced, strict=True)
    ]
    for end in range(1, size + 1):
        trailing = fragment.blank[end - 1] if end < size else 0.0
        inside = fragment.kept[end - 1] if end < size else 0.0
        found = (1e9, 0)
        for start in range(end - 1, -1, -1):
            width = total[end] - total[start] - trailing
            if width > whole or (width > 2.5 * widest and start > 0 and end < size):
                break
            cost = best[start][0] + kept[end] - kept[start] - inside
            if start:
                cost += fragment.cut[start - 1] - gain[start]
            cost += _misfit(fragment, width, start, end, modes)
            if cost < found[0]:
                found = cost, start
        best.append(found)
    found_cells: list[tuple[int, int]] = []
    end = size
    while end:
        start = best[end][1]
        found_cells.append((start, end))
        end = start
    return found_cells[::-1]


def _misfit(
    fragment: Fragment, width: float, start: int, end: int, modes: list[tuple[float, float]]
) -> float:
    """What it costs that a cell is so wide."""
    last = end == len(fragment.tokens)
    ended = STOPS[fragment.tokens[end - 1].last]
    least = 1e9
    for mode, rare in modes:
        off = width - mode
        if off > SAME:
            cost = 0.3 + OVER * (off - SAME)
        elif off >= -SAME:
            cost = MISFIT * abs(off)
        elif start == 0 and -SAME <= off + INDENT <= SAME:
            cost = 0.4 + MISFIT * abs(off + INDENT)
        else:
            cost = (ENDED if ended else SHORT) + (0.0 if last else 0.8)
        least = min(least, cost + rare)
    return least
