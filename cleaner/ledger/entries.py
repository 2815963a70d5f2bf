"""The lines of a ledger file: entries, one edit each, after a first line about the whole."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from cleaner.files.whole import from_json

FORMAT = 1  # `format_version` of what programs read: another one cannot be read


class LedgerError(ValueError):
    """A ledger that cannot be read, or that belongs to another text."""


@dataclass(frozen=True)
class Entry:
    """One edit in the ledger.

    `id`: of its fix; edits of one fix share it. It is made of the rule, the change and the source
    characters around it, blanks aside, not of the place: it stays the same when the source is
    changed elsewhere or wrapped anew. Fixes alike in all that are numbered: `….2`, `….3`; a
    decision on one of them holds for all. `start`, `end`: the place in the source, in code points
    of the text as it came, 0-based. `before`, `after`: the text there and what replaces it. `to`:
    for a move, the place in the source it goes to, with `after` as `before`. `step`, `at`, `to_at`:
    which step of the run made it, and the places in the text that step found. `places`: where it
    stands in the file, see `text.spots.Spot`; None for a text without places.
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
    places: list[dict[str, Any]] | None = None

    def described(self) -> dict[str, Any]:
        """As plain data."""
        return {key: value for key, value in vars(self).items() if value is not None}

    def as_line(self) -> str:
        return dump(self.described())


_READABLE = json.JSONEncoder(ensure_ascii=False)


def dump(value: Any) -> str:
    """`value` as one line of JSON: readable Chinese, and escapes where UTF-8 cannot hold it."""
    line = _READABLE.encode(value)
    try:
        line.encode()
    except UnicodeEncodeError:  # a lone surrogate
        return json.dumps(value)
    return line


def read(lines: Iterable[str], name: str = "<ledger>") -> tuple[dict[str, Any], Iterator[Entry]]:
    """The first line of a ledger file, and its entries as they are read.

    Raises LedgerError, as the iterator does, that names the line it fails at.
    """
    numbered = enumerate(lines, 1)
    _, line = next(numbered, (0, None))
    if line is None:
        raise LedgerError(f"{name}: empty, not a ledger")
    try:
        first: dict[str, Any] = from_json(line)
        version = first.get("format_version", first["ledger"])
        if version != FORMAT:
            raise ValueError(f"format {version} is not {FORMAT}")
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise LedgerError(f"{name}:1: not a line of a ledger ({error})") from None
    return first, _read_entries(numbered, name)


def _read_entries(numbered: Iterator[tuple[int, str]], name: str) -> Iterator[Entry]:
    for number, line in numbered:
        try:
            yield checked(Entry(**from_json(line)))
        except (ValueError, TypeError) as error:
            raise LedgerError(f"{name}:{number}: not a line of a ledger ({error})") from None


_TEXTS = ("id", "rule", "before", "after", "why", "safety", "series")
_PLACES = ("start", "end", "step", "at")
_FARTHEST = 1 << 53  # what JSON numbers hold everywhere


def checked(entry: Entry) -> Entry:
    """The entry, if its values are of their kinds. Raises TypeError."""
    values = vars(entry)
    places = [values[name] for name in _PLACES]
    places += [each for each in (entry.to, entry.to_at) if each is not None]
    if (
        not all(type(values[name]) is str for name in _TEXTS)
        or not all(type(each) is int and 0 <= each < _FARTHEST for each in places)
        or type(entry.applied) is not bool
        or type(entry.confidence) not in (int, float)
        or type(entry.places) not in (list, type(None))
    ):
        raise TypeError("a value of another kind than it should be")
    return entry


def by_fix(entries: Iterable[Entry]) -> list[list[Entry]]:
    """The entries of each fix, in the order of its first one."""
    fixes: dict[tuple[int, str], list[Entry]] = {}
    for entry in entries:
        fixes.setdefault((entry.step, entry.id), []).append(entry)
    return list(fixes.values())


def load(lines: Iterable[str], name: str = "<ledger>") -> tuple[dict[str, Any], list[Entry]]:
    """The first line of a ledger file, and its entries as a list. Raises LedgerError."""
    first, entries = read(lines, name)
    return first, list(entries)
