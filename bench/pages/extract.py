"""PDF -> text, through the extractors people use. Each emits its own order of text."""

import io
import logging
import subprocess
from collections.abc import Callable
from typing import Any

import pymupdf
import pypdf
from pdfminer.high_level import extract_text

TEXT_BLOCK = 0
logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of every font of a browser


def pymupdf_blocks(pdf: bytes) -> str:
    """The text of each block, blank lines between blocks."""
    with _document(pdf) as document:
        blocks = [block for page in document for block in page.get_text("blocks")]
    texts = [block[4].strip("\n") for block in blocks if block[6] == TEXT_BLOCK]
    return "\n\n".join(texts) + "\n"


def pymupdf_text(pdf: bytes) -> str:
    """The plain text."""
    with _document(pdf) as document:
        return "".join(page.get_text("text") for page in document)


def pdfminer(pdf: bytes) -> str:
    """pdfminer.six with its usual settings."""
    return str(extract_text(io.BytesIO(pdf)))


def pdftotext(pdf: bytes) -> str:
    """pdftotext in reading order, as it sees it."""
    return _pdftotext(pdf)


def pdftotext_layout(pdf: bytes) -> str:
    """pdftotext -layout: columns side by side."""
    return _pdftotext(pdf, "-layout")


def pypdf_text(pdf: bytes) -> str:
    """pypdf."""
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


EXTRACTORS: dict[str, Callable[[bytes], str]] = {
    "pymupdf-blocks": pymupdf_blocks,
    "pymupdf-text": pymupdf_text,
    "pdfminer": pdfminer,
    "pdftotext": pdftotext,
    "pdftotext-layout": pdftotext_layout,
    "pypdf": pypdf_text,
}


def extract(pdf: bytes, extractor: str) -> str:
    """The text of a PDF through the extractor of that name (a key of ``EXTRACTORS``)."""
    return EXTRACTORS[extractor](pdf)


def _document(pdf: bytes) -> Any:
    return pymupdf.open(stream=pdf, filetype="pdf")  # type: ignore[no-untyped-call]


def _pdftotext(pdf: bytes, *options: str) -> str:
    command = ["pdftotext", "-enc", "UTF-8", *options, "-", "-"]
    done = subprocess.run(command, input=pdf, capture_output=True, check=True)
    return done.stdout.decode("utf-8")
