"""Lines in reading order with the columns that they stand in: how wide each is, how far apart."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from cleaner.formats import Flags, Floats, Ints
from cleaner.page import patterns
from cleaner.page.upright import LARGE, Layout
from cleaner.text.characters import CLAUSE, CLOSE, STOP, class_of

HEAD_GAP = 0.5  # sizes between pieces of one line of a headline, at most
NAMES = 1.5  # sizes between names of a byline, at most
BESIDE = 3.0  # sizes between pieces of one line, at most
CLAUSES = "，、；"
FREE = 0.8  # sizes from the ink of a mark that its column has put at the end of a line to the edge
SOLID = 0.1  # sizes of white that is left out at the end of a line, at most, where no mark ends it
LONG = 5  # lines of a column that tell how wide it is, at least
ALIKE = 0.3  # sizes of the body: edges of lines no further apart are one


@dataclass(frozen=True, eq=False)
class Setting:
    """Lines in reading order, and the edges of the column that each stands in.

    `runs`: equal for lines one under the other in one column and one size; `steps` and `counts`: of the run;
    `boxes`: a line of several pieces has the same for each;
    `pieces`: those that stand beside the one before; `ends`: the right ends, without the white of marks; `hard`: where something else
    begins, whatever it looks like; `white`: usual between lines of the body; `trimmed`: whether marks
    at the edge of a column are set without their white, so that their ink ends there; `edged`: whether
    a line of the run that no mark ends reaches its edge;
    `same`: see `Layout`.
    """

    texts: list[str]
    kinds: list[str]
    boxes: Floats
    ends: Floats
    pieces: Flags
    bold: Flags
    sizes: Floats
    runs: Ints
    left: Floats
    right: Floats
    steps: Floats
    counts: Ints
    hard: Flags
    body: float
    white: float
    same: float
    trimmed: bool
    edged: Flags


def setting(layout: Layout, order: Ints, hard: Flags, cells: Flags) -> Setting:
    """Lines of a layout, in that order, with their columns. `cells`: those of a row but the first."""
    sizes = layout.sizes[order]
    boxes, inked = layout.boxes[order], layout.inked[order]
    pieces = _pieces(layout, order, inked, sizes) | cells
    for line in np.flatnonzero(pieces).tolist():
        for each in (boxes, inked):
            low = np.minimum(each[line - 1, :2], each[line, :2])
            high = np.maximum(each[line - 1, 2:], each[line, 2:])
            each[line - 1 : line + 1] = np.concatenate((low, high))
    runs = _runs(boxes, sizes, layout.same)
    starts = np.flatnonzero(np.diff(runs, prepend=-1))
    counts = np.diff(np.append(starts, len(runs)))
    left, right = np.empty(len(starts)), np.empty(len(starts))
    signed = np.array([layout.kinds[row] == patterns.BYLINE for row in order.tolist()], np.bool_)
    steps = np.full(len(starts), layout.pitch)
    for number, (start, count) in enumerate(zip(starts.tolist(), counts.tolist(), strict=True)):
        own = inked[start : start + count]
        told = own[~signed[start : start + count]]
        told = told if count > 2 and len(told) else own
        left[number] = _left(told, layout.body)
        right[number] = _quantile(own[:, 2], 0.75) if count > 4 else told[:, 2].max()
        if count > 2:
            tops = np.diff(boxes[start : start + count, 1])
            tops = tops[tops > 0]
            steps[number] = _quantile(tops, 0.5) if len(tops) else layout.pitch
    rows = order.tolist()
    found = Setting(
        [layout.texts[row] for row in rows], [layout.kinds[row] for row in rows],
        boxes, inked[:, 2], pieces, layout.bold[order], sizes, runs, left, right, steps[runs], counts[runs], hard,
        layout.body, layout.pitch - layout.body,
        layout.same,
        False,
        np.zeros(len(runs), np.bool_),
    )  # fmt: skip
    _widen(found, starts, counts, left, right)
    found = replace(found, left=left[runs], right=right[runs])
    return replace(found, trimmed=_trimmed(found), edged=_edged(found))


def _quantile(values: Floats, share: float) -> float:
    """The value below which that share of them lies, as NumPy has it, which takes longer for a few."""
    ordered = np.sort(values)
    place = share * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return float(ordered[low] + (place - low) * (ordered[high] - ordered[low]))


def _left(boxes: Floats, body: float) -> float:
    """Where a run begins: of a long one not a single line that stands out, as what is centred over it."""
    lefts = np.sort(boxes[:, 0])
    told = lefts[:-1][np.diff(lefts) <= ALIKE * body]
    if len(lefts) < LONG or not len(told):
        return float(lefts[0])
    alone = told[0] > lefts[0] + ALIKE * body and lefts[1] >= told[0]
    return float(told[0] if alone else lefts[0])


def _trimmed(lines: Setting) -> bool:
    """Whether clauses that end where their column does end there with their ink."""
    clauses = np.array([text[-1:] in CLAUSES for text in lines.texts], np.bool_)
    free = (lines.right - lines.ends) / lines.sizes
    told = free[clauses & (lines.counts >= LONG) & (np.abs(free) <= FREE)]
    return len(told) >= LONG and bool(np.median(np.abs(told)) <= FREE / 4)


def _edged(lines: Setting) -> Flags:
    whole = lines.boxes[:, 2] - lines.ends <= SOLID * lines.sizes
    reach = whole & (np.abs(lines.right - lines.ends) <= FREE / 2 * lines.sizes)
    return np.isin(lines.runs, lines.runs[reach])


def _runs(boxes: Floats, sizes: Floats, same: float) -> Ints:
    before, after = boxes[:-1], boxes[1:]
    least = np.minimum(before[:, 2] - before[:, 0], after[:, 2] - after[:, 0])
    shared = np.minimum(before[:, 2], after[:, 2]) - np.maximum(before[:, 0], after[:, 0])
    size = np.minimum(sizes[:-1], sizes[1:])
    below = (after[:, 1] >= before[:, 1]) & (after[:, 1] - before[:, 1] < 8 * size)
    alike = np.abs(sizes[1:] - sizes[:-1]) <= same * size
    goes_on = below & alike & (shared > 0.3 * least)
    return np.concatenate(([0], np.cumsum(~goes_on)))


def _widen(setting: Setting, starts: Ints, counts: Ints, left: Floats, right: Floats) -> None:
    """Short runs of the body are as wide as a long one above or below that holds them, or as is
    usual where nothing stands there."""
    sizes, body = setting.sizes[starts], setting.body
    same = setting.same
    of_body = (np.abs(sizes - body) <= same * body) & (sizes > (1 - same / 2) * body)
    long = np.flatnonzero(of_body & (counts >= LONG))
    if not len(long):
        return
    tops = setting.boxes[starts, 1]
    feet = setting.boxes[starts + counts - 1, 3]
    usual = float(np.median(right[long] - left[long]))
    for run in np.flatnonzero(of_body & (counts < LONG)).tolist():
        away = (
            np.maximum(tops[long] - feet[run], tops[run] - feet[long]) / setting.steps[starts[run]]
        )
        holds = (left[long] <= left[run] + body / 2) & (right[long] >= right[run] - body)
        around = long[holds][np.argsort(away[holds], kind="stable")]
        begins, ends = _edges(setting, slice(starts[run], starts[run] + counts[run]))
        for column in around.tolist():
            if not _reaches(setting, run, left[column], right[column] - left[column]):
                left[run] = left[run] if begins else min(left[run], left[column])
                right[run] = right[run] if ends else max(right[run], right[column])
                break
        else:
            wider = right[run] < left[run] + usual and not ends
            if wider and not _reaches(setting, run, left[run], usual):
                right[run] = left[run] + usual


def _edges(setting: Setting, lines: slice) -> tuple[bool, bool]:
    """Whether a short run shows where its column begins and ends.

    It begins where two lines do, the first of which goes on in the other; it ends where two of those do, one
    of them in the middle of a clause, as no verse does.
    """
    boxes, alike = setting.boxes[lines], ALIKE * setting.body
    lasts = np.array([class_of(text[-1:] or " ") for text in setting.texts[lines]])
    first = boxes[:, 0] - boxes[:, 0].min() <= alike
    begins = first[1:] & first[:-1] & ~np.isin(lasts[:-1], (STOP, CLOSE))
    full = first & (setting.ends[lines].max() - setting.ends[lines] <= alike)
    cut = full & ~np.isin(lasts, (STOP, CLAUSE, CLOSE))
    return bool(begins.any()), bool(np.count_nonzero(full) > 1 and cut.any())


def _reaches(setting: Setting, run: int, left: float, width: float) -> bool:
    """Whether beside a run other lines begin where a column of that width would stand."""
    boxes = setting.boxes
    own = boxes[np.searchsorted(setting.runs, run) : np.searchsorted(setting.runs, run + 1)]
    beside = (boxes[:, 3] > own[:, 1].min()) & (boxes[:, 1] < own[:, 3].max())
    inside = (boxes[:, 0] > left + setting.body) & (boxes[:, 0] < left + width)
    middles = (boxes[:, 0] + boxes[:, 2]) / 2
    outside = (boxes[:, 2] <= own[:, 0].min()) | (boxes[:, 0] >= own[:, 2].max())
    inside |= outside & (middles > left) & (middles < left + width)
    among = (setting.runs != run) & beside & inside
    return bool(among.any())


def _pieces(layout: Layout, order: Ints, boxes: Floats, sizes: Floats) -> Flags:
    """Which lines are a piece of the same line as the one before."""
    found = np.zeros(len(boxes), np.bool_)
    shared = np.minimum(boxes[:-1, 3], boxes[1:, 3]) - np.maximum(boxes[:-1, 1], boxes[1:, 1])
    near = np.abs(sizes[1:] - sizes[:-1]) <= layout.same * np.minimum(sizes[1:], sizes[:-1])
    for line in (np.flatnonzero((shared > 0) & near) + 1).tolist():
        before, after = boxes[line - 1], boxes[line]
        mark = patterns.MARK.fullmatch(layout.texts[order[line - 1]])
        signed = layout.kinds[order[line - 1]] == patterns.BYLINE
        names = signed and after[0] - before[2] <= NAMES * sizes[line]
        wide = sizes[line] >= LARGE * layout.body and after[0] - before[2] > HEAD_GAP * sizes[line]
        found[line] = _beside(before, after, sizes[line]) and bool(
            mark or names or not (wide or _columns(boxes, line))
        )
    return found


def _beside(before: Floats, after: Floats, size: float) -> bool:
    shared = min(before[3], after[3]) - max(before[1], after[1])
    gap = after[0] - before[2]
    return bool(shared > 0.6 * size * 0.9 and -0.3 * size <= gap <= BESIDE * size)


def _columns(boxes: Floats, line: int) -> bool:
    """Whether a line and the one before, side by side, stand in columns: what is above the one and
    below the other does not reach both."""
    first, second = boxes[line - 1], boxes[line]

    def reaches(other: Floats, box: Floats) -> bool:
        return bool(min(other[2], box[2]) > max(other[0], box[0]))

    found = []
    if line > 1 and boxes[line - 2, 1] < first[1]:
        found.append(boxes[line - 2])
    if line + 1 < len(boxes) and boxes[line + 1, 1] > second[1]:
        found.append(boxes[line + 1])
    return any(reaches(other, first) != reaches(other, second) for other in found)
