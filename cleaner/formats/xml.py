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
from cleaner.formats.pages import Page
from cleaner.formats.places import Box, Span
from cleaner.text.errors import InputError
from cleaner.text.regex import regex

BLOCK = 1 << 16
LONGEST = 1 << 22  # bytes of one tag or word: what is not complete is looked at again and again
DEEPEST = 256  # elements within elements
MOST_ELEMENTS = 600_000  # of a page: two for each word as a rule
MOST_LENGTH = 1e7  # of a page, in any unit
ATTRIBUTE = regex(rb"([^\s=\"'<>/]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
NUMBER = regex(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?", re.ASCII)
BLANKS = b" \t\r\n"

Attributes = dict[str, str]


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
        self._begin = self._end = -1
        self._whole = True  # whether the text that is collected is in one piece
        self._window, self._base = bytearray(), 0  # bytes of the file, and the place of the first
        self._wide = False  # whether a character of markup is several bytes
        self._parser = parser = expat.ParserCreate()
        parser.buffer_text = False
        parser.StartElementHandler = self._started
        parser.EndElementHandler = self._ended
        parser.CharacterDataHandler = self._told
        parser.EntityDeclHandler = self._declared
        if self.entities:
            parser.UseForeignDTD(True)
            parser.SkippedEntityHandler = self._named

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element begins."""

    def end(self, tag: str) -> None:
        """An element has ended."""

    def finished(self) -> None:
        """The file has ended."""

    def collect(self) -> None:
        """Keep the text from here on."""
        self._collected, self._whole = [], True
        self._begin = self._end = -1

    def collected(self) -> tuple[str, Span | None]:
        """The text since `collect`, without blanks around it, and its bytes if in one piece."""
        text = "".join(self._collected or ())
        begin, end = self._begin, self._end if self._end >= 0 else self._place()
        self._collected = None
        if begin < 0 or not self._whole or self._wide:
            return text.strip(), None
        data = bytes(self._window[begin - self._base : end - self._base])
        left = len(data) - len(data.lstrip(BLANKS))
        return text.strip(), (begin + left, begin + len(data.rstrip(BLANKS)))

    def span(self, attribute: str) -> Span | None:
        """The bytes of the value of an attribute of the element that begins."""
        if self._wide or attribute not in self._attributes:
            return None
        start = self._place() - self._base
        wanted = attribute.encode()
        at = start + 1
        while found := ATTRIBUTE.search(self._window, at):
            if found[1].rpartition(b":")[2] == wanted:
                begin, end = found.span(2 if found[2] is not None else 3)
                return begin + self._base, end + self._base
            at = found.end()
        return None

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
        if not self._base and not self._window:
            self._wide = b"\0" in data[:4]
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
        kept = self._begin if self._collected is not None and self._begin >= 0 else self._place()
        if kept > self._base:
            del self._window[: kept - self._base]
            self._base = kept

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
        self._attributes = {key.rpartition(":")[2]: value for key, value in attributes.items()}
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
            self._begin = self._place()
        elif self._end >= 0 and data.strip():
            self._whole = False
        self._collected.append(data)

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
        for block in prepared(iter(lambda: file.read(BLOCK), b"")):
            yield from reader.feed(block, False)
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
