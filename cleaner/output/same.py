"""The form it came in: the file again, with only the characters of its words changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeAlias

import numpy as np

from cleaner.formats import HEAD, issue, mets, provenance, readingorder, recognised, structmap
from cleaner.formats.places import Span
from cleaner.formats.recognition import PAGE
from cleaner.formats.splicing import Change, Splice
from cleaner.ledger.attribution import Attribution
from cleaner.output.asked import WORDS, Asked
from cleaner.output.beside import Articles
from cleaner.output.structure import Holding, Order
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

    @cached_property
    def changes(self) -> dict[int, dict[Span, Change]]:
        """By page: the places of words, and their changes."""
        found: dict[int, dict[Span, Change]] = {}
        for (page, span), pieces in self._pieces.items():
            change = Change(*("".join(part) for part in zip(*pieces, strict=True)))
            if change.before.strip() != change.after.strip():
                found.setdefault(page, {})[span] = change
        return found


class Findings:
    """What is found as the records of a run pass. `folder`: where the file of an issue lies."""

    def __init__(
        self,
        source: Source,
        folder: Path | None = None,
        asked: Asked = WORDS,
    ) -> None:
        self.words = Words(source)
        holding = Holding(source, folder)
        self._order = Order(holding) if asked.order else None
        self.articles = Articles(source, holding) if asked.articles or asked.map else None
        self._asked = asked

    def add(self, record: Record) -> None:
        """Take in the next section."""
        self.words.add(record)
        if self._order is not None:
            self._order.add(record)
        if self.articles is not None:
            self.articles.add(record)

    def part(self, name: str, data: Opens, told: str, pages: list[int]) -> Part:
        """A file that has some pages. `told`: its name in messages. Raises InputError."""
        with data() as file:
            form = recognised(file.read(HEAD), told)
        assert form is not None
        changes = self.words.changes
        own = {place: each for page in pages for place, each in changes.get(page, {}).items()}
        found = form.splices(data, told, own)
        if self._order is not None and form is PAGE:
            found = sorted([*found, *readingorder.ordered(data, told, self._order.regions(pages))])
        version = self._asked.version
        if found and version is not None:
            found = sorted([*found, *provenance.told(form.name, data, told, version)])
        return Part(name, data, found)

    def issue(self, data: Opens, name: str) -> Part:
        """The file that names those of an issue. Raises InputError."""
        if self.articles is None or not self._asked.map:
            return Part("", data)
        stories = self.articles.stories()
        return Part("", data, structmap.mapped(data, name, stories, mets.ids(data, name)))


def parts(source: Source, found: Findings, folder: Path | None) -> list[Part]:
    """The files that the output is made of; of an issue those it names, too. Raises InputError.

    `folder`: where the file of an issue lies.
    """
    assert source.data is not None and source.located is not None
    pages: dict[str, list[int]] = {}
    for sheet in source.located.sheets:
        pages.setdefault(sheet.name, []).append(sheet.page)
    if source.format != METS:
        every = [page for own in pages.values() for page in own]
        return [found.part("", source.data, source.name, every)]
    if folder is None:
        raise InputError(f"{source.name}: the files it names are looked for beside it")
    files = issue.files(source.data, source.name, folder)
    named = [
        found.part(name, opened, str(folder / name), pages.get(name, [])) for name, opened in files
    ]
    return [found.issue(source.data, source.name), *named]


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
