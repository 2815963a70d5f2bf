"""A line of a text, and what is judged of it: Chinese, prose, a sentence, code, a row of a table.

Lines here are those of the text between two stages: paragraphs, once they have been joined. The
physical lines of a page, measured in cells, are in `layout`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, repeat
from typing import Any, Generic, TypeVar

import numpy as np

from cleaner.text import meant
from cleaner.text.characters import NEWLINE, Ints
from cleaner.text.document import Document
from cleaner.text.regex import regex

HAN = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"  # in [ ]
CHINESE_MARKS = "，。、；：？！“”‘’（）《》〈〉「」『』【】〔〕…—"  # in [ ]
A_HAN = regex(f"[{HAN}]")
_FOREIGN = regex(  # kana, Hangul; Hebrew, Arabic, other scripts of the right; Indic, Thai, Khmer
    "[\u3041-\u30fa\u30fc-\u30ff\uac00-\ud7af\u0590-\u08ff\u0900-\u0eff\u1780-\u17ff]"
)
_RUNNING = regex("[，。！？；：]")
_SIGN = regex(r"[{}=\\`|$]|(?<!http)(?<!https)(?<!ftp)://|\)[;:]")
LONGEST_SIGN = 8  # characters, with those that are looked back at
_CODE = regex(_SIGN.pattern + r"|^\s*(?:[#/*>]|--\s|import |from |def |print)")
WIDE = regex(r"(?<=\S)(?:[ \u3000]{2,}|[ \u3000]*\t[ \t\u3000]*)(?=\S)")
_GAPS = regex(r"_{2,}|[（(][ \u3000]*[）)]|(?<=\S)[ \u3000]{2,}(?=[，。、；？！])")
_STOP = regex("[。！？｡﹒﹗﹖]")
_SENTENCE = regex(f"[，。！？；]|[{HAN}][,;.?!]")
_CLAUSE = regex("[，、；：]")
_NOT_SOLID = regex(
    "[\u3041-\u30fa\uac00-\ud7af|｜`{}<>\\\\=]|^[ \t]*(?:#|//)"  # kana, Hangul, rows, code
)
_BLANKS_BETWEEN = regex(r"(?<=[\u3400-\u9fff])[ \u3000\u00a0]+(?=[\u3400-\u9fff])")
_BY_ITSELF = regex(r"(?<=[ \u3000\u00a0])[\u3400-\u9fff](?=[ \u3000\u00a0])")
_LATIN = regex("[A-Za-z]+")
SENTENCE = 8  # Han from which a line without marks may be a headline or a sentence; set by hand
SHORTEST = 12  # characters of a line that is judged to be solid text; set by hand
SPREAD = 3  # blanks between Han, at least, in a line set wide or word by word; set by hand
LONGEST_WORD = 6  # characters of such a line for each blank, at most; set by hand


T = TypeVar("T")


class _Told(Generic[T]):
    """A property of a line that only its text tells: found out once of lines with the same text."""

    def __init__(self, function: Callable[[Any], T]) -> None:
        self.__doc__ = function.__doc__
        self._function = function

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, line: Line, owner: type | None = None) -> T:
        name, told = self._name, line.told
        if name not in told:
            told[name] = self._function(line)
        answer: T = told[name]
        line.__dict__[name] = answer  # the next time it is found without coming here
        return answer


@dataclass(eq=False)
class Line:
    """One line, which is never changed. `start`: its place in the text (code points, 0-based).

    `among`: whether the most of the document is running Chinese, which tells of its short lines, too.
    `abroad`: whether it is in Japanese or Korean. `english`: whether it is in English.
    `told`: what was found out of it, and of all lines of the document with the same text.
    """

    start: int
    text: str
    among: bool = False
    abroad: bool = False
    english: bool = False
    told: dict[str, Any] = field(default_factory=dict, repr=False)

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @_Told
    def chinese(self) -> bool:
        """Whether it has Han characters and is neither Japanese nor Korean, nor code."""
        return bool(A_HAN.search(self.text)) and not self.foreign and not _CODE.search(self.text)

    @_Told
    def first_han(self) -> int:
        """The place of the first Han character in it; behind its end, if it has none."""
        found = A_HAN.search(self.text)
        return found.start() if found else len(self.text) + 1

    @_Told
    def _code(self) -> tuple[int, int]:
        """Where the first sign of code ends in it, and where the last one starts."""
        found = [sign.span() for sign in _CODE.finditer(self.text)]
        return (found[0][1], found[-1][0]) if found else (len(self.text) + 1, -1)

    def has_code_beside(self, start: int, end: int) -> bool:
        """Whether signs of code are left without what stands from `start` to `end` in it.

        A Han character stands before that.
        """
        first, last = self._code
        if first <= start or last >= end + LONGEST_SIGN:
            return True
        before = self.text[max(0, start - LONGEST_SIGN) : start]
        seam = before + self.text[end : end + 2 * LONGEST_SIGN]
        return any(sign.end() > len(before) for sign in _SIGN.finditer(seam))

    @_Told
    def foreign(self) -> bool:
        """Whether it is in another language than Chinese, or in a Japanese or Korean document."""
        return self.abroad or bool(_FOREIGN.search(self.text)) or self.cites

    @_Told
    def cites(self) -> bool:
        """Whether it is English that cites Chinese words: it has the marks and blanks of English.

        In an English document less of it will do: one word, where no mark is Chinese.
        """
        if self.english and not _RUNNING.search(self.text):
            return meant.joining(self.text, 1)
        least, words = (1, 1) if self.english else (meant.ENGLISH, meant.JOINING)
        if len(self.text) < least * (self._han + 1) or not meant.joining(self.text, words):
            return False
        return sum(map(len, _LATIN.findall(self.text))) >= least * self._han

    @_Told
    def _han(self) -> int:
        return len(A_HAN.findall(self.text))

    @_Told
    def running(self) -> bool:
        """Whether it is Chinese with Chinese marks in it."""
        return self.chinese and bool(_RUNNING.search(self.text))

    @_Told
    def prose(self) -> bool:
        """Whether it is Chinese and running, or long enough for a headline or a sentence."""
        if self.running or (self.chinese and self.among):
            return True
        return self.chinese and self._han >= SENTENCE

    @_Told
    def ended(self) -> bool:
        """Whether the end of a sentence is in it."""
        return bool(_STOP.search(self.text))

    @_Told
    def marked(self) -> bool:
        """Whether a mark of a sentence is in it."""
        return bool(_SENTENCE.search(self.text))

    @_Told
    def solid(self) -> bool:
        """Whether it is text with a mark, long enough, without blanks between all its words.

        Tables, code, Japanese and Korean, English, and lines of spread characters are not.
        """
        if len(self.text) < SHORTEST or not (self.ended or _CLAUSE.search(self.text)):
            return False
        return not (_NOT_SOLID.search(self.text) or self.spread or self.cites)

    @_Told
    def sentence(self) -> bool:
        """Whether it is solid, with a clause and the end of a sentence in it."""
        return self.solid and self.ended and bool(_CLAUSE.search(self.text))

    @_Told
    def spread(self) -> bool:
        """Whether blanks stand between its characters, or between its words, again and again."""
        blanks = len(_BLANKS_BETWEEN.findall(self.text))
        if blanks < SPREAD:
            return False
        alone = len(_BY_ITSELF.findall(self.text))
        return alone >= SPREAD or blanks * LONGEST_WORD >= len(self.text)

    @_Told
    def has_blanks_to_fill(self) -> bool:
        """Whether it has gaps that a reader is to fill in: ____, （　）."""
        return bool(_GAPS.search(self.text))

    @_Told
    def wide_blanks(self) -> int:
        """How many tabs and runs of blanks part what is in it."""
        return len(WIDE.findall(self.text))


class OfLine(Generic[T]):
    """What a question about a line says of those of some places, which come in order.

    It is asked once for all places of a line, however many these are.
    """

    def __init__(self, text: str, question: Callable[[str], T]) -> None:
        self._text = text
        self._question = question
        self._end = -1

    def at(self, place: int) -> T:
        """The answer for the line that `place` is in."""
        if place > self._end:
            start, self._end = line_around(self._text, place)
            self._answer = self._question(self._text[start : self._end])
        return self._answer


class Lines:
    """The lines of a document, asked for by places in them, and each judged once."""

    def __init__(self, document: Document) -> None:
        self.text = document.text
        self._document = document
        self._line_ends = document.line_ends
        self._newlines: list[int] = (document.classes == NEWLINE).nonzero()[0].tolist()
        self._rows: dict[tuple[int, str], bool] = {}
        self._known: dict[tuple[int, int], Line] = {}
        self._told: dict[str, dict[str, Any]] = {}
        self._last: tuple[int, int, Line] | None = None

    @cached_property
    def _of_all(self) -> tuple[bool, bool, bool]:
        """What the document tells of each line: whether it is running, abroad, in English."""
        document = self._document
        return meant.running(document), meant.abroad(document), meant.english(document)

    @cached_property
    def _edges(self) -> tuple[Ints, Ints]:
        """Where the lines start and end; page breaks end a line, too."""
        ends = self._line_ends
        return np.append(0, ends + 1), np.append(ends, len(self.text))

    @classmethod
    def of(cls, document: Document) -> Lines:
        """The lines of `document`, kept with it for the next rule that asks."""
        if "judged lines" not in document.analyses:
            document.analyses["judged lines"] = cls(document)
        lines: Lines = document.analyses["judged lines"]
        return lines

    def at(self, place: int) -> Line:
        """The line that `place` is in; a page break ends none."""
        last = self._last  # most rules ask of places in order
        if last is not None and last[0] <= place <= last[1]:
            return last[2]
        index = bisect_left(self._newlines, place)
        start = self._newlines[index - 1] + 1 if index else 0
        end = self._newlines[index] if index < len(self._newlines) else len(self.text)
        line = self._line(start, end)
        self._last = start, end, line
        return line

    def is_row(self, line: Line, mark: str) -> bool:
        """Whether a line is a key and its value: the colon as often in the next row, no others."""
        known = self._rows.get((line.start, mark))
        if known is None:
            known = self._rows[line.start, mark] = _is_row(self.text, line, mark)
        return known

    @cached_property
    def _listed(self) -> bool:
        return meant.listed(self._document)

    def is_entry(self, line: Line) -> bool:
        """Whether a line is one of a list: no sentence, in a text that has hardly any."""
        return self._listed and not line.marked

    def around(self, places: Ints) -> list[Line]:
        """The line of each of `places`, which are in order; page breaks end a line, too."""
        if not len(places):
            return []
        numbers = np.searchsorted(self._line_ends, places)
        begins = np.ones(len(numbers), np.bool_)  # whether a place is the first in its line
        np.not_equal(numbers[1:], numbers[:-1], out=begins[1:])
        firsts = begins.nonzero()[0]
        numbers, counts = numbers[firsts], np.diff(np.append(firsts, len(places)))
        starts, ends = (edges[numbers] for edges in self._edges)
        lines = map(self._line, starts.tolist(), ends.tolist())
        return [*chain.from_iterable(map(repeat, lines, counts.tolist()))]

    def _line(self, start: int, end: int) -> Line:
        known = self._known.get((start, end))
        if known is None:
            text = self.text[start:end]
            told = self._told.setdefault(text, {})
            known = self._known[start, end] = Line(start, text, *self._of_all, told)
        return known

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


NEAR = 3  # lines looked at for one that is not blank; set by hand


def line_around(text: str, place: int) -> tuple[int, int]:
    """Start and end of the line of `text` that `place` is in."""
    end = text.find("\n", place)
    return text.rfind("\n", 0, place) + 1, end if end >= 0 else len(text)


def lines_holding(text: str, places: Iterable[int]) -> Iterator[tuple[int, str]]:
    """Start and text of the lines that `places`, which are in order, stand in, each once."""
    end = -1
    for place in places:
        if place >= end:
            start, end = line_around(text, place)
            yield start, text[start:end]


def _is_row(text: str, line: Line, mark: str) -> bool:
    if mark != ":" or _RUNNING_OR_LIST.search(line.text):
        return False
    above = text[line_around(text, line.start - 1)[0] : line.start - 1] if line.start else ""
    below = text[line.end + 1 : line_around(text, line.end + 1)[1]] if line.end < len(text) else ""
    rows = [near for near in (above, below) if near.strip()]
    count = line.text.count(mark)
    return any(near.count(mark) == count and not _RUNNING_OR_LIST.search(near) for near in rows)


_RUNNING_OR_LIST = regex("[，。！？；、：]")


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
