"""The fixes a rule proposes: edits, and the edits of many fixes in columns (`Proposal`).

In columns three hundred joins cost three arrays and not three hundred objects.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, reduce
from itertools import compress
from operator import or_
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from cleaner.ledger.rules import Rule, Safety
from cleaner.text import signs
from cleaner.text.characters import Flags, Ints
from cleaner.text.document import Document

if TYPE_CHECKING:
    from cleaner.config import Settings
    from cleaner.knowledge.lexicon import Lexicon


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

    def count(self) -> int:
        """How many fixes they are."""
        return len(self) if self.fixes is None else len(set(self.fixes))

    @cached_property
    def moves(self) -> bool:
        """Whether any edit is a move."""
        return not isinstance(self.after, str) and To in set(map(type, self.after))

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
        """A proposal of only those fixes of `listed` that are wanted."""
        chosen = wanted
        if self.fixes is not None:
            keeps = dict(zip(dict.fromkeys(self.fixes), wanted, strict=True))
            chosen = [keeps[number] for number in self.fixes]

        def column(values: Iterable[Any]) -> list[Any]:
            return list(compress(values, chosen))

        starts, ends, after = self.columns()
        return replace(
            self,
            starts=column(starts),
            ends=column(ends),
            after=column(after),
            whys=self.whys if isinstance(self.whys, str) else column(self.whys),
            fixes=None if self.fixes is None else column(self.fixes),
        )

    def without(self, reached: Callable[[Ints, Ints], Flags]) -> Proposal:
        """Without the fixes an edit of which is `reached`, a move also where it arrives.

        `reached`: of the first and the last place of each edit, whether it is.
        """
        starts, ends, after = self.columns()
        reaches = reached(np.array(starts, np.int64), np.array(ends, np.int64))
        if self.moves:
            goals = [goal.position if isinstance(goal, To) else 0 for goal in after]
            arrivals = np.array(goals, np.int64)
            reaches = reaches | reached(arrivals, arrivals)
        return self.without_edits(reaches)

    def without_edits(self, flags: Flags) -> Proposal:
        """Without the fixes of which an edit is flagged."""
        if not flags.any():
            return self
        edits = range(len(self)) if self.fixes is None else self.fixes
        bad = {number for number, is_bad in zip(edits, flags.tolist(), strict=True) if is_bad}
        return self.keep([number not in bad for number in dict.fromkeys(edits)])


@dataclass(frozen=True)
class Stage:
    """An ordered group of rules over one concern.

    `propose(document, rules, lexicon, settings)` gives the proposals of those rules; the edits of
    a stage do not overlap. `asks_once`: what it leaves open is found only in the text as it came.
    `spares`: what its rules would change in a protected span (`cleaner.protected`) is dropped.
    `sets_lines`: its rules join, move or cut lines; they are shown the prose of a text only.
    `idle`: whether it is plain that it has nothing to propose for a document, nor for one in which
    any of its lines are not seen. `falls_back`: a rule may want a place that an earlier one
    changes, for the case that this is rejected.
    """

    name: str
    rules: tuple[Rule, ...]
    propose: Callable[[Document, Sequence[Rule], Lexicon, Settings], Iterable[Proposal]]
    asks_once: bool = False
    spares: bool = False
    sets_lines: bool = False
    idle: Callable[[Document, Sequence[Rule]], bool] | None = None
    falls_back: bool = False

    def asked(self, document: Document, rules: Sequence[Rule]) -> Sequence[Rule]:
        """Those of the rules that may find anything in a document."""
        if self.idle and self.idle(document, rules):
            return ()
        if self.sets_lines:
            return rules
        found = signs.found(document)
        return [each for each in rules if each.at is None or each.at.bit & found]

    def bits(self, rules: Sequence[Rule]) -> int:
        """The signs of some of its rules, if signs alone tell whether these are asked; else 0."""
        if self.idle or self.sets_lines:
            return 0
        asked = [each.at.bit if each.at else 0 for each in rules]
        return reduce(or_, asked) if all(asked) else 0


def each_rule(
    document: Document, rules: Sequence[Rule], lexicon: Lexicon, settings: Settings
) -> Iterable[Proposal]:
    """The simplest way for a stage to propose: every rule looks at the document by itself."""
    for each in rules:
        yield from each.function(document, each)
