"""Which lines, in reading order, go on from the one before: from indents, short lines and white."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum

import numpy as np

from cleaner.formats import Flags, Floats, Ints
from cleaner.page.reading_order import LARGE
from cleaner.page.upright import SAME, Layout
from cleaner.text.characters import CLAUSE, CLOSE, DIGIT, LETTER, STOP, class_of

INDENT = (0.7, 3.2)  # sizes to the right of its column: where a paragraph begins
SHORT = (
    0.4,
    1.5,
)  # sizes, after the end of a sentence and elsewhere, before the end of its column: where the last line of a paragraph ends
FULL = 0.75  # of its column: so wide is a centred line that another one has to take up
GAP = 1.3  # of the usual step from line to line: what parts paragraphs
HOLE = 2.6  # of the same: what stands there has been taken out, as a picture
HEAD_STEP = 1.7  # sizes from line to line of one headline, at most
BESIDE = 3.0  # sizes between pieces of one line, at most
LATIN_WIDTH = 0.45  # of the size: about the narrowest of Latin letters in a word
LONG = 5  # lines of a column that tell how wide it is, at least
STYLE = 0.5  # of the paragraphs after short lines that are indented, where indents tell
COLON = "："  # it may end a paragraph
WIDTHS = 0.15  # of the wider column: so unequal may two columns of one story be


class Joint(IntEnum):
    """How a line follows the one before it."""

    PARAGRAPH = 0  # a new paragraph, or something else altogether
    NEXT = 1  # the next line of the same paragraph or headline
    BESIDE = 2  # a piece of the same line
    OPEN = 3  # either of the first two


@dataclass(frozen=True, eq=False)
class Setting:
    """Lines in reading order, and the edges of the column that each stands in.

    `runs`: equal for lines one under the other in one column and one size; `steps`: of the run;
    `hard`: where something else begins, whatever it looks like.
    """

    texts: list[str]
    boxes: Floats
    sizes: Floats
    runs: Ints
    left: Floats
    right: Floats
    steps: Floats
    hard: Flags
    body: float


def setting(texts: list[str], boxes: Floats, sizes: Floats, hard: Flags, layout: Layout) -> Setting:
    """The lines with their columns."""
    runs = _runs(boxes, sizes)
    starts = np.flatnonzero(np.diff(runs, prepend=-1))
    counts = np.diff(np.append(starts, len(runs)))
    left = np.minimum.reduceat(boxes[:, 0], starts)
    right = np.empty(len(starts))
    steps = np.full(len(starts), layout.pitch)
    for number, (start, count) in enumerate(zip(starts.tolist(), counts.tolist(), strict=True)):
        own = boxes[start : start + count]
        right[number] = np.percentile(own[:, 2], 75) if count > 4 else own[:, 2].max()
        if count > 2:
            steps[number] = np.median(np.diff(own[:, 1]))
    found = Setting(texts, boxes, sizes, runs, left, right, steps[runs], hard, layout.body)
    _widen(found, counts, left, right, sizes[starts])
    return replace(found, left=left[runs], right=right[runs])


def _runs(boxes: Floats, sizes: Floats) -> Ints:
    before, after = boxes[:-1], boxes[1:]
    least = np.minimum(before[:, 2] - before[:, 0], after[:, 2] - after[:, 0])
    shared = np.minimum(before[:, 2], after[:, 2]) - np.maximum(before[:, 0], after[:, 0])
    size = np.minimum(sizes[:-1], sizes[1:])
    below = (after[:, 1] > before[:, 1]) & (after[:, 1] - before[:, 1] < 8 * size)
    same = np.abs(sizes[1:] - sizes[:-1]) <= SAME * size
    goes_on = below & same & (shared > 0.3 * least)
    return np.concatenate(([0], np.cumsum(~goes_on)))


def _widen(setting: Setting, counts: Ints, left: Floats, right: Floats, sizes: Floats) -> None:
    """Short runs of the body reach as far to the right as a long one that begins where they do, or
    as is usual where nothing stands there."""
    body = np.abs(sizes - setting.body) <= SAME * setting.body
    long = np.flatnonzero(body & (counts >= LONG))
    if not len(long):
        return
    usual = float(np.median(right[long] - left[long]))
    for run in np.flatnonzero(body & (counts < LONG)).tolist():
        aligned = long[np.abs(left[long] - left[run]) <= setting.body / 2]
        if len(aligned):
            right[run] = max(right[run], float(np.median(right[aligned])))
        elif right[run] < left[run] + usual and not _reaches(setting, run, left[run], usual):
            right[run] = left[run] + usual


def _reaches(setting: Setting, run: int, left: float, width: float) -> bool:
    """Whether beside a run other lines begin where a column of that width would stand."""
    boxes = setting.boxes
    own = boxes[np.searchsorted(setting.runs, run) : np.searchsorted(setting.runs, run + 1)]
    beside = (boxes[:, 3] > own[:, 1].min()) & (boxes[:, 1] < own[:, 3].max())
    inside = (boxes[:, 0] > left + setting.body) & (boxes[:, 0] < left + width)
    among = (setting.runs != run) & beside & inside
    return bool(among.any())


def joints(lines: Setting) -> Ints:
    """Of each line: how it follows the one before, a `Joint`."""
    indented = _style(lines)
    return np.array(
        [Joint.PARAGRAPH] + [_joint(lines, line, indented) for line in range(1, len(lines.texts))]
    )[: len(lines.texts)]


def _joint(lines: Setting, line: int, indented: bool) -> Joint:
    size, last = lines.sizes[line], lines.sizes[line - 1]
    if lines.hard[line]:
        return Joint.PARAGRAPH
    if abs(size - last) > SAME * min(size, last):
        return Joint.PARAGRAPH
    before, after = lines.boxes[line - 1], lines.boxes[line]
    if _beside(before, after, size) and not _columns(lines.boxes, line):
        return Joint.BESIDE
    step = after[1] - before[1]
    under = lines.runs[line] == lines.runs[line - 1]
    if size >= LARGE * lines.body:
        return Joint.NEXT if under and step <= HEAD_STEP * size else Joint.PARAGRAPH
    if under and step <= HOLE * lines.steps[line]:
        if step > GAP * lines.steps[line]:
            return Joint.PARAGRAPH
        return _under(lines, line, indented)
    return _across(lines, line, indented)


def _under(lines: Setting, line: int, indented: bool) -> Joint:
    """How a line follows the one right above it."""
    stacked = _stacked(lines, line)
    if stacked is not None:
        return stacked
    if _indent(lines, line) or _ended(lines, line):
        return Joint.PARAGRAPH
    return Joint.NEXT if indented or not _stops(lines, line) else Joint.OPEN


def _stacked(lines: Setting, line: int) -> Joint | None:
    """The same for lines that are centred or flush right, and others than those of the body."""
    before, after = lines.boxes[line - 1], lines.boxes[line]
    size, left, width = lines.sizes[line], lines.left[line], lines.right[line] - lines.left[line]
    body = abs(size - lines.body) <= SAME * lines.body
    if _stops(lines, line):
        return None
    if body and before[0] - left > INDENT[1] * size and after[0] - left <= INDENT[1] * size:
        return Joint.PARAGRAPH
    if not body and abs(before[0] - after[0]) <= size / 3 and after[2] - before[2] > 1.2 * size:
        return Joint.OPEN  # the one above was not full
    flush = abs(before[2] - after[2]) <= 0.3 * size and after[0] - left > INDENT[1] * size
    centred = abs(before[0] + before[2] - after[0] - after[2]) / 2 <= 0.5 * size
    if after[0] - left <= INDENT[0] * size or not (flush or centred):
        return None
    full = before[2] - before[0] >= FULL * width
    return Joint.NEXT if full else Joint.OPEN


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


def _indent(lines: Setting, line: int) -> bool:
    return bool(lines.boxes[line, 0] - lines.left[line] >= INDENT[0] * lines.sizes[line])


def _ended(lines: Setting, line: int) -> bool:
    """Whether the line before is the short last one of a paragraph."""
    text, size = lines.texts[line - 1], lines.sizes[line]
    free = lines.right[line - 1] - lines.boxes[line - 1, 2]
    if _clause(text) or free <= SHORT[not _stops(lines, line)] * size:
        return False
    return bool(free > _first_word(lines.texts[line]) * LATIN_WIDTH * size + SHORT[0] * size)


def _clause(text: str) -> bool:
    """Whether a sentence goes on after the line, whatever its end looks like."""
    return class_of(text[-1]) == CLAUSE and text[-1] != COLON


def _first_word(text: str) -> int:
    """How many characters of a line cannot be parted from its first one."""
    for place, character in enumerate(text[:40]):
        if class_of(character) not in (LETTER, DIGIT):
            return place
    return min(len(text), 40)


def _stops(lines: Setting, line: int) -> bool:
    return class_of(lines.texts[line - 1][-1]) in (STOP, CLOSE)


def _across(lines: Setting, line: int, indented: bool) -> Joint:
    """How the first line of a column, or below a picture, follows the last one before."""
    widths = (lines.right - lines.left)[line - 1 : line + 1]
    if abs(widths[0] - widths[1]) > WIDTHS * widths.max() or _indent(lines, line):
        return Joint.PARAGRAPH
    if _clause(lines.texts[line - 1]):
        return Joint.NEXT
    if _ended(lines, line):
        return Joint.PARAGRAPH if _stops(lines, line) else Joint.OPEN
    return Joint.NEXT if indented or not _stops(lines, line) else Joint.OPEN


def _style(lines: Setting) -> bool:
    """Whether paragraphs begin with an indent: those after a short last line tell."""
    ends = indents = 0
    for line in range(1, len(lines.texts)):
        body = abs(lines.sizes[line] - lines.body) <= SAME * lines.body
        under = lines.runs[line] == lines.runs[line - 1]
        if body and under and _stops(lines, line) and _ended(lines, line):
            ends += 1
            indents += _indent(lines, line)
    return ends > 0 and indents >= STYLE * ends
