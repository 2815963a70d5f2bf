"""A file whose lines have places as one text: its pages one after the other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from cleaner.formats import Floats, Ints, Page
from cleaner.page.reading import Reading, read
from cleaner.text.document import NO_SIZES

BETWEEN = "\f"


@dataclass(frozen=True, eq=False)
class PlacedText:
    """A text as it was read, and where its lines stand.

    `pages`: the number of the page of each line, from 1; `boxes`: see `reading.Reading`;
    `wraps`: the line ends within a paragraph, as places in the text; `sizes`: see `Source`;
    `units`: of the lengths of each page; `warnings`: what could not be read.
    """

    text: str
    pages: Ints
    boxes: Floats
    wraps: Ints
    sizes: Ints
    units: dict[int, str]
    warnings: tuple[str, ...]


def placed(pages: Iterable[Page]) -> PlacedText:
    """The text of all pages, a form feed between them."""
    texts: list[str] = []
    numbers: list[Ints] = []
    boxes: list[Floats] = [np.empty((0, 4))]
    wraps: list[Ints] = [np.empty(0, np.int64)]
    sizes: list[Ints] = [NO_SIZES]
    units: dict[int, str] = {}
    start = 0
    warnings: list[str] = []
    for page in pages:
        found = read(page)
        warnings += [page.warning] * bool(page.warning)
        if found.text:
            texts.append(found.text)
            boxes.append(found.boxes)
            numbers.append(np.full(len(found.boxes), page.number))
            wraps.append(start + _wraps(found))
            sizes.append(_sizes(found, start))
            start += len(found.text) + len(BETWEEN)
            units[page.number] = page.unit
    joined = np.concatenate(numbers) if numbers else np.empty(0, np.int64)
    return PlacedText(
        BETWEEN.join(texts),
        joined,
        np.concatenate(boxes),
        np.concatenate(wraps),
        np.concatenate(sizes),
        units,
        tuple(warnings),
    )


def _starts(reading: Reading) -> tuple[Ints, Ints]:
    """Where each line of the text begins, and how long it is."""
    lengths = np.fromiter(map(len, reading.text.split("\n")), np.int64)[:-1]
    return np.cumsum(lengths + 1) - lengths - 1, lengths


def _wraps(reading: Reading) -> Ints:
    """The line ends within a paragraph, as places in the text of a page."""
    return _starts(reading)[0][reading.goes_on] - 1


def _sizes(reading: Reading, start: int) -> Ints:
    """The size of each line at its second character, which a move carries along, or its only one."""
    starts, lengths = _starts(reading)
    known = reading.sizes > 0
    places = start + starts + np.minimum(lengths - 1, 1)
    return np.stack((places[known], reading.sizes[known]), 1)
