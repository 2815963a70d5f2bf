"""How the characters of a word are written in a file: the bytes of each, and new ones.

What stands between two characters of a word (tags, comments, the borders of CDATA) belongs to
neither and stays.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Callable, Iterator
from html.entities import html5
from itertools import accumulate
from typing import NamedTuple

from cleaner.formats.encoding import reading
from cleaner.text.errors import InputError
from cleaner.text.regex import regex

ESCAPES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"}
    | {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
)
FORBIDDEN = regex("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
BREAKS = regex(r"[\t\r\n]")
MARKUP = regex(
    r"<!\[CDATA\[(?P<cdata>.*?)\]\]>"
    r"|<!--.*?-->|<\?.*?\?>|<[^<>\"']*(?:\"[^\"]*\"[^<>\"']*|'[^']*'[^<>\"']*)*>"
    r"|&#(?P<number>\d+);|&#x(?P<hex>[0-9a-fA-F]+);|&(?P<name>[A-Za-z][A-Za-z0-9]*);"
    r"|\r\n|.",
    re.DOTALL,
)
ESCAPED = regex(
    r"\\u(?P<pair>[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})"
    r"|\\u[0-9a-fA-F]{4}|\\.|.",
    re.DOTALL,
)
SPELT = regex(r"[<&>\]\r]")
BACKSLASH = regex(r"\\")
KNOWN = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


class Cell(NamedTuple):
    """A character, or a few that are written as one, and where: bytes from those of the word.

    `bare`: it stands in CDATA, where nothing can be escaped.
    """

    text: str
    start: int
    end: int
    bare: bool = False


class Notation(NamedTuple):
    """How a file writes words.

    `marks`: finds what is no character that stands for itself. `cells`: the characters in decoded
    text, with places in it. `written`: new text as it is to be encoded, whether in CDATA or not;
    raises InputError where it cannot stand there.
    """

    encoding: str
    cells: Callable[[str], Iterator[Cell]]
    written: Callable[[str, bool], bytes]
    marks: re.Pattern[str] | None = None
    is_markup: bool = False

    def is_bare(self, text: str) -> bool:
        """Whether each of its characters stands for itself."""
        return self.marks is None or self.marks.search(text) is None

    def open_ends(self, data: bytes) -> int:
        """How many ends of CDATA are none: they may stand nowhere else."""
        if not self.is_markup:
            return 0
        text = data.decode(reading(self.encoding))
        return text.count("]]>") - text.count("<![CDATA[")

    def read(self, data: bytes) -> list[Cell]:
        """The characters that the bytes of a word stand for."""
        text, places = _decoded(data, reading(self.encoding))
        found = _of_cell(text) if self.is_bare(text) else self.cells(text)
        if places is None:
            return list(found)
        return [Cell(each.text, places[each.start], places[each.end], each.bare) for each in found]


def _decoded(data: bytes, encoding: str) -> tuple[str, list[int] | None]:
    """The text of bytes, and where each of its characters begins; None where each is a byte."""
    text = data.decode(encoding)
    if len(text) == len(data):
        return text, None
    if encoding == "utf-8":
        return text, [*accumulate((len(mark.encode()) for mark in text), initial=0)]
    decoder = codecs.getincrementaldecoder(encoding)()
    places = [0]
    for place in range(len(data)):
        places += [place + 1] * len(decoder.decode(data[place : place + 1]))
    return text, places


def markup(encoding: str) -> Notation:
    """XML and HTML: text, or the value of an attribute."""

    def written(text: str, bare: bool) -> bytes:
        if FORBIDDEN.search(text):
            raise _cannot(text)
        if bare:
            return b"".join(map(in_cdata, text))
        return text.translate(ESCAPES).encode(encoding, "xmlcharrefreplace")

    def in_cdata(mark: str) -> bytes:
        try:
            if mark in "]>\r":
                raise UnicodeEncodeError(encoding, mark, 0, 1, "not in CDATA")
            return mark.encode(encoding)
        except UnicodeEncodeError:
            return f"]]>&#{ord(mark)};<![CDATA[".encode(encoding)

    return Notation(encoding, _of_markup, written, SPELT, True)


def _of_markup(text: str) -> Iterator[Cell]:
    for found in MARKUP.finditer(text):
        kind, (start, end) = found.lastgroup, found.span()
        if kind == "cdata":
            start, end = found.span("cdata")
            for each in re.finditer("\r\n|.", found["cdata"], re.DOTALL):
                line_end = each[0][0] == "\r"
                inner = start + each.start(), start + each.end()
                yield Cell("\n" if line_end else each[0], *inner, True)
        elif kind:
            yield Cell(_reference(kind, found[kind]), start, end)
        elif found[0][0] == "<" and end - start > 1:
            continue
        else:
            yield Cell("\n" if found[0][0] == "\r" else found[0], start, end)


def _reference(kind: str, value: str) -> str:
    """What a reference stands for."""
    if kind == "name":
        return KNOWN.get(value) or html5.get(f"{value};", f"&{value};")
    code = int(value, 10 if kind == "number" else 16)
    return chr(code) if code < 0x110000 else "\ufffd"


def _of_json(text: str) -> Iterator[Cell]:
    for found in ESCAPED.finditer(text):
        told = found[0]
        yield Cell(json.loads(f'"{told}"') if told[0] == "\\" else told, *found.span())


def string(is_ascii: bool) -> Notation:
    """Strings of JSON, in a file that is ASCII throughout or not."""

    def written(text: str, bare: bool) -> bytes:
        try:
            return json.dumps(text, ensure_ascii=is_ascii)[1:-1].encode()
        except UnicodeEncodeError:
            raise _cannot(text) from None

    return Notation("utf-8", _of_json, written, BACKSLASH)


def _of_cell(text: str) -> Iterator[Cell]:
    return (Cell(mark, place, place + 1) for place, mark in enumerate(text))


def _cell(text: str, bare: bool) -> bytes:
    if BREAKS.search(text) or FORBIDDEN.search(text):
        raise _cannot(text)
    return text.encode()


PLAIN = Notation("utf-8", _of_cell, _cell)
"""Cells of a table in UTF-8."""


def _cannot(text: str) -> InputError:
    return InputError(f"{text[:40]!r} cannot be written there")
