"""Characters replaced one for one.

A comparison that keeps as much as it can puts 8 in and takes 0 out where 300 became 380; people say
that 0 became 8.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from cleaner.report.clusters import may_attach
from cleaner.report.pieces import Kind, Piece

LONGEST = 4  # characters kept between what is put in and what is taken out


def replaced(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces of a comparison; what is put in beside what is taken out takes its place.

    Only where as many characters are put in as are taken out, with a few between them, and no more
    of them are different place by place.
    """
    found = list(pieces)
    at = 0
    while at < len(found):
        three = found[at : at + 3]
        if _is_shift(three) and (parts := _by_place(*three)):
            yield from parts
            at += 3
        else:
            yield found[at]
            at += 1


def _is_shift(pieces: list[Piece]) -> bool:
    """Whether so many are put in on one side of a few characters and taken out on the other."""
    if len(pieces) < 3:
        return False
    first, kept, last = pieces
    return (
        {first.kind, last.kind} == {Kind.NEW, Kind.GONE}
        and kept.kind is Kind.KEPT
        and len(kept.text) <= LONGEST
        and len(first.text) == len(last.text)
    )


def _by_place(first: Piece, kept: Piece, last: Piece) -> list[Piece]:
    """The same change place by place; nothing where that changes more characters."""
    new, old = first.text + kept.text, kept.text + last.text
    start = kept.place
    if first.kind is Kind.GONE:
        old, new, start = new, kept.text + last.text, first.place
    if may_attach(old + new):  # a base and its marks stay together
        return []
    same = [one == other for one, other in zip(old, new, strict=True)]
    if same.count(False) > len(first.text):
        return []
    parts: list[Piece] = []
    for is_same, group in groupby(range(len(old)), key=same.__getitem__):
        places = list(group)
        span = slice(places[0], places[-1] + 1)
        if is_same:
            parts.append(Piece(old[span], Kind.KEPT, start + span.start))
        else:
            parts.append(Piece(old[span], Kind.GONE, start + span.start))
            parts.append(Piece(new[span], Kind.NEW, start + span.stop))
    return parts
