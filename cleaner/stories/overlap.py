"""Bigram overlap: how many pairs of neighbouring characters of one block another block has too."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cleaner.page.layout import Lines
from cleaner.text.characters import HAN, LETTER, Flags, Ints, class_set, distinct
from cleaner.text.document import Document

WORD = class_set(HAN, LETTER)
FILTER_BITS = 16  # of a hash, by which most bigrams are passed over; set by hand


class BigramOverlap:
    """Which bigrams of the blocks `asked` every block of the document has.

    `bigrams`: the numbers of the bigrams of each block asked, without repeats, and `owners`: the
    number in `asked` of the block that has them; `present` (bigram, block): whether a block has it.
    """

    def __init__(self, document: Document, asked: list[int]) -> None:
        self.lines, self.asked = Lines.of(document), asked
        bigrams = hashed_bigrams(document.codes)
        blocks, places = self._places(document)
        found = bigrams[places]
        wanted, rows = np.unique(found, return_inverse=True)
        keys = distinct(blocks * len(wanted) + rows)
        self.owners, self.bigrams = np.divmod(keys, max(len(wanted), 1))
        self.present = self._presence(bigrams, wanted)

    def of(self, number: int) -> Ints:
        """The bigrams of the block with this number in `asked`; none of one that is not."""
        start, end = np.searchsorted(self.owners, (number, number + 1))
        return self.bigrams[start:end]

    def _places(self, document: Document) -> tuple[Ints, Ints]:
        """The places of the bigrams of the blocks asked, and which of them each belongs to."""
        asked = np.array(self.asked, np.int64)
        starts, sizes = self.lines.starts[asked], (self.lines.ends - self.lines.starts)[asked] - 1
        blocks = np.repeat(np.arange(len(asked)), sizes)
        places = np.arange(len(blocks)) + np.repeat(starts - (np.cumsum(sizes) - sizes), sizes)
        worded = WORD[document.classes[places]] & WORD[document.classes[places + 1]]
        return blocks[worded], places[worded]

    def _presence(self, bigrams: NDArray[np.uint32], wanted: NDArray[np.uint32]) -> Flags:
        """Which of the `wanted` bigrams each block has: a row a bigram, a column a block."""
        present = np.zeros((len(wanted), len(self.lines)), np.bool_)
        if not len(wanted):
            return present
        filled = np.zeros(1 << FILTER_BITS, np.bool_)
        filled[wanted >> (32 - FILTER_BITS)] = True
        likely = filled[bigrams >> (32 - FILTER_BITS)].nonzero()[0]
        row = np.searchsorted(wanted, bigrams[likely])
        row[row == len(wanted)] = 0
        real = wanted[row] == bigrams[likely]
        places = likely[real]
        block = np.searchsorted(self.lines.starts, places, "right") - 1
        inside = (block >= 0) & (places + 1 < self.lines.ends[block])
        present[row[real][inside], block[inside]] = True
        return present

    def around(
        self, window: int, text: Flags
    ) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
        """For each block, what share of its bigrams the text has: before it, after it, anywhere.

        `text`: the blocks that count; `window`: how many blocks before or after are looked at. The
        blocks not asked share nothing.
        """
        result = np.zeros((3, len(self.lines)), np.float32)
        if not len(self.bigrams):
            return result[0], result[1], result[2]
        total = np.zeros((len(self.present), len(self.lines) + 1), np.int32)
        np.cumsum(self.present & text, axis=1, out=total[:, 1:])
        asked = np.array(self.asked, np.int64)
        here = asked[self.owners]
        low = np.maximum(here - window, 0)
        high = np.minimum(here + window + 1, len(self.lines))
        rows = self.bigrams
        middle = total[rows, here]
        shared = (middle > total[rows, low], total[rows, high] > middle, total[rows, -1] > 0)
        sizes = np.maximum(np.bincount(self.owners, minlength=len(asked)), 1)
        for row, each in zip(result, shared, strict=True):
            row[asked] = np.bincount(self.owners, weights=each, minlength=len(asked)) / sizes
        return result[0], result[1], result[2]


def hashed_bigrams(codes: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """A number for each two neighbouring characters; that two bigrams share one is very rare."""
    return codes[:-1] * np.uint32(0x9E3779B1) + codes[1:]
