"""Places of a text found by what stands beside them, blanks aside."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property

from cleaner.text.sections import CONTEXT

_WIDE = str.maketrans(",;:?!()", "，；：？！（）")  # marks beside a place may be repaired


class Anchored:
    """A text in which places are looked for. Places are code points, 0-based."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _solid(self) -> str:
        return "".join(self.text.split())

    @cached_property
    def _folded(self) -> str:
        """The same with wide marks: as long."""
        return self._solid.translate(_WIDE)

    @cached_property
    def _places(self) -> list[int]:
        """Where each character that is no blank stands."""
        return [place for place, each in enumerate(self.text) if not each.isspace()]

    def spans(self, left: str, before: str, right: str) -> Iterator[tuple[int, int]]:
        """Where `before` stands between `left` and `right`, blanks aside: start and end.

        Marks of the sides may be of full or half width.
        A side of less than CONTEXT characters is that of a text which begins or ends there. Blanks
        at the ends of `before` belong to it where they are as they were.
        """
        inner = "".join(before.split())
        wanted = (left + inner + right).translate(_WIDE)
        at = self._folded.find(wanted) if wanted else -1
        while at >= 0:
            first, last = at + len(left), at + len(left) + len(inner)
            begins = len(left) >= CONTEXT or at == 0
            ends = len(right) >= CONTEXT or at + len(wanted) == len(self._solid)
            if begins and ends and self._solid.startswith(inner, first):
                yield self._widened(before, first, last) if inner else self._blank(before, first)
            at = self._folded.find(wanted, at + 1)

    def gaps(self, left: str, right: str) -> Iterator[tuple[int, int]]:
        """The blanks between `left` and `right`, where these stand so: start and end.

        A side without characters is the end of the text.
        """
        wanted = (left + right).translate(_WIDE)
        at = self._folded.find(wanted) if wanted else -1
        while at >= 0:
            first = at + len(left)
            if (left or at == 0) and (right or first == len(self._solid)):
                low = self._places[first - 1] + 1 if first else 0
                high = self._places[first] if first < len(self._places) else len(self.text)
                yield low, high
            at = self._folded.find(wanted, at + 1)

    def runs(self, wanted: str) -> Iterator[tuple[int, int]]:
        """Where a text stands, blanks aside, marks of either width: start and end."""
        wanted = "".join(wanted.split()).translate(_WIDE)
        at = self._folded.find(wanted) if wanted else -1
        while at >= 0:
            yield self._places[at], self._places[at + len(wanted) - 1] + 1
            at = self._folded.find(wanted, at + 1)

    def beside(self, place: int, size: int, way: int) -> tuple[int, int]:
        """The stretch of `size` characters before (`way` -1) or after a place, blanks aside."""
        at = bisect_left(self._places, place)
        first, last = (
            (max(0, at - size), at) if way < 0 else (at, min(at + size, len(self._places)))
        )
        if first >= last:
            return place, place
        return self._places[first], self._places[last - 1] + 1

    def _widened(self, before: str, first: int, last: int) -> tuple[int, int]:
        """From the first to the last of these solid characters, with blanks as in `before`."""
        start, end = self._places[first], self._places[last - 1] + 1
        lead = before[: len(before) - len(before.lstrip())]
        tail = before[len(before.rstrip()) :]
        if lead and self.text[:start].endswith(lead):
            start -= len(lead)
        if tail and self.text.startswith(tail, end):
            end += len(tail)
        return start, end

    def _blank(self, before: str, first: int) -> tuple[int, int]:
        """The blanks `before` where they stand between two solid characters; if not, all blanks."""
        low = self._places[first - 1] + 1 if first else 0
        high = self._places[first] if first < len(self._places) else len(self.text)
        at = self.text.find(before, low, high)
        return (at, at + len(before)) if at >= 0 else (low, high)
