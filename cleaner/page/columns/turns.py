"""Rows given in turn: which line goes on in which, where an extractor read a page across columns.

A beam over the cells of a text: a hypothesis has the columns that are open, the one longest without
a line first. The next cell goes to that column at no cost; to another one, or to a new one, at some;
and what speaks for each is how well the text goes on. Text in order is one open column.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

BEAM = 6
MOST_OPEN = 7  # columns
REACH = 9  # cells further down in which a line may go on
# Costs in nats; fitted on tuning pages.
TRUST = 0.6  # of continuity
CERTAIN = 3.0
BEGIN = 1.6  # a column
ENDED, BROKEN = (
    0.24,
    1.2,
)  # a column that gets no more lines: after the end of a sentence, or before
WAITS = 1.8  # a column that is passed over
APART = (
    1.5  # to leave a column between lines that no blank line parts, where blank lines part others
)
CROSSED = 2.5  # two columns that stood the other way round in a row above
ASIDE = 1.2  # a column of its own goes on in a row, but left of it another one begins
WIDER, NARROWER = 0.48, 0.5
SLACK = 4.0


@dataclass(frozen=True, eq=False)
class Stream:
    """The cells of a text in its order.

    `rows`: the line of each; `apart`: whether a blank line stands before its line; `widths`: cells;
    `stopped`: whether it ends a sentence; `ahead`: of each, the log-odds that it goes on in the next
    `REACH` ones, a row each; `parted`: whether most lines of the text have a blank line before them.
    """

    rows: Sequence[int]
    apart: Sequence[bool]
    widths: Sequence[float]
    stopped: Sequence[bool]
    ahead: NDArray[np.float64]
    parted: bool


Open = tuple[int, ...]
Costs = list[list[float]]
INFINITE = float("inf")
ROUNDING = 1e-6  # by which sums of costs may be wrong


Ranks = tuple[float, ...]
# Its cost; the columns that are open, by their last cells; where each stood in a row of several: what
# came first from the left has the lowest rank, -1 is not known; what it came from; and the cell that
# the last one goes on from. A plain tuple: a text of a thousand lines makes twenty thousand of them.
Hypothesis = tuple[float, Open, Ranks, "Hypothesis | None", int]


class _Beam:
    """What a cell makes of the hypotheses, the cheapest for the same columns.

    `most`: what is dearer is not among the first `BEAM`, whatever else comes.
    """

    def __init__(self) -> None:
        self.found: dict[Open, Hypothesis] = {}
        self.costs: list[float] = []
        self.most = INFINITE

    def put(self, made: Hypothesis) -> None:
        cost, columns, _, _, _ = made
        known = self.found.get(columns)
        if known is not None:
            if cost >= known[0]:
                return
            self.costs.remove(known[0])
        self.found[columns] = made
        insort(self.costs, cost)
        if len(self.costs) >= BEAM:
            self.most = self.costs[BEAM - 1]

    def kept(self) -> list[Hypothesis]:
        """The cheapest, the first one first."""
        return sorted(self.found.values(), key=itemgetter(0))[:BEAM]


class _Cell(NamedTuple):
    """The cell that comes next: what it costs to begin a column with it, and at least that one goes
    on with it; whether it follows another one in its row, and is one of several there."""

    number: int
    row: int
    begin: float
    least: float
    follows: bool
    several: bool


def chains(stream: Stream) -> list[list[int]]:
    """The cells of each column, in the order in which the columns begin."""
    rows = stream.rows
    size = len(rows)
    costs, least = _going_on(stream)
    kept: list[Hypothesis] = [(0.0, (), (), None, -1)]
    for cell, row in enumerate(rows):
        beam = _Beam()
        together = stream.parted and not stream.apart[cell] and cell > 0
        begin = BEGIN + (APART if together else 0.0)
        follows = cell > 0 and rows[cell - 1] == row
        several = follows or (cell + 1 < size and rows[cell + 1] == row)
        cheapest = min(begin, least[cell])
        following = _Cell(cell, row, begin, least[cell], follows, several)
        for hypothesis in kept:
            if hypothesis[0] + cheapest > beam.most:
                break
            _extend(stream, costs, following, hypothesis, beam)
        kept = beam.kept()
    before = [-1] * size
    step: Hypothesis | None = kept[0]
    for cell in range(size - 1, -1, -1):
        assert step is not None
        _, _, _, step, before[cell] = step
    columns: list[list[int]] = []
    number = [0] * size
    for cell in range(size):
        if before[cell] < 0:
            number[cell] = len(columns)
            columns.append([])
        else:
            number[cell] = number[before[cell]]
        columns[number[cell]].append(cell)
    return columns


def _extend(
    stream: Stream, costs: Costs, following: _Cell, hypothesis: Hypothesis, beam: _Beam
) -> None:
    cell, row, begin, least, follows, several = following
    cost, columns, ranks, _, onto = hypothesis
    rows, stopped = stream.rows, stream.stopped
    beside = ranks[-1] if follows else -1.0
    rank = beside + 1 if follows else 0.0 if several else -1.0
    if cost + begin <= beam.most:
        full = len(columns) == MOST_OPEN
        made = (*columns[full:], cell), (*ranks[full:], rank)
        beam.put((cost + begin, *made, hypothesis, -1))
    closed = waiting = 0.0
    for place, last in enumerate(columns):
        if cost + least + (closed if closed < waiting else waiting) > beam.most:
            break
        if rows[last] != row and cell - last <= REACH:
            step = cost + costs[last][cell - last - 1]
            own = ranks[place]
            if own < 0:
                own = rank
                step += ASIDE if follows and onto < 0 else 0.0
            elif follows and own <= beside:
                step += CROSSED
            behind = place + 1
            if step + closed <= beam.most:
                made = (*columns[behind:], cell), (*ranks[behind:], own)
                beam.put((step + closed, *made, hypothesis, last))
            if place and step + waiting <= beam.most:
                made = (
                    columns[:place] + columns[behind:] + (cell,),
                    ranks[:place] + ranks[behind:] + (own,),
                )
                beam.put((step + waiting, *made, hypothesis, last))
        closed += ENDED if stopped[last] else BROKEN
        waiting += WAITS


def _going_on(stream: Stream) -> tuple[Costs, list[float]]:
    """Of each cell, what it costs that its column goes on with each of the next `REACH` ones, and
    what it costs at least that a column goes on with it."""
    size = len(stream.rows)
    cells = np.arange(size)[:, None] + np.arange(1, REACH + 1)
    there = np.minimum(cells, size - 1)
    stopped, widths = np.array(stream.stopped, np.bool_), np.array(stream.widths)
    cost = -TRUST * np.clip(stream.ahead, -CERTAIN, CERTAIN)
    over = widths[there] - widths[:, None]
    cost += WIDER * ((over > SLACK) & ~stopped[:, None])
    cost += NARROWER * ((over < -SLACK) & ~stopped[there])
    if stream.parted:
        cost[:, 1:] += APART * ~np.array(stream.apart, np.bool_)[there][:, 1:]
    least = np.full(size + REACH, INFINITE)
    np.minimum.at(least, cells, cost - ROUNDING)
    return cost.tolist(), least.tolist()
