"""What is written for programs is what docs/schema says."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from test_cli import PAGES, ROOT, invoke

from cleaner.review.decisions import Decision, DecisionError, Verdict, read_lines
from cleaner.review.journal import Journal

jsonschema = pytest.importorskip("jsonschema")
SCHEMAS = sorted(path.name.partition(".")[0] for path in ROOT.glob("docs/schema/*.schema.json"))


@cache
def schema(name: str) -> Any:
    return json.loads((ROOT / f"docs/schema/{name}.schema.json").read_text("utf-8"))


def check(value: Any, name: str) -> None:
    jsonschema.Draft202012Validator(schema(name)).validate(value)


def lines(data: bytes) -> list[Any]:
    return [json.loads(line) for line in data.splitlines()]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", SCHEMAS)
def test_they_are_schemas(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema(name))
    assert f"({name}.schema.json)" in (ROOT / "docs/schema/README.md").read_text("utf-8")


def test_articles_and_ledgers() -> None:
    alto = [ROOT / f"fixtures/formats/{name}" for name in ("page.alto.xml", "page.hocr")]
    for page in [PAGES[0], *alto]:
        result = invoke("clean", page, "--to", "json", "--ledger", "l.jsonl")
        check(json.loads(result.stdout_bytes), "articles")
        head, *entries = lines(Path("l.jsonl").read_bytes())
        check(head, "ledger-head")
        for entry in entries:
            check(entry, "ledger-entry")
        assert entries or page != PAGES[0]


def test_several_files_are_lines() -> None:
    for name in ("a.txt", "b.txt"):
        Path(name).write_text("甲\u200b乙\n", "utf-8")
    found = lines(invoke("clean", ".", "--to", "json").stdout_bytes)
    assert [value["source"]["name"] for value in found] == ["a.txt", "b.txt"]
    for value in found:
        check(value, "articles")
    assert len(invoke("clean", "a.txt", "--to", "json").stdout_bytes.splitlines()) > 5


def test_findings() -> None:
    Path("a.txt").write_text("甲\u200b乙他说:好。（\n", "utf-8")
    for value in json.loads(invoke("check", "a.txt", "--format", "json").stdout_bytes):
        check(value, "finding")
    found = lines(invoke("check", "a.txt", "--format", "jsonl").stdout_bytes)
    assert found
    for value in found:
        check(value, "finding")


def test_records() -> None:
    Path("a.jsonl").write_text('{"text": "甲:\\r\\n乙"}\n{"id": 1}\n', "utf-8")
    result = invoke(
        "clean", "a.jsonl", "--quarantine", "q", "--stats", "s", "--ledger-key", "edits"
    )
    check(lines(result.stdout_bytes)[0]["edits"], "edits")
    for value in lines(Path("q").read_bytes()):
        check(value, "quarantine")
    check(json.loads(Path("s").read_bytes()), "stats")


def test_decisions(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    journal = Journal(path)
    for decision in (
        Decision(Verdict.ACCEPT, "marks.half-width"),
        Decision(
            Verdict.REJECT, "glyphs.invisible", "s", "0123456789ab", "a.txt", "甲", "", "", "乙"
        ),
    ):
        journal.put(decision.name, decision)
    journal.close()
    found = lines(path.read_bytes())
    assert found[0] == {"format_version": 2} and len(found) == 3
    for value in found:
        check(value, "decision")
    assert len(list(read_lines(path.read_text("utf-8").splitlines(), "d"))) == 2
    with pytest.raises(DecisionError, match="d:1: decisions of format 3"):
        list(read_lines(['{"format_version": 3}'], "d"))
    with pytest.raises(DecisionError, match="d:1: not a decision"):
        list(read_lines(['{"format_version": 1, "rule": "a"}'], "d"))
    nothing = Journal(tmp_path / "other.jsonl")
    nothing.close()
    assert not (tmp_path / "other.jsonl").exists()
