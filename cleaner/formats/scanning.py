"""XML looked through as a whole for the places of a few elements, and nothing else of it.

What stands in it has been read before: here only places are asked for, at the speed of the parser.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import BinaryIO
from xml.parsers import expat

from cleaner.formats.encoding import Transcoding, encoding_of, is_narrow
from cleaner.formats.notation import markup
from cleaner.formats.places import Span
from cleaner.formats.xml import value_of
from cleaner.text.errors import InputError
from cleaner.text.regex import regex

LEADING = regex(rb"(?:\s|<!--.*?-->|<\?.*?\?>)*", re.DOTALL)
BLANKS = b" \t\r\n"


class Scan:
    """The bytes of a file, and a parser that goes through them. Places are those of UTF-8 where
    the file is in an encoding that the parser cannot read; `span` gives those of the file."""

    def __init__(self, data: Callable[[], BinaryIO], name: str) -> None:
        with data() as file:
            self.data = file.read()
        self.name = name
        self._coding: Transcoding | None = None
        self._encoding = self._written = encoding_of(self.data)
        parser = None if self._encoding == "utf-8" else self._encoding
        if not is_narrow(self._encoding):
            self._coding = Transcoding(self._encoding)
            self.data = b"".join(self._coding.blocks(iter((self.data,))))
            self._encoding = parser = "utf-8"
        self.parser = expat.ParserCreate(parser)
        self._notation = markup(self._encoding)

    def has(self, word: bytes) -> bool:
        """Whether the file may have a name."""
        return word in self.data

    def run(self, start: Callable[[str, dict[str, str]], object]) -> None:
        """Call for each element that begins. Raises InputError."""
        self.parser.StartElementHandler = start
        try:
            self.parser.Parse(self.data, True)
        except expat.ExpatError as error:
            raise InputError(f"{self.name}: is not well-formed XML: {error}") from None

    @property
    def place(self) -> int:
        """Where the parser is."""
        return self.parser.CurrentByteIndex

    def value(self, attribute: bytes) -> Span | None:
        """The value of an attribute of the element that begins, without a prefix if it can be."""
        return value_of(self.data, self.place, attribute)

    def trimmed(self, span: Span) -> Span:
        """Places of a text without blanks and comments before it, and blanks after it."""
        lead = LEADING.match(self.data, *span)
        first = lead.end() if lead else span[0]
        return first, first + len(self.data[first : span[1]].rstrip(BLANKS))

    def placed(self, span: Span) -> tuple[str, Callable[[int, int], Span] | None]:
        """The text that stands there, and what tells the bytes in the file of a part of it, where
        its characters stand for themselves; parts are asked for one after the other."""
        text = self.data[span[0] : span[1]].decode(self._encoding)
        if not self._notation.is_bare(text):
            return self.text(span), None
        done = [0, span[0]]

        def of_part(first: int, after: int) -> Span:
            start = done[1] + len(text[done[0] : first].encode(self._encoding))
            done[:] = after, start + len(text[first:after].encode(self._encoding))
            return self.span((start, done[1]))

        return text, of_part

    def text(self, span: Span) -> str:
        """The text that stands there."""
        text = self.data[span[0] : span[1]].decode(self._encoding)
        if self._notation.is_bare(text):
            return text.strip()
        read = self._notation.read(self.data[span[0] : span[1]])
        return "".join(each.text for each in read).strip()

    def written(self, text: str) -> bytes:
        """Markup as the file has it."""
        return text.encode(self._written, "xmlcharrefreplace")

    def span(self, span: Span) -> Span:
        """Places as those of the file."""
        if self._coding is None:
            return span
        return self._coding.original(span[0]), self._coding.original(span[1])
