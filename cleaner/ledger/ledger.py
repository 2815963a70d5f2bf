"""The ledger: every fix of a run, folded back to its place in the source.

It undoes a run, replays it, and says of each edit why it was made. As a file it is JSON Lines: the
first line describes the source, the result and the settings, each further line is one edit.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from typing import NamedTuple

import numpy as np

from cleaner.config import Settings
from cleaner.ledger.entries import FORMAT, Entry, LedgerError, dump, load
from cleaner.ledger.fixes import Fix, Proposal, Safety, Step, To
from cleaner.ledger.ids import Alike, identify, series_of
from cleaner.ledger.undoing import SECTION_STEPS, replay, undo
from cleaner.text.characters import Ints
from cleaner.text.document import Document, Source, places
from cleaner.text.sections import Section


@dataclass(frozen=True)
class Decisions:
    """What a reviewer has decided: ids of fixes, names of series, or names of rules."""

    accepted: frozenset[str] = frozenset()
    rejected: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        for names in ("accepted", "rejected"):
            alike = frozenset(_ORDINAL.sub("", name) for name in getattr(self, names))
            object.__setattr__(self, names, alike)

    def __bool__(self) -> bool:
        return bool(self.accepted or self.rejected)

    def applies(self, fix: Fix, names: tuple[str, ...]) -> bool:
        """Whether a fix is to be applied; `names` are its id, series and rule, finest first."""
        for name in names:
            if name in self.rejected:
                return False
            if name in self.accepted and fix.safety is not Safety.NOTE:
                return True
        return fix.safety is Safety.SAFE

    def rejects(self, names: tuple[str, ...]) -> bool:
        """Whether the finest of the names that is decided on is rejected; see `applies`."""
        for name in (_ORDINAL.sub("", name) for name in names):
            if name in self.rejected or name in self.accepted:
                return name in self.rejected
        return False


_ORDINAL = re.compile(r"(?<=^[0-9a-f]{12})\.\d+$")  # of fixes that are alike, see Entry


@dataclass
class Recorded:
    """One step of a run: what was proposed, split by what was done with it."""

    step: Step
    applied: list[Proposal]
    open: list[Proposal]


@dataclass
class Record:
    """What a run has done in one section.

    `start`: the code points of the source, as it came, before the section. `made`: those of the
    result before it. `document`: the section as it is in the end. `apart`: of the section as it came,
    the characters of each notation that is no prose.
    """

    section: Section
    newline: str
    start: int
    made: int
    document: Document
    steps: list[Recorded] = field(default_factory=list)
    apart: dict[str, int] = field(default_factory=dict)

    @property
    def changed(self) -> bool:
        return self.document.text != self.section.text

    def texts(self) -> Iterator[str]:
        """The text of the section that each step found, and last the result."""
        text = self.section.text
        for recorded in self.steps:
            yield text
            text = recorded.step.text
        yield text

    @cached_property
    def fixes(self) -> list[list[Entry]]:
        """The edits of each fix, by step and place. Ids that are alike have no numbers yet."""
        fixes: list[list[Entry]] = []
        for number, (recorded, text) in enumerate(zip(self.steps, self.texts(), strict=False)):
            found = [
                (fix, names, applied)
                for applied, proposals in ((True, recorded.applied), (False, recorded.open))
                for row in self.named(number, text, proposals)
                for fix, names in row
            ]
            found.sort(key=lambda each: (each[0].edits[0].start, each[1]))
            fixes.extend(self._entries(number, found, text))
        return fixes

    def entries(self) -> Iterator[Entry]:
        """The edits one by one."""
        return chain.from_iterable(self.fixes)

    @cached_property
    def _surrounded(self) -> str:
        """The section and what stands beside it."""
        return self.section.before + self.section.text + self.section.after

    def named(
        self, number: int, text: str, proposals: list[Proposal]
    ) -> list[list[tuple[Fix, tuple[str, str, str]]]]:
        """For each proposal of step `number`, which found `text`: fixes, with id, series, rule."""
        listed = [proposal.listed() for proposal in proposals]
        fixes = [fix for row in listed for fix in row]
        spans = [_span(fix) for fix in fixes]
        starts, ends = self._in_text(number, [s for s, _ in spans], [e for _, e in spans])
        names = []
        beside = len(self.section.before)
        for fix, start, end in zip(fixes, starts.tolist(), ends.tolist(), strict=True):
            before = [text[edit.start : edit.end] for edit in fix.edits]
            series = series_of(fix, before)
            changed = "".join(before) if _moves(fix) else before[0]
            name = identify(series, changed, self._surrounded, beside + start, beside + end)
            names.append((fix, (name, series, fix.rule.name)))
        rest = iter(names)
        return [[next(rest) for _ in row] for row in listed]

    def _entries(
        self, number: int, found: list[tuple[Fix, tuple[str, str, str], bool]], text: str
    ) -> Iterator[list[Entry]]:
        """The entries of the fixes of one step, which found `text`."""
        edits = [edit for fix, _, _ in found for edit in fix.edits]
        goals = [e.after.position if isinstance(e.after, To) else 0 for e in edits]
        starts, ends = self._places(number, [e.start for e in edits], [e.end for e in edits])
        targets, _ = self._places(number, goals, goals)
        step = number + SECTION_STEPS * self.section.number
        rows = zip(edits, goals, starts, ends, targets, strict=True)
        for fix, (name, series, _), applied in found:
            entries = []
            for edit, goal, start, end, target in (next(rows) for _ in fix.edits):
                before = text[edit.start : edit.end]
                moves = isinstance(edit.after, To)
                entries.append(Entry(
                    name, fix.rule.name, start, end, before,
                    before if isinstance(edit.after, To) else edit.after,
                    fix.why, fix.safety.value, fix.confidence, series, applied, step,
                    self.made + edit.start, target if moves else None,
                    self.made + goal if moves else None,
                ))  # fmt: skip
            yield entries

    def _places(
        self, number: int, starts: list[int], ends: list[int]
    ) -> tuple[list[int], list[int]]:
        """Spans in the text step `number` found, as spans of the source as it came."""
        low, high = self._in_text(number, starts, ends)
        text, newline = self.section.text, self.newline
        return (
            (self.start + places(text, low, newline)).tolist(),
            (self.start + places(text, high, newline)).tolist(),
        )

    def _in_text(self, number: int, starts: list[int], ends: list[int]) -> tuple[Ints, Ints]:
        """Spans in the text step `number` found, as spans of the text of the section."""
        low, high = np.array(starts, np.int64), np.array(ends, np.int64)
        for recorded in reversed(self.steps[:number]):
            low, high = recorded.step.backward(low, high)
        return low, high

    def count(self) -> Counts:
        """How many fixes were applied, and how many are only suggested."""
        applied = sum(len(p.listed()) for step in self.steps for p in step.applied)
        suggested = sum(
            len(p.listed())
            for step in self.steps
            for p in step.open
            if p.effective_safety is not Safety.NOTE
        )
        return Counts(applied, suggested)


def _moves(fix: Fix) -> bool:
    return any(isinstance(edit.after, To) for edit in fix.edits)


def _span(fix: Fix) -> tuple[int, int]:
    """What the id of a fix is about: its first edit, or all that moves, in however many lines."""
    first = fix.edits[0]
    return first.start, max(edit.end for edit in fix.edits) if _moves(fix) else first.end


def undecided(record: Record, decisions: Decisions) -> Counts:
    """How many fixes were applied, and how many are suggested that nobody has rejected."""
    first = [fix[0] for fix in record.fixes]
    suggested = (
        not entry.applied
        and entry.safety != Safety.NOTE
        and not decisions.rejects((entry.id, entry.series, entry.rule))
        for entry in first
    )
    return Counts(sum(entry.applied for entry in first), sum(suggested))


class Counts(NamedTuple):
    """How many fixes were applied, and how many are only suggested."""

    applied: int
    suggested: int


def total(counts: Iterable[Counts]) -> Counts:
    """The sum of counts."""
    return Counts(*map(sum, zip(*counts, strict=True)))


class Numbering:
    """Numbers the fixes of a run that are alike, section after section."""

    def __init__(self) -> None:
        self._alike = Alike()

    def entries(self, record: Record) -> list[Entry]:
        """The entries of the next record, by step and place."""
        numbers = self._alike.numbers([fix[0].id for fix in record.fixes])
        return [
            entry if number == 1 else replace(entry, id=f"{entry.id}.{number}")
            for fix, number in zip(record.fixes, numbers, strict=True)
            for entry in fix
        ]


@dataclass
class Ledger:
    """All fixes of a run over `source`. The entries are made when they are first asked for."""

    source: Source
    settings: Settings = field(default_factory=Settings)
    records: list[Record] = field(default_factory=list)

    @cached_property
    def entries(self) -> list[Entry]:
        """Every edit, by step and place."""
        numbering = Numbering()
        return list(chain.from_iterable(map(numbering.entries, self.records)))

    def count(self) -> dict[str, int]:
        """How many fixes were applied, and how many are only suggested."""
        return total(record.count() for record in self.records)._asdict()

    def lines(self) -> Iterator[str]:
        """The ledger as JSON Lines, without line ends."""
        result = digest(record.document.text for record in self.records)
        yield head(self.source, self.settings, result)
        for entry in self.entries:
            yield entry.as_line()


def head(source: Source, settings: Settings, result: str) -> str:
    """The first line of a ledger. `result`: the digest of the clean text."""
    return dump(
        {
            "ledger": FORMAT,
            "source": {
                "name": source.name,
                "sha256": source.sha256,
                "encoding": source.encoding,
                "byte_order_mark": source.byte_order_mark.hex(),
                "newline": source.newline,
                "characters": source.characters,
            },
            "result": {"sha256": result},
            "settings": settings.described(),
        }
    )


def digest(pieces: Iterable[str]) -> str:
    """The SHA-256 of a text whose line ends are `\\n`."""
    sha256 = hashlib.sha256()
    for piece in pieces:
        sha256.update(in_utf_8(piece))
    return sha256.hexdigest()


def in_utf_8(text: str) -> bytes:
    """What is digested of a text: lone surrogates count, too."""
    return text.encode("utf-8", "surrogatepass")


__all__ = [
    "Decisions",
    "Entry",
    "Ledger",
    "LedgerError",
    "Record",
    "Recorded",
    "digest",
    "dump",
    "load",
    "replay",
    "undo",
]
