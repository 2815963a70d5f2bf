"""A reading line by line, while it is made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from cleaner.formats import Floats

NOWHERE = np.full(4, np.nan)
LARGEST = 1e4  # sizes of the body


@dataclass
class Made:
    """The lines of a text so far, see `reading.Reading`."""

    texts: list[str] = field(default_factory=list)
    boxes: list[Floats] = field(default_factory=list)
    goes_on: list[bool] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    rows: list[list[int]] = field(default_factory=list)
    begins: set[int] = field(default_factory=set)
    firsts: set[int] = field(default_factory=set)

    def add(self, text: str, box: Floats, goes_on: bool, rows: Sequence[int], size: float) -> None:
        """Put a line after the others; `size`: of its type, in those of the body, 0 if not known."""
        self.texts.append(text)
        self.boxes.append(box)
        self.goes_on.append(goes_on)
        self.sizes.append(round(100 * min(size, LARGEST)))
        self.rows.append([*rows])

    def add_blank(self) -> None:
        """Put a blank line after the others."""
        self.add("", NOWHERE, False, (), 0)

    def first(self) -> int:
        """The line of the page that comes first, 0 if none does."""
        return next((rows[0] for rows in self.rows if rows), 0)

    def take(self, other: Made, start: int, end: int, place: int) -> None:
        """Put lines of another reading before the line `place`, parted from it by a blank one."""
        if start == end:
            return
        inner = Made()
        inner._extend(other, start, end)
        if place < len(self.texts):
            inner.add_blank()
        if place and self.texts[place - 1]:
            inner.texts.insert(0, "")
            inner.boxes.insert(0, NOWHERE)
            inner.goes_on.insert(0, False)
            inner.sizes.insert(0, 0)
            inner.rows.insert(0, [])
        self._put(inner, place)

    def _extend(self, other: Made, start: int, end: int) -> None:
        self.texts += other.texts[start:end]
        self.boxes += other.boxes[start:end]
        self.goes_on += other.goes_on[start:end]
        self.sizes += other.sizes[start:end]
        self.rows += other.rows[start:end]

    def _put(self, inner: Made, place: int) -> None:
        self.texts[place:place] = inner.texts
        self.boxes[place:place] = inner.boxes
        self.goes_on[place:place] = inner.goes_on
        self.sizes[place:place] = inner.sizes
        self.rows[place:place] = inner.rows
