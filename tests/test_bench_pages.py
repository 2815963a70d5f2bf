"""Typeset pages are set and read: a short run of each part, where its tools are installed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

pytest.importorskip("typst", reason="the extra bench is not installed")
pytest.importorskip("pymupdf", reason="the extra bench is not installed")

from bench.pages import chromium
from bench.pages.cases import CACHE_VARIABLE, cases
from bench.pages.check import squeezed, whole_share
from bench.pages.compose import compose
from bench.pages.extract import extract
from bench.pages.markup import to_html
from bench.pages.radicals import SUPPLEMENT

needs_chromium = pytest.mark.skipif(chromium.program() is None, reason="no Chromium on the path")


@pytest.fixture(autouse=True)
def own_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "cache"))


@pytest.mark.parametrize("seed", range(6))
def test_html_has_every_string_of_the_page(seed: int) -> None:
    page = compose(seed, own_only=True)
    html = squeezed(to_html(page))
    for piece in page.pieces():
        assert squeezed(piece.text[piece.bold :].replace("&", "&amp;").replace(">", "&gt;")) in html


@needs_chromium
def test_a_browser_sets_what_the_typesetter_does_not() -> None:
    page = compose(3, own_only=True)
    pdf = chromium.render(page)
    assert whole_share(extract(pdf, "pymupdf-blocks"), page.truth()) >= 0.9
    text = extract(pdf, "pdfminer")
    assert any("\u2f00" <= character <= "\u2fdf" or character in SUPPLEMENT for character in text)


def test_an_absent_browser_is_said_to_be_absent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(FileNotFoundError, match="on the path"):
        chromium.render(compose(3, own_only=True))


def test_radicals_are_read_as_the_characters_they_stand_for() -> None:
    assert squeezed("⼀⽚⻛\n⻓⼾") == "一片风长户"


def test_unknown_names_are_refused() -> None:
    with pytest.raises(ValueError, match="lynx"):
        list(cases([3], ["pypdf"], own_only=True, renderer="lynx"))
    with pytest.raises(ValueError, match="eyes"):
        list(cases([3], ["eyes"], own_only=True))


def test_ocr_counts_what_is_near_and_whole() -> None:
    ocr = pytest.importorskip("bench.pages.ocr")
    assert ocr.least_distance("甲乙丙丁", "子甲乙丙丁丑") == 0
    assert ocr.least_distance("甲乙丙丁", "子甲乙卯丁丑") == 1
    figures = ocr.Figures()
    figures.add("甲乙丙丁戊己庚辛壬癸。\n", ["甲乙丙丁戊己庚辛壬癸。", "子丑寅卯。"])
    assert (figures.wanted, figures.whole, figures.before, figures.after) == (2, 1, 1, 1)
