"""The edits that put the lines of columns one after the other."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from cleaner.ledger.fixes import Edit, To
from cleaner.page.columns.reading import Line, Order
from cleaner.text.document import Document


def span(order: Order) -> tuple[int, int]:
    """Where the lines of an order begin and end in the text."""
    return min(line.start for line in order.in_turn), max(line.end for line in order.in_turn)


class Piece(NamedTuple):
    """A line of a column: where it stands in the text with its indent, and what goes before it."""

    start: int
    end: int
    before: str


def moves(document: Document, in_turn: list[Line]) -> tuple[Edit, ...]:
    """The edits that move the lines into reading order; none where they stand in it, each in a row.

    As many lines as can stay where they are; the others go behind the ones before them. What stood
    between lines goes, but for one line end.
    """
    text = document.text
    wanted = _pieces(text, in_turn)
    given = sorted(wanted)
    if wanted == given and all("\n" in text[a.end : b.start] for a, b in pairwise(given)):
        return ()
    return tuple(_edits(text, wanted, given))


def _edits(text: str, wanted: list[Piece], given: list[Piece]) -> Iterator[Edit]:
    gaps = {one: (one.end, other.start) for one, other in pairwise(given)}
    behind = {other: one for one, other in pairwise(given)}
    left = set(gaps)  # pieces behind which something is left over
    for stays, moved, then in _runs(wanted, _staying(wanted)):
        coming = moved if then is None else [*moved, then]
        goal = given[0].start
        if stays is not None and coming:
            here = stays
            if not moved and _parts(text[slice(*gaps[behind[coming[0]]])], coming[0].before):
                here = behind[coming[0]]  # the line end before it stays, whatever goes away
            if here in gaps:
                left.discard(here)
                goal = gaps[here][1]
                if not _parts(text[slice(*gaps[here])], coming[0].before):
                    yield Edit(*gaps[here], coming[0].before)
            else:
                goal = here.end
                yield Edit(goal, goal, coming[0].before)
        for piece, following in zip(moved, [*coming[1:], None], strict=False):
            yield Edit(piece.start, piece.end, To(goal))
            if following is not None:
                yield Edit(goal, goal, following.before)
    for piece in sorted(left):
        yield Edit(*gaps[piece], "")


def _parts(gap: str, before: str) -> bool:
    """Whether what stands between two lines parts them as is wanted."""
    return gap == before or (len(before) > 1 and gap.count("\n") > 1 and not gap.strip())


def _runs(
    wanted: list[Piece], staying: set[Piece]
) -> Iterator[tuple[Piece | None, list[Piece], Piece | None]]:
    """Each piece that stays, those that come behind it, and the next one that stays."""
    stays: Piece | None = None
    moved: list[Piece] = []
    for piece in wanted:
        if piece in staying:
            if stays is not None or moved:
                yield stays, moved, piece
            stays, moved = piece, []
        else:
            moved.append(piece)
    yield stays, moved, None


def _staying(wanted: list[Piece]) -> set[Piece]:
    """The most pieces that stand in the wanted order already."""
    ends: list[Piece] = []
    chosen: list[int] = []
    before: list[int] = []
    for number, piece in enumerate(wanted):
        place = bisect_left(ends, piece)
        before.append(chosen[place - 1] if place else -1)
        if place == len(ends):
            ends.append(piece)
            chosen.append(number)
        else:
            ends[place], chosen[place] = piece, number
    found: set[Piece] = set()
    number = chosen[-1] if chosen else -1
    while number >= 0:
        found.add(wanted[number])
        number = before[number]
    return found


def _pieces(text: str, in_turn: list[Line]) -> list[Piece]:
    """The lines as pieces, with their indents."""
    found = []
    for line in in_turn:
        start = line.start
        least = max(start - line.indent, 0)
        while start > least and text[start - 1] == " ":
            start -= 1
        found.append(Piece(start, line.end, "\n\n" if line.apart else "\n"))
    return found
