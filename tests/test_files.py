"""Files: every encoding comes back byte for byte, each file is found once, none half-written."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.files.paths import (
    Found,
    InputError,
    OutputError,
    decode,
    encode,
    find,
    read,
    write,
    write_all,
)

SIMPLIFIED = "义乌市委书记指出，要深入学习贯彻党的二十大精神，努力打造现代服务业强市。\n"
TRADITIONAL = "義烏市委書記指出，要深入學習貫徹精神，努力打造現代服務業強市。\n"


def again(data: bytes, encoding: str | None = None) -> bytes:
    """What `encode` makes of what `decode` gives."""
    source = decode(data, encoding=encoding)
    return encode(source.original, source.encoding, source.byte_order_mark)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("text", "encoding", "mark", "found"),
    [
        (SIMPLIFIED, "utf-8", b"", "utf-8"),
        (SIMPLIFIED, "utf-8", b"\xef\xbb\xbf", "utf-8"),
        (SIMPLIFIED, "utf-16-le", b"\xff\xfe", "utf-16-le"),
        (SIMPLIFIED, "utf-16-be", b"\xfe\xff", "utf-16-be"),
        (SIMPLIFIED, "utf-32-le", b"\xff\xfe\0\0", "utf-32-le"),
        (SIMPLIFIED, "utf-32-be", b"\0\0\xfe\xff", "utf-32-be"),
        (SIMPLIFIED, "gb18030", b"", "gb18030"),
        (SIMPLIFIED, "gb2312", b"", "gb18030"),
        (TRADITIONAL, "gbk", b"", "gb18030"),
        (SIMPLIFIED, "gb18030", b"\x84\x31\x95\x33", "gb18030"),
        (TRADITIONAL, "big5", b"", "big5"),
        (TRADITIONAL + "恒生銀行 €\n", "cp950", b"", "cp950"),
        (SIMPLIFIED, "utf-16-le", b"", "utf-16-le"),
        (TRADITIONAL, "utf-16-be", b"", "utf-16-be"),
        ("plain text\n", "utf-16-le", b"", "utf-16-le"),
    ],
)
def test_encodings(text: str, encoding: str, mark: bytes, found: str, newline: str) -> None:
    text *= 3
    data = mark + text.replace("\n", newline).encode(encoding)
    source = decode(data)
    assert source.text == text
    assert (source.encoding, source.byte_order_mark) == (found, mark)
    assert (source.newline, source.sha256) == (newline, hashlib.sha256(data).hexdigest())
    assert source.characters == len(text.replace("\n", newline))
    assert again(data) == data


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("本报讯", "gb18030"),
        ("要闻", "gb18030"),
        ("下转第二版", "gb18030"),
        ("记者：张三 A1", "gb18030"),
        ("本報訊", "big5"),
        ("記者張三報導", "big5"),
        ("下轉第二版", "big5"),
        ("要闻\n", "utf-16-le"),
        ("本报讯 昨日", "utf-16-be"),
    ],
)
def test_short_chinese(text: str, encoding: str) -> None:
    source = decode(text.encode(encoding))
    assert (source.text, source.encoding) == (text, encoding)


def test_long_files_are_sampled() -> None:
    for encoding in ("gb18030", "utf-16-le"):
        for text in (SIMPLIFIED * 4000, SIMPLIFIED.strip() * 4000):
            source = decode(text.encode(encoding))
            assert (source.text, source.encoding) == (text, encoding)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])), st.sampled_from(["\n", "\r\n"]))
def test_any_text_in_utf_8_comes_back(text: str, newline: str) -> None:
    data = f"{text}{newline}{text}".encode()
    assert again(data) == data
    assert decode(data).encoding == "utf-8"


@given(st.binary(max_size=300), st.sampled_from([None, "gb18030", "big5", "utf-16", "utf-7"]))
def test_any_bytes_come_back_or_are_refused(data: bytes, encoding: str | None) -> None:
    try:
        assert again(data, encoding) == data
    except InputError as error:
        assert str(error).startswith("<text>: ")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (bytes(range(256)), "page: looks like a binary file"),
        (b"\0" * 1000, "page: looks like a binary file"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(128, 256)) * 4, "looks like a binary"),
        (b"\xef\xbb\xbfa\xff", "page: byte 4 is not utf-8"),
    ],
)
def test_what_is_no_text(data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        decode(data, "page")


def test_western_text_comes_back() -> None:
    data = ("Le café de la gare. " * 9).encode("latin-1")
    assert "café" in decode(data).text
    assert again(data) == data


def test_a_stray_nul_is_text() -> None:
    assert decode(SIMPLIFIED.encode() + b"\0").text == SIMPLIFIED + "\0"
    assert decode(b"\0").text == "\0"


def test_a_named_encoding_is_taken_at_its_word() -> None:
    assert decode("要闻".encode("utf-16"), encoding="utf-16").text == "要闻"
    assert decode(b"\xef\xbb\xbfa", encoding="utf-8").byte_order_mark == b"\xef\xbb\xbf"
    assert decode(b"\0\0\0", encoding="latin-1").text == "\0\0\0"
    with pytest.raises(InputError, match="page: byte 2 is not utf-8"):
        decode(b"ab\xff", "page", "utf-8")
    with pytest.raises(InputError, match="page: byte 4 is not utf-16-le"):
        decode(b"\xff\xfea\0b", "page", "utf-16")
    with pytest.raises(InputError, match="unknown encoding 'nothing'"):
        decode(b"", "page", "nothing")


def test_an_encoding_that_lacks_a_character() -> None:
    with pytest.raises(InputError, match=r"page: '\\u4e49' \(U\+4E49\) at character 1 .* big5"):
        encode("a义", "big5", name="page")


def names(*paths: Path, **more: Any) -> list[str]:
    found = list(find(map(str, paths), **more))
    return [each.path.name if isinstance(each, Found) else str(each) for each in found]


def test_found_sorted_and_once(tmp_path: Path) -> None:
    for name in ("b.txt", "a.text", "c.md", "d.TXT", "e.csv", "folder/f.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert names(tmp_path) == ["a.text", "b.txt", "c.md", "d.TXT", "f.txt"]
    assert names(tmp_path / "e.csv", tmp_path / "*.txt", tmp_path)[:2] == ["e.csv", "b.txt"]
    assert names(tmp_path / "**/*.txt") == ["b.txt", "f.txt"]
    assert names(tmp_path, exclude=["*.txt", "folder"]) == ["a.text", "c.md", "d.TXT"]
    os.symlink(tmp_path / "b.txt", tmp_path / "same.txt")
    assert names(tmp_path).count("b.txt") + names(tmp_path).count("same.txt") == 1


def test_a_folder_that_cannot_be_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("closed", "open"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.txt").write_text("x")
    scandir = os.scandir

    def refused(path: Any) -> Any:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refused)
    assert names(tmp_path) == [f"{tmp_path / 'closed'}: Permission denied", "open.txt"]


def test_an_ignored_folder_that_is_named_is_read(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".gitignore").write_text("pages/\n")
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages/a.txt").write_text("x")
    assert names(tmp_path / "pages") == ["a.txt"]
    assert names(tmp_path) == [f"{tmp_path}: no text file in this folder (.txt .text .md)"]


def test_reading_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.txt: No such file"):
        read(tmp_path / "none.txt")


def test_writing_keeps_mode_link_and_backup(tmp_path: Path) -> None:
    path, link = tmp_path / "a.txt", tmp_path / "link.txt"
    path.write_text("old")
    path.chmod(0o640)
    link.symlink_to(path)
    write(link, b"new")
    assert link.is_symlink()
    assert path.read_text() == "new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    write(path, b"newest", ".bak")
    assert (tmp_path / "a.txt.bak").read_text() == "new"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.txt", "a.txt.bak", "link.txt"]


def test_a_device_is_not_replaced() -> None:
    write(Path(os.devnull), b"x")
    assert not Path(os.devnull).is_file()


def test_all_or_none(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with pytest.raises(OutputError, match=r"none.b\.txt: No such file"):
        write_all([(path, b"x"), (tmp_path / "none/b.txt", b"x")])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_nothing_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, call, full)
    with pytest.raises(OutputError, match=r"a\.txt.*: No space left on device"):
        write(path, b"new", ".bak")
    assert [each.name for each in tmp_path.iterdir()] == ["a.txt"]
    assert path.read_text() == "old"
