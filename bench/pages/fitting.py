"""Fitting the trees of `cleaner.forest`, with CatBoost (extra `train`)."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from catboost import CatBoostClassifier
from numpy.typing import NDArray

from cleaner.forest import Forest

DEPTH, BORDERS, SHRINKAGE = 6, 128, 6


def fit(
    names: list[str],
    rows: NDArray[np.float32],
    kinds: NDArray[Any],
    trees: int,
    rate: float,
    loss: str,
) -> Forest:
    """The forest for `rows` of signals that are of `kinds`: `loss` Logloss for 0 and 1, MultiClass
    for several, numbered from 0."""
    model = CatBoostClassifier(
        loss_function=loss, iterations=trees, depth=DEPTH, learning_rate=rate,
        border_count=BORDERS, l2_leaf_reg=SHRINKAGE, random_seed=1, thread_count=2, verbose=0, allow_writing_files=False,
    )  # fmt: skip
    model.fit(rows, kinds)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.json"
        model.save_model(str(path), format="json")
        return _forest(names, json.loads(path.read_text()))


def _forest(names: list[str], model: dict[str, Any]) -> Forest:
    trees = model["oblivious_trees"]
    scale, bias = model["scale_and_bias"]
    questions = [[split["float_feature_index"] for split in tree["splits"]] for tree in trees]
    borders = [[split["border"] for split in tree["splits"]] for tree in trees]
    leaves = np.array([tree["leaf_values"] for tree in trees]) * scale
    return Forest(
        tuple(names),
        np.array(questions),
        np.array(borders, np.float32),
        leaves.reshape(len(trees), 1 << DEPTH, -1).astype(np.float32),
        np.array(bias, np.float32),
    )
