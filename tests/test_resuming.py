"""Runs that are killed and started again: the output is that of an undisturbed one."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from test_cli import ROOT, invoke
from test_killed import killed_at
from test_records import rows, want

from cleaner.batch import files, journal, jsonl
from cleaner.batch.journal import Growing, Journal
from cleaner.cli.advance import amount, clock, line
from cleaner.text.errors import OutputError

TEXT = "甲乙\u200b丙丁:戊。\n"
STEP = {"lines": 1, "packed": 5, "folder": 3, "texts": 4}  # of the points that are tried
MOST = 200  # write points of a run
FAST = ["--only", "glyphs,marks"]
RUNS = {
    "lines": ["clean", "in.jsonl", "-o", "out.jsonl", "--quarantine", "q", "--stats", "s", *FAST],
    "packed": ["clean", "in.jsonl", "-o", "out.jsonl.gz", *FAST],
    "folder": ["clean", "d", "--text-key", "text", "-o", "out", "--quarantine", "q", *FAST],
    "texts": ["clean", "t", "-o", "out", "--ledger", "ledgers", "--only", "glyphs,marks"],
}  # fmt: skip


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "BATCH", 150)
    monkeypatch.setattr(files, "PART", 300)


def prepare(folder: Path) -> None:
    """The files that runs work on, in a new folder."""
    folder.mkdir(parents=True)
    os.chdir(folder)
    data = rows(12) + b"bad\n" + rows(3)
    for name in ("in.jsonl", "d/a.jsonl", "d/b.jsonl"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_bytes(data)
    for name in ("t/a.txt", "t/b/c.txt", "t/d.txt"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(TEXT, "utf-8")


def state() -> dict[str, bytes]:
    found = (Path(name) / each for name, _, names in os.walk(".") for each in names)
    return {str(path): path.read_bytes() for path in found}


@pytest.mark.parametrize("name", RUNS)
def test_killed_at_every_write_point(name: str, tmp_path: Path) -> None:
    command = RUNS[name]
    prepare(tmp_path / "0")
    invoke(*command)
    after = state()
    assert len(after) > 6  # six were there
    assert not any(".cleaner" in path for path in after)
    for point in range(1, MOST, STEP[name]):
        prepare(tmp_path / str(point))
        died = killed_at(point, command, b"")
        killed_at(point // 2 + 2, command, b"")  # and once more, on the way
        result = invoke(*command)
        assert state() == after, result.stderr
        if not died:
            return
    raise AssertionError("more write points than expected")


def test_it_goes_on_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prepare(tmp_path / "a")
    assert killed_at(14, RUNS["lines"], b"")
    [folder] = Path().glob(".cleaner-run*")
    noted = [json.loads(each) for each in (folder / "journal.jsonl").read_bytes().splitlines()]
    last = noted[-1]["state"]
    assert last["read"] > 300
    worked: list[int] = []
    clean = jsonl.Job.line
    monkeypatch.setattr(
        jsonl.Job, "line", lambda job, one: worked.append(one.number) or clean(job, one)
    )
    result = invoke(*RUNS["lines"])
    assert "going on with a run that was ended" in result.stderr
    assert worked == list(range(last["last"] + 1, 17))
    assert "16 records" in result.stderr
    assert '"line": 13' in Path("q").read_text()


@pytest.mark.parametrize("what", ["input", "settings", "output", "part"])
def test_what_has_changed_is_done_anew(what: str, tmp_path: Path) -> None:
    prepare(tmp_path / "a")
    command = RUNS["folder"]
    assert killed_at(30, command, b"")
    assert Path("out/a.jsonl").exists()
    data = Path("d/a.jsonl").read_bytes()
    if what == "input":
        data = data.replace("第".encode(), "次".encode())
        Path("d/a.jsonl").write_bytes(data)
    elif what == "settings":
        Path("cleaner.toml").write_text('skip = ["marks"]\n')
    elif what == "output":
        Path("out/a.jsonl").write_bytes(b"changed\n")
    else:
        for part in Path("out/.cleaner-run").glob("*.part"):
            part.write_bytes(b"")
    invoke(*command)
    done = Path("out/a.jsonl").read_bytes()
    assert done == (data if what == "settings" else want(data))
    other = Path("d/b.jsonl").read_bytes()
    assert Path("out/b.jsonl").read_bytes() == (other if what == "settings" else want(other))
    assert not Path("out/.cleaner-run").exists()


def test_texts_that_changed_are_done_anew(tmp_path: Path) -> None:
    command = RUNS["texts"]
    for point in range(20, MOST, 3):
        prepare(tmp_path / str(point))
        assert killed_at(point, command, b"")
        if Path("out/b/c.txt").exists():
            break
    before = Path("out/b/c.txt").stat().st_mtime_ns
    Path("t/a.txt").write_text("子\u200b丑\n", "utf-8")
    result = invoke(*command)
    assert Path("out/a.txt").read_text("utf-8") == "子丑\n"
    assert Path("out/b/c.txt").stat().st_mtime_ns == before
    assert "3 files: 5 repairs" in result.stderr


@pytest.mark.skipif(os.name != "posix", reason="locks and signals of POSIX")
def test_two_runs_on_one_folder(tmp_path: Path) -> None:
    prepare(tmp_path / "a")
    Path("out").mkdir()
    program = (
        "import sys; from pathlib import Path; from cleaner.batch.journal import Journal\n"
        "held = Journal(Path('out/.cleaner-run')); print('held', flush=True); sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as other:  # fmt: skip
        assert other.stdout and other.stdout.readline() == b"held\n"
        for name in ("folder", "texts"):
            result = invoke(*RUNS[name])
            assert result.exit_code == 2
            assert f"out: another run of cleaner writes here (process {other.pid})" in result.stderr
        other.kill()
    assert invoke(*RUNS["folder"]).exit_code == 1


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGINT])
def test_ended_at_any_moment(sent: signal.Signals, tmp_path: Path) -> None:
    prepare(tmp_path / "a")
    command = RUNS["folder"]
    invoke(*command)
    after = state()
    shutil.rmtree("out")
    program = (
        "from cleaner.batch import files, jsonl; jsonl.BATCH, files.PART = 150, 300\n"
        f"import sys; sys.argv = ['cleaner', *{command!r}]\n"
        "from cleaner.cli import main; print('begun', flush=True); main()\n"
    )
    arguments = [sys.executable, "-c", program]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    chance = random.Random(7)
    for _ in range(4):
        with subprocess.Popen(
            arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
        ) as run:
            assert run.stdout and run.stdout.readline() == b"begun\n"
            time.sleep(chance.uniform(0.2, 1.5))
            run.send_signal(sent)
            errors = run.communicate()[1].decode()
        if sent is signal.SIGINT:
            assert run.returncode in (1, 130, -signal.SIGINT), errors  # the last: while Python ends
            assert "Traceback" not in errors
    invoke(*command)
    assert state() == after


def test_the_journal_is_private_and_forgives(tmp_path: Path) -> None:
    one = Journal(tmp_path / "run")
    one.put("a", "key", size=1)
    one.put("a", "key", size=2)
    one.leave()
    path = tmp_path / "run" / "journal.jsonl"
    assert path.stat().st_mode & 0o077 == 0
    with path.open("ab") as file:
        file.write(b'not json\n[1]\n{"name": "b", "key')
    again = Journal(tmp_path / "run")
    assert again.last("a", "key")["size"] == 2
    assert again.last("a", "other") == again.last("b", "key") == {}
    assert path.read_bytes().splitlines()[-1].startswith(b'{"format_version"')
    again.close()
    assert not (tmp_path / "run").exists()
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputError):
        Journal(tmp_path / "file" / "run")


def test_a_file_that_grows(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"1234567")
    one = Growing(tmp_path / "a", 3)
    one.write(b"xy")
    one.sync()
    one.close()
    assert (tmp_path / "a").read_bytes() == b"123xy"
    assert (one.size, journal.size_of(tmp_path / "a"), journal.size_of(tmp_path / "b")) == (
        5,
        5,
        -1,
    )


def test_what_progress_says() -> None:
    assert line("a.jsonl", 250, 1000, 200, 2.0) == "a.jsonl  25%  100 B/s  0:08 left"
    assert line("x" * 60, 0, 0, 0, 0.0) == "…" + "x" * 39
    assert line("\x1b[m", 1, 2, 0, 1.0).startswith("␛[m  50%")
    assert [amount(size) for size in (9, 1500, 25_000, 3e9, 2e15)] == [
        "9 B",
        "1.5 KB",
        "25 KB",
        "3.0 GB",
        "2000 TB",
    ]
    assert [clock(each) for each in (0.4, 61, 3725)] == ["0:00", "1:01", "1:02:05"]
