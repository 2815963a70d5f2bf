"""A result as pieces of its source: what was kept, moved, taken out and put in.

The entries of a ledger are folded step by step over a list of pieces, so that every character of
the result knows where it was, and every character of the source is still there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum
from itertools import groupby
from typing import NamedTuple

from cleaner.ledger.entries import Entry


class Kind(Enum):
    KEPT = "kept"
    MOVED = "moved"
    GONE = "gone"  # not in the result
    NEW = "new"  # not in the source


class Cause(NamedTuple):
    rule: str
    why: str


class Piece(NamedTuple):
    """`place`: where in the source (code points, line ends `\\n`); of a new one, where it came.

    `causes`: the rules that made it what it is, with their reasons.
    """

    text: str
    kind: Kind
    place: int
    causes: tuple[Cause, ...] = ()

    @property
    def length(self) -> int:
        """How many characters of the result it is."""
        return 0 if self.kind is Kind.GONE else len(self.text)


class _Row(NamedTuple):
    start: int
    end: int
    number: int  # of the entry
    arrives: bool


def fold(source: str, entries: Iterable[Entry]) -> list[Piece]:
    """The pieces of the result of `entries`, in its order. `source` has `\\n` at its line ends."""
    pieces = [Piece(source, Kind.KEPT, 0)]
    applied = sorted((entry for entry in entries if entry.applied), key=lambda entry: entry.step)
    for _, step in groupby(applied, key=lambda entry: entry.step):
        pieces = _fold_step(pieces, list(step))
    return pieces


def _fold_step(pieces: list[Piece], entries: list[Entry]) -> list[Piece]:
    rows = [_Row(e.at, e.at + len(e.before), n, False) for n, e in enumerate(entries)]
    rows += [_Row(e.to_at, e.to_at, n, True) for n, e in enumerate(entries) if e.to_at is not None]
    rows.sort(key=lambda row: row[:2])
    reader = _Reader(pieces)
    parts: list[list[Piece]] = []
    moved: dict[int, list[Piece]] = {row.number: [] for row in rows if row.arrives}
    for row in rows:
        entry = entries[row.number]
        parts.append(reader.take(row.start))
        if row.arrives:
            parts.append(moved[row.number])  # filled when the span that leaves is met
            continue
        span = reader.take(row.end)
        if entry.to_at is not None:
            moved[row.number].extend(_as_moved(span, Cause(entry.rule, entry.why)))
        else:
            parts.append(list(_replaced(span, entry, reader.place)))
    parts.append(reader.rest())
    return [piece for part in parts for piece in part]


def _as_moved(span: list[Piece], cause: Cause) -> Iterator[Piece]:
    for piece in span:
        if piece.kind in (Kind.KEPT, Kind.MOVED):
            piece = piece._replace(kind=Kind.MOVED, causes=(*piece.causes, cause))
        yield piece


def _replaced(span: list[Piece], entry: Entry, place: int) -> Iterator[Piece]:
    """What was there, gone, and then what comes there."""
    cause = Cause(entry.rule, entry.why)
    causes: tuple[Cause, ...] = (cause,)
    for piece in span:
        if piece.kind is Kind.NEW:  # came in an earlier step and goes again: nobody sees it
            causes = (*piece.causes, *causes)
        elif piece.kind is Kind.GONE:
            yield piece
        else:
            yield piece._replace(kind=Kind.GONE, causes=(*piece.causes, cause))
    if entry.after:
        yield Piece(entry.after, Kind.NEW, place, causes)


class _Reader:
    """Hands out pieces up to a place in the text they make."""

    def __init__(self, pieces: list[Piece]) -> None:
        self.waiting = pieces[::-1]
        self.at = 0
        self.place = 0  # in the source, after what was handed out last

    def take(self, until: int) -> list[Piece]:
        taken = []
        while self.waiting and self.at + self.waiting[-1].length <= until:
            taken.append(self.waiting.pop())
            self.at += taken[-1].length
        size = until - self.at
        if size > 0:
            piece = self.waiting.pop()
            rest = piece.place if piece.kind is Kind.NEW else piece.place + size
            taken.append(piece._replace(text=piece.text[:size]))
            self.waiting.append(piece._replace(text=piece.text[size:], place=rest))
            self.at = until
        if taken:
            last = taken[-1]
            self.place = last.place + (0 if last.kind is Kind.NEW else len(last.text))
        return taken

    def rest(self) -> list[Piece]:
        return self.waiting[::-1]
