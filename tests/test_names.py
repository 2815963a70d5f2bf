"""Names: finding many, the compiled cache, adding to a dictionary, conversion of shipped names."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

import cleaner
from cleaner import config
from cleaner.cli import app
from cleaner.knowledge import compiled, editing, lexicon
from cleaner.knowledge.lexicon import (
    DictionaryError,
    Lexicon,
    Name,
    converted_names,
    with_dictionaries,
)
from cleaner.knowledge.scripts import converted
from cleaner.names.finder import Finder, variants
from cleaner.text.document import Document

ROWS = [f"{chr(0x4E00 + n % 5000)}{chr(0x5000 + n // 5000)}名" for n in range(10_000)]


@pytest.mark.parametrize(
    ("names", "text", "want"),
    [
        (["乾安", "乾安县", "安县人"], "乾安县人", [(0, "乾安县"), (1, "安县人")]),
        (["乾安"], "乾", []),
        (["𠮷田", "A股,B股"], "买𠮷田A股,B股", [(1, "𠮷田"), (3, "A股,B股")]),
        (["约翰·史", "约翰·史密斯"], "约翰·史密", [(0, "约翰·史")]),
        ([], "乾安", []),
    ],
)
def test_finder(names: list[str], text: str, want: list[tuple[int, str]]) -> None:
    found = Finder(names).spans(text, Document(text).codes)
    assert [(start, name) for start, _, name in found] == want


def test_the_first_dictionary_decides_what_a_variant_stands_for() -> None:
    known = Lexicon.default().with_names([Name("乙甲", ("丙甲", "丁甲")), Name("丁甲")])
    assert variants(known.with_names([Name("戊甲", ("丙甲",))])) == {"丙甲": "戊甲"}


@pytest.fixture
def large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A dictionary that is worth compiling, and a cache folder of its own."""
    monkeypatch.setattr(compiled, "cache_folder", lambda: tmp_path / "cache")
    return fill(tmp_path / "large.tsv", ROWS)


def fill(path: Path, names: list[str]) -> Path:
    rows = "".join(f"{name}\t错{name}|误{name}\tplace\n" for name in names)
    path.write_text("name\tvariants\tkind\n" + rows, "utf-8")
    return path


def read(path: Path) -> tuple[Name, ...]:
    lexicon._with_names.forget()
    return with_dictionaries((str(path),)).names


def stored(path: Path) -> list[Path]:
    return sorted((path.parent / "cache").glob("*"))


def test_what_is_compiled_is_what_is_parsed(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed = read(large)
    assert parsed == tuple(lexicon.read_dictionary(large)) and len(stored(large)) == 1
    monkeypatch.setattr(lexicon, "parsed", None)  # not asked again
    assert read(large) == parsed


def test_another_content_is_compiled_anew(large: Path) -> None:
    read(large)
    assert len(read(fill(large, ROWS[1:]))) == len(ROWS) - 1 and len(stored(large)) == 2


@pytest.mark.parametrize("keep", [0, 100, -100])
def test_a_broken_cache_is_made_again(large: Path, keep: int) -> None:
    parsed = read(large)
    (path,) = stored(large)
    whole = path.read_bytes()
    path.write_bytes(whole[:keep])
    assert read(large) == parsed and len(path.read_bytes()) == len(whole)


def test_a_changed_byte_in_the_cache_is_seen(large: Path) -> None:
    parsed = read(large)
    (path,) = stored(large)
    whole = bytearray(path.read_bytes())
    whole[len(whole) // 3] ^= 1
    path.write_bytes(whole)
    assert read(large) == parsed


def test_no_cache_folder_can_be_made(large: Path) -> None:
    (large.parent / "cache").write_text("a file")
    assert len(read(large)) == len(ROWS)


def test_two_processes_compile_at_once(large: Path) -> None:
    code = (
        "import sys; from cleaner.knowledge.lexicon import with_dictionaries;"
        "sys.stdin.read(); print(len(with_dictionaries((sys.argv[1],)).names))"
    )
    environment = os.environ | {"XDG_CACHE_HOME": str(large.parent / "two")}
    both = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(large)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
        )
        for _ in range(2)
    ]
    for one in both:
        assert one.stdin
        one.stdin.close()
    assert [one.stdout.read().strip() for one in both if one.stdout] == [str(len(ROWS))] * 2
    assert [one.wait() for one in both] == [0, 0]
    if sys.platform == "linux":
        assert len(list((large.parent / "two/cleaner").iterdir())) == 1


def test_a_bad_row_of_a_large_dictionary_names_its_line(large: Path) -> None:
    with large.open("a", encoding="utf-8") as file:
        file.write("名\t\tcity\n")
    with pytest.raises(DictionaryError, match=rf"large\.tsv:{len(ROWS) + 2}: kind"):
        read(large)
    assert not stored(large)


def test_names_beside_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "cleaner.toml").write_text("")
    assert config.load(tmp_path / "cleaner.toml").dictionary == ()
    (tmp_path / "names.tsv").write_text("name\n")
    assert config.load(tmp_path / "cleaner.toml").dictionary == (str(tmp_path / "names.tsv"),)
    (tmp_path / "cleaner.toml").write_text("dictionary = []")
    assert config.load(tmp_path / "cleaner.toml").dictionary == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("", "name\tvariants\tkind\n义乌\t义鸟\tplace\n"),
        ("name\n丁\n亅\n龙\n", "name\tvariants\tkind\n丁\n义乌\t义鸟\tplace\n亅\n龙\n"),
        (
            "name\tvariants\n# a\n义乌\t义马\n",
            "name\tvariants\tkind\n# a\n义乌\t义马|义鸟\tplace\n",
        ),
        ("name\tnote\r\n义乌\tx\r\n", "name\tnote\tvariants\tkind\r\n义乌\tx\t义鸟\tplace\r\n"),
        ("name\n龙\n丁\n", "name\tvariants\tkind\n龙\n丁\n义乌\t义鸟\tplace\n"),
    ],
)
def test_added(old: str, new: str) -> None:
    once = editing.added(old.encode(), "义乌", ["义鸟"], "place", Path("x"))
    assert once.decode() == new
    assert editing.added(once, "义乌", ["义鸟"], "place", Path("x")) == once


@pytest.mark.parametrize(("name", "kind"), [("", ""), ("a\tb", ""), ("#a", ""), ("a", "city")])
def test_what_cannot_be_added(name: str, kind: str) -> None:
    with pytest.raises(DictionaryError):
        editing.added(b"", name, [], kind, Path("x"))


def test_add_command(tmp_path: Path) -> None:
    path = tmp_path / "mine.tsv"
    run = ["names", "add", "叶帮锐", "--variant", "叶帮说", "--dictionary", str(path)]
    assert CliRunner().invoke(app, run).exit_code == 0
    assert path.read_text("utf-8").splitlines() == ["name\tvariants\tkind", "叶帮锐\t叶帮说"]
    assert cleaner.clean("记者叶帮说报道。", dictionary=[str(path)]) == "记者叶帮锐报道。"
    assert CliRunner().invoke(app, [*run, "--kind", "city"]).exit_code == 2


@pytest.mark.parametrize("chain", [(), ("s2t",), ("s2tw",), ("s2hk",)])
def test_conversion_breaks_no_shipped_name(chain: tuple[str, ...]) -> None:
    names = converted_names()
    assert len(names) >= 100
    written = [converted(name, chain) if chain else name for name in names]
    text = "。".join(f"記者在{name}訪問發現" for name in written)
    made = cleaner.clean(text, only=["script"], script="s")
    assert [name for name in names if f"在{name}访" not in made] == []


@pytest.mark.parametrize("script", ["s", "t", "tw", "hk"])
def test_conversion_breaks_no_name_of_the_user(script: str, tmp_path: Path) -> None:
    names = converted_names()
    path = fill(tmp_path / "mine.tsv", list(names))
    text = "。".join(f"记者在{name}访问" for name in names)
    made = cleaner.clean(text, only=["script"], script=script, dictionary=[str(path)])
    assert [name for name in names if f"在{name}" not in made] == []


def test_someone_else_is_not_made_a_shipped_name() -> None:
    assert "李承干" in cleaner.clean("這裡說的是李承幹，來訪。", only=["script"], script="s")
