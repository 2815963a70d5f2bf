"""Which blocks of a page share words with which: pairs of characters, told by their numbers."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cleaner.page.layout import Lines
from cleaner.text.characters import HAN, LETTER, Flags, Ints, class_set
from cleaner.text.document import Document

WORD = class_set(HAN, LETTER)
SIEVE_BITS = 16


class Likeness:
    """What the blocks `asked` share with every block of the document.

    `rows`: the pairs of each block asked, without repeats, and `owners`: the number in `asked` of
    the block that has them; `held` (pair, block): whether a block has it.
    """

    def __init__(self, document: Document, asked: list[int]) -> None:
        self.lines, self.asked = Lines.of(document), asked
        pairs = hashed_pairs(document.codes)
        blocks, places = self._places(document)
        found = pairs[places]
        wanted, rows = np.unique(found, return_inverse=True)
        keys = np.unique(blocks * len(wanted) + rows)
        self.owners, self.rows = np.divmod(keys, max(len(wanted), 1))
        self.held = self._held(pairs, wanted)

    def _places(self, document: Document) -> tuple[Ints, Ints]:
        """The places of the pairs of the blocks asked, and which of them each belongs to."""
        asked = np.array(self.asked, np.int64)
        starts, sizes = self.lines.starts[asked], (self.lines.ends - self.lines.starts)[asked] - 1
        blocks = np.repeat(np.arange(len(asked)), sizes)
        places = np.arange(len(blocks)) + np.repeat(starts - (np.cumsum(sizes) - sizes), sizes)
        worded = WORD[document.classes[places]] & WORD[document.classes[places + 1]]
        return blocks[worded], places[worded]

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
        if not len(self.rows):
            return result[0], result[1], result[2]
        total = np.zeros((len(self.held), len(self.lines) + 1), np.int32)
        np.cumsum(self.held & text, axis=1, out=total[:, 1:])
        asked = np.array(self.asked, np.int64)
        here = asked[self.owners]
        low = np.maximum(here - window, 0)
        high = np.minimum(here + window + 1, len(self.lines))
        rows = self.rows
        middle = total[rows, here]
        shared = (middle > total[rows, low], total[rows, high] > middle, total[rows, -1] > 0)
        sizes = np.maximum(np.bincount(self.owners, minlength=len(asked)), 1)
        for row, each in zip(result, shared, strict=True):
            row[asked] = np.bincount(self.owners, weights=each, minlength=len(asked)) / sizes
        return result[0], result[1], result[2]


def hashed_pairs(codes: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """A number for each two neighbouring characters; that two pairs share one is very rare."""
    return codes[:-1] * np.uint32(0x9E3779B1) + codes[1:]
