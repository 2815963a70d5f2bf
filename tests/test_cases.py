"""What each rule repairs, leaves alone and does not yet do: the files of fixtures/cases."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from running import assert_leaves, assert_repairs, run

from cleaner.ledger.rules import Rule, Safety
from cleaner.stages import RULES

FOLDER = Path(__file__).parent.parent / "fixtures" / "cases"
KEYS = {
    "repairs": ({"text", "result"}, {"only", "suggested", "why", "script"}),
    "leaves": ({"text"}, {"only", "why", "script"}),
    "known-failures": ({"text", "want"}, {"only", "why", "script"}),
}


def cases(section: str) -> list[Any]:
    """The cases of one section in all files, each with its rule."""
    return [
        pytest.param(RULES.get(path.stem), case, id=f"{path.stem}-{number}")
        for path in sorted(FOLDER.glob("*.toml"))
        for number, case in enumerate(tomllib.loads(path.read_text("utf-8")).get(section, []), 1)
    ]


def test_every_rule_has_a_file_and_every_file_a_rule() -> None:
    assert sorted(path.name for path in FOLDER.iterdir()) == sorted(
        f"{name}.toml" for name in RULES
    )


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_file_is_well_formed(path: Path) -> None:
    content = tomllib.loads(path.read_text("utf-8"))
    assert content.keys() <= KEYS.keys() and content.get("repairs") and content.get("leaves")
    for section, found in content.items():
        needed, allowed = KEYS[section]
        for case in found:
            assert needed <= case.keys() <= needed | allowed


@pytest.mark.parametrize(("rule", "case"), cases("repairs"))
def test_repairs(rule: Rule, case: dict[str, Any]) -> None:
    only, suggested, script = case.get("only", ()), case.get("suggested"), case.get("script", "")
    assert_repairs(case["text"], case["result"], rule, only, suggested, script)


@pytest.mark.parametrize(("rule", "case"), cases("leaves"))
def test_leaves(rule: Rule, case: dict[str, Any]) -> None:
    assert_leaves(case["text"], rule, case.get("only", ()), case.get("script", ""))


@pytest.mark.parametrize(("rule", "case"), cases("known-failures"))
def test_known_failure_still_fails(rule: Rule, case: dict[str, Any]) -> None:
    accepted = rule.safety is Safety.SUGGESTED
    result = run(case["text"], rule, case.get("only", ()), accepted, case.get("script", ""))
    assert result.text != case["want"], "it works now: make it a repair or a text left alone"
