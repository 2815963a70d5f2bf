"""How wide the characters of a page are."""

from __future__ import annotations

from itertools import accumulate
from typing import NamedTuple

import numpy as np

from cleaner.formats import Floats
from cleaner.page.sizes import HAN, MARKS, NARROW
from cleaner.text.characters import class_of

LEAST_LINES = 8  # of a page, that tell
FEW = 1  # marks of a line that tells how wide Han are
FULL = frozenset(",.;:!?()")  # marks that engines write narrow, beside Han as wide as these


class Type(NamedTuple):
    """How wide the characters of most lines are: Han, and how much narrower marks."""

    em: float
    less: float

    @classmethod
    def of(cls, boxes: Floats, texts: list[str]) -> Type:
        """By lines of which the boxes are known."""
        widths = boxes[:, 2] - boxes[:, 0]
        cells = np.array([max(sum(map(cell, text)), 1.0) for text in texts])
        marks = np.array([sum(map(is_mark, text)) for text in texts])
        em = float(np.median(widths / cells))
        if (plain := marks <= FEW).sum() >= LEAST_LINES:
            em = float(np.median((widths / cells)[plain]))
        if (many := marks > FEW).sum() < LEAST_LINES:
            return cls(em, 0.0)
        less = float(np.median((cells[many] - widths[many] / em) / marks[many]))
        return cls(em, min(max(less, 0.0), NARROW))

    def cells(self, text: str) -> list[float]:
        """How many Han the beginnings of a text are as wide as: of none of its characters to all."""
        wide = (cell(mark) - self.less * is_mark(mark) for mark in text)
        return [*accumulate(wide, initial=0.0)]


def is_mark(mark: str) -> bool:
    """Whether it is a mark that may be set half as wide."""
    return class_of(mark) in MARKS


def cell(mark: str) -> float:
    """How many Han a character is as wide as."""
    if mark > HAN or mark in FULL:
        return 1.0
    return 0.0 if mark.isspace() else NARROW
