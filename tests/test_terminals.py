"""Terminals obey nothing: every way out is walked with names and texts that try to be obeyed."""

from __future__ import annotations

import ast
import io
import json
import os
import pty
import re
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

import pytest
from test_cli import ROOT, invoke

from cleaner.report.formats import FORMATS
from cleaner.report.signs import shown, visible

EVIL = "\x1b]0;owned\x07\n::error::x\r\x9b31m\u202e"
NAME = f"a{EVIL}.txt"
TEXT = f"义\u200b乌市{EVIL.replace(chr(10), '')}，金华市\x1b[2J。\n"
OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
LINE = re.compile("^::error", re.M)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path(NAME).write_text(TEXT, "utf-8")
    Path("b.txt").write_text("义乌市\n", "utf-8")
    Path("names.tsv").write_text("name\tvariants\n义乌市\t金华市\n", "utf-8")
    return tmp_path


def check(text: str) -> None:
    """Nothing in it is obeyed, and no line of it is the name's."""
    assert OBEYED.findall(text) == []
    assert not LINE.search(text)


COMMANDS: list[list[str]] = [
    *(["check", NAME, "--format", form] for form in FORMATS),
    ["check", NAME, "--statistics", "rule"],
    ["check", NAME, "--statistics", "series"],
    *(
        ["check", NAME, "--show", what, "--format", form]
        for what in ("protected", "convention")
        for form in ("full", "concise", "json", "jsonl")
    ),
    ["diff", NAME],
    ["diff", NAME, "--statistics"],
    ["diff", "b.txt", NAME],
    ["clean", NAME, "-o", "out.txt"],
    ["clean", NAME, "--show-config"],
    ["clean", NAME, "--to", "json"],
    ["names", "check", NAME, "--dictionary", "names.tsv"],
    ["names", "check", NAME, "--dictionary", "names.tsv", "--format", "jsonl"],
    ["names", "suggest", NAME, "--least", "1"],
    ["names", "add", EVIL],
    ["measure", NAME, "b.txt", "--per-file"],
    ["measure", NAME, "b.txt", "--fail-under", EVIL],
    ["undo", NAME, "--ledger", NAME],
    ["rules", EVIL],
    ["model", "info", "--model", EVIL],
    ["model", "learn", NAME, "-o", "pairs.tsv"],
    ["review", "--export", EVIL],
    ["review", "--decisions", "d.jsonl", "--merge", NAME],
    ["review", NAME, "--html", f"{EVIL}/x"],
    ["review", NAME, "--sort", EVIL],
    ["review", NAME, "--html", "x.html", "--images", EVIL],
    ["check", NAME, "--preview", EVIL],
    ["check", NAME, "--preview", "marks"],
    *([command, f"gone{EVIL}"] for command in ("clean", "check", "diff", "review")),
    *(["clean", "b.txt", option, EVIL] for option in (
        "--to", "--profile", "--lines", "--only", "--skip", "--script", "--titles", "--encoding",
        "--output-encoding", "--errors", "--config", "--decisions", "--dictionary",
    )),
]  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: repr(command)[:60])
def test_no_way_out_is_obeyed(command: list[str]) -> None:
    result = invoke(*command)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    if "json" in command or "jsonl" in command or command[-1] in ("sarif", "rdjson"):
        # Line-oriented; what JSON may hold as it is, a terminal shows as a sign: see below.
        assert re.findall("[\x00-\x08\x0b-\x1f]", result.stdout) == []
        assert "\n::error" not in result.stdout
    else:
        check(result.stdout)
    # Frames and colours of the option parser, which `cleaner` itself does without, are its own.
    errors = re.sub("\x1b\\[[0-9;]*m", "", result.stderr)
    check(errors)


@pytest.mark.parametrize(
    "args", [["clean", f"--{EVIL}"], [EVIL], ["clean", "--jobs", EVIL], ["rules", "a", EVIL]]
)
def test_a_command_line_that_is_none(args: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    from cleaner.cli import app
    from cleaner.cli.ending import exit_code

    assert exit_code(partial(app, args)) == 2
    errors = capsys.readouterr().err
    check(errors)
    assert errors.startswith("error: ") and errors.count("\n") == 1


def test_github_keeps_the_name() -> None:
    line = invoke("check", NAME, "--format", "github").stdout.splitlines()[0]
    assert "file=a<U+001B>" not in line
    assert "%0A%3A%3Aerror%3A%3Ax%0D" in line


def test_a_unified_diff_quotes_the_name_as_git_does() -> None:
    first, second = invoke("diff", NAME, "--format", "unified").stdout_bytes.splitlines()[:2]
    assert first.startswith(b'--- "a/a\\033]0;owned\\007\\012::error::x\\015\\302\\2331m') or (
        first.startswith(b'--- "a/a\\033]0;owned\\007\\012')
    )
    assert second.startswith(b'+++ "b/a\\033')


def test_names_that_are_not_utf_8() -> None:
    name = b"\xff\x1b.txt"
    os.link(NAME, name)
    for form in FORMATS:
        result = invoke("check", os.fsdecode(name), "--format", form)
        assert result.exit_code == 1, (form, result.exception)
    found = json.loads(invoke("check", os.fsdecode(name), "--format", "sarif").stdout)
    place = found["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert unquote_to_bytes(place["artifactLocation"]["uri"]) == name
    for command in (["clean"], ["diff"], ["diff", "--format", "unified"]):
        assert invoke(*command, os.fsdecode(name)).exit_code in (0, 1)


def on_terminal(*command: str) -> str:
    """What a command shows on a terminal."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", "NO_COLOR": "1"}
    process = subprocess.Popen(
        [sys.executable, "-m", "cleaner", *command],
        stdin=theirs, stdout=theirs, stderr=theirs, env=environment,
    )  # fmt: skip
    os.close(theirs)
    parts = []
    try:
        while block := os.read(ours, 1 << 16):
            parts.append(block)
    except OSError:  # the other end has gone
        pass
    process.wait()
    os.close(ours)
    return b"".join(parts).decode("utf-8", "backslashreplace").replace("\r\n", "\n")


@pytest.mark.parametrize(
    "command",
    [
        ["clean", NAME],
        ["clean", NAME, "--to", "json"],
        ["clean", NAME, "--to", "markdown"],
        ["check", NAME, "--format", "json"],
        ["diff", NAME, "--format", "unified"],
        ["diff", NAME],
        ["undo", NAME, "--ledger", "ledger.l"],
    ],
    ids=lambda command: " ".join([command[0], *command[2:]]),
)
def test_a_terminal(command: list[str]) -> None:
    if command[0] == "undo":
        invoke("clean", NAME, "-o", "c.txt", "--ledger", "ledger.l")
        os.replace("c.txt", NAME)
    check(on_terminal(*command))


def test_what_is_written_for_programs_is_exact() -> None:
    assert invoke("clean", NAME, "--only", "script").stdout_bytes == TEXT.encode()


def test_only_one_module_writes_to_the_streams() -> None:
    """Everything else goes through it: no `print`, no `echo`, no stream by name."""
    found = set()
    for path in (ROOT / "cleaner").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                name = ast.unparse(node.func)
                if name == "print" or name.endswith((".echo", ".secho", "traceback.print_exc")):
                    found.add(f"{path.name}: {name}")
            if isinstance(node, ast.Attribute) and node.attr in ("stdout", "stderr"):
                found.add(path.name)
    assert found == {"terminal.py", "ending.py", "review.py", "review_page.py"} - {
        name for name in ("review.py", "review_page.py") if name not in found
    }


def test_signs() -> None:
    assert visible(EVIL) == "␛]0;owned␇⏎::error::x␍<U+009B>31m<U+202E>"
    assert shown("a\tb\nc\r\n\x1b\x7f") == "a\tb\nc\r\n␛␡"


def broken_stdout(program: str, *args: str) -> subprocess.CompletedProcess[bytes]:
    line = f'"$0" -m cleaner "$@" {program}'
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        ["bash", "-c", line, sys.executable, *args], capture_output=True, env=environment
    )


@pytest.mark.parametrize("command", [("clean", "b.txt"), ("--version",), ("clean", "--help")])
def test_output_that_fails(command: tuple[str, ...]) -> None:
    done = broken_stdout(">/dev/full", *command)
    assert done.returncode == 2
    assert b"standard output: No space left on device" in done.stderr
    assert b"Traceback" not in done.stderr and b"Exception ignored" not in done.stderr


def test_output_that_is_closed() -> None:
    done = broken_stdout(">&-", "clean", "b.txt")
    assert done.returncode == 2
    assert b"standard output: closed" in done.stderr


@pytest.mark.parametrize("how", ["2>&-", "2>/dev/full"])
def test_errors_that_nobody_can_be_told(how: str) -> None:
    assert broken_stdout(how, "clean", "gone.txt").returncode == 2
    assert broken_stdout(how, "clean", "b.txt").returncode == 0


def test_a_stream_that_is_ascii(monkeypatch: pytest.MonkeyPatch) -> None:
    from cleaner.cli.ending import exit_code

    def run(**_: Any) -> None:
        sys.stderr.write("会议")

    stream = io.TextIOWrapper(io.BytesIO(), "ascii", "strict")
    monkeypatch.setattr(sys, "stderr", stream)
    assert exit_code(run) == 0
