"""Patterns taken from programs are those that `re` compiles, and what keeps them never matters."""

from __future__ import annotations

import gc
import importlib
import os
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import cleaner
from cleaner.files import programs as files
from cleaner.files.cache import cache_folder
from cleaner.text import programs
from cleaner.text.programs import Programs, program, restored
from cleaner.text.regex import _Regex, regex

PATTERN = r"(?P<head>[\u4e00-\u9fff]+)(：|:)(?P<rest>.*)|x{2,3}?(?=y)"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    yield tmp_path / "cleaner"
    programs.work_with(None)


def shipped() -> list[tuple[Any, int]]:
    """All patterns of cleaner, those that have been asked for in this process left out."""
    for module in pkgutil.walk_packages(cleaner.__path__, "cleaner."):
        if not module.name.endswith("__main__") and ".adapters." not in module.name:
            importlib.import_module(module.name)
    return [each._given for each in gc.get_objects() if isinstance(each, _Regex)]


def test_a_program_gives_the_pattern_that_re_compiles() -> None:
    given = {*shipped(), (PATTERN, 0), (PATTERN, int(re.I | re.M)), (b"a|[\x80-\xff]", 0), ("", 0)}
    assert len(given) > 300
    for pattern, flags in given:
        made = restored(pattern, program(pattern, flags))
        wanted = re.compile(pattern, flags)
        assert made == wanted  # their numbers, too
        assert (made.flags, made.groups, made.groupindex) == (
            wanted.flags,
            wanted.groups,
            wanted.groupindex,
        )


def test_groups_have_their_names() -> None:
    found = restored(PATTERN, program(PATTERN, 0)).fullmatch("标题：文")
    assert (
        found and found.lastgroup == "rest" and found.groupdict() == {"head": "标题", "rest": "文"}
    )


def test_what_one_process_made_the_next_one_takes(folder: Path) -> None:
    first = files.taken()
    assert first.known == {}
    assert first.compiled(PATTERN, 0).search("xxy")
    files.keep(first)
    assert [path.stat().st_mode & 0o777 for path in folder.iterdir()] == [0o600]
    second = files.taken()
    assert second.known == first.known
    assert second.compiled(PATTERN, 0) == re.compile(PATTERN) and second.made == {}


def test_patterns_of_cleaner_are_taken_from_what_the_process_works_with() -> None:
    kept = Programs({})
    programs.work_with(kept)
    assert regex("一[二三]", re.I).fullmatch("一三") and list(kept.made) == [
        ("一[二三]", int(re.I))
    ]
    programs.work_with(None)
    assert regex("四").fullmatch("四") and len(kept.made) == 1


def test_nothing_new_is_not_written(folder: Path) -> None:
    files.keep(files.taken())
    assert not folder.exists()


@pytest.mark.parametrize("change", ["cut", "flip", "empty", "foreign", "version", "folder"])
def test_what_is_not_whole_is_not_taken(
    change: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Programs({})
    made.compiled(PATTERN, 0)
    if change == "version":
        monkeypatch.setattr(files, "VERSION", "another")
    files.keep(made)
    (path,) = folder.iterdir()
    whole = path.read_bytes()
    if change == "cut":
        path.write_bytes(whole[:-1])
    elif change == "flip":
        path.write_bytes(whole.replace(b"rest", b"rust"))
    elif change == "empty":
        path.write_bytes(b"")
    elif change == "foreign":
        monkeypatch.setattr(os, "getuid", lambda: -1)
    elif change == "version":
        monkeypatch.undo()
        monkeypatch.setenv("XDG_CACHE_HOME", str(folder.parent))
    else:
        path.unlink()
        path.mkdir()
    assert files.taken().known == {}
    files.keep(made)  # and nothing is said
    assert change in ("foreign", "folder") or files.taken().known == made.known


def test_without_a_home_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError("no home")

    monkeypatch.setattr(files, "cache_folder", homeless)
    made = files.taken()
    assert made.compiled("a", 0).match("a")
    files.keep(made)


def test_a_folder_that_cannot_be_made_is_done_without(folder: Path) -> None:
    folder.write_text("a file")
    made = files.taken()
    made.compiled("a", 0)
    files.keep(made)
    assert folder.read_text() == "a file" and cache_folder() == folder


def test_too_many_programs_are_forgotten_but_those_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST", 3)
    first = Programs({})
    for pattern in "abc":
        first.compiled(pattern, 0)
    files.keep(first)
    second = files.taken()
    assert len(second.known) == 3
    second.compiled("a", 0)
    second.compiled("d", 0)
    files.keep(second)
    assert sorted(files.taken().known) == [("a", 0), ("d", 0)]


@pytest.mark.parametrize("error", programs.OTHERWISE)
def test_where_re_is_another_the_pattern_is_compiled(
    error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise error("another")

    monkeypatch.setattr(programs, "restored", refused)
    made = Programs({})
    assert made.compiled(PATTERN, 0) == re.compile(PATTERN) and made.known == made.made == {}


def test_a_wrong_program_is_not_run() -> None:
    flags, code, groups, names = program(PATTERN, 0)
    wrong = Programs({(PATTERN, 0): (flags, code[:-4], groups, names)})
    assert wrong.compiled(PATTERN, 0) == re.compile(PATTERN)


def test_a_faulty_pattern_is_told() -> None:
    with pytest.raises(re.error):
        Programs({}).compiled("(", 0)
