"""Files whose lines have places: recognised by their content, read in reading order.

What only looks like one, and is text, stays text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import BinaryIO

from cleaner.files.encodings import source_of
from cleaner.files.paths import InputError
from cleaner.formats import HEAD, Format, recognised
from cleaner.text.document import Source

ALWAYS = (".pdf", ".hocr")
SOMETIMES = (".xml", ".tsv", ".json", ".html", ".htm")
CERTAIN = re.compile(rb"%PDF-\d\.\d[\r\n]|\{\\rtf\d|%!PS-Adobe|AT&TFORM")
OF_MARKUP = ("hocr", "bbox-layout")  # they are HTML, which may be anything else


def source_with_places(data: Callable[[], BinaryIO], name: str) -> Source | None:
    """The text of a PDF or of what an OCR engine gives; None for text like any other.

    Raises InputError, also where it is surely no text.
    """
    with data() as file:
        head = file.read(HEAD)
    found = recognised(head, name)
    if found is None or (_doubtful(found, head) and _is_text(data)):
        return None
    from cleaner.page.pages import placed

    text = placed(found.pages(data, name))
    if not text.text and found.name in OF_MARKUP:
        return None
    if not text.text:
        raise InputError(f"{name}: has no text on its pages")
    warnings = tuple(f"{name}: {warning}" for warning in text.warnings)
    source = Source.from_text(text.text, name, data=data)
    return replace(source, format=found.name, warnings=warnings, wraps=text.wraps, sizes=text.sizes)


def has_places(path: str) -> bool:
    """Whether a file that is found in a folder is one to be read in reading order.

    One that cannot be opened is, too, where its name says so: reading it tells why.
    """
    name = path.lower()
    if name.endswith(ALWAYS):
        return True
    if not name.endswith(SOMETIMES):
        return False
    with suppress(OSError), open(path, "rb") as file:
        found = recognised(file.read(HEAD), path)
        return found is not None and not found.refusal
    return False


def _doubtful(found: Format, head: bytes) -> bool:
    """Whether a text may begin so."""
    if found.name == "pdf" or found.name == "no text":
        return not CERTAIN.match(head)
    return False


def _is_text(data: Callable[[], BinaryIO]) -> bool:
    try:
        source_of(data)
    except InputError:
        return False
    return True
