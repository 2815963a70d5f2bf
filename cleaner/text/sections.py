"""Where a long text is cut: each section goes through the stages by itself.

A section ends with a page, or with a line that ends a sentence, after so many sentences. Ends of
sentences are counted, and not characters, because no stage makes, takes or moves one: so the clean
text is cut at the same places, and cleaning it again finds each section as it was left.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from cleaner.text.regex import regex

SENTENCES = 2048  # in a section, at least; set by hand
LONGEST = 1 << 18  # characters that these may have; set by hand
CONTEXT = 8  # characters on each side, blanks aside, that a fix's id takes in; set by hand

_CLOSERS = "”’」』）》〉】〕］｝〗〞﹂﹄)\\]}\"'"
_UNSEEN = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u180e\u200b\u200e\u200f\u2060\ufeff"
_UNSEEN += "\u202a-\u202e\u2066-\u2069"
_LINE_ENDS = "\n\r\v\f\x85\u2028\u2029"
_ENDS = tuple(regex(f"{mark}[{_CLOSERS}]*") for mark in ("[。｡]", r"\."))  # Chinese, Latin
_BLANK = rf"[\s{_UNSEEN}]*[{_LINE_ENDS}]"
_PAGE = regex(rf"\f(?:{_BLANK})?")
_SENTENCE = regex(rf"[。｡.][{_CLOSERS}{_UNSEEN}]*{_BLANK}")  # a line that ends with one
_LINE = regex(rf"[{_LINE_ENDS}](?:{_BLANK})?")
_SEEN = regex(rf"[^\s{_UNSEEN}]")


@dataclass(frozen=True)
class Section:
    """A part of a text. `number`: from 0. `before`, `after`: what stands beside it, blanks aside.

    `last`: whether the text ends with it.
    """

    number: int
    text: str
    before: str = ""
    after: str = ""
    last: bool = True


def sections(pieces: Iterable[str]) -> Iterator[Section]:
    """The sections of the text that the pieces make, however it was cut into pieces.

    A text of no more than `SENTENCES` is one section, and so is the empty text.
    """
    pieces = iter(pieces)
    number, buffer, before, clear = 0, "", "", 0
    while True:
        buffer = _filled(buffer, pieces)
        window = buffer[: 2 * LONGEST]
        size, clear = length(window, len(window) == len(buffer), clear)
        text = buffer[:size]
        last = size == len(buffer)
        yield Section(number, text, before, solid(window, size, 1), last)
        if last:
            return
        number, buffer, clear = number + 1, buffer[size:], clear - size
        before = (before + solid(text, len(text), -1))[-CONTEXT:]


def _filled(buffer: str, pieces: Iterator[str]) -> str:
    """`buffer` and so many pieces more that a section and what is looked at after it are there."""
    parts = [buffer]
    size = len(buffer)
    while size <= 2 * LONGEST and (piece := next(pieces, None)) is not None:
        parts.append(piece)
        size += len(piece)
    return "".join(parts)


def length(text: str, ends: bool, clear: int = 0) -> tuple[int, int]:
    """The characters of the first section of `text`, of which no more than is given is looked at.

    `ends`: whether the source ends with it. `clear`: before this place is known to be no line that
    ends a sentence; the second answer is how far that is known now, so that a table of numbers, all
    points and no sentence, is not searched to its end for each section.
    """
    if ends and len(text) <= LONGEST and sum(map(text.count, "。｡.")) < SENTENCES:
        return len(text), 0
    full, enough, ample = _enough(text)
    found = _PAGE.search(text, enough, ample)
    if not found:
        found = _SENTENCE.search(text, max(full, clear))
        clear = found.start() if found else max(map(text.rfind, "。｡."))
    found = found or _LINE.search(text, enough)
    size = found.end() if found else enough  # one line, longer than any
    return len(text) if ends and not _SEEN.search(text, size) else size, clear


def _enough(text: str) -> tuple[int, int, int]:
    """Where the last sentence ends that a section must have, before and after the mark.

    And last, where a quarter more than that ends: so far is a page's end looked for.
    """
    for mark in _ENDS:
        found = list(islice(mark.finditer(text, 0, LONGEST), SENTENCES * 5 // 4))
        if len(found) >= SENTENCES:
            return *found[SENTENCES - 1].span(), found[-1].end()
    size = min(len(text), LONGEST)
    return size, size, min(len(text), LONGEST * 5 // 4)


def solid(text: str, place: int, way: int, most: int = CONTEXT) -> str:
    """The characters before (`way` -1) or after `place`, blanks aside: so many of them at most."""
    size = most
    while True:
        window = text[max(0, place - size) : place] if way < 0 else text[place : place + size]
        found = "".join(window.split())
        if len(found) >= most or len(window) < size:
            return found[-most:] if way < 0 else found[:most]
        size *= 2
