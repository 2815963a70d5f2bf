"""The language model: its tables, what it finds likely, and models of corpora."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from cleaner.knowledge import language, modelling
from cleaner.knowledge.language import ModelError
from cleaner.knowledge.lexicon import Lexicon
from cleaner.knowledge.tables import FEW, Table
from cleaner.text.characters import code_points


def test_a_table_gives_back_what_was_put_in() -> None:
    keys = np.unique(np.random.default_rng(1).integers(1, 1 << 48, 5000).astype(np.uint64))
    levels = (np.arange(len(keys)) // 2 % 256).astype(np.uint8)
    table = Table.of(keys[::2], levels[::2])
    assert table.size == len(keys[::2])
    assert (table.levels(keys[::2]) == levels[::2]).all()
    assert (table.levels(keys[1::2]) == -1).all()


def test_a_table_that_is_nearly_full_and_an_empty_one() -> None:
    keys = np.arange(1, 17, dtype=np.uint64)
    table = Table.of(keys, np.zeros(16, np.uint8), room=1)
    assert (table.levels(keys) == 0).all() and (table.levels(keys + 100) == -1).all()
    empty = Table.of(keys[:0], np.zeros(0, np.uint8))
    assert empty.size == 0 and (empty.levels(keys) == -1).all()


@pytest.mark.parametrize("room", [1, 2])
@pytest.mark.parametrize("size", [1, 7, FEW, FEW + 1, 3000])
def test_few_keys_are_found_as_many_are(size: int, room: int) -> None:
    chance = np.random.default_rng(2)
    keys = np.unique(chance.integers(1, 1 << 48, 4000).astype(np.uint64))
    known = dict(zip(keys.tolist(), (np.arange(len(keys)) % 256).tolist(), strict=True))
    table = Table.of(keys, np.array([*known.values()], np.uint8), room)
    unknown = chance.integers(1 << 48, 1 << 49, size).astype(np.uint64)
    asked = np.concatenate((chance.choice(keys, size), unknown))
    assert table.levels(asked).tolist() == [known.get(key, -1) for key in asked.tolist()]


def test_the_model_that_ships_is_mapped_and_small() -> None:
    path = language.folder() / "language.npy"
    assert path.stat().st_size < 25e6
    cells = language.load(path).pairs.cells
    while isinstance(cells, np.ndarray) and not isinstance(cells, np.memmap):
        cells = cells.base
    assert isinstance(cells, np.memmap)


@pytest.mark.parametrize(
    ("likely", "unlikely"), [("发生碰撞", "发生碰拴"), ("發生碰撞", "發生碰拴")]
)
def test_what_is_likely(likely: str, unlikely: str) -> None:
    model = language.shipped()
    rows = model.forms_of(code_points(likely + unlikely)).reshape(2, -1)
    one, other = model.likely(rows)
    assert one > other + 2
    assert model.word_log(likely[:2]) > model.word_log(likely[1:3]) == language.NO_WORD


def test_the_parts_of_a_text_add_up_to_the_whole() -> None:
    model = language.shipped()
    text = model.forms_of(code_points("全市经济社会发展的情况"))[None]
    left, center, right = text[:, :5], text[:, 5], text[:, 6:]
    whole, across = model.around(left, center, right, model.cut(left, right))
    assert whole == pytest.approx(model.likely(text), abs=1e-4)
    assert across > model.word_log("会发")


def test_a_model_of_a_corpus_adds_to_the_one_that_ships(tmp_path: Path) -> None:
    text = "蓃蓃橡园里种着蓃树。" * 20
    made = modelling.of_corpus([text], Lexicon.default().words)
    path = tmp_path / "model.npy"
    path.write_bytes(language.written(made))
    both = language.shipped().with_added(language.load(path))
    forms = both.forms_of(code_points("着蓃"))
    count = both.pair_counts(forms[:1], forms[1:])
    assert count > 10 and language.shipped().pair_counts(forms[:1], forms[1:]) == 0
    assert both.added is not None and both.added.triples.size == made.triples.size


@pytest.mark.parametrize("kept", [0, 10, 200, 1000])
def test_a_file_that_is_cut_off_is_no_model(tmp_path: Path, kept: int) -> None:
    made = modelling.of_corpus(["全市经济社会发展的情况"], Lexicon.default().words)
    path = tmp_path / "model.npy"
    path.write_bytes(language.written(made)[:kept])
    with pytest.raises(ModelError, match=r"model\.npy: "):
        language.load(path)


def test_another_array_is_no_model(tmp_path: Path) -> None:
    np.save(tmp_path / "a.npy", np.zeros(100, np.uint32))
    with pytest.raises(ModelError, match="no language model of this version"):
        language.load(tmp_path / "a.npy")


def test_a_corpus_without_chinese() -> None:
    with pytest.raises(ValueError, match="no Chinese text"):
        modelling.of_corpus(["abc"], Lexicon.default().words)
