"""A page as text: its lines in reading order, a blank line between paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import numpy as np

from cleaner.formats import Flags, Floats, Ints, Page
from cleaner.page.paragraphs import Joint, joints
from cleaner.page.reading_order import reading_order
from cleaner.page.setting import setting
from cleaner.page.upright import Layout, layouts
from cleaner.text.characters import (
    CLOSE,
    STOP,
    class_of,
)

ENDS = re.compile(r"[\n\v\f\r\x85\u2028\u2029]")
UNWRITABLE = re.compile(r"[\ud800-\udfff]")
NOWHERE = np.full(4, np.nan)
LARGEST = 1e4  # sizes of the body
MOST_CAPTION = 5  # lines of a caption


@dataclass(frozen=True, eq=False)
class Reading:
    """The text of a page as it was read, and where each of its lines stands.

    `boxes`: a row for each line of the text, NaN for blank ones, in the unit of the page.
    `goes_on`: of each line of the text, whether it goes on in the paragraph of the one before.
    `sizes`: of its type, in hundredths of the body's; 0 where nothing is known.
    """

    text: str
    boxes: Floats
    goes_on: Flags
    sizes: Ints


@dataclass
class _Made:
    """A reading line by line, see `Reading`."""

    texts: list[str] = field(default_factory=list)
    boxes: list[Floats] = field(default_factory=list)
    goes_on: list[bool] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)

    def add(self, text: str, box: Floats, goes_on: bool, size: float = 0) -> None:
        self.texts.append(text)
        self.boxes.append(box)
        self.goes_on.append(goes_on)
        self.sizes.append(round(100 * min(size, LARGEST)))


def read(page: Page) -> Reading:
    """The lines of a page in reading order; what is turned comes after what is not, and what has
    no place last."""
    made = _Made()
    texts = [_clean(text) for text in page.lines.texts]
    for rows, layout in layouts(page, texts):
        kept = np.flatnonzero([bool(text) for text in layout.texts])
        order, hard, cells = reading_order(layout)
        filled = np.isin(order, kept)
        order, hard, cells = order[filled], hard[filled], cells[filled]
        if len(order):
            order, found = _ordered(layout, order, hard, cells)
            _add(made, layout, page.lines.places.boxes[rows], order, found)
    for row in np.flatnonzero(~np.isfinite(page.lines.places.boxes).all(1)).tolist():
        line = texts[row]
        if line:
            if made.texts:
                made.add("", NOWHERE, False)
            made.add(line, NOWHERE, False)
    text = "\n".join(made.texts) + "\n" if made.texts else ""
    return Reading(
        text,
        np.array(made.boxes).reshape(-1, 4),
        np.array(made.goes_on, np.bool_),
        np.array(made.sizes, np.int64),
    )


def _clean(text: str) -> str:
    """A line without what would end it, or cannot be written."""
    return UNWRITABLE.sub("\ufffd", ENDS.sub(" ", text)).strip()


def _ordered(layout: Layout, order: Ints, hard: Flags, cells: Flags) -> tuple[Ints, Ints]:
    """The order with captions after the paragraphs that they interrupt, and the joints of it."""
    held = _captions(layout, order)
    flow = np.flatnonzero(held < 0)
    found = joints(setting(layout, order[flow], hard[flow], cells[flow]))
    captions = np.flatnonzero(held >= 0)
    if not len(captions):
        return order, found
    ends = np.append(np.flatnonzero(found == Joint.PARAGRAPH), len(flow))
    after = np.searchsorted(flow, captions)
    keys = np.concatenate((np.arange(len(flow)) * 2 + 1, 2 * ends[np.searchsorted(ends, after)]))
    merged = np.concatenate((flow, captions))[np.argsort(keys, kind="stable")]
    again = joints(setting(layout, order[merged], hard[merged], cells[merged]))
    of_flow = np.zeros(len(order), np.int64)
    of_flow[flow] = found
    joint = np.where(held[merged] < 0, of_flow[merged], again)
    return order[merged], joint


def _captions(layout: Layout, order: Ints) -> Ints:
    """Of each line: the place of the line before its caption, where that breaks a paragraph."""
    held = np.full(len(order), -1)
    sizes = layout.sizes[order]
    body = np.abs(sizes - layout.body) <= layout.same / 2 * layout.body
    small = (sizes < layout.body) & ~body
    edges = np.flatnonzero(np.diff(small.astype(np.int64), prepend=0, append=0))
    for start, end in edges.reshape(-1, 2).tolist():
        if start > 0 and end < len(order) and end - start <= MOST_CAPTION:
            last = class_of(layout.texts[order[start - 1]][-1])
            if body[start - 1] and body[end] and last not in (STOP, CLOSE):
                held[start:end] = start - 1
    return held


def _add(made: _Made, layout: Layout, places: Floats, order: Ints, joint: Ints) -> None:
    """Put lines to those of the text."""
    for row, how in zip(order.tolist(), joint.tolist(), strict=True):
        if how == Joint.BESIDE and made.texts:
            made.texts[-1] += " " + layout.texts[row]
            low = np.minimum(made.boxes[-1][:2], places[row, :2])
            high = np.maximum(made.boxes[-1][2:], places[row, 2:])
            made.boxes[-1] = np.concatenate((low, high))
            continue
        if how == Joint.PARAGRAPH and made.texts:
            made.add("", NOWHERE, False)
        size = layout.sizes[row] / layout.body
        made.add(layout.texts[row], places[row], how == Joint.NEXT, size)
