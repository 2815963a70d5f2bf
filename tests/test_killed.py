"""SIGKILL at every write point of every command that writes: whole files, and no leftovers."""

from __future__ import annotations

import os
import re
import shutil
import signal
import tempfile
from pathlib import Path

import pytest
from test_cli import invoke, run

from cleaner.files import drafts, paths, runs
from cleaner.files.points import POINTS
from cleaner.knowledge import lexicon

TEXT = "甲乙\u200b丙丁。\n"
MOST = 90  # write points of a command: more would be a surprise

COMMANDS: dict[str, tuple[list[str], bytes]] = {
    "output": (["clean", "a.txt", "-o", "out.txt", "--ledger", "out.l"], b""),
    "folder": (["clean", "in", "-o", "out"], b""),
    "stdin": (["clean", "-o", "out.txt", "--ledger", "out.l"], TEXT.encode()),
    "in-place": (["clean", "a.txt", "--in-place", "--backup", ".bak", "--ledger", "a.l"], b""),
    "undo": (["undo", "cleaned.txt", "--ledger", "cleaned.l", "-o", "back.txt"], b""),
    "undo-over": (["undo", "cleaned.txt", "--ledger", "cleaned.l", "-o", "old.txt"], b""),
    "articles": (["clean", "in", "-o", "out.jsonl/", "--to", "jsonl"], b""),
    "encoding": (["clean", "a.txt", "-o", "out.txt", "--output-encoding", "gb18030"], b""),
    "names-suggest": (["names", "suggest", "news", "-o", "draft.tsv", "--no-ner"], b""),
    "build": (["model", "build", "news", "-o", "own.model"], b""),
    "review": (["review", "a.txt", "--only", "glyphs"], b"y\ny\nq\n"),
    "merge": (["review", "--decisions", "d.jsonl", "--merge", "e.jsonl"], b""),
    "page": (["review", "a.txt", "--html", "page.html", "--only", "glyphs"], b""),
    "names-add": (["names", "add", "甲乙丙", "--dictionary", "names.tsv"], b""),
    "learn": (["model", "learn", "truth.tsv", "-o", "pairs.tsv"], b""),
    "compiled": (["check", "a.txt", "--dictionary", "large.tsv", "-q"], b""),
}


def prepare(folder: Path) -> None:
    """The files that commands work on, in a new folder."""
    (folder / "in").mkdir(parents=True)
    os.chdir(folder)
    for name in ("a.txt", "in/b.txt", "in/c.txt"):
        Path(name).write_text(TEXT, "utf-8")
    invoke("clean", "a.txt", "-o", "cleaned.txt", "--ledger", "cleaned.l")
    Path("names.tsv").write_text("name\n戊己庚\n", "utf-8")
    Path("old.txt").write_text("old\n")
    Path("news").mkdir()
    Path("news/n.txt").write_text(
        "本报记者张小明报道：昨日，全市召开大会。市长李大海说，好。\n" * 9, "utf-8"
    )
    Path("truth.tsv").write_text("甲未\t甲末\n" * 9, "utf-8")
    for name, verdict in (("d", "accept"), ("e", "reject")):
        line = f'{{"verdict": "{verdict}", "rule": "glyphs.{name}"}}\n'
        Path(f"{name}.jsonl").write_text(line)
    # A dictionary that is worth compiling.
    names = (f"市{chr(0x4E00 + n)}\t误{chr(0x4E00 + n)}\n" for n in range(6000))
    Path("large.tsv").write_text("name\tvariants\n" + "".join(names), "utf-8")


def killed_at(point: int, command: list[str], stdin: bytes) -> bool:
    """Run a command in a process that dies at that write point; whether it got so far."""
    child = os.fork()
    if child == 0:
        try:
            runs._Run.name = ""
            runs.sweep.cache_clear()
            lexicon._with_names.forget()
            POINTS.passed, POINTS.fatal = 0, point
            invoke(*command, stdin=stdin)
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


def state() -> dict[str, bytes]:
    """What is in each file, temporary ones aside; the token of a page is not compared."""
    found = (Path(name) / each for name, _, files in os.walk(".") for each in files)
    return {str(path): path.read_bytes() for path in found if ".cleaner-" not in str(path)}


def leftovers() -> list[Path]:
    return list(Path().rglob(".cleaner-*"))


LONG = ("in-place", "stdin")  # commands whose drafts may be in files


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    here = Path.cwd()
    folder = tmp_path_factory.mktemp("killed") / "prepared"
    prepare(folder)
    os.chdir(here)
    return folder


@pytest.mark.parametrize(
    ("name", "held"), [(name, drafts.HELD) for name in COMMANDS] + [(name, 16) for name in LONG]
)
def test_killed(
    name: str, held: int, prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (drafts, paths):
        monkeypatch.setattr(module, "HELD", held)
    command, stdin = COMMANDS[name]

    def begin(number: int) -> None:
        folder = tmp_path / str(number)
        shutil.copytree(prepared, folder)
        monkeypatch.chdir(folder)
        monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        monkeypatch.setattr(tempfile, "tempdir", str(folder / "in"))

    begin(0)
    before = state()
    assert not killed_at(-1, command, stdin)
    after = state()
    assert before != after or name == "review"
    for point in range(1, MOST):
        begin(point)
        died = killed_at(point, command, stdin)
        check_whole(name, before, state(), after)
        assert not killed_at(-1, command, stdin)
        if name == "stdin":  # its copy goes at the exit, which `killed_at` leaves out
            runs.sweep.cache_clear()
            runs.sweep(str(Path("in").resolve()))
        assert leftovers() == []
        check_whole(name, after, state(), after)
        if not died:
            return
    raise AssertionError("more write points than expected")


def check_whole(
    name: str, before: dict[str, bytes], now: dict[str, bytes], after: dict[str, bytes]
) -> None:
    """Each file is what it was before, or what it is after, and a text has its ledger."""
    for path, data in now.items():
        if path.endswith(".journal"):
            assert all(line.startswith(b"{") for line in data.splitlines()[:-1])
        elif path not in ("decisions.jsonl", "d.jsonl"):
            assert data in (before.get(path), after.get(path)), path
    for path in before:
        assert path in now, path
    for text, ledger in (("a.txt", "a.l"), ("out.txt", "out.l")):
        if name in ("in-place", "output", "stdin") and now.get(text) != before.get(text):
            assert now[ledger] == after[ledger]


def test_all_that_writes_is_there() -> None:
    """Every function that changes the disk passes a write point; there are no others."""
    changing = re.compile(
        r"os\.(?:replace|rename|remove|link|symlink|truncate|open)\(|\.write_(?:text|bytes)\("
        r"|open\([^)]*\"[wax]|\.unlink\(|mkstemp|NamedTemporary|np\.savez?\("
    )
    root = Path(runs.__file__).parent.parent
    found = {
        path.relative_to(root).as_posix()
        for path in root.rglob("*.py")
        if changing.search(path.read_text("utf-8"))
    }
    assert found == {
        "batch/journal.py",
        "cli/review_page.py",  # the page that opens the browser, in a folder of its own
        "cli/terminal.py",  # /dev/null
        "files/drafts.py",
        "files/paths.py",
        "files/runs.py",
        "knowledge/forest.py",  # when the shipped trees are fitted
        "knowledge/language.py",  # into memory
        "review/journal.py",
    }


def test_a_parent_that_is_killed_takes_its_processes_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for number in range(4):
        Path(f"{number}.txt").write_text(TEXT * 2000, "utf-8")
    program = (
        "import os, signal, subprocess, sys, time\n"
        "command = [sys.executable, '-m', 'cleaner', 'clean', '.', '-o', 'out', '--jobs', '2']\n"
        "process = subprocess.Popen(command, env=os.environ | {'CLEANER_KILL_AT': '3'},\n"
        "    stdout=subprocess.PIPE, stderr=subprocess.STDOUT)\n"
        "process.stdout.read()\n"  # ends when the last process has gone
        "sys.exit(process.wait() != -signal.SIGKILL)\n"
    )
    assert run("-c", program, timeout=60).returncode == 0
