"""The dictionaries: packed words, look-ups, and files of names with what can be wrong in them."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from cleaner.knowledge.lexicon import (
    DictionaryError,
    Lexicon,
    Name,
    filter_of,
    pack_word,
    read_dictionary,
    with_dictionaries,
)


def keys(*words: str) -> np.ndarray:  # type: ignore[type-arg]
    return np.array([pack_word(word) for word in words], np.uint64)


def lexicon(*words: str) -> Lexicon:
    packed = np.sort(keys(*words))
    return Lexicon(packed, filter_of(packed))


def write(folder: Path, content: str | bytes, name: str = "names.tsv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_pack_word() -> None:
    assert pack_word("") == 0
    assert pack_word("A") == 0x41 << 48
    assert pack_word("中国") == 0x4E2D << 48 | 0x56FD << 32
    assert (
        len({pack_word(word) for word in ("中", "中国", "国中", "中国人", "国", "中国人民")}) == 6
    )
    assert pack_word("中国") < pack_word("中国人") < pack_word("中国人民") < pack_word("国")


def test_contains() -> None:
    words = lexicon("服务", "服务业", "发展")
    asked = ("服务", "服务业", "服", "务业", "发展", "龘龘", "")
    assert words.contains(keys(*asked)).tolist() == [True, True, False, False, True, False, False]
    assert words.contains(keys()).tolist() == []


def test_the_words_that_ship() -> None:
    words = Lexicon.default()
    assert words is Lexicon.default() and words.names == ()
    assert words.contains(keys("服务", "经济", "社会主义", "經濟", "龘龘")).tolist() == [
        True, True, True, True, False,
    ]  # fmt: skip
    assert bool(np.all(words.words[1:] > words.words[:-1])), "sorted, and no word twice"


def test_names_count_as_words_and_go_first() -> None:
    first = lexicon("服务").with_names([Name("西楼", ("西樓",))])
    both = first.with_names([Name("东海大学城", kind="place")])
    assert [name.name for name in both.names] == ["东海大学城", "西楼"]
    assert both.contains(keys("服务", "西楼", "西樓")).all()
    assert both.contains(keys("东海大学", "海大学城")).all()  # the pieces of a long name
    assert not both.contains(keys("楼西")).any()


@pytest.mark.parametrize("names", [[], [Name("龘")], [Name("\U00020000\U00020001")]])
def test_names_that_give_no_word(names: list[Name]) -> None:
    words = lexicon("服务")
    assert words.with_names(names).words.tolist() == words.words.tolist()


def test_read_dictionary(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "\ufeffname\tvariants\tkind\tnote\n西楼\t西樓|西娄\tplace\t村\n# 注释\n\n张三\n李四\t\tperson\n",
    )
    assert read_dictionary(path) == [
        Name("西楼", ("西樓", "西娄"), "place", "村"),
        Name("张三"),
        Name("李四", (), "person"),
    ]


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ("", ":1: the header"),
        ("西楼\n", ":1: the header"),
        ("variants\tkind\n西楼\tplace\n", ":1: the header"),
        ("name\tnmae\n西楼\tx\n", ":1: the header"),
        ("name\n西楼\tplace\n", ":2: 2 cells under a header of 1"),
        ("name\tkind\n西楼\tplace\n\n张三\tactor\n", ":4: kind 'actor'"),
        ("name\tkind\n西楼\tplace\n \tplace\n", ":3: no name"),
        ("name\n# 注释\n西楼\n\tx\n", ":4: "),
        (b"name\n\xff\xfe\n", ": not UTF-8 at byte 5"),
    ],
)
def test_a_bad_dictionary_names_its_line(content: str | bytes, place: str, tmp_path: Path) -> None:
    path = write(tmp_path, content)
    with pytest.raises(DictionaryError) as raised:
        read_dictionary(path)
    assert str(raised.value).startswith(f"{path}{place}")


def test_the_first_file_goes_first(tmp_path: Path) -> None:
    one = write(tmp_path, "name\n西楼\n", "one.tsv")
    two = write(tmp_path, "name\n东楼\n", "two.tsv")
    names = with_dictionaries((str(one), str(two))).names
    assert [name.name for name in names] == ["西楼", "东楼"]


def test_a_missing_dictionary_is_named(tmp_path: Path) -> None:
    path = tmp_path / "none.tsv"
    with pytest.raises(DictionaryError, match=r"none\.tsv"):
        with_dictionaries((str(path),))


def test_a_dictionary_is_read_anew_when_it_has_changed(tmp_path: Path) -> None:
    path = tmp_path / "names.tsv"
    path.write_text("name\n甲乙丙\n", "utf-8")
    first = with_dictionaries((str(path),))
    assert with_dictionaries((str(path),)) is first
    state = path.stat()
    path.write_text("name\n甲乙丙丁\n", "utf-8")
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))  # as old, but longer
    assert [each.name for each in with_dictionaries((str(path),)).names] == ["甲乙丙丁"]
