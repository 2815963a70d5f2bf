"""Which encoding a file has, so that its text encodes back to exactly its bytes."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import lru_cache, partial
from io import BytesIO
from typing import BinaryIO

from cleaner.files.coding import CHANGES, InputError, UnfitError, decoded, read_again
from cleaner.files.drafts import BLOCK
from cleaner.text.document import Source, newline_of

MARKS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
# The whole of a family stands for its members: gb18030 holds whatever gb2312 and gbk do.
FAMILIES = {
    "gb2312": ("gb18030",),
    "gbk": ("gb18030",),
    "gb18030": ("gb18030",),
    "big5": ("big5", "cp950", "big5hkscs"),
    "cp950": ("big5", "cp950", "big5hkscs"),
    "big5hkscs": ("big5", "cp950", "big5hkscs"),
}
CHINESE = ("gb18030", "big5", "utf-16-le", "utf-16-be")
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
SAMPLE = 1 << 16  # bytes or characters that a guess looks at
KEPT = 1 << 20  # characters of a text that is kept
SHORT = 200  # bytes under which statistics of any language say little
COMMON_SHARE = 0.9  # of the characters of a Chinese text


def decode(data: bytes, name: str = "<text>", encoding: str | None = None) -> Source:
    """The source in `data`: see `source_of`."""
    return source_of(partial(BytesIO, data), name, encoding)


def source_of(
    data: Callable[[], BinaryIO], name: str = "<text>", encoding: str | None = None
) -> Source:
    """The source in the bytes that `data` opens, whose text encodes back to exactly these bytes.

    With no `encoding` given: a byte-order mark, then UTF-8, then what the bytes look like. All are
    read once, block by block, to see that they fit; a short text is kept, a long one is read again.
    Raises InputError with `name` and the place of the first byte (0-based) that does not fit.
    """
    with data() as file:
        start = file.read(SAMPLE + 1)
    if encoding is not None:
        return _decode_as(data, start, name, _canonical(encoding))
    if start.startswith(codecs.BOM_UTF8):
        return _decode_as(data, start, name, "utf-8")
    for mark, candidate in MARKS:
        if start.startswith(mark):
            with suppress(UnfitError):
                return _source(data, name, candidate, mark)
    misfit: UnfitError | None = None
    for candidate in _candidates(start):
        try:
            source = _source(data, name, candidate, b"")
        except UnfitError as error:
            misfit = error if candidate == "utf-8" else misfit
        else:
            if not looks_binary(next(source.pieces())):
                return source
    raise InputError(f"{name}: {_reason(data, start, misfit)}")


def _source(data: Callable[[], BinaryIO], name: str, encoding: str, mark: bytes) -> Source:
    """The source in one encoding. Raises UnfitError."""
    kept: list[str] = []
    size = returns = newlines = pairs = 0
    last = ""
    for piece in decoded(data, len(mark), encoding):
        size += len(piece)
        returns += piece.count("\r")
        newlines += piece.count("\n")
        pairs += piece.count("\r\n") + (last == "\r" and piece.startswith("\n"))
        last = piece[-1:] or last
        if size <= KEPT:
            kept.append(piece)
        else:
            kept.clear()
    if size <= KEPT:
        return Source.from_text("".join(kept), name, encoding, mark, data)
    newline = newline_of(returns, newlines, pairs)
    pieces = partial(read_again, data, len(mark), name, encoding, newline, size)
    return Source(pieces, size, name, encoding, mark, newline, data)


def looks_binary(text: str) -> bool:
    """Whether more control characters occur than a stray one here and there."""
    sample = text[:SAMPLE]
    return len(CONTROLS.findall(sample)) > max(1, len(sample) // 20)


def _canonical(encoding: str) -> str:
    """Python's name for an encoding that the user has named; UTF-16 and UTF-32 with their order."""
    try:
        found = codecs.lookup(encoding).name
        "".encode(found)  # a codec from bytes to bytes, like base64, is no encoding
        codecs.getincrementaldecoder(found)
    except (LookupError, UnicodeError):
        raise InputError(f"unknown encoding {encoding!r}") from None
    return {"utf-16": "utf-16-le", "utf-32": "utf-32-le", "utf-8-sig": "utf-8"}.get(found, found)


def _decode_as(data: Callable[[], BinaryIO], start: bytes, name: str, encoding: str) -> Source:
    family = encoding[:6]  # utf-16, utf-32: a mark tells the order, whichever was named
    for mark, marked in MARKS:
        if start.startswith(mark) and marked.startswith(family):
            encoding = marked
            break
    else:
        mark = b""
    try:
        return _source(data, name, encoding, mark)
    except UnfitError as error:
        reason = f"is not {encoding} ({error})"
        if str(error) == CHANGES:
            reason = f"would not be the same written in {encoding} again"
        raise InputError(f"{name}: byte {error.place} {reason}") from None


def _candidates(data: bytes) -> Iterator[str]:
    """Encodings that `data` may have, the most likely first."""
    yield "utf-8"
    ranked = sorted(CHINESE, key=lambda each: -common_share(data, each))
    likely = [each for each in ranked if common_share(data, each) >= COMMON_SHARE]
    if len(data) < SHORT:
        yield from _families(likely)
    yield from _families(_guessed(data))
    yield from _families(likely)


def _families(encodings: list[str]) -> Iterator[str]:
    for each in encodings:
        yield from FAMILIES.get(each, (each,))


def _guessed(data: bytes) -> list[str]:
    from charset_normalizer import from_bytes

    return [codecs.lookup(match.encoding).name for match in from_bytes(_sample(data))]


def _sample(data: bytes) -> bytes:
    """The beginning of `data`, cut at a line end, where no character of these encodings is cut."""
    if len(data) <= SAMPLE:
        return data
    end = data.rfind(b"\n", 0, SAMPLE) + 1
    return data[: end if end and b"\0" not in data[:end] else SAMPLE]


def common_share(data: bytes, encoding: str) -> float:
    """The share of `data`, read in `encoding`, that is ASCII or everyday Chinese: 0 to 1."""
    text = _sample(data).decode(encoding, "ignore" if len(data) > SAMPLE else "replace")
    return sum(map(is_common, text)) / len(text) if text else 0.0


@lru_cache(1 << 14)
def is_common(character: str) -> bool:
    """Whether the first level of GB 2312 or of Big5, or their punctuation, has the character."""
    if character < "\x7f":
        return character >= " " or character in "\t\n\f\r"
    for encoding, levels in (("gb2312", ((0xA1, 0xA3), (0xB0, 0xD7))), ("big5", ((0xA1, 0xC6),))):
        try:
            lead = character.encode(encoding)[0]
        except UnicodeEncodeError:
            continue
        if any(first <= lead <= last for first, last in levels):
            return True
    return False


def _reason(data: Callable[[], BinaryIO], start: bytes, misfit: UnfitError | None) -> str:
    """Why nothing fits `data`, which begins with `start`. `misfit`: what UTF-8 says of it."""
    place = 0
    with data() as file:
        if misfit and b"\0" not in start and not looks_binary(start.decode("latin-1")):
            file.seek(misfit.place)
            byte = file.read(1) or b"\0"
            return (
                f"byte {misfit.place} (0x{byte[0]:02x}) is not UTF-8, and no other"
                " encoding fits; name the right one with --encoding"
            )
        while block := file.read(BLOCK):
            if first := CONTROLS.search(block.decode("latin-1")):
                place += first.start()
                return f"looks like a binary file (a control character at byte {place})"
            place += len(block)
    return "looks like a binary file"
