"""What `check` reports: one finding a fix, in each of the formats."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from cleaner.ledger.decisions import Decisions
from cleaner.ledger.entries import FORMAT, Entry, by_fix, dump
from cleaner.messages.language import said
from cleaner.report.look import PLAIN, Look, change, head, tail, visible
from cleaner.report.places import Places, Span

if TYPE_CHECKING:
    from cleaner.pipeline import Result
    from cleaner.text.document import Source


ARTICLE = "review.article"  # the rule of what a reviewer has said of articles


@dataclass(frozen=True)
class Change:
    """One edit: places in code points of the file as it is, 0-based; `to` for a text that moves.

    `places`: see `Entry`.
    """

    start: int
    end: int
    before: str
    after: str
    to: int | None = None
    places: list[dict[str, Any]] | None = None

    @classmethod
    def of(cls, entry: Entry) -> Change:
        return cls(entry.start, entry.end, entry.before, entry.after, entry.to, entry.places)

    def described(self) -> dict[str, Any]:
        """As plain data."""
        return {key: value for key, value in vars(self).items() if value is not None}


class Replacement(NamedTuple):
    """What a program that corrects the file puts where."""

    span: Span
    text: str


@dataclass(frozen=True)
class Finding:
    """One fix, at the place of its first edit, `span`. Lines and columns count from 1.

    `excerpt`: the change with the text around it, for people. `replacements`: what repairs the file
    as it is; none for a note, and where the fix builds on another one. `applied`: whether clean
    makes the fix as things are.
    """

    file: str
    span: Span
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
    replacements: tuple[Replacement, ...] = ()
    applied: bool = False

    def described(self) -> dict[str, Any]:
        """As an object for programs."""
        span = dict(zip(_PLACE, self.span, strict=False))
        kept = {key: value for key, value in vars(self).items() if key not in _FOR_FORMATS}
        values = {"format_version": FORMAT, "file": self.file, **span, **kept}
        values["edits"] = [edit.described() for edit in self.edits]
        return values


_PLACE = ("line", "column", "end_line", "end_column")
_FOR_FORMATS = ("span", "excerpt", "replacements", "applied")


def findings(
    result: Result, decisions: Decisions | None = None, look: Look = PLAIN
) -> list[Finding]:
    """Every fix that the run made or would make, in the order of the source.

    What `decisions` reject or say themselves of articles is settled, and no finding. `look`: of the
    excerpts.
    """
    source = result.ledger.source
    places = Places(source.original)
    entries = (
        entry
        for entry in result.ledger.entries
        if entry.rule != ARTICLE
        and not (decisions and decisions.rejects((entry.id, entry.series, entry.rule)))
    )
    found = [_finding(fix, source, places, look) for fix in by_fix(entries)]
    return sorted(found, key=lambda each: (each.start, each.end, each.rule))


def _finding(entries: list[Entry], source: Source, places: Places, look: Look) -> Finding:
    first = entries[0]
    return Finding(
        source.name,
        places.span(first.start, first.end),
        first.start,
        first.end,
        first.rule,
        first.why,
        first.safety,
        first.confidence,
        first.series,
        first.id,
        tuple(map(Change.of, entries)),
        _excerpt(first, places, look),
        tuple(_replacements(entries, source, places)),
        first.applied,
    )


def _replacements(entries: list[Entry], source: Source, places: Places) -> Iterator[Replacement]:
    there = all(places.text[e.start : e.end] == source.restore(e.before) for e in entries)
    if entries[0].safety == "note" or not there:
        return
    for entry in entries:
        after = source.restore(entry.after)
        if entry.to is None:
            yield Replacement(places.span(entry.start, entry.end), after)
        else:
            yield Replacement(places.span(entry.start, entry.end), "")
            yield Replacement(places.span(entry.to, entry.to), after)


def _excerpt(entry: Entry, places: Places, look: Look) -> str:
    """The change inside the text of the source around it."""
    text = places.text
    left, right = (
        tail(text[max(0, entry.start - 40) : entry.start]),
        head(text[entry.end : entry.end + 40]),
    )
    if entry.to is not None:
        goal = said(f"to line {places.line(entry.to)}")
        middle = f"{change(entry.before, '', look)}{{{goal}}}"
    elif entry.safety == "note":
        middle = change(entry.before, "")[1:-1].strip("-").join("[]") if entry.before else "[]"
    else:
        middle = change(entry.before, entry.after, look)
    return f"{visible(left)}{middle}{visible(right)}"


def full(found: Iterable[Finding], look: Look = PLAIN) -> Iterator[str]:
    """For people: place, rule and reason, then the change in its surroundings."""
    for each in found:
        why = visible(said(each.message))
        place = (_place(each) + _on_page(each)).join(look.heading)
        yield f"{place}: {each.rule} [{look.of_safety(each.safety)}]: {why}\n    {each.excerpt}\n"


def concise(found: Iterable[Finding]) -> Iterator[str]:
    """One line a finding."""
    for each in found:
        yield f"{_place(each)}: {each.rule} {visible(said(each.message))}\n"


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
            "line": each.span.line,
            "endLine": each.span.end_line,
            "col": each.span.column,
            "title": each.rule,
        }
        listed = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
        yield f"::{level} {listed}::{_data(said(each.message))}\n"


def _place(finding: Finding) -> str:
    return f"{visible(finding.file)}:{finding.span.line}:{finding.span.column}"


def _on_page(finding: Finding) -> str:
    """Where the first edit stands in the file, for people; nothing for a text without places."""
    for place in finding.edits[0].places or ():
        left, top, *_ = place["box"]
        return " (" + said(f"page {place['page']} at {left:g}, {top:g}") + ")"
    return ""


def _data(text: str) -> str:
    return visible(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
