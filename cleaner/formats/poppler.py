"""What `pdftotext -bbox-layout` and `-bbox` of poppler write: words with boxes, in points."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import BinaryIO

from cleaner.formats.building import LineDraft, PageDraft, WordDraft
from cleaner.formats.hocr import covered
from cleaner.formats.pages import Block, Page
from cleaner.formats.places import Box
from cleaner.formats.xml import HTML_ENTITIES, Attributes, XmlReader, box_of, read

SIDES = ("xMin", "yMin", "xMax", "yMax")


class PopplerReader(XmlReader):
    """Makes pages of it."""

    entities = HTML_ENTITIES

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.draft: PageDraft | None = None
        self.line: LineDraft | None = None
        self.block = -1

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "page":
            self.number += 1
            width, height = (self.length(attributes.get(key)) or 0.0 for key in ("width", "height"))
            self.draft = PageDraft(self.number, "", width, height, "point")
        elif self.draft is None:
            return
        elif tag == "block":
            self.block = len(self.draft.blocks)
            self.draft.blocks.append(Block("", tag, self._box(attributes)))
        elif tag == "line":
            self.line = LineDraft(self._box(attributes), block=self.block)
            self.draft.lines.append(self.line)
        elif tag == "word":
            line = self.line
            if line is None:  # `-bbox` has no lines
                line = LineDraft(block=self.block)
                self.draft.lines.append(line)
            line.words.append(WordDraft("", self._box(attributes)))
            self.collect()

    def end(self, tag: str) -> None:
        if self.draft is None:
            return
        if tag == "word":
            word = self.draft.lines[-1].words[-1]
            word.text, word.span = self.collected()
        elif tag == "line":
            self.line = None
        elif tag == "block":
            self.block = -1
        elif tag == "page":
            self.ready.append(self.draft)
            self.draft = None

    def _box(self, attributes: Attributes) -> Box | None:
        return box_of(*(self.length(attributes.get(key)) for key in SIDES))


def pages(data: Callable[[], BinaryIO], name: str) -> Iterator[Page]:
    """The pages of such a file. Raises InputError."""
    return read(PopplerReader(name), data, covered)
