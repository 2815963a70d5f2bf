"""Which format a file has, told by how it begins; its name only helps where that says nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, BinaryIO

from cleaner.formats.encoding import BARE, MARKS, encoding_of
from cleaner.formats.ocrmarks import is_ocr
from cleaner.formats.refusals import refusal
from cleaner.text.errors import InputError
from cleaner.text.regex import regex

if TYPE_CHECKING:
    from cleaner.formats.notation import Notation
    from cleaner.formats.pages import Page
    from cleaner.formats.places import Span
    from cleaner.formats.splicing import Change, Splice

HEAD = 1 << 16
"""So many bytes of a file are enough to recognise it."""


@dataclass(frozen=True)
class Format:
    """A format whose lines have places, or one that is no text.

    `refusal`: for the latter, what would make text of it, `{name}` standing for the file.
    `module`: what reads it; `writing`: how words are written in it, `markup`, `json` or `table`;
    nothing where they cannot be put back into their places.
    """

    name: str
    module: str = ""
    writing: str = ""
    refusal: str = ""

    def pages(self, data: Callable[[], BinaryIO], name: str) -> Iterator[Page]:
        """The pages in the bytes that `data` opens, one after the other.

        Raises InputError with `name` and the place of what cannot be read, at once for a format
        that is no text.
        """
        if self.refusal:
            raise InputError(f"{name}: {self.refusal.format(name=name)}")
        found: Iterator[Page] = import_module(self.module).pages(data, name)
        return found

    def splices(
        self, data: Callable[[], BinaryIO], name: str, changes: Mapping[Span, Change]
    ) -> list[Splice]:
        """The bytes that change where some words get other text, in their order.

        `changes`: the `span` of a word -> what it was read as and what it becomes. What the format
        has twice, like the whole of a hyphenated word, is changed with it. Raises InputError.
        """
        from cleaner.formats import splicing

        if not self.writing:
            raise InputError(f"{name}: {self.name} cannot be written; choose another --to")
        if not changes:
            return []
        consistent = getattr(import_module(self.module), "consistent", None)
        if consistent is not None:
            changes = consistent(data, name, changes)
        return splicing.splices(data, name, changes, self._notation(data))

    def _notation(self, data: Callable[[], BinaryIO]) -> Notation:
        from cleaner.formats import notation

        if self.writing == "table":
            return notation.PLAIN
        with data() as file:
            head = file.read(HEAD)
            if self.writing == "markup":
                return notation.markup(encoding_of(head))
            while head.isascii() and (more := file.read(HEAD)):
                head = more
        return notation.string(head.isascii())


PDF = Format("pdf", "cleaner.formats.pdf")
HOCR = Format("hocr", "cleaner.formats.hocr", "markup")
ALTO = Format("alto", "cleaner.formats.alto", "markup")
PAGE = Format("page", "cleaner.formats.pagexml", "markup")
TSV = Format("tsv", "cleaner.formats.tsv", "table")
POPPLER = Format("bbox-layout", "cleaner.formats.poppler", "markup")
OCR_JSON = Format("ocr-json", "cleaner.formats.ocrjson", "json")
DOCLING = Format("docling", "cleaner.formats.docling", "json")
MINERU = Format("mineru", "cleaner.formats.mineru", "json")
METS = Format(
    "mets",
    refusal="lists the files of an issue and has no text: give these, or the file where they are",
)
"""It gives the order of files: see `issue`."""

PROLOGUE = regex(
    rb"\s*(?:<\?xml(?:[^?]|\?(?!>))*\?>)?(?:\s+|<!--(?:[^-]|-(?!->))*-->|<\?(?:[^?]|\?(?!>))*\?>"
    rb"|<!DOCTYPE[^<>\[]*(?:\[[^\]]*\]\s*)?>)*",
    re.IGNORECASE,
)
ROOT = regex(rb"<(?:[\w.-]+:)?([\w.-]+)")
ROOTS = {b"alto": ALTO, b"PcGts": PAGE, b"mets": METS}
HOCR_MARK = regex(
    rb"""<\w[^<>]*\bclass\s*=\s*["']?[^"'<>]*\b(?:ocr_page|ocr_line|ocrx_word)\b"""
    rb"""|<meta\s[^<>]*\bocr-system"""
)
POPPLER_MARK = regex(rb"<doc>\s*<page\s+width=")
PDF_MARK = regex(rb"%PDF-\d")
PDF_WITHIN = 1024
TSV_HEADER = b"level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\t"
DOCLING_MARK = regex(rb'"schema_name"\s*:\s*"DoclingDocument"')
MIDDLE_MARK = regex(rb'\s*\{\s*"pdf_info"\s*:\s*\[')
LIST_MARK = regex(rb'\s*\[\s*\{(?:[^{}"]|"(?:[^"\\]|\\.)*")*"type"\s*:\s*"[a-z_]+"')
LIST_PAGE = regex(rb'"page_idx"\s*:\s*\d+')
UTF8_MARK = b"\xef\xbb\xbf"


def recognised(head: bytes, name: str) -> Format | None:
    """The format of a file that begins with `head`, `HEAD` bytes of it if it is as long.

    `None` where it is text like any other, or nothing that is known. `name` says nothing alone.
    """
    head = head[:HEAD]
    if PDF_MARK.search(head[:PDF_WITHIN]):
        return PDF
    reason = refusal(head, name)
    if reason:
        return Format("no text", refusal=reason)
    text = _narrow(head).removeprefix(UTF8_MARK)
    if text.startswith(TSV_HEADER):
        return TSV
    begin = text.lstrip()[:1]
    if begin == b"<":
        return _markup(text)
    if begin in (b"[", b"{"):
        return _json(text)
    return None


def _json(text: bytes) -> Format | None:
    if DOCLING_MARK.search(text):
        return DOCLING
    if MIDDLE_MARK.match(text) or (LIST_MARK.match(text) and LIST_PAGE.search(text)):
        return MINERU
    return OCR_JSON if is_ocr(text) else None


def _narrow(head: bytes) -> bytes:
    """The beginning of a file in UTF-16 as ASCII."""
    for mark, encoding in (*MARKS[1:], *BARE):
        if head.startswith(mark):
            text = head.decode(encoding, "ignore").removeprefix("\ufeff")
            return text.encode("ascii", "replace")
    return head


def _markup(text: bytes) -> Format | None:
    prologue = PROLOGUE.match(text)
    root = ROOT.match(text, prologue.end() if prologue else 0)
    if root is None:
        return None
    if root[1] in ROOTS:
        return ROOTS[root[1]]
    if root[1].lower() in (b"html", b"doc", b"body", b"div", b"head"):
        if HOCR_MARK.search(text):
            return HOCR
        if POPPLER_MARK.search(text):
            return POPPLER
    return None
