"""Encodings: sure or refused by name; damaged bytes carried through; what looks like ASCII named."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_cli import PARAGRAPH, TRADITIONAL, invoke

from cleaner.files.encodings import decode
from cleaner.files.guessing import readings, sure
from cleaner.files.paths import InputError, encode

SIMPLIFIED = PARAGRAPH.replace("\u200b", "").replace("\n", "")
JAPANESE = "会議は東京で開かれ、各国の代表が参加した。首相は「経済の回復が最優先だ」と述べた。"
KOREAN = "정부는 오늘 새로운 경제 정책을 발표했다. 전문가들은 신중한 입장을 보이고 있다."
FRENCH = "Le café de la gare était fermé. Déjà l'été, à Genève, les élèves rêvaient."
TEXTS = [
    (SIMPLIFIED, "gb18030"),
    (TRADITIONAL.replace("\n", ""), "big5"),
    (SIMPLIFIED, "utf-16-le"),
    (JAPANESE, "euc_jp"),
    (JAPANESE, "cp932"),
    (KOREAN, "cp949"),
]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(("text", "encoding"), TEXTS)
def test_a_page_is_read(text: str, encoding: str) -> None:
    source = decode((text * 3).encode(encoding))
    assert (source.text, source.encoding) == (text * 3, encoding)


@pytest.mark.parametrize(("text", "encoding"), TEXTS)
def test_a_few_characters_are_read_right_or_refused(text: str, encoding: str) -> None:
    chance = random.Random(1)
    for _ in range(200):
        size = chance.choice((1, 2, 3, 5, 8, 13, 21))
        start = chance.randrange(len(text) - size)
        data = text[start : start + size].encode(encoding)
        for cut in (data, data[:-1]):
            try:
                found = decode(cut)
                if found.encoding == "utf-8":  # it is that, too
                    continue
            except InputError as error:
                assert "--encoding" in str(error) or "binary" in str(error)
            else:
                read = found.text.encode(encoding)
                assert read == cut


@pytest.mark.parametrize(
    ("data", "names"),
    [
        ("a3acb1ead6bed7c5d6d0c3c0c1bdb9faa1a2c1bdbe", "gb18030 (but for byte 20)"),
        ("d6cac1bfb1ead7bca1a3d1cfb8f1b9", "gb18030 (but for byte 14)"),
        ("d2c0", "gb18030"),
        ("20c3a0e9", "--encoding"),
    ],
)
def test_too_little_is_an_error_that_names_what_it_may_be(data: str, names: str) -> None:
    with pytest.raises(InputError) as caught:
        decode(bytes.fromhex(data))
    assert names in str(caught.value)


def test_western_text_needs_some_letters() -> None:
    assert decode(FRENCH.encode("latin-1")).text == FRENCH
    with pytest.raises(InputError, match="--encoding"):
        decode("café".encode("latin-1"))


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("hz", "HZ"),
        ("utf-7", "UTF-7"),
        ("iso2022_jp", "ISO-2022-JP"),
        ("iso2022_kr", "ISO-2022-KR"),
    ],
)
def test_seven_bits_are_named(encoding: str, name: str) -> None:
    text = {"iso2022_kr": KOREAN, "iso2022_jp": JAPANESE}.get(encoding, SIMPLIFIED)
    data = text.encode(encoding)
    with pytest.raises(InputError, match=f"looks like {name}"):
        decode(data)
    assert decode(data, encoding="utf-8").text == data.decode("ascii")


def test_iso_2022_cn_is_named() -> None:
    with pytest.raises(InputError, match="looks like ISO-2022-CN"):
        decode(b"\x1b$)A\x0e=;;;\x0f")


@pytest.mark.parametrize(
    "text",
    [
        "a ~{b~} c", "x+y-z", "C++ and +C+D+-", "1+1=2", "~{~}", "+base64/+abcd-", "\x1b[31mred",
        "tar -xzf+abc- ~{home}~", "\x1b$ prompt",
    ],
)  # fmt: skip
def test_ascii_is_ascii(text: str) -> None:
    assert decode(text.encode()).text == text


def test_hz_comes_back() -> None:
    Path("a.txt").write_bytes(PARAGRAPH.replace("\u200b", "").encode("hz"))
    done = invoke(
        "clean", "a.txt", "-o", "b.txt", "--ledger", "b.l", "--encoding", "hz", "--lines", "source"
    )
    assert done.exit_code == 0
    undone = invoke("undo", "b.txt", "--ledger", "b.l")
    assert undone.stdout_bytes == Path("a.txt").read_bytes()


def test_a_binary_file_is_seen_on_its_first_block(monkeypatch: pytest.MonkeyPatch) -> None:
    """Four gigabytes that are not there."""
    with open("sparse", "wb") as file:
        file.truncate(1 << 32)
    from cleaner.files import coding

    monkeypatch.setattr(coding, "BLOCK", None)  # reading all of it would fail
    result = invoke("check", "sparse")
    assert result.exit_code == 2
    assert "looks like a binary file" in result.stderr


def damaged(text: str, encoding: str, chance: random.Random) -> bytes:
    """The text with a few bytes that fit nothing among the others."""
    data = bytearray(text.encode(encoding))
    for _ in range(chance.randrange(1, 4)):
        data.insert(chance.randrange(len(data) + 1), 0xFF)
    return bytes(data)


LINES = PARAGRAPH * 2


@pytest.mark.parametrize("errors", ["keep", "replace"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "cp950", "euc_jp"])
def test_damaged_bytes_come_back(errors: str, encoding: str) -> None:
    text = {"cp950": TRADITIONAL * 2, "euc_jp": JAPANESE}.get(encoding, LINES)
    chance = random.Random(encoding)
    for _ in range(6):
        data = damaged(text, encoding, chance)
        Path("a.txt").write_bytes(data)
        strict = invoke("clean", "a.txt", "--encoding", encoding)
        assert strict.exit_code == 2 and "--errors keep" in strict.stderr
        if errors == "replace" and encoding in ("cp950", "euc_jp"):
            encoding_out = ("--output-encoding", "utf-8")
        else:
            encoding_out = ()
        done = invoke(
            "clean", "a.txt", "-o", "b.txt", "--ledger", "b.l", "--errors", errors,
            "--encoding", encoding, *encoding_out,
        )  # fmt: skip
        assert done.exit_code == 0, done.stderr
        undone = invoke("undo", "b.txt", "--ledger", "b.l")
        assert undone.exit_code == 0, undone.stderr
        assert undone.stdout_bytes == data
        if errors == "keep":
            assert Path("b.txt").read_bytes().count(b"\xff") == data.count(b"\xff")


def test_damaged_bytes_are_flags_with_their_places() -> None:
    Path("a.txt").write_bytes("甲乙\xff丙\n".encode().replace("ÿ".encode(), b"\xff\xc0"))
    result = invoke("clean", "a.txt", "--errors", "keep", "--to", "json", "--encoding", "utf-8")
    (flag,) = json.loads(result.stdout_bytes)["flags"]
    assert (flag["start"], flag["end"]) == (2, 4)
    assert flag["message"] == "Bytes that do not fit the encoding: 0xff 0xc0"


def test_damaged_bytes_are_replaced_when_asked() -> None:
    Path("a.txt").write_bytes("甲乙".encode() + b"\xff" + "丙\n".encode())
    result = invoke("clean", "a.txt", "--errors", "replace", "--encoding", "utf-8")
    assert result.stdout_bytes.decode() == "甲乙\ufffd丙\n"


def test_lines_are_not_joined_at_damaged_bytes() -> None:
    line = "会议强调，要深入学习贯彻党的二十大精神，\n按照全省部署要求，抓住当前经济发展机\n"
    data = line.replace("机\n", "机@\n").encode().replace(b"@", b"\xff") + "遇期，突出。\n".encode()
    Path("a.txt").write_bytes(data)
    result = invoke("clean", "a.txt", "--errors", "keep")
    assert b"\xff\n" in result.stdout_bytes


def test_kept_bytes_stay_in_their_encoding() -> None:
    Path("a.txt").write_bytes(SIMPLIFIED.encode("gb18030") + b"\xff\n")
    result = invoke("clean", "a.txt", "--errors", "keep", "--output-encoding", "utf-8")
    assert result.exit_code == 2
    assert "byte 0xff" in result.stderr and "--errors replace" in result.stderr


@given(st.binary(max_size=60), st.sampled_from(["utf-8", "gb18030", "big5", "utf-16-le", "cp949"]))
def test_whatever_is_kept_comes_back(data: bytes, encoding: str) -> None:
    try:
        source = decode(data, encoding=encoding, keeps=True)
    except InputError as error:
        assert "the same" in str(error)
    else:
        written = encode(
            source.original, source.encoding, source.byte_order_mark, keeps=source.keeps
        )
        assert written == data


@pytest.mark.parametrize(
    ("name", "mark"),
    [("utf-8", b""), ("utf-8-sig", b"\xef\xbb\xbf"), ("utf-16", b"\xff\xfe"), ("utf-16-be", b"")],
)
def test_output_encoding(name: str, mark: bytes) -> None:
    data = PARAGRAPH.replace("\n", "\r\n").encode("gb18030")
    Path("a.txt").write_bytes(data)
    done = invoke("clean", "a.txt", "-o", "b.txt", "--ledger", "b.l", "--output-encoding", name)
    assert done.exit_code == 0
    plain = invoke("clean", "a.txt").stdout_bytes.decode("gb18030")
    assert Path("b.txt").read_bytes().startswith(mark)
    assert Path("b.txt").read_bytes().decode(name) == plain
    assert invoke("undo", "b.txt", "--ledger", "b.l").stdout_bytes == data


def test_output_encoding_in_place() -> None:
    Path("a.txt").write_bytes("甲乙丙，丁戊己。\n".encode("gb18030"))
    options = ("--in-place", "--ledger", "a.l", "--encoding", "gb18030")
    assert invoke("clean", "a.txt", *options, "--output-encoding", "utf-8").exit_code == 0
    assert Path("a.txt").read_text("utf-8") == "甲乙丙，丁戊己。\n"
    undone = invoke("undo", "a.txt", "--ledger", "a.l")
    assert undone.stdout_bytes.decode("gb18030") == "甲乙丙，丁戊己。\n"


@pytest.mark.parametrize("name", ["nothing", "base64", "rot13", "\0"])
def test_output_encodings_that_are_none(name: str) -> None:
    Path("a.txt").write_text("甲\n", "utf-8")
    assert invoke("clean", "a.txt", "--output-encoding", name).exit_code == 2
    assert invoke("clean", "a.txt", "--encoding", name).exit_code == 2


def test_json_is_utf_8() -> None:
    Path("a.txt").write_text("甲\n", "utf-8")
    result = invoke("clean", "a.txt", "--to", "json", "--output-encoding", "gb18030")
    assert result.exit_code == 2


def test_what_is_sure_is_the_likeliest() -> None:
    data = SIMPLIFIED.encode("gb18030")
    assert sure(data) == readings(data)[0].encoding == "gb18030"
    assert sure(b"") is None
