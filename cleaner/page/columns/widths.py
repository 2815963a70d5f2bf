"""How wide the columns near a place are, and what it costs that a cell is as wide as it is."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from math import log

from cleaner.page.columns import fragments
from cleaner.page.columns.fragments import Fragment

NEAR = 14  # rows above and below in which widths are asked for
STEP = 4  # rows and characters for which the same is asked
NARROW = 10  # cells of a column at least
COMMON = 3  # cells that begin at one place
RARE, DOUBLE = 0.15, 1.7  # of the commonest: what else is a width, and what may be two columns
SAME = 3.0  # cells by which lines of a column differ
ROUNDING = 1e-6  # by which sums of costs may be wrong
INDENT = 4  # cells of an indent
SHIFTS = (0, 2, 3, 4)  # characters by which a first line stands off the edge of its column
LEVEL = 0.5  # of the lines that begin at one edge, those as wide as the column there
# Costs, in nats about; fitted on tuning pages.
MISFIT, OVER, SHORT, ENDED = 0.12, 0.8, 2, 0.4


class Widths:
    """Widths of cells that no doubt ends."""

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
        self.by_left: dict[int, list[tuple[int, float]]] = {}
        for row, left, _, width in found:
            self.by_left.setdefault(left, []).append((row, width))
        self.rows = [row for row, *_ in found]
        self.known: dict[tuple[int, int, int], Misfits] = {}
        self.columns: dict[tuple[int, int], Misfits | None] = {}
        self.misfits: dict[tuple[float, ...], Misfits] = {}

    def edges(self, row: int) -> set[int]:
        """Where cells near a row begin, if three do."""
        key = row // STEP
        if key not in self.begun:
            low = bisect_left(self.lefts, (key * STEP - NEAR, 0))
            high = bisect_left(self.lefts, (key * STEP + STEP + NEAR, 0))
            counts = Counter(left for _, left in self.lefts[low:high])
            self.begun[key] = {left for left, count in counts.items() if count >= COMMON}
        return self.begun[key]

    def begun_at(self, row: int, left: int) -> Misfits | None:
        """The width of the column near a row that begins there, or in which a first line does."""
        key = row // STEP, left
        if key not in self.columns:
            found = None
            for shift in SHIFTS:
                at = self.by_left.get(left - shift, [])
                low = bisect_left(at, (key[0] * STEP - NEAR, 0.0))
                high = bisect_left(at, (key[0] * STEP + STEP + NEAR, 0.0))
                middle = _commonest([width for _, width in at[low:high]])
                if middle is not None:
                    found = Misfits([(middle - (INDENT if shift else 0), 0.0)])
                    break
            self.columns[key] = found
        return self.columns[key]

    def near(self, row: int, left: int, right: int) -> Misfits:
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
                self.misfits[near] = Misfits(_modes(near))
            self.known[key] = self.misfits[near]
        return self.known[key]


def _commonest(widths: list[float]) -> float | None:
    """The width that most of some lines have, if there are enough of them, or none."""
    if len(widths) < COMMON:
        return None
    counts = Counter(map(round, widths))
    near = {width: sum(counts[width + off] for off in (-1, 0, 1)) for width in counts}
    middle = max(near, key=lambda width: (near[width], width))
    same = sum(abs(middle - width) <= SAME for width in widths)
    return float(middle) if same >= LEVEL * len(widths) else None


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


class Misfits(dict[tuple[float, bool, bool, bool], float]):
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
