"""The cells of rows: pieces of text that a gutter or the edge of the page parts.

Two blanks part cells. Where a row has one blank, that may be a gutter, the space between words, or
letterspacing: the row is cut so that its cells are as wide as others near them. Where it has more, that
may be the room beside a mark, which a line that fills its column has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from cleaner.page.columns import fragments
from cleaner.page.columns.fragments import Fragment
from cleaner.page.columns.standing import standing
from cleaner.page.columns.widths import INDENT, SAME, Widths
from cleaner.text.characters import (
    ASCII_CLAUSE,
    ASCII_STOP,
    CLAUSE,
    CLOSE,
    OPEN,
    POINT,
    STOP,
    class_set,
)
from cleaner.text.document import Document

WIDEST = 200  # cells of a column at most: longer lines between others are in one piece
# Costs, in nats about; fitted on tuning pages.
EDGE = 0.72  # gained by a cell that begins where others do
BEFORE, BEHIND = 4, 1  # characters by which a cell that follows a single blank stands off its edge
ROOM = 8  # blanks beside a mark, at most
CLOSING = class_set(STOP, CLAUSE, CLOSE)
OPENING = class_set(OPEN)
CLAUSES = class_set(CLAUSE)
STOPS = class_set(STOP, CLOSE)
MARKS = class_set(STOP, CLAUSE, POINT, ASCII_STOP, ASCII_CLAUSE)  # of a sentence


@dataclass(frozen=True, eq=False)
class Cells:
    """Cells in the order of the text, one entry a cell, in columns.

    `rows`: the line of the text; `starts`, `ends`: places in the text; `left`, `right`: what is before
    it on the page, and with it, in characters or cells, as the rows line up; `widths`: cells, without
    letterspacing; `behind`: how many cells stand before it with single blanks between them. Where there
    are none, it is first in its row, or after two blanks, and stands where it does on the page; else
    about there.
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


class _Cell(NamedTuple):
    """One of `Cells`."""

    row: int
    start: int
    end: int
    left: int
    right: int
    width: float
    behind: int


def cells_of(document: Document, first: int, last: int) -> Cells:
    """The cells of the lines `first` to `last` of a text, both included."""
    found = list(fragments.fragments(document, first, last))
    if not found:
        return Cells([], [], [], [], [], [], [])
    widths = Widths(found)
    pieces = (piece for each in found for piece in _pieces(each, widths))
    rows, starts, ends, left, right, sizes, behind = map(
        list, zip(*_filled(document, pieces, widths), strict=True)
    )
    at = standing(rows, left, sizes, behind)
    right = [end + now - given for end, now, given in zip(right, at, left, strict=True)]
    return Cells(rows, starts, ends, at, right, sizes, behind)


def _pieces(fragment: Fragment, widths: Widths) -> Iterator[_Cell]:
    """The cells of a fragment."""
    tokens, behind = fragment.tokens, 0
    for start, end in _cut(fragment, widths):
        if start and tokens[start].start - tokens[start - 1].end == fragments.APART:
            behind = 0
        first, last = tokens[start], tokens[end - 1]
        yield _Cell(
            fragment.row, first.start, last.end, first.left, last.right,
            fragment.width(start, end), behind,
        )  # fmt: skip
        behind += 1


def _filled(document: Document, cells: Iterable[_Cell], widths: Widths) -> Iterator[_Cell]:
    """The cells; those that fill a column together, with the room beside a mark between, are one."""
    before: _Cell | None = None
    for cell in cells:
        if before is not None and _fill_a_column(document, before, cell, widths):
            before = before._replace(
                end=cell.end, right=cell.right, width=before.width + cell.width
            )
            continue
        if before is not None:
            yield before
        before = cell
    if before is not None:
        yield before


def _fill_a_column(document: Document, one: _Cell, other: _Cell, widths: Widths) -> bool:
    """Whether a cell is the rest of the line of the one before: between them is the room beside a mark.

    A mark that begins no line proves it; else no column begins there.
    """
    gap = other.left - one.right
    if one.row != other.row or other.behind or gap > ROOM:
        return False
    last, first = document.classes[one.end - 1], document.classes[other.start]
    proved = bool(CLOSING[first] or OPENING[last])
    if not (proved or OPENING[first] or CLAUSES[last]):
        return False
    both = one.width + other.width
    modes = widths.near(one.row, one.left, other.left + 1).modes
    if not any(mode - 2 * gap - SAME <= both <= mode + SAME for mode, _ in modes):
        return False
    left = other.left
    return proved or not any(left - INDENT <= edge <= left + 1 for edge in widths.edges(one.row))


def _cut(fragment: Fragment, widths: Widths) -> list[tuple[int, int]]:
    """The cells of a fragment, as ranges of its tokens."""
    size = len(fragment.tokens)
    if size == 1:
        return [(0, 1)]
    misfit = widths.near(fragment.row, fragment.tokens[0].left, fragment.tokens[-1].right)
    if not misfit.modes:
        return [(0, size)]
    whole = fragment.width(0, size)
    widest = misfit.widest
    begun_here = widths.begun_at(fragment.row, fragment.tokens[0].left)
    fits_here = begun_here is None or whole <= begun_here.widest + SAME
    if whole <= widest + SAME and fits_here and max(fragment.kept) <= fragments.KEPT_LATIN:
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
                own = begun_here if begun_here is not None and not start else misfit
                cost += own[width, start == 0, last, ended]
                if cost < found[0]:
                    found = cost, start
        best.append(found)
        if not last:
            least.append(min(least[-1], found[0] + fragment.cut[end - 1] - gain[end]))
    return _ranges([start for _, start in best])


def _ranges(begun: list[int]) -> list[tuple[int, int]]:
    """The ranges that end with the last token; `begun`: of each end, where its range begins."""
    found: list[tuple[int, int]] = []
    end = len(begun) - 1
    while end:
        found.append((begun[end], end))
        end = begun[end]
    return found[::-1]
