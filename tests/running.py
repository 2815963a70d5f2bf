"""Running one rule on one text, as the case files and the examples of the manual pages do."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from cleaner import config, pipeline
from cleaner.knowledge.lexicon import with_dictionaries
from cleaner.ledger.decisions import Decisions
from cleaner.ledger.rules import Rule, Safety
from cleaner.pipeline import Result
from cleaner.text.document import Source

NAMES = Path(__file__).parent.parent / "fixtures" / "names.tsv"  # for the rules of the stage names


def run(
    text: str, rule: Rule, only: Iterable[str] = (), accepted: bool = False, script: str = ""
) -> Result:
    """The pipeline over `text`, with the setting that `rule` asks for."""
    values: dict[str, Any] = {"only": list(only)}
    if rule.stage == "sentences":
        values["lines"] = "sentence"
    if rule.stage == "misreadings":
        values |= {"profile": "ocr", "model": "built-in"}
    if rule.name == "lines.page-turn":
        values["profile"] = "book"
    if rule.name == "columns.indent":
        values["indent"] = "two"
    if rule.name == "names.place":
        values["profile"] = "ocr"
    if rule.name == "script.words":
        values |= {"script": "tw", "words": "local"}
    if script or rule.name in ("script.convert", "script.counterpart", "script.quotes"):
        values["script"] = script or "t"
    decisions = Decisions(accepted=frozenset((rule.name,))) if accepted else None
    return pipeline.run(
        Source.from_text(text),
        pipeline.checked(config.make(values, "case"), "case"),
        with_dictionaries((str(NAMES),)) if rule.stage == "names" else None,
        decisions=decisions,
    )


def assert_repairs(
    text: str,
    want: str,
    rule: Rule,
    only: Iterable[str] = (),
    suggested: bool | None = None,
    script: str = "",
) -> None:
    """The rule has a part in making `want` of `text`: by itself, or once it is accepted.

    Whether the text ends in a line end is not asked: examples are written without it.
    """
    if suggested is None:
        suggested = rule.safety is Safety.SUGGESTED
    if suggested:
        open_ones = entries(run(text, rule, only, script=script), rule, applied=False)
        assert open_ones == ["suggested"] * len(open_ones) != [], f"{rule.name} suggests nothing"
    result = run(text, rule, only, suggested, script)
    assert result.text.strip("\n") == want.strip("\n")
    if rule.safety is Safety.NOTE:
        assert entries(result, rule, applied=False), f"{rule.name} notes nothing"
    else:
        assert entries(result, rule, applied=True), f"{rule.name} had no part in it"


def assert_leaves(text: str, rule: Rule, only: Iterable[str] = (), script: str = "") -> None:
    """The rule proposes nothing for `text`."""
    found = [
        (entry.before, entry.after)
        for entry in run(text, rule, only, script=script).ledger.entries
        if entry.rule == rule.name
    ]
    assert found == []


def entries(result: Result, rule: Rule, applied: bool) -> list[str]:
    """The safety of each edit of `rule` that was applied, or was not."""
    return [
        entry.safety
        for entry in result.ledger.entries
        if entry.rule == rule.name and entry.applied is applied
    ]


def put_program(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a `cleaner` into `folder`, which then goes before the others on the path."""
    folder.mkdir()
    program = folder / "cleaner"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m cleaner "$@"\n', "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent.parent))
