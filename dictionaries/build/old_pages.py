"""Builds the tables of old-style pages: `gaps-old.npz`, `old-blocks.npz`, `old-order.npy`.

    python -m dictionaries.build.old_pages

`gaps-old.npz` tells wraps from paragraph ends, `old-blocks.npz` what a block is, `old-order.npy`
holds the logarithms of the chances of a label (column) after another (row; the last: at first).
Fitted on the tuning half of the folds of `bench.folds` and on folds made anew of their articles
(`bench.old_pages`; extras `bench` and `train`, and `../shared`). The blocks of each year are those
that the trees fitted on the other year make, so that they have the slips of pages not seen. No text
of a page is in the tables.
"""

from __future__ import annotations

import numpy as np

from bench.folds import Fold, folds
from bench.old_pages import block_lessons, gap_lessons
from bench.old_stories import LABELS
from bench.pages.fitting import fit
from bench.pages.lessons import Lesson
from cleaner.knowledge import forest
from cleaner.knowledge.forest import Floats
from cleaner.knowledge.lexicon import folder

GAPS, BLOCKS = (400, 0.05), (200, 0.08)  # trees, and the rate of learning
UNSEEN = 0.5  # added to the count of each label after each other


def main() -> None:
    """Fit and write the tables."""
    given = list(folds(tuning=True))
    years = sorted({_year(fold) for fold in given})
    blocks: list[Lesson] = []
    for number, year in enumerate(years):
        _fit_gaps([fold for fold in given if _year(fold) != year])
        blocks += block_lessons([fold for fold in given if _year(fold) == year], number)
    _fit("old-blocks", blocks, BLOCKS, "MultiClass")
    np.save(folder() / "old-order.npy", _order(blocks))
    _fit_gaps(given)


def _year(fold: Fold) -> str:
    return fold.name.split("_")[2][:4]


def _fit_gaps(given: list[Fold]) -> None:
    _fit("gaps-old", list(gap_lessons(given, 1)), GAPS, "Logloss")


def _fit(name: str, found: list[Lesson], size: tuple[int, float], loss: str) -> None:
    matrix = np.concatenate([lesson.matrix for lesson in found], axis=1)
    kinds = np.concatenate([lesson.kinds for lesson in found])
    known = kinds >= 0
    made = fit(found[0].names, matrix[:, known].T, kinds[known], *size, loss)
    made.save(folder() / f"{name}.npz")
    forest.forget()
    print(f"{name}.npz: {len(made.leaves)} trees from {known.sum()} rows of {len(found)} texts")


def _order(found: list[Lesson]) -> Floats:
    counts = np.full((len(LABELS) + 1, len(LABELS)), UNSEEN)
    for lesson in found:
        np.add.at(counts, (np.append(len(LABELS), lesson.kinds[:-1]), lesson.kinds), 1)
    return np.log(counts / counts.sum(axis=1, keepdims=True)).astype(np.float32)


if __name__ == "__main__":
    main()
