"""The manual page of each rule, and that its examples are true."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from running import assert_leaves, assert_repairs

from cleaner.ledger.rules import Rule, Safety
from cleaner.stages import RULES, STAGES

CASES = Path(__file__).parent.parent / "fixtures" / "cases"


def examples(of: Callable[[Rule], list[Any]]) -> list[Any]:
    return [
        pytest.param(rule, example, id=f"{rule.name}-{number}")
        for rule in RULES.values()
        for number, example in enumerate(of(rule), 1)
    ]


def test_names() -> None:
    assert len(RULES) == sum(len(stage.rules) for stage in STAGES)
    for stage in STAGES:
        assert all(rule.stage == stage.name for rule in stage.rules)


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.name)
def test_page(rule: Rule) -> None:
    first, *sections = rule.page.split("\n\n## ")
    heads = [section.partition("\n")[0] for section in sections]
    why, examples, known, since = (section.partition("\n")[2].strip() for section in sections)
    assert heads == ["Why", "Examples", "Known failures", "Since"]
    assert first.endswith(".") and len(rule.summary) <= 96 and "\n" not in first
    assert why and known
    assert all(line.startswith(("Repairs: ", "Leaves: ")) for line in examples.split("\n"))
    assert rule.leaves and (rule.repairs or rule.safety is Safety.NOTE)
    assert re.fullmatch(r"\d+\.\d+\.\d+", since)


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.name)
def test_page_tells_known_failures(rule: Rule) -> None:
    cases = tomllib.loads((CASES / f"{rule.name}.toml").read_text("utf-8"))
    assert ("known-failures" in cases) == ("## Known failures\n- " in rule.page)


@pytest.mark.parametrize(("rule", "example"), examples(lambda rule: rule.repairs))
def test_repairs(rule: Rule, example: tuple[str, str]) -> None:
    assert_repairs(*example, rule)


@pytest.mark.parametrize(("rule", "example"), examples(lambda rule: rule.leaves))
def test_leaves(rule: Rule, example: str) -> None:
    assert_leaves(example, rule)
