"""Builds `misread.npz` and `misread-words.npz`: the trees that tell what was misread.

    python -m dictionaries.build.misreadings

Fitted on lines that were printed and read by tesseract (`bench.printed`), on clean text of the
tuning halves (`bench.harm`) as it is, and on its news with one character in a hundred replaced by
a look-alike. Each text is measured with and without learned pairs, those of printed lines always
learned from other ones. The tables hold names of features, borders and leaves, and no text. Needs
the extras `train`, `kenlm` and `bench`, tesseract with its models `chi_sim` and `chi_tra`, Noto
CJK, and Debian's `libime-data-language-model`.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bench import harm, printed
from bench.pages.fitting import fit
from cleaner.knowledge import language
from cleaner.knowledge.lexicon import folder
from cleaner.knowledge.lookalikes import lookalikes
from cleaner.misreading import candidates, judging, suspects, wordmodel
from cleaner.misreading.candidates import Both
from cleaner.text.document import Document

SEED, FOLDS = 1, 3
LAWS = 150  # texts
MISREAD = 0.01  # of the characters of news, where some are replaced
LIKENESS = 14.0  # how much more often those are taken that look more alike
TREES, RATE = 600, 0.06
WEIGHT = 2.0  # of what an OCR read, beside what was made up
CLEAN = ("news, what needs nothing", "laws, what needs nothing", "Jing bao, newlines")


class Lesson(NamedTuple):
    """Signals of candidates, a column each, and which of them are right."""

    features: NDArray[np.float32]
    right: NDArray[np.bool_]
    weight: float


def lesson(read: str, truth: str, known: Both, weight: float = 1.0) -> Lesson:
    """The candidates in a text of which the truth is known, character for character."""
    words = wordmodel.scorer()
    if words is None:
        raise SystemExit("needs kenlm and libime-data-language-model")
    found = suspects.find(Document(read), language.shipped(), known)
    pairs = zip(found.places.tolist(), found.codes.tolist(), strict=True)
    right = np.array([truth[place] == chr(code) for place, code in pairs], np.bool_)
    if not len(right):
        return Lesson(np.zeros((len(suspects.FEATURES) + len(judging.BY_WORDS), 0)), right, weight)
    by_words = judging.by_words(read, found, words)
    return Lesson(np.concatenate([found.features, by_words]), right, weight)


def lessons() -> Iterator[Lesson]:
    """All of them."""
    chance = random.Random(SEED)
    nothing = candidates.make([])
    images = list(printed.images())
    folds = [images[fold::FOLDS] for fold in range(FOLDS)]
    for part in folds:
        others = [line for other in folds if other is not part for lines in other for line in lines]
        known = candidates.make(candidates.learned(others))
        for lines in part:
            read, truth = ("\n".join(column) for column in zip(*lines, strict=True))
            yield lesson(read, truth, known, WEIGHT)
            yield lesson(read, truth, nothing, WEIGHT)
    known = candidates.make(candidates.learned(line for lines in images for line in lines))
    for text, corpus in clean(chance):
        versions = [text, disturbed(text, chance)] if corpus == CLEAN[0] else [text]
        for version in versions:
            yield lesson(version, text, known)
            yield lesson(version, text, nothing)


def clean(chance: random.Random) -> Iterator[tuple[str, str]]:
    """Clean texts of the tuning half, with their corpus."""
    texts = [text for text in harm.corpora() if text.corpus in CLEAN and text.tuning]
    chosen = {name: [text for text in texts if text.corpus == name] for name in CLEAN}
    laws = chance.sample(chosen[CLEAN[1]], min(LAWS, len(chosen[CLEAN[1]])))
    for text in [*chosen[CLEAN[0]], *laws, *chosen[CLEAN[2]]]:
        yield text.text, text.corpus


def disturbed(text: str, chance: random.Random) -> str:
    """The text with some characters replaced by look-alikes."""
    made = list(text)
    for place, one in enumerate(text):
        near = lookalikes().like(one) if chance.random() < MISREAD else []
        if near:
            weights = [math.exp(LIKENESS * likeness) for _, likeness in near]
            made[place] = chance.choices([other for other, _ in near], weights)[0]
    return "".join(made)


def main() -> None:
    found = list(lessons())
    features = np.concatenate([each.features for each in found], axis=1)
    right = np.concatenate([each.right for each in found])
    weights = np.concatenate([np.full(len(each.right), each.weight) for each in found])
    names = [*suspects.FEATURES, *judging.BY_WORDS]
    for name, size in (("misread", len(suspects.FEATURES)), ("misread-words", len(names))):
        rows = features[:size].T
        made = fit(names[:size], rows, right.astype(int), TREES, RATE, "Logloss", weights)
        made.save(folder() / f"{name}.npz")
    print(f"{right.sum()} of {len(right)} candidates were right")


if __name__ == "__main__":
    main()
