"""PAGE XML, 2010 to 2019: `Word` in `TextLine` in regions, with `ReadingOrder`.

Where the words of a line are not what the line itself says, the line is taken: it is what people
correct. Their text is the `TextEquiv` of the lowest index.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from cleaner.formats import pagetexts
from cleaner.formats.building import LineDraft, PageDraft, WordDraft, scaled
from cleaner.formats.pages import Block, Page
from cleaner.formats.places import Box, Span, Writing, turn_of
from cleaner.formats.xml import Attributes, XmlReader, around, read, share

BOLD = 700
HOLDERS = ("Glyph", "Word", "TextLine")
IMAGES = ("ImageRegion", "GraphicRegion", "LineDrawingRegion", "ChartRegion")
RULES = ("SeparatorRegion",)
WRITINGS = {
    "left-to-right": Writing.ACROSS,
    "right-to-left": Writing.LEFTWARD,
    "top-to-bottom": Writing.DOWN,
}
MOST_POINTS = 100_000  # of one outline


@dataclass
class Text:
    """The best `TextEquiv` of an element so far."""

    text: str = ""
    span: Span | None = None
    confidence: float | None = None
    rank: float = math.inf


@dataclass
class Element:
    """An element that is open: a region, a line or a word, with what it hands down."""

    tag: str
    id: str = ""
    box: Box | None = None
    text: Text = field(default_factory=Text)
    turn: int = 0
    writing: Writing | None = None
    size: float | None = None
    weight: int | None = None
    block: int = -1
    words: list[WordDraft] = field(default_factory=list)
    lines: int = 0


class PageReader(XmlReader):
    """Makes pages of PAGE XML."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.draft: PageDraft | None = None
        self.open: list[Element] = []
        self.equivalent: Text | None = None
        self.order: list[tuple[list[float], str]] = []  # of regions: places in nested groups
        self.groups: list[list[float]] = []

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "Page":
            self.number += 1
            width, height = (
                self.length(attributes.get(key)) or 0.0 for key in ("imageWidth", "imageHeight")
            )
            self.draft = PageDraft(self.number, attributes.get("imageFilename", ""), width, height)
            self.order.clear()
        elif self.draft is None:
            return
        elif tag.endswith(("Group", "GroupIndexed")):
            self.groups.append([*(self.groups[-1] if self.groups else []), self._index(attributes)])
        elif tag.startswith("RegionRef") and self.groups:
            key = [*self.groups[-1], self._index(attributes)]
            self.order.append((key, attributes.get("regionRef", "")))
        elif tag.endswith("Region") or tag in HOLDERS:
            self._open(tag, attributes)
        elif tag == "Coords" and self.open:
            self.open[-1].box = self._points(attributes.get("points", "")) or self.open[-1].box
        elif tag == "Point" and self.open:
            self._point(attributes)
        elif tag == "TextStyle" and self.open:
            self._style(attributes)
        elif tag == "TextEquiv":
            rank = self.length(attributes.get("index"), "an index")
            sure = share(self.length(attributes.get("conf"), "a confidence"))
            self.equivalent = Text(confidence=sure, rank=-1.0 if rank is None else rank)
        elif tag == "Unicode" and self.equivalent is not None:
            self.collect()

    def end(self, tag: str) -> None:
        if tag == "Unicode" and self.equivalent is not None:
            self.equivalent.text, self.equivalent.span = self.collected()
        elif tag == "TextEquiv":
            if self.equivalent and self.open and self.equivalent.rank < self.open[-1].text.rank:
                self.open[-1].text = self.equivalent
            self.equivalent = None
        elif tag.endswith(("Group", "GroupIndexed")) and self.groups:
            self.groups.pop()
        elif tag == "Page" and self.draft is not None:
            self._arrange(self.draft)
            self.ready.append(self.draft)
            self.draft = None
        elif self.open and tag == self.open[-1].tag:
            self._close(self.open.pop())

    def _index(self, attributes: Attributes) -> float:
        """The place in its group: as told, else after those before it."""
        told = self.length(attributes.get("index"), "an index")
        return float(len(self.order)) if told is None else told

    def _open(self, tag: str, attributes: Attributes) -> None:
        assert self.draft is not None
        around = self.open[-1] if self.open else Element("")
        made = Element(tag, attributes.get("id", ""), turn=around.turn, writing=around.writing,
                       size=around.size, weight=around.weight, block=around.block)  # fmt: skip
        angle = self.length(attributes.get("orientation"), "an angle")
        made.turn = made.turn if angle is None else turn_of(-angle)  # it is what would set it right
        writing = attributes.get("readingDirection", attributes.get("production", ""))
        made.writing = WRITINGS.get(writing, made.writing)
        if tag.endswith("Region"):
            made.block = len(self.draft.blocks)
            self.draft.blocks.append(Block(made.id, attributes.get("type", tag), None))
        self.open.append(made)

    def _close(self, element: Element) -> None:
        assert self.draft is not None
        box, text = element.box, element.text
        if element.tag == "Word":
            word = WordDraft(
                text.text, box, element.size, element.weight, text.span, text.confidence
            )
            if self.open:
                self.open[-1].words.append(word)
        elif element.tag == "Glyph":
            return
        elif element.tag == "TextLine":
            self._line(element)
        else:
            block = self.draft.blocks[element.block]
            self.draft.blocks[element.block] = Block(block.id, block.kind, box)
            if element.tag in IMAGES and box:
                self.draft.images.append(box)
            elif element.tag in RULES and box:
                self.draft.rules.append(box)
            elif not element.lines and text.text:
                self._lines_of_region(element)
        if self.open and element.tag != "Word":
            self.open[-1].lines += element.lines

    def _line(self, element: Element) -> None:
        """A line of its words, or of its own text where that is something else."""
        element.lines = 1
        told, words = element.text, element.words
        same = _plain(told.text) == _plain("".join(word.text for word in words))
        if told.text and not same:
            words = [WordDraft(told.text, element.box, span=told.span, confidence=told.confidence)]
        self._add(element, element.box, words)

    def _lines_of_region(self, element: Element) -> None:
        """The lines of the text of a region that has none as elements: its box in equal parts."""
        element.lines = 1
        texts = element.text.text.splitlines()
        for number, text in enumerate(texts):
            box = element.box
            if box is not None:
                height = box.height / len(texts)
                box = Box(box.x0, box.y0 + number * height, box.x1, box.y0 + (number + 1) * height)
            span = element.text.span if len(texts) == 1 else None
            words = [WordDraft(text.strip(), box, span=span, confidence=element.text.confidence)]
            self._add(element, box, words)

    def _add(self, element: Element, box: Box | None, words: list[WordDraft]) -> None:
        assert self.draft is not None
        self.draft.lines.append(
            LineDraft(box, element.size, element.weight, element.turn, element.writing,
                      element.block, element.id, words)
        )  # fmt: skip

    def _points(self, text: str) -> Box | None:
        pairs = text.split(maxsplit=MOST_POINTS)[:MOST_POINTS]
        points = []
        for pair in pairs:
            x, _, y = pair.partition(",")
            numbers = self.length(x), self.length(y)
            if numbers[0] is None or numbers[1] is None:
                raise self.fail(f"{pair[:40]!r} is not a point")
            points.append((numbers[0], numbers[1]))
        return around(points)

    def _point(self, attributes: Attributes) -> None:
        """A point of an outline as in 2010."""
        x, y = self.length(attributes.get("x")), self.length(attributes.get("y"))
        if x is not None and y is not None:
            box = self.open[-1].box or Box(x, y, x, y)
            self.open[-1].box = Box(min(box.x0, x), min(box.y0, y), max(box.x1, x), max(box.y1, y))

    def _style(self, attributes: Attributes) -> None:
        size = self.length(attributes.get("fontSize"), "a size")
        self.open[-1].size = size or self.open[-1].size
        if attributes.get("bold") == "true":
            self.open[-1].weight = BOLD

    def _arrange(self, draft: PageDraft) -> None:
        """Sizes in the unit of the page; the order of the lines where that of regions is stated."""
        scaled(draft.lines)
        if not self.order:
            return
        places = {region: key for key, region in sorted(self.order, reverse=True)}
        keys = [places.get(block.id) for block in draft.blocks]
        known = [
            (keys[line.block] if line.block >= 0 else None) or [math.inf] for line in draft.lines
        ]
        draft.order = sorted(range(len(draft.lines)), key=lambda index: (known[index], index))


def _plain(text: str) -> str:
    return "".join(text.split())


def pages(data: Callable[[], BinaryIO], name: str) -> Iterator[Page]:
    """The pages of a PAGE file. Raises InputError."""
    return read(PageReader(name), data)


consistent = pagetexts.consistent
