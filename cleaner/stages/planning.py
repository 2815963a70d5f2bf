"""Which stages take part by some settings, and with which of their rules."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from cleaner.config import Settings, enabled
from cleaner.ledger.fixes import Stage
from cleaner.ledger.rules import Rule
from cleaner.stages import RULES, STAGES, damaged_bytes, placed_lines


class Part(NamedTuple):
    """A stage with those of its rules that take part.

    `bits`: their signs, one of which a text has where the stage is asked; 0 where signs alone do not
    tell.
    """

    stage: Stage
    rules: list[Rule]
    bits: int


@lru_cache(64)
def parts(settings: Settings) -> list[Part]:
    """The stages that take part, in their order."""
    return [Part(stage, rules, stage.bits(rules)) for stage, rules in plan(settings)]


def plan(settings: Settings) -> list[tuple[Stage, list[Rule]]]:
    """The stages that take part, each with its rules that do."""
    names = enabled(settings, RULES)
    found = [(stage, [rule for rule in stage.rules if rule.name in names]) for stage in STAGES]
    if placed_lines.STAGE.rules[0].name in names:
        found.insert(0, (placed_lines.STAGE, list(placed_lines.STAGE.rules)))
    if settings.errors != "strict":
        found.insert(0, (damaged_bytes.STAGE, list(damaged_bytes.STAGE.rules)))
    return [(stage, rules) for stage, rules in found if rules]
