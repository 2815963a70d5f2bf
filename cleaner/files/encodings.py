"""Which encoding a file has, so that its text encodes back to exactly its bytes."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from io import BytesIO
from typing import BinaryIO

from cleaner.files.coding import (
    CHANGES,
    KEEP,
    KEPT,
    SAMPLE,
    STATEFUL,
    InputError,
    UnfitError,
    decoded,
    read_again,
)
from cleaner.text.document import Source, newline_of
from cleaner.text.regex import regex

MARKS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
CONTROLS = regex(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
HELD = 1 << 20  # characters of a text that is held
SEVEN_BIT_MARKS = (b"\x1b$", b"~{", b"+")  # without one of them ASCII is ASCII
FEW = 3  # characters beyond ASCII that say little
FAMILIES = {"big5": ("big5", "cp950", "big5hkscs"), "cp932": ("cp932", "shift_jis_2004")}


def decode(
    data: bytes, name: str = "<text>", encoding: str | None = None, keeps: bool = False
) -> Source:
    """The source in `data`: see `source_of`."""
    return source_of(partial(BytesIO, data), name, encoding, keeps)


def source_of(
    data: Callable[[], BinaryIO],
    name: str = "<text>",
    encoding: str | None = None,
    keeps: bool = False,
) -> Source:
    """The source in the bytes that `data` opens, whose text encodes back to exactly these bytes.

    With no `encoding` given: a byte-order mark, then UTF-8, then what the bytes surely are. All are
    read once, block by block, to see that they fit; a short text is kept, a long one is read again.
    `keeps`: bytes that do not fit are kept as lone surrogates, see `coding.decoded`.
    Raises InputError with `name` and the place of the first byte (0-based) that does not fit.
    """
    with data() as file:
        start = file.read(SAMPLE + 1)
    if encoding is not None:
        return _decode_as(data, start, name, canonical(encoding), keeps)
    if start.startswith(codecs.BOM_UTF8):
        return _decode_as(data, start, name, "utf-8", keeps)
    for mark, candidate in MARKS:
        if start.startswith(mark):
            with suppress(UnfitError):
                return _source(data, name, candidate, mark, keeps)
    _refuse(start, name)
    misfit = UnfitError(0, "")
    try:
        source = _source(data, name, "utf-8", b"")
        if not looks_binary(next(source.pieces())):
            return source
    except UnfitError as error:
        misfit = error
    from cleaner.files.guessing import WESTERN, sure

    found = sure(start)
    for candidate in _guessed(start) if found == WESTERN else _family(found):
        with suppress(UnfitError):
            return _source(data, name, candidate, b"")
    likely = _likely(start) if keeps else None
    if likely:
        return _decode_as(data, start, name, likely, keeps)
    raise InputError(f"{name}: {_reason(data, start, misfit)}")


def _refuse(start: bytes, name: str) -> None:
    """Raises InputError where the first bytes are of no text, or ask for an encoding by name."""
    found = None
    if start.isascii() and any(mark in start for mark in SEVEN_BIT_MARKS):
        from cleaner.files.guessing import seven_bits

        found = seven_bits(start)
    if found:
        raise InputError(
            f"{name}: looks like {found[0]} ({found[1]}); --encoding utf-8 if it is not"
        )
    text = start.decode("latin-1")
    if looks_binary(text) and not _is_wide(start):
        place = CONTROLS.search(text)
        at = place.start() if place else 0
        raise InputError(f"{name}: looks like a binary file (a control character at byte {at})")


def _is_wide(start: bytes) -> bool:
    """Whether the first bytes are text in UTF-16 without a mark."""
    from cleaner.files.guessing import LIKELY, readings

    found = (each for each in readings(start) if each.encoding.startswith("utf-16"))
    return any(each.share >= LIKELY for each in found)


def _source(
    data: Callable[[], BinaryIO], name: str, encoding: str, mark: bytes, keeps: bool = False
) -> Source:
    """The source in one encoding. Raises UnfitError."""
    kept: list[str] = []
    size = returns = newlines = pairs = 0
    last = ""
    for piece in decoded(data, len(mark), encoding, keeps):
        size += len(piece)
        returns += piece.count("\r")
        newlines += piece.count("\n")
        pairs += piece.count("\r\n") + (last == "\r" and piece.startswith("\n"))
        last = piece[-1:] or last
        if size <= HELD:
            kept.append(piece)
        else:
            kept.clear()
    if size <= HELD:
        return Source.from_text("".join(kept), name, encoding, mark, data, keeps)
    newline = newline_of(returns, newlines, pairs)
    pieces = partial(read_again, data, len(mark), name, encoding, newline, size, keeps)
    return Source(pieces, size, name, encoding, mark, newline, data, keeps)


def looks_binary(text: str) -> bool:
    """Whether more control characters occur than a stray one here and there."""
    sample = text[:SAMPLE]
    return len(CONTROLS.findall(sample)) > max(1, len(sample) // 20)


def canonical(encoding: str) -> str:
    """Python's name for an encoding that the user has named; UTF-16 and UTF-32 with their order."""
    try:
        found = codecs.lookup(encoding).name
        "".encode(found)  # a codec from bytes to bytes, like base64, is no encoding
        codecs.getincrementaldecoder(found)
    except (LookupError, ValueError):
        raise InputError(f"unknown encoding {encoding!r}") from None
    return {"utf-16": "utf-16-le", "utf-32": "utf-32-le", "utf-8-sig": "utf-8"}.get(found, found)


def written_as(encoding: str) -> tuple[str, bytes]:
    """The encoding that a user has named to write in, and the mark it begins with.

    Raises InputError.
    """
    name = canonical(encoding)
    marked = {"utf-8": codecs.BOM_UTF8} if "sig" in encoding.lower() else {}
    if name != encoding.lower():
        marked |= {"utf-16-le": codecs.BOM_UTF16_LE, "utf-32-le": codecs.BOM_UTF32_LE}
    has_order = encoding.lower().replace("_", "-").endswith(("le", "be"))
    return name, b"" if has_order else marked.get(name, b"")


def _decode_as(
    data: Callable[[], BinaryIO], start: bytes, name: str, encoding: str, keeps: bool
) -> Source:
    if keeps and encoding.startswith(STATEFUL):
        raise InputError(f"{name}: --errors keep and replace do not go with {encoding}")
    family = encoding[:6]  # utf-16, utf-32: a mark tells the order, whichever was named
    for mark, marked in MARKS:
        if start.startswith(mark) and marked.startswith(family):
            encoding = marked
            break
    else:
        mark = b""
    try:
        return _source(data, name, encoding, mark, keeps)
    except UnfitError as error:
        reason = f"is not {encoding} ({error})"
        if str(error) == CHANGES:
            reason = f"would not be the same written in {encoding} again"
        elif not keeps:
            reason += "; --errors keep carries such bytes through"
        raise InputError(f"{name}: byte {error.place} {reason}") from None


def _family(encoding: str | None) -> tuple[str, ...]:
    """Encodings that hold each other's characters, in which a text may be: the smallest first."""
    return FAMILIES.get(encoding, (encoding,)) if encoding else ()


def _guessed(data: bytes) -> list[str]:
    """Western encodings, the likeliest first."""
    from charset_normalizer import from_bytes

    names = [codecs.lookup(match.encoding).name for match in from_bytes(_sample(data))]
    return [name for name in names if name.startswith(SINGLE_BYTE)]


SINGLE_BYTE = ("cp125", "iso8859", "koi8", "mac-")


def _sample(data: bytes) -> bytes:
    """The beginning of `data`, cut at a line end, where no character is cut."""
    end = data.rfind(b"\n", 0, SAMPLE) + 1 if len(data) > SAMPLE else 0
    return data[: end or SAMPLE]


def _likely(start: bytes) -> str | None:
    """The encoding that the first bytes are in but for some that are damaged."""
    from cleaner.files.guessing import LIKELY, readings

    if _is_utf_8_but(start):
        return "utf-8"
    found = [each for each in readings(start) if each.share >= LIKELY]
    return max(found, key=lambda each: each.share).encoding if found else None


def _is_utf_8_but(start: bytes, least: int = 0) -> bool:
    """Whether bytes are UTF-8 but for one in ten characters at most.

    `least`: characters beyond ASCII that it takes to tell.
    """
    text = start.decode("utf-8", KEEP)
    damaged = sum(len(found[0]) for found in KEPT.finditer(text))
    valid = sum(character > "\x7f" for character in text) - damaged
    return 10 * damaged <= len(text) and valid >= least and (not valid or valid >= 5 * damaged)


def _reason(data: Callable[[], BinaryIO], start: bytes, misfit: UnfitError) -> str:
    """Why nothing surely fits `data`, which begins with `start`, and what it may be."""
    from cleaner.files.guessing import RIVAL, readings

    if b"\0" in start or looks_binary(start.decode("latin-1")):
        return "looks like a binary file"
    with data() as file:
        file.seek(misfit.place)
        byte = file.read(1) or b"\0"
    where = f"byte {misfit.place} (0x{byte[0]:02x}) is not UTF-8"
    if _is_utf_8_but(start, FEW):
        return f"{where}, as the rest is; --errors keep carries such bytes through"
    known = [
        each.encoding + (f" (but for byte {each.place})" if each.place is not None else "")
        for each in readings(start)
        if each.share >= RIVAL
    ]
    if not known:
        return (
            f"{where}, and no other encoding fits; name the right one with --encoding, or carry"
            " the bytes through with --errors keep"
        )
    but = "; --errors keep carries the other bytes through" if "but for" in known[0] else ""
    return (
        f"{where}; it may be {' or '.join(known)}, which is not sure:"
        f" name the right one with --encoding{but}"
    )
