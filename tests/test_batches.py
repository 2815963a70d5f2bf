"""One file never ends a batch: what nobody foresaw is said of that file, and the others are done."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Any

import pytest
from test_cli import invoke

from cleaner.cli import unexpected
from cleaner.stages import RULES, STAGES
from cleaner.text.document import Document

BAD = "坏"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("a", "b", "c"):
        Path(f"{name}.txt").write_text(f"{BAD if name == 'b' else '甲'}\u200b乙\n", "utf-8")
    return tmp_path


def break_stage(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    """Make the stage `glyphs` fail at the text of `b.txt`."""
    stage = STAGES[0]
    propose = stage.propose

    def broken(document: Document, *more: Any) -> Any:
        if BAD in document.text:
            raise error
        return propose(document, *more)

    monkeypatch.setitem(stage.__dict__, "propose", broken)


COMMANDS = [
    ("clean", ".", "-o", "out", "--only", "glyphs"),
    ("clean", ".", "-o", "out", "--only", "glyphs", "--jobs", "2"),
    ("clean", ".", "--in-place", "--no-ledger", "--only", "glyphs"),
    ("check", ".", "--only", "glyphs"),
    ("diff", ".", "--only", "glyphs"),
    ("diff", ".", "--only", "glyphs", "--jobs", "2"),
    ("review", ".", "--html", "page.html", "--only", "glyphs"),
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("error", [IndexError("list\nindex"), RecursionError(), MemoryError()])
def test_others_are_done(
    command: tuple[str, ...], error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_stage(monkeypatch, error)
    before = Path("b.txt").read_bytes()
    result = invoke(*command)
    assert result.exit_code == 2
    line = next(line for line in result.stderr.splitlines() if line.startswith("error"))
    for part in ("b.txt: nothing written", "the stage glyphs", type(error).__name__, "report it"):
        assert part in line
    assert "Traceback" not in result.stderr
    assert Path("b.txt").read_bytes() == before
    assert not Path("out/b.txt").exists()
    if command[0] == "clean":
        target = "" if "--in-place" in command else "out/"
        assert Path(f"{target}a.txt").read_text("utf-8") == "甲乙\n"
        assert Path(f"{target}c.txt").read_text("utf-8") == "甲乙\n"


def test_traceback_when_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    break_stage(monkeypatch, IndexError("place"))
    monkeypatch.setenv("CLEANER_TRACEBACK", "1")
    result = invoke("check", ".")
    assert "Traceback (most recent call last)" in result.stderr
    assert "in broken" in result.stderr


def test_the_rule_at_work_is_named() -> None:
    rule = RULES["glyphs.tofu"]
    with pytest.raises(AttributeError) as caught:
        list(rule.function(None, rule))
    assert unexpected.at_work(caught.value) == "the rule glyphs.tofu"


def test_a_process_that_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    propose = STAGES[0].propose

    def deadly(document: Document, *more: Any) -> Any:
        if BAD in document.text:
            os.kill(os.getpid(), signal.SIGKILL)
        return propose(document, *more)

    monkeypatch.setitem(STAGES[0].__dict__, "propose", deadly)
    result = invoke("clean", ".", "-o", "out", "--only", "glyphs", "--jobs", "2")
    assert result.exit_code == 2
    assert "b.txt: nothing written, the process" in result.stderr
    assert sorted(path.name for path in Path("out").iterdir()) == ["a.txt", "c.txt"]


def test_what_fails_outside_of_any_file(monkeypatch: pytest.MonkeyPatch) -> None:
    from cleaner.cli.ending import exit_code

    def run(**_: Any) -> None:
        raise KeyError("lost")

    assert exit_code(run) == 2
