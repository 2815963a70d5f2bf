"""How wide the lines of a page are set, in proportional type, and how wide their column is."""

from __future__ import annotations

from functools import cache, cached_property

import numpy as np
from numpy.typing import NDArray

from cleaner.page.layout import Lines, running_total, widest
from cleaner.text.characters import (
    BLANKS,
    CELLS,
    CLAUSE,
    CLOSE,
    OPEN,
    STOP,
    Ints,
    class_set,
    class_table,
)

UNIT = 20  # parts of a cell in which widths are counted
# Letters of proportional type that are not one cell wide, in units; a cell is half a Han character.
# Set by hand.
ADVANCES = (
    ("iljtfr.,:;'!|I()[]", 13), ("mwMW@%", 33), ("ABCDEFGHKNOPQRSTUVXYZ", 26), ("0123456789", 22),
)  # fmt: skip
AFTER = class_set(CLAUSE, STOP, CLOSE)  # marks set half as wide before another one
BEFORE = class_set(OPEN, CLOSE, CLAUSE, STOP)


@cache
def advances() -> NDArray[np.uint8]:
    """The width of every code point, in units; blanks count none, for extractors put them anywhere."""
    by_class = (CELLS * UNIT).astype(np.uint8)
    by_class[BLANKS] = 0
    table = by_class[class_table()]
    for characters, width in ADVANCES:
        table[[ord(character) for character in characters]] = width
    return table


class Widths:
    """The widths of lines, in cells. Those beyond the first and the last line are 0.

    `here`: of each line; `above` and `below`: the widest of four lines; `column`: the narrower of
    the two; `widest`: the widest of eight lines on either side.
    """

    def __init__(self, lines: Lines) -> None:
        codes, classes = lines.document.codes, lines.classes
        units = advances()[codes].astype(np.int64)
        squeezed = AFTER[classes[:-1]] & BEFORE[classes[1:]]
        units[1:] -= UNIT * squeezed
        total = running_total(units)
        self._units: Ints = total[lines.ends] - total[lines.starts]

    def among(self, first: int, last: int) -> NDArray[np.float64]:
        """The widest of the lines from `first` to `last`, counted from each line."""
        return widest(self._units, first, last) / UNIT

    @cached_property
    def here(self) -> NDArray[np.float64]:
        return self._units / UNIT

    @cached_property
    def above(self) -> NDArray[np.float64]:
        return self.among(-4, -1)

    @cached_property
    def below(self) -> NDArray[np.float64]:
        return self.among(1, 4)

    @cached_property
    def column(self) -> NDArray[np.float64]:
        above, below = self.above, self.below
        return np.where(above == 0, below, np.where(below == 0, above, np.minimum(above, below)))

    @cached_property
    def widest(self) -> NDArray[np.float64]:
        return np.maximum(self.among(-8, 8), 1)
