"""Attacks on files with places, end to end: an error or bounded work, and nothing opened."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from typer.testing import CliRunner, Result

from cleaner.cli import app
from cleaner.cli.placed import source_with_places
from cleaner.formats import HEAD, recognised, tsv, xml
from cleaner.formats.hocr import PROPERTY
from cleaner.formats.ocrmarks import is_ocr
from cleaner.page.arrangement import blocks_of
from cleaner.page.reading import read, read_as_stated
from cleaner.text.errors import InputError
from tests.setting import Placed, hocr, page

BOX = [[1, 1], [2, 1], [2, 2], [1, 2]]


def invoke(*args: str) -> Result:
    return CliRunner().invoke(app, list(args))


def text_of(data: str | bytes) -> str:
    raw = data.encode() if isinstance(data, str) else data
    found = source_with_places(partial(BytesIO, raw), "page")
    assert found is not None
    return found.text


def growth(work: Callable[[int], object], size: int) -> float:
    """How many times longer eight times as much takes, the quickest of three each."""

    def quickest(count: int) -> float:
        def once() -> float:
            begun = time.process_time()
            work(count)
            return time.process_time() - begun

        return min(once() for _ in range(3))

    return quickest(8 * size) / max(quickest(size), 1e-3)


@pytest.mark.parametrize("sign", ["a", " ", "a ", 'a "', "; ", ';a"', "bbox 1;"])
def test_titles_are_taken_apart_in_one_go(sign: str) -> None:
    assert growth(lambda count: PROPERTY.findall(sign * count), 2000) < 30


@pytest.mark.parametrize(
    "sign",
    [b"<a class=", b"<!--", b"<!DOCTYPE ", b"<?", b"[", b"[ ", b'[[1,2,3,4],"a', b'{"box":[[ ', b'"score":0.1,'],
)  # fmt: skip
def test_heads_are_recognised_in_one_go(sign: bytes) -> None:
    start = b"<html>" if sign.startswith(b"<") else b"["
    assert growth(lambda size: recognised(start + sign * size, "x"), HEAD // 16 // len(sign)) < 40
    is_ocr(sign * 100)


def diagonal(count: int) -> list[Placed]:
    return [("字", at * 12.0, at * 12.0, 10) for at in range(count)]


def heap(count: int) -> list[Placed]:
    return [("字", 10.0, 10.0, 10)] * count


def sizes(count: int) -> list[Placed]:
    return [("字", 10.0, at * 14.0, 8.0 + at % 3 * 4) for at in range(count)]


@pytest.mark.parametrize("lines", [diagonal, heap, sizes])
def test_many_blocks_take_no_more_than_their_number(
    lines: Callable[[int], list[Placed]],
) -> None:
    def work(count: int) -> None:
        found = page(*lines(count))
        reading = read(found)
        assert sum(len(block.text) for block in blocks_of(found, reading)) == count
        assert read_as_stated(found).text.count("字") == count

    assert growth(work, 250) < 40


def test_numbers_larger_than_any_float_are_no_boxes_and_no_scores() -> None:
    far = json.dumps([[[[10**400, 1], [2, 1], [2, 2], [1, 2]], "x", 0.5], [BOX, "x", 0.5]])
    with pytest.raises(InputError, match="not a box"):
        text_of(far.replace("[[[[1" + "0" * 400, "[[[[1" + "0" * 400))
    with pytest.raises(InputError, match="not a score"):
        text_of(json.dumps([[BOX, "x", 10**400]]))


def test_pages_of_no_or_less_than_no_size_are_as_large_as_what_is_on_them(tmp_path: Path) -> None:
    path = tmp_path / "page.xml"
    string = '<String HPOS="20" VPOS="20" WIDTH="150" HEIGHT="10" CONTENT="春江潮水"/>'
    for size in ("-5", "0"):
        path.write_text(
            f'<alto><Layout><Page WIDTH="{size}" HEIGHT="{size}"><TextLine>{string}</TextLine></Page></Layout></alto>',
            "utf-8",
        )
        told = json.loads(invoke("clean", str(path), "--to", "json").stdout)
        assert (told["pages"][0]["width"], told["pages"][0]["height"]) == (170, 30)
        assert invoke("check", str(path), "--show", f"layout={tmp_path}/a.svg").exit_code == 0
        assert (
            float((ElementTree.parse(tmp_path / "a.svg").getroot().get("viewBox") or "").split()[2])
            > 0
        )


def test_boxes_as_large_as_numbers_go_are_read(tmp_path: Path) -> None:
    path = tmp_path / "page.hocr"
    path.write_text(
        hocr([("春江", -9e6, -9e6, 9e6), ("花月", 0, 0, 10), ("夜", 9e6, 9e6, 0)]), "utf-8"
    )
    told = json.loads(invoke("clean", str(path), "--to", "json").stdout)
    assert told["source"]["characters"] > 4 and "NaN" not in json.dumps(told)


@pytest.mark.parametrize("kind", ["hocr", "tsv"])
def test_a_page_has_no_more_words_than_a_page_may(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xml, "MOST_ELEMENTS", 100)
    monkeypatch.setattr(tsv, "MOST_WORDS", 100)
    row = "5\t{}\t1\t1\t1\t1\t1\t1\t1\t1\t90\tx\n"
    rows = [[row.format(1)] * 101, [row.format(number) for number in range(150)]]
    few = [("字" * 90, 0.0, 0.0, 10.0)]
    if kind == "tsv":
        crowded, spread = (tsv.HEADER.decode() + "\n" + "".join(each) for each in rows)
    else:
        crowded, spread = hocr([("字" * 101, 0.0, 0.0, 10.0)]), hocr(few, few)
    assert "字" in text_of(spread) or "x" in text_of(spread)
    with pytest.raises(InputError, match="more than 100"):
        text_of(crowded)


def test_a_drawing_has_no_sign_that_xml_forbids(tmp_path: Path) -> None:
    path, target = tmp_path / "page.json", tmp_path / "page.svg"
    value = {
        "input_path": "\ud800\x01.png",
        "rec_texts": ["春\ud800江\x00\x1b"],
        "rec_polys": [BOX],
    }
    path.write_text(json.dumps(value), "utf-8")
    assert invoke("check", str(path), "--show", f"layout={target}").exit_code == 0
    assert "春" in ElementTree.parse(target).getroot().find(".//{*}title").text  # type: ignore[union-attr,operator]
    assert invoke("clean", str(path), "--to", "json").exit_code == 0


@pytest.mark.parametrize("to", ["text", "json"])
def test_text_that_cannot_be_written_is_marked(tmp_path: Path, to: str) -> None:
    path = tmp_path / "page.json"
    path.write_text(json.dumps([[BOX, "春\ud800江\n\f月", 0.9]]), "utf-8")
    found = invoke("clean", str(path), "--to", to)
    assert found.exit_code == 0 and "春\ufffd江" in found.stdout.replace("\\ufffd", "\ufffd")


def test_words_of_nothing_have_places_of_nothing() -> None:
    found = page(("   ", 10, 10, 10), ("春江", 10, 30, 10))
    reading = read(found)
    assert reading.text == "春江\n" and len(reading.rows) == 1
    empty = page()
    assert read(empty).text == "" and read_as_stated(empty).text == ""
    assert blocks_of(empty, read(empty)) == [] and np.isfinite(read(found).boxes).all()
