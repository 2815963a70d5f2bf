"""A folder cleaned, with a ledger for each text, and all of them given back."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from test_cli import invoke

FILES = {
    "p/a.txt": "甲\u200b乙:丙\r\n".encode(),
    "p/b/c.txt": "子\u200b丑\n".encode("utf-16"),
    "p/b/d.md": "没有什么。\n".encode(),
}
FAST = ("--only", "glyphs,marks")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, data in FILES.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_bytes(data)
    return tmp_path


def tree(folder: str) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in Path(folder).rglob("*")
        if path.is_file()
    }


SOURCES = {name.removeprefix("p/"): data for name, data in FILES.items()}


def test_all_come_back() -> None:
    assert invoke("clean", "p", "-o", "out", "--ledger", "l", *FAST).exit_code == 0
    assert {*tree("l")} == {f"{name}.jsonl" for name in SOURCES}
    assert tree("out") != SOURCES
    result = invoke("undo", "out", "--ledger", "l", "-o", "back")
    assert (result.exit_code, tree("back")) == (0, SOURCES)
    assert "3 files given back" in result.stderr


def test_in_place_and_back() -> None:
    assert invoke("clean", "p", "--in-place", "--ledger", "p/.ledgers", *FAST).exit_code == 0
    assert Path("p/a.txt").read_bytes() == "甲乙：丙\r\n".encode()
    assert invoke("clean", "p", "--in-place", "--ledger", "p/.ledgers", *FAST).exit_code == 0
    assert invoke("undo", "p", "--ledger", "p/.ledgers", "-o", "p").exit_code == 0
    assert {name: data for name, data in tree("p").items() if "ledgers" not in name} == SOURCES


def test_several_files_and_one() -> None:
    assert (
        invoke("clean", "p/a.txt", "p/b/c.txt", "-o", "out", "--ledger", "l", *FAST).exit_code == 0
    )
    assert invoke("undo", "out", "--ledger", "l", "-o", "back").exit_code == 0
    assert {*tree("back").values()} == {FILES["p/a.txt"], FILES["p/b/c.txt"]}
    Path("m").mkdir()
    assert invoke("clean", "p/a.txt", "-o", "a.txt", "--ledger", "m", *FAST).exit_code == 0
    assert invoke("undo", "a.txt", "--ledger", "m/a.txt.jsonl").stdout_bytes == FILES["p/a.txt"]


def test_one_that_has_changed_stops_no_other() -> None:
    invoke("clean", "p", "-o", "out", "--ledger", "l", *FAST)
    Path("out/a.txt").write_text("别的\n", "utf-8")
    os.unlink("out/b/d.md")
    result = invoke("undo", "out", "--ledger", "l", "-o", "back")
    assert result.exit_code == 2
    assert "out/a.txt: not the text" in result.stderr and "out/b/d.md: No such" in result.stderr
    assert tree("back") == {"b/c.txt": SOURCES["b/c.txt"]}


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["clean", "p", "--in-place"], "--ledger FOLDER or --backup SUFFIX"),
        (["clean", "p/*.txt", "--in-place"], "or say --no-ledger"),
        (["clean", "p", "--in-place", "--ledger", "l", "--no-ledger"], "exclude each other"),
        (["clean", "p", "-o", "out", "--ledger", "p/a.txt"], "no folder"),
        (["clean", "p", "-o", "out", "--ledger", "out"], ""),
        (["undo", "p", "--ledger", "p", "-o", "back"], "no ledger in this folder"),
        (["undo", "p", "--ledger", "p"], "need an --output"),
    ],
)
def test_what_does_not_go(args: list[str], message: str) -> None:
    result = invoke(*args)
    assert message in result.stderr
    assert result.exit_code == (2 if message else 0)
    assert tree("p") == SOURCES


@pytest.mark.parametrize("how", [["--backup", ".bak"], ["--no-ledger"]])
def test_in_place_when_it_is_said(how: list[str]) -> None:
    assert invoke("clean", "p", "--in-place", *how, *FAST).exit_code == 0
    assert Path("p/a.txt").read_bytes() == "甲乙：丙\r\n".encode()


def test_a_folder_for_ledgers_is_named_by_its_slash(folder: Path) -> None:
    """One text, and a folder that is not there yet."""
    Path("one.txt").write_text("他说:好。\n", "utf-8")
    assert invoke("clean", "one.txt", "-o", "texts/", "--ledger", "kept/").exit_code == 0
    assert Path("texts/one.txt").is_file() and Path("kept/one.txt.jsonl").is_file()
    assert invoke("undo", "texts", "--ledger", "kept", "-o", "back").exit_code == 0
    assert Path("back/one.txt").read_bytes() == Path("one.txt").read_bytes()
