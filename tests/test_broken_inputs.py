"""Broken inputs of every kind: a message with the place, exit code 2, no traceback, no minutes."""

from __future__ import annotations

import json
import socket
from pathlib import Path

import numpy as np
import pytest
from test_cli import invoke

from cleaner.knowledge import compiled, language
from cleaner.knowledge.compiled import _packed, _unpacked

TEXT = "甲\u200b乙\n"
DEEP = "[" * 100_000
DIGITS = "1" * 5000
HUGE = "1" * 4000  # an integer that can be read, and is no place


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    Path("page.txt").write_text(TEXT, "utf-8")
    invoke("clean", "page.txt", "-o", "out.txt", "--ledger", "out.l", "--only", "glyphs")
    return tmp_path


def refused(*command: str, place: str) -> None:
    """The command ends with exit code 2, and a message that names `place`."""
    result = invoke(*command)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == 2, result.output
    assert place in result.stderr
    assert "Traceback" not in result.stderr and "fault of cleaner" not in result.stderr
    assert len(result.stderr) < 2000


@pytest.mark.parametrize(
    "text",
    [
        f"only = {DEEP}",
        f"apply_from = {DIGITS}",
        "profile = 3",
        "dictionary = ['a\\u0000b']".replace("'", '"'),
        "pairs = ['nothing.tsv', 3]".replace("'", '"'),
        'model = "a\\u0000b"',
        "[convention]\nquotes = []",
        "[convention]\nquotes = {a = 1}",
        "convention = 3",
        "exclude = [1]",
        "a" + ".a" * 50_000 + " = 1",
        "# " + "x" * (1 << 20),
        "[" + "a." * 50_000 + "a]",
        "x = {" + "a." * 50_000 + "a = 1}",
        "\xff",
    ],
    ids=lambda text: text[:24],
)
def test_configuration(text: str) -> None:
    Path("cleaner.toml").write_bytes(text.encode("latin-1"))
    for command in ("clean", "check", "diff"):
        refused(command, "page.txt", place="cleaner.toml")
    refused("clean", "page.txt", "--config", "cleaner.toml", place="cleaner.toml")


@pytest.mark.parametrize("text", ["tool = 3", "tool = [1]", "[tool]\ncleaner = 3", f"x = {DEEP}"])
def test_pyproject(text: str) -> None:
    Path("pyproject.toml").write_text(text)
    refused("clean", "page.txt", place="pyproject.toml")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "name\n" + "甲" * 3_500_000,
        "name\tvariants\n甲\t" + "|".join(f"乙{n}" for n in range(200_000)),
        "name\tnote\n甲\t" + "x" * 100_000,
        "name\tnote\n甲\ta\0b",
        "name\tnote\n" + "".join(f"甲{n}\ta\0b\n" for n in range(10_000)),
        "name\tkind\n甲\tplanet",
        "name\n甲\t乙",
        "nom\n甲",
        "\udcff",
    ],
    ids=range(10),
)
def test_dictionary(text: str) -> None:
    Path("names.tsv").write_bytes(text.encode("utf-8", "surrogateescape"))
    for _ in range(2):  # what is compiled at the first run is no better at the second
        refused("clean", "page.txt", "--dictionary", "names.tsv", place="names.tsv")
    if text:
        refused("names", "add", "丙", "--dictionary", "names.tsv", place="names.tsv")


@pytest.mark.parametrize("form", ["a\0b", "a\nb", "a\x85b", "a\u2028b", "a\tb", "a|b", " a", ""])
def test_a_name_that_is_no_row(form: str) -> None:
    refused("names", "add", form, "--dictionary", "new.tsv", place="cannot be written")
    assert not Path("new.tsv").exists()


def head(**changes: object) -> str:
    first = json.loads(Path("out.l").read_text("utf-8").splitlines()[0])
    first["source"] |= changes
    return json.dumps(first)


def entry(**changes: object) -> str:
    lines = Path("out.l").read_text("utf-8").splitlines()
    return lines[0] + "\n" + json.dumps(json.loads(lines[1]) | changes)


LEDGERS = {
    "deep": lambda: DEEP,
    "digits": lambda: f'{{"ledger": {DIGITS}}}',
    "list": lambda: "[1]",
    "empty": lambda: "",
    "no-source": lambda: '{"ledger": 1}',
    "source-is-3": lambda: '{"ledger": 1, "source": 3}',
    "base64": lambda: head(encoding="base64"),
    "rot13": lambda: head(encoding="rot13"),
    "no-encoding": lambda: head(encoding="nothing"),
    "encoding-is-3": lambda: head(encoding=3),
    "newline-is-a-list": lambda: head(newline=["\n"]),
    "mark": lambda: head(byte_order_mark="xy"),
    "entry-deep": lambda: head() + "\n" + DEEP,
    "entry-list": lambda: head() + "\n[]",
    "entry-text": lambda: entry(at="0"),
    "entry-true": lambda: entry(at=True),
    "entry-before": lambda: entry(at=-1),
    "entry-huge": lambda: entry().replace('"at": 1', f'"at": {HUGE}'),
    "entry-digits": lambda: entry().replace('"at": 1', f'"at": {DIGITS}'),
    "entry-null": lambda: entry(before=None),
    "entry-more": lambda: entry(more=1),
    "entry-nan": lambda: entry(step=float("nan")),
    "entry-to": lambda: entry(to_at=10**18, to=10**18),
    "not-utf-8": lambda: head() + "\n\udcff",
}


@pytest.mark.parametrize("broken", LEDGERS.values(), ids=LEDGERS.keys())
def test_ledger(broken) -> None:  # type: ignore[no-untyped-def]
    Path("bad.l").write_bytes(broken().encode("utf-8", "surrogateescape"))
    refused("undo", "out.txt", "--ledger", "bad.l", "-o", "back.txt", place="bad.l")
    assert not Path("back.txt").exists()


def test_a_missing_ledger_is_missing() -> None:
    refused("undo", "out.txt", "--ledger", "gone.l", place="gone.l: no such ledger")
    refused("undo", "gone.txt", "--ledger", "out.l", place="gone.txt: No such file or directory")
    refused("undo", "out.txt", "--ledger", ".", place="Is a directory")
    refused("clean", "page.txt", "--dictionary", "gone.tsv", place="gone.tsv: No such file")
    refused("clean", "page.txt", "--decisions", "gone.jsonl", place="gone.jsonl: No such file")
    refused("clean", "page.txt", "--config", "gone.toml", place="gone.toml: No such file")


@pytest.mark.parametrize(
    "line",
    [DEEP, DIGITS, "3", '{"verdict": "perhaps"}', '{"rule": 3}', '{"verdict": "accept", "x": "y"}'],
    ids=lambda line: line[:24],
)
def test_decisions(line: str) -> None:
    Path("d.jsonl").write_text("\n" + line + "\n")
    refused("clean", "page.txt", "--decisions", "d.jsonl", place="d.jsonl:2")
    refused("review", "page.txt", "--decisions", "d.jsonl", place="d.jsonl:2")
    refused("review", "--decisions", "new.jsonl", "--merge", "d.jsonl", place="d.jsonl:2")
    refused("review", "--decisions", "d.jsonl", "--export", "pairs", place="d.jsonl:2")
    Path("d.jsonl.journal").write_text(line + "\n")
    Path("d.jsonl").write_text("")
    refused("clean", "page.txt", "--decisions", "d.jsonl", place="d.jsonl.journal:1")


PAIRS = ["a\tb\t1", "ab\tc\t1\t2", "a\tb\t2\t1", f"a\tb\t1\t{DIGITS}", f"a\tb\t{HUGE}\t{HUGE}"]


@pytest.mark.parametrize("row", PAIRS, ids=range(len(PAIRS)))
def test_pairs(row: str) -> None:
    Path("pairs.tsv").write_text(f"read\tright\tcount\tseen\n{row}\n")
    header = Path("pairs.tsv").read_text().splitlines()[0]
    from cleaner.misreading.candidates import COLUMNS

    Path("pairs.tsv").write_text("\t".join(COLUMNS) + f"\n{row}\n" if header else "")
    Path("cleaner.toml").write_text('profile = "ocr"\npairs = ["pairs.tsv"]')
    Path("page.txt").write_text("义鸟市委书记指出，要深入学习贯彻党的二十大精神。\n", "utf-8")
    refused("check", "page.txt", place="pairs.tsv:2")


@pytest.mark.parametrize("line", ["{" + DEEP, '{"before": 1', "a", "x" * 20_000 + "\ty"])
def test_truth_pairs(line: str) -> None:
    Path("truth.tsv").write_text(line + "\n")
    refused("model", "learn", "truth.tsv", "-o", "pairs.tsv", place="truth.tsv:1")


@pytest.mark.parametrize("broken", ["empty", "text", "zip", "cut", "sizes", "reach"])
def test_model(broken: str, folder: Path) -> None:
    path = folder / "model.npy"
    whole = np.zeros(16 + 2**15 + 2**16 + 3, np.uint32)
    whole[:6] = [language.FORMAT, 2**15, 2**16, 1, 1, 1]
    if broken == "empty":
        path.write_bytes(b"")
    elif broken == "text":
        path.write_text(TEXT, "utf-8")
    elif broken == "zip":
        path.write_bytes(b"PK\x03\x04" + bytes(100))
    else:
        whole[3:6] = {"cut": [9, 9, 9], "sizes": [3, 0, 0], "reach": [1, 1, 1]}[broken]
        whole[6] = 4_000_000_000 if broken == "reach" else 0
        np.save(path, whole)
    refused("model", "info", "--model", "model.npy", place="model.npy")
    Path("cleaner.toml").write_text('profile = "ocr"\nmodel = "model.npy"')
    Path("page.txt").write_text("义鸟市委书记指出，要深入学习贯彻党的二十大精神。\n", "utf-8")
    refused("check", "page.txt", place="model.npy")


@pytest.mark.parametrize("text", ['{"articles": ' + DEEP, '{"articles": 3}', '{"articles": [[]]}'])
def test_measured_json(text: str) -> None:
    Path("out.json").write_text(text)
    refused("measure", "out.json", "page.txt", place="out.json: not the JSON of cleaner clean")


def test_a_port_that_is_taken_or_none() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        refused("review", "page.txt", "--serve", "--port", port, place=f"127.0.0.1:{port}")
    refused("review", "page.txt", "--serve", "--port", "80801", place="80801")
    refused("review", "page.txt", "--serve", "--port", "-1", place="-1")


@pytest.mark.parametrize("pattern", ["[z-a]", "**" * 1000, "!", "[", "\\", "/" * 5000])
def test_ignored_patterns(pattern: str) -> None:
    Path("d").mkdir()
    Path("d/a.txt").write_text(TEXT, "utf-8")
    Path("d/.gitignore").write_text(pattern)
    result = invoke("check", "d")
    assert result.exit_code in (1, 2)
    assert "Traceback" not in result.stderr and "fault" not in result.stderr


@pytest.mark.parametrize("pattern", ["[z-a]*", "[", "*" * 300, "**/" * 100, "\ud800*", "a" * 5000])
def test_paths_that_are_none(pattern: str) -> None:
    result = invoke("check", pattern)
    assert result.exit_code in (1, 2), result.exception
    assert "Traceback" not in result.stderr and "fault" not in result.stderr


def test_a_compiled_dictionary_is_whole_or_none() -> None:
    made = ([["甲", "乙"], ["丙", ""]], np.array([1, 2], np.uint64))
    data = _packed((tuple(made[0]), made[1]))
    columns, keys = _unpacked(data)
    assert (list(columns), keys.tolist()) == (made[0], [1, 2])
    for place in range(len(data)):
        for other in (data[:place], data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]):
            with pytest.raises(ValueError):
                _unpacked(other)
    assert compiled.FORMAT.encode() in compiled.MAGIC


def test_a_compiled_dictionary_is_private(folder: Path) -> None:
    rows = "".join(f"市{chr(0x4E00 + n)}\t误{chr(0x4E00 + n)}\n" for n in range(9000))
    Path("names.tsv").write_text("name\tvariants\n" + rows, "utf-8")
    assert invoke("clean", "page.txt", "--dictionary", "names.tsv").exit_code == 0
    (made,) = (folder / "cache/cleaner").iterdir()
    assert made.stat().st_mode & 0o777 == 0o600
    assert made.parent.stat().st_mode & 0o777 == 0o700
