"""`--to same`: a file with the characters of its words changed, and every other byte as it was."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from bench.forms import FORMS, Lines, alto, hocr, page, rapidocr, rapidocr_escaped
from cleaner.cli import app, back

FOLDER = Path(__file__).parents[1] / "fixtures" / "formats"
WRONG: Lines = [
    ["春江潮水", "连海平,", "海上明月", "共潮生"],
    ["滟滟随波", "千万里,", "何处春江", "无月明"],
    ["江流宛转", "绕芳甸,", "月照花林", "皆似霰。"],
]
RIGHT = {",": "，"}


def invoke(*args: str | Path) -> Result:
    return CliRunner().invoke(app, [*map(str, args)])


def changed(lines: Lines, became: dict[str, str]) -> Lines:
    return [["".join(became.get(mark, mark) for mark in word) for word in row] for row in lines]


def cleaned(folder: Path, name: str, data: bytes, *more: str) -> bytes:
    """What becomes of a file; undone again on the way."""
    path, out, ledger = folder / name, folder / "out", folder / "ledger.jsonl"
    path.write_bytes(data)
    done = invoke("clean", path, "--to", "same", "-o", f"{out}/", "--ledger", ledger, *more)
    assert done.exit_code == 0, done.output
    made = (out / name).read_bytes()
    back = folder / "back"
    assert invoke("undo", out / name, "--ledger", ledger, "-o", back).exit_code == 0
    assert back.read_bytes() == data
    return made


@pytest.mark.parametrize("name", FORMS)
def test_only_the_characters_that_are_wrong_change(name: str, tmp_path: Path) -> None:
    make = FORMS[name]
    assert cleaned(tmp_path, name, make(WRONG)) == make(changed(WRONG, RIGHT))


@pytest.mark.parametrize("name", FORMS)
def test_what_is_right_stays_byte_for_byte(name: str, tmp_path: Path) -> None:
    data = FORMS[name](changed(WRONG, RIGHT))
    assert cleaned(tmp_path, name, data) == data


@pytest.mark.parametrize("name", ["page.alto.xml", "page.page.xml", "middle.json"])
def test_cleaning_twice_is_cleaning_once(name: str, tmp_path: Path) -> None:
    once = cleaned(tmp_path, name, FORMS[name](WRONG))
    assert cleaned(tmp_path, name, once) == once


@pytest.mark.parametrize(
    "name", ["page.alto.xml", "page.tsv", "rapidocr-escaped.json", "docling.json"]
)
def test_the_script_is_converted_word_by_word(name: str, tmp_path: Path) -> None:
    data = FORMS[name]([["头发", "和", "面条"], ["发展", "与", "干部"]])
    want = FORMS[name]([["頭髮", "和", "麪條"], ["發展", "與", "幹部"]])
    assert cleaned(tmp_path, name, data, "--script", "t") == want


@pytest.mark.parametrize(
    "file",
    sorted(
        path.name
        for path in FOLDER.iterdir()
        if path.suffix in (".xml", ".hocr", ".tsv", ".json", ".html") and "mets" not in path.name
    ),
)
def test_every_fixture_comes_back(file: str, tmp_path: Path) -> None:
    cleaned(tmp_path, file, (FOLDER / file).read_bytes())


def test_a_hyphen_at_a_line_end_stays_where_the_line_ends(tmp_path: Path) -> None:
    lines = [
        ["The", "council", "of", "the", "town", "has", "decided", "on", "its", "last", "evening", "that", "the", "new", "bridge", "over", "the", "riv-"],
        ["er", "will", "be", "opened", "in", "the", "spring", "of", "next", "year,", "and", "that", "all", "inhabitants", "of", "the", "town", "are", "in-"],
        ["vited.", "It", "was", "built", "in", "three", "years,", "and", "nobody", "was", "hurt", "while", "it", "was", "built,", "said", "the", "may-"],
        ["or", "of", "the", "town", "on", "Monday", "in", "the", "evening", "at", "the", "opening", "of", "the", "meeting", "in", "the", "old", "town", "hall."],
    ]  # fmt: skip
    text = tmp_path / "text"
    (tmp_path / "page.hocr").write_bytes(hocr(lines))
    assert invoke("clean", tmp_path / "page.hocr", "-o", text).exit_code == 0
    assert " invited" in text.read_text("utf-8")  # joined in the text
    assert cleaned(tmp_path, "page.hocr", hocr(lines)) == hocr(lines)


def test_a_broken_file_is_told_and_the_others_are_done(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    (folder / "deep").mkdir(parents=True)
    for number in range(6):
        (folder / "deep" / f"{number}.xml").write_bytes(alto(WRONG))
    (folder / "broken.xml").write_bytes(alto(WRONG)[:-20])
    done = invoke("clean", folder, "--to", "same", "-o", out, "--jobs", "2")
    assert done.exit_code == 2 and "broken.xml: is not well-formed XML" in done.output
    assert sorted(path.name for path in out.rglob("*.xml")) == [f"{each}.xml" for each in range(6)]
    assert {path.read_bytes() for path in out.rglob("*.xml")} == {alto(changed(WRONG, RIGHT))}


METS = """<?xml version="1.0"?>
<mets xmlns:xlink="http://www.w3.org/1999/xlink"><fileSec><fileGrp USE="Text">
<file ID="A" MIMETYPE="text/xml"><FLocat xlink:href="file://text/one.xml"/></file>
<file ID="B" MIMETYPE="text/xml"><FLocat xlink:href="./text/two.xml"/></file>
</fileGrp></fileSec><structMap TYPE="PHYSICAL"><div><fptr FILEID="B"/><fptr FILEID="A"/></div></structMap></mets>
"""


def test_an_issue_is_written_with_the_files_it_names(tmp_path: Path) -> None:
    folder, out, again = tmp_path / "in", tmp_path / "out", tmp_path / "back"
    issue(folder)
    ledger = tmp_path / "l.jsonl"
    done = invoke("clean", folder / "mets.xml", "--to", "same", "-o", out, "--ledger", ledger)
    assert done.exit_code == 0, done.output
    for name in ("text/one.xml", "text/two.xml"):
        assert (out / name).read_bytes() == alto(changed(WRONG, RIGHT))
    assert (out / "mets.xml").read_text("utf-8") == METS
    undone = invoke("undo", out / "mets.xml", "--ledger", ledger, "-o", f"{again}/")
    assert undone.exit_code == 0, undone.output
    for name in ("mets.xml", "text/one.xml", "text/two.xml"):
        assert (again / name).read_bytes() == (folder / name).read_bytes()
    assert invoke("clean", folder / "mets.xml", "--to", "same").exit_code == 2
    assert (
        invoke("clean", folder / "mets.xml", "--to", "same", "-o", folder / "m.xml").exit_code == 2
    )
    assert (folder / "text" / "one.xml").read_bytes() == alto(WRONG)


def test_files_are_written_where_they_were(tmp_path: Path) -> None:
    path = tmp_path / "page.xml"
    path.write_bytes(alto(WRONG))
    done = invoke("clean", path, "--to", "same", "--in-place", "--backup", ".bak")
    assert done.exit_code == 0, done.output
    assert path.read_bytes() == alto(changed(WRONG, RIGHT))
    assert (tmp_path / "page.xml.bak").read_bytes() == alto(WRONG)


def issue(folder: Path) -> list[Path]:
    """A METS file, a file it names that is wrong, and one that is right."""
    (folder / "text").mkdir(parents=True)
    (folder / "mets.xml").write_text(METS, "utf-8")
    (folder / "text" / "one.xml").write_bytes(alto(WRONG))
    (folder / "text" / "two.xml").write_bytes(alto(changed(WRONG, RIGHT)))
    return [folder / "mets.xml", folder / "text" / "one.xml", folder / "text" / "two.xml"]


def test_of_an_issue_every_file_has_its_backup(tmp_path: Path) -> None:
    paths = issue(tmp_path)
    before = [path.read_bytes() for path in paths]
    done = invoke("clean", paths[0], "--to", "same", "--in-place", "--backup", ".bak")
    assert done.exit_code == 0, done.output
    assert paths[1].read_bytes() == paths[2].read_bytes() == before[2]
    assert [path.with_name(path.name + ".bak").read_bytes() for path in paths] == before


def test_of_an_issue_no_file_that_changed_meanwhile_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = issue(tmp_path)
    put_back = back.put_back

    def late(*args: Any) -> Any:
        made = put_back(*args)
        paths[2].write_bytes(b"new")
        return made

    monkeypatch.setattr(back, "put_back", late)
    done = invoke("clean", paths[0], "--to", "same", "--in-place")
    assert done.exit_code == 2 and "two.xml: changed meanwhile" in done.output
    assert paths[1].read_bytes() == alto(WRONG) and paths[2].read_bytes() == b"new"
    assert sorted(path for path in tmp_path.rglob("*") if path.is_file()) == sorted(paths)


@pytest.mark.parametrize("harm", ["1e999", "-1", "null"])
def test_a_number_of_the_ledger_that_is_none_is_told(harm: str, tmp_path: Path) -> None:
    cleaned(tmp_path, "page.xml", alto(WRONG))
    ledger = tmp_path / "ledger.jsonl"
    head, *rest = ledger.read_text("utf-8").splitlines()
    told = json.loads(head)
    told["result"]["files"][0]["bytes"][0][0] = "HARM"
    ledger.write_text("\n".join([json.dumps(told).replace('"HARM"', harm), *rest]), "utf-8")
    undone = invoke("undo", tmp_path / "out" / "page.xml", "--ledger", ledger, "-o", "new")
    assert undone.exit_code == 2 and undone.output.startswith("error: ")


@pytest.mark.parametrize("name", ["page.xml", "page.txt"])
def test_a_ledger_may_come_through_a_pipe(name: str, tmp_path: Path) -> None:
    path, out, ledger, pipe = (tmp_path / each for each in (name, "out", "l.jsonl", "pipe"))
    path.write_bytes(alto(WRONG) if name == "page.xml" else "他说:今天下雨。\n".encode())
    invoke("clean", path, "--to", "same", "-o", f"{out}/", "--ledger", ledger)
    os.mkfifo(pipe)
    writer = threading.Thread(target=lambda: pipe.write_bytes(ledger.read_bytes()), daemon=True)
    writer.start()
    undone = invoke("undo", out / name, "--ledger", pipe, "-o", tmp_path / "back")
    assert undone.exit_code == 0, undone.output
    assert (tmp_path / "back").read_bytes() == path.read_bytes()
    writer.join()


def test_text_is_text_and_what_has_no_place_for_words_is_refused(tmp_path: Path) -> None:
    path, out = tmp_path / "page.txt", tmp_path / "out.txt"
    path.write_text("他说:今天下雨。\n", "utf-8")
    assert invoke("clean", path, "--to", "same", "-o", out).exit_code == 0
    assert out.read_text("utf-8") == "他说：今天下雨。\n"
    from tests.pdfs import pdf, text

    path = tmp_path / "page.pdf"
    path.write_bytes(pdf(text("春江花月夜", 20, 30)))
    done = invoke("clean", path, "--to", "same", "-o", tmp_path / "out.pdf")
    assert done.exit_code == 2 and "pdf cannot be written; choose another --to" in done.output
    assert not (tmp_path / "out.pdf").exists()


def test_the_output_is_a_folder_where_its_name_is_none_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "page.xml"
    path.write_bytes(alto(WRONG))
    assert invoke("clean", path, "--to", "same", "-o", tmp_path / "out").exit_code == 0
    assert (tmp_path / "out" / "page.xml").read_bytes() == alto(changed(WRONG, RIGHT))
    assert invoke("clean", path, "--to", "same", "-o", tmp_path / "new.xml").exit_code == 0
    assert (tmp_path / "new.xml").read_bytes() == alto(changed(WRONG, RIGHT))


@pytest.mark.parametrize("harm", ["text", "ledger", "name"])
def test_undo_refuses_what_does_not_fit(harm: str, tmp_path: Path) -> None:
    cleaned(tmp_path, "page.xml", alto(WRONG))
    out, ledger, back = tmp_path / "out" / "page.xml", tmp_path / "ledger.jsonl", tmp_path / "new"
    if harm == "text":
        out.write_bytes(out.read_bytes() + b"\n")
    head, *rest = ledger.read_text("utf-8").splitlines()
    told = json.loads(head)
    if harm == "ledger":
        told["result"]["files"][0]["bytes"][0][2] = "00"
    if harm == "name":
        told["result"]["files"] = told["result"]["files"] * 2
        told["result"]["files"][1]["name"] = "../page.xml"
    ledger.write_text("\n".join([json.dumps(told), *rest]), "utf-8")
    undone = invoke("undo", out, "--ledger", ledger, "-o", back)
    assert undone.exit_code == 2 and undone.output.startswith("error: ")
    assert not back.exists()


Variant = Callable[[str], str]
SPELLINGS: dict[str, tuple[str, str]] = {
    "references": ("无月明&#44;今天&#x4e0b;雨", "无月明，今天&#x4e0b;雨"),
    "names": ("A&amp;B公司,今天下雨", "A&amp;B公司，今天下雨"),
    "cdata": ("<![CDATA[无月明,今天下雨]]>", "<![CDATA[无月明，今天下雨]]>"),
    "half cdata": ("无<![CDATA[月明,今]]>天下雨", "无<![CDATA[月明，今]]>天下雨"),
    "comment": ("无月明<!-- , -->,今天下雨", "无月明<!-- , -->，今天下雨"),
    "instruction": ("无月明<?x ,?>,今天下雨", "无月明<?x ,?>，今天下雨"),
    "tags": ("<b>无月明</b>,<i>今天</i>下雨", "<b>无月明</b>，<i>今天</i>下雨"),
}


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_however_a_word_is_spelt_the_rest_of_it_stays(spelling: str, tmp_path: Path) -> None:
    old, new = SPELLINGS[spelling]
    line = [["春江潮水连海平", "PLACE", "海上明月共潮生滟滟。"]]
    template = hocr(line).decode()
    data = template.replace("PLACE", old).encode()
    assert cleaned(tmp_path, "page.hocr", data).decode() == template.replace("PLACE", new)
    if "<b>" not in old:
        template = page(line).decode()
        data = template.replace("PLACE", old).encode()
        assert cleaned(tmp_path, "page.xml", data).decode() == template.replace("PLACE", new)


def test_json_is_escaped_as_the_file_is(tmp_path: Path) -> None:
    lines = [["春江潮水连海平,海上明月共潮生"], ['春江潮水连海平,海上"明月"共潮生']]
    made = cleaned(tmp_path, "rapidocr.json", rapidocr(lines))
    want = [["春江潮水连海平，海上明月共潮生"], ["春江潮水连海平，海上“明月”共潮生"]]
    assert made == rapidocr(want)
    made = cleaned(tmp_path, "rapidocr.json", rapidocr_escaped(lines))
    assert made == rapidocr_escaped(want)


PROVENANCE = {
    "page.alto.xml": (
        "pixel</MeasurementUnit></Description>",
        '</MeasurementUnit><Processing ID="cleaner"><processingStepDescription>words corrected',
    ),
    "page.page.xml": (
        "</LastChange></Metadata>",
        '</LastChange><MetadataItem type="processingStep" name="words corrected" value="cleaner ',
    ),
    "page.hocr": ('content="own"', 'content="own; cleaner '),
    "page.alto2.xml": ("", ""),  # no place for it
    "page.page2013.xml": ("", ""),
    "page.tsv": ("", ""),
    "rapidocr.json": ("", ""),
}


@pytest.mark.parametrize("name", PROVENANCE)
def test_who_changed_a_file_is_told_where_it_is_asked_for(name: str, tmp_path: Path) -> None:
    make = FORMS[name]
    want = make(changed(WRONG, RIGHT)).decode()
    made = cleaned(tmp_path, name, make(WRONG), "--provenance").decode()
    before, after = PROVENANCE[name]
    assert (after in made and before in want) if before else made == want
    assert len(made) > len(want) if before else True
    right = want.encode()
    assert cleaned(tmp_path, name, right, "--provenance") == right  # nothing changed
    if before:
        again = cleaned(tmp_path, name, made.replace("，", ",").encode(), "--provenance")
        assert again.decode().count("cleaner ") + again.decode().count('"cleaner') >= 2


def test_provenance_goes_with_the_own_form_alone(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a\n")
    assert invoke("clean", tmp_path / "a.txt", "--provenance").exit_code == 2
