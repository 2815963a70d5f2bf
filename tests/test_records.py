"""Records in JSON Lines and Parquet: one text changes, nothing else does, nothing is dropped."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import os
import signal
from pathlib import Path
from typing import Any

import pytest
from test_cli import invoke, run

import cleaner
from cleaner import Cleaner
from cleaner.batch import files, jsonl
from cleaner.batch.jsonl import Job, Line, with_member, with_value
from cleaner.stages import STAGES
from cleaner.text.document import Document

BAD, GOOD = "他说:“好。”", "他说：“好。”"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def line(text: str, **job: Any) -> str:
    """What becomes of a line."""
    done = Job(Cleaner(), **{"text_key": "text", **job}).line(Line(1, text.encode()))
    return done.data.decode()


@pytest.mark.parametrize(
    "text",
    [
        '{"text":"%s"}\n',
        '  { "n" : 1.10, "text"\t:  "%s" , "u":"\\u4e2d/\\/", "e":1E5,"big":12345678901234567890123}\r\n',
        '{"text": 1, "text": "%s", "x": {"text": "a:b"}}',
        '{"x": {"text": "他说:“好。”"}, "text": "%s"}\n',
        '\ufeff{"a": [], "b": {}, "": "}", "text": "%s"}\n',
        '{"q": "\\"text\\": \\"%%s", "text": "%s", "nan": NaN}\n',
        '{"line": "\u2028\u0085", "text": "%s"}\n',
    ],
)
def test_every_other_byte_stays(text: str) -> None:
    assert line(text % BAD) == text % GOOD
    assert line(text % GOOD) == text % GOOD


@pytest.mark.parametrize(
    ("given", "want"),
    [
        ('{"a": {"text": "%s"}}', "a.text"),
        ('{"a": {"b": {"c": 1}}, "a": {"b": {"c": "%s"}, "x": "%%"}}', "a.b.c"),
        ('{"a.text": "%s", "a": {"text": "他说:好"}}', "a.text"),
        ('{"te\\u0078t": "%s"}', "text"),
    ],
)
def test_nested_keys(given: str, want: str) -> None:
    assert line(given % BAD, text_key=want) == given % GOOD


def test_escapes_stay_escapes() -> None:
    given = json.dumps({"text": BAD, "b": "中"}) + "\n"
    assert line(given) == json.dumps({"text": GOOD, "b": "中"}) + "\n"
    assert json.loads(line('{"text": "\\ud800他说:“好。”"}'))["text"] == "\ud800" + GOOD


def test_blank_lines_are_no_records() -> None:
    assert Job(Cleaner(), "text").line(Line(1, b" \r\n")) == (1, b" \r\n", None, "")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"{\n", "not JSON"),
        (b"[1]\n", "not an object but list"),
        (b'"%s"\n' % BAD.encode(), "not an object but str"),
        (b'{"text": null}\n', "not a text but None"),
        (b'{"text": ["a"]}\n', "not a text but a value of type list"),
        (b'{"a": 1}\n', "no key 'text'"),
        (b'{"text": "\xff"}\n', "not UTF-8 at byte 10"),
        (b"[" * 100_000 + b"\n", "nested too deeply"),
        (b'{"text": "a"} {}\n', "not JSON"),
        (b'{"text": "a", "edits": 1}\n', "has a key 'edits'"),
    ],
)
def test_what_fails_is_kept(data: bytes, reason: str) -> None:
    done = Job(Cleaner(), "text", "edits").line(Line(1, data))
    assert done.data == data
    assert done.outcome and reason in done.outcome.failure


@pytest.mark.parametrize("start", ['{"text":"%s"', '{ "text" : "%s"', '{"a": 1, "text": "%s"'])
def test_edits_in_a_line(start: str) -> None:
    text = f"{start} }}\r\n" % BAD
    done = line(text, ledger_key="edits")
    row = json.loads(done)
    assert list(row) == [*json.loads(text), "edits"]
    assert done.startswith(start % GOOD) and done.endswith(" }\r\n")
    assert cleaner.undo(row["text"], row["edits"]) == BAD
    assert json.loads(line('{"text": "好"}', ledger_key="e"))["e"]["edits"] == []


def test_members_of_objects() -> None:
    assert with_member('{"a":1}', "b", []) == '{"a":1,"b":[]}'
    assert with_member('{"a": 1}\n', "b", 2) == '{"a": 1, "b": 2}\n'
    assert with_value('{"a":{"b":""}}', ("a", "b"), '"\n') == '{"a":{"b":"\\"\\n"}}'


def rows(number: int) -> bytes:
    texts = (f"第{each}次，{BAD}" if each % 3 else f"第{each}次。" for each in range(number))
    return b"".join(
        json.dumps({"id": each, "text": text}, ensure_ascii=False).encode() + b"\n"
        for each, text in enumerate(texts)
    )


def want(data: bytes) -> bytes:
    return data.replace(BAD.encode(), GOOD.encode())


def packed(data: bytes, ending: str) -> bytes:
    if ending == ".zst":
        zstandard = pytest.importorskip("zstandard")
        half = len(data) // 2  # two frames
        return b"".join(
            zstandard.ZstdCompressor().compress(part) for part in (data[:half], data[half:])
        )
    return {"": bytes, ".gz": gzip.compress, ".xz": lzma.compress}[ending](data)


def unpacked(path: str) -> bytes:
    with open(path, "rb") as file:
        return files.decompressed(io.BytesIO(file.read()), files.ending_of(path)).read()


@pytest.mark.parametrize("ending", ["", ".gz", ".zst", ".xz"])
def test_compressed(ending: str) -> None:
    data = rows(50)
    Path(f"a.jsonl{ending}").write_bytes(packed(data, ending))
    assert invoke("clean", f"a.jsonl{ending}", "-o", f"out/a.jsonl{ending}").exit_code == 0
    assert unpacked(f"out/a.jsonl{ending}") == want(data)
    other = ".xz" if ending == ".gz" else ".gz"
    assert invoke("clean", f"a.jsonl{ending}", "-o", f"b.jsonl{other}").exit_code == 0
    assert unpacked(f"b.jsonl{other}") == want(data)
    assert invoke("clean", f"a.jsonl{ending}").stdout_bytes == want(data)
    if ending == ".gz":
        assert gzip.decompress(Path("out/a.jsonl.gz").read_bytes()) == want(data)


@pytest.mark.parametrize("ending", [".gz", ".zst", ".xz"])
@pytest.mark.parametrize("how", ["cut", "other"])
def test_damaged(ending: str, how: str) -> None:
    data = packed(rows(5000), ending)
    Path(f"a.jsonl{ending}").write_bytes(data[:-7] if how == "cut" else bz2.compress(data))
    result = invoke("clean", f"a.jsonl{ending}", "-o", "b.jsonl", "--only", "glyphs")
    assert result.exit_code == 2
    assert f"a.jsonl{ending}: damaged after line" in result.stderr
    assert not Path("b.jsonl").exists()


def test_an_empty_file() -> None:
    Path("a.jsonl").write_bytes(b"")
    for ending in ("", ".gz", ".zst", ".xz"):
        assert invoke("clean", "a.jsonl", "-o", f"b.jsonl{ending}").exit_code == 0
        assert unpacked(f"b.jsonl{ending}") == b""


def test_standard_input() -> None:
    data = rows(9)
    assert invoke("clean", "--text-key", "text", stdin=data).stdout_bytes == want(data)
    result = invoke("clean", "-", "--stdin-filename", "x.jsonl.gz", stdin=gzip.compress(data))
    assert (result.exit_code, result.stdout_bytes) == (0, want(data))


def break_on(monkeypatch: pytest.MonkeyPatch, what: str, how: Any) -> None:
    propose = STAGES[0].propose

    def broken(document: Document, *more: Any) -> Any:
        if what in document.text:
            how()
        return propose(document, *more)

    monkeypatch.setitem(STAGES[0].__dict__, "propose", broken)


def poison() -> None:
    raise IndexError("place")


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_poisoned_records(jobs: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule that breaks, a line that is none, a null, one too long, among many."""
    monkeypatch.setattr(jsonl, "LONGEST", 3000)
    monkeypatch.setattr(jsonl, "BATCH", 2000)
    break_on(monkeypatch, "毒", poison)
    lines = rows(200).splitlines(True)
    lines[20] = '{"id": "p", "text": "毒:“好。”"}\n'.encode()
    lines[60] = b"{bad\n"
    lines[100] = b'{"id": 100, "text": null}\n'
    lines[150] = b'{"text": "' + "长:“好。”".encode() * 1000 + b'"}\n'
    Path("a.jsonl").write_bytes(b"".join(lines))
    result = invoke(
        "clean", "a.jsonl", "-o", "b.jsonl", "--quarantine", "q.jsonl", "--stats", "s.json",
        "--jobs", jobs,
    )  # fmt: skip
    assert result.exit_code == 1, result.exception
    kept = {20, 60, 100, 150}
    done = Path("b.jsonl").read_bytes().splitlines(True)
    assert done == [each if n in kept else want(each) for n, each in enumerate(lines)]
    failed = [json.loads(each) for each in Path("q.jsonl").read_bytes().splitlines()]
    assert [(each["line"], each.get("id")) for each in failed] == [
        (21, "p"), (61, None), (101, "100"), (151, None),
    ]  # fmt: skip
    reasons = [
        "the stage glyphs failed (IndexError: place)",
        "not JSON",
        "not a text but None",
        "longer than 3,000 bytes",
    ]
    assert all(reason in each["reason"] for reason, each in zip(reasons, failed, strict=True))
    assert "a.jsonl:21: kept as it was: the stage glyphs" in result.stderr
    total = json.loads(Path("s.json").read_text())["total"]
    assert (total["records"], total["failed"]) == (200, 4)
    assert total["changed"] == total["rules"]["marks.half-width"]["applied"] > 100


def test_a_process_that_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "BATCH", 300)
    break_on(monkeypatch, "毒", lambda: os.kill(os.getpid(), signal.SIGKILL))
    lines = rows(12).splitlines(True)
    lines[4] = '{"text": "毒:“好。”"}\n'.encode()
    Path("a.jsonl").write_bytes(b"".join(lines))
    result = invoke("clean", "a.jsonl", "-o", "b.jsonl", "--jobs", "2")
    assert result.exit_code == 1
    assert "a.jsonl:5: kept as it was: the process" in result.stderr
    done = Path("b.jsonl").read_bytes().splitlines(True)
    assert done == [each if n == 4 else want(each) for n, each in enumerate(lines)]


def test_many_failures_are_counted() -> None:
    Path("a.jsonl").write_bytes(b'{"a": 1}\n' * 50)
    result = invoke("clean", "a.jsonl", "-o", "b.jsonl", "--quarantine", "q.jsonl")
    assert result.stderr.count("kept as it was:") == 20
    assert "30 records more kept" in result.stderr
    assert "50 kept as they were" in result.stderr
    assert len(Path("q.jsonl").read_bytes().splitlines()) == 50


def test_a_folder() -> None:
    for name in ("d/a.jsonl", "d/e/b.ndjson.gz", "d/page.txt"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        data = rows(5)
        Path(name).write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    result = invoke("clean", "d", "--text-key", "text", "-o", "out")
    assert result.exit_code == 0
    found = sorted(str(path) for path in Path("out").rglob("*") if path.is_file())
    assert found == ["out/a.jsonl", "out/e/b.ndjson.gz"]
    assert unpacked("out/e/b.ndjson.gz") == Path("out/a.jsonl").read_bytes() == want(rows(5))
    assert "2 files: 10 records" in result.stderr


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["a.jsonl", "--to", "json"], "records are written in their own form"),
        (["a.jsonl", "--in-place"], "name an --output"),
        (["a.jsonl", "--ledger", "l"], "--ledger-key"),
        (["a.jsonl", "-o", "b.txt"], "in its own form"),
        (["a.jsonl", "-o", "b.parquet"], "in its own form"),
        (["a.jsonl", "-o", "a.jsonl"], "would take the place of an input"),
        (["a.jsonl", "-o", "b.jsonl", "--stats", "b.jsonl"], "would take the place of the output"),
        (["a.txt", "--text-key", "text"], "not that of records"),
        (["d", "--text-key", "text"], "no file of records"),
        (["gone.jsonl"], "No such file"),
        (["a.jsonl", "--output-encoding", "big5"], "JSON is UTF-8"),
    ],
)
def test_what_does_not_go(args: list[str], message: str) -> None:
    Path("a.jsonl").write_bytes(rows(2))
    Path("a.txt").write_text("甲\n", "utf-8")
    Path("d").mkdir()
    result = invoke("clean", *args)
    assert result.exit_code == 2
    assert message in result.stderr
    assert sorted(os.listdir()) == ["a.jsonl", "a.txt", "d"]


def test_one_that_cannot_be_read_stops_no_other() -> None:
    Path("b.jsonl").write_bytes(rows(2))
    result = invoke("clean", "gone.jsonl", "b.jsonl", "-o", "out")
    assert result.exit_code == 2
    assert Path("out/b.jsonl").read_bytes() == want(rows(2))


def test_memory_is_flat() -> None:
    """What is held does not grow with the file (peak of the process, after it has begun)."""
    program = (
        "import resource, sys\n"
        "from cleaner.batch import files, jsonl\n"
        "from cleaner.batch.outcomes import Outcome\n"
        "class Quick:\n"
        "    def outcome(self, text, with_ledger):\n"
        "        return Outcome(text, size=len(text))\n"
        "def peak():\n"
        "    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "def clean(name):\n"
        "    with open('out', 'wb') as out:\n"
        "        files.clean_lines(files.Records(name, name), jsonl.Job(Quick(), 'text'), 1, '', out, print)\n"
        "clean('small.jsonl'); before = peak(); clean('large.jsonl')\n"
        "sys.exit(peak() - before > 4000)\n"  # KB
    )
    small = rows(20_000)
    Path("small.jsonl").write_bytes(small)
    with open("large.jsonl", "wb") as file:
        for _ in range(8):
            file.write(small)
    assert run("-c", program).returncode == 0


# Parquet


def table(path: str, **columns: Any) -> None:
    pa, pq = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    schema = pa.schema(
        [(name, column.type) for name, column in columns.items()], {"made": "by hand"}
    )
    pq.write_table(
        pa.table(list(columns.values()), schema), path, row_group_size=3, compression="zstd"
    )


def read(path: str) -> Any:
    return pytest.importorskip("pyarrow.parquet").read_table(path)


def test_parquet() -> None:
    pa = pytest.importorskip("pyarrow")
    texts = [BAD, "好。", None, GOOD, BAD, "甲:乙", ""]
    table(
        "a.parquet",
        id=pa.array([f"r{n}" for n in range(7)]),
        text=pa.array(texts),
        more=pa.array([{"a": [1.5, None], "t": "x:y"}] * 7),
        when=pa.array(range(7), pa.timestamp("us")),
    )
    result = invoke(
        "clean", "a.parquet", "-o", "b.parquet", "--quarantine", "q.jsonl", "--ledger-key", "e"
    )
    assert result.exit_code == 1
    before, after = read("a.parquet"), read("b.parquet")
    assert after.schema.metadata == before.schema.metadata == {b"made": b"by hand"}
    assert after.column_names == [*before.column_names, "e"]
    for name in ("id", "more", "when"):
        assert after.column(name).equals(before.column(name))
    assert after.column("text").to_pylist() == [GOOD, "好。", None, GOOD, GOOD, "甲：乙", ""]
    ledgers = after.column("e").to_pylist()
    assert ledgers[2] is None
    for text, made, ledger in zip(texts, after.column("text").to_pylist(), ledgers, strict=True):
        assert text is None or cleaner.undo(made, json.loads(ledger)) == text
    [failed] = map(json.loads, Path("q.jsonl").read_bytes().splitlines())
    assert (failed["row"], failed["id"]) == (3, "r2")
    assert "a.parquet:row 3: kept as it was" in result.stderr
    pq = pytest.importorskip("pyarrow.parquet")
    groups = pq.ParquetFile("b.parquet").metadata
    assert [groups.row_group(n).num_rows for n in range(groups.num_row_groups)] == [3, 3, 1]
    assert groups.row_group(0).column(0).compression == "ZSTD"


@pytest.mark.parametrize("kind", ["string", "large_string", "dictionary"])
def test_kinds_of_text(kind: str) -> None:
    pa = pytest.importorskip("pyarrow")
    type_ = pa.dictionary(pa.int32(), pa.string()) if kind == "dictionary" else getattr(pa, kind)()
    table("a.parquet", t=pa.array([BAD, None, "好"], pa.string()).cast(type_))
    assert (
        invoke("clean", "a.parquet", "-o", "b.parquet", "--text-key", "t", "--jobs", "2").exit_code
        == 1
    )
    assert read("b.parquet").schema == read("a.parquet").schema
    assert read("b.parquet").column("t").to_pylist() == [GOOD, None, "好"]


def test_nested_columns() -> None:
    pa = pytest.importorskip("pyarrow")
    rows = [
        {"b": {"t": BAD, "n": 1}, "c": "甲:乙"},
        None,
        {"b": None, "c": "丙"},
        {"b": {"t": "好", "n": None}, "c": None},
    ]
    table("a.parquet", a=pa.array(rows))
    assert invoke("clean", "a.parquet", "-o", "b.parquet", "--text-key", "a.b.t").exit_code == 1
    rows[0]["b"]["t"] = GOOD
    assert read("b.parquet").column("a").to_pylist() == rows
    assert read("b.parquet").schema == read("a.parquet").schema


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("n", "has no texts but int64"),
        ("x", "no column 'x' among n, t"),
        ("n.x", "no column 'n.x'"),
    ],
)
def test_columns_that_are_none(key: str, message: str) -> None:
    pa = pytest.importorskip("pyarrow")
    table("a.parquet", n=pa.array([1]), t=pa.array([BAD]))
    result = invoke("clean", "a.parquet", "-o", "b.parquet", "--text-key", key)
    assert result.exit_code == 2 and message in result.stderr
    assert not Path("b.parquet").exists()


def test_parquet_that_is_none() -> None:
    Path("a.parquet").write_bytes(b"PAR1" + bytes(100) + b"PAR1")
    result = invoke("clean", "a.parquet", "-o", "b.parquet")
    assert result.exit_code == 2 and "not Parquet, or damaged" in result.stderr


def test_parquet_without_its_library(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    Path("a.parquet").write_bytes(b"PAR1")
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setitem(sys.modules, "zstandard", None)
    result = invoke("clean", "a.parquet", "-o", "b.parquet")
    assert result.exit_code == 2 and "cleaner[records]" in result.stderr
    Path("a.jsonl").write_bytes(rows(1))
    result = invoke("clean", "a.jsonl", "-o", "b.jsonl.zst")
    assert result.exit_code == 2 and "cleaner[records]" in result.stderr
