"""A page as text: its lines in reading order, a blank line between paragraphs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cleaner.formats import Flags, Floats, Ints, Page
from cleaner.page.made import NOWHERE, Made
from cleaner.page.mixed import together
from cleaner.page.paragraphs import Joint, indented_firsts, joints
from cleaner.page.reading_order import reading_order
from cleaner.page.setting import setting
from cleaner.page.sizes import as_wide
from cleaner.page.upright import SAME, Layout, layouts
from cleaner.text.characters import (
    CLOSE,
    STOP,
    class_of,
)
from cleaner.text.regex import regex

ENDS = regex(r"[\n\v\f\r\x85\u2028\u2029]")
UNWRITABLE = regex(r"[\ud800-\udfff]")
MOST_CAPTION = 5  # lines of a caption


@dataclass(frozen=True, eq=False)
class Reading:
    """The text of a page as it was read, and where each of its lines stands.

    `boxes`: a row for each line of the text, NaN for blank ones, in the unit of the page.
    `goes_on`: of each line of the text, whether it goes on in the paragraph of the one before.
    `sizes`: of the type of each, in hundredths of the body's; 0 where nothing is known.
    `rows`: of each line of the text, the lines of the page that it is made of, blanks between them.
    `begins`: lines of the page with which something else surely begins; `firsts`: those with which a
    paragraph does, as its indent shows.
    """

    text: str
    boxes: Floats
    goes_on: Flags
    sizes: Ints
    rows: list[list[int]]
    begins: frozenset[int] = frozenset()
    firsts: frozenset[int] = frozenset()


def read(page: Page) -> Reading:
    """The lines of a page in reading order.

    Headlines of another direction of writing come before their stories, else that comes after the
    main one; so does what is turned, and last what has no place.
    """
    if page.whole:
        return read_whole(page)
    parts: list[Made] = []
    found_layouts = layouts(page, [writable(text) for text in page.lines.texts])
    sizes = np.full(len(page.lines), np.nan)
    for rows, layout in found_layouts:
        made = Made()
        parts.append(made)
        sizes[rows] = layout.sizes
        kept = np.flatnonzero([bool(text) for text in layout.texts])
        order, hard, cells = reading_order(layout)
        filled = np.isin(order, kept)
        order, hard, cells = order[filled], hard[filled], cells[filled]
        made.begins |= {*rows[order[hard]].tolist()}
        if len(order):
            order, found, firsts = _ordered(layout, order, hard, cells)
            made.firsts |= {*rows[order[firsts]].tolist()}
            _add(made, layout, page.lines.places.boxes[rows], order, found, rows)
    parts = [part for part in parts if part.texts]
    made = together(page, parts, sizes, found_layouts[0][1].body if found_layouts else 0.0)
    for row in np.flatnonzero(~np.isfinite(page.lines.places.boxes).all(1)).tolist():
        _add_without_place(made, page, row)
    return _finished(made)


def read_as_stated(page: Page) -> Reading:
    """The lines of a page in the order that the file states, or else has them."""
    if page.whole:
        return read_whole(page)
    made = Made()
    count = len(page.lines)
    stated = np.arange(count) if page.order is None else page.order
    stated = np.concatenate((stated, np.setdiff1d(np.arange(count), stated)))
    texts = [writable(text) for text in page.lines.texts]
    found = layouts(page, texts)
    direction, place = np.full(count, -1), np.zeros(count, np.int64)
    for number, (rows, _) in enumerate(found):
        direction[rows], place[rows] = number, np.arange(len(rows))
    stated = stated[[bool(texts[row]) for row in stated.tolist()]]
    for run in np.split(stated, np.flatnonzero(np.diff(direction[stated])) + 1):
        if not len(run) or direction[run[0]] < 0:
            for row in run.tolist():
                _add_without_place(made, page, row)
            continue
        rows, layout = found[direction[run[0]]]
        hard = np.arange(len(run)) == 0
        how = joints(setting(layout, place[run], hard, np.zeros(len(run), np.bool_)))
        _add(made, layout, page.lines.places.boxes[rows], place[run], how, rows)
    return _finished(made)


def read_whole(page: Page) -> Reading:
    """The lines of a page that are whole paragraphs, in the order of the file."""
    made = Made()
    for row, box in enumerate(page.lines.places.boxes):
        text = writable(page.lines.texts[row])
        if text:
            if made.texts:
                made.add_blank()
            made.add(text, box, False, (row,), 0)
    return _finished(made)


def _add_without_place(made: Made, page: Page, row: int) -> None:
    line = writable(page.lines.texts[row])
    if line:
        if made.texts:
            made.add_blank()
        made.add(line, NOWHERE, False, (row,), 0)


def _finished(made: Made) -> Reading:
    text = "\n".join(made.texts) + "\n" if made.texts else ""
    boxes, goes_on = np.array(made.boxes).reshape(-1, 4), np.array(made.goes_on, np.bool_)
    sizes = np.array(made.sizes, np.int64)
    return Reading(
        text, boxes, goes_on, sizes, made.rows, frozenset(made.begins), frozenset(made.firsts)
    )


def writable(text: str) -> str:
    """A line without what would end it, or cannot be written."""
    return UNWRITABLE.sub("\ufffd", ENDS.sub(" ", text)).strip()


def _ordered(layout: Layout, order: Ints, hard: Flags, cells: Flags) -> tuple[Ints, Ints, Flags]:
    """The order with captions after the paragraphs that they interrupt, the joints of it, and which
    lines are surely the first of a paragraph."""
    held = _captions(layout, order)
    flow = np.flatnonzero(held < 0)
    lines = setting(layout, order[flow], hard[flow], cells[flow])
    found = joints(lines)
    firsts = indented_firsts(lines, found)
    captions = np.flatnonzero(held >= 0)
    if not len(captions):
        return order, found, firsts
    ends = np.append(np.flatnonzero(found == Joint.PARAGRAPH), len(flow))
    after = np.searchsorted(flow, captions)
    keys = np.concatenate((np.arange(len(flow)) * 2 + 1, 2 * ends[np.searchsorted(ends, after)]))
    merged = np.concatenate((flow, captions))[np.argsort(keys, kind="stable")]
    again = joints(setting(layout, order[merged], hard[merged], cells[merged]))
    of_flow = np.zeros(len(order), np.int64)
    of_flow[flow] = found
    first = np.zeros(len(order), np.bool_)
    first[flow] = firsts
    joint = np.where(held[merged] < 0, of_flow[merged], again)
    return order[merged], joint, first[merged]


def _captions(layout: Layout, order: Ints) -> Ints:
    """Of each line: the place of the line before its caption, where that breaks a paragraph."""
    held = np.full(len(order), -1)
    sizes = layout.sizes[order]
    body = np.abs(sizes - layout.body) <= layout.same / 2 * layout.body
    small = (sizes < layout.body) & ~body
    if layout.same > SAME:  # of engines, which tell sizes by the height of what is inked
        small &= ~as_wide(layout.boxes[order], [layout.texts[row] for row in order.tolist()])
    edges = np.flatnonzero(np.diff(small.astype(np.int64), prepend=0, append=0))
    for start, end in edges.reshape(-1, 2).tolist():
        if start > 0 and end < len(order) and end - start <= MOST_CAPTION:
            last = class_of(layout.texts[order[start - 1]][-1])
            if body[start - 1] and body[end] and last not in (STOP, CLOSE):
                held[start:end] = start - 1
    return held


def _add(made: Made, layout: Layout, places: Floats, order: Ints, joint: Ints, rows: Ints) -> None:
    """Put lines to those of the text; `rows`: of the page."""
    for row, how in zip(order.tolist(), joint.tolist(), strict=True):
        if how == Joint.BESIDE and made.texts:
            made.texts[-1] += " " + layout.texts[row]
            made.rows[-1].append(int(rows[row]))
            low = np.minimum(made.boxes[-1][:2], places[row, :2])
            high = np.maximum(made.boxes[-1][2:], places[row, 2:])
            made.boxes[-1] = np.concatenate((low, high))
            continue
        if how == Joint.PARAGRAPH and made.texts:
            made.add_blank()
        size = layout.sizes[row] / layout.body
        made.add(layout.texts[row], places[row], how == Joint.NEXT, (int(rows[row]),), size)


READERS = {"page": read, "file": read_as_stated}
"""By the order that is asked for."""
