"""Streams of a PDF that are small in the file and huge in memory: found before they are opened."""

from __future__ import annotations

import io
import mmap
import zlib
from base64 import a85decode
from collections.abc import Callable
from typing import BinaryIO

from cleaner.text.regex import regex

MOST_INFLATED = 1 << 27  # bytes of one stream
MOST_IN_ALL = 1 << 33  # bytes of all those that are long enough to be counted
MOST_RATIO = 1032  # of deflate
LEAST = MOST_INFLATED // MOST_RATIO
"""No shorter stream can become so large."""

STREAM = regex(rb"\bstream\r?\n")
END = b"endstream"
IMAGE = regex(rb"/Subtype\s*/Image\b")  # never unpacked for its text
FILTERS = regex(rb"/(Flate|LZW|RunLength|ASCII85|ASCIIHex|Fl|RL|A85|AHx)(?:Decode)?\b")
FULL = {b"Fl": b"Flate", b"RL": b"RunLength", b"A85": b"ASCII85", b"AHx": b"ASCIIHex"}
DECODERS: dict[bytes, Callable[[bytes], bytes]] = {
    b"ASCII85": lambda text: a85decode(text.strip().removesuffix(b"~>")),
    b"ASCIIHex": lambda text: bytes.fromhex(text.strip().rstrip(b">").decode("latin-1")),
}
HEADER = 2048  # bytes before a stream that are looked at for its dictionary
BLOCK = 1 << 16


def bomb(file: BinaryIO) -> int | None:
    """The place of the first stream that would take more than `MOST_INFLATED` bytes, if any.

    Streams packed twice count as such. The file is left at its beginning.
    """
    data = _mapped(file)
    end, budget = -1, MOST_IN_ALL
    try:
        for found in STREAM.finditer(data):
            start = found.end()
            if end < start:
                end = data.find(END, start)
                end = len(data) if end < 0 else end
            size = _inflated(data, found.start(), start, end)
            budget -= size
            if size > MOST_INFLATED or budget < 0:
                return start
        return None
    finally:
        if isinstance(data, mmap.mmap):
            data.close()
        file.seek(0)


def _mapped(file: BinaryIO) -> mmap.mmap | bytes:
    """The bytes of a file; of a real one without reading it into memory."""
    try:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError, io.UnsupportedOperation):
        file.seek(0)
        return file.read()


def _inflated(data: mmap.mmap | bytes, head: int, start: int, end: int) -> int:
    """Bytes that the stream from `start` to `end` takes, whose dictionary ends at `head`.

    No more than a little over `MOST_INFLATED` are counted, and none of streams too short for it.
    """
    before = data[max(0, head - HEADER) : head]
    before = before[before.rfind(b"obj") + 1 :]
    if IMAGE.search(before):
        return 0
    filters = [FULL.get(each, each) for each in FILTERS.findall(before)]
    packed = [each for each in filters if not each.startswith(b"ASCII")]
    if len(packed) > 1:
        return MOST_INFLATED + 1
    if end - start <= LEAST or packed != [b"Flate"]:
        return 0
    if len(filters) == 1:
        return _counted(data, start, end)
    try:
        return _counted(DECODERS[filters[0]](data[start:end]), 0, end - start)
    except ValueError:
        return 0  # broken: nothing comes of it in PDFium


def _counted(data: mmap.mmap | bytes, start: int, end: int) -> int:
    """Bytes that a deflated stream takes."""
    unpacker, size = zlib.decompressobj(), 0
    for place in range(start, end, BLOCK):
        piece = data[place : min(place + BLOCK, end)]
        while piece and not unpacker.eof and size <= MOST_INFLATED:
            try:
                size += len(unpacker.decompress(piece, 1 << 20))
            except zlib.error:
                return size  # enciphered or broken
            piece = unpacker.unconsumed_tail
    return size
