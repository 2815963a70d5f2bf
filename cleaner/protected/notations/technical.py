"""What nobody has a name for: texts most lines of which have signs that no prose has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np

from cleaner.protected.notations.notation import TECHNICAL, Notation
from cleaner.protected.notations.rows import Rows
from cleaner.text import meant
from cleaner.text.regex import regex

_SIGNED = regex(
    r"(?:^|\s)(?:[;#%!*\"']|//|--|rem) ?[\u3400-\u9fff]|[\u3400-\u9fff]: ?\d|\d:\d\d:\d\d|\s&\s"
    r"|</?\w|\w>|[={}\\$^`@]|\S_\S|://|\[[\w\]]|\*\S|#\S|^[#%;*+@|!&']|^>\S|::|->|--|\w\(|[a-z.]/[\w*]|\w/$"
    r"|[\w\])]:[\w\"'(]|^\.\w"
    r"|^(?i:end|dim|sub|next|set|loop|function|rem|echo|print|pause|implicit|program|exit)\b"
    r"|>\w|^\||^[v^]$",
    re.A,
)
_PLAIN = "0123456789:;,.!?()[]/*+-=<>"
NARROW = 0.4  # of the lines of a list, at most, those within a character of the longest
LINES = 5  # from which a text can be told to be technical; set by hand
CHINESE = 0.1  # of the characters of a text, those that are Han where a line of Latin tells
FEW = 3  # lines with a sign, at least
SHARE = 0.6  # of its lines, those with a sign


def short_lines(rows: Rows) -> Iterator[Notation]:
    """Lists whose entries have neither comma nor full stop, and figures or signs in many lines.

    Lines that a column has cut are of one width; those of a list are not.
    """
    if any(mark in rows.text for mark in "，。！？；") or not meant.listed(rows.document):
        return
    free, seen = rows.free, int((~rows.blank).sum())
    sizes = np.sort((rows.last - rows.first)[free])
    signed = free & (rows.count(_PLAIN) > 0) & (rows.han > 0)
    rest = 2 * len(sizes) <= seen  # beside what has been found
    if (
        seen < LINES
        or 3 * int(signed.sum()) < max(1, len(sizes))
        or not (rest or len(sizes) >= LINES)
    ):
        return
    widest = sizes[int(0.95 * (len(sizes) - 1))]
    if rest or int((sizes >= widest - 1).sum()) <= NARROW * len(sizes):
        for first, last in rows.runs(free):
            yield Notation(*rows.span(first, last), TECHNICAL, "entries without a sentence")
        rows.take(0, len(rows) - 1)


def _is_command(line: str) -> bool:
    """Whether a line of Latin has none of the signs that count, and ends like no sentence."""
    return not _SIGNED.search(line) and line.isascii() and line[-1].isalnum()


def technical(rows: Rows, found: Sequence[Notation]) -> Iterator[Notation]:
    """`found`, or the whole text, if its lines have signs of some notation again and again."""
    if len(found) == 1 and found[0].fills(rows.text):
        yield from found
        return
    seen, free = int((~rows.blank).sum()), rows.free
    able = free & (rows.ascii_heads | (rows.count("={}<>\\$^`@_[*#%;:->(/") > 0))
    taken = seen - int(free.sum())
    if seen >= LINES and able.any() and int(able.sum()) + taken >= SHARE * seen:
        signed = int(rows.which(able, _SIGNED.search).sum())
        if int(rows.han.sum()) >= CHINESE * len(rows.text):
            signed += int(rows.which(able & (rows.han == 0), _is_command).sum())
        if signed + taken >= SHARE * seen and signed >= max(FEW, SHARE * int(free.sum())):
            why = f"{signed} of {seen} lines have signs of a notation"
            yield Notation(0, len(rows.text), TECHNICAL, why)
            rows.take(0, len(rows) - 1)
            return
    yield from found
