"""Books wrapped at a fixed width: the width, and which line ends it shows to be breaks or wraps.

Novels and e-books as plain text have every line cut at the same width. Then a line that leaves
room for what begins the next one ends its paragraph: so stand chapter titles, verse, dialogue and
letters. Where such a book indents its paragraphs, a full line goes on in an unindented one.
"""

from __future__ import annotations

import numpy as np

from cleaner.page.layout import UNDIVIDED, Lines
from cleaner.text.characters import (
    CELLS,
    CLAUSE,
    CLOSE,
    DASH,
    OPEN,
    STOP,
    WIDE_SPACE,
    Flags,
    Ints,
    class_set,
)
from cleaner.wraps.gaps import Gaps

NOT_FIRST = class_set(CLOSE, CLAUSE, STOP, DASH)  # marks that take what is before them along
# Set by hand; what they give is measured by `python -m bench.books`.
LEAST_LINES = 12  # line ends in mid-sentence from which a width is known, at least
STRAY = 0.03  # of them, those that leave room or are too wide, at most
HABIT = 0.9  # of the paragraphs' first lines, those that are indented, at least
NARROWEST = 38  # cells of the width at least; columns of newspapers are narrower, and vary
OVER = 5  # cells by which marks hang over the edge at most


def fixed_width(gaps: Gaps) -> int | None:
    """The width in cells at which every line of the text is cut; None where there is no one width."""
    lines = gaps.lines
    inside = _inside(gaps)
    if np.count_nonzero(inside) < LEAST_LINES:
        return None
    widths = _widths(lines)[:-1]
    width = int(np.median(widths[inside]))
    if width < NARROWEST:
        return None
    inside &= 2 * widths > width  # a verse and a salutation end in a comma too
    strays = leaves_room(gaps, width) | (widths > width + OVER)
    return width if np.count_nonzero(strays & inside) <= STRAY * np.count_nonzero(inside) else None


def leaves_room(gaps: Gaps, width: int) -> Flags:
    """For each gap, whether what begins the next line would have fitted in the line before it."""
    room: Flags = _widths(gaps.lines)[:-1] + _needed(gaps.lines)[1:] <= width
    return room


def goes_on(gaps: Gaps, width: int) -> Flags:
    """For each gap, whether an unindented line follows a full one in a book that indents."""
    indented = gaps.lines.indents >= 1
    room = leaves_room(gaps, width)
    begins = indented[1:][room & gaps.lines.stopped[:-1]]
    if not len(begins) or np.count_nonzero(begins) < HABIT * len(begins):
        return np.zeros(len(gaps), np.bool_)
    close: Flags = gaps.newlines == 1
    return close & ~room & ~indented[1:] & gaps.lines.marked[:-1]


def _inside(gaps: Gaps) -> Flags:
    """The line ends in the middle of a sentence, between lines that have marks near."""
    lines = gaps.lines
    plain = lines.unmarked & (lines.ends - lines.starts < LEAST_LINES)
    inside: Flags = (gaps.newlines == 1) & ~lines.stopped[:-1] & ~(plain[:-1] | plain[1:])
    inside &= (lines.indents[1:] == 0) & lines.marked[:-1] & ~gaps.unjoinable
    return inside


def _widths(lines: Lines) -> Ints:
    """The width of each line with its indent, in cells."""
    before = np.maximum(lines.starts - 1, 0)
    blank = np.where(lines.classes[before] == WIDE_SPACE, 2, 1)
    return lines.widths + lines.indents * blank


def _needed(lines: Lines) -> Ints:
    """Cells of what opens each line and may not be divided: two characters where a mark binds them."""
    codes, classes = lines.document.codes, lines.classes
    undivided = UNDIVIDED[lines.first]
    second = np.minimum(lines.starts + np.where(undivided, lines.tokens, 1), lines.ends - 1)
    third = np.minimum(second + 1, lines.ends - 1)
    opens = lines.first == OPEN
    bound = NOT_FIRST[classes[second]] | (codes[second] == ord("%"))
    needed = lines.tokens + np.where(bound | opens, CELLS[classes[second]].astype(np.int64), 0)
    return needed + np.where((bound | opens) & NOT_FIRST[classes[third]], 2, 0)
