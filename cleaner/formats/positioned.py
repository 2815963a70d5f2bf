"""JSON whose strings know where they stand: each value of text is a `Text` with its bytes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from cleaner.formats.places import Span

STRING = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL)
MARK = b"\xef\xbb\xbf"


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
