"""From what an XML, TSV or JSON file says of a page, word by word, to the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from cleaner.formats.pages import Block, Lines, Page, Words
from cleaner.formats.places import Box, Flags, Floats, Ints, Place, Places, Span, Writing
from cleaner.text.characters import HAN, SOLID, class_of

NOWHERE = Box(0.0, 0.0, 0.0, 0.0)
WIDE_GAP = 0.6  # of a character: between two that are set solid, such a gap is a blank
EVEN = 0.05  # of a character: so little do gaps differ where boxes are those of whole characters
EVENLY = 0.75  # of the gaps of such a page differ no more
NARROW_GAP = 0.15  # of a character, beyond the usual gap of its line: a blank on such a page
LEAST_GAPS = 2  # of a line that tell what is usual in it
TALL = 1.8  # so many times higher than wide is a line of several characters set downwards


@dataclass(slots=True)
class WordDraft:
    """A word as told. `glued`: no blank before it, whatever the gap; `apart`: one in any case."""

    text: str
    box: Box | None = None
    size: float | None = None
    weight: int | None = None
    span: Span | None = None
    confidence: float | None = None
    glued: bool = False
    apart: bool = False


@dataclass(slots=True)
class LineDraft:
    """A line as told, and what holds for those of its words that say nothing of it."""

    box: Box | None = None
    size: float | None = None
    weight: int | None = None
    turn: int = 0
    writing: Writing | None = None
    block: int = -1
    id: str = ""
    words: list[WordDraft] = field(default_factory=list)


@dataclass
class PageDraft:
    """A page as told. `order`: identifiers of lines in reading order, where it is stated. `whole`,
    `slope`: see `Page`."""

    number: int
    name: str = ""
    width: float = 0.0
    height: float = 0.0
    unit: str = "pixel"
    blocks: list[Block] = field(default_factory=list)
    lines: list[LineDraft] = field(default_factory=list)
    order: list[int] | None = None
    rules: list[Box] = field(default_factory=list)
    frames: list[Box] = field(default_factory=list)
    images: list[Box] = field(default_factory=list)
    whole: bool = False
    slope: float = 0.0

    def page(self) -> Page:
        """The page. Words without text and lines without words are left out."""
        for line in self.lines:
            line.words = [word for word in line.words if word.text.strip()]
        kept = [index for index, line in enumerate(self.lines) if line.words]
        lines = [self.lines[index] for index in kept]
        places = [place for line in lines for place in self._places(line)]
        words = Words(
            tuple(word.text for line in lines for word in line.words),
            Places.of(self.number, places),
            _blanks(lines),
        )
        counts = [0, *(len(line.words) for line in lines)]
        blocks = np.array([line.block for line in lines], np.int64)
        made = Lines.of(words, np.cumsum(counts, dtype=np.int64), blocks)
        width, height = self._extent(made)
        return Page(
            self.number, self.name, width, height, self.unit, made, tuple(self.blocks),
            self._order(kept), _boxes(self.rules), _boxes(self.frames), _boxes(self.images),
            whole=self.whole, slope=self.slope,
        )  # fmt: skip

    def _places(self, line: LineDraft) -> Iterable[Place]:
        """The place of each word: its own, else that of its line, its block, or the page."""
        block = self.blocks[line.block].box if line.block >= 0 else None
        box = line.box or block or Box(0.0, 0.0, self.width, self.height)
        line.writing = _writing(line) if line.writing is None else line.writing
        for word in line.words:
            yield Place(
                self.number,
                word.box or box,
                line.size if word.size is None else word.size,
                line.weight if word.weight is None else word.weight,
                line.turn,
                line.writing,
                word.span,
                word.confidence,
            )

    def _extent(self, lines: Lines) -> tuple[float, float]:
        """Width and height as told, or what the lines take."""
        corner = lines.places.boxes[:, 2:].max(0).tolist() if len(lines) else (0.0, 0.0)
        return (
            self.width if self.width > 0 else max(corner[0], 0.0),
            self.height if self.height > 0 else max(corner[1], 0.0),
        )

    def _order(self, kept: list[int]) -> Ints | None:
        if self.order is None:
            return None
        index = {old: new for new, old in enumerate(kept)}
        return np.array([index[old] for old in self.order if old in index], np.int64)


def scaled(lines: Iterable[LineDraft]) -> None:
    """Turn sizes in points into the unit of the boxes, by what the lines take for their sizes."""
    heights = [
        (_sides(box)[0] / size, line)
        for line in lines
        for size in [line.size or next((word.size for word in line.words if word.size), None)]
        for box in [line.box or next((word.box for word in line.words if word.box), None)]
        if size and box and _sides(box)[0] > 0
    ]
    if not heights:
        return
    scale = float(np.median([ratio for ratio, _ in heights]))
    for line in lines:
        line.size = line.size and line.size * scale
        for word in line.words:
            word.size = word.size and word.size * scale


def _blanks(lines: Sequence[LineDraft]) -> Flags:
    """Of each word of these lines in turn: whether a blank stands before it.

    None stands between characters set solid, side by side. Boxes of ink tell blanks only where
    these are wide; where the gaps between Han are nearly equal, boxes are those of whole
    characters, and what stands out of its line is a blank, as between names.
    """
    found: list[bool] = []
    gaps: list[float] = []
    where: list[int] = []
    line_of: list[int] = []
    for number, line in enumerate(lines):
        found.append(False)
        for before, after in pairwise(line.words):
            known = after.glued or after.apart
            first, second = class_of(before.text[-1]), class_of(after.text[0])
            if known or not (SOLID[first] and SOLID[second]):
                found.append(after.apart or not known)
                continue
            gap = _gap(before, after, line.writing)
            if first == HAN == second:
                gaps.append(gap)
                where.append(len(found))
                line_of.append(number)
            found.append(gap > WIDE_GAP)
    told = np.array(found, np.bool_)
    told[where] |= _outstanding(np.array(gaps), np.array(line_of, np.int64))
    return told


def _outstanding(gaps: Floats, line_of: Ints) -> Flags:
    """Which gaps between Han are wider than the others of their line, on a page of even ones."""
    order = np.lexsort((gaps, line_of))
    firsts = np.flatnonzero(np.diff(line_of[order], prepend=-1))
    counts = np.diff(firsts, append=len(gaps))
    usual = np.repeat(gaps[order[firsts + (counts - 1) // 4]], counts)
    beyond = np.full(len(gaps), -np.inf)
    beyond[order] = np.where(np.repeat(counts, counts) >= LEAST_GAPS, gaps[order] - usual, -np.inf)
    known = np.abs(beyond[np.isfinite(beyond)])
    even = len(known) > 0 and np.quantile(known, EVENLY) <= EVEN
    outstanding: Flags = (beyond > NARROW_GAP) & even
    return outstanding


def _gap(before: WordDraft, after: WordDraft, writing: Writing | None) -> float:
    """The gap between two words, in characters of the wider set of the two."""
    if before.box is None or after.box is None:
        return 0.0
    low, high = (1, 3) if writing == Writing.DOWN else (0, 2)
    first, second = (before, after) if writing != Writing.LEFTWARD else (after, before)
    pitch = max(
        (word.box[high] - word.box[low]) / len(word.text) for word in (before, after) if word.box
    )
    assert first.box and second.box
    return (second.box[low] - first.box[high]) / pitch if pitch > 0 else 0.0


def _writing(line: LineDraft) -> Writing:
    """How a line runs that does not say so: down if it is much higher than wide."""
    boxes = [word.box for word in line.words if word.box] or [line.box or NOWHERE]
    width = max(box.x1 for box in boxes) - min(box.x0 for box in boxes)
    height = max(box.y1 for box in boxes) - min(box.y0 for box in boxes)
    solid = sum(bool(SOLID[class_of(mark)]) for word in line.words for mark in word.text)
    return Writing.DOWN if solid > 1 and not line.turn and height > TALL * width else Writing.ACROSS


def _sides(box: Box) -> tuple[float, float]:
    """The shorter side and the longer one."""
    width, height = box.width, box.height
    return min(width, height), max(width, height)


def _boxes(boxes: list[Box]) -> Floats:
    return np.array(boxes, np.float64).reshape(-1, 4)
