"""Files whose lines have places: read in the order of the page, cleaned, undone or refused."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import partial
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from random import Random

import numpy as np
import pytest
from typer.testing import CliRunner, Result

from cleaner.cli import app
from cleaner.cli.placed import source_with_places
from cleaner.formats import Page, Writing
from cleaner.page.pages import placed
from cleaner.page.reading import read
from cleaner.pipeline import run
from cleaner.text.document import Source
from tests.pdfs import pdf, text
from tests.setting import ONE, SIZE, THREE, TWO, column, page

FORMATS = Path(__file__).parents[1] / "fixtures" / "formats"


def invoke(*args: str) -> Result:
    return CliRunner().invoke(app, list(args))


def paragraphs(found: Page) -> list[str]:
    return [each.replace("\n", "") for each in read(found).text.strip("\n").split("\n\n")]


@pytest.mark.parametrize("shuffle", range(5))
def test_columns_are_read_one_after_the_other_whatever_the_order_in_the_file(shuffle: int) -> None:
    lines = column(ONE, 20, 60, 10) + column(TWO, 140, 60, 10) + column(THREE, 260, 60, 10)
    assert paragraphs(page(*lines, shuffle=shuffle)) == [ONE, TWO, THREE]


def test_a_headline_over_columns_is_read_before_them_though_written_last() -> None:
    lines = [*column(ONE, 20, 60, 10), *column(TWO, 140, 60, 10), ("春江花月夜之歌", 40, 20, 24)]
    assert paragraphs(page(*lines)) == ["春江花月夜之歌", ONE, TWO]


def test_stories_side_by_side_are_read_one_after_the_other() -> None:
    lines = [
        ("左边的题目", 20, 20, 20), *column(ONE, 20, 60, 8), *column(TWO, 110, 60, 8),
        ("右边的题目", 230, 20, 20), *column(THREE, 230, 60, 12),
    ]  # fmt: skip
    assert paragraphs(page(*lines)) == ["左边的题目", ONE, TWO, "右边的题目", THREE]


def test_bands_are_read_one_under_the_other() -> None:
    lines = [
        ("上左题目", 20, 10, 20), *column(ONE, 20, 40, 14),
        ("上右题目", 200, 10, 20), *column(TWO, 200, 40, 14),
        ("下面题目", 20, 150, 20), *column(THREE, 20, 180, 14), *column(ONE, 200, 180, 14),
    ]  # fmt: skip
    assert paragraphs(page(*lines)) == [
        "上左题目", ONE, "上右题目", TWO, "下面题目", THREE, ONE,
    ]  # fmt: skip


def test_a_headline_of_two_lines_is_one() -> None:
    lines = [("春江潮水连海平", 20, 10, 20), ("海上明月共潮生", 20, 34, 20)]
    assert paragraphs(page(*lines, *column(ONE, 20, 80, 14))) == [
        "春江潮水连海平海上明月共潮生",
        ONE,
    ]


def test_a_paragraph_goes_on_at_the_head_of_the_next_column() -> None:
    whole = ONE[:-1] + TWO
    lines = column(whole[:38], 20, 60, 10) + column("…" + whole[38:] + "|" + THREE, 140, 60, 10)
    assert paragraphs(page(*lines)) == [whole, THREE]


def test_columns_downwards_are_read_from_right_to_left() -> None:
    lines = [("春江潮水连海平", 300, 20, SIZE), ("海上明月共潮生", 286, 20, SIZE)]
    assert read(page(*lines, writing=Writing.DOWN)).text == "春江潮水连海平\n海上明月共潮生\n"


def test_page_numbers_and_running_heads_stand_by_themselves() -> None:
    lines = [("第三版", 20, 5, 8), *column(ONE, 20, 30, 10), *column(TWO, 140, 30, 10)]
    found = paragraphs(page(*lines, ("校对", 120, 280, 8)))
    assert found == ["第三版", ONE, TWO, "校对"]


def test_every_line_of_the_text_has_the_place_it_came_from() -> None:
    found = read(page(*column(ONE, 20, 60, 10), *column(TWO, 140, 60, 10)))
    lines = found.text.removesuffix("\n").split("\n")
    assert len(lines) == len(found.boxes)
    for line, box in zip(lines, found.boxes, strict=True):
        assert np.isnan(box).all() if not line else box[2] - box[0] == SIZE * len(line)


@pytest.mark.parametrize("seed", range(20))
def test_no_line_is_lost_or_read_twice(seed: int) -> None:
    rng = Random(seed)
    lines = [
        (str(k), rng.uniform(-50, 400), rng.uniform(-50, 300), rng.choice((1, 8, 10, 60)))
        for k in range(rng.randint(1, 150))
    ]
    assert sorted(read(page(*lines)).text.split()) == sorted(line[0] for line in lines)


def test_lines_without_a_place_come_last() -> None:
    lines = [("无处可寻", float("nan"), float("nan"), SIZE), *column(ONE, 20, 60, 10)]
    assert paragraphs(page(*lines)) == [ONE, "无处可寻"]


def test_what_would_end_a_line_or_cannot_be_written_is_taken_out() -> None:
    assert read(page(("春\u2028江\ud800", 20, 20, SIZE))).text == "春 江\ufffd\n"


def test_a_frame_is_read_by_itself() -> None:
    lines = [*column(ONE, 20, 60, 10), *column(TWO, 140, 60, 10), *column(THREE, 260, 60, 10)]
    framed = replace(page(*lines), frames=np.array([[130.0, 50.0, 370.0, 130.0]]))
    assert paragraphs(framed) == [ONE, TWO, THREE]


def test_a_rule_parts_bands_of_columns() -> None:
    upper = [*column(ONE, 20, 20, 10), *column(TWO, 140, 20, 10)]
    lower = [*column(THREE, 20, 79, 10), *column(ONE, 140, 79, 10)]
    found = page(*upper, *lower)
    ruled = replace(found, rules=np.array([[20.0, 74.5, 240.0, 75.5]]))
    assert paragraphs(ruled) == [ONE, TWO, THREE, ONE]


def test_what_goes_on_in_the_next_column_is_one_paragraph_when_cleaned() -> None:
    whole = ONE[:-1] + TWO
    lines = column(whole[:38], 20, 60, 10) + column("…" + whole[38:] + "|" + THREE, 140, 60, 10)
    text = placed([page(*lines)])
    source = replace(Source.from_text(text.text), format="pdf", wraps=text.wraps)
    assert run(source).text == f"{whole}\n\n{THREE}\n"


def drawn() -> bytes:
    return pdf(
        text("春江潮水连海平，海上明月共潮生。", 20, 50) + text("春江花月夜", 20, 30, size=20)
    )


def test_a_pdf_is_cleaned_and_its_text_comes_back(tmp_path: Path) -> None:
    path, out, ledger = tmp_path / "page.pdf", tmp_path / "out.txt", tmp_path / "ledger.jsonl"
    path.write_bytes(drawn())
    assert invoke("clean", str(path), "-o", str(out), "--ledger", str(ledger)).exit_code == 0
    assert out.read_text("utf-8") == "春江花月夜\n\n春江潮水连海平，海上明月共潮生。\n"
    back = invoke("undo", str(out), "--ledger", str(ledger))
    source = source_with_places(partial(BytesIO, drawn()), "page.pdf")
    assert source is not None and back.stdout == source.text
    head = json.loads(ledger.read_text("utf-8").partition("\n")[0])["source"]
    assert head["sha256"] == sha256(drawn()).hexdigest() and head["format"] == "pdf"


def test_a_file_with_places_is_not_written_in_place(tmp_path: Path) -> None:
    path = tmp_path / "page.pdf"
    path.write_bytes(drawn())
    assert invoke("clean", str(path), "--in-place").exit_code == 2
    assert path.read_bytes() == drawn()


def test_what_is_no_text_is_refused_with_what_to_do(tmp_path: Path) -> None:
    picture, out = tmp_path / "page.png", tmp_path / "out.txt"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    found = invoke("clean", str(picture), "-o", str(out))
    assert found.exit_code == 2 and "tesseract" in found.stderr and not out.exists()


@pytest.mark.parametrize(
    "given",
    [
        "%PDF-1.4 是这种文件的开头。\n",
        "本文说的是 %PDF-1.7\n的格式。\n",
        "BZh 是压缩文件的开头。\n",
        "CAJ 是一种格式。\n",
        '[{"id": 7, "text": "水利会议", "box": [1, 2, 30, 40]}]\n',
        '[[[1, 2, 30, 40], "水利会议"]]\n',
        "II*甲乙丙\n",
        "level\tpage\ttext\n1\t2\t春江\n",
        "<div>&lt;span class='ocr_line'&gt; 是 hOCR 的一行。</div>\n",
        "<html><head><meta name='ocr-system' content='x'></head><body>春江</body></html>\n",
        '{"text": "春江", "n": [1, 2, 3, 4]}\n',
        "<page><line>春江</line></page>\n",
    ],
)
def test_text_that_looks_like_another_format_stays_text(given: str) -> None:
    assert source_with_places(partial(BytesIO, given.encode()), "page.txt") is None


def test_a_folder_gives_what_has_places_and_no_other_xml(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    (folder / "page.pdf").write_bytes(drawn())
    (folder / "page.xml").write_text("<page><line>春江</line></page>", "utf-8")
    (folder / "list.tsv").write_text("level\tpage\n1\t2\n", "utf-8")
    (folder / "issue.mets.xml").write_bytes((FORMATS / "issue.mets.xml").read_bytes())
    (folder / "scan.alto.xml").write_bytes((FORMATS / "page.alto.xml").read_bytes())
    assert invoke("clean", str(folder), "-o", str(out)).exit_code == 0
    assert sorted(path.name for path in out.iterdir()) == ["page.txt", "scan.alto.txt"]
