"""ALTO 2, 3 and 4: `String` in `TextLine` in `TextBlock`, one page a file as a rule.

A hyphen at a line end (`HYP`) is a word of its own, without a blank before it. `SUBS_CONTENT`, the
word that was hyphenated, and glyphs are kept consistent when a word is written: see `consistent`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import BinaryIO, NamedTuple

from cleaner.formats.building import LineDraft, PageDraft, WordDraft, scaled
from cleaner.formats.pages import Block, Page
from cleaner.formats.places import Box, Span, turn_of
from cleaner.formats.scanning import Scan
from cleaner.formats.splicing import Change
from cleaner.formats.xml import Attributes, XmlReader, box_of, read, share
from cleaner.text.sharing import shared

BOLD = 700
HYPHEN = "-"
HYPHENS = "-\xad\u2010\u2011¬⸗"
BLOCKS = ("TextBlock", "ComposedBlock")
IMAGES = ("Illustration",)
RULES = ("GraphicalElement",)
POINTS = {"mm10": 254 / 72, "inch1200": 1200 / 72}
"""Units of the measures of a page -> so many of them are a point."""


class AltoReader(XmlReader):
    """Makes pages of ALTO."""

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


class _Part(NamedTuple):
    """One half of a hyphenated word: where it stands and what it is, and the same of the whole."""

    place: Span
    text: str
    whole_place: Span
    whole: str


class _Twice:
    """Finds the halves of each hyphenated word, and the glyphs of each word."""

    def __init__(self, scan: Scan) -> None:
        self.scan = scan
        self.first: _Part | None = None
        self.pairs: list[tuple[_Part, _Part]] = []
        self.glyphs: dict[Span, list[tuple[Span, str]]] = {}
        self.word: Span | None = None
        self.has_glyphs = scan.has(b"Glyph")

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag.endswith("String"):
            if "SUBS_TYPE" in attributes:
                self._half(attributes, attributes["SUBS_TYPE"])
            elif self.has_glyphs:
                self.word = self._value(b"CONTENT")
        elif tag.endswith("Glyph") and self.word is not None:
            place = self._value(b"CONTENT")
            if place is not None:
                told = place, attributes.get("CONTENT", "")
                self.glyphs.setdefault(self.word, []).append(told)

    def _half(self, attributes: dict[str, str], kind: str) -> None:
        place = self.word = self._value(b"CONTENT")
        whole = self._value(b"SUBS_CONTENT")
        if place is None or whole is None:
            return
        told = attributes.get("CONTENT", ""), attributes.get("SUBS_CONTENT", "")
        part = _Part(place, told[0], whole, told[1])
        if kind == "HypPart1":
            self.first = part
        elif kind == "HypPart2" and self.first:
            self.pairs.append((self.first, part))
            self.first = None

    def _value(self, attribute: bytes) -> Span | None:
        found = self.scan.value(attribute)
        return found and self.scan.span(found)


def consistent(
    data: Callable[[], BinaryIO], name: str, changes: Mapping[Span, Change]
) -> dict[Span, Change]:
    """The changes, and those of `SUBS_CONTENT` and glyphs that follow from them.

    `SUBS_CONTENT` follows where it is what its halves make, with or without a hyphen; a glyph,
    where it is one character again, which is what the schema asks of it.
    """
    scan = Scan(data, name)
    more = dict(changes)
    if not scan.has(b"SUBS_CONTENT") and not scan.has(b"Glyph"):
        return more
    found = _Twice(scan)
    scan.run(found.start)
    for pair in found.pairs:
        if any(part.place in changes for part in pair):
            old = _whole(*(part.text for part in pair))
            new = _whole(*(_after(changes, part) for part in pair))
            more |= {
                part.whole_place: Change(part.whole, new) for part in pair if part.whole == old
            }
    for word in found.glyphs.keys() & changes.keys():
        more |= _of_glyphs(found.glyphs[word], changes[word])
    return more


def _after(changes: Mapping[Span, Change], part: _Part) -> str:
    return changes[part.place].after if part.place in changes else part.text


def _whole(first: str, second: str) -> str:
    """The word that two halves make."""
    return first.rstrip(HYPHENS) + second


def _of_glyphs(glyphs: list[tuple[Span, str]], change: Change) -> dict[Span, Change]:
    parts = [text for _, text in glyphs]
    if "".join(parts) != change.before:
        return {}
    made = zip(glyphs, shared(parts, change.after), strict=True)
    return {place: Change(old, new) for (place, old), new in made if len(new) == 1 and new != old}
