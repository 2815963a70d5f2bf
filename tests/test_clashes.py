"""No path is written over another, and no link leads out of a folder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from test_cli import ROOT, invoke

TEXT = "甲\u200b乙\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("d/a.txt", "g.txt", "o/x.txt"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(TEXT, "utf-8")
    Path("names.tsv").write_text("name\n甲乙丙\n", "utf-8")
    Path("pairs.tsv").write_text("read\tright\ttimes\tseen\n", "utf-8")
    Path("cleaner.toml").write_text('pairs = ["pairs.tsv"]\n', "utf-8")
    Path("decisions.jsonl").write_text("")
    os.symlink("g.txt", "same.txt")
    os.symlink("d", "e")
    os.link("g.txt", "hard.txt")
    return tmp_path


def tree() -> dict[str, bytes]:
    """Every file here, and what is in it."""
    found = (Path(name) / each for name, _, files in os.walk(".") for each in files)
    return {str(path): path.read_bytes() for path in found}


CLASHES = [
    "clean d -o o --ledger d/a.txt",
    "clean g.tx[t] -o og --ledger g.txt",
    "clean d --in-place --ledger d/a.txt",
    "clean g.txt -o o/ --ledger o/g.txt",
    "clean g.txt --in-place --backup .bak --ledger g.txt.bak",
    "clean g.txt -o same.txt",
    "clean g.txt -o hard.txt",
    "clean g.txt -o g.txt",
    "clean d -o d",
    "clean d -o e",
    "clean d/a.txt --ledger e/a.txt",
    "clean g.txt --ledger ./d/../g.txt",
    "clean g.txt hard.txt --in-place",
    "clean g.txt -o names.tsv",
    "clean g.txt -o pairs.tsv",
    "clean g.txt -o x.txt --dictionary x.txt",
    "clean g.txt -o cleaner.toml",
    "clean g.txt -o out.txt --ledger decisions.jsonl",
    "clean g.txt -o out.txt --ledger names.tsv",
    "clean d/a.txt g.txt --in-place --backup .txt",
    "clean - -",
    "clean - g.txt -",
    "undo g.txt --ledger names.tsv -o names.tsv",
    "review g.txt --html g.txt",
    "review g.txt --html names.tsv",
    "review d --decisions d/a.txt",
    "review d --html decisions.jsonl",
    "names suggest d -o d/a.txt",
    "names suggest d -o names.tsv",
    "model build d -o d/a.txt",
    "model learn names.tsv -o ./names.tsv",
]


@pytest.mark.parametrize("command", CLASHES)
def test_clash(command: str) -> None:
    if "--backup .txt" in command:
        Path("g.txt.txt").write_text(TEXT, "utf-8")
        command += " g.txt.txt"
    if "x.txt" in command:
        Path("x.txt").write_text("name\n", "utf-8")
    before = tree()
    result = invoke(*command.split(), stdin=TEXT.encode())
    assert result.exit_code == 2
    assert "take the place of" in result.stderr or "named twice" in result.stderr
    assert tree() == before


@pytest.mark.parametrize(
    "command",
    [
        "clean g.txt -o /dev/null --ledger /dev/null",
        "clean d/a.txt g.txt -o out",
        "clean g.txt --in-place --ledger g.jsonl --backup .bak",
        "clean - g.txt -o out --stdin-filename s.txt",
    ],
)
def test_no_clash(command: str) -> None:
    assert invoke(*command.split(), stdin=TEXT.encode()).exit_code == 0


def test_undo_in_place() -> None:
    invoke("clean", "g.txt", "--in-place", "--ledger", "g.jsonl")
    assert invoke("undo", "g.txt", "--ledger", "g.jsonl", "-o", "g.txt").exit_code == 0
    assert Path("g.txt").read_text("utf-8") == TEXT


def test_output_in_the_input_is_no_input() -> None:
    for _ in range(2):
        assert invoke("clean", "d", "-o", "d/out").exit_code == 0
    assert Path("d/out/a.txt").exists()
    assert not Path("d/out/out").exists()
    assert invoke("clean", ".", "-o", "out").exit_code == 0
    assert invoke("clean", ".", "-o", "./out/").exit_code == 0
    assert not Path("out/out").exists()


def test_links_are_not_followed_out_of_a_folder() -> None:
    Path("s").mkdir()
    os.symlink("../g.txt", "s/link.txt")
    os.symlink("../d", "s/more")
    before = tree()
    for command in (["s"], ["s/**/*.txt"]):
        result = invoke("clean", *command, "--in-place", "--no-ledger")
        assert result.exit_code == 2
        assert "no text file" in result.stderr or "no file matches" in result.stderr
    assert tree() == before


def test_no_output_through_a_link() -> None:
    Path("out").mkdir()
    os.symlink("../g.txt", "out/a.txt")
    before = tree()
    result = invoke("clean", "d", "-o", "out")
    assert result.exit_code == 2
    assert "not written through a link" in result.stderr
    assert tree() == before


def test_no_output_through_a_link_to_a_folder() -> None:
    Path("in/deep").mkdir(parents=True)
    Path("in/deep/a.txt").write_text(TEXT, "utf-8")
    Path("in/b.txt").write_text(TEXT, "utf-8")
    Path("out").mkdir()
    os.symlink("../d", "out/deep")
    before = tree()
    assert invoke("clean", "in", "-o", "out").exit_code == 2
    assert tree() == before


def test_a_link_that_is_named_is_meant() -> None:
    assert invoke("clean", "same.txt", "--in-place", "--only", "glyphs").exit_code == 0
    assert Path("g.txt").read_text("utf-8") == "甲乙\n"
    assert Path("same.txt").is_symlink()


def test_a_pipe_is_read_once_and_never_in_place() -> None:
    os.mkfifo("pipe")
    result = invoke("clean", "pipe", "--in-place")
    assert result.exit_code == 2
    assert "pipe is no file" in result.stderr
    for command in ("clean pipe --only glyphs", "names check pipe", "check pipe --only marks"):
        program = [sys.executable, "-m", "cleaner", *command.split()]
        process = subprocess.Popen(
            program, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)}
        )
        with open("pipe", "w", encoding="utf-8") as file:
            file.write(TEXT)
        output, _ = process.communicate(timeout=60)
        assert process.returncode == 0
        assert output.decode() == ("甲乙\n" if command.startswith("clean") else "")


@pytest.mark.skipif(not os.path.exists("/dev/stdin"), reason="no name for standard input here")
@pytest.mark.parametrize("paths", [["-", "/dev/stdin"], ["/dev/fd/0", "/dev/stdin"]])
def test_one_stream_under_two_names(paths: list[str]) -> None:
    before = tree()
    command = [sys.executable, "-m", "cleaner", "clean", *paths, "-o", "out"]
    done = subprocess.run(
        command, input=TEXT.encode(), capture_output=True, env={**os.environ, "PYTHONPATH": ROOT}
    )
    assert done.returncode == 2
    assert b"the same stream as" in done.stderr
    assert tree() == before
