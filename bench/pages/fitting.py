"""Fitting the trees of `knowledge.forest`, with CatBoost (extra `train`)."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from catboost import CatBoostClassifier
from numpy.typing import NDArray

from cleaner.knowledge.forest import Forest

DEPTH, BORDERS, SHRINKAGE = 6, 128, 6


def fit(
    names: list[str],
    rows: NDArray[np.float32],
    kinds: NDArray[Any],
    trees: int,
    rate: float,
    loss: str,
    weights: NDArray[Any] | None = None,
) -> Forest:
    """The forest for `rows` of features that are of `kinds`: `loss` Logloss for 0 and 1, MultiClass
    for several, numbered from 0. `weights`: what each row counts."""
    model = CatBoostClassifier(
        loss_function=loss, iterations=trees, depth=DEPTH, learning_rate=rate,
        border_count=BORDERS, l2_leaf_reg=SHRINKAGE, random_seed=1, thread_count=2, verbose=0, allow_writing_files=False,
    )  # fmt: skip
    model.fit(rows, kinds, sample_weight=weights)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.json"
        model.save_model(str(path), format="json")
        return _forest(names, json.loads(path.read_text()))


def _forest(names: list[str], model: dict[str, Any]) -> Forest:
    trees = model["oblivious_trees"]
    scale, bias = model["scale_and_bias"]
    levels = [len(tree["splits"]) for tree in trees]
    filled = [[0] * (DEPTH - level) for level in levels]  # a tree of fewer levels: never above
    questions = [
        [split["float_feature_index"] for split in tree["splits"]] + rest
        for tree, rest in zip(trees, filled, strict=True)
    ]
    borders = [
        [split["border"] for split in tree["splits"]] + [np.inf] * len(rest)
        for tree, rest in zip(trees, filled, strict=True)
    ]
    outcomes = [
        len(tree["leaf_values"]) >> level for tree, level in zip(trees, levels, strict=True)
    ]
    leaves = scale * np.array([
        tree["leaf_values"] + [0.0] * ((outcome << DEPTH) - len(tree["leaf_values"]))
        for tree, outcome in zip(trees, outcomes, strict=True)
    ])  # fmt: skip
    return Forest(
        tuple(names),
        np.array(questions),
        np.array(borders, np.float32),
        leaves.reshape(len(trees), 1 << DEPTH, -1).astype(np.float32),
        np.array(bias, np.float32),
    )
