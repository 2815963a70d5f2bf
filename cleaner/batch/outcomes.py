"""What became of the texts in records: one by one, and counted by rule."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from cleaner.batch.failures import at_work, said
from cleaner.batch.texts import what_is
from cleaner.ledger.entries import FORMAT
from cleaner.ledger.ledger import Numbering
from cleaner.ledger.records import Record
from cleaner.ledger.rules import Safety
from cleaner.text.document import Source

LOGGER = logging.getLogger("cleaner")
LONGEST = 1 << 25  # characters of a text in a record, or bytes of a record; set by hand
Counted = Mapping[str, tuple[int, int]]  # by rule: applied, suggested
Stream = Callable[[Source], Iterable[Record]]  # a run over a source
NOTHING: Counted = {}


class Outcome(NamedTuple):
    """What became of one text.

    `text`: repaired, or as it was where there is a `failure`. `rules`: how many fixes of each rule
    were applied and how many are only suggested. `ledger`: the edits, where they were asked for.
    `size`: characters of the text as it came.
    """

    text: Any
    failure: str = ""
    rules: Counted = NOTHING
    ledger: dict[str, Any] | None = None
    size: int = 0
    changed: bool = False


class Failed(NamedTuple):
    """A record kept as it was. `number`: from 0. `id`: what it calls itself, if it does."""

    number: int
    reason: str
    id: str = ""


def log(failed: Failed) -> None:
    """Tell the logger `cleaner` of a record that failed."""
    LOGGER.warning("record %d kept as it was: %s", failed.number, failed.reason)


@dataclass
class Stats:
    """What was done with many records, counted. `characters`: of their texts as they came.

    >>> from cleaner import Cleaner, Stats
    >>> stats = Stats()
    >>> done = list(Cleaner().records([{"text": "他说:“好。”"}, {"text": None}], stats=stats))
    >>> stats
    Stats(records=2, changed=1, failed=1, characters=7, rules={'marks.half-width': (1, 0)})
    """

    records: int = 0
    changed: int = 0
    failed: int = 0
    characters: int = 0
    rules: dict[str, tuple[int, int]] = field(default_factory=dict)

    def add(self, outcome: Outcome) -> None:
        """Count one more."""
        self.records += 1
        self.changed += outcome.changed
        self.failed += bool(outcome.failure)
        self.characters += outcome.size
        if outcome.rules:
            _add(self.rules, outcome.rules)

    def merge(self, other: Stats) -> None:
        """Count all that another has counted."""
        self.records += other.records
        self.changed += other.changed
        self.failed += other.failed
        self.characters += other.characters
        _add(self.rules, other.rules)

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Stats:
        """What `described` gave."""
        rules = {
            name: (each["applied"], each["suggested"]) for name, each in values["rules"].items()
        }
        return cls(**{**values, "rules": rules})

    @property
    def applied(self) -> int:
        return sum(applied for applied, _ in self.rules.values())

    @property
    def suggested(self) -> int:
        return sum(suggested for _, suggested in self.rules.values())

    def described(self) -> dict[str, Any]:
        """As plain data."""
        rules = {
            name: {"applied": applied, "suggested": suggested}
            for name, (applied, suggested) in sorted(self.rules.items())
        }
        return {key: value for key, value in vars(self).items() if key != "rules"} | {
            "rules": rules
        }


def _add(rules: dict[str, tuple[int, int]], more: Counted) -> None:
    for name, (applied, suggested) in more.items():
        known = rules.get(name, (0, 0))
        rules[name] = (known[0] + applied, known[1] + suggested)


def outcome_of(stream: Stream, value: Any, with_ledger: bool) -> Outcome:
    """What becomes of a text in a record. Never raises: what goes wrong is its failure."""
    if not isinstance(value, str):
        return Outcome(value, what_is(value))
    if len(value) > LONGEST:
        return Outcome(value, f"longer than {LONGEST:,} characters")
    try:
        return _cleaned(stream, value, with_ledger)
    except Exception as error:
        return Outcome(value, f"{at_work(error)} failed ({said(error)})")


def _cleaned(stream: Stream, text: str, with_ledger: bool) -> Outcome:
    source = Source.from_text(text)
    parts: list[str] = []
    rules: dict[str, tuple[int, int]] = {}
    edits: list[dict[str, Any]] = []
    numbering = Numbering()
    for record in stream(source):
        parts.append(record.document.text)
        if record.steps:
            _add(rules, counted(record))
            if with_ledger:
                edits += (entry.described() for entry in numbering.entries(record))
    done = source.restore("".join(parts))
    ledger = ledger_of(source, edits) if with_ledger else None
    return Outcome(done, "", rules, ledger, len(text), done != text)


def ledger_of(source: Source, edits: list[dict[str, Any]]) -> dict[str, Any]:
    """The ledger that a record carries."""
    newline = {} if source.newline == "\n" else {"newline": source.newline}
    return {"format_version": FORMAT, **newline, "edits": edits}


def counted(record: Record) -> Counted:
    """How many fixes of each rule were applied in a section, and how many are suggested."""
    counts: dict[str, tuple[int, int]] = {}
    for recorded in record.steps:
        for each in recorded.applied:
            _add(counts, {each.rule.name: (each.count(), 0)})
        for each in recorded.open:
            if each.effective_safety is not Safety.NOTE:
                _add(counts, {each.rule.name: (0, each.count())})
    return counts
