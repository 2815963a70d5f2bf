"""XML read as a stream, with the bytes that each word takes. No file, no address is ever opened.

Declared entities are refused, so nothing grows, and no entity is looked for anywhere.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from html.entities import html5
from typing import BinaryIO, ClassVar
from xml.parsers import expat

from cleaner.formats.building import PageDraft
from cleaner.formats.encoding import HEAD, Transcoding, encoding_of, is_narrow
from cleaner.formats.pages import Page
from cleaner.formats.places import Box, Span
from cleaner.text.errors import InputError
from cleaner.text.regex import regex

BLOCK = 1 << 16
LONGEST = 1 << 22  # bytes of one tag or word: what is not complete is looked at again and again
DEEPEST = 256  # elements within elements
MOST_ELEMENTS = 600_000  # of a page: two for each word as a rule
MOST_LENGTH = 1e7  # of a page, in any unit
NAME = regex(rb"<[^\s/>]+")
ATTRIBUTE = regex(rb"\s*([^\s=\"'<>/]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
NUMBER = regex(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?", re.ASCII)
BLANKS = b" \t\r\n"

Attributes = dict[str, str]


def value_of(data: bytes | bytearray, place: int, attribute: bytes) -> Span | None:
    """Where the value of an attribute of the element that begins at a place stands.

    Of several that differ in their prefix alone the one without, else the last.
    """
    found: Span | None = None
    at = NAME.match(data, place)
    while at and (at := ATTRIBUTE.match(data, at.end())):
        if at[1].rpartition(b":")[2] == attribute:
            found = at.span(2 if at[2] is not None else 3)
            if at[1] == attribute:
                break
    return found


class XmlReader:
    """Calls `start` and `end` for each element, without prefixes; pages that are ready are in
    `ready`. A format is a subclass."""

    entities: ClassVar[dict[str, str]] = {}
    """Names of entities that the format has without declaring them, with what they stand for."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.number = 0
        self.ready: list[PageDraft] = []
        self._depth = self._elements = 0
        self._attributes: Attributes = {}
        self._collected: list[str] | None = None
        self._begin = self._end = self._cdata = -1
        self._window, self._base = bytearray(), 0  # bytes of the file, and the place of the first
        self._coding: Transcoding | None = None
        self._parser = self._made(None)

    def _made(self, encoding: str | None) -> expat.XMLParserType:
        """A parser for an encoding, or for that which the file declares."""
        parser = expat.ParserCreate(encoding)
        parser.buffer_text = False
        parser.StartElementHandler = self._started
        parser.EndElementHandler = self._ended
        parser.CharacterDataHandler = self._told
        parser.StartCdataSectionHandler = self._bare
        parser.EndCdataSectionHandler = self._escaped
        parser.EntityDeclHandler = self._declared
        if self.entities:
            parser.UseForeignDTD(True)
            parser.SkippedEntityHandler = self._named
        return parser

    def decoded(self, blocks: Iterator[bytes], head: bytes) -> Iterator[bytes]:
        """The bytes of a file that begins with `head`, as the parser can read them."""
        try:
            encoding = encoding_of(head)
        except LookupError as error:
            raise self._mistaken(error) from None
        if encoding == "utf-8":
            return blocks
        if is_narrow(encoding):
            self._parser = self._made(encoding)
            return blocks
        self._parser = self._made("utf-8")
        self._coding = Transcoding(encoding)
        return self._coding.blocks(blocks)

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element begins."""

    def end(self, tag: str) -> None:
        """An element has ended."""

    def finished(self) -> None:
        """The file has ended."""

    def collect(self) -> None:
        """Keep the text from here on."""
        self._collected = []
        self._begin = self._end = -1

    def collected(self) -> tuple[str, Span | None]:
        """The text since `collect`, without blanks around it, and its bytes, if there are any.

        Tags and comments that stand within it are among them.
        """
        text = "".join(self._collected or ())
        begin, end = self._begin, self._end if self._end >= 0 else self._place()
        self._collected = None
        if begin < 0:
            return text.strip(), None
        data = bytes(self._window[begin - self._base : end - self._base])
        left = len(data) - len(data.lstrip(BLANKS))
        return text.strip(), self._span(begin + left, begin + len(data.rstrip(BLANKS)))

    def span(self, attribute: str) -> Span | None:
        """The bytes of the value of an attribute of the element that begins."""
        if attribute not in self._attributes:
            return None
        found = value_of(self._window, self._place() - self._base, attribute.encode())
        return found and self._span(found[0] + self._base, found[1] + self._base)

    def _span(self, begin: int, end: int) -> Span:
        """Places of the window as places of the file."""
        if self._coding is None:
            return begin, end
        return self._coding.original(begin), self._coding.original(end)

    def fail(self, reason: str) -> InputError:
        """The error of this place."""
        return InputError(f"{self.name}: line {self._parser.CurrentLineNumber}: {reason}")

    def length(self, text: str | None, what: str = "a length") -> float | None:
        """A number, `None` where there is none. Raises InputError where it is none or too large."""
        if text is None or not text.strip():
            return None
        if NUMBER.fullmatch(text.strip()) is None or abs(value := float(text)) > MOST_LENGTH:
            raise self.fail(f"{text[:40]!r} is not {what}")
        return value

    def feed(self, data: bytes, last: bool) -> Iterator[Page]:
        """The pages that end in these bytes."""
        self._window += data
        try:
            self._parser.Parse(data, last)
        except expat.ExpatError as error:
            raise InputError(f"{self.name}: is not well-formed XML: {error}") from None
        except (ValueError, LookupError) as error:  # an encoding that is not known
            raise self._mistaken(error) from None
        if last:
            self.finished()
        ready, self.ready = self.ready, []
        for draft in ready:
            yield draft.page()
        self._forget()
        if len(self._window) > LONGEST:
            raise self.fail(f"one tag or word of more than {LONGEST:,} bytes")

    def _mistaken(self, error: Exception) -> InputError:
        if isinstance(error, InputError):
            return error
        return InputError(f"{self.name}: {error}; convert it first: iconv -t utf-8")

    def _forget(self) -> None:
        """Leave away the bytes that are not looked at any more."""
        kept = self._place() if self._cdata < 0 else self._cdata
        if self._collected is not None and self._begin >= 0:
            kept = self._begin
        if kept > self._base:
            del self._window[: kept - self._base]
            self._base = kept
            if self._coding is not None:
                self._coding.forget(kept)

    def _place(self) -> int:
        return self._parser.CurrentByteIndex

    def _started(self, tag: str, attributes: Attributes) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise self.fail(f"more than {DEEPEST} elements within each other")
        self._elements += 1
        if self._elements > MOST_ELEMENTS:
            raise self.fail(f"a page of more than {MOST_ELEMENTS:,} elements")
        self._stopped()
        if any(":" in key for key in attributes):  # those without a prefix go first
            own = {key: value for key, value in attributes.items() if ":" not in key}
            attributes = {key.rpartition(":")[2]: value for key, value in attributes.items()} | own
        self._attributes = attributes
        self.start(tag.rpartition(":")[2], self._attributes)

    def _ended(self, tag: str) -> None:
        self._depth -= 1
        self._stopped()
        pages = len(self.ready)
        self.end(tag.rpartition(":")[2])
        if len(self.ready) > pages:
            self._elements = 0

    def _stopped(self) -> None:
        """The text is interrupted, or ends."""
        if self._collected is not None and self._begin >= 0 and self._end < 0:
            self._end = self._place()

    def _told(self, data: str) -> None:
        if self._collected is None:
            return
        if self._begin < 0:
            if not data.strip():
                return
            self._begin = self._place() if self._cdata < 0 else self._cdata
        elif self._end >= 0 and data.strip():
            self._end = -1  # it goes on after a tag
        self._collected.append(data)

    def _bare(self) -> None:
        self._cdata = self._place()

    def _escaped(self) -> None:
        self._cdata = -1

    def _named(self, entity: str, is_parameter: bool) -> None:
        if not is_parameter:
            if entity not in self.entities:
                raise self.fail(f"the entity &{entity}; is not known")
            self._told(self.entities[entity])

    def _declared(self, entity: str, *_: object) -> None:
        raise self.fail(f"declares an entity ({entity[:40]}), which is not allowed here")


HTML_ENTITIES = {key.removesuffix(";"): value for key, value in html5.items() if key.endswith(";")}


def read(
    reader: XmlReader,
    data: Callable[[], BinaryIO],
    prepared: Callable[[Iterator[bytes]], Iterator[bytes]] = iter,
) -> Iterator[Page]:
    """The pages that a reader finds in the bytes that `data` opens; `prepared` may change them."""
    with data() as file:
        head = file.read(HEAD)
        file.seek(0)
        blocks = reader.decoded(iter(lambda: file.read(BLOCK), b""), head)
        try:
            for block in prepared(blocks):
                yield from reader.feed(block, False)
        except UnicodeDecodeError as error:
            raise InputError(f"{reader.name}: is not {error.encoding}: {error.reason}") from None
    yield from reader.feed(b"", True)


def box_of(
    left: float | None, top: float | None, right: float | None, bottom: float | None
) -> Box | None:
    """A box of its sides in any order; `None` where one is not known."""
    if left is None or top is None or right is None or bottom is None:
        return None
    return Box(min(left, right), min(top, bottom), max(left, right), max(top, bottom))


def around(points: list[tuple[float, float]]) -> Box | None:
    """The box around points."""
    if not points:
        return None
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def share(value: float | None) -> float | None:
    """A confidence between 0 and 1, `None` where it is none."""
    return value if value is not None and math.isfinite(value) and 0 <= value <= 1 else None
