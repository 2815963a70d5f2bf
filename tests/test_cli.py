"""The command line: the cases of fixtures/cli, and what a case cannot say."""

from __future__ import annotations

import io
import itertools
import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

import cleaner
from cleaner.cli import app

ROOT = Path(__file__).parent.parent
PAGES = sorted(path for path in ROOT.glob("fixtures/pages/*.txt") if ".gold" not in path.name)
PARAGRAPH = (
    "会议强调，要深入学习贯彻党的二十大精神，\n按照全省部署要求，抓住当前经济发展机\n"
    "遇期，突出变革重塑、聚焦提质增效\u200b。\n\n共 300 户，“5+4”现代服务业体系建设。\n"
)
TRADITIONAL = (
    "會議強調，要深入學習貫徹精神，\n按照部署要求，抓住當前經濟發展機\n"
    "遇期，突出變革重塑、聚焦提質增效。\n"
)


def load_cases() -> list[Any]:
    return [
        pytest.param(case, id=f"{path.stem}-{name}")
        for path in sorted(ROOT.glob("fixtures/cli/*.toml"))
        for name, case in tomllib.loads(path.read_text("utf-8")).items()
    ]


def invoke(*args: str | Path, stdin: bytes = b"") -> Result:
    return CliRunner().invoke(app, list(map(str, args)), input=stdin)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("case", load_cases())
def test_case(case: dict[str, Any], folder: Path) -> None:
    files = {name: text.encode() for name, text in case.get("files", {}).items()}
    files |= {name: bytes.fromhex(data) for name, data in case.get("bytes", {}).items()}
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)

    result = invoke(*case["args"], stdin=case.get("stdin", "").encode())

    output, errors = result.stdout_bytes.decode(), _unwrapped(result.stderr)
    assert result.exit_code == case.get("exit", 0), errors
    assert output == case.get("stdout", output)
    assert [piece for piece in case.get("stdout_has", []) if piece not in output] == []
    assert [piece for piece in case.get("stdout_lacks", []) if piece in output] == []
    assert [piece for piece in case.get("stderr_has", []) if piece not in errors] == []
    assert [piece for piece in case.get("stderr_lacks", []) if piece in errors] == []
    for name, text in case.get("after", {}).items():
        assert (folder / name).read_bytes().decode() == text
    assert [name for name in case.get("there", []) if not (folder / name).exists()] == []
    assert [name for name in case.get("gone", []) if (folder / name).exists()] == []
    assert not list(folder.rglob(".cleaner-*"))


def _unwrapped(text: str) -> str:
    """Standard error without the frames and colours that Typer may draw around its messages."""
    return text.replace("│", "").replace("\x1b", "")


@pytest.mark.parametrize(
    ("text", "encoding", "mark"),
    [
        (PARAGRAPH, "utf-8", b""),
        (PARAGRAPH, "utf-8", b"\xef\xbb\xbf"),
        (PARAGRAPH.replace("\n", "\r\n"), "utf-8", b""),
        (PARAGRAPH.replace("\n", "\r"), "utf-8", b""),
        (PARAGRAPH.replace("\n", "\r\n", 2), "utf-8", b""),
        (PARAGRAPH, "gb18030", b""),
        (PARAGRAPH.replace("\n", "\r\n"), "gb18030", b""),
        (TRADITIONAL, "big5", b""),
        (PARAGRAPH, "utf-16-le", b"\xff\xfe"),
        (PARAGRAPH.replace("\n", "\r\n"), "utf-16-be", b"\xfe\xff"),
        (PARAGRAPH, "utf-16-le", b""),
        (PARAGRAPH, "utf-32-le", b"\xff\xfe\0\0"),
        ("", "utf-8", b""),
        (" \n\u3000\n", "utf-8", b""),
        ("没有换行的一行" * 3, "utf-8", b""),
        ("行分隔\u2028符\x85与\x0b空\x00字节。\n", "utf-8", b""),
    ],
    ids=itertools.count(),
)
def test_undo_gives_the_bytes_back(text: str, encoding: str, mark: bytes) -> None:
    data = mark + text.encode(encoding)
    Path("page.txt").write_bytes(data)
    assert invoke("clean", "page.txt", "-o", "out.txt", "--ledger", "out.jsonl").exit_code == 0
    assert Path("out.txt").read_bytes().startswith(mark)

    undone = invoke("undo", "out.txt", "--ledger", "out.jsonl")
    assert (undone.exit_code, undone.stdout_bytes) == (0, data)
    assert invoke("undo", "out.txt", "--ledger", "out.jsonl", "-o", "back.txt").exit_code == 0
    assert Path("back.txt").read_bytes() == data


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_real_pages_undo(page: Path) -> None:
    cleaned = invoke("clean", page, "--ledger", "out.jsonl")
    undone = invoke("undo", "-", "--ledger", "out.jsonl", stdin=cleaned.stdout_bytes)
    assert undone.stdout_bytes == page.read_bytes()


@pytest.mark.parametrize("change", ["result", "before", "at"])
def test_undo_refuses_what_does_not_belong(change: str) -> None:
    Path("page.txt").write_text("义\u200b乌市\n", "utf-8")
    invoke("clean", "page.txt", "-o", "out.txt", "--ledger", "out.jsonl", "--only", "glyphs")
    if change == "result":
        Path("out.txt").write_text("别的文字\n", "utf-8")
    else:
        head, line = Path("out.jsonl").read_text("utf-8").splitlines()
        entry = json.loads(line) | {change: {"before": "甲", "at": 2}[change]}
        Path("out.jsonl").write_text(f"{head}\n{json.dumps(entry)}\n", "utf-8")
    undone = invoke("undo", "out.txt", "--ledger", "out.jsonl", "-o", "back.txt")
    assert undone.exit_code == 2
    assert "out.jsonl" in undone.stderr
    assert not Path("back.txt").exists()


def test_json_is_the_object_of_the_contract() -> None:
    value = json.loads(invoke("clean", PAGES[0], "--to", "json").stdout_bytes)
    assert list(value) == ["format_version", "source", "articles", "furniture", "flags", "edits"]
    assert list(value["source"]) == ["name", "sha256", "encoding", "characters"]
    assert list(value["articles"][0]) == [
        "headline", "kicker", "deck", "byline", "paragraphs", "captions", "notes", "parts",
    ]  # fmt: skip
    assert list(value["edits"]) == ["applied", "suggested"]
    lines = invoke("clean", *PAGES, "--to", "jsonl").stdout_bytes.decode().splitlines()
    assert json.loads(lines[0]) == value
    assert len(lines) == len(PAGES)


def test_a_lone_surrogate_does_no_harm() -> None:
    from cleaner.ledger.entries import load
    from cleaner.output import render
    from cleaner.report.diff import diff_run
    from cleaner.report.findings import findings
    from cleaner.report.formats import FORMATS

    result = cleaner.read("义\u200b乌\ud800市\n\u200b\udfff")
    for to in ("json", "jsonl"):
        text = render(result, to)
        text.encode()
        assert json.loads(text)["source"]["characters"] == 8
    lines = [line.encode() for line in result.ledger.lines()]
    assert load(line.decode() for line in lines)[1] == result.ledger.entries
    "".join(part for form in FORMATS.values() for part in form(findings(result))).encode()
    diff_run(result.ledger).encode()


def test_jobs_change_nothing() -> None:
    for number in range(6):
        Path(f"{number}.txt").write_text(PARAGRAPH * (number + 1), "utf-8")
    Path("3.txt").write_bytes(bytes(range(256)))
    for command in (["clean", "--to", "jsonl"], ["check"], ["diff"]):
        one, two = (invoke(*command, ".", "gone", "--jobs", jobs) for jobs in ("1", "2"))
        assert one.exit_code == two.exit_code == 2
        assert one.stdout_bytes == two.stdout_bytes
        assert one.stderr == two.stderr


def test_one_very_long_line() -> None:
    data = ("要深入学习贯彻精神，" * 70_000).encode()  # 2 MB
    Path("long.txt").write_bytes(data)
    result = invoke("clean", "long.txt", "--ledger", "long.jsonl")
    assert result.exit_code == 0
    undone = invoke("undo", "-", "--ledger", "long.jsonl", stdin=result.stdout_bytes)
    assert undone.stdout_bytes == data


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_full_disk_leaves_everything_as_it_was(
    call: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("a.txt").write_text("甲\u200b\n", "utf-8")

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, call, full)
    result = invoke("clean", "a.txt", "--in-place", "--backup", ".bak", "--ledger", "a.jsonl")
    assert result.exit_code == 2
    assert "No space left on device" in result.stderr
    assert [path.name for path in folder.iterdir()] == ["a.txt"]
    assert Path("a.txt").read_text("utf-8") == "甲\u200b\n"


def test_one_unwritable_target_stops_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.txt", "b.txt"):
        Path(name).write_text("甲\u200b\n", "utf-8")
    replace = os.replace

    def read_only(source: str, target: str) -> None:
        if Path(target).name == "a.txt":
            raise PermissionError(30, "Read-only file system")
        replace(source, target)

    monkeypatch.setattr(os, "replace", read_only)
    result = invoke("clean", ".", "--in-place", "--no-ledger")
    assert result.exit_code == 2
    assert "a.txt: Read-only file system" in result.stderr
    assert Path("a.txt").read_text("utf-8") == "甲\u200b\n"
    assert Path("b.txt").read_text("utf-8") == "甲\n"


def test_an_unreadable_file_stops_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.txt", "b.txt"):
        Path(name).write_text("甲\n", "utf-8")
    opened = open

    def refused(path: Any, *mode: str) -> Any:
        if str(path) == "a.txt":
            raise PermissionError(13, "Permission denied")
        return opened(path, *mode)

    monkeypatch.setattr("cleaner.files.paths.open", refused, raising=False)
    result = invoke("clean", "a.txt", "b.txt", "--only", "glyphs")
    assert (result.exit_code, result.stdout_bytes.decode()) == (2, "甲\n")
    assert "a.txt: Permission denied" in result.stderr


def test_no_input_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    from cleaner.cli.inputs import Options, gather
    from cleaner.files.paths import InputError

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdin", Terminal())
    with pytest.raises(InputError, match="no input"):
        gather([], Options())


def test_colour_only_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    from cleaner.cli import diff

    Path("page.txt").write_text("义\u200b乌市\n", "utf-8")
    assert b"\x1b" not in invoke("diff", "page.txt").stdout_bytes
    monkeypatch.setattr(diff, "has_colour", lambda: True)
    assert b"\x1b[31" in invoke("diff", "page.txt").stdout_bytes


def run(*args: str, **more: Any) -> subprocess.CompletedProcess[bytes]:
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    environment = {**os.environ, "PYTHONPATH": path}
    return subprocess.run([sys.executable, *args], capture_output=True, env=environment, **more)


def test_as_a_module() -> None:
    done = run("-m", "cleaner", "clean", "--only", "glyphs", input="义\u200b乌市\n".encode())
    assert (done.returncode, done.stdout.decode()) == (0, "义乌市\n")


def test_a_reader_that_goes_away() -> None:
    Path("page.txt").write_text("义\u200b乌市\n" * 50_000, "utf-8")
    program = (
        "import os, subprocess, sys\n"
        "command = [sys.executable, '-m', 'cleaner', 'clean', '-q', 'page.txt']\n"
        "process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)\n"
        "process.stdout.close()\n"
        "sys.exit(len(process.stderr.read()))\n"
    )
    assert run("-c", program).returncode == 0


def test_help_does_not_load_what_cleaning_needs() -> None:
    program = (
        "import sys, cleaner.cli\n"
        "heavy = {'numpy', 'rapidfuzz', 'pathspec', 'charset_normalizer', 'cleaner.pipeline'}\n"
        "sys.exit(bool(heavy & set(sys.modules)))"
    )
    assert run("-c", program).returncode == 0


def test_the_package_offers_the_nouns() -> None:
    for name in cleaner.__all__:
        assert getattr(cleaner, name).__name__ == name
    assert cleaner.clean("义\u200b乌市", only=["glyphs"]) == "义乌市"
    with pytest.raises(AttributeError):
        _ = cleaner.nothing
    with pytest.raises(ValueError, match="did you mean profile"):
        cleaner.clean("", profil="ocr")
