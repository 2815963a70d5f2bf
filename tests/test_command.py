"""A pleasant command: how far it has come, Ctrl-C, values on Tab, editors and hosts of code."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from cleaner.cli import progress
from cleaner.cli.progress import Progress, told
from cleaner.report.signs import visible
from tests.running import put_program

ROOT = Path(__file__).parent.parent
DOCUMENT = (ROOT / "docs/command.md").read_text("utf-8")
BROKEN = "义\u200b乌市。\n"
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", "COLUMNS": "60"}


@dataclass(frozen=True)
class Item:
    name: str


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", DOCUMENT, re.M | re.S)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    put_program(tmp_path / "bin", monkeypatch)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pages").mkdir()
    for name in ("a.txt", "b.txt"):
        (tmp_path / "pages" / name).write_text(BROKEN, "utf-8")
    return tmp_path


def on_terminal(*command: str) -> tuple[str, str]:
    """What the command writes to standard output, and to a terminal as standard error."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "cleaner", *command],
        stdout=subprocess.PIPE, stderr=theirs, env=ENVIRONMENT,
    )  # fmt: skip
    os.close(theirs)
    assert process.stdout is not None
    output = process.stdout.read().decode()
    process.wait()
    parts = []
    try:
        while block := os.read(ours, 1 << 16):
            parts.append(block)
    except OSError:
        pass
    os.close(ours)
    return output, b"".join(parts).decode()


@pytest.mark.parametrize(
    ("done", "seconds", "line"),
    [
        (0, 0.0, "1/3    0%  page.txt"),
        (1, 1.0, "2/3   25%  page.txt"),
        (1, 10.0, "2/3   25%  30 s left  page.txt"),
        (2, 600.0, "3/3   50%  10 min left  page.txt"),
        (2, 12000.0, "3/3   50%  3 h 20 min left  page.txt"),
    ],
)
def test_share_is_of_bytes_and_time_of_what_was_done(done: int, seconds: float, line: str) -> None:
    assert told(done, "page.txt", [100, 100, 200], seconds) == line


def test_a_line_is_shown_while_a_file_is_worked_on(folder: Path) -> None:
    _, errors = on_terminal("clean", "pages", "-o", "out")
    lines = [line for line in errors.split("\r\x1b[K") if line]
    assert [line.split()[0] for line in lines[:2]] == ["1/2", "2/2"]
    assert lines[0].endswith("pages/a.txt") and lines[1].endswith("pages/b.txt")
    assert lines[2].startswith("2 files: 2 repairs") and len(lines) == 3


@pytest.mark.parametrize("command", [["clean", "pages/a.txt"], ["check", "pages", "--quiet"]])
def test_no_line_for_one_file_nor_where_quiet_is_asked(folder: Path, command: list[str]) -> None:
    assert "%" not in on_terminal(*command)[1]


def test_a_line_fits_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    lines: list[str] = []
    monkeypatch.setattr(progress, "is_watched", lambda: True)
    monkeypatch.setattr(progress, "columns", lambda: 20)
    monkeypatch.setattr(progress, "write_over", lambda line="": lines.append(line))
    items = [Item("版面" * 30), Item("\x1b]0;x")]
    assert list(Progress(items).over(iter("ab"))) == ["a", "b"]
    assert lines[0] == "1/2    0%  版面版面" and visible(lines[2]) == lines[2]
    assert lines[1::2] == ["", ""]


def test_ctrl_c_is_one_clean_line(folder: Path) -> None:
    """The program is interrupted while it waits for the second of two inputs."""
    os.mkfifo("pipe")
    process = subprocess.Popen(
        [sys.executable, "-m", "cleaner", "clean", "pages/a.txt", "pages/b.txt", "-o", "out"],
        stderr=subprocess.PIPE, env={**ENVIRONMENT, "PYTHONPATH": f"{folder}{os.pathsep}{ROOT}"},
        # A shell starts what runs in the background with this signal ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip
    assert process.stderr is not None
    first = process.stderr.readline()  # of sitecustomize, at the second input
    process.send_signal(signal.SIGINT)
    rest = process.stderr.read().decode()
    assert (first, process.wait()) == (b"at b\n", 130)
    assert rest == "interrupted: 1 of 2 files done\n"
    assert Path("out/a.txt").exists() and not Path("out/b.txt").exists()


@pytest.fixture(autouse=True)
def _stopping(request: pytest.FixtureRequest) -> None:
    """For Ctrl-C: a program that stops at the second input, until it is interrupted."""
    if request.function is not test_ctrl_c_is_one_clean_line:
        return
    folder: Any = request.getfixturevalue("folder")
    (folder / "sitecustomize.py").write_text(
        "import sys, time\n"
        "def seen(event, args):\n"
        "    if event == 'open' and str(args[0]).endswith('b.txt'):\n"
        "        sys.stderr.write('at b\\n'); sys.stderr.flush(); time.sleep(60)\n"
        "sys.addaudithook(seen)\n",
        "utf-8",
    )


def completed(*words: str) -> list[str]:
    """What bash offers for the last of `words`."""
    done = subprocess.run(
        ["cleaner"],
        capture_output=True,
        encoding="utf-8",
        env={
            **os.environ,
            "_CLEANER_COMPLETE": "complete_bash",
            "COMP_WORDS": " ".join(["cleaner", *words]),
            "COMP_CWORD": str(len(words)),
        },
    )
    return done.stdout.split()


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["clean", "--profile", ""], ["newspaper", "ocr", "book"]),
        (["check", "--lines", "s"], ["sentence", "source"]),
        (["clean", "--skip", "glyphs.inv"], ["glyphs.invisible"]),
        (["clean", "--only", "marks,glyphs.inv"], ["marks,glyphs.invisible"]),
        (["rules", "glyphs.inv"], ["glyphs.invisible"]),
        (["rules", "mar"], ["marks"]),
        (["check", "--format", "j"], ["json", "jsonl"]),
        (["clean", "--to", "m"], ["markdown"]),
        (["check", "--fail-on", ""], ["safe", "suggested"]),
        (["clean", "--color", "a"], ["auto", "always"]),
    ],
    ids=lambda value: " ".join(value),
)
def test_values_on_tab(folder: Path, words: list[str], offered: list[str]) -> None:
    found = completed(*words)
    assert [name for name in offered if name not in found] == []
    assert all(name.startswith(words[-1]) for name in found)


def test_task_of_an_editor(folder: Path) -> None:
    """The task of the documentation runs, and its pattern finds each place."""
    (text,) = blocks("json")
    (task,) = json.loads(text)["tasks"]
    command = [task["command"], *task["args"]]
    done = subprocess.run(
        [arg.replace("${workspaceFolder}", str(folder)) for arg in command],
        capture_output=True,
        encoding="utf-8",
    )
    pattern = task["problemMatcher"]["pattern"]
    found = [re.match(pattern["regexp"], line) for line in done.stdout.splitlines()]
    places = [
        [match[pattern[key]] for key in ("file", "line", "column", "code")]
        for match in found
        if match
    ]
    assert len(places) == len(found) == 2
    assert places[0] == [f"{folder}/pages/a.txt", "1", "2", "glyphs.invisible"]
    assert all(match and match[pattern["message"]] for match in found)


def test_action_of_a_host(folder: Path) -> None:
    """The steps of the workflow that run something run, but for the installation."""
    workflow = yaml.safe_load(blocks("yaml")[-1])
    (job,) = workflow["jobs"].values()
    runs = [step["run"] for step in job["steps"] if "run" in step]
    assert runs[0].startswith("pip install ")
    for run in runs[1:]:
        done = subprocess.run(["sh", "-ec", run], capture_output=True, encoding="utf-8")
        assert done.returncode == 1 and done.stdout.startswith("::warning file=pages/a.txt,line=1,")
    subprocess.run(["cleaner", "clean", "--in-place", "--no-ledger", "-q", "pages"], check=True)
    for run in runs[1:]:
        assert subprocess.run(["sh", "-ec", run], capture_output=True).returncode == 0


def test_hook_passes_after_clean(folder: Path) -> None:
    """Suggestions stay for a reviewer, and stop no commit."""
    page = ROOT / "fixtures/pages/004_28bd58c0d8b201a9.txt"
    Path("pages/a.txt").write_text(page.read_text("utf-8"), "utf-8")
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    check, clean = ([*hook["entry"].split(), "pages/a.txt"] for hook in hooks)
    assert subprocess.run(check).returncode == 1
    assert subprocess.run(clean).returncode == 0
    assert subprocess.run(check).returncode == 0
    assert subprocess.run(["cleaner", "check", "pages/a.txt", "--fail-on", "suggested"]).returncode
    assert subprocess.run(["cleaner", "check", "pages/a.txt", "--exit-zero"]).returncode == 0
