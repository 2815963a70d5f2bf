"""What a file in its own form says of the order of reading, on request."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np

from cleaner.formats import HEAD, METS, issue, recognised
from cleaner.formats.holders import Holder, Holders, holders

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import BinaryIO

    from cleaner.ledger.records import Record
    from cleaner.text.document import Source
    from cleaner.text.spots import Located

Opens: TypeAlias = "Callable[[], BinaryIO]"


class Held(NamedTuple):
    """Where words are: the number of their page, their region and line."""

    page: int
    holder: Holder


class Holding:
    """The lines and regions of the words of a source, in the order of reading.

    `folder`: where the file of an issue lies.
    """

    def __init__(self, source: Source, folder: Path | None) -> None:
        assert source.located is not None
        self._source, self._folder = source, folder
        self._located: Located = source.located

    def of(self, record: Record, parts: Iterable[tuple[int, int]]) -> Iterator[list[Held]]:
        """Of each part of the result (first and last place): what holds its words, in its order."""
        words = self._located.words(record.start, record.start + len(record.section.text))
        pages, places = words.pages.tolist(), words.spans[:, 0].tolist()
        for start, end in parts:
            lows, highs = record.stretches(start, end)
            firsts = np.searchsorted(words.ends, lows, "right").tolist()
            afters = np.searchsorted(words.starts, highs).tolist()
            rows = (row for bounds in zip(firsts, afters, strict=True) for row in range(*bounds))
            found = (Held(pages[row], self._by_page[pages[row]].at(places[row])) for row in rows)
            yield list(dict.fromkeys(found))

    @cached_property
    def _by_page(self) -> dict[int, Holders]:
        assert self._source.data is not None
        sheets = self._located.sheets
        if self._source.format != METS.name or self._folder is None:
            found = _holders(self._source.data, self._source.name)
            return {sheet.page: found for sheet in sheets}
        files = issue.files(self._source.data, self._source.name, self._folder)
        named = {name: _holders(opened, str(self._folder / name)) for name, opened in files}
        return {sheet.page: named[sheet.name] for sheet in sheets}


def _holders(data: Opens, name: str) -> Holders:
    with data() as file:
        form = recognised(file.read(HEAD), name)
    return Holders() if form is None else holders(form.name, data, name)


class Order:
    """The regions of each page in the order of reading, found as the records of a run pass."""

    def __init__(self, holding: Holding) -> None:
        self._holding = holding
        self._found: dict[int, dict[str, None]] = {}

    def add(self, record: Record) -> None:
        """Take in the next section. A region that is read in several parts has the first place."""
        for whole in self._holding.of(record, [(0, len(record.document.text))]):
            for page, holder in whole:
                if holder.region:
                    self._found.setdefault(page, {}).setdefault(holder.region)

    def regions(self, pages: list[int]) -> list[str]:
        """The identifiers of the regions of some pages."""
        return list(dict.fromkeys(region for page in pages for region in self._found.get(page, ())))
