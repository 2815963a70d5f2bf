"""`check --show layout`: what a page was read as, in words and drawn."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner, Result

from cleaner.cli import app
from cleaner.cli.layout import names
from cleaner.formats import Writing
from cleaner.page.arrangement import blocks_of
from cleaner.page.reading import read
from tests.pdfs import pdf, text
from tests.setting import ONE, SIZE, THREE, TWO, Placed, column, hocr, page

SVG = "{http://www.w3.org/2000/svg}"
STORY: list[Placed] = [
    ("第三版 科教", 20, 5, 8), ("春江花月夜之歌", 40, 30, 24),
    *column(ONE, 20, 70, 10), *column(TWO, 140, 70, 10), *column(THREE, 260, 70, 10),
    ("图为春江的月夜", 20, 122, 8),
]  # fmt: skip


def invoke(*args: str) -> Result:
    return CliRunner().invoke(app, list(args))


def rows(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(
        invoke("check", str(path), "--show", "layout", "--format", "json").stdout
    )
    return found


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "page.hocr"
    path.write_text(hocr(STORY), "utf-8")
    return path


def test_blocks_have_kind_band_and_columns(scan: Path) -> None:
    told = [(each["kind"], each["columns"], each["text"]) for each in rows(scan)]
    assert told[:2] == [("furniture", [], "第三版 科教"), ("headline", [1, 2], "春江花月夜之歌")]
    assert (
        ("text", [1], ONE) in told and ("text", [2], TWO) in told and ("text", [3], THREE) in told
    )
    assert ("caption", [1], "图为春江的月夜") in told
    assert [each["number"] for each in rows(scan)] == list(range(1, 7))
    bands = {each["kind"]: each["band"] for each in rows(scan)}
    assert bands["furniture"] < bands["headline"] == bands["text"]


def test_a_row_has_its_box_and_its_lines(scan: Path) -> None:
    found = next(each for each in rows(scan) if each["text"] == TWO)
    assert found["box"] == [140, 70, 240, 122] and found["lines"] == 4 and found["page"] == 1


def test_lines_of_words_are_aligned(scan: Path) -> None:
    lines = invoke("check", str(scan), "--show", "layout").stdout.splitlines()
    assert len(lines) == 6
    assert len({line.index("band ") for line in lines}) == 1
    assert len({line.index("column ") for line in lines}) == 1
    assert lines[1].endswith("春江花月夜之歌") and " headline " in lines[1] and " 1-2 " in lines[1]


def test_columns_downwards_are_numbered_along_the_page() -> None:
    lines = [("春江潮水连海平", 300, 20, SIZE), ("海上明月共潮生", 286, 20, SIZE)]
    found = page(*lines, writing=Writing.DOWN)
    (block,) = blocks_of(found, read(found))
    assert block.columns == (1,) and block.way == 1 and block.box == [286, 20, 310, 90]


def drawn(path: Path) -> ElementTree.Element:
    return ElementTree.parse(path).getroot()


def test_a_page_is_drawn_with_numbers_and_kinds(scan: Path, tmp_path: Path) -> None:
    target = tmp_path / "page.svg"
    assert invoke("check", str(scan), "--show", f"layout={target}").exit_code == 0
    root = drawn(target)
    groups = root.findall(f"{SVG}g")
    titles = [each.findtext(f"{SVG}title") or "" for each in groups]
    assert titles[1] == "2 headline: 春江花月夜之歌" and len(titles) == 6
    assert [each.findtext(f"{SVG}text") for each in groups] == list("123456")
    box = groups[1].find(f"{SVG}rect")
    assert box is not None and (box.get("x"), box.get("y")) == ("40", "30")
    outline = root.findall(f"{SVG}rect")[1]
    assert (outline.get("width"), outline.get("height")) == ("400", "300")
    assert {"headline", "text"} <= {each.text for each in root.findall(f"{SVG}text")}


def test_pages_are_drawn_into_files_with_numbers(tmp_path: Path) -> None:
    path = tmp_path / "page.pdf"
    path.write_bytes(pdf(text("春江", 20, 30), text("花月夜", 20, 30)))
    assert invoke("check", str(path), "--show", f"layout={tmp_path}/out.svg").exit_code == 0
    assert sorted(each.name for each in tmp_path.glob("*.svg")) == ["out-1.svg", "out-2.svg"]
    assert [each.name for each in names(Path("a.svg"), 12)][::11] == ["a-01.svg", "a-12.svg"]


def test_several_files_are_drawn_into_a_folder(scan: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.hocr"
    other.write_text(hocr(STORY[1:], STORY[1:]), "utf-8")
    failed = invoke("check", str(scan), str(other), "--show", f"layout={tmp_path}/out.svg")
    assert failed.exit_code == 2 and "folder" in failed.stderr and not list(tmp_path.glob("*.svg"))
    folder = tmp_path / "drawn"
    assert invoke("check", str(scan), str(other), "--show", f"layout={folder}/").exit_code == 0
    found = sorted(each.name for each in folder.iterdir())
    assert found == ["other.hocr-1.svg", "other.hocr-2.svg", "page.hocr.svg"]


def test_files_of_one_name_are_not_drawn_over_each_other(scan: Path, tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    (inner / "page.hocr").write_text(hocr(STORY[1:]), "utf-8")
    found = invoke(
        "check", str(scan), str(inner / "page.hocr"), "--show", f"layout={tmp_path}/drawn/"
    )
    assert found.exit_code == 2 and "another file of this name" in found.stderr
    assert len(drawn(tmp_path / "drawn/page.hocr.svg").findall(f"{SVG}g")) == 6


def test_markup_in_a_text_is_text_in_the_drawing(tmp_path: Path) -> None:
    path = tmp_path / "page.hocr"
    path.write_text(hocr([("<b>&春江</b>", 20, 30, 10)], size=20), "utf-8")
    assert invoke("check", str(path), "--show", f"layout={tmp_path}/out.svg").exit_code == 0
    assert "<b>&春江" in (drawn(tmp_path / "out.svg").findtext(f"{SVG}g/{SVG}title") or "")


def test_no_input_is_drawn_over(scan: Path) -> None:
    before = scan.read_bytes()
    assert invoke("check", str(scan), "--show", f"layout={scan}").exit_code == 2
    assert scan.read_bytes() == before


def test_a_text_has_no_layout(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text("春江潮水。\n", "utf-8")
    found = invoke("check", str(path), "--show", "layout")
    assert found.exit_code == 2 and "no places" in found.stderr
    assert invoke("check", str(path), "--show", "kind=x").exit_code == 2
