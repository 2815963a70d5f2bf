"""Decisions as a reviewer makes them, and the file that keeps them.

The file is JSON Lines, one decision a line, sorted, so that a diff of two states of it reads well
and two branches merge line by line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from itertools import chain
from typing import Any

from cleaner.files.whole import from_json
from cleaner.ledger.decisions import Decisions
from cleaner.ledger.entries import FORMAT, dump

FILE = "decisions.jsonl"  # beside the configuration
VERSION = "format_version"


class DecisionError(ValueError):
    """A file of decisions that cannot be read; the message names the file and the line."""


class Verdict(StrEnum):
    ACCEPT = "accept"
    REJECT = "reject"


@dataclass(frozen=True)
class Decision:
    """Accept or reject: one fix; without `id` its series; without `series` its rule.

    Of one fix: `before` and `after` are of its first edit, `left` and `right` the characters of the
    source beside it, blanks aside, `file` is where it was decided, relative to the file of
    decisions. They find the fix again when its id has changed because the source has
    (`cleaner.review.refit`).
    """

    verdict: Verdict
    rule: str
    series: str = ""
    id: str = ""
    file: str = ""
    left: str = ""
    before: str = ""
    after: str = ""
    right: str = ""

    @property
    def name(self) -> str:
        """What is decided: an id, a series or a rule, as `Decisions` of a run names them."""
        return self.id or self.series or self.rule

    def as_line(self) -> str:
        fields = asdict(self)
        kept = fields if self.id else {key: value for key, value in fields.items() if value}
        return dump(kept)


@dataclass
class Book:
    """Decisions, one a name; where two were read that contradict each other, `conflicts`.

    What is in conflict is not decided.
    """

    decisions: dict[str, Decision] = field(default_factory=dict)
    conflicts: dict[str, list[Decision]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.decisions)

    def add(self, decision: Decision) -> None:
        """Take in what another has decided: the same again, something new, or a contradiction."""
        name = decision.name
        known = [*self.conflicts.get(name, ()), *filter(None, [self.decisions.get(name)])]
        if all(decision.verdict == other.verdict for other in known):
            self.decisions.setdefault(name, decision)
        elif decision not in known:
            self.decisions.pop(name, None)
            self.conflicts[name] = [*known, decision]

    def put(self, name: str, decision: Decision | None) -> Decision | None:
        """Decide anew, or not at all; what it was before."""
        self.conflicts.pop(name, None)
        known = self.decisions.pop(name, None)
        if decision:
            self.decisions[name] = decision
        return known

    def verdict(self, *names: str) -> Verdict | None:
        """What is decided on the first of the names, the finest first, that is decided on."""
        found = (self.decisions.get(name) for name in names)
        return next((decision.verdict for decision in found if decision), None)

    def differs_from(self, other: Book) -> dict[str, Decision | None]:
        """What must be put into `other` to make it this one."""
        names = dict.fromkeys([*other.decisions, *self.decisions])
        return {
            name: self.decisions.get(name)
            for name in names
            if self.decisions.get(name) != other.decisions.get(name)
        }

    def compiled(self) -> Decisions:
        """As a run takes them."""
        names: dict[Verdict, set[str]] = {verdict: set() for verdict in Verdict}
        for name, decision in self.decisions.items():
            names[decision.verdict].add(name)
        return Decisions(frozenset(names[Verdict.ACCEPT]), frozenset(names[Verdict.REJECT]))

    def lines(self) -> Iterator[str]:
        """The file, sorted: its version, rules and series, then single fixes by file and series.

        Nothing where nothing is decided.
        """
        if self.decisions or self.conflicts:
            yield dump({VERSION: FORMAT})
        for decision in sorted(self.everything(), key=_order):
            yield decision.as_line()

    def everything(self) -> Iterator[Decision]:
        """Every decision, those in conflict, too."""
        yield from self.decisions.values()
        yield from chain.from_iterable(self.conflicts.values())


def _order(decision: Decision) -> tuple[str, ...]:
    return (decision.file, decision.rule, decision.series, decision.id, decision.verdict)


def read_lines(lines: Iterable[str], name: str) -> Iterator[Decision]:
    """The decisions in the lines of a file. Raises DecisionError."""
    for number, line in enumerate(lines, 1):
        if line.strip() and not _is_version(line, f"{name}:{number}"):
            yield parse(line, f"{name}:{number}")


def _is_version(line: str, place: str) -> bool:
    """Whether a line tells the version of the file. Raises DecisionError for another one."""
    if VERSION not in line:
        return False
    values: Any = None
    with suppress(ValueError):
        values = from_json(line)
    if not isinstance(values, dict) or [*values] != [VERSION]:
        return False
    if values[VERSION] != FORMAT:
        raise DecisionError(f"{place}: format {values[VERSION]} is not {FORMAT}")
    return True


def parse(line: str, place: str) -> Decision:
    """The decision in a line. Raises DecisionError naming `place`."""
    try:
        return _decision(from_json(line))
    except (ValueError, TypeError, KeyError) as error:
        raise DecisionError(f"{place}: not a decision ({error})") from None


def _decision(values: Any) -> Decision:
    if not isinstance(values, dict) or not all(isinstance(value, str) for value in values.values()):
        raise ValueError("an object of strings")
    return Decision(**{**values, "verdict": Verdict(values["verdict"])})
