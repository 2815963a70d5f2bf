"""What there is to review: the fixes of a run over many files, and their series."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from cleaner.ledger.entries import Entry, by_fix
from cleaner.ledger.ledger import Ledger
from cleaner.report.findings import Change
from cleaner.report.places import Places
from cleaner.review.decisions import Decision, Verdict
from cleaner.text.regex import regex
from cleaner.text.sections import solid

BESIDE = 40  # characters of the source shown on each side of a change
EXAMPLES = 3  # of a series
_NUMBER = regex(r"\.\d+$")


@dataclass(frozen=True)
class Fix:
    """One place a rule changes or would change. Line and column, from 1, are of its first edit.

    `id`: what a decision on it alone is kept under; fixes alike in their surroundings share it.
    `left`, `right`: the source beside the first edit, as it stands there. `near`: the same as a
    decision keeps it, blanks aside. `applied`: by a run that nobody has decided anything for.
    """

    id: str
    series: str
    rule: str
    file: str
    line: int
    column: int
    changes: tuple[Change, ...]
    left: str
    right: str
    near: tuple[str, str]
    why: str
    safety: str
    confidence: float
    applied: bool

    @property
    def names(self) -> tuple[str, str, str]:
        """What a decision on it may be on, finest first."""
        return self.id, self.series, self.rule

    def decided(self, verdict: Verdict) -> Decision:
        """The decision on it alone."""
        left, right = self.near
        first = self.changes[0]
        return Decision(
            verdict, self.rule, self.series, self.id, self.file,
            left, first.before, first.after, right,
        )  # fmt: skip

    def described(self) -> dict[str, Any]:
        """As plain data."""
        return {**vars(self), "changes": [change.described() for change in self.changes]}


@dataclass
class Series:
    """The fixes that one decision is about: the same correction by the same rule."""

    name: str
    rule: str
    fixes: list[Fix] = field(default_factory=list)

    @property
    def open(self) -> int:
        """How many are only suggested."""
        return sum(not fix.applied and fix.safety != "note" for fix in self.fixes)

    @property
    def rank(self) -> tuple[int, int, str]:
        """Suggestions first, then what is applied, then notes; of each the most frequent first."""
        notes = all(fix.safety == "note" for fix in self.fixes)
        return (2 if notes else 0 if self.open else 1, -len(self.fixes), self.name)

    def decided(self, verdict: Verdict) -> Decision:
        """The decision on all of them."""
        return Decision(verdict, self.rule, self.name)

    def described(self) -> dict[str, Any]:
        """As plain data: the fixes by their number and the first few in context."""
        return {
            "series": self.name,
            "rule": self.rule,
            "why": sorted({fix.why for fix in self.fixes}),
            "count": len(self.fixes),
            "applied": sum(fix.applied for fix in self.fixes),
            "suggested": self.open,
            "files": len({fix.file for fix in self.fixes}),
            "examples": [fix.described() for fix in self.fixes[:EXAMPLES]],
        }


def fixes(ledger: Ledger, file: str, safe: Iterable[str] = ()) -> list[Fix]:
    """The fixes in a ledger, in the order of the source, which goes by the name `file`.

    `safe`: the rules whose suggestions are applied.
    """
    text = ledger.source.original
    places = Places(text)
    trusted = frozenset(safe)
    found = [_fix(entries, file, text, places, trusted) for entries in by_fix(ledger.entries)]
    return sorted(found, key=lambda fix: (fix.line, fix.column, fix.rule))


def _fix(
    entries: list[Entry], file: str, text: str, places: Places, trusted: frozenset[str]
) -> Fix:
    first = entries[0]
    line, column = places.at(first.start)
    return Fix(
        _NUMBER.sub("", first.id), first.series, first.rule, file, line, column,
        tuple(map(Change.of, entries)),
        text[max(0, first.start - BESIDE) : first.start],
        text[first.end : first.end + BESIDE],
        (solid(text, first.start, -1), solid(text, first.end, 1)),
        first.why, first.safety, first.confidence,
        first.safety == "safe" or (first.safety == "suggested" and first.rule in trusted),
    )  # fmt: skip


def grouped(found: Iterable[Fix]) -> list[Series]:
    """The series of these fixes, in the order they are reviewed in."""
    series: dict[str, Series] = {}
    for fix in found:
        series.setdefault(fix.series, Series(fix.series, fix.rule)).fixes.append(fix)
    return sorted(series.values(), key=lambda each: each.rank)
