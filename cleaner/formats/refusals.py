"""Files that are no text: by how they begin, and the command that would make text of them."""

from __future__ import annotations

import re

from cleaner.text.regex import regex

OCR = "is a picture; read its characters first: tesseract {name} page -l chi_sim hocr"
CONVERT = "soffice --headless --convert-to txt:Text:UTF8 {name}"
PANDOC = "pandoc --wrap=none -t plain -o page.txt {name}"

PICTURES = (
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",
    b"GIF87a",
    b"GIF89a",
    b"II*\0",
    b"MM\0*",
    b"II+\0",
    b"\0\0\0\x0cjP  ",
    b"\xff\x4f\xff\x51",
    b"8BPS",
)
BOXED_PICTURES = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif")
BITMAP = regex(rb"BM.{4}\0\0\0\0.{4}[\x0c\x28\x40\x6c\x7c]\0\0\0", re.DOTALL)
WEBP = regex(rb"RIFF.{4}WEBP", re.DOTALL)
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIPPED = (
    (b"mimetypeapplication/epub+zip", "an EPUB", PANDOC),
    (b"mimetypeapplication/vnd.oasis.opendocument.text", "an OpenDocument text", PANDOC),
    (b"mimetypeapplication/vnd.oasis.opendocument", "an OpenDocument file", CONVERT),
    (b"word/", "a Word document", PANDOC),
    (b"ppt/", "a presentation", CONVERT),
    (b"xl/", "a workbook", CONVERT),
)
PACKED = (
    (b"\x1f\x8b", "gzip -dk {name}"),
    (b"BZh", "bzip2 -dk {name}"),
    (b"\xfd7zXZ\0", "xz -dk {name}"),
    (b"(\xb5/\xfd", "zstd -dk {name}"),
    (b"7z\xbc\xaf\x27\x1c", "7z x {name}"),
    (b"Rar!\x1a\x07", "7z x {name}"),
)
OTHERS = (
    (b"{\\rtf", "is RTF; take its text out first: " + CONVERT),
    (b"AT&TFORM", "is a DjVu file; take its text out first: djvutxt {name} page.txt"),
    (b"%!PS", "is PostScript; make a PDF of it first: ps2pdf {name} page.pdf"),
    (b"ITOLITLS", "is an ebook; take its text out first: ebook-convert {name} page.txt"),
    (b"CAJ", "is a CAJ file; save it as PDF from CAJViewer first"),
)
MOBI = b"BOOKMOBI"
MOBI_PLACE = 60


def refusal(head: bytes, name: str) -> str:
    """Why a file that begins with `head` is not read, and what would make text of it, `{name}` for
    the file; nothing for what may be text."""
    if head.startswith(PICTURES) or head[4:12] in BOXED_PICTURES:
        return OCR
    if BITMAP.match(head) or WEBP.match(head):
        return OCR
    if head.startswith(ZIP):
        return _zipped(head, name)
    if head.startswith(COMPOUND):
        return f"is a document of an old Office; take its text out first: {CONVERT}"
    for mark, command in PACKED:
        if head.startswith(mark):
            return f"is packed; unpack it first: {command}"
    if head[MOBI_PLACE : MOBI_PLACE + len(MOBI)] == MOBI:
        return "is an ebook; take its text out first: ebook-convert {name} page.txt"
    return next((reason for mark, reason in OTHERS if head.startswith(mark)), "")


def _zipped(head: bytes, name: str) -> str:
    """A zip is not opened: the names at its beginning tell what it is; else its suffix does."""
    for mark, kind, command in ZIPPED:
        if mark in head:
            return f"is {kind}; take its text out first: {command}"
    lower = name.lower()
    if lower.endswith((".docx", ".epub", ".odt")):
        return f"is a document; take its text out first: {PANDOC}"
    if lower.endswith((".xlsx", ".pptx", ".wps", ".ods", ".odp")):
        return f"is a document; take its text out first: {CONVERT}"
    return "is a zip archive; unpack it first: unzip {name} -d folder"
