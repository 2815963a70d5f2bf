"""Builds `gaps.npz` and `roles.npz`: the trees that tell wraps from paragraph ends, and headlines
from other lines of a page.

    python -m dictionaries.build.forests [FIRST:LAST] [CASES.jsonl ...]

Pages of the tuning seeds FIRST to LAST (0:300) are set and extracted (`bench.pages`; the extra
`bench`, and `../shared` for more than the project's own stories), or read from files that
`bench.pages make` wrote; to these comes the tuning half of Jing bao (`bench.jingbao`). The features
of each line end (`wraps.features`) and of each block (`stories.features`)
are measured, and symmetric trees fitted to what the truth says of them. No text of a page is in
the tables. The blocks are those that the new `gaps.npz` makes.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import numpy as np

from bench.pages import lessons, splits
from bench.pages.cases import Case, cases, read_cases
from bench.pages.extract import EXTRACTORS
from bench.pages.fitting import fit
from cleaner.knowledge import forest
from cleaner.knowledge.lexicon import folder

GAPS, ROLES = (800, 0.12), (400, 0.06)  # trees, and the rate of learning


def main(arguments: list[str]) -> None:
    seeds = next((word for word in arguments if ":" in word), "0:300")
    first, last = map(int, seeds.split(":"))
    if splits.is_report(first) or splits.is_report(last - 1):
        raise SystemExit("the reported seeds are not for fitting")
    files = [Path(word) for word in arguments if ":" not in word]
    texts = list(_given(files, range(first, last)))
    gaps = [
        *lessons.gap_lessons(texts, disturbed=False),
        *lessons.gap_lessons(texts, disturbed=True),
        *lessons.old_lessons(),
    ]
    _build("gaps", gaps, GAPS, "Logloss")
    forest.forget()
    _build("roles", list(lessons.role_lessons(texts)), ROLES, "MultiClass")


def _given(files: list[Path], wanted: range) -> Iterator[Case]:
    if not files:
        return cases(wanted, list(EXTRACTORS))
    return (case for case in chain.from_iterable(map(read_cases, files)) if case.seed in wanted)


def _build(name: str, found: list[lessons.Lesson], size: tuple[int, float], loss: str) -> None:
    matrix = np.concatenate([lesson.matrix for lesson in found], axis=1)
    kinds = np.concatenate([lesson.kinds for lesson in found])
    known = kinds != lessons.UNKNOWN
    made = fit(found[0].names, matrix[:, known].T, kinds[known], *size, loss)
    made.save(folder() / f"{name}.npz")
    print(f"{name}.npz: {len(made.leaves)} trees from {known.sum()} rows of {len(found)} texts")


if __name__ == "__main__":
    main(sys.argv[1:])
