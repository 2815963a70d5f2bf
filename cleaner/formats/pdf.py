"""PDF, read with PDFium: characters with their places become lines; nothing trusts their order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any, BinaryIO

import numpy as np

from cleaner.formats.drawn import drawn
from cleaner.formats.glyphs import glyphs_of
from cleaner.formats.inflation import bomb
from cleaner.formats.pages import Page
from cleaner.formats.placing import lines_of
from cleaner.formats.sheet import Sheet
from cleaner.text.errors import InputError

MOST_GLYPHS = 2_000_000  # of a page
UNREADABLE = 0.2  # share of characters without Unicode from which on a page says nothing
COVERED = 0.3  # of a page, by pictures: a scan, if there is no text
AT_ONCE = 100  # pages that are read of a file before it is opened anew
PASSWORD = 4  # FPDF_ERR_PASSWORD

RECOGNISE = "recognise its characters first: ocrmypdf --force-ocr -l chi_sim {name} out.pdf"
SCANNED = "is a picture without text; " + RECOGNISE
UNMAPPED = "has characters without Unicode; " + RECOGNISE


def pages(data: Callable[[], BinaryIO], name: str) -> Iterator[Page]:
    """The pages of a PDF, one after the other, lengths in points.

    Raises InputError where it is encrypted, damaged, has no text at all, or text without Unicode.
    """
    import pypdfium2

    with data() as file:
        place = bomb(file)
        if place is not None:
            raise InputError(f"{name}: byte {place}: a stream that would fill the memory")
        read, warning, first, count = False, "", 0, 1
        while first < count:  # PDFium keeps what it has read of a file until that is closed
            with closing(_opened(pypdfium2, file, name)) as document:
                count = len(document)
                for number in range(first + 1, min(first + AT_ONCE, count) + 1):
                    made = _numbered(pypdfium2, document, number, name)
                    read = read or len(made.lines) > 0
                    warning = warning or made.warning
                    yield made
            first += AT_ONCE
        if not read:
            reason = warning or "has no text; " + RECOGNISE.format(name=name)
            raise InputError(f"{name}: {reason}")


def _opened(pypdfium2: Any, file: BinaryIO, name: str) -> Any:
    """The document. Raises InputError with what to do."""
    file.seek(0)
    try:
        return pypdfium2.PdfDocument(file)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == PASSWORD:
            reason = f"needs a password: qpdf --decrypt --password=… {name} out.pdf"
        else:
            reason = f"cannot be read as a PDF; qpdf {name} out.pdf may mend it"
        raise InputError(f"{name}: {reason}") from None


def _numbered(pypdfium2: Any, document: Any, number: int, name: str) -> Page:
    """The page of a number, from 1."""
    try:
        page = document[number - 1]
    except pypdfium2.PdfiumError as error:
        raise InputError(f"{name}: page {number}: {error}") from None
    with closing(page):
        return _page(page, number, name)


def _page(page: Any, number: int, name: str) -> Page:
    """One page as it is shown: turned as the file says, its upper left corner at 0, 0."""
    from pypdfium2 import raw

    bounds = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page.raw, bounds)
    sheet = Sheet(
        bounds.left, bounds.bottom, bounds.right, bounds.top, raw.FPDFPage_GetRotation(page.raw)
    )
    if not sheet.sound():
        raise InputError(f"{name}: page {number}: its size is no size")
    text = raw.FPDFText_LoadPage(page.raw)
    if not text:
        raise InputError(f"{name}: page {number}: its text cannot be read")
    try:
        count = raw.FPDFText_CountChars(text)
        if count > MOST_GLYPHS:
            raise InputError(f"{name}: page {number}: has more than {MOST_GLYPHS:,} characters")
        glyphs = glyphs_of(raw, text, max(count, 0)).on(sheet)
    finally:
        raw.FPDFText_ClosePage(text)
    shapes = drawn(raw, page.raw).on(sheet)
    lost = float(np.mean(glyphs.unmapped)) if len(glyphs) else 0.0
    if lost > UNREADABLE:
        raise InputError(f"{name}: page {number} {UNMAPPED.format(name=name)}")
    lines = lines_of(glyphs, number)
    scanned = not len(lines) and shapes.share(sheet) > COVERED
    warning = f"page {number} {SCANNED.format(name=name)}" if scanned else ""
    return Page(
        number, "", sheet.width, sheet.height, "point", lines,
        rules=shapes.rules, frames=shapes.frames, images=shapes.images, warning=warning,
    )  # fmt: skip
