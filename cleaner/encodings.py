"""From bytes to text and back, exactly: which encoding a file has."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from functools import lru_cache, partial
from io import BytesIO

from cleaner.document import Source

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
SHORT = 200  # bytes under which statistics of any language say little
COMMON_SHARE = 0.9  # of the characters of a Chinese text


class InputError(ValueError):
    """An input that cannot be read; the message names the file and the place."""


class OutputError(ValueError):
    """An output that cannot be written; the message names the file."""


def decode(data: bytes, name: str = "<text>", encoding: str | None = None) -> Source:
    """The source in `data`, whose text encodes back to exactly these bytes.

    With no `encoding` given: a byte-order mark, then UTF-8, then what the bytes look like. Raises
    InputError with `name` and the place of the first byte (0-based) that does not fit.
    """
    if encoding is not None:
        return _decode_as(data, name, _canonical(encoding))
    if data.startswith(codecs.BOM_UTF8):
        return _decode_as(data, name, "utf-8")
    for mark, candidate in MARKS:
        if data.startswith(mark) and (text := _exact(data[len(mark) :], candidate)) is not None:
            return Source.from_text(text, name, candidate, mark, partial(BytesIO, data))
    for candidate in _candidates(data):
        text = _exact(data, candidate)
        if text is not None and not looks_binary(text):
            return Source.from_text(text, name, candidate, b"", partial(BytesIO, data))
    raise InputError(f"{name}: {_reason(data)}")


def encode(
    text: str, encoding: str = "utf-8", byte_order_mark: bytes = b"", name: str = "<text>"
) -> bytes:
    """The bytes of `text`, which has the line ends of its source: the inverse of `decode`.

    Raises InputError with the character that `encoding` does not have.
    """
    try:
        return byte_order_mark + text.encode(encoding)
    except UnicodeEncodeError as error:
        character = text[error.start]
        raise InputError(
            f"{name}: {character!a} (U+{ord(character):04X}) at character {error.start}"
            f" cannot be written in {encoding}"
        ) from None


def looks_binary(text: str) -> bool:
    """Whether more control characters occur than a stray one here and there."""
    sample = text[:SAMPLE]
    return len(CONTROLS.findall(sample)) > max(1, len(sample) // 20)


def _canonical(encoding: str) -> str:
    """Python's name for an encoding that the user has named; UTF-16 and UTF-32 with their order."""
    try:
        found = codecs.lookup(encoding).name
        "".encode(found)  # a codec from bytes to bytes, like base64, is no encoding
    except (LookupError, UnicodeError):
        raise InputError(f"unknown encoding {encoding!r}") from None
    return {"utf-16": "utf-16-le", "utf-32": "utf-32-le", "utf-8-sig": "utf-8"}.get(found, found)


def _decode_as(data: bytes, name: str, encoding: str) -> Source:
    family = encoding[:6]  # utf-16, utf-32: a mark tells the order, whichever was named
    for mark, marked in MARKS:
        if data.startswith(mark) and marked.startswith(family):
            encoding = marked
            break
    else:
        mark = b""
    body = data[len(mark) :]
    try:
        text = body.decode(encoding)
        again = text.encode(encoding)
    except UnicodeDecodeError as error:
        place = len(mark) + error.start
        raise InputError(f"{name}: byte {place} is not {encoding} ({error.reason})") from None
    except UnicodeError as error:
        raise InputError(f"{name}: not {encoding} ({error})") from None
    if again != body:
        pairs = zip(again, body, strict=False)
        place = next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(again), len(body)))
        place += len(mark)
        raise InputError(f"{name}: byte {place} would not be the same written in {encoding} again")
    return Source.from_text(text, name, encoding, mark, partial(BytesIO, data))


def _exact(data: bytes, encoding: str) -> str | None:
    """The text of `data`, or None where it does not encode back to the same bytes."""
    try:
        text = data.decode(encoding)
        return text if encoding == "utf-8" or text.encode(encoding) == data else None
    except (UnicodeError, LookupError):
        return None


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
    return sum(map(_is_common, text)) / len(text) if text else 0.0


@lru_cache(1 << 14)
def _is_common(character: str) -> bool:
    """Whether the first level of GB 2312 or of Big5, or their punctuation, has the character."""
    if character < "\x7f":
        return character >= " " or character in "\t\n\f\r"
    for encoding, levels in (("gb2312", ((0xA1, 0xA3), (0xB0, 0xD7))), ("big5", ((0xA1, 0xC5),))):
        try:
            lead = character.encode(encoding)[0]
        except UnicodeEncodeError:
            continue
        if any(first <= lead <= last for first, last in levels):
            return True
    return False


def _reason(data: bytes) -> str:
    """Why nothing fits `data`."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        if b"\0" not in data and not looks_binary(data[:SAMPLE].decode("latin-1")):
            return (
                f"byte {error.start} (0x{data[error.start]:02x}) is not UTF-8, and no other"
                " encoding fits; name the right one with --encoding"
            )
    first = CONTROLS.search(data.decode("latin-1"))
    place = f" (a control character at byte {first.start()})" if first else ""
    return f"looks like a binary file{place}"
