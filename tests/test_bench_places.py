"""Pages in forms that know places, and modular ones: made with their known readings."""

from __future__ import annotations

import json
from functools import partial
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest

pytest.importorskip("typst", reason="the extra bench is not installed")
pytest.importorskip("pymupdf", reason="the extra bench is not installed")

from bench.pages import modular
from bench.pages.cases import CACHE_VARIABLE
from bench.pages.check import squeezed
from bench.pages.places import FORMS, typeset, write
from cleaner.formats import recognised


@pytest.fixture(autouse=True)
def own_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "cache"))


def test_modular_pages_are_of_bands_of_boxes() -> None:
    pages = [modular.compose(seed, own_only=True) for seed in range(30)]
    for page in pages:
        for band in page.rows:
            assert 1 <= len(band) <= 3
            assert sum(box.span for box in band) <= page.style.page_columns
            assert all(isinstance(box, modular.Module) for box in band)
    assert {page.params["order"] for page in pages} == set(modular.ORDERS)
    for wanted in ("inside", "frames", "pictures"):
        assert any(page.params[wanted] for page in pages)
    assert modular.compose(3, own_only=True) == modular.compose(3, own_only=True)


def test_the_truth_has_the_captions_of_pictures() -> None:
    pages = [modular.compose(seed, own_only=True) for seed in range(30)]
    for page in pages:
        for box in (box for band in page.rows for box in band):
            assert isinstance(box, modular.Module)
            captions = page.truth()["articles"][box.article]["captions"]
            assert all(piece.text in captions for piece in box.picture)


def test_all_forms_of_a_page_have_the_same_characters(tmp_path: Path) -> None:
    assert write([2], FORMS, "modular", True, tmp_path) == 1
    texts = set()
    for form in ("hocr", "alto", "tsv"):
        data = (tmp_path / f"00002.{form}").read_bytes()
        found = recognised(data, form)
        assert found is not None and found.name == form
        (page,) = found.pages(partial(BytesIO, data), form)
        tops = [(box[1] + box[3]) / 2 for box in page.lines.places.boxes.tolist()]
        heights = [box[3] - box[1] for box in page.lines.places.boxes.tolist()]
        assert all(after > before - max(heights) for before, after in pairwise(tops))
        texts.add(tuple(squeezed(line.text) for line in page.lines))
    assert len(texts) == 1
    truth = json.loads((tmp_path / "00002.json").read_text("utf-8"))
    assert truth == modular.compose(2, own_only=True).truth()
    assert (tmp_path / "00002.pdf").read_bytes() == typeset(2, "modular", True)[0]
