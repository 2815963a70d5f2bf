"""A file whose lines have places as one text: its pages one after the other, none of them kept."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from cleaner.files.coding import decoded
from cleaner.files.drafts import Draft
from cleaner.formats import Ints, Page
from cleaner.page.located import Words
from cleaner.page.parted import lines_whole
from cleaner.page.reading import Reading, read
from cleaner.text.document import NO_SIZES

BETWEEN = "\f"


@dataclass(frozen=True, eq=False)
class PlacedText:
    """A text as it was read, and where its lines stand.

    `wraps`: the line ends within a paragraph, as places in the text; `sizes`, `firsts`: see `Source`; `words`:
    where each word stands in the file; `warnings`: what could not be read.
    """

    draft: Draft
    characters: int
    wraps: Ints
    sizes: Ints
    words: Words
    warnings: tuple[str, ...]
    firsts: Ints

    def __post_init__(self) -> None:
        weakref.finalize(self, self.draft.discard)

    def pieces(self) -> Iterator[str]:
        """The text piece by piece, each time anew."""
        return decoded(self.draft.opened, 0, "utf-8")

    @property
    def text(self) -> str:
        """The text as a whole."""
        return "".join(self.pieces())


def placed(pages: Iterable[Page], reader: Callable[[Page], Reading] = read) -> PlacedText:
    """The text of all pages, each as the reader reads it, a form feed between them."""
    draft = Draft()
    words = Words()
    try:
        wraps: list[Ints] = [np.empty(0, np.int64)]
        sizes: list[Ints] = [NO_SIZES]
        firsts: list[Ints] = [np.empty(0, np.int64)]
        warnings: list[str] = []
        size = 0
        for page in map(lines_whole, pages):
            found = reader(page)
            warnings += [page.warning] * bool(page.warning)
            if not found.text:
                continue
            if size:
                draft.write(BETWEEN.encode())
                size += len(BETWEEN)
            draft.write(found.text.encode())
            words.add(page, found, size)
            wraps.append(size + _wraps(found))
            sizes.append(_sizes(found, size))
            firsts.append(size + _firsts(found))
            size += len(found.text)
        draft.close()
        words.close()
    except BaseException:
        draft.discard()
        raise
    joints = np.concatenate(wraps)
    return PlacedText(
        draft, size, joints, np.concatenate(sizes), words, tuple(warnings), np.concatenate(firsts)
    )


def _starts(reading: Reading) -> tuple[Ints, Ints]:
    """Where each line of the text begins, and how long it is."""
    lengths = np.fromiter(map(len, reading.text.split("\n")), np.int64)[:-1]
    return np.cumsum(lengths + 1) - lengths - 1, lengths


def _wraps(reading: Reading) -> Ints:
    """The line ends within a paragraph, as places in the text of a page."""
    return _starts(reading)[0][reading.goes_on] - 1


def _firsts(reading: Reading) -> Ints:
    """A place in each line with which a paragraph surely begins, in the text of a page."""
    starts, lengths = _starts(reading)
    begins = [bool(rows) and rows[0] in reading.firsts for rows in reading.rows]
    found: Ints = (starts + np.minimum(lengths - 1, 1))[np.array(begins, np.bool_)]
    return found


def _sizes(reading: Reading, start: int) -> Ints:
    """The size of each line at its second character, which a move carries along, or its only one."""
    starts, lengths = _starts(reading)
    known = reading.sizes > 0
    places = start + starts + np.minimum(lengths - 1, 1)
    return np.stack((places[known], reading.sizes[known]), 1)
