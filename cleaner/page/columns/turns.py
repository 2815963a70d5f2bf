"""Rows given in turn: which line goes on in which, where an extractor read a page across columns.

A beam over the cells of a text: a hypothesis has the columns that are open, the one longest without
a line first. The next cell goes to that column at no cost; to another one, or to a new one, at some;
and what speaks for each is how well the text goes on. Text in order is one open column.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

BEAM = 10
MOST_OPEN = 7  # columns
REACH = 16  # cells further down in which a line may go on
# Costs in nats; fitted on tuning pages.
TRUST = 0.8  # of continuity
CERTAIN = 3.0
BEGIN = 2.0  # a column
ENDED, BROKEN = 0.4, 1.2  # a column that gets no more lines: after the end of a sentence, or before
WAITS = 0.9  # a column that is passed over
APART = (
    1.5  # to leave a column between lines that no blank line parts, where blank lines part others
)
ACROSS = 1.5  # a blank line that is passed over, where they do not part all lines
CROSSED = 2.5  # two columns that stood the other way round in a row above
WIDER, NARROWER = 1.0, 0.5
SLACK = 4.0


@dataclass(frozen=True, eq=False)
class Stream:
    """The cells of a text in its order.

    `rows`: the line of each; `apart`: whether a blank line stands before its line; `widths`: cells;
    `stopped`: whether it ends a sentence; `ahead`: of each, the log-odds that it goes on in the next
    `REACH` ones; `parted`: whether most lines of the text have a blank line before them; `blanks`: how many blank lines there are up to each.
    """

    rows: Sequence[int]
    apart: Sequence[bool]
    widths: Sequence[float]
    stopped: Sequence[bool]
    ahead: Sequence[Sequence[float]]
    parted: bool
    blanks: Sequence[int]


Open = tuple[int, ...]
Hypothesis = tuple[
    float, Open, "Hypothesis | None", int
]  # cost, open columns, what it came from, the cell gone on from


def chains(stream: Stream) -> list[list[int]]:
    """The cells of each column, in the order in which the columns begin."""
    size = len(stream.rows)
    kept: list[Hypothesis] = [(0.0, (), None, -1)]
    for cell in range(size):
        found: dict[Open, Hypothesis] = {}
        for hypothesis in kept:
            _extend(stream, cell, hypothesis, found)
        kept = sorted(found.values(), key=_cost)[:BEAM]
    before = [-1] * size
    step: Hypothesis | None = kept[0]
    for cell in range(size - 1, -1, -1):
        assert step is not None
        before[cell] = step[3]
        step = step[2]
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
    return hypothesis[0]


def _extend(
    stream: Stream, cell: int, hypothesis: Hypothesis, found: dict[Open, Hypothesis]
) -> None:
    cost, columns = hypothesis[0], hypothesis[1]
    row = stream.rows[cell]
    beside = hypothesis[3] if cell and stream.rows[cell - 1] == row else -1
    together = stream.parted and not stream.apart[cell] and cell > 0
    begin = cost + BEGIN + (APART if together else 0.0)
    kept = columns if len(columns) < MOST_OPEN else columns[1:]
    _put(found, (begin, (*kept, cell), hypothesis, -1))
    closed = waiting = 0.0
    for place, last in enumerate(columns):
        if stream.rows[last] != row and cell - last <= REACH:
            value = stream.ahead[last][cell - last - 1]
            value = CERTAIN if value > CERTAIN else -CERTAIN if value < -CERTAIN else value
            step = cost - TRUST * value
            if last < beside and stream.rows[last] == stream.rows[beside]:
                step += CROSSED
            over = stream.widths[cell] - stream.widths[last]
            if over > SLACK and not stream.stopped[last]:
                step += WIDER
            elif -over > SLACK and not stream.stopped[cell]:
                step += NARROWER
            if together and last != cell - 1:
                step += APART
            if not stream.parted and last != cell - 1:
                step += ACROSS * min(2, stream.blanks[cell] - stream.blanks[last])
            rest = columns[place + 1 :]
            _put(found, (step + closed, (*rest, cell), hypothesis, last))
            if place:
                _put(found, (step + waiting, (*columns[:place], *rest, cell), hypothesis, last))
        closed += ENDED if stream.stopped[last] else BROKEN
        waiting += WAITS


def _put(found: dict[Open, Hypothesis], made: Hypothesis) -> None:
    known = found.get(made[1])
    if known is None or made[0] < known[0]:
        found[made[1]] = made
