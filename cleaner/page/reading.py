"""A page as text: its lines in reading order, a blank line between paragraphs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cleaner.formats import Floats, Ints, Page
from cleaner.page.paragraphs import Joint, Setting, indents, joints, setting
from cleaner.page.reading_order import reading_order
from cleaner.page.upright import SAME, Layout, layouts
from cleaner.text.characters import (
    BREAKS,
    CLAUSE,
    CLOSE,
    DASH,
    HAN,
    OPEN,
    STOP,
    class_of,
    class_table,
)

WHOLE = (HAN, OPEN, CLOSE, STOP, CLAUSE, DASH)  # between them a line end stands for nothing
INDENT = "\u3000"
MOST_CAPTION = 5  # lines of a caption


@dataclass(frozen=True, eq=False)
class Reading:
    """The text of a page as it was read, and where each of its lines stands.

    `boxes`: a row for each line of the text, NaN for blank ones, in the unit of the page.
    """

    text: str
    boxes: Floats


def read(page: Page) -> Reading:
    """The lines of a page in reading order; what is turned comes after what is not."""
    texts: list[str] = []
    boxes: list[Floats] = []
    for rows, layout in layouts(page):
        own = [_clean(page.lines.texts[row]) for row in rows.tolist()]
        kept = np.flatnonzero([bool(text) for text in own])
        order = reading_order(layout)
        order = order[np.isin(order, kept)]
        if len(order):
            order, found = _ordered(own, layout, order)
            spaces = indents(_setting(own, layout, order), found)
            for row, count in zip(order.tolist(), spaces.tolist(), strict=True):
                own[row] = INDENT * count + own[row]
            _add(texts, boxes, own, page.lines.places.boxes[rows], order, found)
    if not texts:
        return Reading("", np.empty((0, 4)))
    return Reading("\n".join(texts) + "\n", np.array(boxes).reshape(-1, 4))


def _clean(text: str) -> str:
    """A line without what would end it."""
    classes = class_table()
    if any(BREAKS[classes[ord(character)]] for character in text):
        text = "".join(" " if BREAKS[classes[ord(each)]] else each for each in text)
    return text.strip()


def _ordered(texts: list[str], layout: Layout, order: Ints) -> tuple[Ints, Ints]:
    """The order with captions after the paragraphs that they interrupt, and the joints of it."""
    held = _captions(texts, layout, order)
    flow = np.flatnonzero(held < 0)
    found = joints(_setting(texts, layout, order[flow]))
    captions = np.flatnonzero(held >= 0)
    if not len(captions):
        return order, found
    ends = np.append(np.flatnonzero(found == Joint.PARAGRAPH), len(flow))
    after = np.searchsorted(flow, captions)
    keys = np.concatenate((np.arange(len(flow)) * 2 + 1, 2 * ends[np.searchsorted(ends, after)]))
    merged = np.concatenate((flow, captions))[np.argsort(keys, kind="stable")]
    again = joints(_setting(texts, layout, order[merged]))
    of_flow = np.zeros(len(order), np.int64)
    of_flow[flow] = found
    joint = np.where(held[merged] < 0, of_flow[merged], again)
    return order[merged], joint


def _setting(texts: list[str], layout: Layout, order: Ints) -> Setting:
    lines = [texts[row] for row in order.tolist()]
    return setting(lines, layout.boxes[order], layout.sizes[order], layout)


def _captions(texts: list[str], layout: Layout, order: Ints) -> Ints:
    """Of each line: the place of the line before its caption, where that breaks a paragraph."""
    held = np.full(len(order), -1)
    sizes = layout.sizes[order]
    body = np.abs(sizes - layout.body) <= SAME / 2 * layout.body
    small = (sizes < layout.body) & ~body
    edges = np.flatnonzero(np.diff(small.astype(np.int64), prepend=0, append=0))
    for start, end in edges.reshape(-1, 2).tolist():
        if start > 0 and end < len(order) and end - start <= MOST_CAPTION:
            last = class_of(texts[order[start - 1]][-1])
            if body[start - 1] and body[end] and last not in (STOP, CLOSE):
                held[start:end] = start - 1
    return held


def _add(
    texts: list[str], boxes: list[Floats], own: list[str], places: Floats, order: Ints, joint: Ints
) -> None:
    """Put lines to those of the text."""
    for row, how in zip(order.tolist(), joint.tolist(), strict=True):
        between = _between(how, texts[-1] if texts else "", own[row])
        if between is not None:
            texts[-1] += between + own[row]
            low = np.minimum(boxes[-1][:2], places[row, :2])
            boxes[-1] = np.concatenate((low, np.maximum(boxes[-1][2:], places[row, 2:])))
            continue
        if how == Joint.PARAGRAPH and texts:
            texts.append("")
            boxes.append(np.full(4, np.nan))
        texts.append(own[row])
        boxes.append(places[row])


def _between(how: int, last: str, line: str) -> str | None:
    """What stands between a line and the one before it, where both are one line of the text."""
    if how == Joint.BESIDE:
        return " "
    if how == Joint.HEAD and class_of(last[-1]) in WHOLE and class_of(line[0]) in WHOLE:
        return ""
    return None
