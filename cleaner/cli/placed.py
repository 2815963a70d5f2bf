"""Files whose lines have places: recognised by their content, read in reading order.

What only looks like one, and is text, stays text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from cleaner.files.encodings import source_of
from cleaner.files.paths import InputError
from cleaner.formats import HEAD, METS, Format, recognised
from cleaner.text.document import Source
from cleaner.text.regex import regex

if TYPE_CHECKING:
    from cleaner.formats import Page

ALWAYS = (".pdf", ".hocr")
SOMETIMES = (".xml", ".tsv", ".json", ".html", ".htm")
CERTAIN = regex(rb"%PDF-\d\.\d[\r\n]|\{\\rtf\d|%!PS-Adobe|AT&TFORM")
OF_MARKUP = ("hocr", "bbox-layout")  # they are HTML, which may be anything else


def source_with_places(
    data: Callable[[], BinaryIO], name: str, folder: Path | None = None, order: str = "page"
) -> Source | None:
    """The text of a PDF or of what an OCR engine gives; None for text like any other.

    `folder`: where a METS file lies, so that those it names are found. `order`: a setting, which
    see. Raises InputError, also where it is surely no text.
    """
    found = _format(data, name)
    if found is None:
        return None
    from cleaner.page.pages import placed
    from cleaner.page.reading import READERS

    text = placed(_pages(found, data, name, folder), READERS[order])
    if not text.characters and found.name in OF_MARKUP:
        return None
    if not text.characters:
        raise InputError(f"{name}: has no text on its pages")
    warnings = tuple(f"{name}: {warning}" for warning in text.warnings)
    return Source(
        text.pieces, text.characters, name, data=data, format=found.name, warnings=warnings,
        wraps=text.wraps, sizes=text.sizes, located=text.words, firsts=text.firsts,
    )  # fmt: skip


def pages_with_places(
    data: Callable[[], BinaryIO], name: str, folder: Path | None = None
) -> Iterator[Page] | None:
    """The pages of such a file; None for text like any other. Raises InputError."""
    found = _format(data, name)
    return None if found is None else _pages(found, data, name, folder)


def _format(data: Callable[[], BinaryIO], name: str) -> Format | None:
    """The format of a file whose lines have places, or that is no text."""
    with data() as file:
        head = file.read(HEAD)
    found = recognised(head, name)
    if found is None or (_doubtful(found, head) and _is_text(data)):
        return None
    return found


def _pages(
    found: Format, data: Callable[[], BinaryIO], name: str, folder: Path | None
) -> Iterator[Page]:
    if found is METS and folder is not None:
        from cleaner.formats import issue

        return issue.pages(data, name, folder)
    return found.pages(data, name)


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
