"""Other text at some places of a file, every other byte as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import BinaryIO

from cleaner.formats.places import Span
from cleaner.text.errors import InputError
from cleaner.text.regex import regex

BLOCK = 1 << 16
DECLARED = regex(rb"<\?xml[^>]*\bencoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")
ESCAPES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"}
    | {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
)
FORBIDDEN = regex("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
BREAKS = regex(r"[\t\r\n]")


def spliced(
    data: Callable[[], BinaryIO], name: str, changes: Mapping[Span, str], plain: bool = False
) -> Iterator[bytes]:
    """The bytes that `data` opens, piece by piece, with other text at some places.

    `changes`: first byte and the one after the last -> the text there. It is escaped as in XML, and
    written in the encoding that the file declares; or as it is, if the file is `plain` UTF-8.
    Raises InputError where places overlap or lie outside, or a text cannot stand there.
    """
    with data() as file:
        encode = _plain if plain else _escaped(file.read(1024))
        file.seek(0)
        place = 0
        for (start, end), text in sorted(changes.items()):
            if not place <= start <= end:
                raise InputError(f"{name}: byte {start}: two changes in one place")
            if FORBIDDEN.search(text) or (plain and BREAKS.search(text)):
                raise InputError(f"{name}: byte {start}: {text[:40]!r} cannot be written there")
            yield from _copied(file, start - place, name)
            yield encode(text)
            if len(file.read(end - start)) < end - start:
                raise InputError(f"{name}: changed while it was read")
            place = end
        while block := file.read(BLOCK):
            yield block


def _copied(file: BinaryIO, size: int, name: str) -> Iterator[bytes]:
    """The next bytes of a file."""
    while size > 0:
        block = file.read(min(size, BLOCK))
        if not block:
            raise InputError(f"{name}: changed while it was read")
        size -= len(block)
        yield block


def _plain(text: str) -> bytes:
    return text.encode("utf-8")


def _escaped(head: bytes) -> Callable[[str], bytes]:
    """What writes text into the XML that begins so; characters it lacks become references."""
    found = DECLARED.search(head)
    encoding = found[1].decode("ascii") if found else "utf-8"
    return lambda text: text.translate(ESCAPES).encode(encoding, "xmlcharrefreplace")
