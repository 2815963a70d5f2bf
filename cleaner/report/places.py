"""Offsets as lines and columns."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from cleaner.text.regex import regex

LINE_END = regex(r"\r\n|\r|\n")


class Span(NamedTuple):
    """Lines and columns, which count from 1, also in bytes of UTF-8; the end is behind the last."""

    line: int
    column: int
    end_line: int
    end_column: int
    byte: int
    end_byte: int


class Places:
    """The lines of a text, whatever their ends; lines and columns (code points) count from 1."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(match.end() for match in LINE_END.finditer(text))]

    def line(self, offset: int) -> int:
        """The line the character at `offset` (0-based) is in."""
        return bisect_right(self.starts, offset)

    def at(self, offset: int) -> tuple[int, int]:
        """Line and column of the character at `offset` (0-based)."""
        line = self.line(offset)
        return line, offset - self.starts[line - 1] + 1

    def span(self, start: int, end: int) -> Span:
        """The lines and columns from `start` to `end` (0-based)."""
        return Span(*self.at(start), *self.at(end), self._byte(start), self._byte(end))

    def _byte(self, offset: int) -> int:
        line_start = self.starts[self.line(offset) - 1]
        return len(self.text[line_start:offset].encode("utf-8", "surrogatepass")) + 1
