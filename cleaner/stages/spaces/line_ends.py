"""Blanks that were line ends: they stand at a regular distance in a line that was wrapped once."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import compress, pairwise

from cleaner.page.context import Line
from cleaner.stages.spaces.blanks import Blank
from cleaner.text.characters import CELLS, classify

# Set by hand.
FEWEST = 3  # such blanks in a line, at least
SPLIT = 0.4  # of them, those inside a word, at least
NARROWEST = 16  # cells between two of them, at least
RAGGED = 2  # cells by which the distances differ, at most
_BLANK = re.compile(r"(?<=\S)[ \t\u3000]+(?=\S)")


def former_line_ends(found: list[Blank], split: list[bool]) -> set[int]:
    """Where those of the blanks `found` begin that stand where lines ended.

    `split`: which of them are inside a word. Their line has no other blanks, and all but the last of
    its pieces are equally wide.
    """
    lines: dict[int, list[Blank]] = defaultdict(list)
    for blank in found:
        lines[blank.line.start].append(blank)
    inside = {blank.start for blank in compress(found, split)}
    ends: set[int] = set()
    for blanks in lines.values():
        starts = {blank.start for blank in blanks}
        words = len(starts & inside)
        if len(blanks) >= FEWEST and words >= SPLIT * len(blanks) and _is_regular(blanks[0].line):
            ends |= starts
    return ends


def _is_regular(line: Line) -> bool:
    """Whether the pieces between the blanks of a line are equally wide, the last one narrower."""
    edges = [(-1, 0), *(found.span() for found in _BLANK.finditer(line.text))]
    pieces = [line.text[left[1] : right[0]] for left, right in pairwise(edges)]
    last = line.text[edges[-1][1] :].rstrip()
    widths = [int(CELLS[classify(piece)].sum()) for piece in pieces]
    return (
        min(widths) >= NARROWEST
        and max(widths) - min(widths) <= RAGGED
        and int(CELLS[classify(last)].sum()) <= max(widths) + RAGGED
    )
