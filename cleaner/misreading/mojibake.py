"""Text that was read in the wrong encoding, and what it says when read in the right one.

Three accidents: UTF-8 read as Latin-1 or Windows-1252, GBK or Big5 read so, and UTF-8 read as GBK.
Each is undone by writing the text in the encoding it was read in and reading the bytes in the right
one. That is done only where every byte of a stretch has its place and what comes out is far more
likely text than what stood there; a byte that was lost on the way makes the stretch doubtful.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate, compress, pairwise, takewhile
from typing import NamedTuple

import numpy as np

from cleaner.files.everyday import COMMON_SHARE, is_common
from cleaner.knowledge.lexicon import Lexicon
from cleaner.knowledge.words import spanning
from cleaner.text.answers import Answers
from cleaner.text.characters import HAN, class_of, code_points
from cleaner.text.forms import MISREAD, form_table
from cleaner.text.regex import regex


class Misreading(NamedTuple):
    """A stretch of text, from `start` to `end`; `reading`: what it says; `sure`: beyond doubt."""

    start: int
    end: int
    reading: str
    sure: bool


_WINDOWS = {
    character: byte
    for byte in range(0x80, 0xA0)
    if (character := bytes((byte,)).decode("cp1252", "ignore"))
}
_FROM_WINDOWS = {ord(character): byte for character, byte in _WINDOWS.items()}
_BYTES = {**{chr(byte): byte for byte in range(0x80, 0x100)}, **_WINDOWS}
_HIGH = "".join(map(re.escape, _BYTES))
_TRAIL = "".join(re.escape(character) for character, byte in _BYTES.items() if byte < 0xC0)
_UTF8 = regex(f"(?:[\xc2-\xdf][{_TRAIL}]|[\xe0-\xef][{_TRAIL}]{{2}}|[\xf0-\xf4][{_TRAIL}]{{3}})+")
_HIGH_RUN = regex(f"[{_HIGH}]+")
_BIG5_RUN = regex(f"(?:[\xa1-\xf9][@-~{_HIGH}])+")
HIGH_PAIR = regex(f"[À-ÖØ-öø-ÿ¤-¦][{_HIGH}]")  # no misread line is without one
_ACCENTED = regex("[À-ÖØ-öø-ÿ]")
# Marks of Latin text: after an accented letter they show nothing.
_UNCERTAIN_TRAILS = "‘’“”‚„–—…‹›«»•\xa0™"
_BROKEN_UTF8 = regex(f"â€|ï¼|ã€|[å-é][{_TRAIL}]{{2}}")  # what has two characters cannot be read
ENOUGH = 4  # characters that are read without the help of words; set by hand
WORDS = 0.3  # of the contacts of Han that a word of the lexicon spans; set by hand
LONG = 12  # bytes of double-byte text that need no words; set by hand
ORDERED = 0.7  # of the neighbours in a table of characters that ascend; set by hand
FEW = 2  # characters under which nothing is told; set by hand


def bytes_of(text: str) -> bytes:
    """The bytes that were read as Latin-1 or Windows-1252; what they do not have stays out."""
    try:
        return text.translate(_FROM_WINDOWS).encode("latin-1")
    except UnicodeEncodeError:
        return bytes(_BYTES.get(character, ord(character) & 0x7F) for character in text)


def in_latin(line: str, lexicon: Lexicon) -> list[Misreading]:
    """What of a line is UTF-8, GBK or Big5 that was read as Latin-1 or Windows-1252.

    The double bytes first: some of them make UTF-8, and hardly ever the other way round.
    """
    doubtful: list[Misreading] = []
    for encoding, run in (("gb18030", _HIGH_RUN), ("cp950", _BIG5_RUN)):
        readings = _double_bytes(line, run, encoding, lexicon)
        if any(each.sure for each in readings):
            return readings
        doubtful = doubtful or readings
    return _utf8_in_latin(line) or doubtful


def _utf8_in_latin(line: str) -> list[Misreading]:
    """The stretches of a line that are UTF-8; the weak ones only beside others."""
    decoded = Answers[str, str](lambda run: _decoded(bytes_of(run), "utf-8"))
    stretches = [
        Misreading(*found.span(), decoded[found[0]], False) for found in _UTF8.finditer(line)
    ]
    if stretches and _is_likely("".join(each.reading for each in stretches)):
        torn = _torn(line)
        starts = [start for start, _ in torn]
        whole = [
            bool(each.reading) and not _is_inside(each.start, starts, torn) for each in stretches
        ]
        strong = any(_is_strong(line, each) for each in compress(stretches, whole))
        if strong and not _has_more(line, stretches):
            return [each._replace(sure=fits) for each, fits in zip(stretches, whole, strict=True)]
    return [
        Misreading(*found.span(), decoded[found[0]] if len(found[0]) > 2 else "", False)
        for found in _BROKEN_UTF8.finditer(line)
        if not _is_latin(found[0])
    ]


def _has_more(line: str, stretches: Sequence[Misreading]) -> bool:
    """Whether most of the bytes of a line are outside its UTF-8: then it is something else."""
    inside = sum(each.end - each.start for each in stretches)
    pairs = sum(len(found[0]) for found in _HIGH_RUN.finditer(line) if len(found[0]) > 1)
    return pairs > 2 * inside


def _is_latin(text: str) -> bool:
    """Whether accented letters are followed by nothing but marks of Latin text, as in é…»."""
    return not text.startswith("â€") and all(each in _UNCERTAIN_TRAILS for each in text[1:])


def _is_strong(line: str, stretch: Misreading) -> bool:
    """Whether a stretch could be nothing else than UTF-8."""
    start, end, reading, _ = stretch
    sizes = [len(character.encode()) for character in reading]
    if not sizes:
        return False
    if max(sizes) > 2:
        return len(sizes) > 1 or _is_mark(reading) or sizes[0] == 4 or is_common(reading)
    if len(sizes) > 2 and min(reading) >= "\u0370":
        return True
    lead, trail = line[start], line[start + 1]
    if trail in _UNCERTAIN_TRAILS or lead not in "ÂÃÄÅ":
        return False
    return lead in "ÂÃ" or any(
        each.isascii() and each.isalpha() for each in _beside(line, start, end)
    )


def _torn(line: str) -> list[tuple[int, int]]:
    """The runs of bytes in a line that have some besides their UTF-8."""
    return [
        run.span()
        for run in _HIGH_RUN.finditer(line)
        if _ODD_BYTE.search(_UTF8.sub("", run[0])) or "\ufffd" in _beside(line, *run.span())
    ]


def _is_inside(place: int, starts: Sequence[int], runs: Sequence[tuple[int, int]]) -> bool:
    """Whether a place is inside one of the sorted `runs`, which begin at `starts`."""
    before = bisect_right(starts, place)
    return before > 0 and place < runs[before - 1][1]


_ODD_BYTE = regex("[\x80-\x9f¤-¦\xc0-\xd6\xd8-\xf6\xf8-\xff]")


def _beside(line: str, start: int, end: int) -> str:
    """The characters before and after a stretch."""
    return line[max(0, start - 1) : start] + line[end : end + 1]


def _is_mark(character: str) -> bool:
    """Whether UTF-8 in three bytes gave a mark or sign that texts have."""
    return (
        any(
            first <= character <= last
            for first, last in (("‐", "›"), ("\u3000", "〟"), ("！", "～"))
        )
        or character in "€™→←↑↓■□●○★☆√≤≥≠∞\ufeff"
    )


@lru_cache(1 << 16)
def _is_han(character: str) -> bool:
    return class_of(character) == HAN


def _are_han(text: str) -> list[bool]:
    """Of each character whether it is Han."""
    return [*map(_is_han, text)]


def _is_likely(reading: str) -> bool:
    """Whether nothing in what a stretch says is out of the ordinary."""
    if not reading or any("\x80" <= each < "\xa0" for each in reading):
        return False
    han = [*compress(reading, _are_han(reading))]
    if sum(map(is_common, han)) < COMMON_SHARE * len(han):
        return False
    return all(map(_is_assigned, reading))


@lru_cache(1 << 16)
def _is_assigned(character: str) -> bool:
    return unicodedata.category(character) not in ("Cn", "Co", "Cs", "Cc") and character != "\ufffd"


def _decoded(data: bytes, encoding: str) -> str:
    """`data` read in `encoding`, or nothing where it does not fit."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return ""


def _double_bytes(
    line: str, run: re.Pattern[str], encoding: str, lexicon: Lexicon
) -> list[Misreading]:
    """The stretches of a line that are GBK or Big5: all of them, or none."""
    spans = [span for found in run.finditer(line) if (span := found.span())[1] - span[0] > 1]
    if not spans or _ACCENTED.search(_outside(line, spans)):
        return []
    decoded = Answers[str, str](lambda run: _decoded(bytes_of(run), encoding))
    stretches = [(start, end, decoded[line[start:end]]) for start, end in spans]
    readings = [reading for _, _, reading in stretches if reading]
    joined = "\n".join(readings)
    han = sum(_are_han(joined))
    if han < FEW or sum(map(is_common, joined)) < COMMON_SHARE * len(joined):
        return []
    long = any(_is_no_list(line, start, end) for start, end, reading in stretches if reading)
    if not long and not _is_language(joined, lexicon):
        return []
    if han < ENOUGH and any(_in_word(line, start, end) for start, end, _ in stretches):
        return []
    sure = all(reading and _is_likely(reading) for _, _, reading in stretches)
    return [Misreading(*stretch, sure) for stretch in stretches]


def _outside(line: str, stretches: Iterable[tuple[int, int]]) -> str:
    """What of a line is outside the sorted stretches, a blank for each of these."""
    parts, place = [], 0
    for start, end in stretches:
        parts.append(line[place:start])
        place = end
    return " ".join((*parts, line[place:]))


def _in_word(line: str, start: int, end: int) -> bool:
    """Whether an ASCII letter stands beside a stretch."""
    return any(each.isascii() and each.isalpha() for each in _beside(line, start, end))


def _is_language(text: str, lexicon: Lexicon) -> bool:
    """Whether a text has everyday characters, and words of the lexicon in it."""
    common = sum(map(is_common, text))
    if common < COMMON_SHARE * len(text):
        return False
    han = np.array(_are_han(text), np.bool_)
    contacts = (han[:-1] & han[1:]).nonzero()[0] + 1
    if not len(contacts):
        return False
    return float(spanning(code_points(text), contacts, contacts, lexicon).mean()) >= WORDS


def _is_no_list(line: str, start: int, end: int) -> bool:
    """Whether a stretch is long and its characters do not come in the order of a table."""
    if end - start < LONG:
        return False
    data = bytes_of(line[start:end])
    ascending = sum(left < right for left, right in pairwise(data))
    return ascending < ORDERED * len(data)


_NOT_ASCII = regex(r"[^\x00-\x7f]+")


def in_gbk(line: str, lexicon: Lexicon) -> list[Misreading]:
    """What of a line is UTF-8 that was read as GBK; what is short is sure beside what is long."""
    stretches = [
        stretch for run in _NOT_ASCII.finditer(line) if (stretch := _utf8_in_gbk(run)) is not None
    ]
    certain = any(each.sure and _says_more(each.reading, lexicon) for each in stretches)
    return [
        each._replace(sure=each.sure and certain) for each in stretches if certain or not each.sure
    ]


def _utf8_in_gbk(run: re.Match[str]) -> Misreading | None:
    """The stretch of a run without ASCII from its first sign on, if it may be UTF-8.

    `sure`: all of it can be read.
    """
    signs = _signs(run[0])
    if not signs:
        return None
    first = signs[0]
    tail = run[0][first:]
    pieces = [*map(gbk_bytes, tail)]
    size, reading = _longest(pieces)
    if len(reading) < FEW and (len(signs) < FEW or _is_everyday(tail)):
        return None
    start, end = run.start() + first, run.start() + first + size
    rest = run[0][first + size :]
    broken = bool(_signs(rest)) or rest[:1] in ("\ufffd", "€") or not all(pieces)
    if len(reading) >= FEW and not broken and _is_likely(reading):
        return Misreading(start, end, reading, True)
    guess = b"".join(pieces).decode("utf-8", "ignore")
    if len(signs) < FEW or _is_everyday(tail) or 2 * len(guess) < sum(map(bool, pieces)):
        return None
    if sum(map(is_common, guess)) < max(FEW, COMMON_SHARE * len(guess)):
        return None
    return Misreading(start, run.end(), guess, False)


def _signs(text: str) -> list[int]:
    """Where characters stand that the first two bytes of UTF-8 give."""
    found: list[int] = (form_table().take(code_points(text)) == MISREAD).nonzero()[0].tolist()
    return found


def _says_more(reading: str, lexicon: Lexicon) -> bool:
    """Whether a reading is long enough, or made of words."""
    text = reading.lstrip("\ufeff")
    return len(text) >= ENOUGH or (len(text) >= FEW and _is_language(text, lexicon))


def _is_everyday(text: str) -> bool:
    """Whether the text as it stands has mostly everyday characters."""
    return sum(map(is_common, text)) > EVERYDAY * len(text)


EVERYDAY = 0.7  # of the characters of a text, those that are everyday ones; set by hand


def _longest(pieces: Iterable[bytes]) -> tuple[int, str]:
    """How many of the first characters are whole UTF-8, and what they say."""
    whole = [*takewhile(bool, pieces)]
    data = b"".join(whole)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        valid = error.start
    else:
        valid = len(data)
    ends = [0, *accumulate(map(len, whole))]
    size = bisect_right(ends, valid) - 1
    while ends[size] < valid and _goes_on(data[ends[size]]):
        size -= 1
    return size, data[: ends[size]].decode("utf-8")


def _goes_on(byte: int) -> bool:
    """Whether a byte of UTF-8 belongs to the character before it."""
    return byte & 0xC0 == 0x80


# The areas of GBK for characters of one's own, which Windows maps to private use:
# first code point, first lead, first trail, characters a row.
_OWN = ((0xE000, 0xAA, 0xA1, 94), (0xE234, 0xF8, 0xA1, 94), (0xE4C6, 0xA1, 0x40, 96))
_OWN_END = 0xE765


@lru_cache(1 << 16)
def gbk_bytes(character: str) -> bytes:
    """The bytes that GBK, as Windows reads it, gives a character for; none where it has none."""
    if character == "€":
        return b"\x80"
    point = ord(character)
    if _OWN[0][0] <= point <= _OWN_END:
        first, lead, trail, row = next(area for area in reversed(_OWN) if area[0] <= point)
        line, column = divmod(point - first, row)
        column += trail
        return bytes((lead + line, column + (column >= 0x7F and trail == 0x40)))
    try:
        return character.encode("gbk")
    except UnicodeEncodeError:
        return b""
