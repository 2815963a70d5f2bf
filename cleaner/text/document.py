"""What is read, what the stages look at, and what is given back.

`Source` is the text as it came; `Document` is the text as it stands between two stages; `Article`
is a story of the page. All three are values: nothing changes them, stages replace them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields
from functools import cached_property, partial
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from cleaner.text.characters import (
    BREAKS,
    LINE_END,
    NEWLINE,
    PAGE_BREAK,
    Bytes,
    Ints,
    class_table,
    classify,
    code_points,
)
from cleaner.text.spots import Floats, Located

NO_PLACES: Ints = np.zeros(0, np.int64)
NO_SIZES: Ints = np.zeros((0, 2), np.int64)


@dataclass(frozen=True)
class Source:
    """A text and how it was stored.

    The text has `\\n` at its line ends when the input used one style throughout, and then `newline`
    tells which; an input of mixed styles is kept as it is, with `newline` `\\n`. `pieces` gives the
    text piece by piece, each time anew: a long one need never be there as a whole. `data`: opens
    the bytes as they came. `characters`: code points of the text as it came. `keeps`: bytes that do
    not fit the encoding stand in it as lone surrogates, U+DC00 and the byte. `format`: what the
    bytes are where the text was read from them in reading order, as `pdf`; `warnings`: what could
    not be read; `wraps`: line ends (places in the text) within a paragraph, as its lines stand;
    `located`: where its characters stand in the file; `sizes`: a place in each line and the size of
    its type, in hundredths of that of the body; `firsts`: one in each line with which a paragraph
    surely begins, as its indent shows.
    """

    pieces: Callable[[], Iterator[str]] = field(repr=False)
    characters: int
    name: str = "<text>"
    encoding: str = "utf-8"
    byte_order_mark: bytes = b""
    newline: str = "\n"
    data: Callable[[], BinaryIO] | None = field(default=None, repr=False)
    keeps: bool = False
    format: str = ""
    warnings: tuple[str, ...] = ()
    wraps: Ints = field(default_factory=lambda: NO_PLACES, repr=False, compare=False)
    located: Located | None = field(default=None, repr=False, compare=False)
    sizes: Ints = field(default_factory=lambda: NO_SIZES, repr=False, compare=False)
    firsts: Ints = field(default_factory=lambda: NO_PLACES, repr=False, compare=False)

    @classmethod
    def from_text(
        cls,
        text: str,
        name: str = "<text>",
        encoding: str = "utf-8",
        byte_order_mark: bytes = b"",
        data: Callable[[], BinaryIO] | None = None,
        keeps: bool = False,
    ) -> Source:
        """The source of `text`, its newline style found and taken out."""
        newline = newline_style(text)
        size = len(text)
        if newline != "\n":
            text = text.replace(newline, "\n")
        return cls(partial(_cut, text), size, name, encoding, byte_order_mark, newline, data, keeps)

    @property
    def title(self) -> str:
        """The name of the file that this text would be: a page that was read is no more what the
        ending of its name says."""
        return f"{self.name}.txt" if self.format else self.name

    def wraps_in(self, start: int, end: int) -> Ints:
        """Those of `wraps` in a part of the text, as places in it."""
        if not len(self.wraps):
            return NO_PLACES
        first, last = np.searchsorted(self.wraps, (start, end))
        return self.wraps[first:last] - start

    def firsts_in(self, start: int, end: int) -> Ints:
        """Those of `firsts` in a part of the text, as places in it."""
        if not len(self.firsts):
            return NO_PLACES
        first, last = np.searchsorted(self.firsts, (start, end))
        return self.firsts[first:last] - start

    def sizes_in(self, start: int, end: int) -> Ints:
        """Those of `sizes` in a part of the text, with places in it."""
        if not len(self.sizes):
            return NO_SIZES
        first, last = np.searchsorted(self.sizes[:, 0], (start, end))
        return self.sizes[first:last] - (start, 0)

    @cached_property
    def text(self) -> str:
        """The text as a whole."""
        return "".join(self.pieces())

    @property
    def original(self) -> str:
        """The text with the line ends it came with."""
        return self.restore(self.text)

    def restore(self, text: str) -> str:
        """`text`, which has `\\n` at its line ends, with those of the source."""
        return text if self.newline == "\n" else text.replace("\n", self.newline)

    @cached_property
    def text_sha256(self) -> str:
        """The digest of the text in UTF-8, its line ends as they came."""
        digest = hashlib.sha256()
        for piece in self.pieces():
            digest.update(self.restore(piece).encode("utf-8", "surrogatepass"))
        return digest.hexdigest()

    @cached_property
    def sha256(self) -> str:
        """The digest of the bytes as they came (of the UTF-8 bytes when only text was given)."""
        if self.data is None:
            return self.text_sha256
        digest = hashlib.sha256()
        with self.data() as file:
            while block := file.read(PIECE):
                digest.update(block)
        return digest.hexdigest()


PIECE = 1 << 18  # characters or bytes handed on at a time; set by hand


def _cut(text: str) -> Iterator[str]:
    """A text in pieces."""
    if len(text) <= PIECE:
        return iter((text,))
    return (text[start : start + PIECE] for start in range(0, len(text), PIECE))


def places(text: str, positions: Ints, newline: str) -> Ints:
    """Positions in `text` as positions in the text as it came, where CRLF counts two."""
    if len(newline) == 1:
        return positions
    newlines = np.flatnonzero(classify(text) == NEWLINE)
    return positions + np.searchsorted(newlines, positions)


def newline_style(text: str) -> str:
    """The line end `text` uses throughout, or `\\n` where it mixes several."""
    returns = text.count("\r")
    return newline_of(returns, text.count("\n"), text.count("\r\n")) if returns else "\n"


def newline_of(returns: int, newlines: int, pairs: int) -> str:
    """The line end of a text with so many carriage returns, newlines, and both together."""
    if not returns:
        return "\n"
    if not newlines:
        return "\r"
    return "\r\n" if returns == newlines == pairs else "\n"


@dataclass(frozen=True, eq=False)
class Document:
    """A text between two stages.

    `seams` are the places at which a line of the source ended and a stage has joined it to the
    next (code points, 0-based, sorted): the physical lines stay known after their line ends have
    gone, so that a later stage can still ask how wide a line was. `last`: whether the source ends
    with it, or another section follows. `wraps`: line ends within a paragraph, as the places of the
    lines tell; known of a text as it came only. `sure`: how sure an OCR engine was of each
    character, see `Located.confidences`; `sizes`, `firsts`: see `Source`; they stay known.
    """

    text: str
    seams: Ints = field(default_factory=lambda: NO_PLACES, repr=False)
    last: bool = True
    wraps: Ints = field(default_factory=lambda: NO_PLACES, repr=False)
    sure: Floats | None = field(default=None, repr=False)
    sizes: Ints = field(default_factory=lambda: NO_SIZES, repr=False)
    firsts: Ints = field(default_factory=lambda: NO_PLACES, repr=False)

    def __getstate__(self) -> dict[str, Any]:
        """What it was made of; what was found out about it is found out again."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    @cached_property
    def codes(self) -> NDArray[np.uint32]:
        """The code points of the text."""
        return code_points(self.text)

    @cached_property
    def classes(self) -> Bytes:
        """One class byte a character, see `cleaner.text.characters`."""
        return class_table()[self.codes]

    @cached_property
    def _class_bytes(self) -> bytes:
        return self.classes.tobytes()

    def has(self, *classes: int) -> bool:
        """Whether a character of any of `classes` occurs: the guard for rules that need one."""
        return any(kind in self._class_bytes for kind in classes)

    def is_all(self, kind: int, start: int, end: int) -> bool:
        """Whether all characters from `start` to `end` are of a class."""
        return self._class_bytes.count(kind, start, end) == end - start

    @cached_property
    def line_ends(self) -> Ints:
        """Positions of the characters that end a line of the text."""
        if not self.has(PAGE_BREAK, LINE_END):
            return np.flatnonzero(self.classes == NEWLINE)
        return np.flatnonzero(BREAKS[self.classes])

    def closing(self, blank: str) -> str:
        """What `blank`, the blanks at the end of the text, is in a page that was put together.

        One line end; before another section a blank line, or whatever parts two pages.
        """
        if self.last:
            return "\n"
        return "\n\n" if blank and "\f" not in blank else blank

    @cached_property
    def analyses(self) -> dict[str, Any]:
        """What stages have found out about this document, kept for the next stage that asks."""
        return {}

    def blanked(self, text: str) -> Document:
        """`text`, which has blanks for some characters of it and the others where they were."""
        return Document(text, self.seams, self.last, sizes=self.sizes, firsts=self.firsts)

    def forget(self) -> None:
        """Keep nothing of what was found out: it refers back to the document, and would stay."""
        for found in self.analyses.values():
            if isinstance(found, Document):
                found.forget()
        self.analyses.clear()


@dataclass(repr=False)
class Article:
    """One story of a page. Every field holds whole paragraphs, in the order of the text."""

    headline: str | None = None
    kicker: list[str] = field(default_factory=list)
    deck: list[str] = field(default_factory=list)
    byline: list[str] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def __repr__(self) -> str:
        head = self.headline if self.headline is None else self.headline[:SHOWN]
        return f"Article({head!r}, paragraphs={len(self.paragraphs)})"


SHOWN = 20  # characters of a headline in what an article says of itself
