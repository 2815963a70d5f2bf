"""Characters as they are seen: a change never parts a base from its marks.

A simple reading of the grapheme clusters of UAX #29: combining marks, variation selectors, emoji
that are modified or joined, and flags stay whole.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby

from cleaner.report.pieces import Kind, Piece
from cleaner.text.regex import regex

JOINER = "\u200d"
_FLAG = "[\U0001f1e6-\U0001f1ff]"
_TONE = "[\U0001f3fb-\U0001f3ff]"
_IS_FLAG, _IS_TONE = regex(_FLAG), regex(_TONE)


def attaches(before: str, character: str) -> bool:
    """Whether a character belongs to the one before it."""
    if not before or before == "\n":
        return False
    if _IS_FLAG.match(character):
        return bool(_IS_FLAG.match(before))
    return (
        unicodedata.category(character) in ("Mn", "Mc", "Me")
        or character == JOINER
        or (before == JOINER and unicodedata.category(character) == "So")
        or bool(_IS_TONE.match(character))
        or "\U000e0020" <= character <= "\U000e007f"
    )


def whole(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces of a comparison, with changes widened to whole characters as they are seen."""
    changes = _changes(pieces)
    for number, change in enumerate(changes):
        following = changes[number + 1] if number + 1 < len(changes) else None
        change.widen(following)
    for change in changes:
        yield from change.pieces()


class _Change:
    """What is kept, and then what is gone and what is new after it."""

    def __init__(self, kept: str, gone: str, new: str, place: int) -> None:
        self.kept, self.gone, self.new, self.place = kept, gone, new, place

    def widen(self, following: _Change | None) -> None:
        """Take over what belongs to the change from the text kept on both sides of it."""
        if not (self.gone or self.new):
            return
        if following and following.kept:
            size = self._attached(following.kept)
            self.gone += following.kept[:size]
            self.new += following.kept[:size]
            following.kept = following.kept[size:]
            following.place += size
        size = len(self.kept)
        if size and any(
            text and attaches(self.kept[-1], text[0]) for text in (self.gone, self.new)
        ):
            size -= 1
            while size and attaches(self.kept[size - 1], self.kept[size]):
                size -= 1
            self.gone = self.kept[size:] + self.gone
            self.new = self.kept[size:] + self.new
            self.kept = self.kept[:size]

    def _attached(self, kept: str) -> int:
        """How many characters kept after the change belong to its last one, in either text."""
        lasts = [(self.kept + text)[-1:] for text in (self.gone, self.new)]
        size = 0
        while size < len(kept) and any(
            attaches(kept[size - 1] if size else last, kept[size]) for last in lasts
        ):
            size += 1
        return size

    def pieces(self) -> Iterator[Piece]:
        place = self.place
        for text, kind in ((self.kept, Kind.KEPT), (self.gone, Kind.GONE), (self.new, Kind.NEW)):
            if text:
                yield Piece(text, kind, place)
            if kind is not Kind.NEW:
                place += len(text)


def _changes(pieces: Iterable[Piece]) -> list[_Change]:
    changes = [_Change("", "", "", 0)]
    for kept, group in groupby(pieces, lambda piece: piece.kind is Kind.KEPT):
        run = list(group)
        if kept:
            changes.append(_Change("".join(each.text for each in run), "", "", run[0].place))
            continue
        last = changes[-1]
        last.gone += "".join(each.text for each in run if each.kind is Kind.GONE)
        last.new += "".join(each.text for each in run if each.kind is Kind.NEW)
    return changes


def may_attach(text: str) -> bool:
    """Whether a text has a character that can belong to the one before it."""
    return any(attaches("a", each) or _IS_FLAG.match(each) for each in set(text))
