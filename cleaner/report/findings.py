"""What `check` reports: one finding a fix, in each of the formats."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from cleaner.ledger import Entry, dump
from cleaner.report.look import change, head, tail, visible
from cleaner.report.places import Places

if TYPE_CHECKING:
    from cleaner.pipeline import Result


@dataclass(frozen=True)
class Change:
    """One edit of a finding: places in code points of the file as it is, 0-based."""

    start: int
    end: int
    before: str
    after: str
    to: int | None = None


@dataclass(frozen=True)
class Finding:
    """One fix, at the place of its first edit. Lines and columns count from 1.

    `excerpt`: the change with the text around it, for people.
    """

    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    start: int
    end: int
    rule: str
    message: str
    safety: str
    confidence: float
    series: str
    id: str
    edits: tuple[Change, ...]
    excerpt: str

    def described(self) -> dict[str, Any]:
        """As an object for programs."""
        values = asdict(self)
        del values["excerpt"]
        values["edits"] = [
            {key: value for key, value in edit.items() if value is not None}
            for edit in values["edits"]
        ]
        return values


def findings(result: Result) -> list[Finding]:
    """Every fix that the run made or would make, in the order of the source."""
    source = result.ledger.source
    text = source.original
    places = Places(text)
    fixes: dict[tuple[int, str], list[Entry]] = {}
    for entry in result.ledger.entries:
        fixes.setdefault((entry.step, entry.id), []).append(entry)
    found = [_finding(entries, source.name, text, places) for entries in fixes.values()]
    return sorted(found, key=lambda each: (each.start, each.end, each.rule))


def _finding(entries: list[Entry], name: str, text: str, places: Places) -> Finding:
    first = entries[0]
    return Finding(
        name,
        *places.at(first.start),
        *places.at(first.end),
        first.start,
        first.end,
        first.rule,
        first.why,
        first.safety,
        first.confidence,
        first.series,
        first.id,
        tuple(Change(e.start, e.end, e.before, e.after, e.to) for e in entries),
        _excerpt(first, text, places),
    )


def _excerpt(entry: Entry, text: str, places: Places) -> str:
    """The change inside the text of the source around it."""
    left, right = (
        tail(text[max(0, entry.start - 40) : entry.start]),
        head(text[entry.end : entry.end + 40]),
    )
    if entry.to is not None:
        middle = f"{change(entry.before, '')}{{to line {places.line(entry.to)}}}"
    elif entry.safety == "note":
        middle = change(entry.before, "")[1:-1].strip("-").join("[]") if entry.before else "[]"
    else:
        middle = change(entry.before, entry.after)
    return f"{visible(left)}{middle}{visible(right)}"


def full(found: Iterable[Finding]) -> Iterator[str]:
    """For people: place, rule and reason, then the change in its surroundings."""
    for each in found:
        yield f"{_place(each)}: {each.rule} [{each.safety}]: {each.message}\n    {each.excerpt}\n"


def concise(found: Iterable[Finding]) -> Iterator[str]:
    """One line a finding."""
    for each in found:
        yield f"{_place(each)}: {each.rule} {each.message}\n"


def as_json(found: Iterable[Finding]) -> Iterator[str]:
    """One JSON array."""
    opening = "[\n"
    for each in found:
        yield opening + dump(each.described())
        opening = ",\n"
    yield "\n]\n" if opening != "[\n" else "[]\n"


def as_json_lines(found: Iterable[Finding]) -> Iterator[str]:
    """One JSON object a line."""
    for each in found:
        yield dump(each.described()) + "\n"


def github(found: Iterable[Finding]) -> Iterator[str]:
    """Workflow commands, which GitHub shows beside the line."""
    for each in found:
        level = "notice" if each.safety == "note" else "warning"
        properties = {
            "file": each.file,
            "line": each.line,
            "endLine": each.end_line,
            "col": each.column,
            "title": each.rule,
        }
        listed = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
        yield f"::{level} {listed}::{_data(each.message)}\n"


def _place(finding: Finding) -> str:
    return f"{finding.file}:{finding.line}:{finding.column}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


FORMATS: dict[str, Callable[[Iterable[Finding]], Iterator[str]]] = {
    "full": full,
    "concise": concise,
    "json": as_json,
    "jsonl": as_json_lines,
    "github": github,
}

__all__ = ["FORMATS", "Finding", "findings"]
