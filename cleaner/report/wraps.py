"""Changes of wrapping alone, told from changes of characters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import groupby

from cleaner.report.compare import compare
from cleaner.report.pieces import Kind, Piece
from cleaner.report.replaced import replaced
from cleaner.text.regex import regex

WRAP = regex(r"[^\S\n]*\n\s*")  # a line end and the blanks beside it


class Wanted(StrEnum):
    """Which changes are shown."""

    ALL = "all"
    CHARACTERS = "characters"  # without joins, breaks and moves
    WRAPS = "wraps"  # those only


class _Bare:
    """A text without its wraps. `gaps`: the wrap before each character, by the character's number.

    `places`: where each character is in the text, and last its length.
    """

    def __init__(self, text: str) -> None:
        parts: list[str] = []
        self.gaps: dict[int, str] = {}
        self.places: list[int] = []
        place = 0
        for found in (*WRAP.finditer(text), None):
            start = found.start() if found else len(text)
            parts.append(text[place:start])
            self.places.extend(range(place, start))
            if found:
                self.gaps[len(self.places)] = found[0]
                place = found.end()
        self.text = "".join(parts)
        self.places.append(len(text))


def compare_bare(old: str, new: str) -> Iterator[Piece]:
    """`new` as pieces of `old`, compared as if neither had line ends, which are put back then."""
    before, after = _Bare(old), _Bare(new)
    left = right = 0
    found = replaced(compare(before.text, after.text))
    pieces = filter(lambda piece: piece.text, found)
    for piece in (*pieces, Piece("", Kind.KEPT, 0)):  # the last for what stands at the end
        in_old, in_new = piece.kind is not Kind.NEW, piece.kind is not Kind.GONE
        at = 0
        for size in range(len(piece.text) or 1):
            gone = before.gaps.get(left + size, "") if in_old else ""
            come = after.gaps.get(right + size, "") if in_new else ""
            if gone or come:
                yield from _slice(piece, at, size, before.places[left + at * in_old])
                yield from _gap(gone, come, before.places[left + size * in_old] - len(gone))
                at = size
        yield from _slice(piece, at, len(piece.text), before.places[left + at * in_old])
        left += len(piece.text) * in_old
        right += len(piece.text) * in_new


def _slice(piece: Piece, start: int, end: int, place: int) -> Iterator[Piece]:
    if end > start:
        yield piece._replace(text=piece.text[start:end], place=place)


def _gap(gone: str, come: str, place: int) -> Iterator[Piece]:
    """The wrap of the old text and of the new one at the same character."""
    if gone == come:
        yield Piece(gone, Kind.KEPT, place)
        return
    if gone:
        yield Piece(gone, Kind.GONE, place)
    if come:
        yield Piece(come, Kind.NEW, place + len(gone))


def sift(pieces: Iterable[Piece], wanted: Wanted) -> Iterator[Piece]:
    """The pieces, with the changes that are not wanted as if they had always been so."""
    for changed, group in groupby(pieces, lambda piece: piece.kind is not Kind.KEPT):
        if not changed or wanted is Wanted.ALL:
            yield from group
            continue
        for part, is_wrap in _told_apart(list(group)):
            if is_wrap is (wanted is Wanted.WRAPS):
                yield part
            elif part.kind is not Kind.GONE:
                yield part._replace(kind=Kind.KEPT)


def _told_apart(run: list[Piece]) -> list[tuple[Piece, bool]]:
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
