"""Bytes that fit nothing, kept through every command, every form of output and every format."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from test_cli import ROOT, invoke
from test_terminals import check

from cleaner.output import FORMS
from cleaner.report.formats import FORMATS

# Within words, beside marks, at line ends, in Latin, at the beginning, alone on a line, at the end.
TEXT = (
    b"\xff" + "义乌市政府今天召开会".encode() + b"\xff" + "议，研究交通问\n".encode()
    + "题。记者说:".encode() + b"\xff\xc0" + "今天下雨,路滑".encode() + b"\xfe\n"
    + b"\xff\n\n" + b"The eco\xffnomy is infor-\nma\x9btion , good\n"
    + "张三(记者".encode() + b"\xff" + ")报道学&am".encode() + b"\xff" + "p;习。".encode() + b"\xff"
)  # fmt: skip
RUNS = ["0xff", "0xff", "0xff 0xc0", "0xfe", "0xff", "0xff", "0x9b", "0xff", "0xff", "0xff"]
DAMAGED = re.compile("[\udc80-\udcff]+")
KEEP = ("--errors", "keep", "--encoding", "utf-8")
WAYS = [
    *(["clean", "a.txt", "--to", form] for form in FORMS),
    *(["check", "a.txt", "--format", form] for form in FORMATS),
    *(["check", "a.txt", "--statistics", by] for by in ("rule", "series")),
    *(
        ["check", "a.txt", "--show", what, "--format", form]
        for what in ("protected", "convention", "kind")
        for form in ("full", "json", "jsonl")
    ),
    ["diff", "a.txt"],
    ["diff", "a.txt", "--format", "unified"],
    ["diff", "a.txt", "--statistics"],
    ["names", "check", "a.txt"],
    ["names", "check", "a.txt", "--format", "jsonl"],
    ["names", "suggest", "a.txt"],
    ["review", "a.txt", "--html", "r.html"],
]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_bytes(TEXT)
    return tmp_path


@pytest.mark.parametrize("way", WAYS, ids=" ".join)
def test_no_way_out_fails(way: list[str]) -> None:
    done = invoke(*way, *KEEP)
    assert done.exit_code in (0, 1), done.output
    if "json" in way or "sarif" in way:
        json.loads(done.stdout_bytes)
    elif "jsonl" in way:
        for line in done.stdout_bytes.splitlines():
            json.loads(line)
    elif way[0] != "clean":
        check(done.stdout_bytes.decode("utf-8"))


def test_they_come_back_and_are_flags_with_their_places() -> None:
    done = invoke("clean", "a.txt", "-o", "b.txt", "--ledger", "b.l", *KEEP)
    assert done.exit_code == 0, done.output
    clean = Path("b.txt").read_bytes()
    before, after = (data.decode("utf-8", "surrogateescape") for data in (TEXT, clean))
    assert DAMAGED.findall(after) == DAMAGED.findall(before)
    assert invoke("undo", "b.txt", "--ledger", "b.l").stdout_bytes == TEXT
    assert invoke("clean", "b.txt", *KEEP).stdout_bytes == clean
    entries = [json.loads(line) for line in Path("b.l").read_text("utf-8").splitlines()[1:]]
    flags = [each for each in entries if "do not fit" in each["why"]]
    assert [each["why"].partition(": ")[2] for each in flags] == RUNS
    places = [found.span() for found in DAMAGED.finditer(before)]
    assert [(each["start"], each["end"]) for each in flags] == places


@pytest.mark.parametrize("to", [form for form in FORMS if form != "markdown"])
def test_every_form_of_output_has_its_ledger(to: str) -> None:
    done = invoke("clean", "a.txt", "-o", "b", "--to", to, "--ledger", "b.l", *KEEP)
    assert done.exit_code == 0, done.output
    if to == "text":
        assert invoke("undo", "b", "--ledger", "b.l").stdout_bytes == TEXT


def test_a_review_decides_beside_them() -> None:
    done = invoke("review", "a.txt", "--decisions", "d.jsonl", *KEEP, stdin=b"y\nn\na\nd\ny\nn\n")
    assert done.exit_code in (0, 1), done.output
    check(done.stdout_bytes.decode("utf-8"))
    again = invoke("clean", "a.txt", "-o", "b.txt", "--ledger", "b.l", *KEEP)
    assert again.exit_code == 0, again.output
    assert invoke("undo", "b.txt", "--ledger", "b.l").stdout_bytes == TEXT


FORMATS_WITH_PLACES = [
    "page.alto.xml", "page.bbox.html", "page.hocr", "page.page.xml", "page.tsv", "paddleocr3.json",
]  # fmt: skip


@pytest.mark.parametrize("name", FORMATS_WITH_PLACES)
@pytest.mark.parametrize("command", ["clean", "check", "diff", "review"])
def test_formats_with_places_are_not_read_beside_them(name: str, command: str) -> None:
    """XML, HTML, JSON and TSV say what encoding they have: what is damaged is an error with its
    place, whatever `--errors` says, and nothing is made of that file; others are done."""
    data = (ROOT / "fixtures/formats" / name).read_bytes()
    place = next(at for at in range(len(data) // 2, len(data)) if data[at] >= 0xE4)
    Path(name).write_bytes(data[:place] + b"\xff" + data[place:])
    Path("c.txt").write_text("义乌市,今天。\n", "utf-8")
    more = ["--html", "r.html"] if command == "review" else []
    more += ["-o", "out"] if command == "clean" else []
    done = invoke(command, name, "c.txt", *more, "--errors", "keep")
    assert done.exit_code == 2, done.output
    assert re.search(f"error: {name}: .*(line|byte|row) [0-9]", done.output), done.output
    if command == "clean":
        assert [each.name for each in Path("out").iterdir()] == ["c.txt"]


def test_a_surrogate_that_is_written_in_json_is_no_kept_byte() -> None:
    data = (ROOT / "fixtures/formats/paddleocr3.json").read_text("utf-8")
    first = re.search(r'"rec_texts": \["', data)
    assert first
    Path("p.json").write_text(data[: first.end()] + "\\udcff" + data[first.end() :], "utf-8")
    done = invoke("clean", "p.json", "--errors", "keep")
    assert b"\xff" not in done.stdout_bytes
