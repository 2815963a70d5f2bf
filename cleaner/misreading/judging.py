"""Judging suspects: how sure it is that a character was misread, and for which other.

The chance comes from decision trees over the features of `cleaner.misreading.suspects`, fitted by
`dictionaries/build/misreadings.py` on lines whose truth is known. Where the word model is there, it
adds three features, and other trees judge.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.config import AUTO, BUILT_IN
from cleaner.knowledge import language
from cleaner.knowledge.forest import Forest
from cleaner.knowledge.kept import kept
from cleaner.knowledge.language import Model, ModelError
from cleaner.misreading import suspects, wordmodel
from cleaner.misreading.candidates import Both
from cleaner.misreading.engine import weighed
from cleaner.misreading.suspects import Suspects
from cleaner.text.document import Document

BY_WORDS = ("gain by words", "before by words", "lead by words")  # the features of the word model
LEAST = 0.02  # the chance from which a candidate is shown to the word model; set by hand
REACH = 8  # characters on either side that it sees; set by hand


class Misreading(NamedTuple):
    """The character at `place` may be `right`; how sure that is, from 0 to 1."""

    place: int
    right: str
    chance: float


def model_of(setting: str) -> Model:
    """The model that a setting names: `auto`, `built-in`, or a file that adds to what ships.

    Raises ModelError.
    """
    if setting in (AUTO, BUILT_IN):
        return language.shipped()
    try:
        return _loaded((setting,))
    except OSError as error:
        raise ModelError(f"{setting}: {error.strerror}") from None


def scorer_of(setting: str) -> wordmodel.Scorer | None:
    """The word model, where it is there and the setting is not `built-in`."""
    return None if setting == BUILT_IN else wordmodel.scorer()


@kept(2)
def _loaded(paths: tuple[str, ...]) -> Model:
    return language.shipped().with_added(language.load(Path(paths[0])))


def find(
    document: Document, model: Model, candidates: Both, words: wordmodel.Scorer | None
) -> list[Misreading]:
    """The best candidate for each place that has one, by place."""
    found = suspects.find(document, model, candidates)
    if not len(found.places):
        return []
    chances = Forest.load("misread").chances(found.features)
    if words is not None:
        found = found.where(chances >= LEAST)
        if not len(found.places):
            return []
        features = np.concatenate([found.features, by_words(document.text, found, words)])
        chances = Forest.load("misread-words").chances(features)
    weighted = weighed(chances, document.sure, found.places)
    order = np.lexsort((-weighted, found.places))
    _, first = np.unique(found.places[order], return_index=True)
    best = order[first]
    rows = (found.places[best], found.codes[best], weighted[best])
    return [
        Misreading(place, chr(code), chance)
        for place, code, chance in zip(*(row.tolist() for row in rows), strict=True)
    ]


def by_words(text: str, found: Suspects, words: wordmodel.Scorer) -> NDArray[np.float32]:
    """The features BY_WORDS of each candidate, a row each."""
    rows = []
    known: dict[int, float] = {}
    for place, code in zip(found.places.tolist(), found.codes.tolist(), strict=True):
        start, end = _line(text, place)
        if place not in known:
            known[place] = words(text[start:end])
        after = words(text[start:place] + chr(code) + text[place + 1 : end])
        rows.append((after - known[place], known[place] / (end - start)))
    gain, before = np.array(rows, np.float32).T
    lead, _ = suspects.rivalry(found.places, gain)
    return np.stack([gain, before, lead])


def _line(text: str, place: int) -> tuple[int, int]:
    """The stretch around a place that the word model sees: none of another line."""
    start = max(text.rfind("\n", 0, place) + 1, place - REACH)
    end = text.find("\n", place, place + REACH + 1)
    return start, end if end >= 0 else min(len(text), place + REACH + 1)
