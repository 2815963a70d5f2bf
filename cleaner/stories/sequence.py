"""The likeliest sequence of labels of the blocks of a page: one decision for the whole page.

Of each block the chances of its labels are known (`knowledge.forest`), and of each two labels how
likely the one follows the other. The likeliest path through both is found in one pass (Viterbi, 1967).
"""

from __future__ import annotations

import numpy as np

from cleaner.knowledge.forest import Floats


def likeliest(chances: Floats, following: Floats, first: Floats) -> list[int]:
    """The label of each block, by the logarithms of the chances.

    `chances` (block, label); `following` (label, next label); `first` (label): of the first block.
    """
    size, labels = chances.shape
    best = first + chances[0]
    came = np.zeros((size, labels), np.intp)
    for block in range(1, size):
        paths = best[:, None] + following
        came[block] = paths.argmax(axis=0)
        best = paths.max(axis=0) + chances[block]
    label = int(best.argmax())
    found = [label]
    for block in range(size - 1, 0, -1):
        label = int(came[block, label])
        found.append(label)
    return found[::-1]
