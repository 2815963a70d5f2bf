"""Texts whose every line is a whole paragraph, or the only one: told at once, by signs.

What sets lines has nothing to do there. Such a text stays one where some of its lines are not seen.
"""

from __future__ import annotations

import numpy as np

from cleaner.page.layout import INDENT, REACH, Lines
from cleaner.text.characters import (
    ASCII_SYMBOL,
    BLANKS,
    BREAKS,
    CANNOT_OPEN,
    CELLS,
    CLOSE,
    SPACE,
    STOP,
    WIDE_SPACE,
    Ints,
)
from cleaner.text.document import Document
from cleaner.text.signs import Signs, beside

_CLASSES = range(ASCII_SYMBOL + 1)
_LINE_ENDS = tuple(kind for kind in _CLASSES if BREAKS[kind])
_SEEN = tuple(kind for kind in _CLASSES if not BLANKS[kind])
_BLANK = (SPACE, WIDE_SPACE)
INSIDE_LINE = beside(_SEEN, _BLANK)  # blanks within a line, or at its end
INSIDE = Signs(INSIDE_LINE)
GAPS = Signs(INSIDE_LINE, beside(_BLANK, _BLANK, _BLANK))  # of these, or of more before a line
# Signs of a line that may not end a sentence.
_OPEN = Signs(
    beside((*(kind for kind in _SEEN if kind not in (STOP, CLOSE)), *_BLANK), _LINE_ENDS),
    beside((*(kind for kind in _CLASSES if kind != STOP),), CLOSE, _LINE_ENDS),
)
# Signs of a line that begins inside a sentence, or has blanks inside, at its end, or more before it
# than an indent has.
_BROKEN = Signs(
    beside((*_LINE_ENDS, *_BLANK), tuple(kind for kind in _CLASSES if CANNOT_OPEN[kind])),
    beside(_SEEN, _BLANK),
    beside(_BLANK, _BLANK, _BLANK),
)


def is_one_line(document: Document) -> bool:
    """Whether it has no line end but the one at its end, and nothing was joined in it."""
    known: bool | None = document.analyses.get("one line")
    if known is None:
        known = document.analyses["one line"] = not len(document.seams) and _ends_once(document)
    return known


def _ends_once(document: Document) -> bool:
    """Whether no line ends but the last one."""
    if not document.has(*_LINE_ENDS):
        return True
    ends = document.line_ends
    return len(ends) == 1 and int(ends[0]) == len(document.text) - 1


def has_whole_lines(document: Document) -> bool:
    """Whether each line is blank or a paragraph, so far as its ends tell, and nothing was joined.

    Blanks stand before them only, and two at most."""
    known: bool | None = document.analyses.get("whole lines")
    if known is None:
        known = document.analyses["whole lines"] = _has_whole_lines(document)
    return known


def _has_whole_lines(document: Document) -> bool:
    if len(document.seams) or _BROKEN.stand_in(document):
        return False
    return not _OPEN.stand_in(document) or not len(Lines.of(document).open_ends)


def stand_apart(document: Document) -> bool:
    """Whether each line is a whole paragraph, or a headline that no line end can go on from.

    There are few of these, all well short of the column edge, and nothing was joined. No two lines
    that follow each other are Latin.
    """
    known: bool | None = document.analyses.get("stand apart")
    if known is None:
        known = not len(document.seams) and not _BROKEN.stand_in(document)
        known = document.analyses["stand apart"] = known and _stand_apart(Lines.of(document))
    return known


def _stand_apart(lines: Lines) -> bool:
    heads = lines.open_ends
    if len(heads) > MOST_HEADS:
        return False
    latin = 4 * lines.widths <= 5 * (lines.ends - lines.starts) + 8
    if (latin[:-1] & latin[1:]).any():
        return False
    needed = lines.widths[heads] + lines.slack[heads] + lines.tokens[heads + 1] + INDENT
    wide = lines.widths.tolist()
    return all(
        need <= min(wide[head + 1], max(wide[max(0, head - REACH) : head], default=need))
        for head, need in zip(heads.tolist(), needed.tolist(), strict=True)
    )


MOST_HEADS = 4  # fewer than the open ends of lines that `page.interleaved` asks for


def bounds(document: Document) -> tuple[Ints, Ints]:
    """Starts and ends of all lines, blank ones too, with the blanks around them."""
    ends = document.line_ends
    return np.append(0, ends + 1), np.append(ends, len(document.text))


def widths(document: Document) -> Ints:
    """The cells of each line, its blanks not counted."""
    starts, _ = bounds(document)
    cells = _SOLID_CELLS[document.classes]
    found: Ints = np.add.reduceat(np.append(cells, 0), starts, dtype=np.int64)
    return found


_SOLID_CELLS = CELLS.copy()
_SOLID_CELLS[BLANKS] = 0
