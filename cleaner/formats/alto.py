"""ALTO 2, 3 and 4: `String` in `TextLine` in `TextBlock`, one page a file as a rule.

A hyphen at a line end (`HYP`) is a word of its own, without a blank before it. `SUBS_CONTENT`, the
word that was hyphenated, is kept consistent when it is written: see `consistent`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import BinaryIO

from cleaner.formats.building import LineDraft, PageDraft, WordDraft, scaled
from cleaner.formats.pages import Block, Page
from cleaner.formats.places import Box, Span, turn_of
from cleaner.formats.xml import Attributes, XmlReader, box_of, read, share

BOLD = 700
HYPHEN = "-"
BLOCKS = ("TextBlock", "ComposedBlock")
IMAGES = ("Illustration",)
RULES = ("GraphicalElement",)
POINTS = {"mm10": 254 / 72, "inch1200": 1200 / 72}
"""Units of the measures of a page -> so many of them are a point."""


class AltoReader(XmlReader):
    """Makes pages of ALTO. `parts`: of hyphenated words, where `consistent` wants them."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.unit = "pixel"
        self.styles: dict[str, tuple[float | None, int | None]] = {}
        self.draft: PageDraft | None = None
        self.line: LineDraft | None = None
        self.blocks: list[tuple[int, int, tuple[float | None, int | None]]] = []
        self.file = ""
        self.image = ""

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag in ("MeasurementUnit", "fileName"):
            self.collect()
        elif tag == "TextStyle":
            self._style(attributes)
        elif tag == "Page":
            self.number += 1
            self.draft = PageDraft(self.number, self.image, unit=self.unit)
            self.draft.width = self.length(attributes.get("WIDTH")) or 0.0
            self.draft.height = self.length(attributes.get("HEIGHT")) or 0.0
        elif self.draft is None:
            return
        elif tag in BLOCKS:
            self._block(tag, attributes)
        elif tag == "TextLine":
            block, turn, style = self.blocks[-1] if self.blocks else (-1, 0, (None, None))
            size, weight = self._styled(attributes, style)
            self.line = LineDraft(self._box(attributes), size, weight, turn, None, block)
            self.draft.lines.append(self.line)
        elif tag == "String":
            self._word(attributes)
        elif tag == "HYP" and self.line is not None and self.line.words:
            text = attributes.get("CONTENT", HYPHEN)
            self.line.words.append(
                WordDraft(text, self._box(attributes), span=self.span("CONTENT"), glued=True)
            )
        elif tag in IMAGES or tag in RULES:
            box = self._box(attributes)
            if box is not None:
                (self.draft.images if tag in IMAGES else self.draft.rules).append(box)

    def end(self, tag: str) -> None:
        if tag == "MeasurementUnit":
            self.unit = self.collected()[0] or "pixel"
        elif tag == "fileName":
            self.image = self.collected()[0]
        elif tag in BLOCKS and self.blocks:
            self.blocks.pop()
        elif tag == "TextLine":
            self.line = None
        elif tag == "Page" and self.draft is not None:
            self._sized(self.draft)
            self.ready.append(self.draft)
            self.draft = None

    def _sized(self, draft: PageDraft) -> None:
        """Sizes of type, told in points, in the unit of the page."""
        if self.unit not in POINTS:
            scaled(draft.lines)
            return
        for line in draft.lines:
            line.size = line.size and line.size * POINTS[self.unit]
            for word in line.words:
                word.size = word.size and word.size * POINTS[self.unit]

    def _style(self, attributes: Attributes) -> None:
        size = self.length(attributes.get("FONTSIZE"), "a size") or None
        weight = BOLD if "bold" in attributes.get("FONTSTYLE", "") else None
        self.styles[attributes.get("ID", "")] = (size, weight)

    def _styled(
        self, attributes: Attributes, inherited: tuple[float | None, int | None]
    ) -> tuple[float | None, int | None]:
        """Size and weight of an element that names its styles, or else of the one around it."""
        for name in attributes.get("STYLEREFS", "").split():
            if name in self.styles:
                return self.styles[name]
        return inherited

    def _block(self, tag: str, attributes: Attributes) -> None:
        assert self.draft is not None
        _, turn, style = self.blocks[-1] if self.blocks else (-1, 0, (None, None))
        rotation = self.length(attributes.get("ROTATION"), "an angle")
        turn = turn if rotation is None else turn_of(-rotation)
        kind = attributes.get("TYPE", tag)
        block = Block(attributes.get("ID", ""), kind, self._box(attributes))
        self.draft.blocks.append(block)
        self.blocks.append((len(self.draft.blocks) - 1, turn, self._styled(attributes, style)))

    def _word(self, attributes: Attributes) -> None:
        assert self.draft is not None
        if self.line is None:  # a string that no line holds
            self.line = LineDraft(block=self.blocks[-1][0] if self.blocks else -1)
            self.draft.lines.append(self.line)
        size, weight = self._styled(attributes, (None, None))
        self.line.words.append(
            WordDraft(
                attributes.get("CONTENT", ""),
                self._box(attributes),
                size,
                weight,
                self.span("CONTENT"),
                share(self.length(attributes.get("WC"), "a confidence")),
            )
        )

    def _box(self, attributes: Attributes) -> Box | None:
        left, top, width, height = (
            self.length(attributes.get(key)) for key in ("HPOS", "VPOS", "WIDTH", "HEIGHT")
        )
        if left is None or top is None or width is None:
            return None
        return box_of(left, top, left + width, top + (height or 0.0))


def pages(data: Callable[[], BinaryIO], name: str) -> Iterator[Page]:
    """The pages of an ALTO file. Raises InputError."""
    return read(AltoReader(name), data)


class _Hyphenated(XmlReader):
    """Finds the two parts of each hyphenated word and their `SUBS_CONTENT`."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.first: list[tuple[Span, str, Span]] = []
        self.pairs: list[list[tuple[Span, str, Span]]] = []

    def start(self, tag: str, attributes: Attributes) -> None:
        kind = attributes.get("SUBS_TYPE", "")
        if tag != "String" or not kind:
            return
        content, whole = self.span("CONTENT"), self.span("SUBS_CONTENT")
        if content is None or whole is None:
            return
        part = (content, attributes.get("CONTENT", ""), whole)
        if kind == "HypPart1":
            self.first = [part]
        elif kind == "HypPart2" and self.first:
            self.pairs.append([*self.first, part])
            self.first = []


def consistent(
    data: Callable[[], BinaryIO], name: str, changes: Mapping[Span, str]
) -> dict[Span, str]:
    """The changes, and those of `SUBS_CONTENT` that follow where a part of such a word changes."""
    reader = _Hyphenated(name)
    for _ in read(reader, data):
        pass
    more = dict(changes)
    for pair in reader.pairs:
        if any(content in changes for content, _, _ in pair):
            whole = "".join(changes.get(content, text) for content, text, _ in pair)
            more |= {place: whole for _, _, place in pair}
    return more
