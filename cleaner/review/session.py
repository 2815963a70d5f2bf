"""A session of review: what is there, what is decided, and deciding it.

The terminal and the browser both work on this. Every decision is on the disk when `decide` returns.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from cleaner.review.decisions import PLACINGS, Book, Decision, Verdict
from cleaner.review.journal import Journal
from cleaner.review.model import Fix, Series, grouped
from cleaner.review.own import OwnTextError, by_hand, remark, replaced
from cleaner.review.placing import ambiguous, as_fix, placed
from cleaner.text.spots import Sheet


class UnknownNameError(ValueError):
    """A name that is no fix and no series of the session."""


@dataclass
class Session:
    """The fixes under review, over all files, and the journal that decisions go to.

    `lost`: decisions that fit nothing any more. `texts`: the sources as they came, by the names
    that fixes call them. `reviewer`: who writes own texts and comments.
    `paths`, `sheets`: of those whose lines have places, where they lie and what pages they have.
    """

    fixes: list[Fix]
    journal: Journal
    lost: list[Decision] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    reviewer: str = ""
    paths: dict[str, Path] = field(default_factory=dict)
    sheets: dict[str, list[Sheet]] = field(default_factory=dict)
    _done: list[dict[str, Decision | None]] = field(default_factory=list)

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
        self.decide_all([name], verdict)

    def decide_all(self, names: Iterable[str], verdict: Verdict | None) -> None:
        """The same of many, which `undo` takes back together."""
        targets = {name: self._target(name) for name in names}
        self._put({n: each.decided(verdict) if verdict else None for n, each in targets.items()})

    def correct(self, name: str, own: str) -> None:
        """Put the reviewer's own text in the place of a fix, by its id.

        Raises UnknownNameError, OwnTextError, OutputError.
        """
        fix = self._target(name)
        if not isinstance(fix, Fix):
            raise UnknownNameError(f"no fix {name!r}")
        decision = replaced(fix, self.texts[fix.file], own)
        kept = self.book.decisions.get(name)
        comment = kept.comment if kept else ""
        self._put({name: replace(decision, comment=comment, reviewer=self.reviewer)})

    def write(self, file: str, start: int, end: int, own: str) -> Fix:
        """Put the reviewer's own text in the place of a stretch of a file that no rule has found.

        Raises UnknownNameError, OwnTextError, OutputError.
        """
        if file not in self.texts:
            raise UnknownNameError(f"no file {file!r}")
        fix = by_hand(file, self.texts[file], start, end)
        replaced(fix, self.texts[file], own)
        if fix.id not in self._targets:
            self.fixes.append(fix)
            self._forget()
        self.correct(fix.id, own)
        return fix

    def place(self, kind: Verdict, file: str, first: int, last: int, goal: int = 0) -> Fix:
        """Put lines of a file somewhere, or say where articles begin; see `placing.placed`.

        Raises UnknownNameError, OwnTextError, OutputError.
        """
        if file not in self.texts:
            raise UnknownNameError(f"no file {file!r}")
        decision = placed(kind, file, self.texts[file], first, last, goal)
        decision = replace(decision, reviewer=self.reviewer)
        fix = as_fix(decision, self.texts[file])
        if fix is None:
            raise ambiguous()
        known = [n for n, each in enumerate(self.fixes) if each.id == fix.id]
        at = known[0] if known else len(self.fixes)
        self.fixes[at : at + 1] = [fix]
        self._forget()
        self._put({fix.id: decision})
        return fix

    def comment(self, name: str, comment: str) -> None:
        """Write a comment to the decision on a fix or a series; an empty one takes it away.

        Raises OwnTextError where nothing is decided, OutputError.
        """
        decision = self.book.decisions.get(name)
        if decision is None:
            raise OwnTextError("nothing is decided here that a comment could be on")
        words = remark(comment)
        who = self.reviewer if words or decision.verdict in (Verdict.REPLACE, *PLACINGS) else ""
        self._put({name: replace(decision, comment=words, reviewer=who)})

    def _forget(self) -> None:
        """What was made of the fixes, of which there is another one now."""
        for made in ("series", "_targets"):
            self.__dict__.pop(made, None)

    def undo(self) -> str | None:
        """Take the last decision of this session back: what it was on; None if there is none."""
        names = self.undo_all()
        return names[0] if names else None

    def undo_all(self) -> list[str]:
        """The same: all that the last decision was on."""
        if not self._done:
            return []
        before = self._done.pop()
        self.journal.put_all(before)
        return list(before)

    def _put(self, decisions: dict[str, Decision | None]) -> None:
        if decisions:
            self._done.append(self.journal.put_all(decisions))

    def _target(self, name: str) -> Fix | Series:
        target = self._targets.get(name)
        if target is None:
            raise UnknownNameError(f"no fix and no series {name!r}")
        return target

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
            return verdict in PLACINGS
        return fix.applied if verdict is None else verdict is Verdict.ACCEPT

    @property
    def last(self) -> str | None:
        """What the last decision of this session was on."""
        return next(iter(self._done[-1]), None) if self._done else None

    def comment_on(self, fix: Fix) -> str:
        """The comment to the finest decision that holds for a fix."""
        decided = (self.book.decisions.get(name) for name in fix.names)
        return next((each.comment for each in decided if each), "")

    def own(self, fix: Fix) -> str | None:
        """What the reviewer has written in its place."""
        decision = self.book.decisions.get(fix.id)
        replaces = decision is not None and decision.verdict is Verdict.REPLACE
        return decision.after if decision and replaces else None

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
