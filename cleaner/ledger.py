"""The ledger: every fix of a run, folded back to its place in the source.

It undoes a run, replays it, and says of each edit why it was made. As a file it is JSON Lines: the
first line describes the source, the result and the settings, each further line is one edit.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from cleaner.characters import Ints
from cleaner.config import Settings
from cleaner.document import Source
from cleaner.fixes import Fix, Proposal, Safety, Step, To

FORMAT = 1
CONTEXT = 8  # characters on each side, blanks aside, that a fix's id takes in


class LedgerError(ValueError):
    """A ledger that cannot be read, or that belongs to another text."""


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


_ORDINAL = re.compile(r"(?<=^[0-9a-f]{12})\.\d+$")  # of fixes that are alike, see Entry


@dataclass(frozen=True)
class Entry:
    """One edit in the ledger.

    `id`: of its fix; edits of one fix share it. It is made of the rule, the change and the source
    characters around it, blanks aside, not of the place: it stays the same when the source is
    changed elsewhere or wrapped anew. Fixes alike in all that are numbered: `….2`, `….3`; a
    decision on one of them holds for all. `start`, `end`: the place in the source, in code points
    of the text as it came, 0-based. `before`, `after`: the text there and what replaces it. `to`:
    for a move, the place in the source it goes to, with `after` as `before`. `step`, `at`, `to_at`:
    which step of the run made it, and the places in the text that step found.
    """

    id: str
    rule: str
    start: int
    end: int
    before: str
    after: str
    why: str
    safety: str
    confidence: float
    series: str
    applied: bool
    step: int
    at: int
    to: int | None = None
    to_at: int | None = None

    def as_line(self) -> str:
        values = {key: value for key, value in asdict(self).items() if value is not None}
        return dump(values)


def dump(value: Any) -> str:
    """`value` as one line of JSON: readable Chinese, and escapes where UTF-8 cannot hold it."""
    line = json.dumps(value, ensure_ascii=False)
    try:
        line.encode()
    except UnicodeEncodeError:  # a lone surrogate
        return json.dumps(value)
    return line


def series_of(fix: Fix, before: list[str]) -> str:
    """The kind of a fix: the rule, and the change itself where it changes more than blanks."""
    changes = [
        f"{old}→{edit.after}"
        for old, edit in zip(before, fix.edits, strict=True)
        if isinstance(edit.after, str) and (old + edit.after).strip()
    ]
    return " ".join([fix.rule.name, *changes])


def identify(series: str, before: str, source: str, start: int, end: int) -> str:
    """The id of a fix whose first edit changes `before`, at `start` to `end` of the source."""
    left, right = _solid(source, start, -1), _solid(source, end, 1)
    key = "\0".join((series, "".join(before.split()), left, right))
    return hashlib.blake2s(key.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def _solid(text: str, place: int, way: int) -> str:
    """The characters before (`way` -1) or after `place`, blanks aside: CONTEXT of them."""
    size = CONTEXT
    while True:
        window = text[max(0, place - size) : place] if way < 0 else text[place : place + size]
        solid = "".join(window.split())
        if len(solid) >= CONTEXT or len(window) < size:
            return solid[-CONTEXT:] if way < 0 else solid[:CONTEXT]
        size *= 2


@dataclass
class Recorded:
    """One step of a run: what was proposed, split by what was done with it."""

    step: Step
    applied: list[Proposal]
    open: list[Proposal]


@dataclass
class Ledger:
    """All fixes of a run over `source`. The entries are made when they are first asked for."""

    source: Source
    settings: Settings = field(default_factory=Settings)
    steps: list[Recorded] = field(default_factory=list)

    def texts(self) -> Iterator[str]:
        """The text each step found, and last the result."""
        text = self.source.text
        for recorded in self.steps:
            yield text
            text = recorded.step.text
        yield text

    @cached_property
    def entries(self) -> list[Entry]:
        """Every edit, by step and place."""
        alike: Counter[str] = Counter()
        entries: list[Entry] = []
        for number, (recorded, text) in enumerate(zip(self.steps, self.texts(), strict=False)):
            found = [
                (fix, names, applied)
                for applied, proposals in ((True, recorded.applied), (False, recorded.open))
                for row in self.named(number, text, proposals)
                for fix, names in row
            ]
            found.sort(key=lambda each: (each[0].edits[0].start, each[1]))
            entries.extend(self._entries(number, found, text, alike))
        return entries

    def named(
        self, number: int, text: str, proposals: list[Proposal]
    ) -> list[list[tuple[Fix, tuple[str, str, str]]]]:
        """For each proposal of step `number`, which found `text`: fixes, with id, series, rule."""
        listed = [proposal.listed() for proposal in proposals]
        fixes = [fix for row in listed for fix in row]
        first = [fix.edits[0] for fix in fixes]
        starts, ends = self._in_text(number, [e.start for e in first], [e.end for e in first])
        names = []
        for fix, start, end in zip(fixes, starts.tolist(), ends.tolist(), strict=True):
            before = [text[edit.start : edit.end] for edit in fix.edits]
            series = series_of(fix, before)
            name = identify(series, before[0], self.source.text, start, end)
            names.append((fix, (name, series, fix.rule.name)))
        rest = iter(names)
        return [[next(rest) for _ in row] for row in listed]

    def _entries(
        self,
        number: int,
        found: list[tuple[Fix, tuple[str, str, str], bool]],
        text: str,
        alike: Counter[str],
    ) -> Iterator[Entry]:
        """The entries of the fixes of one step, which found `text`."""
        edits = [edit for fix, _, _ in found for edit in fix.edits]
        goals = [e.after.position if isinstance(e.after, To) else 0 for e in edits]
        starts, ends = self._places(number, [e.start for e in edits], [e.end for e in edits])
        targets, _ = self._places(number, goals, goals)
        row = 0
        for fix, (name, series, _), applied in found:
            alike[name] += 1
            name = f"{name}.{alike[name]}" if alike[name] > 1 else name
            for edit in fix.edits:
                before = text[edit.start : edit.end]
                moves = isinstance(edit.after, To)
                yield Entry(
                    name, fix.rule.name, starts[row], ends[row], before,
                    before if isinstance(edit.after, To) else edit.after,
                    fix.why, fix.safety.value, fix.confidence, series, applied, number, edit.start,
                    targets[row] if moves else None, goals[row] if moves else None,
                )  # fmt: skip
                row += 1

    def _places(
        self, number: int, starts: list[int], ends: list[int]
    ) -> tuple[list[int], list[int]]:
        """Spans in the text step `number` found, as spans of the source as it came."""
        low, high = self._in_text(number, starts, ends)
        return self.source.places(low).tolist(), self.source.places(high).tolist()

    def _in_text(self, number: int, starts: list[int], ends: list[int]) -> tuple[Ints, Ints]:
        """Spans in the text step `number` found, as spans of the source text."""
        low, high = np.array(starts, np.int64), np.array(ends, np.int64)
        for recorded in reversed(self.steps[:number]):
            low, high = recorded.step.backward(low, high)
        return low, high

    def count(self) -> dict[str, int]:
        """How many fixes were applied, and how many are only suggested."""
        applied = sum(len(p.listed()) for step in self.steps for p in step.applied)
        suggested = sum(
            len(p.listed())
            for step in self.steps
            for p in step.open
            if p.effective_safety is not Safety.NOTE
        )
        return {"applied": applied, "suggested": suggested}

    def lines(self) -> Iterator[str]:
        """The ledger as JSON Lines, without line ends."""
        *_, result = self.texts()
        source = self.source
        yield dump(
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
                "result": {"sha256": digest(result)},
                "settings": self.settings.described(),
            }
        )
        for entry in self.entries:
            yield entry.as_line()


def digest(text: str) -> str:
    """The SHA-256 of a text whose line ends are `\\n`."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def load(lines: Iterable[str], name: str = "<ledger>") -> tuple[dict[str, Any], list[Entry]]:
    """The first line of a ledger file, and its entries. LedgerError names the line it fails at."""
    head: dict[str, Any] | None = None
    entries = []
    for number, line in enumerate(lines, 1):
        try:
            values = json.loads(line)
            if head is None:
                if values["ledger"] != FORMAT:
                    raise ValueError(f"format {values['ledger']} is not {FORMAT}")
                head = values
            else:
                entries.append(Entry(**values))
        except (ValueError, TypeError, KeyError) as error:
            raise LedgerError(f"{name}:{number}: not a line of a ledger ({error})") from None
    if head is None:
        raise LedgerError(f"{name}: empty, not a ledger")
    return head, entries


def undo(text: str, entries: list[Entry]) -> str:
    """The source text (line ends `\\n`) from the result `text` and the entries of its ledger."""
    for rows in reversed(_steps(entries)):
        text = _swap(text, [(at + shift, after, before) for at, before, after, shift in rows])
    return text


def replay(text: str, entries: list[Entry]) -> str:
    """The result from the source text (line ends `\\n`) and the entries of its ledger."""
    for rows in _steps(entries):
        text = _swap(text, [(at, before, after) for at, before, after, _ in rows])
    return text


def _steps(entries: list[Entry]) -> list[list[tuple[int, str, str, int]]]:
    """For each step its replacements in order: place, before, after, and how far it has shifted."""
    steps: dict[int, list[tuple[int, str, str]]] = {}
    moving = {entry.id for entry in entries if entry.to_at is not None}
    arriving = []
    for entry in entries:
        if not entry.applied:
            continue
        standing = steps.setdefault(entry.step, [])
        if entry.to_at is not None:
            standing.append((entry.at, entry.before, ""))
            arriving.append((entry.step, entry.to_at, entry.before))
        elif entry.id in moving and not entry.before:
            arriving.append((entry.step, entry.at, entry.after))
        else:
            standing.append((entry.at, entry.before, entry.after))
    for step, place, text in arriving:
        steps[step].append((place, "", text))
    result = []
    for step in sorted(steps):
        shift = 0
        rows = []
        for at, before, after in sorted(
            steps[step], key=lambda row: (row[0], row[0] + len(row[1]))
        ):
            rows.append((at, before, after, shift))
            shift += len(after) - len(before)
        result.append(rows)
    return result


def _swap(text: str, rows: list[tuple[int, str, str]]) -> str:
    """`text` with each `before` at its place replaced by `after`. LedgerError at a mismatch."""
    parts = []
    place = 0
    for at, before, after in rows:
        if not text.startswith(before, at):
            raise LedgerError(f"expected {before!r} at character {at}: another text's ledger")
        parts.append(text[place:at])
        parts.append(after)
        place = at + len(before)
    parts.append(text[place:])
    return "".join(parts)
