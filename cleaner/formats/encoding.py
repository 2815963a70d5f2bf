"""The encoding of markup, and places in it where the parser reads it as UTF-8.

The parser knows UTF-8 and encodings of one byte a character itself. Others are handed to it in
UTF-8, and places in that are told as places in the file.
"""

from __future__ import annotations

import codecs
import re
from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from cleaner.text.characters import Ints, code_points
from cleaner.text.regex import regex

DECLARED = regex(rb"<\?xml[^>]*\bencoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")
META = regex(rb"<meta\b[^>]*\bcharset\s*=\s*[\"']?\s*([A-Za-z0-9._-]+)", re.IGNORECASE)
HEAD = 1 << 12  # bytes in which an encoding is declared
MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
BARE = ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))
SUPERSETS = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "cp950", "shift_jis": "cp932"}
"""What is written under a name -> what files under that name are really read as."""


def encoding_of(head: bytes) -> str:
    """The codec of markup that begins so, as it marks or declares it; UTF-8 if it does neither.

    Raises LookupError where nobody knows it.
    """
    for mark, encoding in (*MARKS, *BARE):
        if head.startswith(mark):
            return encoding
    found = DECLARED.search(head[:HEAD]) or META.search(head[:HEAD])
    name = found[1].decode("ascii") if found else "utf-8"
    codec = codecs.lookup(name)
    if not codec._is_text_encoding or codec.name.startswith(("utf-16", "utf-32")):
        return "utf-8"  # it could not have been read as ASCII
    return "utf-8" if codec.name in ("utf-8", "ascii") else codec.name


def reading(encoding: str) -> str:
    """The codec that such a file is decoded with."""
    return SUPERSETS.get(encoding, encoding)


def is_narrow(encoding: str) -> bool:
    """Whether the parser reads it as it is: each byte of markup is where it was."""
    if encoding == "utf-8":
        return True
    try:
        return len(bytes(range(256)).decode(encoding, "replace")) == 256 and encoding != "utf-7"
    except (LookupError, UnicodeError):
        return False


class _Block(NamedTuple):
    """Where a block begins and each of its characters ends: in UTF-8, and as it was."""

    start: int
    old_start: int
    ends: Ints
    old_ends: Ints


class Transcoding:
    """Bytes of another encoding as UTF-8, block by block, and the way back for places."""

    def __init__(self, encoding: str) -> None:
        self._encoding = reading(encoding)
        self._decoder = codecs.getincrementaldecoder(self._encoding)()
        self._blocks: deque[_Block] = deque()
        self._place = self._old_place = 0
        self._sizes: dict[int, int] = {}

    def blocks(self, data: Iterator[bytes]) -> Iterator[bytes]:
        """The same in UTF-8. Raises UnicodeDecodeError."""
        for block in data:
            yield self._block(self._decoder.decode(block))
        yield self._block(self._decoder.decode(b"", True))

    def original(self, place: int) -> int:
        """A place in UTF-8, not before what is forgotten, as one in the file."""
        block = next((each for each in reversed(self._blocks) if each.start <= place), None)
        if block is None:
            return 0
        at = int(np.searchsorted(block.ends, place, "right"))
        return int(block.old_ends[at - 1]) if at else block.old_start

    def forget(self, place: int) -> None:
        """No place before this one is asked for any more."""
        while len(self._blocks) > 1 and self._blocks[1].start <= place:
            self._blocks.popleft()

    def _block(self, text: str) -> bytes:
        if text:
            codes = code_points(text)
            new = 1 + (codes > 0x7F).astype(np.int64) + (codes > 0x7FF) + (codes > 0xFFFF)
            found, where = np.unique(codes, return_inverse=True)
            old = np.array([self._size(code) for code in found.tolist()], np.int64)[where]
            ends, old_ends = self._place + np.cumsum(new), self._old_place + np.cumsum(old)
            self._blocks.append(_Block(self._place, self._old_place, ends, old_ends))
            self._place, self._old_place = int(ends[-1]), int(old_ends[-1])
        return text.encode()

    def _size(self, code: int) -> int:
        if code not in self._sizes:
            self._sizes[code] = len(chr(code).encode(self._encoding))
        return self._sizes[code]
