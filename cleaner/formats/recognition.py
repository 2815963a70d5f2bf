"""Which format a file has, told by how it begins; its name only helps where that says nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import BinaryIO

from cleaner.formats.ocrmarks import is_ocr
from cleaner.formats.pages import Page
from cleaner.formats.places import Span
from cleaner.formats.refusals import refusal
from cleaner.formats.splicing import spliced
from cleaner.text.errors import InputError
from cleaner.text.regex import regex

HEAD = 1 << 16
"""So many bytes of a file are enough to recognise it."""


@dataclass(frozen=True)
class Format:
    """A format whose lines have places, or one that is no text.

    `refusal`: for the latter, what would make text of it, `{name}` standing for the file.
    `module`: what reads it; `writable`: whether words can be put back into their places.
    """

    name: str
    module: str = ""
    writable: bool = False
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

    def spliced(
        self, data: Callable[[], BinaryIO], name: str, changes: Mapping[Span, str]
    ) -> Iterator[bytes]:
        """The bytes with other text at the places of some words, every other byte the same.

        `changes`: the `span` of a word -> its text. What the format has twice, like the whole of a
        hyphenated word, is changed with it. Raises InputError.
        """
        if not self.writable:
            raise InputError(f"{name}: {self.name} cannot be written; choose another --to")
        consistent = getattr(import_module(self.module), "consistent", None)
        if consistent is not None:
            changes = consistent(data, name, changes)
        return spliced(data, name, changes, self.name == "tsv")


PDF = Format("pdf", "cleaner.formats.pdf")
HOCR = Format("hocr", "cleaner.formats.hocr", writable=True)
ALTO = Format("alto", "cleaner.formats.alto", writable=True)
PAGE = Format("page", "cleaner.formats.pagexml", writable=True)
TSV = Format("tsv", "cleaner.formats.tsv", writable=True)
POPPLER = Format("bbox-layout", "cleaner.formats.poppler", writable=True)
OCR_JSON = Format("ocr-json", "cleaner.formats.ocrjson")
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
        return OCR_JSON if is_ocr(text) else None
    return None


def _narrow(head: bytes) -> bytes:
    """The beginning of a file in UTF-16 as ASCII."""
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if head.startswith(mark):
            return head[2:].decode(encoding, "ignore").encode("ascii", "replace")
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
