"""The class of every code point: the one table that all stages read.

A text is classified once, into one byte a character (see `classify`). Stages look for candidate
places in those bytes and touch the text itself only there.
"""

from __future__ import annotations

from functools import cache
from typing import Any, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

Number = TypeVar("Number", bound=np.generic)
Bytes: TypeAlias = NDArray[np.uint8]
Ints: TypeAlias = NDArray[np.int64]
Flags: TypeAlias = NDArray[np.bool_]

# The classes. OTHER is whatever the table does not name: symbols, emoji, letters of other scripts.
OTHER = 0
HAN = 1
KANA = 2
HANGUL = 3
LETTER = 4  # Latin, Greek and Cyrillic
DIGIT = 5  # 0-9 only; full-width digits are WIDE_ALNUM
WIDE_ALNUM = 6
SPACE = 7  # space and tab
WIDE_SPACE = 8  # every other space: no-break, ideographic, thin, …
NEWLINE = 9  # \n only
LINE_END = 10  # the variants of a line end: \r, vertical tab, NEL, U+2028, U+2029
PAGE_BREAK = 11  # form feed
INVISIBLE = 12  # controls and zero-width characters without meaning in running text
STOP = 13  # 。！？｡ — ends a sentence
CLAUSE = 14  # ，、；： — the sentence goes on
OPEN = 15  # “‘「『（《〈【〔［｛〖
CLOSE = 16
DASH = 17  # — – ― … · • ～
ASCII_CLAUSE = 18  # , ; :
ASCII_STOP = 19  # ? !
POINT = 20  # .
ASCII_OPEN = 21  # ( [ {
ASCII_CLOSE = 22  # ) ] }
ASCII_QUOTE = 23  # " '
HYPHEN = 24  # - and the Unicode hyphens
BULLET = 25  # ▢ □ ○ ● ■ ◆ …
ASCII_SYMBOL = 26  # the rest of ASCII: % + / = …

# First and last code point, class. Blocks after Unicode 16, `Blocks.txt`.
_RANGES = (
    (0x00, 0x1F, INVISIBLE),
    (0x21, 0x7E, ASCII_SYMBOL),
    (0x7F, 0x9F, INVISIBLE),
    (0xAA, 0xAA, LETTER),
    (0xB5, 0xB5, LETTER),
    (0xBA, 0xBA, LETTER),
    (0xC0, 0xD6, LETTER),
    (0xD8, 0xF6, LETTER),
    (0xF8, 0x24F, LETTER),
    (0x370, 0x3FF, LETTER),
    (0x400, 0x52F, LETTER),
    (0x1E00, 0x1FFF, LETTER),
    (0x1100, 0x11FF, HANGUL),
    (0x2000, 0x200A, WIDE_SPACE),
    (0x202A, 0x202E, INVISIBLE),
    (0x2061, 0x2064, INVISIBLE),  # invisible operators
    (0x2066, 0x206F, INVISIBLE),
    (0x2E80, 0x2FDF, HAN),  # radicals
    (0x3005, 0x3007, HAN),  # 々 〆 〇
    (0x3021, 0x3029, HAN),
    (0x3041, 0x30FA, KANA),
    (0x30FC, 0x30FF, KANA),
    (0x3100, 0x312F, HAN),  # Bopomofo: set solid, like Han
    (0x3130, 0x318F, HANGUL),
    (0x31A0, 0x31BF, HAN),
    (0x31F0, 0x31FF, KANA),
    (0x3400, 0x4DBF, HAN),
    (0x4E00, 0x9FFF, HAN),
    (0xAC00, 0xD7AF, HANGUL),
    (0xF900, 0xFAFF, HAN),
    (0xFF10, 0xFF19, WIDE_ALNUM),
    (0xFF21, 0xFF3A, WIDE_ALNUM),
    (0xFF41, 0xFF5A, WIDE_ALNUM),
    (0xFF66, 0xFF9D, KANA),
    (0x20000, 0x3FFFD, HAN),
    (0x30, 0x39, DIGIT),
    (0x41, 0x5A, LETTER),
    (0x61, 0x7A, LETTER),
)

_SINGLES = (
    (" \t", SPACE),
    ("\u00a0\u1680\u202f\u205f\u3000", WIDE_SPACE),
    ("\n", NEWLINE),
    ("\r\v\x85\u2028\u2029", LINE_END),
    ("\f", PAGE_BREAK),
    ("\u00ad\u061c\u180e\u200b\u200e\u200f\u2060\ufeff", INVISIBLE),
    ("。！？｡﹒﹗﹖", STOP),
    ("，、；：﹐﹑﹔﹕､", CLAUSE),
    ("“‘「『（《〈【〔［｛〖〝﹁﹃", OPEN),
    ("”’」』）》〉】〕］｝〗〞﹂﹄", CLOSE),
    ("—–―─━…⋯·•・‧～〜", DASH),
    (",;:", ASCII_CLAUSE),
    ("?!", ASCII_STOP),
    (".", POINT),
    ("([{", ASCII_OPEN),
    (")]}", ASCII_CLOSE),
    ("\"'", ASCII_QUOTE),
    ("-\u2010\u2011", HYPHEN),
    ("▢□■○●◎◇◆△▲▽▼☆★◻◼▣◉⊙※", BULLET),
)


@cache
def class_table() -> Bytes:
    """The class of every code point."""
    table = np.zeros(0x110000, np.uint8)
    for first, last, kind in _RANGES:
        table[first : last + 1] = kind
    for characters, kind in _SINGLES:
        for character in characters:
            table[ord(character)] = kind
    return table


def code_points(text: str) -> NDArray[np.uint32]:
    """The code points of `text`, one a character. Lone surrogates count as characters."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def decoded(codes: NDArray[np.integer[Any]]) -> str:
    """The text of code points, the way back from `code_points`."""
    return codes.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")


def classify(text: str) -> Bytes:
    """One class byte for each code point of `text`."""
    return class_table()[code_points(text)]


def class_of(character: str) -> int:
    """The class of one character."""
    return int(class_table()[ord(character)])


@cache
def class_set(*classes: int) -> Flags:
    """A look-up array: `class_set(HAN, KANA)[class_bytes]` flags the members."""
    members = np.zeros(256, np.bool_)
    members[list(classes)] = True
    members.flags.writeable = False
    return members


LAST = 0xFFFF  # of the Basic Multilingual Plane, and no character


@cache
def _members(characters: str) -> Flags:
    members = np.zeros(LAST + 1, np.bool_)
    members[[ord(character) for character in characters]] = True
    members.flags.writeable = False
    return members


def among(codes: NDArray[np.integer[Any]], characters: str) -> Flags:
    """Which code points are one of `characters`, all of them of the Basic Multilingual Plane.

    One look-up each, where `np.isin` sorts: rules ask it of a few places in every text.
    """
    found: Flags = _members(characters)[np.minimum(codes, LAST)]
    return found


def runs(flags: Flags) -> tuple[Ints, Ints]:
    """Where the runs of flagged characters, or whatever is flagged, start and end."""
    steps = np.diff(np.concatenate(([False], flags, [False])).astype(np.int8))
    return (steps > 0).nonzero()[0], (steps < 0).nonzero()[0]


def distinct(values: NDArray[Number]) -> NDArray[Number]:
    """The values of a row, each once, sorted: `np.unique`, which reads in all of masked arrays."""
    ordered = np.sort(values)
    first = np.ones(len(ordered), np.bool_)
    first[1:] = ordered[1:] != ordered[:-1]
    return ordered[first]


# Sets that several stages share.
BREAKS = class_set(NEWLINE, LINE_END, PAGE_BREAK)
BLANKS = class_set(SPACE, WIDE_SPACE, NEWLINE, LINE_END, PAGE_BREAK)
CANNOT_OPEN = class_set(CLOSE, CLAUSE, STOP, ASCII_CLOSE, ASCII_CLAUSE)  # a paragraph
# Characters set solid, without spaces between them: nothing goes in when such lines are joined.
SOLID = class_set(HAN, KANA, WIDE_ALNUM, STOP, CLAUSE, OPEN, CLOSE, DASH, BULLET)

# Cells a character takes in a fixed-pitch rendering: 2 for the full-width classes.
CELLS = np.ones(256, np.int32)
CELLS[SOLID] = 2
CELLS[HANGUL] = 2
CELLS[[NEWLINE, LINE_END, PAGE_BREAK, INVISIBLE]] = 0
