"""What may be done to a document that is no prose throughout."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from cleaner.protected.hulls import hulls, reaching
from cleaner.protected.notations.notation import TABLE, Notation, Safe
from cleaner.text.characters import BREAKS, Flags, Ints
from cleaner.text.document import Document

INVISIBLE = frozenset(("glyphs.invisible",))  # is safe everywhere
# Rules that convert the words of a table or a catalogue, too.
ASKED_FOR = frozenset(("script.convert", "script.counterpart"))
# Words and numbers of full width in a table were set so; a single letter may be what it is about.
OF_WORDS = frozenset(("glyphs.full-width",))
# Rules that change where lines begin and end, of stages that do not set lines.
OF_LINES = frozenset(
    ("glyphs.line-end", "glyphs.spread-line", "marks.line-start", "spaces.line-end")
)


@dataclass(frozen=True)
class Guard:
    """The stretches of a document that are no prose, sorted."""

    notations: tuple[Notation, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.notations)

    @property
    def sizes(self) -> dict[str, int]:
        """Characters of each kind of notation."""
        sizes: Counter[str] = Counter()
        for notation in self.notations:
            sizes[notation.kind] += notation.end - notation.start
        return dict(sizes)

    @cached_property
    def _lines(self) -> tuple[Ints, Ints]:
        """The stretches with the line ends on both sides: where no line is joined, moved or cut."""
        return hulls((notation.start - 1, notation.end + 1) for notation in self.notations)

    @cached_property
    def _words(self) -> tuple[Ints, Ints]:
        """Where nothing is changed but what cannot be seen."""
        return hulls(part for notation in self.notations for part in _closed(notation))

    @cached_property
    def _beside_tables(self) -> tuple[Ints, Ints]:
        """`_words` without the tables."""
        others = (notation for notation in self.notations if notation.kind != TABLE)
        return hulls(part for notation in others for part in _closed(notation))

    def view(self, document: Document) -> Document:
        """The document as the stages see it that set lines: with blanks for what is no prose."""
        if not self:
            return document
        seen: Document | None = document.analyses.get("prose")
        if seen is None:
            codes = document.codes.copy()
            for notation in self.notations:
                part = slice(notation.start, notation.end)
                codes[part] = np.where(BREAKS[document.classes[part]], codes[part], ord(" "))
            text = codes.tobytes().decode("utf-32-le", "surrogatepass")
            seen = document.analyses["prose"] = document.blanked(text)
        return seen

    def reached(self, rule: str, sets_lines: bool, starts: Ints, ends: Ints) -> Flags:
        """Which edits of the rule of that name reach into what is no prose.

        `sets_lines`: whether its stage joins, moves or cuts lines.
        """
        if rule in INVISIBLE or rule in ASKED_FOR:
            return np.zeros(len(starts), np.bool_)
        if sets_lines or rule in OF_LINES:
            return reaching(*self._lines, starts, ends)
        reached = reaching(*self._words, starts, ends)
        if rule in OF_WORDS:
            return reached & ((ends - starts < 2) | reaching(*self._beside_tables, starts, ends))
        return reached

    def after(self, forward: Callable[[Ints], Ints]) -> Guard:
        """The guard of the next document; `forward` gives the places there of places here."""
        if not self:
            return self
        places = [place for notation in self.notations for place in _places(notation)]
        moved = iter(forward(np.array(places, np.int64)).tolist())
        return Guard(tuple(_moved(notation, moved) for notation in self.notations))


def _closed(notation: Notation) -> Iterator[tuple[int, int]]:
    """The parts of a stretch in which nothing is changed."""
    if notation.safe is Safe.WORDING:
        return
    place = notation.start
    for start, end in notation.fields if notation.safe is Safe.FIELDS else ():
        yield place, start
        place = end
    yield place, notation.end


def _places(notation: Notation) -> Sequence[int]:
    """All places of a stretch, in order."""
    return [notation.start, *(place for span in notation.fields for place in span), notation.end]


def _moved(notation: Notation, places: Iterator[int]) -> Notation:
    """A stretch with the next of `places` for its own."""
    start = next(places)
    fields = tuple((next(places), next(places)) for _ in notation.fields)
    return replace(notation, start=start, fields=fields, end=next(places))
