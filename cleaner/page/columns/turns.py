"""Rows given in turn: which line goes on in which, where an extractor read a page across columns.

A beam over the cells of a text: a hypothesis has the columns that are open, the one longest without
a line first. The next cell goes to that column at no cost; to another one, or to a new one, at some;
and what speaks for each is how well the text goes on. Text in order is one open column.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

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
    `REACH` ones; `parted`: whether most lines of the text have a blank line before them.
    """

    rows: Sequence[int]
    apart: Sequence[bool]
    widths: Sequence[float]
    stopped: Sequence[bool]
    ahead: Sequence[Sequence[float]]
    parted: bool


Open = tuple[int, ...]


class Hypothesis(NamedTuple):
    """Columns that are open, by their last cells, and where each stood in a row of several: what
    came first from the left has the lowest rank, -1 is not known. `before`: what it came from;
    `onto`: the cell that the last one goes on from."""

    cost: float
    columns: Open
    ranks: tuple[float, ...]
    before: Hypothesis | None
    onto: int


def chains(stream: Stream) -> list[list[int]]:
    """The cells of each column, in the order in which the columns begin."""
    size = len(stream.rows)
    kept = [Hypothesis(0.0, (), (), None, -1)]
    for cell in range(size):
        found: dict[Open, Hypothesis] = {}
        for hypothesis in kept:
            _extend(stream, cell, hypothesis, found)
        kept = sorted(found.values(), key=_cost)[:BEAM]
    before = [-1] * size
    step: Hypothesis | None = kept[0]
    for cell in range(size - 1, -1, -1):
        assert step is not None
        before[cell] = step.onto
        step = step.before
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


def _cost(hypothesis: Hypothesis) -> float:
    return hypothesis.cost


def _extend(
    stream: Stream, cell: int, hypothesis: Hypothesis, found: dict[Open, Hypothesis]
) -> None:
    cost, columns, ranks = hypothesis.cost, hypothesis.columns, hypothesis.ranks
    row = stream.rows[cell]
    follows = cell > 0 and stream.rows[cell - 1] == row
    several = follows or (cell + 1 < len(stream.rows) and stream.rows[cell + 1] == row)
    beside = ranks[-1] if follows else -1.0
    together = stream.parted and not stream.apart[cell] and cell > 0
    begin = cost + BEGIN + (APART if together else 0.0)
    full = len(columns) == MOST_OPEN
    rank = beside + 1 if follows else 0.0 if several else -1.0
    made = (*columns[full:], cell), (*ranks[full:], rank)
    _put(found, Hypothesis(begin, *made, hypothesis, -1))
    closed = waiting = 0.0
    for place, last in enumerate(columns):
        if stream.rows[last] != row and cell - last <= REACH:
            step = cost + _going_on(stream, last, cell, together)
            own = ranks[place]
            if own < 0:
                own = rank
                step += ASIDE if follows and hypothesis.onto < 0 else 0.0
            elif follows and own <= beside:
                step += CROSSED
            rest, others = columns[place + 1 :], ranks[place + 1 :]
            made = (*rest, cell), (*others, own)
            _put(found, Hypothesis(step + closed, *made, hypothesis, last))
            if place:
                made = (*columns[:place], *made[0]), (*ranks[:place], *made[1])
                _put(found, Hypothesis(step + waiting, *made, hypothesis, last))
        closed += ENDED if stream.stopped[last] else BROKEN
        waiting += WAITS


def _going_on(stream: Stream, last: int, cell: int, together: bool) -> float:
    """What it costs that the column of one cell goes on with another; `together`: no blank line is
    between that one and the cell before it, where blank lines part others."""
    value = stream.ahead[last][cell - last - 1]
    cost = -TRUST * max(-CERTAIN, min(CERTAIN, value))
    over = stream.widths[cell] - stream.widths[last]
    if over > SLACK and not stream.stopped[last]:
        cost += WIDER
    elif -over > SLACK and not stream.stopped[cell]:
        cost += NARROWER
    if together and last != cell - 1:
        cost += APART
    return cost


def _put(found: dict[Open, Hypothesis], made: Hypothesis) -> None:
    known = found.get(made.columns)
    if known is None or made.cost < known.cost:
        found[made.columns] = made
