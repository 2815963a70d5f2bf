"""The word around a place: a text cut into words the likeliest way, only where it is asked."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cleaner.knowledge.language import Model
from cleaner.knowledge.lexicon import LONGEST
from cleaner.knowledge.tables import Logs
from cleaner.text.characters import Ints

WIDTH = 6  # characters looked at on either side; set by hand


@dataclass(frozen=True, eq=False)
class Cuts:
    """How the text around places is cut likeliest, a row for each place.

    `starts`, `ends`: the word at the place (code points, 0-based). `best`: log10 of how likely that
    cut is. `before`, `after`: of what stands before and after the place, as `Model.cut` gives them.
    `words`: of the words that have the place in them, by their size and how far in it stands.
    """

    places: Ints
    starts: Ints
    ends: Ints
    best: Logs
    before: list[Logs]
    after: list[Logs]
    words: dict[tuple[int, int], Logs]

    def with_word(self, row: int, start: int, end: int, log: float) -> float:
        """log10 of how likely the best cut is that has a word from `start` to `end` there.

        The word has the place in it, and `log` is log10 of how likely it is.
        """
        place = int(self.places[row])
        first, last = start - place + WIDTH, end - place - 1
        return float(self.before[first][row] + log + self.after[last][row])


def cuts(codes: NDArray[np.uint32], places: Ints, model: Model) -> Cuts:
    """The text around `places` cut into words of one to four characters so that it is likeliest.

    `codes`: the code points of the text, of which `WIDTH` on either side are looked at.
    """
    places = np.asarray(places, np.int64)
    padded = np.pad(model.forms_of(codes), WIDTH)
    rows = padded[places[:, None] + np.arange(2 * WIDTH + 1)]
    before, after = model.cut(rows[:, :WIDTH], rows[:, WIDTH + 1 :])
    there = [(size, at) for size in range(1, LONGEST + 1) for at in range(size - 1, -1, -1)]
    windows = [rows[:, WIDTH - at : WIDTH - at + size] for size, at in there]
    words = dict(zip(there, model.words_of_each(windows), strict=True))
    ways = [before[WIDTH - at] + log + after[size - 1 - at] for (size, at), log in words.items()]
    chosen = np.argmax(ways, axis=0)
    offsets = np.array([(-at, size - at) for size, at in there])[chosen]
    best = np.max(ways, axis=0)
    return Cuts(places, places + offsets[:, 0], places + offsets[:, 1], best, before, after, words)
