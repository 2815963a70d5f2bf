"""Rules, the fixes they propose, and applying them: all at once, merging forward.

A rule proposes its fixes in columns (`Proposal`), so that three hundred joins cost three arrays and
not three hundred objects. `apply` merges the proposals of one stage into a `Step`: the new text and
what is needed to go back and forth between the two texts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from itertools import repeat
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import numpy as np

from cleaner.text.characters import Ints
from cleaner.text.document import Document

if TYPE_CHECKING:
    from cleaner.config import Settings
    from cleaner.knowledge.lexicon import Lexicon


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
    (`cleaner.protected`); the others it must not touch, if its stage spares them.
    """

    name: str
    function: Callable[..., Any] = field(repr=False, compare=False)
    safety: Safety = Safety.SAFE
    confidence: float = 1.0
    within: tuple[str, ...] = ()

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


def _unfold(example: str) -> str:
    return example.strip(" `").replace("⏎", "\n").replace("␌", "\f")


def rule(
    name: str,
    *,
    safety: Safety = Safety.SAFE,
    confidence: float = 1.0,
    within: tuple[str, ...] = (),
) -> Callable[[Callable[..., Any]], Rule]:
    """Make a rule of the function below."""

    def make(function: Callable[..., Any]) -> Rule:
        return Rule(name, function, safety, confidence, within)

    return make


@dataclass(frozen=True)
class Stage:
    """An ordered group of rules over one concern.

    `propose(document, rules, lexicon, settings)` gives the proposals of those rules; the edits of
    a stage do not overlap. `asks_once`: what it leaves open is found only in the text as it came.
    `spares`: what its rules would change in a protected span (`cleaner.protected`) is dropped.
    `sets_lines`: its rules join, move or cut lines; they are shown the prose of a text only.
    """

    name: str
    rules: tuple[Rule, ...]
    propose: Callable[[Document, Sequence[Rule], Lexicon, Settings], Iterable[Proposal]]
    asks_once: bool = False
    spares: bool = False
    sets_lines: bool = False


def each_rule(
    document: Document, rules: Sequence[Rule], lexicon: Lexicon, settings: Settings
) -> Iterable[Proposal]:
    """The simplest way for a stage to propose: every rule looks at the document by itself."""
    for each in rules:
        yield from each.function(document, each)


class To(NamedTuple):
    """In the place of a replacement: the text goes, unchanged, to before this position."""

    position: int


class Edit(NamedTuple):
    """`start` and `end` in code points of the document it was found in, and what comes there."""

    start: int
    end: int
    after: str | To


class Fix(NamedTuple):
    """One decision of a rule: edits that stand or fall together."""

    rule: Rule
    edits: tuple[Edit, ...]
    why: str
    safety: Safety
    confidence: float


def _listed(column: Sequence[int] | Ints) -> list[int]:
    return column.tolist() if isinstance(column, np.ndarray) else list(column)


@dataclass
class Proposal:
    """Fixes of one rule in one document, in columns.

    `starts`, `ends`: the edits, which do not overlap; texts moved to one place arrive in this
    order. `after`: what comes there, one for all or one an
    edit. `whys`: reasons, one for all or one an edit; empty for the summary of the rule. `fixes`:
    the number of the fix each edit belongs to; None where each edit is a fix of its own.
    """

    rule: Rule
    starts: Sequence[int] | Ints
    ends: Sequence[int] | Ints
    after: str | Sequence[str | To]
    whys: str | Sequence[str] = ""
    fixes: Sequence[int] | None = None
    safety: Safety | None = None
    confidence: float | None = None

    @classmethod
    def of(cls, fixes: Iterable[tuple[Sequence[Edit], str]], rule: Rule, **kind: Any) -> Proposal:
        """From fixes one by one: the edits of each and its reason ("" for the rule's summary)."""
        rows = [(*edit, why, number) for number, (edits, why) in enumerate(fixes) for edit in edits]
        starts, ends, after, whys, numbers = zip(*rows, strict=True) if rows else ((),) * 5
        return cls(rule, starts, ends, after, whys, numbers, **kind)

    def __len__(self) -> int:
        return len(self.starts)

    @property
    def moves(self) -> bool:
        """Whether any edit is a move."""
        return not isinstance(self.after, str) and any(isinstance(each, To) for each in self.after)

    @property
    def effective_safety(self) -> Safety:
        return self.safety or self.rule.safety

    def columns(self) -> tuple[list[int], list[int], list[str | To]]:
        """Starts, ends and replacements as lists of one length."""
        starts, ends = _listed(self.starts), _listed(self.ends)
        after: list[str | To] = (
            [self.after] * len(starts) if isinstance(self.after, str) else list(self.after)
        )
        return starts, ends, after

    def listed(self) -> list[Fix]:
        """The fixes as objects, in the order of their first edits."""
        edits: dict[int, list[Edit]] = {}
        whys: dict[int, str] = {}
        numbers = range(len(self)) if self.fixes is None else self.fixes
        for index, (number, edit) in enumerate(
            zip(numbers, map(Edit, *self.columns()), strict=True)
        ):
            edits.setdefault(number, []).append(edit)
            why = self.whys if isinstance(self.whys, str) else self.whys[index]
            whys.setdefault(number, why or self.rule.summary)
        confidence = self.rule.confidence if self.confidence is None else self.confidence
        return [
            Fix(self.rule, tuple(group), whys[number], self.effective_safety, confidence)
            for number, group in edits.items()
        ]

    def keep(self, wanted: Sequence[bool]) -> Proposal:
        """The same with only those fixes of `listed` that are wanted."""
        chosen = [fix for fix, keep in zip(self.listed(), wanted, strict=True) if keep]
        return Proposal.of(
            [(fix.edits, fix.why) for fix in chosen],
            self.rule,
            safety=self.safety,
            confidence=self.confidence,
        )


# One replacement as it was merged: old start and end, order among rows at the same place, what
# comes there, and where in the old text a moved text was (-1 where the text is new).
Row: TypeAlias = tuple[int, int, int, str, int]


class OverlapError(ValueError):
    """Two edits of one stage overlap."""


class Step:
    """The edits of one stage, merged: from the old text to the new one and back.

    `rows` are sorted by place and do not overlap; a move is two of them, the span that leaves and
    the one that arrives. `text` is the new text, `joins` are the places in it where a line end has
    gone.
    """

    def __init__(self, old: str, rows: list[Row]) -> None:
        """Raises OverlapError where two rows overlap."""
        self.rows = rows
        self.joins: list[int] = []
        self.text = self._merge(old)

    def _merge(self, old: str) -> str:
        leaving = {origin for *_, origin in self.rows if origin >= 0}
        parts: list[str] = []
        place = size = 0
        for start, end, _, text, _ in self.rows:
            if start < place:
                raise OverlapError(f"two edits at {start}")
            parts.append(old[place:start])
            parts.append(text)
            size += start - place
            if "\n" in old[start:end] and "\n" not in text and start not in leaving:
                self.joins.append(size)
            size += len(text)
            place = end
        parts.append(old[place:])
        return "".join(parts)

    @cached_property
    def _columns(self) -> tuple[Ints, Ints, Ints, Ints, Ints]:
        """Of each row: old start and end, new start and end, origin."""
        starts, ends, sizes, origins = np.array(
            [(start, end, len(text), origin) for start, end, _, text, origin in self.rows], np.int64
        ).T
        shift = np.cumsum(sizes - (ends - starts))
        return starts, ends, ends + shift - sizes, ends + shift, origins

    def forward(self, positions: Ints) -> Ints:
        """Places in the old text as places in the new one, sorted; inside an edit, its end."""
        if not len(positions) or not self.rows:
            return positions
        starts, ends, new_starts, new_ends, origins = self._columns
        shift = np.append(0, new_ends - ends)
        passed = np.searchsorted(ends, positions, "right")
        places = positions + shift[passed]
        begun = np.searchsorted(starts, positions, "left")
        inside = begun > passed
        places[inside] = new_ends[begun[inside] - 1]
        for row in (origins >= 0).nonzero()[0].tolist():
            offset = positions - origins[row]
            here = (offset > 0) & (offset <= new_ends[row] - new_starts[row])
            places[here] = new_starts[row] + offset[here]
        return np.sort(places)

    def backward(self, starts: Ints, ends: Ints) -> tuple[Ints, Ints]:
        """Spans of the new text as spans of the old one: the hull of where their characters were.

        An empty span lies after the character before it; at the very start, at the start.
        """
        if not self.rows:
            return starts, ends
        empty = starts == ends
        first, after_first = self._old(np.where(empty & (starts > 0), starts - 1, starts))
        last, after_last = self._old(np.where(empty, starts, ends - 1))
        anchor = np.where(starts > 0, after_first, 0)
        low = np.where(empty, anchor, np.minimum(first, last))
        high = np.where(empty, anchor, np.maximum(after_first, after_last))
        return low, high

    def _old(self, places: Ints) -> tuple[Ints, Ints]:
        """The old span each character of the new text came from."""
        starts, ends, new_starts, new_ends, origins = self._columns
        index = np.searchsorted(new_starts, places, "right") - 1
        row = np.maximum(index, 0)
        inside = (index >= 0) & (places < new_ends[row])
        moved = inside & (origins[row] >= 0)
        kept = places + np.where(index >= 0, ends[row] - new_ends[row], 0)
        kept = np.where(moved, origins[row] + places - new_starts[row], kept)
        new = inside & ~moved
        return np.where(new, starts[row], kept), np.where(new, ends[row], kept + 1)


def merge(text: str, proposals: Iterable[Proposal]) -> Step:
    """The step that the edits of `proposals` make together in `text`. Raises OverlapError."""
    rows: list[Row] = []
    arrivals: list[Row] = []
    for proposal in proposals:
        starts, ends, texts = proposal.columns()
        orders = list(range(len(rows), len(rows) + len(starts)))
        for index, after in enumerate(texts) if proposal.moves else ():
            # Arrivals come after all else at their place, in the order they are listed; so do the
            # texts put in between them.
            if isinstance(after, To):
                order, goal, start = _ARRIVES + len(arrivals), after.position, starts[index]
                arrivals.append((goal, goal, order, text[start : ends[index]], start))
                texts[index] = ""
            elif starts[index] == ends[index]:
                arrivals.append((starts[index], starts[index], _ARRIVES + len(arrivals), after, -1))
                texts[index] = ""
        rows.extend(zip(starts, ends, orders, texts, repeat(-1)))  # type: ignore[arg-type]
    rows += arrivals
    rows.sort()
    return Step(text, rows)


_ARRIVES = 1 << 40


def replace(document: Document, step: Step) -> Document:
    """The document after `step`, with a seam wherever a line end has gone."""
    seams = step.forward(document.seams)
    if step.joins:
        seams = np.unique(np.concatenate((seams, np.array(step.joins, np.int64))))
    return Document(step.text, seams, document.last)


def without_conflicts(
    text: str, proposals: list[Proposal]
) -> tuple[list[Proposal], list[Proposal]]:
    """The proposals without the fixes that touch what an earlier rule changes, and those fixes."""
    # Character i is slot 2i+1, the place before it slot 2i.
    taken = bytearray(2 * len(text) + 1)
    kept, dropped = [], []
    for proposal in proposals:
        wanted = []
        for fix in proposal.listed():
            slots = list(_slots(fix))
            wanted.append(_fits(taken, slots))
            if wanted[-1]:
                for part in slots:
                    mark = PUT_IN if part.start % 2 == 0 else REPLACED
                    taken[part] = bytes([mark]) * (part.stop - part.start)
        kept.append(proposal.keep(wanted))
        dropped.append(proposal.keep([not want for want in wanted]))
    return [p for p in kept if len(p)], [p for p in dropped if len(p)]


REPLACED, PUT_IN = 1, 2  # what is done at a slot


def _fits(taken: bytearray, slots: list[slice]) -> bool:
    """Whether the slots are free: texts may come to one place, but not into what is replaced."""
    return not any(
        taken[part.start] == REPLACED if part.start % 2 == 0 else any(taken[part]) for part in slots
    )


def _slots(fix: Fix) -> Iterable[slice]:
    """The slots a fix needs: what it replaces, and the places where it puts something in."""
    for start, end, after in fix.edits:
        yield slice(2 * start + 1, 2 * end) if end > start else slice(2 * start, 2 * start + 1)
        if isinstance(after, To):
            yield slice(2 * after.position, 2 * after.position + 1)
