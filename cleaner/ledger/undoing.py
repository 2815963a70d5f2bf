"""Undo and replay: the edits of a ledger taken back or made again, section by section.

A section is done when all before it are: what stands before the places of its edits is the result,
what stands after them is still the source. So neither text has to be there as a whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from cleaner.ledger.entries import Entry, LedgerError

SECTION_STEPS = 100  # the steps of section n are numbered from n times this


class MismatchError(LedgerError):
    """A text that is not the one a ledger belongs to; the message names the place in it."""


def undo(text: str, entries: Iterable[Entry]) -> str:
    """The source text (line ends `\\n`) from the result `text` and the entries of its ledger."""
    return "".join(undone([text], entries))


def replay(text: str, entries: Iterable[Entry]) -> str:
    """The result from the source text (line ends `\\n`) and the entries of its ledger."""
    return "".join(replayed([text], entries))


def undone(pieces: Iterable[str], entries: Iterable[Entry]) -> Iterator[str]:
    """The source piece by piece, from the pieces of the result. MismatchError at a mismatch."""
    reader = _Reader(pieces)
    for part in _parts(entries):
        start = reader.place
        text = reader.take(part.end + part.grown)
        for rows in reversed(part.steps):
            text = _swap(
                text, start, [(at + shift, after, before) for at, before, after, shift in rows]
            )
        yield text
    yield from reader.rest()


def replayed(pieces: Iterable[str], entries: Iterable[Entry]) -> Iterator[str]:
    """The result piece by piece, from the pieces of the source. MismatchError at a mismatch."""
    reader = _Reader(pieces)
    grown = 0
    for part in _parts(entries):
        start = reader.place + grown
        text = reader.take(part.end - grown)
        for rows in part.steps:
            text = _swap(text, start, [(at, before, after) for at, before, after, _ in rows])
        grown += part.grown
        yield text
    yield from reader.rest()


class _Part(NamedTuple):
    """The edits of one section.

    `steps`: for each step its replacements in order: place, before, after, and how far the step has
    shifted that place. `end`: a place after all of them, in the text that the first step found.
    `grown`: how much longer they make the text.
    """

    steps: list[list[tuple[int, str, str, int]]]
    end: int
    grown: int


def _parts(entries: Iterable[Entry]) -> Iterator[_Part]:
    for _, section in groupby(entries, lambda entry: entry.step // SECTION_STEPS):
        steps = []
        end = grown = 0
        for replacements in _steps(section):
            shift = 0
            rows = []
            for at, before, after in replacements:
                rows.append((at, before, after, shift))
                end = max(end, at + len(before))
                shift += len(after) - len(before)
            steps.append(rows)
            end, grown = end + shift, grown + shift
        if steps:
            yield _Part(steps, end - grown, grown)


def _steps(entries: Iterable[Entry]) -> Iterator[list[tuple[int, str, str]]]:
    """For each step its replacements in order: place, before, after. A move is two of them.

    What a fix that moves text puts in stands between the texts that arrive.
    """
    entries = [entry for entry in entries if entry.applied]
    moving = {entry.id for entry in entries if entry.to_at is not None}
    leaving: dict[int, list[tuple[int, str, str]]] = {}
    arriving: dict[int, list[tuple[int, str, str]]] = {}
    for entry in entries:
        here, there = leaving.setdefault(entry.step, []), arriving.setdefault(entry.step, [])
        if entry.to_at is not None:
            here.append((entry.at, entry.before, ""))
            there.append((entry.to_at, "", entry.before))
        elif entry.id in moving and not entry.before:
            there.append((entry.at, "", entry.after))
        else:
            here.append((entry.at, entry.before, entry.after))
    for step in sorted(leaving):
        rows = leaving[step] + arriving[step]
        yield sorted(rows, key=lambda row: (row[0], row[0] + len(row[1])))


def _swap(text: str, start: int, rows: list[tuple[int, str, str]]) -> str:
    """`text`, which stands at `start`, with each `before` at its place replaced by `after`.

    Raises MismatchError at a mismatch.
    """
    parts = []
    place = 0
    for at, before, after in rows:
        here = at - start
        if here < 0 or not text.startswith(before, here):
            raise MismatchError(f"expected {before!r} at character {at}: another text's ledger")
        parts.append(text[place:here])
        parts.append(after)
        place = here + len(before)
    parts.append(text[place:])
    return "".join(parts)


class _Reader:
    """Hands out the text that pieces make. `place`: how much of it was handed out."""

    def __init__(self, pieces: Iterable[str]) -> None:
        self.place = 0
        self._pieces = iter(pieces)
        self._waiting = ""

    def take(self, until: int) -> str:
        """The text up to the place `until`, or to its end."""
        parts, size = [self._waiting], len(self._waiting)
        while size < until - self.place and (piece := next(self._pieces, None)) is not None:
            parts.append(piece)
            size += len(piece)
        text = "".join(parts)
        cut = max(0, until - self.place)
        self._waiting = text[cut:]
        self.place += min(cut, size)
        return text[:cut]

    def rest(self) -> Iterator[str]:
        yield self._waiting
        yield from self._pieces
