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
from cleaner.page.columns.fragments import Fragment
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
    found_fragments = list(fragments.fragments(document, first, last))
    widths = _Widths(found_fragments)
    found = Cells([], [], [], [], [], [], [])
    for each in found_fragments:
        behind = 0
        for start, end in _cut(each, widths):
            if start and each.tokens[start].start - each.tokens[start - 1].end == fragments.APART:
                behind = 0
            found.rows.append(each.row)
            found.starts.append(each.tokens[start].start)
            found.ends.append(each.tokens[end - 1].end)
            found.left.append(each.tokens[start].left)
            found.right.append(each.tokens[end - 1].right)
            found.widths.append(each.width(start, end))
            found.behind.append(behind)
            behind += 1
    return found


class _Widths:
    """How wide columns are near a place: widths of cells that no doubt ends."""

    def __init__(self, parts: list[Fragment]) -> None:
        found: list[tuple[int, int, int, float]] = []
        for each in parts:
            start = 0
            for place in (*range(len(each.kept)), len(each.kept)):
                if place == len(each.kept) or each.kept[place] >= fragments.KEPT_TWO:
                    width = each.width(start, place + 1)
                    if width >= NARROW:
                        tokens = each.tokens
                        left = tokens[start].left
                        right = tokens[place].right
                        found.append((each.row, left, right, width))
                    start = place + 1
        self.lefts = [(each.row, each.tokens[0].left) for each in parts]
        self.begun: dict[int, set[int]] = {}
        self.found = found
        self.rows = [row for row, *_ in found]
        self.known: dict[tuple[int, int, int], _Misfits] = {}
        self.misfits: dict[tuple[float, ...], _Misfits] = {}

    def edges(self, row: int) -> set[int]:
        """Where cells near a row begin, if three do."""
        key = row // STEP
        if key not in self.begun:
            low = bisect_left(self.lefts, (key * STEP - NEAR, 0))
            high = bisect_left(self.lefts, (key * STEP + STEP + NEAR, 0))
            counts = Counter(left for _, left in self.lefts[low:high])
            self.begun[key] = {left for left, count in counts.items() if count >= COMMON}
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


def _cut(fragment: Fragment, widths: _Widths) -> list[tuple[int, int]]:
    """The cells of a fragment, as ranges of its tokens."""
    size = len(fragment.tokens)
    if size == 1:
        return [(0, 1)]
    misfit = widths.near(fragment.row, fragment.tokens[0].left, fragment.tokens[-1].right)
    if not misfit.modes:
        return [(0, size)]
    whole = fragment.width(0, size)
    widest = misfit.widest
    if whole <= widest + SAME and max(fragment.kept) <= fragments.KEPT_LATIN:
        return [(0, size)]
    if min(whole, widest) > WIDEST:
        return [(0, size)]
    total, kept = [0.0], [0.0]
    for token, blank, cost in zip(
        fragment.tokens, [*fragment.blank, 0.0], [*fragment.kept, 0.0], strict=True
    ):
        total.append(total[-1] + token.width + blank)
        kept.append(kept[-1] + cost)
    begun = widths.edges(fragment.row)
    lefts = [token.left for token in fragment.tokens]
    fits = whole <= widest + SAME
    spaced = [True, *(fits and cost == fragments.CUT_SPACED for cost in fragment.cut)]
    gain = [
        0.0 if within else EDGE * any(left - BEHIND <= edge <= left + BEFORE for edge in begun)
        for left, within in zip(lefts, spaced, strict=True)
    ]
    best: list[tuple[float, int]] = [(0.0, 0)]
    least = [0.0]  # that what is before a place costs, or before one further left
    for end in range(1, size + 1):
        last = end == size
        trailing = 0.0 if last else fragment.blank[end - 1]
        inside = 0.0 if last else fragment.kept[end - 1]
        ended = bool(STOPS[fragment.tokens[end - 1].last])
        found = (1e9, 0)
        for start in range(end - 1, -1, -1):
            width = total[end] - total[start] - trailing
            if width > whole or (width > 2.5 * widest and start > 0 and not last):
                break
            if width > widest + SAME and least[start] + misfit.over(width) > found[0]:
                break
            cost = best[start][0] + kept[end] - kept[start] - inside
            if start:
                cost += fragment.cut[start - 1] - gain[start]
            if cost < found[0]:
                cost += misfit[width, start == 0, last, ended]
                if cost < found[0]:
                    found = cost, start
        best.append(found)
        if not last:
            least.append(min(least[-1], found[0] + fragment.cut[end - 1] - gain[end]))
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
