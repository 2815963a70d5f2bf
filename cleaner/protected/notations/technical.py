"""What nobody has a name for: texts most lines of which have signs that no prose has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cleaner.protected.notations.notation import TECHNICAL, Notation
from cleaner.protected.notations.rows import Rows

_SIGNED = re.compile(
    r"(?:^|\s)(?:[;#%!*\"']|//|--|REM) ?[\u3400-\u9fff]|[\u3400-\u9fff]: ?\d|\d:\d\d:\d\d|\s&\s"
    r"|</?\w|\w>|[={}\\$^`@]|\S_\S|://|\[[\w\]]|\*\S|#\S|^[#%;*+@|!&']|^>\S|::|->|--|\w\(|[a-z.]/[\w*]|\w/$"
    r"|[\w\])]:[\w\"'(]|^\.\w|^(?:End|Dim|Sub|Next|Set|Loop|Function)\b",
    re.A,
)
LINES = 5  # from which a text can be told to be technical; set by hand
FEW = 3  # lines with a sign, at least
SHARE = 0.6  # of its lines, those with a sign


def technical(rows: Rows, found: Sequence[Notation]) -> Iterator[Notation]:
    """`found`, or the whole text, if its lines have signs of some notation again and again."""
    if len(found) == 1 and found[0].fills(rows.text):
        yield from found
        return
    seen, free = int((~rows.blank).sum()), rows.free
    able = free & (rows.ascii_heads | (rows.count("={}<>\\$^`@_[*#%;:->(/") > 0))
    taken = seen - int(free.sum())
    if seen >= LINES and able.any() and int(able.sum()) + taken >= SHARE * seen:
        signs = [len(_SIGNED.findall(rows.lines[row])) for row in able.nonzero()[0].tolist()]
        signed = sum(map(bool, signs))
        if signed + taken >= SHARE * seen and signed >= max(FEW, SHARE * int(free.sum())):
            why = f"{signed} of {seen} lines have signs of a notation"
            yield Notation(0, len(rows.text), TECHNICAL, why)
            rows.take(0, len(rows) - 1)
            return
    yield from found
