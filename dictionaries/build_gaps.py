"""Builds `gaps.npz`: the trees that weigh what speaks for and against a join of two lines.

    python dictionaries/build_gaps.py [FIRST:LAST] [CASES.jsonl ...]

Pages of the tuning seeds FIRST to LAST are set and extracted (`bench.pages`; the extra `bench`, and
`../shared` for more than the project's own stories), or read from files that `bench.pages make`
wrote; the signals of each line end are measured (`cleaner.stages.signals`), and CatBoost (extra
`train`) fits symmetric trees to what the truth says of it. No text of a page is in the table.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import numpy as np
from catboost import CatBoostClassifier

from bench.pages.cases import Case, cases, read_cases
from bench.pages.extract import EXTRACTORS
from bench.pages.lessons import UNKNOWN, lessons
from bench.pages.splits import is_report
from cleaner.forest import Forest

HERE = Path(__file__).parent
LEFT_OUT = ("pdftotext-layout",)  # rows of columns side by side are no lines of a paragraph
TREES, DEPTH, RATE = 300, 6, 0.15


def main(arguments: list[str]) -> None:
    seeds = next((word for word in arguments if ":" in word), "0:300")
    first, last = map(int, seeds.split(":"))
    files = [Path(word) for word in arguments if ":" not in word]
    wanted = range(first, last)
    if is_report(first) or is_report(last - 1):
        raise SystemExit("the reported seeds are not for fitting")
    texts = [case for case in _given(files, wanted) if case.extractor not in LEFT_OUT]
    both = [*lessons(texts, disturbed=False), *lessons(texts, disturbed=True)]
    matrix = np.concatenate([lesson.matrix for lesson in both], axis=1)
    kinds = np.concatenate([lesson.kinds for lesson in both])
    known = kinds != UNKNOWN
    forest = fit(both[0].names, matrix[:, known].T, kinds[known])
    forest.save(HERE / "gaps.npz")
    print(f"{known.sum()} line ends of {len(texts)} texts, {len(forest.leaves)} trees")


def _given(files: list[Path], wanted: range) -> Iterator[Case]:
    if not files:
        return cases(wanted, [name for name in EXTRACTORS if name not in LEFT_OUT])
    return (case for case in chain.from_iterable(map(read_cases, files)) if case.seed in wanted)


def fit(names: list[str], rows: np.ndarray, kinds: np.ndarray) -> Forest:
    """The trees for `rows` of signals, of which `kinds` are 1 and 0."""
    model = CatBoostClassifier(
        iterations=TREES, depth=DEPTH, learning_rate=RATE, border_count=128, random_seed=1,
        thread_count=2, verbose=0,
    )  # fmt: skip
    model.fit(rows, kinds)
    path = HERE / "gaps.json"
    model.save_model(str(path), format="json")
    table = json.loads(path.read_text())
    path.unlink()
    trees = table["oblivious_trees"]
    scale, (bias,) = table["scale_and_bias"]
    return Forest(
        tuple(names),
        np.array([[s["float_feature_index"] for s in tree["splits"]] for tree in trees]),
        np.array([[s["border"] for s in tree["splits"]] for tree in trees], np.float32),
        np.array([tree["leaf_values"] for tree in trees], np.float32) * np.float32(scale),
        bias,
    )


if __name__ == "__main__":
    main(sys.argv[1:])
