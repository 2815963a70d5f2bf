"""Where text stands in its file: of every character, of blocks in the JSON, of edits."""

from __future__ import annotations

import json
import tracemalloc
from dataclasses import replace
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner, Result

from cleaner.cli import app
from cleaner.cli.placed import source_with_places
from cleaner.files import drafts
from cleaner.formats import Lines, Page, Writing
from cleaner.formats import pdf as pdf_format
from cleaner.ledger.fixes import Edit, Proposal, To
from cleaner.ledger.merging import merge
from cleaner.ledger.records import Record, Recorded
from cleaner.ledger.rules import Rule
from cleaner.output.json import describe
from cleaner.page.pages import placed
from cleaner.pipeline import run
from cleaner.stages import RULES
from cleaner.text.document import Document, Source
from cleaner.text.sections import Section
from cleaner.text.spots import Spot
from tests.pdfs import pdf, text
from tests.setting import ONE, SIZE, THREE, TWO, Placed, column, hocr, page


def invoke(*args: str) -> Result:
    return CliRunner().invoke(app, list(args))


def source(data: str | bytes, name: str = "page.hocr") -> Source:
    raw = data.encode() if isinstance(data, str) else data
    found = source_with_places(partial(BytesIO, raw), name)
    assert found is not None
    return found


def spots(pages: list[Page], string: str) -> list[Spot]:
    """Where a string, its line ends aside, stands on pages."""
    found = placed(pages)
    solid = [place for place, mark in enumerate(found.text) if not mark.isspace()]
    at = "".join(found.text.split()).index(string)
    starts = np.array(solid[at : at + len(string)])
    return found.words.spots(starts, starts + 1)


COLUMNS: list[Placed] = [*column(ONE, 20, 60, 10), *column(TWO, 140, 60, 10)]


@pytest.mark.parametrize("shuffle", range(3))
def test_every_character_has_the_box_it_was_set_in(shuffle: int) -> None:
    for string, x, y, size in COLUMNS:
        for at, mark in enumerate(string):
            (spot,) = spots([page(*COLUMNS, shuffle=shuffle)], string)[:1]
            assert spot.box == (x, y, x + size * len(string), y + size)
            whole = placed([page(*COLUMNS, shuffle=shuffle)])
            start = whole.text.index(string) + at
            (own,) = whole.words.spots(np.array([start]), np.array([start + 1]))
            assert whole.text[start] == mark
            assert own.box == pytest.approx((x + size * at, y, x + size * (at + 1), y + size))
        break


def test_a_paragraph_over_two_columns_has_a_box_in_each() -> None:
    whole = ONE[:-1] + TWO
    lines = column(whole[:38], 20, 60, 10) + column("…" + whole[38:] + "|" + THREE, 140, 60, 10)
    found = [spot.box for spot in spots([page(*lines)], whole)]
    assert found == [(20, 60, 120, 112), (140, 60, 240, 84)]


def test_a_paragraph_of_columns_downwards_has_one_box() -> None:
    lines = [("春江潮水连海平", 300, 20, SIZE), ("海上明月共潮生", 286, 20, SIZE)]
    (spot,) = spots([page(*lines, writing=Writing.DOWN)], "春江潮水连海平海上明月共潮生")
    assert spot.box == (286, 20, 310, 90)
    (part,) = spots([page(*lines, writing=Writing.DOWN)], "明月")
    assert part.box == (286, 40, 296, 60)


def test_places_of_further_pages_are_those_of_their_pages() -> None:
    pages = [page(*column(each, 20, 60, 10), number=number) for number, each in enumerate(
        (ONE, TWO, THREE, ONE[::-1], TWO[::-1], THREE[::-1]), 1
    )]  # fmt: skip
    assert [spot.page for spot in spots(pages, TWO)] == [2]
    assert [spot.page for spot in spots(pages, THREE[::-1])] == [6]
    assert [spot.page for spot in spots(pages, TWO + THREE)] == [2, 3]
    found = placed(pages)
    assert [sheet.page for sheet in found.words.sheets] == [1, 2, 3, 4, 5, 6]


def test_a_place_that_has_no_character_is_told_by_those_beside_it() -> None:
    found = placed([page(*COLUMNS)])
    end = found.text.index("\n")
    before, after = found.words.spots(np.array([end]), np.array([end + 1]))
    assert before.box == (110, 60, 120, 70) and after.box == (20, 74, 30, 84)


def test_edits_have_the_bytes_of_their_words() -> None:
    data = hocr(column(ONE.replace("。", ",") + "|" + TWO, 20, 60, 10), size=3)
    found = run(source(data))
    assert found.ledger.entries
    for entry in found.ledger.entries:
        assert entry.places
        for place in entry.places:
            first, last = place["bytes"]
            told = data.encode()[first:last].decode()
            assert place["page"] == 1 and not told.startswith("<")
        before = entry.before.strip()
        assert not before or before in told


def test_json_has_boxes_of_all_blocks(tmp_path: Path) -> None:
    drawn = text("春江花月夜", 20, 30, size=20) + "".join(
        text(string, x, y + 9) for string, x, y, _ in COLUMNS
    )
    path = tmp_path / "page.pdf"
    path.write_bytes(pdf(drawn, drawn))
    told = json.loads(invoke("clean", str(path), "--to", "json").stdout)
    assert told["source"]["format"] == "pdf"
    sheet = {"name": "", "width": 400.0, "height": 300.0, "unit": "point"}
    assert told["pages"] == [{"page": 1} | sheet, {"page": 2} | sheet]
    blocks = [block for article in told["articles"] for block in article["blocks"]]
    assert {block["text"] for block in blocks} == {"春江花月夜", ONE, TWO}
    assert [block["role"] for block in blocks] == ["headline", "paragraph", "paragraph"] * 2
    head, one, two = (each["places"] for each in blocks[3:])
    assert head[0]["page"] == 2 and one[0]["box"] == pytest.approx([20, 60.2, 120, 112.2], abs=1)
    assert two[0]["box"] == pytest.approx([140, 60.2, 240, 112.2], abs=1)
    assert "bytes" not in head[0]


def test_json_of_other_texts_has_no_places() -> None:
    told = describe(run(Source.from_text("他说:今天下雨。\n")))
    assert "pages" not in told and "changes" not in told
    assert all("blocks" not in article for article in told["articles"])


def test_json_has_the_edits_with_their_places() -> None:
    found = run(source(hocr(column(ONE + "|" + TWO, 20, 60, 10))))
    told = describe(found)
    assert len(told["changes"]) == len(found.ledger.entries) > 0
    assert all(each["places"] for each in told["changes"])
    assert {*told["changes"][0]} >= {"id", "rule", "start", "end", "before", "after", "places"}


def test_what_moved_has_the_boxes_it_came_from() -> None:
    """A stretch of the result is asked character by character, not as a hull of the source."""
    found = run(source(hocr(column(ONE, 20, 60, 10), column(TWO, 20, 60, 10))))
    (record,) = found.ledger.records
    start = record.document.text.index(TWO)
    starts, ends = record.stretches(start, start + len(TWO))
    assert "".join(
        found.ledger.source.text[a:b] for a, b in zip(starts, ends, strict=True)
    ).replace("\n", "") == TWO  # fmt: skip


def test_findings_tell_the_page(tmp_path: Path) -> None:
    path = tmp_path / "page.hocr"
    path.write_text(hocr(column(ONE, 20, 60, 10)), "utf-8")
    found: list[dict[str, Any]] = json.loads(invoke("check", str(path), "--format", "json").stdout)
    assert found[0]["edits"][0]["places"][0]["page"] == 1
    assert "(page 1 at 110, 60)" in invoke("check", str(path)).stdout
    sarif = json.loads(invoke("check", str(path), "--format", "sarif").stdout)
    assert sarif["runs"][0]["results"][0]["properties"]["places"]


def test_undo_reads_a_ledger_with_places(tmp_path: Path) -> None:
    path, out, ledger = tmp_path / "page.hocr", tmp_path / "out.txt", tmp_path / "ledger.jsonl"
    path.write_text(hocr(column(ONE + "|" + TWO, 20, 60, 10)), "utf-8")
    assert invoke("clean", str(path), "-o", str(out), "--ledger", str(ledger)).exit_code == 0
    assert '"places": [{"page": 1' in ledger.read_text("utf-8")
    back = invoke("undo", str(out), "--ledger", str(ledger))
    assert back.stdout == source(path.read_bytes()).text


def test_the_name_of_a_page_says_nothing_of_its_notation() -> None:
    assert source(hocr(column(ONE, 20, 60, 10)), "page.tsv").title == "page.tsv.txt"


def peak(pages: int) -> int:
    """Bytes that reading such a file takes at most, its text and its words not in memory."""
    data = hocr(*[column(ONE + "|" + TWO, 20, 60, 10)] * pages).encode()
    tracemalloc.start()
    try:
        found = source(data)
        assert sum(map(len, found.pieces())) == found.characters
        assert found.located is not None
        at = np.array([found.characters - 3])
        assert found.located.spots(at, at + 1)[0].page == pages
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_memory_does_not_grow_with_the_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "HELD", 1 << 12)
    peak(2)
    assert peak(240) < peak(40) + 240 * 1000


def test_a_pdf_is_opened_anew_and_no_page_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_format, "AT_ONCE", 2)
    data = pdf(*(text(f"第{mark}页", 20, 50) for mark in "一二三四五"))
    assert source(data).text == "\n\f".join(f"第{mark}页" for mark in "一二三四五") + "\n"


def test_a_part_of_a_line_is_where_its_characters_run_to() -> None:
    line: Placed = ("春江潮水", 20, 20, SIZE)
    leftward = page(line, writing=Writing.LEFTWARD)
    assert [spot.box for spot in spots([leftward], "春")] == [(50, 20, 60, 30)]
    places = page(line).lines.places
    upside = replace(page(line).lines.words, places=replace(places, turns=np.array([180])))
    turned = replace(page(line), lines=Lines.of(upside, np.arange(2)))
    assert [spot.box for spot in spots([turned], "水")] == [(20, 20, 30, 30)]


def test_what_a_picture_parts_has_two_boxes() -> None:
    lines: list[Placed] = [("春江潮水连海平海上", 20, 20, SIZE), ("明月共潮生", 20, 90, SIZE)]
    assert len(spots([page(*lines)], "春江潮水连海平海上明月共潮生")) == 2


def test_stretches_hold_nothing_that_stands_between() -> None:
    rule: Rule = next(iter(RULES.values()))
    moved = Proposal.of([((Edit(0, 1, To(3)),), "")], rule)
    record = Record(Section(0, "甲乙丙丁"), "\n", 5, 0, Document("甲乙丙丁"))
    record.steps.append(Recorded(merge("甲乙丙丁", [moved]), [moved], []))
    record.document = Document(record.steps[0].step.text)
    assert record.document.text == "乙丙甲丁"
    starts, ends = record.stretches(0, 4)
    assert list(zip(starts, ends, strict=True)) == [(6, 8), (5, 6), (8, 9)]
