"""The cells of rows: pieces of text that a gutter or the edge of the page parts.

Two blanks part cells. Where a row has one blank, that may be a gutter, the space between words, or
letterspacing: the row is cut so that its cells are as wide as others near them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from math import log

from cleaner.page.columns import fragments
from cleaner.page.columns.fragments import Blanks, Fragment
from cleaner.text.characters import (
    ASCII_CLAUSE,
    ASCII_STOP,
    CLAUSE,
    CLOSE,
    POINT,
    STOP,
    class_set,
)
from cleaner.text.document import Document

NEAR = 14  # rows above and below in which widths are asked for
STEP = 4  # rows and characters for which the same is asked
NARROW = 10  # cells of a column at least
WIDEST = 200  # and at most: longer lines between others are in one piece
COMMON = 3  # cells that begin at one place
RARE, DOUBLE = 0.15, 1.7  # of the commonest: what else is a width, and what may be two columns
SAME = 3.0  # cells by which lines of a column differ
ROUNDING = 1e-6  # by which sums of costs may be wrong
# Costs, in nats about; fitted on tuning pages.
EDGE = 0.72  # gained by a cell that begins where others do
BEFORE, BEHIND = 4, 1  # characters by which a cell that follows a single blank stands off its edge
MISFIT, OVER, SHORT, ENDED = 0.12, 0.8, 2, 0.4
INDENT = 4
STOPS = class_set(STOP, CLOSE)
MARKS = class_set(STOP, CLAUSE, POINT, ASCII_STOP, ASCII_CLAUSE)  # of a sentence


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


def cells_of(document: Document, first: int, last: int) -> Cells:
    """The cells of the lines `first` to `last` of a text, both included."""
    parts = fragments.fragments(document, first, last)
    if not parts:
        return Cells([], [], [], [], [], [], [])
    widths = _Widths(parts)
    tokens = parts[0].tokens
    starts, ends = tokens.starts, tokens.ends
    begun: list[int] = []  # of each cell its first token, and its last one
    ended: list[int] = []
    sizes: list[float] = []
    places: list[int] = []
    for each in parts:
        behind = 0
        for start, end in widths.cut(each):
            begins = each.first + start
            if start and starts[begins] - ends[begins - 1] == fragments.APART:
                behind = 0
            begun.append(begins)
            ended.append(each.first + end - 1)
            sizes.append(each.width(start, end))
            places.append(behind)
            behind += 1

    def of(column: list[int], numbers: list[int]) -> list[int]:
        return [*map(column.__getitem__, numbers)]

    return Cells(
        of(tokens.rows, begun), of(starts, begun), of(ends, ended),
        of(tokens.left, begun), of(tokens.right, ended), sizes, places,
    )  # fmt: skip


Ranges = list[tuple[int, int]]
WHOLE: Ranges = [(0, 1)]  # of a fragment that is one token


class _Widths:
    """How wide columns are near a place: widths of cells that no doubt ends."""

    def __init__(self, parts: list[Fragment]) -> None:
        tokens = parts[0].tokens
        found: list[tuple[int, int, int, float]] = []
        for each in parts:
            first, start = each.first, 0
            kept = each.blanks.kept
            apart = [place for place, cost in enumerate(kept) if cost >= fragments.KEPT_TWO]
            for place in (*apart, len(kept)):
                width = each.width(start, place + 1)
                if width >= NARROW:
                    left, right = tokens.left[first + start], tokens.right[first + place]
                    found.append((tokens.rows[first], left, right, width))
                start = place + 1
        self.lefts = [(tokens.rows[each.first], tokens.left[each.first]) for each in parts]
        self.begun: dict[int, frozenset[int]] = {}
        self.found = found
        self.rows = [row for row, *_ in found]
        self.known: dict[tuple[int, int, int], _Misfits] = {}
        self.misfits: dict[tuple[float, ...], _Misfits] = {}
        self.cuts: dict[tuple[Blanks, int, int, frozenset[int]], Ranges] = {}

    def cut(self, fragment: Fragment) -> Ranges:
        """The cells of a fragment, as ranges of its tokens; asked once of those that read the same,
        begin at the same place and have the same columns near them."""
        size = fragment.last - fragment.first
        if size == 1:
            return WHOLE
        tokens = fragment.tokens
        row, left = tokens.rows[fragment.first], tokens.left[fragment.first]
        misfit = self.near(row, left, tokens.right[fragment.last - 1])
        if not misfit.modes:
            return [(0, size)]
        whole = fragment.width(0, size)
        if whole <= misfit.widest + SAME and max(fragment.blanks.kept) <= fragments.KEPT_LATIN:
            return [(0, size)]
        if min(whole, misfit.widest) > WIDEST:
            return [(0, size)]
        key = fragment.blanks, left, id(misfit), self.edges(row)
        if key not in self.cuts:
            self.cuts[key] = _cut(fragment, whole, misfit, self.edges(row))
        return self.cuts[key]

    def edges(self, row: int) -> frozenset[int]:
        """Where cells near a row begin, if three do."""
        key = row // STEP
        if key not in self.begun:
            low = bisect_left(self.lefts, (key * STEP - NEAR, 0))
            high = bisect_left(self.lefts, (key * STEP + STEP + NEAR, 0))
            counts = Counter(left for _, left in self.lefts[low:high])
            begun = (left for left, count in counts.items() if count >= COMMON)
            self.begun[key] = frozenset(begun)
        return self.begun[key]

    def near(self, row: int, left: int, right: int) -> _Misfits:
        """The widths of columns near a stretch of a row."""
        key = row // STEP, left // STEP, right // STEP
        if key not in self.known:
            low = bisect_left(self.rows, key[0] * STEP - NEAR)
            high = bisect_left(self.rows, key[0] * STEP + STEP + NEAR)
            near = tuple(
                [
                    width
                    for _, begin, end, width in self.found[low:high]
                    if begin < right and end > left
                ]
            )
            if near not in self.misfits:
                self.misfits[near] = _Misfits(_modes(near))
            self.known[key] = self.misfits[near]
        return self.known[key]


def _modes(widths: tuple[float, ...]) -> list[tuple[float, float]]:
    """The commonest widths, and how much rarer than the commonest each is, in nats."""
    if not widths:
        return []
    middles = [*map(round, widths)]
    counts = [0.0] * (max(middles) + 3)
    for middle in middles:
        counts[middle - 2] += 0.3
        counts[middle - 1] += 0.8
        counts[middle] += 1.0
        counts[middle + 1] += 0.8
        counts[middle + 2] += 0.3
    modes: list[tuple[float, float]] = []
    most = max(counts)
    common = [(count, width) for width, count in enumerate(counts) if count >= RARE * most]
    for count, width in sorted(common, reverse=True):
        if len(modes) == 4:
            break
        double = modes and width >= DOUBLE * modes[0][0] and count < 0.5 * most
        if not double and all(abs(width - other) > SAME for other, _ in modes):
            modes.append((float(width), 0.5 * log(most / count)))
    return modes


def _cut(fragment: Fragment, whole: float, misfit: _Misfits, begun: frozenset[int]) -> Ranges:
    """The cells of a fragment that is so wide as a `whole`, beside places where others begin."""
    tokens, low, high = fragment.tokens, fragment.first, fragment.last
    size, widest = high - low, misfit.widest
    kept_at, cut_at, wide_at = fragment.blanks.kept, fragment.blanks.cut, fragment.blanks.wide
    total, kept = [0.0], [0.0]
    for own, blank, cost in zip(
        tokens.widths[low:high], [*wide_at, 0.0], [*kept_at, 0.0], strict=True
    ):
        total.append(total[-1] + own + blank)
        kept.append(kept[-1] + cost)
    fits = whole <= widest + SAME
    spaced = [True, *(fits and cost == fragments.CUT_SPACED for cost in cut_at)]
    gain = [
        0.0 if within else EDGE * any(left - BEHIND <= edge <= left + BEFORE for edge in begun)
        for left, within in zip(tokens.left[low:high], spaced, strict=True)
    ]
    best: list[tuple[float, int]] = [(0.0, 0)]
    least = [0.0]  # that what is before a place costs, or before one further left
    for end in range(1, size + 1):
        last = end == size
        trailing = 0.0 if last else wide_at[end - 1]
        inside = 0.0 if last else kept_at[end - 1]
        ended = bool(STOPS[tokens.last[low + end - 1]])
        found = (1e9, 0)
        for start in range(end - 1, -1, -1):
            width = total[end] - total[start] - trailing
            if width > whole or (width > 2.5 * widest and start > 0 and not last):
                break
            if width > widest + SAME and least[start] + misfit.over(width) > found[0]:
                break
            cost = best[start][0] + kept[end] - kept[start] - inside
            if start:
                cost += cut_at[start - 1] - gain[start]
            if cost < found[0]:
                cost += misfit[width, start == 0, last, ended]
                if cost < found[0]:
                    found = cost, start
        best.append(found)
        if not last:
            least.append(min(least[-1], found[0] + cut_at[end - 1] - gain[end]))
    found_cells: list[tuple[int, int]] = []
    end = size
    while end:
        start = best[end][1]
        found_cells.append((start, end))
        end = start
    return found_cells[::-1]


class _Misfits(dict[tuple[float, bool, bool, bool], float]):
    """What it costs that a cell is so wide; of it is asked, too, whether it is the first one of its
    row, and the last one, and whether it ends a sentence.

    `modes`: the widths of columns, each with what it costs to be that rare.
    """

    def __init__(self, modes: list[tuple[float, float]]) -> None:
        self.modes = modes
        self.widest = max((width for width, _ in modes), default=0.0)

    def over(self, width: float) -> float:
        """The least that a cell costs that is wider than any column, and each wider one."""
        return 0.3 + OVER * (width - self.widest - SAME) - ROUNDING

    def __missing__(self, key: tuple[float, bool, bool, bool]) -> float:
        width, first, last, ended = key
        least = 1e9
        for mode, rare in self.modes:
            off = width - mode
            if off > SAME:
                cost = 0.3 + OVER * (off - SAME)
            elif off >= -SAME:
                cost = MISFIT * abs(off)
            elif first and -SAME <= off + INDENT <= SAME:
                cost = 0.4 + MISFIT * abs(off + INDENT)
            else:
                cost = (ENDED if ended else SHORT) + (0.0 if last else 0.8)
            least = min(least, cost + rare)
        self[key] = least
        return least
