"""Where on the page the cells of a row stand that a single blank parts from the ones before.

`pdftotext` prints what a narrow gutter parts with one blank, and letterspaced lines are longer than
others: such cells stand further right on the page than in their row.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from cleaner.page.columns.widths import NARROW, NEAR, STEP

# Set on tuning pages.
GUTTER = 2  # cells
LEAST = 0.5  # characters from the edge of a column to that of the next one, for each cell between
USUAL = 0.2  # of the rows near a place, those whose columns are nearer to each other
FURTHER = 0.2  # characters for each cell by which columns may be further apart than is usual


def standing(
    rows: Sequence[int], left: Sequence[int], widths: Sequence[float], behind: Sequence[int]
) -> list[int]:
    """The characters before each cell on the page; as given for the first ones of a row, and for those
    behind wide gaps.

    `left`: those before it in its row; the others: as in `Cells`. A cell stands at the next place where
    others near it begin, if its column may begin there, else as far off as columns are there.
    """
    near = _Near(rows, left, widths, behind)
    found = list(left)
    for cell in range(1, len(found)):
        if behind[cell]:
            edges, spread = near.edges_and_spread(rows[cell])
            before, size = found[cell - 1], widths[cell - 1] + GUTTER
            least = before + left[cell] - left[cell - 1]
            place = bisect_left(edges, least - 1)
            if place < len(edges) and edges[place] <= before + (spread + FURTHER) * size:
                found[cell] = edges[place]
            else:
                found[cell] = max(least, before + round(spread * size))
    return found


class _Near:
    """What is known near each row: where cells begin, and how far columns are apart."""

    def __init__(
        self,
        rows: Sequence[int],
        left: Sequence[int],
        widths: Sequence[float],
        behind: Sequence[int],
    ) -> None:
        self.begun = [
            (row, at)
            for row, at, width, loose in zip(rows, left, widths, behind, strict=True)
            if not loose and width >= NARROW
        ]
        self.spreads = _spreads(rows, left, widths, behind)
        self.known: dict[int, tuple[list[int], float]] = {}

    def edges_and_spread(self, row: int) -> tuple[list[int], float]:
        """Where cells near a row begin, and how many characters each of their cells takes."""
        key = row // STEP
        if key not in self.known:
            first, last = key * STEP - NEAR, key * STEP + STEP + NEAR
            own = slice(bisect_left(self.begun, (first, 0)), bisect_left(self.begun, (last, 0)))
            edges = sorted({at for _, at in self.begun[own]})
            own = slice(bisect_left(self.spreads, (first, 0)), bisect_left(self.spreads, (last, 0)))
            spreads = sorted(spread for _, spread in self.spreads[own])
            spread = spreads[int(USUAL * len(spreads))] if spreads else LEAST
            self.known[key] = edges, spread
        return self.known[key]


def _spreads(
    rows: Sequence[int], left: Sequence[int], widths: Sequence[float], behind: Sequence[int]
) -> list[tuple[int, float]]:
    """Rows, and how many characters each cell takes from the edge of a column to that of another one."""
    found: list[tuple[int, float]] = []
    first, total, is_full = 0, 0.0, True
    for cell, width in enumerate(widths):
        if not behind[cell]:
            if cell and is_full and rows[cell] == rows[first]:
                found.append((rows[cell], (left[cell] - left[first]) / total))
            first, total, is_full = cell, 0.0, True
        total += width + GUTTER
        is_full = is_full and width >= NARROW
    return [(row, spread) for row, spread in found if spread >= LEAST]
