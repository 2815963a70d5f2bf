"""JSON whose strings know where they stand: each value of text is a `Text` with its bytes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from cleaner.formats.places import Span
from cleaner.formats.xml import MOST_LENGTH
from cleaner.text.errors import InputError
from cleaner.text.regex import regex

STRING = regex(rb'"[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL)
MARK = b"\xef\xbb\xbf"
MOST_BYTES = 1 << 26  # of one value, which takes ten times that in memory


class Text(str):
    """A string, and its bytes in the file, without the quotation marks."""

    __slots__ = ("span",)
    span: Span | None


class _Pairs(list[tuple[str, Any]]):
    """An object as it is written, with keys that it has twice."""


def loaded(data: bytes, place: int) -> Any:
    """The value of JSON in UTF-8 that stands at a place of a file.

    Raises what `json.loads` raises.
    """
    shift = len(MARK) if data.startswith(MARK) else 0
    value = json.loads(data[shift:].decode(), object_pairs_hook=_Pairs)
    return _told(value, (found.span() for found in STRING.finditer(data, shift)), place)


def _told(value: Any, spans: Iterator[Span], place: int) -> Any:
    """The value with its texts placed; they come in the order in which they are written."""
    if isinstance(value, str):
        start, end = next(spans)
        text = Text(value)
        text.span = place + start + 1, place + end - 1
        return text
    if isinstance(value, _Pairs):
        made = {}
        for key, each in value:
            next(spans)
            made[key] = _told(each, spans, place)
        return made
    if isinstance(value, list):
        return [_told(each, spans, place) for each in value]
    return value


def span_of(text: str) -> Span | None:
    """The bytes of a text, if it is one of a file."""
    return text.span if isinstance(text, Text) else None


def taken(read: bytes, name: str) -> bytes:
    """The bytes, if they are not too many."""
    if len(read) > MOST_BYTES:
        raise InputError(f"{name}: more than {MOST_BYTES:,} bytes of JSON; write a page a line")
    return read


def value_in(read: bytes, place: int, line: int, name: str) -> Any:
    """The value in bytes at a place of the file, which begin with a line of it."""
    try:
        return loaded(read, place)
    except UnicodeDecodeError as error:
        raise InputError(f"{name}: line {line}: byte {error.start} is not UTF-8") from None
    except json.JSONDecodeError as error:
        place = line + error.lineno - 1
        raise InputError(f"{name}: line {place}: is not JSON: {error.msg}") from None
    except (RecursionError, ValueError):
        raise InputError(f"{name}: is not JSON that can be read") from None


def whole(data: Callable[[], BinaryIO], name: str) -> Any:
    """The one value of a file. Raises InputError."""
    with data() as file:
        return value_in(taken(file.read(MOST_BYTES + 1), name), 0, 1, name)


def list_of(value: Any) -> list[Any]:
    """A value that is a list; else an empty one."""
    return value if isinstance(value, list) else []


def number_of(value: Any) -> float | None:
    """A value that is a length or place as pages have them; else None."""
    sound = isinstance(value, int | float) and abs(value) <= MOST_LENGTH
    return float(value) if sound and not isinstance(value, bool) else None
