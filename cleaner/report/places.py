"""Offsets as lines and columns."""

from __future__ import annotations

import re
from bisect import bisect_right

LINE_END = re.compile(r"\r\n|\r|\n")


class Places:
    """The lines of a text, whatever their ends; lines and columns (code points) count from 1."""

    def __init__(self, text: str) -> None:
        self.starts = [0, *(match.end() for match in LINE_END.finditer(text))]

    def line(self, offset: int) -> int:
        """The line the character at `offset` (0-based) is in."""
        return bisect_right(self.starts, offset)

    def at(self, offset: int) -> tuple[int, int]:
        """Line and column of the character at `offset` (0-based)."""
        line = self.line(offset)
        return line, offset - self.starts[line - 1] + 1
