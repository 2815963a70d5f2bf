"""A plain command line is read without typer, and as typer reads it."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import pytest
import typer

from cleaner.cli import app, plainly
from cleaner.cli.declared import Option
from cleaner.cli.plainly import COMMANDS, NotPlainError, asked, values_of

PLAIN = """
clean
clean page.txt
clean - -o -
clean a.txt b.txt c --to jsonl --output=out --quiet
clean -q a.txt -o out.txt --ledger l.jsonl --isolated
clean --only marks --only spaces,lines --skip rows a
clean --dictionary a.tsv --dictionary=b.tsv a --jobs auto
clean --jobs 3 --lang zh --color never --any a
clean a --in-place --backup .bak --no-ledger --verbose --traceback
clean a --to text --to same --add order --add map --provenance
clean a --config 中文.toml --encoding gbk --stdin-filename x --stats s --quarantine q
check a --format json --fail-on safe --exit-zero
check --statistics rule --show layout a b
diff a b --format unified --ignore-wraps --statistics
review a --decisions d.jsonl --merge e.jsonl --html r.html
undo out.txt --ledger l.jsonl -o back.txt
measure a b --source c --per-file --fail-under order=0.5 --fail-under x=1
rules
rules marks.colon --format json
"""
LEFT = """
--version
--help
names check a
model info
clean --help
clean a -h
clean --tox text
clean --out a
clean a --output
clean a --output ''
clean a --output= b
clean a --to -x
clean a -qv
clean a -oout
clean a --quiet=yes
clean -- a
clean a --jobs none
clean a --lang la
clean a --color blue
clean a --install-completion
check a --preview marks --sample 3
review a --serve --port 80
undo
undo a b --ledger c
undo a
measure a
rules a b
cleen a
"""


def read_by_typer(line: list[str]) -> dict[str, Any]:
    command = typer.main.get_command(app).commands[line[0]]  # type: ignore[attr-defined]
    return dict(command.make_context(line[0], line[1:]).params)


def lines(table: str) -> list[list[str]]:
    return [shlex.split(line) for line in table.strip().split("\n")]


def of(name: str) -> Callable[..., None]:
    return import_module(f"cleaner.cli.{name}").command  # type: ignore[no-any-return]


@pytest.fixture(autouse=True)
def nothing_is_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is read is not kept: neither the colour nor the language of the tests."""
    from cleaner.cli import everywhere

    for each in everywhere.EVERYWHERE.values():
        declared = each.__metadata__[0]
        taken = declared.how["callback"]
        for name, cell in zip(taken.__code__.co_freevars, taken.__closure__, strict=True):
            if name == "choose":
                monkeypatch.setattr(cell, "cell_contents", lambda name: None)


@pytest.mark.parametrize("line", lines(PLAIN), ids=" ".join)
def test_a_plain_line_is_read_as_typer_reads_it(line: list[str], tmp_path: Path) -> None:
    os.chdir(tmp_path)
    plain, typed = values_of(of(line[0]), line[1:]), read_by_typer(line)
    assert plain.keys() == typed.keys()
    for name, value in plain.items():
        assert (value or None) == (typed[name] or None), name
        assert not value or type(value) is type(typed[name]), name


@pytest.mark.parametrize("line", lines(LEFT), ids=" ".join)
def test_what_is_not_plain_is_left_to_typer(line: list[str]) -> None:
    assert asked(line) is None


def test_a_file_that_cannot_be_read_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "names.tsv"
    path.write_text("")
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(NotPlainError):
        values_of(of("clean"), ["a", "--dictionary", str(path)])


def test_what_the_environment_says_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    assert asked(["review", "a"]) is not None
    monkeypatch.setenv("CLEANER_REVIEWER", "me")
    assert asked(["review", "a"]) is None
    monkeypatch.setenv(plainly.COMPLETING, "complete_bash")
    assert asked(["clean", "a"]) is None


def test_what_is_declared_with_more_is_left() -> None:
    def command(name: Annotated[str, Option("--name", case_sensitive=False)] = "") -> None:
        pass

    assert values_of(command, [])["name"] == ""
    with pytest.raises(NotPlainError):
        values_of(command, ["--name", "A"])


def test_windows_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plainly.os, "name", "nt")
    assert asked(["clean", "a"]) is None


def test_every_command_has_a_plain_line() -> None:
    assert {line[0] for line in lines(PLAIN)} == set(COMMANDS)
    names = list(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
    assert names[: len(COMMANDS)] == list(COMMANDS)


@pytest.mark.parametrize("line", [["--tox", "text"], ["--jobs", "0"], ["nothing.txt", "--to", "x"]])
def test_both_say_the_same_of_what_is_wrong(line: list[str], tmp_path: Path) -> None:
    by_typer = "from cleaner.cli import app, ending; ending.sys.exit(ending.exit_code(app))"
    programs = ["-m", "cleaner"], ["-c", by_typer]
    done = [
        subprocess.run([sys.executable, *each, "clean", *line], capture_output=True, cwd=tmp_path)
        for each in programs
    ]
    assert done[0].returncode == done[1].returncode == 2
    assert done[0].stderr == done[1].stderr and done[0].stderr
