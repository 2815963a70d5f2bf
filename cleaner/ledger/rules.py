"""A rule: a function that repairs one kind of damage, its name, and its manual page."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from importlib import import_module
from typing import Any

from cleaner.text.signs import Sign, Signs


class Safety(StrEnum):
    """What happens to a fix when nobody has decided on it."""

    SAFE = "safe"  # applied
    SUGGESTED = "suggested"  # applied when accepted
    NOTE = "note"  # shown only


@dataclass(frozen=True, eq=False)
class Rule:
    """One named repair. The docstring of its function is its manual page.

    The page has a first line that serves as the reason in the ledger, prose, and examples, one a
    line: `Repairs: before → after` and `Leaves: text`, with `⏎` for a line end
    and `␌` for a form feed. `within`: kinds of protected spans whose inside is the rule's concern
    (`cleaner.protected`); the others it must not touch, if its stage spares them. `at`: what its
    candidates look like (`cleaner.text.signs`); in a text without any of these it is not asked.
    None: it is always asked.
    """

    name: str
    function: Callable[..., Any] = field(repr=False, compare=False)
    safety: Safety = Safety.SAFE
    confidence: float = 1.0
    within: tuple[str, ...] = ()
    at: Signs | None = field(default=None, repr=False)

    def __reduce__(self) -> tuple[Callable[[str, str], Any], tuple[str, str]]:
        """By its name: whoever reads it back gets the rule of its own code."""
        return _named, (self.function.__module__, self.function.__qualname__)

    @property
    def stage(self) -> str:
        return self.name.partition(".")[0]

    @cached_property
    def page(self) -> str:
        """The manual page."""
        lines = (self.function.__doc__ or "").strip().split("\n")
        return "\n".join(line.removeprefix("    ") for line in lines)

    @cached_property
    def summary(self) -> str:
        """The first line of the page, without its full stop."""
        return self.page.partition("\n")[0].rstrip(".")

    @property
    def repairs(self) -> list[tuple[str, str]]:
        """The examples it repairs: before, after."""
        found = re.findall(r"^Repairs: (.*) → (.*)$", self.page, re.M)
        return [(_unfold(before), _unfold(after)) for before, after in found]

    @property
    def leaves(self) -> list[str]:
        """The examples it must leave alone."""
        return [_unfold(text) for text in re.findall(r"^Leaves: (.*)$", self.page, re.M)]


def _named(module: str, name: str) -> Any:
    return getattr(import_module(module), name)


def _unfold(example: str) -> str:
    return example.strip(" `").replace("⏎", "\n").replace("␌", "\f")


def rule(
    name: str,
    *,
    safety: Safety = Safety.SAFE,
    confidence: float = 1.0,
    within: tuple[str, ...] = (),
    at: tuple[Sign, ...] | None = None,
) -> Callable[[Callable[..., Any]], Rule]:
    """Make a rule of the function below."""

    def make(function: Callable[..., Any]) -> Rule:
        return Rule(name, function, safety, confidence, within, Signs(*at) if at else None)

    return make
