"""Changes of wrapping alone, told from changes of characters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import groupby

from cleaner.report.pieces import Kind, Piece

WRAP = re.compile(r"[^\S\n]*\n\s*")  # a line end and the blanks beside it


class Wanted(StrEnum):
    """Which changes are shown."""

    ALL = "all"
    CHARACTERS = "characters"  # without joins, breaks and moves
    WRAPS = "wraps"  # those only


def sift(pieces: Iterable[Piece], wanted: Wanted) -> Iterator[Piece]:
    """The pieces, with the changes that are not wanted as if they had always been so."""
    for changed, group in groupby(pieces, lambda piece: piece.kind is not Kind.KEPT):
        if not changed or wanted is Wanted.ALL:
            yield from group
            continue
        for part, is_wrap in _parted(list(group)):
            if is_wrap is (wanted is Wanted.WRAPS):
                yield part
            elif part.kind is not Kind.GONE:
                yield part._replace(kind=Kind.KEPT)


def _parted(run: list[Piece]) -> list[tuple[Piece, bool]]:
    """The pieces between two that are kept, cut so that each is a matter of wrapping or is not.

    Where all but line ends is blank, the blanks belong to the wrapping.
    """
    parts = [part for piece in run for part in _cut(piece)]
    wraps = any(is_wrap for _, is_wrap in parts)
    if wraps and all(is_wrap or part.text.isspace() for part, is_wrap in parts):
        return [(part, True) for part, _ in parts]
    return parts


def _cut(piece: Piece) -> Iterator[tuple[Piece, bool]]:
    if piece.kind is Kind.MOVED:
        yield piece, True
        return
    place = 0
    for found in (*WRAP.finditer(piece.text), None):
        start = found.start() if found else len(piece.text)
        if start > place:
            yield _part(piece, place, start), False
        if found:
            yield _part(piece, *found.span()), True
            place = found.end()


def _part(piece: Piece, start: int, end: int) -> Piece:
    place = piece.place if piece.kind is Kind.NEW else piece.place + start
    return piece._replace(text=piece.text[start:end], place=place)
