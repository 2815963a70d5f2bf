"""The form it came in: the file again, with only the characters of its words changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeAlias

import numpy as np

from cleaner.formats import HEAD, issue, provenance, recognised
from cleaner.formats.places import Span
from cleaner.formats.splicing import Change, Splice
from cleaner.ledger.attribution import Attribution
from cleaner.text.errors import InputError

if TYPE_CHECKING:
    from cleaner.ledger.records import Record
    from cleaner.text.document import Source
    from cleaner.text.spots import Located

Opens: TypeAlias = Callable[[], BinaryIO]
METS = "mets"


@dataclass(frozen=True)
class Part:
    """A file of the output: its name under that of the source (nothing for the source itself), what
    it was, and what changes in it."""

    name: str
    data: Opens
    splices: list[Splice] = field(default_factory=list)


class Words:
    """The words of a source that change, found as the records of a run pass."""

    def __init__(self, source: Source) -> None:
        assert source.located is not None
        self._located: Located = source.located
        self._pieces: dict[tuple[int, Span], list[tuple[str, str]]] = {}
        self._open: dict[tuple[int, Span], list[tuple[str, str]]] = {}

    def add(self, record: Record) -> None:
        """Take in what became of the words of the next section."""
        start, size = record.start, len(record.section.text)
        words = self._located.words(start, start + size)
        lows, highs = words.starts - start, words.ends - start
        starts, ends = np.maximum(lows, 0), np.minimum(highs, size)
        made = dict(Attribution(record, starts, ends).changed())
        cut = np.flatnonzero((lows < 0) | (highs > size)).tolist()  # in two sections
        text = record.section.text
        for number in sorted(made.keys() | cut):
            old = text[int(starts[number]) : int(ends[number])]
            first, after = words.spans[number].tolist()
            key = int(words.pages[number]), (first, after)
            self._pieces.setdefault(key, []).append((old, made.get(number, old)))

    def changes(self) -> dict[int, dict[Span, Change]]:
        """By page: the places of words, and their changes."""
        found: dict[int, dict[Span, Change]] = {}
        for (page, span), pieces in self._pieces.items():
            change = Change(*("".join(part) for part in zip(*pieces, strict=True)))
            if change.before.strip() != change.after.strip():
                found.setdefault(page, {})[span] = change
        return found


def parts(
    source: Source, words: Words, folder: Path | None, version: str | None = None
) -> list[Part]:
    """The files that the output is made of; of an issue those it names, too. Raises InputError.

    `folder`: where the file of an issue lies. `version`: of what has changed the words, where it is
    to stand in the files.
    """
    assert source.data is not None and source.located is not None
    changes = words.changes()
    if source.format != METS:
        every = {place: change for page in changes.values() for place, change in page.items()}
        return [_part("", source.data, source.name, every, version)]
    if folder is None:
        raise InputError(f"{source.name}: the files it names are looked for beside it")
    found = [Part("", source.data)]
    pages: dict[str, list[int]] = {}
    for sheet in source.located.sheets:
        pages.setdefault(sheet.name, []).append(sheet.page)
    for name, opened in issue.files(source.data, source.name, folder):
        own = [changes.get(page, {}) for page in pages.get(name, ())]
        every = {place: change for page in own for place, change in page.items()}
        found.append(_part(name, opened, str(folder / name), every, version))
    return found


def _part(
    name: str, data: Opens, told: str, changes: dict[Span, Change], version: str | None
) -> Part:
    with data() as file:
        form = recognised(file.read(HEAD), told)
    assert form is not None
    found = form.splices(data, told, changes)
    if found and version is not None:
        found = sorted([*found, *provenance.told(form.name, data, told, version)])
    return Part(name, data, found)


def described(parts: Iterable[Part], digests: Iterable[tuple[str, str]]) -> list[dict[str, object]]:
    """What a ledger has of the files: enough to undo them. `digests`: of each, before and after.

    `bytes`: place in the output, how many there are now, and those that were there, in hexadecimal.
    """
    told: list[dict[str, object]] = []
    for part, (source, result) in zip(parts, digests, strict=True):
        rows: list[list[object]] = []
        grown = 0
        with part.data() as file:
            for start, end, after in part.splices:
                file.seek(start)
                rows.append([start + grown, len(after), file.read(end - start).hex()])
                grown += len(after) - (end - start)
        row: dict[str, object] = {"sha256": result, "source_sha256": source, "bytes": rows}
        told.append({"name": part.name} | row if part.name else row)
    return told
