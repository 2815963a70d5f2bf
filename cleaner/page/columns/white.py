"""The white of a page printed in letters: which blanks of a row stand above and below others."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cleaner.text.characters import HAN, HANGUL, KANA, LETTER, Bytes, Ints, class_set

Floats = NDArray[np.float64]
AROUND = 5  # rows above and below
SOLID = class_set(HAN, KANA, HANGUL)


def is_alphabetic(classes: Bytes) -> bool:
    """Whether there are more letters than Han characters or the like."""
    return int(np.count_nonzero(classes == LETTER)) > int(np.count_nonzero(SOLID[classes]))


def white_above(rows: Ints, left: Ints, right: Ints) -> Floats:
    """Of each token but the last one, in how many of the rows near it the white behind it goes on: the
    share of those that are blank where most are.

    `rows`: of the tokens, sorted; `left`, `right`: characters before them, and with them. What stands
    behind the last token of a row is 0.
    """
    found = np.zeros(max(0, len(rows) - 1))
    ones = np.flatnonzero((rows[1:] == rows[:-1]) & (left[1:] > right[:-1]))
    if not len(ones):
        return found
    filled, own = np.unique(rows, return_inverse=True)
    inked = np.zeros((len(filled), int(right.max()) + 1), np.int32)
    np.add.at(inked, (own, left), 1)
    np.add.at(inked, (own, right), -1)
    blank = np.cumsum(inked, axis=1) <= 0
    total: Ints = np.zeros((len(filled) + 1, blank.shape[1]), np.int64)
    np.cumsum(blank, axis=0, out=total[1:])
    low = np.searchsorted(filled, filled - AROUND).astype(np.int64)
    high = np.searchsorted(filled, filled + AROUND, "right").astype(np.int64)
    share: Floats = (total[high] - total[low]) / (high - low)[:, None]
    width = share.shape[1]
    bounds = np.stack((own[ones] * width + right[ones], own[ones] * width + left[ones + 1]), 1)
    found[ones] = np.maximum.reduceat(share.ravel(), bounds.ravel())[::2]
    return found
