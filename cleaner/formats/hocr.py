"""hOCR: `ocrx_word` in `ocr_line` in `ocr_page`, with places in the attribute `title`.

It is HTML, so elements without an end and the document type are covered with blanks before the XML
parser sees them: the places of all other bytes stay.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import BinaryIO

from cleaner.formats.building import LineDraft, PageDraft, WordDraft
from cleaner.formats.pages import Block, Page
from cleaner.formats.places import Box, turn_of
from cleaner.formats.xml import HTML_ENTITIES, Attributes, XmlReader, box_of, read, share
from cleaner.text.regex import regex

LINES = ("ocr_line", "ocr_header", "ocr_footer", "ocr_caption", "ocr_textfloat", "ocrx_line")
BLOCKS = ("ocr_carea", "ocrx_block", "ocr_column")
IMAGES = ("ocr_photo", "ocr_image", "ocr_graphic", "ocr_linedrawing", "ocr_float")
RULES = ("ocr_separator",)
VOID = regex(
    rb"<(?:(?:meta|br|hr|img|link|input|wbr|col)\b|!doctype)(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>",
    re.IGNORECASE,
)
LONGEST = 1 << 16  # bytes of one tag
LONGEST_TITLE = 1 << 12
LETTERS = "x_ascenders"  # told with sizes that are those of Latin letters
HAN = 0x2E80  # from here on characters are as high as Han
PROPERTY = regex(r"(?:^|;)\s*([A-Za-z_]+)\s+((?:[^;\"]|\"[^\"]*\")*)")


class HocrReader(XmlReader):
    """Makes pages of hOCR."""

    entities = HTML_ENTITIES

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.draft: PageDraft | None = None
        self.line: LineDraft | None = None
        self.word: WordDraft | None = None
        self.of_letters = False  # the size of the open line
        self.block = -1
        self.open: list[str] = []  # what each open element is

    def start(self, tag: str, attributes: Attributes) -> None:
        kinds = attributes.get("class", "").split()
        kind = next((kind for kind in kinds if kind.startswith(("ocr_", "ocrx_"))), "")
        self.open.append("")
        if not kind:
            return
        told = dict(PROPERTY.findall(attributes.get("title", "")[:LONGEST_TITLE]))
        if kind == "ocr_page":
            self._page(told)
        elif self.draft is None:
            return
        elif kind in BLOCKS:
            box = self._box(told)
            self.block = len(self.draft.blocks)
            self.draft.blocks.append(Block(attributes.get("id", ""), kind, box))
        elif kind in LINES:
            self._line(told, kind)
        elif kind == "ocrx_word":
            self._word(told)
        elif kind in IMAGES or kind in RULES:
            box = self._box(told)
            if box is not None:
                (self.draft.images if kind in IMAGES else self.draft.rules).append(box)
        else:
            return
        self.open[-1] = kind

    def end(self, tag: str) -> None:
        kind = self.open.pop() if self.open else ""
        if kind == "ocrx_word" and self.word is not None:
            self.word.text, self.word.span = self.collected()
            self.word = None
        elif kind in LINES and self.line is not None:
            if not self.line.words:  # its text stands in it without words
                text, span = self.collected()
                self.line.words.append(WordDraft(text, self.line.box, span=span))
            if self.of_letters and _is_han(self.line):
                self.line.size = None
            self.line = None
        elif kind in BLOCKS:
            self.block = -1
        elif kind == "ocr_page" and self.draft is not None:
            self.ready.append(self.draft)
            self.draft = self.line = self.word = None

    def _page(self, told: dict[str, str]) -> None:
        self.number += 1
        box = self._box(told) or Box(0.0, 0.0, 0.0, 0.0)
        self.draft = PageDraft(self.number, told.get("image", "").strip('"'), box.x1, box.y1)
        self.block = -1

    def _line(self, told: dict[str, str], kind: str) -> None:
        assert self.draft is not None
        angle = self.length(told.get("textangle"), "an angle") or 0.0
        size = self.length(told.get("x_size"), "a size")
        self.of_letters = LETTERS in told
        self.line = LineDraft(self._box(told), size, None, turn_of(-angle), None, self.block)
        self.draft.lines.append(self.line)
        self.collect()

    def _word(self, told: dict[str, str]) -> None:
        assert self.draft is not None
        line = self.line
        if line is None:
            line = LineDraft(block=self.block)
            self.draft.lines.append(line)
        sure = self.length(told.get("x_wconf", "").split(" ")[0], "a confidence")
        self.word = WordDraft("", self._box(told), confidence=share(sure and sure / 100))
        if sure == 0:
            self.word.confidence = 0.0
        line.words.append(self.word)
        self.collect()

    def _box(self, told: dict[str, str]) -> Box | None:
        parts = told.get("bbox", "").split()
        if not parts:
            return None
        sides = [self.length(part) for part in parts]
        if len(sides) != 4:
            raise self.fail("a bbox has four numbers")
        return box_of(*sides)


def _is_han(line: LineDraft) -> bool:
    """Whether most characters of a line are as high as Han."""
    marks = [mark for word in line.words for mark in word.text if not mark.isspace()]
    return 2 * sum(ord(mark) > HAN for mark in marks) > len(marks)


def pages(data: Callable[[], BinaryIO], name: str) -> Iterator[Page]:
    """The pages of an hOCR file. Raises InputError."""
    return read(HocrReader(name), data, covered)


def covered(blocks: Iterator[bytes]) -> Iterator[bytes]:
    """The bytes with blanks for the document type, and ends for elements that have none in HTML."""
    held = b""
    for block in blocks:
        held = VOID.sub(_blank, held + block)
        cut = held.rfind(b"<")
        whole = cut < 0 or b">" in held[cut:] or len(held) - cut > LONGEST
        cut = len(held) if whole else cut
        yield held[:cut]
        held = held[cut:]
    yield held


def _blank(found: re.Match[bytes]) -> bytes:
    """As many bytes: an element that has ended, or only blanks; the line ends kept."""
    if found[0].endswith(b"/>"):
        return found[0]
    blanks = re.sub(rb"[^\r\n]", b" ", found[0])
    return blanks if found[0][1:2] == b"!" else b"<b" + blanks[2:-2] + b"/>"
