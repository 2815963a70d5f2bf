"""The order in which the lines of a page are read, from where they stand alone.

A region is cut where white crosses it: into bands, one under the other, where the next one begins
with a headline or a drawn rule parts them; else into what stands side by side; else into what is
headed in common and what stands below. Frames are regions of their own. The order of the lines in
the file means nothing.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from cleaner.formats import Flags, Floats, Ints
from cleaner.page.corridors import common, corridors, groups
from cleaner.page.edges import edges
from cleaner.page.upright import Layout

LARGE = 1.22  # of the size of the body: the type of headlines
GUTTER = 0.45  # of the size of the body: the least white between columns
CORE = (0.2, 0.8)  # of the height of a line: what no other line may reach into
BETWEEN = 0.1  # of the size of the body: the least white between the cores of lines
WIDER = 0.4  # of the size of the body, more than between lines: the white between bands
NEAR = 3.0  # steps: so far above a headline its band may begin, with a kicker
APART = 1.2  # of the size of the body, beyond the usual: white that columns side by side share
DEEPEST = 60  # regions within regions
LEAST_DEPTH = 3.0  # sizes of the body: what is no deeper is no band with a story
FRAME_SHARE = 0.7  # of the page: a larger frame holds the page
MOST_FRAMES = 200
REACH = 0.85  # of the width of a region: so long is a rule that parts it
MOST_HEADS = 5  # lines over columns that are narrower than one
CENTRED = 1.5  # sizes of the body off the middle, at most


def reading_order(layout: Layout) -> tuple[Ints, Flags]:
    """The lines in reading order, and of each whether something else surely begins with it."""
    found: list[Ints] = []
    hard: list[bool] = []
    waiting = [_begun(layout, np.arange(len(layout.boxes)), _frames(layout), 0)]
    while waiting:
        part = waiting.pop()
        region, items = part.region, part.items
        if len(items) == 1 and items[0] < len(region.framed):
            waiting.append(_begun(layout, *region.framed[int(items[0])], part.depth + 1))
            if len(waiting) > 1:
                waiting[-2] = waiting[-2]._replace(hard=True)
            continue
        inner = _cut(part) if len(items) > 1 and part.depth < DEEPEST else []
        if len(inner) > 1:
            waiting += reversed(inner)
        else:
            found.append(region.in_turn(items))
            hard += [part.hard, *[False] * (len(found[-1]) - 1)]
    return np.concatenate(found) if found else np.arange(0), np.array(hard, np.bool_)


class _Region:
    """Things that stand beside or under each other: lines, and frames with all they hold.

    `boxes`: of the things, lines without what others may reach into; `large`: the headlines among
    them; `framed`: rows and inner frames of the first things; `lines`: the rows of the others.
    """

    def __init__(self, layout: Layout, rows: Ints, frames: Floats) -> None:
        self.layout = layout
        self.framed: list[tuple[Ints, Floats]] = []
        held = [np.empty((0, 4))]
        larges: list[bool] = []
        while len(frames) and len(rows):
            frame, frames = frames[0], frames[1:]
            within = _inside(layout.boxes[rows], frame)
            if 2 <= within.sum() < len(rows):
                nested = _inside(frames, frame)
                self.framed.append((rows[within], frames[nested]))
                held.append(_around(np.concatenate((layout.boxes[rows[within]], frame[None]))))
                larges.append(bool((layout.sizes[rows[within]] >= LARGE * layout.body).any()))
                rows, frames = rows[~within], frames[~nested]
        self.lines = rows
        self.boxes = np.concatenate((*held, _cores(layout.inked[rows])))
        large = layout.sizes[rows] >= LARGE * layout.body
        self.large = np.concatenate((np.array(larges, np.bool_), large))

    def in_turn(self, items: Ints) -> Ints:
        """The lines of things that cannot be parted, from top to bottom."""
        items = items[np.lexsort((self.boxes[items, 0], self.boxes[items, 1]))]
        first = len(self.framed)
        return np.concatenate(
            [
                self.framed[item][0]
                if item < first
                else self.lines[item - first : item - first + 1]
                for item in items.tolist()
            ]
        )


class _Part(NamedTuple):
    """Things of a region that are still to be put in order; `hard`: something else begins there."""

    region: _Region
    items: Ints
    depth: int
    hard: bool = True


def _begun(layout: Layout, rows: Ints, frames: Floats, depth: int) -> _Part:
    region = _Region(layout, rows, frames)
    return _Part(region, np.arange(len(region.boxes)), depth)


def _cut(part: _Part) -> list[_Part]:
    """The parts of a part in the order they are read; one if it has none."""
    region, items, depth, hard = part
    found, bands = (_page if depth == 0 else _parts)(region, items)
    return [
        _Part(region, each, depth + 1, bands if number else hard)
        for number, each in enumerate(found)
    ]


def _frames(layout: Layout) -> Floats:
    """The frames that do not hold most of the page, the largest first."""
    areas = (layout.frames[:, 2:] - layout.frames[:, :2]).prod(1)
    whole = _around(layout.boxes)[0].tolist()
    most: float = FRAME_SHARE * (whole[2] - whole[0]) * (whole[3] - whole[1])
    order = np.argsort(-areas, kind="stable")
    found: Floats = layout.frames[order[areas[order] <= most][:MOST_FRAMES]]
    return found


def _inside(boxes: Floats, frame: Floats) -> Flags:
    middles = (boxes[:, :2] + boxes[:, 2:]) / 2
    found: Flags = np.all((middles >= frame[:2]) & (middles <= frame[2:]), axis=1)
    return found


def _around(boxes: Floats) -> Floats:
    low, high = boxes[:, :2].min(0), boxes[:, 2:].max(0)
    found: Floats = np.concatenate((low, high)).reshape(1, 4)
    return found


def _cores(boxes: Floats) -> Floats:
    heights = boxes[:, 3] - boxes[:, 1]
    cores = boxes.copy()
    cores[:, 3] = boxes[:, 1] + CORE[1] * heights
    cores[:, 1] = boxes[:, 1] + CORE[0] * heights
    return cores


def _page(region: _Region, items: Ints) -> tuple[list[Ints], bool]:
    """A page in three: what stands at its head row by row, what at its foot, all else between."""
    layout, boxes = region.layout, region.boxes
    rows = corridors(boxes[:, 1], boxes[:, 3], BETWEEN * layout.body)
    found = edges(boxes, rows, groups(boxes[:, 1], rows), region.large, _usual(layout))
    return (_split(items, found), True) if found.any() else _parts(region, items)


def _usual(layout: Layout) -> float:
    """The white between the cores of two lines of the body."""
    return layout.pitch - (CORE[1] - CORE[0]) * layout.height


def _parts(region: _Region, items: Ints) -> tuple[list[Ints], bool]:
    """The things of a region in parts that are read one after the other, and whether they are
    bands, which have nothing to do with each other."""
    body = region.layout.body
    boxes = region.boxes[items]
    rows = corridors(boxes[:, 1], boxes[:, 3], BETWEEN * body)
    row_of = groups(boxes[:, 1], rows)
    bands = _bands(region, items, rows, row_of)
    if len(bands):
        return _split(items, np.searchsorted(bands, row_of, side="right")), True
    gaps = corridors(boxes[:, 0], boxes[:, 2], GUTTER * body)
    if len(gaps):
        headed = _headed(region, items, row_of, gaps)
        return _split(items, row_of >= headed if headed else groups(boxes[:, 0], gaps)), False
    if len(rows):
        return _split(items, _runs(region, items, row_of)[row_of]), False
    return [items], False


def _split(items: Ints, keys: Ints | Flags) -> list[Ints]:
    return [items[keys == key] for key in np.unique(keys)]


def _bands(region: _Region, items: Ints, rows: Floats, row_of: Ints) -> Ints:
    """The rows with which a new band begins."""
    layout, boxes, large = region.layout, region.boxes[items], region.large[items]
    if not len(rows):
        return np.empty(0, np.int64)
    near = NEAR * layout.pitch
    lone = large & (items >= len(region.framed))
    ends_large = _any_within(boxes[lone, 3], rows[:, 0] - layout.body, rows[:, 0])
    begins_large = _any_within(boxes[large, 1], rows[:, 1], rows[:, 1] + near)
    white = rows[:, 1] - rows[:, 0] - _usual(layout)
    deep = rows[:, 0] - boxes[:, 1].min() >= LEAST_DEPTH * layout.body
    kept = deep & ~ends_large & (white >= WIDER * layout.body)
    found = set(np.flatnonzero(_ruled(layout, boxes, rows)).tolist())
    last = -np.inf
    for row in np.flatnonzero(kept & begins_large).tolist():
        if rows[row, 0] - last > near:  # of several above one headline the widest
            together = np.flatnonzero(
                kept
                & begins_large
                & (rows[:, 0] >= rows[row, 0])
                & (rows[:, 0] <= rows[row, 0] + near)
            )
            found.add(int(together[np.argmax(white[together])]))
            last = rows[row, 0]
    several = np.bincount(row_of, minlength=len(rows) + 1) > 1
    apart = several[:-1] & several[1:] & (white >= APART * layout.body)
    found |= set(np.flatnonzero(kept & apart).tolist())
    return np.array(sorted(found), np.int64) + 1


def _any_within(values: Floats, low: Floats, high: Floats) -> Flags:
    """Of each range: whether any of the values lies in it."""
    ordered = np.sort(values)
    found: Flags = np.searchsorted(ordered, low) < np.searchsorted(ordered, high, side="right")
    return found


def _ruled(layout: Layout, boxes: Floats, rows: Floats) -> Flags:
    """Of each white row between things: whether a drawn rule runs through it, all the way."""
    rules = layout.rules
    left, right = boxes[:, 0].min(), boxes[:, 2].max()
    shared = np.minimum(rules[:, 2], right) - np.maximum(rules[:, 0], left)
    middles = (rules[shared >= REACH * (right - left)][:, [1, 3]]).mean(1)
    found = np.zeros(len(rows), np.bool_)
    place = np.searchsorted(rows[:, 0], middles, side="right") - 1
    inside = (place >= 0) & (middles <= rows[place, 1])
    found[place[inside]] = True
    return found


def _by_row(values: Ints, row_of: Ints) -> tuple[Ints, Ints]:
    """The values row by row, and where each row begins among them."""
    order = np.argsort(row_of, kind="stable")
    return values[order], np.searchsorted(row_of[order], np.arange(row_of.max() + 1))


def _headed(region: _Region, items: Ints, row_of: Ints, gaps: Floats) -> int:
    """How many rows stand over all columns, one line each, though narrower than one: a headline in
    the middle, a byline at the right; 0 if none does."""
    boxes, large = region.boxes[items], region.large[items]
    columns = groups(boxes[:, 0], gaps)
    several = np.zeros(row_of.max() + 1, np.bool_)
    several[row_of[columns != np.maximum.reduceat(*_by_row(columns, row_of))[row_of]]] = True
    rows = int(np.argmax(several))
    if not 0 < rows <= MOST_HEADS:
        return 0
    over = np.flatnonzero((row_of < rows) & (columns > 0))
    below = row_of >= rows
    if not len(over) or (large & below).any():
        return 0
    middle = (boxes[:, 0].min() + boxes[:, 2].max()) / 2
    for line in over.tolist():
        own = below & (columns == columns[line])
        beside = len(own.nonzero()[0]) and boxes[line, 0] - boxes[own, 0].min() > region.layout.body
        centred = abs(boxes[line, [0, 2]].mean() - middle) <= CENTRED * region.layout.body
        if not (centred or beside):
            return 0
    return rows


def _runs(region: _Region, items: Ints, row_of: Ints) -> Ints:
    """The run that each row belongs to: rows with white in common, or none with any."""
    least = GUTTER * region.layout.body
    order = np.argsort(row_of, kind="stable")
    starts = np.searchsorted(row_of[order], np.arange(row_of.max() + 1))
    runs, run = [], 0
    free = np.empty((0, 2))
    solid = True
    for number, rows in enumerate(np.split(order, starts[1:])):
        boxes = region.boxes[items[rows]]
        own = corridors(boxes[:, 0], boxes[:, 2], least)
        headline = len(rows) == 1 and bool(region.large[items[rows[0]]])
        kept = np.empty((0, 2)) if solid or headline else common(free, _white(boxes, own), least)
        if number and not (solid and not len(own)) and not len(kept):
            run += 1
        if len(kept):
            free = kept
        else:
            free, solid = own, not len(own)
        runs.append(run)
    return np.array(runs)


def _white(boxes: Floats, gaps: Floats) -> Floats:
    """The gaps between things and the white on both sides of them."""
    far = 1e12
    sides = np.array([[-far, boxes[:, 0].min()], [boxes[:, 2].max(), far]])
    return np.concatenate((sides[:1], gaps, sides[1:]))
