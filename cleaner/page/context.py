"""The line a mark stands in: whether it is Chinese, running text, or something else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from cleaner.text import meant
from cleaner.text.characters import Ints
from cleaner.text.document import Document

HAN = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"  # in [ ]
CHINESE_MARKS = "，。、；：？！“”‘’（）《》〈〉「」『』【】〔〕…—"  # in [ ]
A_HAN = re.compile(f"[{HAN}]")
_FOREIGN = re.compile(  # kana, Hangul; Hebrew, Arabic and other scripts of the right; Indic, Thai, Khmer
    "[\u3041-\u30fa\u30fc-\u30ff\uac00-\ud7af\u0590-\u08ff\u0900-\u0eff\u1780-\u17ff]"
)
_RUNNING = re.compile("[，。！？；：]")
_CODE = re.compile(
    r"[{}=\\`|$]|(?<!http)(?<!https)(?<!ftp)://|\)[;:]|^\s*(?:[#/*>]|--\s|import |from |def |print)"
)
SENTENCE = 8  # Han characters from which a line without marks may be a headline or a sentence


@dataclass(frozen=True)
class Line:
    """A line of a document: a paragraph, once the lines have been joined.

    `start`: its place in the document (code points). `among`: whether the most of the document is
    running Chinese, which tells of its short lines, too. `abroad`: whether it is Japanese or Korean.
    """

    start: int
    text: str
    among: bool = False
    abroad: bool = False

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @cached_property
    def chinese(self) -> bool:
        """Whether it has Han characters and is neither Japanese nor Korean, nor code."""
        return (
            bool(A_HAN.search(self.text))
            and not is_foreign(self)
            and not _CODE.search(self.text)
        )

    @cached_property
    def running(self) -> bool:
        """Whether it is Chinese with Chinese marks in it."""
        return self.chinese and bool(_RUNNING.search(self.text))

    @cached_property
    def prose(self) -> bool:
        """Whether it is Chinese and running, or long enough for a headline or a sentence."""
        if self.running or (self.chinese and self.among):
            return True
        return self.chinese and len(A_HAN.findall(self.text)) >= SENTENCE


class Lines:
    """The lines of a document, asked for by a place in them."""

    def __init__(self, document: Document) -> None:
        self.text, self._document = document.text, document
        self._known: dict[int, Line] = {}

    @classmethod
    def of(cls, document: Document) -> Lines:
        """Those of `document`, kept with it for the next rule."""
        if "marks.lines" not in document.analyses:
            document.analyses["marks.lines"] = cls(document)
        lines: Lines = document.analyses["marks.lines"]
        return lines

    @cached_property
    def running(self) -> bool:
        """Whether the most of the document is running Chinese."""
        return meant.running(self._document)

    @cached_property
    def abroad(self) -> bool:
        """Whether the document is in Japanese or Korean, also where a line has but Han."""
        return meant.abroad(self._document)

    def at(self, place: int) -> Line:
        """The line that `place` is in."""
        start, end = line_around(self.text, place)
        if start not in self._known:
            self._known[start] = Line(start, self.text[start:end], self.running, self.abroad)
        return self._known[start]

    def before(self, line: Line) -> Line | None:
        """The nearest line above that is not blank, if it is one of the next three."""
        start = line.start
        for _ in range(NEAR):
            if start == 0:
                return None
            found = self.at(start - 1)
            if found.text.strip():
                return found
            start = found.start
        return None

    def after(self, line: Line) -> Line | None:
        """The nearest line below that is not blank, if it is one of the next three."""
        end = line.end
        for _ in range(NEAR):
            if end >= len(self.text):
                return None
            found = self.at(end + 1)
            if found.text.strip():
                return found
            end = found.end
        return None


NEAR = 3  # lines


def line_around(text: str, place: int) -> tuple[int, int]:
    """Start and end of the line of `text` that `place` is in."""
    end = text.find("\n", place)
    return text.rfind("\n", 0, place) + 1, end if end >= 0 else len(text)


def is_row(lines: Lines, line: Line, mark: str) -> bool:
    """Whether a line is a key and its value: the colon as often in the next row, no other marks."""
    if mark != ":" or _RUNNING_OR_LIST.search(line.text):
        return False
    text = lines.text
    above = text[line_around(text, line.start - 1)[0] : line.start - 1] if line.start else ""
    below = text[line.end + 1 : line_around(text, line.end + 1)[1]] if line.end < len(text) else ""
    rows = [near for near in (above, below) if near.strip()]
    count = line.text.count(mark)
    return any(near.count(mark) == count and not _RUNNING_OR_LIST.search(near) for near in rows)


_RUNNING_OR_LIST = re.compile("[，。！？；、：]")


def is_code(text: str) -> bool:
    """Whether it has signs of code in it."""
    return bool(_CODE.search(text))


def is_foreign(line: Line) -> bool:
    """Whether it is in another script than Chinese, or a line of a Japanese or Korean document."""
    return line.abroad or bool(_FOREIGN.search(line.text))


def places_of(document: Document, characters: str) -> Ints:
    """The places of `characters`."""
    codes = document.codes
    found = codes == ord(characters[0])
    for one in characters[1:]:
        found |= codes == ord(one)
    return np.flatnonzero(found)


def doubled_places(document: Document, characters: str) -> Ints:
    """The places of those of `characters` that the same one follows."""
    places = places_of(document, characters)
    places = places[places + 1 < len(document.text)]
    alike: Ints = places[document.codes[places] == document.codes[places + 1]]
    return alike


def spans(document: Document, pattern: re.Pattern[str], places: Ints) -> Iterator[tuple[int, int]]:
    """Where `pattern` matches at one of `places`, sorted, in a Chinese line; not within a match."""
    lines = Lines.of(document)
    done = 0
    for place in places.tolist():
        found = pattern.match(document.text, place) if place >= done else None
        if found and lines.at(place).chinese:
            done = found.end()
            yield found.span()
