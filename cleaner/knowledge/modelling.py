"""Building a language model: counting words and runs of characters in a corpus."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from cleaner.knowledge.language import NEVER, PLANE, Model, key_of
from cleaner.knowledge.lexicon import LONGEST
from cleaner.knowledge.tables import STEP, Codes, Table
from cleaner.text.characters import HAN, class_table, code_points, distinct

AT_ONCE = 1 << 21  # characters counted before the counts are put together; set by hand
SCARCE = {2: 2, 3: 3}  # runs of two and of three characters that occur less often are left out
ROOM = {2: 4, 3: 2}  # cells for each run: the more, the faster; most questions are about pairs
SELDOM = 3  # occurrences of a word in a corpus, under which it is left out; set by hand
Tally = tuple[Codes, NDArray[np.int64]]


def folded() -> NDArray[np.uint16]:
    """The counted form of each code point: of Traditional characters the Simplified counterpart."""
    import opencc

    convert = opencc.OpenCC("t2s").convert
    forms = np.zeros(PLANE, np.uint16)
    for code in (class_table()[:PLANE] == HAN).nonzero()[0].tolist():
        form = convert(chr(code))
        forms[code] = ord(form) if len(form) == 1 and ord(form) < PLANE else code
    return forms


@dataclass
class Counts:
    """How often runs of one to four forms occur, with those of a word list added."""

    forms: NDArray[np.uint16] = field(default_factory=folded)
    runs: dict[int, Tally] = field(default_factory=dict)

    def add(self, texts: Iterable[str]) -> None:
        """Count the runs in texts."""
        for text in _blocks(texts):
            codes = np.minimum(code_points(text), PLANE - 1)
            forms = self.forms[codes].astype(np.uint64)
            for size in range(1, LONGEST + 1):
                self._put(size, *np.unique(_runs(forms, size), return_counts=True))

    def add_words(self, words: dict[str, int], longest: int = 3) -> None:
        """Add words with their counts: what is within them, up to `longest` characters."""
        for size in range(1, longest + 1):
            found: dict[int, int] = {}
            for word, count in words.items():
                forms = [int(self.forms[ord(one)]) for one in word]
                for start in range(len(forms) - size + 1):
                    key = 0
                    for form in forms[start : start + size]:
                        key = key << 16 | form
                    found[key] = found.get(key, 0) + count
            keys = np.array(sorted(found), np.uint64)
            self._put(size, keys, np.array([found[key] for key in keys.tolist()], np.int64))

    def _put(self, size: int, keys: Codes, counts: NDArray[np.int64]) -> None:
        if size in self.runs:
            before, known = self.runs[size]
            everything, place = np.unique(np.concatenate((before, keys)), return_inverse=True)
            total = np.zeros(len(everything), np.int64)
            np.add.at(total, place, np.concatenate((known, counts)))
            keys, counts = everything, total
        self.runs[size] = keys, counts

    def of(self, keys: Codes, size: int) -> NDArray[np.int64]:
        """How often each run of `size` characters occurs."""
        known, counts = self.runs[size]
        place = np.minimum(np.searchsorted(known, keys), len(known) - 1)
        return np.where(known[place] == keys, counts[place], 0)

    def model(self, words: Codes, logs: NDArray[np.float64]) -> Model:
        """The model of these counts, with words and log10 of how likely each is."""
        single = np.full(PLANE, NEVER, np.float32)
        keys, counts = self.runs[1]
        single[keys.astype(np.int64)] = np.log10(counts / counts.sum())
        levels = np.clip(np.rint(-STEP * logs), 0, 255).astype(np.uint8)
        return Model(
            self.forms, single, Table.of(words, levels), self._table(2), self._table(3)
        )  # fmt: skip

    def _table(self, size: int) -> Table:
        keys, counts = self.runs[size]
        often = counts >= SCARCE[size]
        levels = np.minimum(np.rint(STEP * np.log10(1 + counts[often])), 255)
        return Table.of(keys[often], levels.astype(np.uint8), ROOM[size])


def _blocks(texts: Iterable[str]) -> Iterator[str]:
    """The texts, put together so far that counting pays."""
    parts: list[str] = []
    size = 0
    for text in texts:
        parts.append(text)
        size += len(text)
        if size >= AT_ONCE:
            yield "\n".join(parts)
            parts, size = [], 0
    yield "\n".join(parts)


def _runs(forms: Codes, size: int) -> Codes:
    """The keys of all runs of `size` characters that are counted."""
    if len(forms) < size:
        return np.zeros(0, np.uint64)
    columns = [forms[at : len(forms) - size + 1 + at] for at in range(size)]
    whole = np.all(columns, axis=0)
    return key_of(*columns)[whole]


def of_corpus(texts: Iterable[str], words: Codes) -> Model:
    """A model of a corpus, to be added to the one that ships.

    `words`: packed as in `knowledge.lexicon`, at most four characters; how likely they are is taken
    from how often they occur. Raises ValueError where the texts have no Chinese.
    """
    counts = Counts()
    counts.add(texts)
    if not len(counts.runs[1][0]):
        raise ValueError("no Chinese text to build a model from")
    keys, logs = [], []
    total = int(counts.runs[1][1].sum())
    for size, known in _by_size(words, counts.forms).items():
        often = counts.of(known, size)
        keys.append(known[often >= SELDOM])
        logs.append(np.log10(often[often >= SELDOM] / total))
    return counts.model(np.concatenate(keys), np.concatenate(logs))


def _by_size(words: Codes, forms: NDArray[np.uint16]) -> dict[int, Codes]:
    """Packed words as keys of their forms, by their number of characters."""
    places = [
        words >> np.uint64(16 * (LONGEST - 1 - at)) & np.uint64(0xFFFF) for at in range(LONGEST)
    ]
    sizes = np.sum([place > 0 for place in places], axis=0)
    found = {}
    for size in range(2, LONGEST + 1):
        chosen = sizes == size
        columns = [
            forms[place[chosen].astype(np.int64)].astype(np.uint64) for place in places[:size]
        ]
        found[size] = distinct(key_of(*columns))
    return found
