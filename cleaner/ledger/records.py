"""What a run has done in one section: its steps, and its fixes folded back to the source."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, fields
from functools import cached_property
from itertools import chain
from typing import Any, NamedTuple, TypeAlias

import numpy as np

from cleaner.ledger.decisions import Decisions
from cleaner.ledger.entries import Entry
from cleaner.ledger.fixes import Fix, Proposal, To
from cleaner.ledger.ids import identify, series_of
from cleaner.ledger.merging import Step
from cleaner.ledger.rules import Safety
from cleaner.ledger.undoing import SECTION_STEPS
from cleaner.text.characters import Ints
from cleaner.text.document import NO_PLACES, Document, places
from cleaner.text.sections import Section
from cleaner.text.spots import Located, described

Positions: TypeAlias = list[int] | Ints


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
    result before it. `document`: the section as it is in the end. `notations`: finds the
    characters of each notation in a text. `located`: where the characters of the source stand in
    its file, if they do. `by_hand`: how many of the steps, the first ones, a reviewer made.
    `written`: the characters after them that are by hand, sorted; `placed`: those that stand where
    a reviewer wants them; `marks`: what is said of blocks to the articles, with their characters.
    """

    section: Section
    newline: str
    start: int
    made: int
    document: Document
    steps: list[Recorded] = field(default_factory=list)
    notations: Callable[[str], dict[str, int]] = field(default=lambda text: {}, repr=False)
    located: Located | None = None
    by_hand: int = 0
    written: Ints = field(default_factory=lambda: NO_PLACES)
    placed: Ints = field(default_factory=lambda: NO_PLACES)
    marks: list[tuple[str, Ints]] = field(default_factory=list)

    @cached_property
    def apart(self) -> dict[str, int]:
        """Of the section as it came, the characters of each notation that is no prose."""
        return self.notations(self.section.text)

    def __getstate__(self) -> dict[str, Any]:
        kept = {each.name for each in fields(self)} - {"notations"}
        return {name: getattr(self, name) for name in (*kept, "apart")}

    @property
    def changed(self) -> bool:
        return self.document.text != self.section.text

    def now(self, characters: Ints) -> Ints:
        """Where characters of the text after what is by hand stand in the document, sorted."""
        for recorded in self.steps[self.by_hand :]:
            characters = recorded.step.landing(characters)
        return characters

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
        starts, ends = self._listed(number, [e.start for e in edits], [e.end for e in edits])
        targets, _ = self._listed(number, goals, goals)
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
                    described(self.located, start, end),
                ))  # fmt: skip
            yield entries

    def _listed(
        self, number: int, starts: list[int], ends: list[int]
    ) -> tuple[list[int], list[int]]:
        """The same as lists."""
        low, high = self._places(number, starts, ends)
        return low.tolist(), high.tolist()

    def _places(self, number: int, starts: Positions, ends: Positions) -> tuple[Ints, Ints]:
        """Spans in the text step `number` found, as spans of the source as it came."""
        low, high = self._in_text(number, starts, ends)
        text, newline = self.section.text, self.newline
        return (
            self.start + places(text, low, newline),
            self.start + places(text, high, newline),
        )

    def _in_text(self, number: int, starts: Positions, ends: Positions) -> tuple[Ints, Ints]:
        """Spans in the text step `number` found, as spans of the text of the section."""
        low, high = np.array(starts, np.int64), np.array(ends, np.int64)
        for recorded in reversed(self.steps[:number]):
            low, high = recorded.step.backward(low, high)
        return low, high

    @cached_property
    def _origins(self) -> tuple[Ints, Ints]:
        """The span of the source that each character of the result came from."""
        size = np.arange(len(self.document.text), dtype=np.int64)
        return self._places(len(self.steps), size, size + 1)

    def stretches(self, start: int, end: int) -> tuple[Ints, Ints]:
        """Where the characters from `start` to `end` of the result come from, in the source, in
        their order: stretches of it that hold nothing else."""
        lows, highs = (each[start:end] for each in self._origins)
        same = np.concatenate(((False,), (lows[1:] == lows[:-1]) & (highs[1:] == highs[:-1])))
        lows, highs = lows[~same], highs[~same]
        begins = np.flatnonzero(np.concatenate(((True,), lows[1:] != highs[:-1])))[: len(lows)]
        return lows[begins], highs[np.append(begins[1:], len(lows)) - 1]

    def count(self) -> Counts:
        """How many fixes were applied, and how many are only suggested."""
        applied = sum(p.count() for step in self.steps for p in step.applied)
        suggested = sum(
            p.count()
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
