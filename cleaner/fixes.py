"""Rules, the fixes they propose, and applying them: all at once, merging forward.

A rule proposes its fixes in columns (`Proposal`), so that three hundred joins cost three arrays and
not three hundred objects. `apply` merges the proposals of one stage into a `Step`: the new text and
what is needed to go back and forth between the two texts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from cleaner.characters import Ints
from cleaner.document import Document

if TYPE_CHECKING:
    from cleaner.config import Settings
    from cleaner.lexicon import Lexicon


class Safety(str, Enum):
    """What happens to a fix when nobody has decided on it."""

    SAFE = "safe"  # applied
    SUGGESTED = "suggested"  # applied when accepted
    NOTE = "note"  # shown only


@dataclass(frozen=True)
class Rule:
    """One named repair. The docstring of its function is its manual page.

    The page has a first line that serves as the reason in the ledger, prose, and examples, one a
    line: `Repairs: before → after` and `Leaves: text`, with `⏎` for a line end.
    """

    name: str
    function: Callable[..., Any] = field(repr=False, compare=False)
    safety: Safety = Safety.SAFE
    confidence: float = 1.0

    @property
    def stage(self) -> str:
        return self.name.partition(".")[0]

    @cached_property
    def page(self) -> str:
        """The manual page."""
        lines = (self.function.__doc__ or "").strip().splitlines()
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
    return example.strip().strip("`").replace("⏎", "\n")


def rule(
    name: str, *, safety: Safety = Safety.SAFE, confidence: float = 1.0
) -> Callable[[Callable[..., Any]], Rule]:
    """Make a rule of the function below."""

    def make(function: Callable[..., Any]) -> Rule:
        return Rule(name, function, safety, confidence)

    return make


@dataclass(frozen=True)
class Stage:
    """An ordered group of rules over one concern.

    `propose(document, rules, lexicon, settings)` gives the proposals of those rules; the edits of
    a stage do not overlap.
    """

    name: str
    rules: tuple[Rule, ...]
    propose: Callable[[Document, Sequence[Rule], Lexicon, Settings], Iterable[Proposal]]


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


@dataclass
class Proposal:
    """Fixes of one rule in one document, in columns.

    `starts`, `ends`: the edits, which do not overlap; texts moved to one place arrive in this order. `after`: what comes there, one for all or one an
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
        rows = [
            (*edit, why, number)
            for number, (edits, why) in enumerate(fixes)
            for edit in edits
        ]
        starts, ends, after, whys, numbers = zip(*rows, strict=True) if rows else ((),) * 5
        return cls(rule, starts, ends, after, whys, numbers, **kind)

    def __len__(self) -> int:
        return len(self.starts)

    @property
    def effective_safety(self) -> Safety:
        return self.safety or self.rule.safety

    def columns(self) -> tuple[list[int], list[int], list[str | To]]:
        """Starts, ends and replacements as lists of one length."""
        starts, ends = (
            column.tolist() if isinstance(column, np.ndarray) else list(column)
            for column in (self.starts, self.ends)
        )
        after = [self.after] * len(starts) if isinstance(self.after, str) else list(self.after)
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


class Step:
    """The edits of one stage, merged: from the old text to the new one and back.

    In columns, sorted by place: `starts` and `ends` in the old text, the `texts` that come there
    and their `origins`: where in the old text a moved text was, -1 where the text is new. A move
    is two rows, the span that leaves and the one that arrives.
    """

    def __init__(self, starts: Ints, ends: Ints, texts: list[str], origins: Ints) -> None:
        self.starts, self.ends, self.texts, self.origins = starts, ends, texts, origins
        sizes = np.fromiter(map(len, texts), np.int64, len(texts))
        shift = np.cumsum(sizes - (ends - starts))
        self.new_starts: Ints = ends + shift - sizes
        self.new_ends: Ints = ends + shift

    def text(self, old: str) -> str:
        """The new text."""
        parts: list[str] = []
        place = 0
        for start, end, text in zip(
            self.starts.tolist(), self.ends.tolist(), self.texts, strict=True
        ):
            parts.append(old[place:start])
            parts.append(text)
            place = end
        parts.append(old[place:])
        return "".join(parts)

    def forward(self, positions: Ints) -> Ints:
        """Places in the old text as places in the new one, sorted; inside an edit, its end."""
        if not len(positions):
            return positions
        shift = np.append(0, self.new_ends - self.ends)
        passed = np.searchsorted(self.ends, positions, "right")
        places = positions + shift[passed]
        begun = np.searchsorted(self.starts, positions, "left")
        inside = begun > passed
        places[inside] = self.new_ends[begun[inside] - 1]
        if not inside.any() and not (self.origins >= 0).any():
            return places
        for row in np.flatnonzero(self.origins >= 0).tolist():
            offset = positions - self.origins[row]
            here = (offset > 0) & (offset <= self.new_ends[row] - self.new_starts[row])
            places[here] = self.new_starts[row] + offset[here]
        return np.sort(places)

    def backward(self, starts: Ints, ends: Ints) -> tuple[Ints, Ints]:
        """Spans of the new text as spans of the old one: the hull of where their characters were.

        An empty span lies after the character before it; at the very start, at the start.
        """
        if not len(self.starts):
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
        index = np.searchsorted(self.new_starts, places, "right") - 1
        row = np.maximum(index, 0)
        inside = (index >= 0) & (places < self.new_ends[row])
        moved = inside & (self.origins[row] >= 0)
        kept = places + np.where(index >= 0, self.ends[row] - self.new_ends[row], 0)
        kept = np.where(moved, self.origins[row] + places - self.new_starts[row], kept)
        new = inside & ~moved
        return np.where(new, self.starts[row], kept), np.where(new, self.ends[row], kept + 1)


def merge(text: str, proposals: Iterable[Proposal]) -> Step:
    """The step that the edits of `proposals`, which do not overlap, make together in `text`."""
    starts: list[int] = []
    ends: list[int] = []
    texts: list[str | To] = []
    moves = False
    for proposal in proposals:
        first, last, after = proposal.columns()
        starts += first
        ends += last
        texts += after
        moves = moves or any(isinstance(each, To) for each in after)
    origins = [-1] * len(starts)
    if moves:
        _arrive(text, starts, ends, texts, origins)
    first_places, last_places = np.array(starts, np.int64), np.array(ends, np.int64)
    order = np.lexsort((last_places, first_places))
    return Step(
        first_places[order],
        last_places[order],
        [texts[row] for row in order.tolist()],  # type: ignore[misc]
        np.array(origins, np.int64)[order],
    )


def _arrive(
    text: str, starts: list[int], ends: list[int], texts: list[str | To], origins: list[int]
) -> None:
    """Turn each move into a span that leaves and a row, added at the end, that arrives."""
    for row, after in enumerate(list(texts)):
        if isinstance(after, To):
            texts[row] = ""
            starts.append(after.position)
            ends.append(after.position)
            texts.append(text[starts[row] : ends[row]])
            origins.append(starts[row])


def replace(document: Document, step: Step) -> Document:
    """The document after `step`, with a seam wherever a line end has gone."""
    newlines = document.line_ends
    lost = np.searchsorted(newlines, step.ends) > np.searchsorted(newlines, step.starts)
    seams = step.forward(document.seams)
    if lost.any():
        left = set(step.origins[step.origins >= 0].tolist())
        rows = [
            row
            for row in np.flatnonzero(lost).tolist()
            if "\n" not in step.texts[row] and int(step.starts[row]) not in left
        ]
        seams = np.unique(np.concatenate((seams, step.new_starts[rows])))
    return Document(step.text(document.text), seams)


def without_conflicts(text: str, proposals: list[Proposal]) -> list[Proposal]:
    """The proposals, less those fixes that touch what an earlier rule changes."""
    starts = np.concatenate([np.asarray(p.starts, np.int64) for p in proposals])
    ends = np.concatenate([np.asarray(p.ends, np.int64) for p in proposals])
    order = np.lexsort((ends, starts))
    if not np.any(starts[order][1:] < ends[order][:-1]):
        return proposals
    # Character i is slot 2i+1, the place before it slot 2i.
    taken = bytearray(2 * len(text) + 1)
    result = []
    for proposal in proposals:
        wanted = []
        for fix in proposal.listed():
            slots = [
                slice(2 * start + 1, 2 * end) if end > start else slice(2 * start, 2 * start + 1)
                for start, end, _ in fix.edits
            ]
            slots += [
                slice(2 * after.position, 2 * after.position + 1)
                for _, _, after in fix.edits
                if isinstance(after, To)
            ]
            free = not any(any(taken[part]) for part in slots)
            wanted.append(free)
            if free:
                for part in slots:
                    if part.stop - part.start > 1:
                        taken[part] = b"\1" * (part.stop - part.start)
        result.append(proposal.keep(wanted))
    return result
