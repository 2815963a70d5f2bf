"""Which blocks of a page share words with which: pairs of characters, told by their numbers."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cleaner.characters import HAN, LETTER, Flags, class_set
from cleaner.document import Document
from cleaner.stages.layout import Lines

WORD = class_set(HAN, LETTER)
SIEVE_BITS = 16


class Likeness:
    """What the blocks `asked` share with every block of the document.

    `own`: of each block asked, the rows of its pairs; `held` (pair, block): whether a block has it.
    """

    def __init__(self, document: Document, asked: list[int]) -> None:
        self.lines, self.asked = Lines.of(document), asked
        pairs = hashed_pairs(document.codes)
        worded = WORD[document.classes]
        worded[:-1] &= worded[1:]
        found = []
        for block in asked:
            start, end = int(self.lines.starts[block]), int(self.lines.ends[block]) - 1
            found.append(np.unique(pairs[start:end][worded[start:end]]))
        sizes = [len(each) for each in found]
        joined = np.concatenate(found) if found else np.zeros(0, np.uint32)
        wanted, rows = np.unique(joined, return_inverse=True)
        self.own = np.split(rows, np.cumsum(sizes)[:-1]) if found else []
        self.held = self._held(pairs, wanted)

    def _held(self, pairs: NDArray[np.uint32], wanted: NDArray[np.uint32]) -> Flags:
        held = np.zeros((len(wanted), len(self.lines)), np.bool_)
        if not len(wanted):
            return held
        sieve = np.zeros(1 << SIEVE_BITS, np.bool_)
        sieve[wanted >> (32 - SIEVE_BITS)] = True
        likely = sieve[pairs >> (32 - SIEVE_BITS)].nonzero()[0]
        row = np.searchsorted(wanted, pairs[likely])
        row[row == len(wanted)] = 0
        real = wanted[row] == pairs[likely]
        places = likely[real]
        block = np.searchsorted(self.lines.starts, places, "right") - 1
        inside = (block >= 0) & (places + 1 < self.lines.ends[block])
        held[row[real][inside], block[inside]] = True
        return held

    def around(
        self, window: int, text: Flags
    ) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
        """For each block, what share of its pairs the text has: before it, after it, anywhere.

        `text`: the blocks that count; `window`: how many blocks before or after are looked at. The
        blocks not asked share nothing.
        """
        result = np.zeros((3, len(self.lines)), np.float32)
        held = self.held & text
        total = np.zeros((len(held), len(self.lines) + 1), np.int32)
        np.cumsum(held, axis=1, out=total[:, 1:])
        for block, rows in zip(self.asked, self.own, strict=True):
            if len(rows):
                mine = total[rows]
                low, high = max(0, block - window), min(len(self.lines), block + window + 1)
                result[0, block] = np.count_nonzero(mine[:, block] > mine[:, low])
                result[1, block] = np.count_nonzero(mine[:, high] > mine[:, block])
                result[2, block] = np.count_nonzero(mine[:, -1])
                result[:, block] /= len(rows)
        return result[0], result[1], result[2]


def hashed_pairs(codes: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """A number for each two neighbouring characters; that two pairs share one is very rare."""
    return codes[:-1] * np.uint32(0x9E3779B1) + codes[1:]
