"""`--to same --add articles`: the articles in a file beside, with the names the file has for lines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bench.forms import FORMS
from tests.test_same import FOLDER, METS, RIGHT, WRONG, changed, invoke
from tests.test_same_order import LEFT, LOW, REGIONS, TOP, file, region


def told(path: Path, out: Path, *more: str) -> dict[str, Any]:
    """What is written beside the file that is made of one."""
    done = invoke("clean", path, "--to", "same", "--add", "articles", "-o", f"{out}/", *more)
    assert done.exit_code == 0, done.output
    found: dict[str, Any] = json.loads((out / f"{path.name}.articles.json").read_text("utf-8"))
    return found


def as_json(path: Path) -> dict[str, Any]:
    done = invoke("clean", path, "--to", "json")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def blocks(found: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        *(block for article in found["articles"] for block in article["blocks"]),
        *found["blocks_outside"],
    ]


def test_each_block_has_the_names_of_its_region_and_lines(tmp_path: Path) -> None:
    path = tmp_path / "page.xml"
    path.write_bytes(file(REGIONS))
    found = told(path, tmp_path / "out")
    rows = [row for block in blocks(found) for row in block["ids"]]
    assert [row["page"] for row in rows] == [1] * len(rows)
    of_region: dict[str, list[str]] = {}
    for row in rows:
        of_region.setdefault(row["region"], []).extend(row["lines"])
    assert of_region == {name: [f"{name}l0", f"{name}l1"] for name in ("top", "low", "left")}
    whole = "".join(block["text"] for block in blocks(found)).replace("\n", "")
    assert whole == "".join([*TOP, *LOW, *LEFT]).replace(",", "，")


IDS = {
    "page.alto.xml": ("B1", ["L0", "L1", "L2"]),
    "page.page.xml": ("r1", ["l0", "l1", "l2"]),
    "page.hocr": ("page_1", ["line_0", "line_1", "line_2"]),
}


@pytest.mark.parametrize("name", IDS)
def test_in_every_format_that_has_names(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(FORMS[name](WRONG))
    rows = [row for block in blocks(told(path, tmp_path / "out")) for row in block["ids"]]
    region, lines = IDS[name]
    assert {row["region"] for row in rows} == {region}
    assert list(dict.fromkeys(line for row in rows for line in row["lines"])) == lines
    assert (tmp_path / "out" / name).read_bytes() == FORMS[name](changed(WRONG, RIGHT))


@pytest.mark.parametrize("name", ["page.tsv", "middle.json"])
def test_without_names_there_are_places(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(FORMS[name](WRONG))
    found = blocks(told(path, tmp_path / "out"))
    assert found and all(block["ids"] == [] and block["places"] for block in found)


@pytest.mark.parametrize(
    "name", ["reichsanzeiger.page.xml", *sorted(each.name for each in FOLDER.glob("*.hocr"))]
)
def test_it_says_what_json_says(name: str, tmp_path: Path) -> None:
    path = FOLDER / name
    found, want = told(path, tmp_path / "out"), as_json(path)
    for block in blocks(found):
        del block["ids"]
    assert {key: found[key] for key in ("articles", "blocks_outside", "pages")} == {
        key: want[key] for key in ("articles", "blocks_outside", "pages")
    }


def test_of_an_issue_there_is_one_that_tells_the_pages(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "text").mkdir(parents=True)
    (folder / "mets.xml").write_text(METS, "utf-8")
    (folder / "text" / "one.xml").write_bytes(file(REGIONS))
    (folder / "text" / "two.xml").write_bytes(FORMS["page.alto.xml"](WRONG))
    found = told(folder / "mets.xml", tmp_path / "out")
    assert [page["name"] for page in found["pages"]] == ["text/two.xml", "text/one.xml"]
    held = {(row["page"], row["region"]) for block in blocks(found) for row in block["ids"]}
    assert held == {(1, "B1"), (2, "top"), (2, "low"), (2, "left")}


def test_lines_that_have_no_region_and_the_other_way_round(tmp_path: Path) -> None:
    path = tmp_path / "page.hocr"
    text = FORMS["page.hocr"](WRONG).decode().replace(" id='page_1'", "")
    path.write_text(text.replace(" id='line_1'", ""), "utf-8")
    rows = [row for block in blocks(told(path, tmp_path / "out")) for row in block["ids"]]
    assert {row["region"] for row in rows} == {None}
    assert {line for row in rows for line in row["lines"]} == {"line_0", "line_2"}


def test_in_place_it_is_written_again_though_nothing_changes(tmp_path: Path) -> None:
    path, beside = tmp_path / "page.xml", tmp_path / "page.xml.articles.json"
    path.write_bytes(file(REGIONS))
    args = ("clean", tmp_path, "--to", "same", "--in-place", "--add", "articles", "--no-ledger")
    for _ in range(2):
        beside.unlink(missing_ok=True)
        done = invoke(*args)
        assert done.exit_code == 0, done.output
        assert json.loads(beside.read_text("utf-8"))["articles"]
    assert invoke(*args).exit_code == 0
    assert sorted(each.name for each in tmp_path.iterdir()) == ["page.xml", beside.name]


def test_undo_gives_the_file_and_leaves_what_is_beside_it(tmp_path: Path) -> None:
    path, out, ledger = tmp_path / "page.xml", tmp_path / "out", tmp_path / "l.jsonl"
    path.write_bytes(file(REGIONS))
    told(path, out, "--add", "order", "--ledger", str(ledger))
    back = tmp_path / "back.xml"
    assert invoke("undo", out / "page.xml", "--ledger", ledger, "-o", back).exit_code == 0
    assert back.read_bytes() == path.read_bytes()
    assert len(list(out.iterdir())) == 2


def test_it_needs_a_place(tmp_path: Path) -> None:
    path = tmp_path / "page.xml"
    path.write_bytes(file(REGIONS))
    done = invoke("clean", path, "--to", "same", "--add", "articles")
    assert done.exit_code == 2 and "name one: --output" in done.output


def test_text_of_a_region_behind_one_within_it_is_its_own(tmp_path: Path) -> None:
    inner = region("in", 40, 460, [])
    outer = region("out", 40, 40, [], inner)
    text = f"<TextEquiv><Unicode>{TOP[1]}</Unicode></TextEquiv></TextRegion>"
    path = tmp_path / "page.xml"
    path.write_bytes(file(outer.removesuffix("</TextRegion>") + text))
    found = blocks(told(path, tmp_path / "out"))
    (own,) = [block for block in found if TOP[1] in block["text"]]
    assert own["ids"][0] == {"page": 1, "region": "out", "lines": []}


def test_what_is_a_comment_in_hocr_holds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "page.hocr"
    text = FORMS["page.hocr"](WRONG).decode()
    old = "<!-- <span class='ocr_line' id='old'> -->"
    text = text.replace("<span class='ocrx_word'", f"{old}<span class='ocrx_word'")
    path.write_text(text, "utf-8")
    rows = [row for block in blocks(told(path, tmp_path / "out")) for row in block["ids"]]
    assert {line for row in rows for line in row["lines"]} == {"line_0", "line_1", "line_2"}


def test_a_foot_is_a_line_of_its_own_and_a_word_is_none(tmp_path: Path) -> None:
    path = tmp_path / "page.hocr"
    text = FORMS["page.hocr"](WRONG).decode()
    head, last = text.rsplit("<span class='ocr_line'", 1)
    path.write_text(f"{head}<span class='ocr_footer'{last}", "utf-8")
    found = blocks(told(path, tmp_path / "out"))
    foot = [row for block in found if "江流" in block["text"] for row in block["ids"]]
    assert [row["lines"][-1] for row in foot] == ["line_2"]
