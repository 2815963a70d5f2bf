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
from cleaner.page.reading import Reading, read

BETWEEN = "\f"


@dataclass(frozen=True, eq=False)
class PlacedText:
    """A text as it was read, and where its lines stand.

    `wraps`: the line ends within a paragraph, as places in the text; `words`: where each of them
    stands in the file; `warnings`: what could not be read.
    """

    draft: Draft
    characters: int
    wraps: Ints
    words: Words
    warnings: tuple[str, ...]

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
        warnings: list[str] = []
        size = 0
        for page in pages:
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
            size += len(found.text)
        draft.close()
        words.close()
    except BaseException:
        draft.discard()
        raise
    return PlacedText(draft, size, np.concatenate(wraps), words, tuple(warnings))


def _wraps(reading: Reading) -> Ints:
    """The line ends within a paragraph, as places in the text of a page."""
    lengths = np.fromiter(map(len, reading.text.split("\n")), np.int64)[:-1]
    starts = np.cumsum(lengths + 1) - lengths - 1
    return starts[reading.goes_on] - 1
