"""How often words were counted in each of their Traditional forms.

One hash table: for a Simplified word of up to four characters, the place of one of them that has
several counterparts, and a counterpart, the count of the word written with it. See
`dictionaries/README.md` for where the counts are from.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from cleaner.knowledge.hashing import mixed
from cleaner.knowledge.lexicon import folder
from cleaner.knowledge.tables import Codes, Logs, Table

FILE = "traditional.npz"
PLANE = 1 << 16
MOST_FORMS = 4  # counterparts of a character that are looked at
PART = 8  # added to the place of a character where the word is but a part of longer ones
_SIXTEEN = np.uint64(16)


@dataclass(frozen=True, eq=False)
class Traditional:
    """The counts. `forms`: of each code point its counterparts in Taiwan, 0 for none: `MOST_FORMS`.

    `total`: of all words that were counted.
    """

    table: Table
    forms: NDArray[np.uint16]
    total: float

    def counts(self, words: Codes, at: int, forms: Codes) -> Logs:
        """How often each packed word (`packed`) was counted with a form at place `at`."""
        return self.table.counts(keys(words, at, forms))

    def beside(self, pairs: Codes, at: int, forms: Codes) -> NDArray[np.bool_]:
        """Whether some word has each pair of characters in it, with a form at place `at`."""
        found: NDArray[np.bool_] = self.table.levels(keys(pairs, at + PART, forms)) >= 0
        return found


def keys(words: Codes, at: int, forms: Codes) -> Codes:
    """The keys of words with a form at a place."""
    return mixed(words) + (forms << np.uint64(4) | np.uint64(at))


def packed(codes: Codes) -> Codes:
    """Rows of up to four code points as one number each, sixteen bits a character."""
    key = np.zeros(len(codes), np.uint64)
    for column in codes.T:
        key = key << _SIXTEEN | column
    return key


@cache
def shipped() -> Traditional:
    """The counts that ship with cleaner."""
    with np.load(folder() / FILE) as data:
        forms = np.zeros((PLANE, MOST_FORMS), np.uint16)
        forms[data["plain"]] = data["forms"]
        return Traditional(Table(data["cells"], int(data["reach"])), forms, float(data["total"]))
