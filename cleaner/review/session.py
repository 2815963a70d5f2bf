"""A session of review: what is there, what is decided, and deciding it.

The terminal and the browser both work on this. Every decision is on the disk when `decide` returns.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from cleaner.review.decisions import Book, Decision, Verdict
from cleaner.review.journal import Journal
from cleaner.review.model import Fix, Series, grouped


class UnknownNameError(ValueError):
    """A name that is no fix and no series of the session."""


@dataclass
class Session:
    """The fixes under review, over all files, and the journal that decisions go to.

    `lost`: decisions that fit nothing any more. `texts`: the sources as they came, by the names
    that fixes call them.
    """

    fixes: list[Fix]
    journal: Journal
    lost: list[Decision] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    _done: list[tuple[str, Decision | None]] = field(default_factory=list)

    @property
    def book(self) -> Book:
        return self.journal.book

    @property
    def path(self) -> Path:
        """The file of decisions."""
        return self.journal.path

    @cached_property
    def series(self) -> list[Series]:
        """Suggestions first, then what is applied, then notes."""
        return grouped(self.fixes)

    def decide(self, name: str, verdict: Verdict | None) -> None:
        """Accept or reject a fix (by its id) or a series, or decide on it no more.

        Raises UnknownNameError, and OutputError when it cannot be kept.
        """
        target = self._targets.get(name)
        if target is None:
            raise UnknownNameError(f"no fix and no series {name!r}")
        decision = target.decided(verdict) if verdict else None
        self._done.append((name, self.journal.put(name, decision)))

    def undo(self) -> str | None:
        """Take the last decision of this session back: what it was on; None if there is none."""
        if not self._done:
            return None
        name, before = self._done.pop()
        self.journal.put(name, before)
        return name

    def move(self, changes: dict[str, Decision | None]) -> None:
        """Keep decisions under the ids that their fixes have now; this is not undone."""
        for name, decision in changes.items():
            self.journal.put(name, decision)

    def verdict(self, fix: Fix) -> Verdict | None:
        """What is decided on a fix, alone or with its series or rule."""
        return self.book.verdict(*fix.names)

    def applies(self, fix: Fix) -> bool:
        """Whether the next run applies it."""
        verdict = self.verdict(fix)
        if fix.safety == "note":
            return False
        return fix.applied if verdict is None else verdict is Verdict.ACCEPT

    def open(self, series: Series) -> list[Fix]:
        """The fixes of a series that nobody has decided on."""
        return [fix for fix in series.fixes if self.verdict(fix) is None]

    def close(self) -> None:
        """Write the file of decisions."""
        self.journal.close()

    @cached_property
    def _targets(self) -> dict[str, Fix | Series]:
        targets: dict[str, Fix | Series] = {series.name: series for series in self.series}
        return {fix.id: fix for fix in self.fixes} | targets

    def described(self) -> dict[str, Any]:
        """The session as plain data."""
        return {
            "series": [each.described() for each in self.series],
            "fixes": [fix.described() for fix in self.fixes],
            "decisions": {name: each.verdict.value for name, each in self.book.decisions.items()},
            "conflicts": {
                name: [each.verdict.value for each in group]
                for name, group in self.book.conflicts.items()
            },
            "lost": [decision.as_line() for decision in self.lost],
        }
