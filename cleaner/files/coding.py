"""From bytes to text and back, piece by piece, in an encoding that is known."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO

from cleaner.files.drafts import BLOCK
from cleaner.text.errors import InputError, OutputError
from cleaner.text.regex import regex

KEEP = "cleaner.keep"  # the name of an error handler
KEPT = regex("[\udc00-\udcff]+")  # what it makes of bytes that fit nothing, one each
STATEFUL = ("hz", "iso2022", "utf-7")  # encodings in which a byte means what those before it say
SAMPLE = 1 << 16  # bytes of a file by which it is told what it is
CHANGES = "would not be the same written again"


class UnfitError(ValueError):
    """Bytes that are not of an encoding. `place`: of the first one, 0-based."""

    def __init__(self, place: int, reason: str) -> None:
        super().__init__(reason)
        self.place = place


def _keep(error: UnicodeError) -> tuple[str, int]:
    """A lone surrogate for each byte that does not fit: U+DC00 and the byte."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    damaged = error.object[error.start : error.end]
    return "".join(chr(0xDC00 + byte) for byte in damaged), error.end


codecs.register_error(KEEP, _keep)


def encode(
    text: str,
    encoding: str = "utf-8",
    byte_order_mark: bytes = b"",
    name: str = "<text>",
    keeps: bool = False,
) -> bytes:
    """The bytes of `text`, which has the line ends of its source: the inverse of `decode`.

    Raises InputError with the character that `encoding` does not have.
    """
    return b"".join(encoded([text], encoding, byte_order_mark, name, keeps))


def encoded(
    pieces: Iterable[str],
    encoding: str = "utf-8",
    byte_order_mark: bytes = b"",
    name: str = "<text>",
    keeps: bool = False,
) -> Iterator[bytes]:
    """The same piece by piece. `keeps`: bytes that were kept become what they were."""
    encoder = _Encoder(encoding, keeps)
    yield byte_order_mark
    place = 0
    try:
        for piece in pieces:
            yield encoder.encode(piece)
            place += len(piece)
        yield encoder.encode("", True)
    except UnicodeEncodeError as error:
        character = error.object[error.start]
        if KEPT.match(character):
            byte = ord(character) - 0xDC00
            raise InputError(
                f"{name}: byte 0x{byte:02x}, which was kept, cannot be written in {encoding};"
                " --errors replace writes U+FFFD"
            ) from None
        raise InputError(
            f"{name}: {character!a} (U+{ord(character):04X}) at character {place + error.start}"
            f" cannot be written in {encoding}"
        ) from None


class _Encoder:
    """An incremental encoder; with `keeps`, kept bytes stand between what it encodes."""

    def __init__(self, encoding: str, keeps: bool) -> None:
        self._encode = codecs.getincrementalencoder(encoding)().encode
        self._keeps = keeps

    def encode(self, text: str, final: bool = False) -> bytes:
        if not self._keeps:
            return self._encode(text, final)
        parts = []
        place = 0
        for kept in KEPT.finditer(text):
            parts.append(self._encode(text[place : kept.start()], True))
            parts.append(bytes(ord(character) - 0xDC00 for character in kept[0]))
            place = kept.end()
        parts.append(self._encode(text[place:], final))
        return b"".join(parts)


def read_again(
    data: Callable[[], BinaryIO],
    skip: int,
    name: str,
    encoding: str,
    newline: str,
    size: int,
    keeps: bool = False,
) -> Iterator[str]:
    """The text of a source that was read before, piece by piece, `\\n` at its line ends.

    `size`: its characters. Raises InputError where it is not the same any more.
    """

    def counted() -> Iterator[str]:
        left = size
        try:
            for piece in decoded(data, skip, encoding, keeps):
                left -= len(piece)
                yield piece
        except UnfitError:
            left = -1
        if left:
            raise InputError(f"{name}: changed while it was read")

    return with_newlines(counted(), newline)


def with_newlines(pieces: Iterable[str], newline: str) -> Iterator[str]:
    """The pieces with `\\n` for each `newline`, which may be cut between two of them."""
    held = ""
    for piece in pieces:
        piece = held + piece
        held = "\r" if newline == "\r\n" and piece.endswith("\r") else ""
        yield piece.removesuffix(held).replace(newline, "\n")
    yield held


def decoded(
    data: Callable[[], BinaryIO], skip: int, encoding: str, keeps: bool = False
) -> Iterator[str]:
    """The text after the first `skip` bytes, piece by piece. Raises UnfitError.

    A byte does not fit, too, if it would not be the same written again. `keeps`: each byte that is
    not of the encoding is kept, as a lone surrogate (U+DC00 and the byte).
    """
    decoder = codecs.getincrementaldecoder(encoding)(KEEP if keeps else "strict")
    again = _Again(encoding, skip, keeps)
    place = skip
    with data() as file:
        file.seek(skip)
        while True:
            block = file.read(BLOCK)
            waiting = len(decoder.getstate()[0])
            try:
                text = decoder.decode(block, not block)
                again.compare(block, text)
            except UnicodeDecodeError as error:
                raise UnfitError(place - waiting + error.start, error.reason) from None
            except UnicodeError as error:
                raise UnfitError(place, str(error)) from None
            place += len(block)
            yield text
            if not block:
                return


class _Again:
    """Compares bytes with what is made of their text. UTF-8 is always the same."""

    def __init__(self, encoding: str, place: int, keeps: bool) -> None:
        self.encoder = None if encoding == "utf-8" else _Encoder(encoding, keeps)
        self.place = place
        self.old = self.new = b""

    def compare(self, block: bytes, text: str) -> None:
        """Raises UnfitError at the first byte that differs. An empty block is the end."""
        if self.encoder is None:
            return
        self.old += block
        self.new += self.encoder.encode(text, not block)
        size = min(len(self.old), len(self.new)) if block else max(len(self.old), len(self.new))
        if self.old[:size] != self.new[:size]:
            pairs = zip(self.old, self.new, strict=False)
            same = next((i for i, (a, b) in enumerate(pairs) if a != b), None)
            same = min(len(self.old), len(self.new)) if same is None else same
            raise UnfitError(self.place + same, CHANGES)
        self.place += size
        self.old, self.new = self.old[size:], self.new[size:]


__all__ = [
    "CHANGES",
    "InputError",
    "OutputError",
    "UnfitError",
    "decoded",
    "encode",
    "encoded",
    "read_again",
    "with_newlines",
]
