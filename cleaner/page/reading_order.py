"""The order in which the lines of a page are read, from where they stand alone.

A region is cut where white crosses it: into bands, one under the other, where the next one begins
with a headline or a drawn rule parts them; else into what stands side by side; else into what is
headed in common and what stands below. Frames are regions of their own. The order of the lines in
the file means nothing.
"""

from __future__ import annotations

from enum import Enum
from functools import cached_property
from typing import NamedTuple

import numpy as np

from cleaner.formats import Flags, Floats, Ints
from cleaner.page import patterns
from cleaner.page.cells import is_prose, is_row, is_table, without_marks
from cleaner.page.corridors import corridors, groups, rows_of
from cleaner.page.edges import edges, one_row
from cleaner.page.heads import headed, together
from cleaner.page.runs import runs
from cleaner.page.upright import LARGE, Layout
from cleaner.text.characters import distinct

CAPTIONS = frozenset((patterns.CAPTION, patterns.CREDIT))
FURNITURE = frozenset((patterns.STAFF, patterns.MASTHEAD, patterns.PAGE))
UNDER, NEXT = 1.6, 0.9  # sizes of the body below a picture, and below another line of its caption
GUTTER = 0.45  # of the size of the body: the least white between columns
CORE = (0.2, 0.8)  # of the height of a line: what no other line may reach into
BETWEEN = 0.1  # of the size of the body: the least white between the cores of lines
WIDER = 0.4  # of the size of the body, more than between lines: the white between bands
NEAR = 3.0  # steps: so far above a headline its band may begin, with a kicker
APART = 1.2  # of the size of the body, beyond the usual: white that columns side by side share
DEEPEST = 60  # regions within regions
LEAST_DEPTH = 3.0  # sizes of the body: what is no deeper is no band with a story
FRAME_SHARE = 0.7  # of the page: a larger frame holds the page
MOST_PEELED = 3  # things across columns that reach into their rows
MOST_FRAMES = 200
REACH = 0.85  # of the width of a region: so long is a rule that parts it


def reading_order(layout: Layout) -> tuple[Ints, Flags, Flags]:
    """The lines in reading order, of each whether something else surely begins with it, and
    whether it is the next cell of a row of a table."""
    found: list[Ints] = []
    hard: list[bool] = []
    cells: list[bool] = []
    begun = False  # with a picture, of which no line tells
    waiting = [_begun(layout, np.arange(len(layout.boxes)), _frames(layout), 0)]
    while waiting:
        part = waiting.pop()
        region, items = part.region, part.items
        if len(items) == 1 and items[0] < len(region.framed):
            rows, frames, picture = region.framed[int(items[0])]
            waiting.append(_begun(layout, rows, frames, part.depth + 1, alone=not picture))
            if len(waiting) > 1 and not picture:
                waiting[-2] = waiting[-2]._replace(hard=True)
            continue
        whole = part.row or len(items) < 2 or part.depth >= DEEPEST
        inner = [] if whole else _cut(part)
        if len(inner) > 1:
            waiting += reversed(inner)
            continue
        row = part.row or bool(inner and inner[0].row)
        turns = region.in_turn(items, row)
        if len(turns) > 1:
            waiting += (
                part._replace(items=each, hard=part.hard and not number)
                for number, each in reversed([*enumerate(turns)])
            )
            continue
        found.append(region.rows(turns[0]))
        begun |= part.hard
        if len(found[-1]):
            hard += [begun, *[False] * (len(found[-1]) - 1)]
            cells += [False, *[row] * (len(found[-1]) - 1)]
            begun = False
    order = np.concatenate(found) if found else np.arange(0)
    return order, np.array(hard, np.bool_), np.array(cells, np.bool_)


class _Region:
    """Things that stand beside or under each other: lines, frames and pictures with all they hold.

    `boxes`: of the things, lines without what others may reach into; `large`: the headlines among
    them; `framed`: rows and inner frames of the first things, and whether each is a picture with
    its caption; `lines`: the rows of the others, before pictures that hold nothing.
    """

    def __init__(self, layout: Layout, rows: Ints, frames: Floats, pictures: Floats) -> None:
        self.layout = layout
        self.framed: list[tuple[Ints, Floats, bool]] = []
        held = [np.empty((0, 4))]
        larges: list[bool] = []
        while len(frames) and len(rows):
            frame, frames = frames[0], frames[1:]
            within = _inside(layout.boxes[rows], frame)
            if 2 <= within.sum() < len(rows):
                nested = _inside(frames, frame)
                self.framed.append((rows[within], frames[nested], False))
                held.append(_around(np.concatenate((layout.boxes[rows[within]], frame[None]))))
                larges.append(bool((layout.sizes[rows[within]] >= LARGE * layout.body).any()))
                rows, frames = rows[~within], frames[~nested]
                pictures = pictures[~_inside(pictures, frame)]
        bare = []
        for picture in pictures:
            under = captions(layout, rows, picture)
            if under.any() and not under.all():
                self.framed.append((rows[under], np.empty((0, 4)), True))
                held.append(_around(np.concatenate((layout.boxes[rows[under]], picture[None]))))
                larges.append(False)
                rows = rows[~under]
            else:
                bare.append(picture)
        self.lines = rows
        empty = np.array(bare).reshape(-1, 4)
        self.boxes = np.concatenate((*held, _cores(layout.inked[rows]), empty))
        large = layout.sizes[rows] >= LARGE * layout.body
        self.large = np.concatenate(
            (np.array(larges, np.bool_), large, np.zeros(len(bare), np.bool_))
        )

    @cached_property
    def marks(self) -> Flags:
        """The marks and numbers before the items of lists."""
        found = np.zeros(len(self.boxes), np.bool_)
        texts = [self.layout.texts[row] for row in self.lines.tolist()]
        found[self.is_line] = [bool(patterns.MARK.fullmatch(text)) for text in texts]
        return found

    @cached_property
    def prose(self) -> Flags:
        """Headlines, frames, and lines of prose."""
        found = self.large | ~self.is_line
        texts = [self.layout.texts[row] for row in self.lines.tolist()]
        found[self.is_line] |= [is_prose(text) for text in texts]
        return found

    @property
    def is_line(self) -> Flags:
        """Whether a thing is a line, and neither a frame nor a picture."""
        number = np.arange(len(self.boxes)) - len(self.framed)
        found: Flags = (number >= 0) & (number < len(self.lines))
        return found

    def in_turn(self, items: Ints, row: bool) -> list[Ints]:
        """Things that cannot be parted, from top to bottom, or those of a row; what is framed is by
        itself."""
        boxes = self.boxes[items]
        numbers = np.zeros(len(items)) if row else rows_of(boxes)
        items = items[np.lexsort((boxes[:, 0], numbers))]
        framed = items < len(self.framed)
        cuts = np.flatnonzero(framed[1:] | framed[:-1]) + 1
        return np.split(items, cuts)

    def rows(self, items: Ints) -> Ints:
        """The lines of things that are not framed."""
        numbers = items - len(self.framed)
        found: Ints = self.lines[numbers[numbers < len(self.lines)]]
        return found


class _Part(NamedTuple):
    """Things of a region that are still to be put in order; `hard`: something else begins there.

    `edge`: of the head or the foot of a page, where whatever is cut has nothing in common; `row`:
    a row of a table.
    """

    region: _Region
    items: Ints
    depth: int
    hard: bool = True
    edge: bool = False
    row: bool = False


def _begun(layout: Layout, rows: Ints, frames: Floats, depth: int, alone: bool = True) -> _Part:
    """All of a frame or a page; `alone`: it has nothing to do with what is around it."""
    boxes = _around(layout.boxes[rows])[0] if len(rows) else np.zeros(4)
    inside = _inside(layout.pictures, boxes) if alone else np.zeros(len(layout.pictures), np.bool_)
    region = _Region(layout, rows, frames, layout.pictures[inside])
    return _Part(region, np.arange(len(region.boxes)), depth, alone)


def captions(layout: Layout, rows: Ints, picture: Floats) -> Flags:
    """Which lines are the caption of a picture: right under it, in small type or by wording."""
    boxes = layout.boxes[rows]
    slack = layout.body
    within = (boxes[:, 0] >= picture[0] - slack) & (boxes[:, 2] <= picture[2] + slack)
    typed = np.array([layout.kinds[row] in CAPTIONS for row in rows.tolist()], np.bool_)
    may = within & (layout.small[rows] | typed)
    found = np.zeros(len(rows), np.bool_)
    foot = float(picture[3])
    for line in np.flatnonzero(may)[np.argsort(boxes[may, 1], kind="stable")].tolist():
        top = boxes[line, 1]
        if foot - slack <= top <= foot + (UNDER if foot == picture[3] else NEXT) * layout.body:
            found[line] = True
            foot = boxes[line, 3]
    return found


def _cut(part: _Part) -> list[_Part]:
    """The parts of a part in the order they are read; one if it has none."""
    region, items, depth, hard, edge, _ = part
    if depth == 0 and (split := _page(region, items)):
        return [_Part(region, each, 1, True, outside) for each, outside in split]
    found, how = _parts(region, items)
    if how is _Cut.CELLS and not edge:
        return [part._replace(row=True)]
    apart = how is not _Cut.COLUMNS or edge
    table = how is _Cut.TABLE
    return [
        _Part(region, each, depth + 1, apart if number else hard, edge, table)
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


def _page(region: _Region, items: Ints) -> list[tuple[Ints, bool]]:
    """A page in three: what stands at its head row by row, what at its foot, all else between; and
    of each part whether it is an edge. Empty where there is but one."""
    layout, boxes = region.layout, region.boxes
    rows = corridors(boxes[:, 1], boxes[:, 3], BETWEEN * layout.body)
    lines = region.is_line
    worded = np.zeros(len(boxes), np.bool_)
    worded[lines] = [layout.kinds[row] in FURNITURE for row in region.lines.tolist()]
    found = edges(
        boxes,
        rows,
        groups(boxes[:, 1], rows),
        region.large | ~lines,
        worded,
        region.prose & lines,
        _usual(layout),
    )
    if not found.any():
        return []
    found = one_row(boxes, found, _usual(layout), layout.body)
    return [(items[found == key], bool(key)) for key in distinct(found).tolist()]


def _usual(layout: Layout) -> float:
    """The white between the cores of two lines of the body."""
    return layout.pitch - (CORE[1] - CORE[0]) * layout.height


class _Cut(Enum):
    """What the parts of a region are: bands, which have nothing to do with each other, columns or
    what stands in them one under the other, rows of a table, or the cells of one row."""

    BANDS = 0
    COLUMNS = 1
    TABLE = 2
    CELLS = 3


def _parts(region: _Region, items: Ints) -> tuple[list[Ints], _Cut]:
    """The things of a region in parts that are read one after the other, and what they are."""
    body = region.layout.body
    boxes = region.boxes[items]
    rows = corridors(boxes[:, 1], boxes[:, 3], BETWEEN * body)
    row_of = groups(boxes[:, 1], rows)
    bands = _bands(region, items, rows, row_of)
    if len(bands):
        return _split(items, np.searchsorted(bands, row_of, side="right")), _Cut.BANDS
    gaps = corridors(boxes[:, 0], boxes[:, 2], GUTTER * body)
    gaps = without_marks(region.marks[items], gaps, row_of, groups(boxes[:, 0], gaps))
    if len(gaps) and not len(rows) and is_row(boxes, region.prose[items], body):
        return [items], _Cut.CELLS
    if len(gaps) and is_table(boxes, region.prose[items], row_of, groups(boxes[:, 0], gaps), body):
        return _split(items, row_of), _Cut.TABLE
    if len(gaps):
        large = region.large[items]
        rows_over = headed(boxes, large, row_of, gaps, body)
        if rows_over:
            return _split(items, row_of >= rows_over), _Cut.COLUMNS
        columns = groups(boxes[:, 0], gaps)
        joined = together(boxes, large, columns, body)
        return _split(items, joined if joined.any() else columns), _Cut.COLUMNS
    if len(rows):
        found = _split(items, runs(boxes, region.large[items], row_of, GUTTER * body)[row_of])
        if len(found) > 1:
            return found, _Cut.COLUMNS
    return _peeled(boxes, items, body), _Cut.COLUMNS


def _peeled(boxes: Floats, items: Ints, body: float) -> list[Ints]:
    """The first things or the last ones apart, where all others stand in columns."""
    order = np.argsort(boxes[:, 1], kind="stable")
    for count in range(1, min(MOST_PEELED, len(items) // 3) + 1):
        for top, rest in ((order[:count], order[count:]), (order[-count:], order[:-count])):
            if len(corridors(boxes[rest, 0], boxes[rest, 2], GUTTER * body)):
                parts = (top, rest) if top[0] == order[0] else (rest, top)
                return [items[np.sort(part)] for part in parts]
    return [items]


def _split(items: Ints, keys: Ints | Flags) -> list[Ints]:
    return [items[keys == key] for key in distinct(keys)]


def _bands(region: _Region, items: Ints, rows: Floats, row_of: Ints) -> Ints:
    """The rows with which a new band begins."""
    layout, boxes, large = region.layout, region.boxes[items], region.large[items]
    if not len(rows):
        return np.empty(0, np.int64)
    white = rows[:, 1] - rows[:, 0] - _usual(layout)
    deep = rows[:, 0] - boxes[:, 1].min() >= LEAST_DEPTH * layout.body
    kept = deep & (white >= WIDER * layout.body)
    ruled = np.flatnonzero(_ruled(layout, boxes, rows))
    if not kept.any():
        return ruled + 1
    near = NEAR * layout.pitch
    lone = large & (items >= len(region.framed))
    kept &= ~_any_within(boxes[lone, 3], rows[:, 0] - layout.body, rows[:, 0])
    begins_large = _any_within(boxes[large, 1], rows[:, 1], rows[:, 1] + near)
    found = set(ruled.tolist())
    last = -np.inf
    for row in np.flatnonzero(kept & begins_large).tolist():
        if rows[row, 0] - last > near:  # of several above one headline the widest
            beside = (rows[:, 0] >= rows[row, 0]) & (rows[:, 0] <= rows[row, 0] + near)
            together = np.flatnonzero(kept & begins_large & beside)
            found.add(int(together[np.argmax(white[together])]))
            last = rows[row, 0]
    several = np.bincount(row_of, minlength=len(rows) + 1) > 1
    begins = _begins(region, items, row_of)
    bare = np.bincount(row_of, large, minlength=len(rows) + 1) == 0
    signed = bare[1:] & np.append(several[2:], False)  # a byline over columns
    apart = several[:-1] & (several[1:] | signed) & begins[1:] & (white >= APART * layout.body)
    found |= set(np.flatnonzero(kept & apart).tolist())
    return np.array(sorted(found), np.int64) + 1


def _begins(region: _Region, items: Ints, row_of: Ints) -> Flags:
    """Of each row: whether it has anything that a story may begin with: no captions and pictures."""
    first = len(region.framed)
    may = np.ones(len(region.boxes), np.bool_)
    may[:first] = [not picture for _, _, picture in region.framed]
    may[first : first + len(region.lines)] = ~region.layout.small[region.lines]
    may[first + len(region.lines) :] = False
    found: Flags = np.bincount(row_of, may[items], minlength=int(row_of.max()) + 1) > 0
    return found


def _any_within(values: Floats, low: Floats, high: Floats) -> Flags:
    """Of each range: whether any of the values lies in it."""
    ordered = np.sort(values)
    found: Flags = np.searchsorted(ordered, low) < np.searchsorted(ordered, high, side="right")
    return found


def _ruled(layout: Layout, boxes: Floats, rows: Floats) -> Flags:
    """Of each white row between things: whether a drawn rule runs through it, all the way."""
    rules = layout.rules
    if not len(rules):
        return np.zeros(len(rows), np.bool_)
    left, right = boxes[:, 0].min(), boxes[:, 2].max()
    shared = np.minimum(rules[:, 2], right) - np.maximum(rules[:, 0], left)
    middles = (rules[shared >= REACH * (right - left)][:, [1, 3]]).mean(1)
    found = np.zeros(len(rows), np.bool_)
    place = np.searchsorted(rows[:, 0], middles, side="right") - 1
    inside = (place >= 0) & (middles <= rows[place, 1])
    found[place[inside]] = True
    return found
