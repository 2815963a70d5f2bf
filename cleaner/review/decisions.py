"""Decisions as a reviewer makes them, and the file that keeps them.

The file is JSON Lines, one decision a line, sorted, so that a diff of two states of it reads well
and two branches merge line by line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from itertools import chain
from typing import Any

from cleaner.files.whole import from_json
from cleaner.ledger.decisions import Correction, Decisions, Placing
from cleaner.ledger.entries import dump

FILE = "decisions.jsonl"  # beside the configuration


class DecisionError(ValueError):
    """A file of decisions that cannot be read; the message names the file and the line."""


FORMAT_VERSION = 2  # 1: files of before own texts and comments, without a first line that says so


class Verdict(StrEnum):
    ACCEPT = "accept"
    REJECT = "reject"
    REPLACE = "replace"  # by the reviewer's own text; single fixes only
    # Of blocks of lines (`ledger.decisions.Placing`).
    MOVE = "move"
    CONTINUE = "continue"
    HEADLINE = "headline"
    START = "start"
    JOIN = "join"


PLACINGS = (Verdict.MOVE, Verdict.CONTINUE, Verdict.HEADLINE, Verdict.START, Verdict.JOIN)


@dataclass(frozen=True)
class Decision:
    """Accept or reject: one fix; without `id` its series; without `series` its rule.

    Of one fix: `before` and `after` are of its first edit, `left` and `right` the characters of the
    source beside it, blanks aside, `file` is where it was decided, relative to the file of
    decisions. They find the fix again when its id has changed because the source has
    (`cleaner.review.refit`). Where it is replaced, `before` is all that the source has from its
    first edit to its last, and `after` the reviewer's own text. Of a block of lines (`PLACINGS`),
    `before` is all of it, and `goal_left` and `goal_right` stand beside the place that it goes to.
    `reviewer`: who has written that, or the `comment`.
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
    goal_left: str = ""
    goal_right: str = ""
    comment: str = ""
    reviewer: str = ""

    @property
    def name(self) -> str:
        """What is decided: an id, a series or a rule, as `Decisions` of a run names them."""
        return self.id or self.series or self.rule

    def as_line(self) -> str:
        always = OF_A_FIX if self.id else ()
        kept = {key: each for key, each in asdict(self).items() if each or key in always}
        return dump(kept)

    def agrees(self, other: Decision) -> bool:
        """Whether both say the same of the text."""
        return self._says() == other._says()

    def _says(self) -> tuple[str, ...]:
        own = self.after if self.verdict is Verdict.REPLACE else ""
        return self.verdict, own, self.goal_left, self.goal_right

    def as_correction(self) -> Correction:
        """What a run puts in, of one that is replaced."""
        return Correction(self.left, self.before, self.right, self.after, self._why())

    def as_placing(self) -> Placing:
        """What a run does with a block of lines."""
        return Placing(
            self.verdict.value, self.left, self.before, self.right,
            self.goal_left, self.goal_right, self._why(),
        )  # fmt: skip

    def _why(self) -> str:
        who = f", {self.reviewer}" if self.reviewer else ""
        return f"by hand{who}: {self.comment}" if self.comment else f"by hand{who}"


OF_A_FIX = ("verdict", "rule", "series", "id", "file", "left", "before", "after", "right")


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
        if all(decision.agrees(other) for other in known):
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
        return Decisions(
            frozenset(names[Verdict.ACCEPT]),
            frozenset(names[Verdict.REJECT] | names[Verdict.REPLACE]),
            tuple(each.as_correction() for each in self.replaced()),
            tuple(each.as_placing() for each in self.placed()),
        )

    def proposing(self) -> Decisions:
        """The same for a run over the text as it came, that proposes again what was replaced."""
        decisions = {
            name: each
            for name, each in self.decisions.items()
            if each.verdict in (Verdict.ACCEPT, Verdict.REJECT)
        }
        return Book(decisions).compiled()

    def replaced(self) -> list[Decision]:
        """The decisions with a text of the reviewer's own, in the order of the file."""
        found = [each for each in self.decisions.values() if each.verdict is Verdict.REPLACE]
        return sorted(found, key=_order)

    def placed(self) -> list[Decision]:
        """The decisions on blocks of lines, in the order of the file."""
        found = [each for each in self.decisions.values() if each.verdict in PLACINGS]
        return sorted(found, key=_order)

    def lines(self) -> Iterator[str]:
        """The file: its version; then sorted, rules and series before single fixes by file."""
        if self.decisions or self.conflicts:
            yield HEAD
        for decision in sorted(self.everything(), key=_order):
            yield decision.as_line()

    def everything(self) -> Iterator[Decision]:
        """Every decision, those in conflict, too."""
        yield from self.decisions.values()
        yield from chain.from_iterable(self.conflicts.values())


HEAD = dump({"format_version": FORMAT_VERSION})


def _order(decision: Decision) -> tuple[str, ...]:
    return (decision.file, decision.rule, decision.series, decision.id, decision.verdict)


def read_lines(lines: Iterable[str], name: str) -> Iterator[Decision]:
    """The decisions in the lines of a file. Raises DecisionError."""
    for number, line in enumerate(lines, 1):
        if line.strip() and not is_head(line, f"{name}:{number}"):
            yield parse(line, f"{name}:{number}")


def is_head(line: str, place: str) -> bool:
    """Whether a line says of which version the file is. Raises DecisionError for a later one."""
    if "format_version" not in line:
        return False
    try:
        values = from_json(line)
    except ValueError:
        return False
    if not isinstance(values, dict) or list(values) != ["format_version"]:
        return False
    version = values["format_version"]
    if type(version) is not int or version > FORMAT_VERSION:
        raise DecisionError(
            f"{place}: decisions of format {version}, and this cleaner reads up to {FORMAT_VERSION}"
        )
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
    decision = Decision(**{**values, "verdict": Verdict(values["verdict"])})
    if decision.verdict not in (Verdict.ACCEPT, Verdict.REJECT) and not decision.id:
        raise ValueError("only one place is replaced or put elsewhere, and it has an id")
    if decision.verdict in PLACINGS and not decision.before.strip():
        raise ValueError("a block of lines is not empty")
    return decision
