"""The manual page of each rule, and that its examples are true."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from running import assert_leaves, assert_repairs

from cleaner.ledger.fixes import Rule, Safety
from cleaner.stages import RULES, STAGES


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
    prose = [
        line
        for line in rule.page.splitlines()[1:]
        if line.strip() and not line.startswith(("Repairs: ", "Leaves: "))
    ]
    assert rule.summary and len(rule.summary) <= 96 and "\n" not in rule.summary
    assert prose or rule.safety is not Safety.NOTE
    assert rule.leaves and (rule.repairs or rule.safety is Safety.NOTE)


@pytest.mark.parametrize(("rule", "example"), examples(lambda rule: rule.repairs))
def test_repairs(rule: Rule, example: tuple[str, str]) -> None:
    assert_repairs(*example, rule)


@pytest.mark.parametrize(("rule", "example"), examples(lambda rule: rule.leaves))
def test_leaves(rule: Rule, example: str) -> None:
    assert_leaves(example, rule)
