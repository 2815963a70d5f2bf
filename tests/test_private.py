"""Private stays private, nothing is lost when a file changes meanwhile, leftovers go."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from test_cli import invoke, run

from cleaner.cli import work
from cleaner.files import drafts, runs
from cleaner.files.paths import OutputError, write_all

TEXT = "甲\u200b乙\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("m.txt").write_text(TEXT, "utf-8")
    Path("m.txt").chmod(0o600)
    runs.sweep.cache_clear()
    return tmp_path


def mode(path: str | Path) -> int:
    return stat.S_IMODE(os.stat(path).st_mode)


@pytest.mark.parametrize("bits", [0o600, 0o640, 0o644, 0o604])
def test_what_is_made_of_a_file_is_as_private(bits: int) -> None:
    Path("m.txt").chmod(bits)
    invoke("clean", "m.txt", "-o", "out.txt", "--ledger", "out.l")
    invoke("clean", "m.txt", "--in-place", "--backup", ".bak", "--ledger", "m.l")
    invoke("undo", "m.txt", "--ledger", "m.l", "-o", "back.txt")
    invoke("review", "m.txt.bak", "--html", "page.html", "--only", "glyphs")
    for made in ("out.txt", "out.l", "m.txt", "m.txt.bak", "m.l", "back.txt", "page.html"):
        assert (made, mode(made)) == (made, bits)


def test_a_backup_that_was_there_is_no_more_readable() -> None:
    Path("m.txt.bak").write_text("old")
    Path("m.txt.bak").chmod(0o644)
    invoke("clean", "m.txt", "--in-place", "--backup", ".bak")
    assert mode("m.txt.bak") == 0o600


def test_without_a_source_nobody_else_reads_it() -> None:
    done = run("-m", "cleaner", "clean", "-o", "out.txt", "--ledger", "out.l", input=TEXT.encode())
    assert done.returncode == 0, done.stderr
    assert (mode("out.txt"), mode("out.l")) == (0o600, 0o600)


def test_drafts_are_private(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "HELD", 8)
    draft = drafts.Draft(folder / "out.txt")
    draft.write(b"0123456789")
    assert draft.path is not None
    assert mode(draft.path) == 0o600
    draft.discard()


def test_decisions_are_private() -> None:
    invoke("review", "m.txt", "--only", "glyphs", stdin=b"y\nq\n")
    assert mode("decisions.jsonl") == 0o600


def test_a_file_that_changed_is_not_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another program adds a line after the text was read."""
    clean = work.pipeline.stream

    def slow(source, *more):  # type: ignore[no-untyped-def]
        yield from clean(source, *more)
        with open("m.txt", "a", encoding="utf-8") as file:
            file.write("丙\n")

    monkeypatch.setattr(work.pipeline, "stream", slow)
    result = invoke("clean", "m.txt", "--in-place", "--backup", ".bak", "--ledger", "m.l")
    assert result.exit_code == 2
    assert "m.txt: changed meanwhile" in result.stderr
    assert Path("m.txt").read_text("utf-8") == TEXT + "丙\n"
    assert [path.name for path in Path().iterdir()] == ["m.txt"]


def test_a_change_is_seen_whatever_its_time(folder: Path) -> None:
    path = folder / "m.txt"
    with pytest.raises(OutputError, match="changed meanwhile"):
        write_all([(path, b"new")], unchanged={path: "0" * 64})
    assert path.read_text("utf-8") == TEXT


def test_a_dictionary_that_changed_is_not_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    from cleaner.knowledge import editing

    Path("names.tsv").write_text("name\n甲乙\n", "utf-8")
    added = editing.added

    def slow(*args, **more):  # type: ignore[no-untyped-def]
        Path("names.tsv").write_text("name\n丙丁\n", "utf-8")
        return added(*args, **more)

    monkeypatch.setattr(editing, "added", slow)
    assert invoke("names", "add", "戊己", "--dictionary", "names.tsv").exit_code == 2
    assert Path("names.tsv").read_text("utf-8") == "name\n丙丁\n"


def left_by(process: int, begun: int) -> Path:
    """A draft that a process has left here."""
    machine = runs.run_name().split("-")[0]
    path = Path(f".cleaner-{machine}-{process}-{begun}-{'0' * 16}.tmp")
    path.write_text("secret")
    return path


def test_leftovers_of_killed_runs_go() -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    dead = left_by(gone.pid, 1)
    reused = left_by(os.getpid(), 1)  # its number is another process's now
    alive = left_by(os.getpid(), int(runs.run_name().split("-")[2]))
    other = Path(f".cleaner-00000000-1-1-{'0' * 16}.tmp")  # of another machine
    other.write_text("")
    invoke("clean", "m.txt", "-o", "out.txt")
    there = {path.name for path in Path().iterdir()}
    assert {alive.name, other.name} <= there
    assert not {dead.name, reused.name} & there


def test_leftovers_go_where_nothing_is_to_be_written() -> None:
    Path("m.txt").write_text("甲乙\n", "utf-8")
    dead = left_by(2**22 + 1, 1)
    invoke("clean", "m.txt", "--in-place")
    assert not dead.exists()
