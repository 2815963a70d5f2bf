"""Verse and what is sung: lines somebody has broken on purpose.

The edge of a column breaks lines at one width; those of verse are of one measure, or of none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from cleaner.protected.notations.notation import VERSE, Notation, Safe
from cleaner.protected.notations.rows import Rows
from cleaner.text.characters import (
    ASCII_CLAUSE,
    ASCII_STOP,
    CLAUSE,
    CLOSE,
    DIGIT,
    HAN,
    STOP,
    Flags,
    Ints,
    class_set,
)
from cleaner.text.regex import regex

_HAN = "\u3400-\u9fff"
_MARKS = "，。！？；、：,.!?;"
_CREDIT = regex(
    r"(?:作?[词詞曲]|编曲|編曲|演唱|原唱|填词|填詞|作词|作詞|作曲|歌手|监制|監製|制作人|製作人|混音|专辑|專輯|Lyrics?|Music|Singer|Artist)"
    r"(?: ?[/／] ?[作]?[词詞曲])? ?[:：/／] ?\S.{0,30}",
    re.I,
)
_PART = regex(
    r"[\[【（(<*＊#]? ?(?:主歌|副歌|前奏|间奏|間奏|尾奏|尾声|桥段|橋段|导歌|導歌|过门"
    r"|念白|独白|合唱|齐唱|女声?|男声?|女：|男：|合：?|領|领"
    r"|[Vv]erse|[Cc]horus|[Bb]ridge|[Ii]ntro|[Oo]utro|[Rr]ap|[Hh]ook|[Rr]efrain|[Rr]epeat|[A-D]\d)"
    r"[ \u3000\w]{0,4}[:：]?[\]】）)>*＊]?(?: ?[xX×*] ?\d)?(?:[ \u3000:：].{0,30})?"
)
_VOICE = regex(r"[我你妳您咱啊呀吧呢哦喔噢啦哟]|[Oo]h\b|[Ll]a\b|\bI\b|\byou\b")
_BETWEEN, _WRITTEN = regex(rf"[{_MARKS}\s]+"), regex(f"[{_HAN}]+")
MEASURES = (5, 7, 4, 6)  # characters of a clause
SIZES = np.zeros(16, np.bool_)  # whether so many are those of one clause or of two
SIZES[[*MEASURES, *(2 * size for size in MEASURES)]] = True
BETWEEN = 4  # marks and blanks in a line of verse, at most
TITLES = 2  # lines above a stanza
VERSES = 4  # lines of one measure, or of a song, from which they are verse; set by hand
LONGEST = 24  # characters of a line of verse
FREE_LINES = 8  # of free verse
STANZAS = 2
SHARE = 0.8  # of the lines of a text, the short ones, if it is free verse
# Of its lines, at most, those within a character of the longest: free verse, a song.
NARROW, EVEN = 0.35, 0.6
SIGNS = 2  # credits or parts of a song
FIGURES, ENDED = 0.1, 0.4  # of its lines, at most, those with a figure, with the end of a sentence
INSIDE = 0.3  # of its lines, at most, those with a mark and more text behind it
VOICES = 0.05  # of its lines, those in which somebody speaks
HALF = class_set(ASCII_CLAUSE, ASCII_STOP)
MARKS = class_set(STOP, CLAUSE, ASCII_STOP, ASCII_CLAUSE)
ENDS = class_set(STOP, CLOSE, ASCII_STOP)


def verse(rows: Rows) -> Iterator[Notation]:
    """Verse of one measure, songs by credits and parts, free verse by short uneven lines."""
    sizes = rows.last - rows.first
    short = rows.free & (sizes <= LONGEST)
    if int(short.sum()) < VERSES:
        return
    yield from _measured(rows, short)
    short &= rows.free
    count, seen = int(short.sum()), int((~rows.blank).sum())
    if count < max(VERSES, SHARE * seen):
        return
    wide = _widest(sizes[short])
    if _has_sentences_inside(rows, short):
        return
    if (wide <= EVEN and _is_song(rows, short)) or (wide <= NARROW and _is_free(rows, short)):
        for first, last in rows.runs(rows.free):
            yield _verse(rows, first, last, "short lines of a song or a poem")
        rows.take(0, len(rows) - 1)


def _has_sentences_inside(rows: Rows, short: Flags) -> bool:
    """Whether clauses end and others begin within many of the lines, as in columns of prose."""
    classes = rows.document.classes
    inside = np.zeros(len(classes), np.bool_)
    inside[:-1] = MARKS[classes[:-1]] & (classes[1:] == HAN)
    return int((rows.counted(inside)[short] > 0).sum()) > INSIDE * int(short.sum())


def _widest(sizes: Ints) -> float:
    """The share of lines within a character of the longest, one in twenty left out."""
    ordered = np.sort(sizes)
    widest = ordered[int(0.95 * (len(ordered) - 1))]
    return float((ordered >= widest - 1).mean())


def _verse(rows: Rows, first: int, last: int, why: str) -> Notation:
    start, end = rows.span(first, last)
    half = HALF[rows.document.classes[start:end]].any()
    return Notation(start, end, VERSE, why, Safe.WORDING if half else Safe.NOTHING)


def _measured(rows: Rows, short: Flags) -> Iterator[Notation]:
    """Runs of lines with as many characters each, once or twice, and a mark at the end of each."""
    sizes = np.zeros(len(rows), np.int64)
    likely = short & (rows.han >= 4) & (rows.han <= 14)
    likely &= rows.last - rows.first - rows.han <= BETWEEN
    codes = rows.document.codes
    written = rows.counted((codes >= 0x3400) & (codes <= 0x9FFF))  # of `_HAN`
    able = SIZES[np.minimum(written, len(SIZES) - 1)]
    for first, last in rows.runs(likely, across_blanks=True):
        if rows.seen(first, last) >= VERSES:
            for row in likely[first : last + 1].nonzero()[0].tolist():
                if able[first + row]:
                    sizes[first + row] = _measure(rows.lines[first + row])
    if not sizes.any():
        return
    marked = rows.marks > 0
    plain: list[tuple[int, int]] = []
    for size in MEASURES:
        alike = (sizes == size) & rows.free
        for first, last in rows.runs(alike & marked, across_blanks=True):
            if rows.seen(first, last) >= VERSES:
                yield from _verses(rows, first, last, f"lines of {size} characters and a mark")
        plain += [
            run for run in rows.runs(alike & ~marked) if run[1] - run[0] + 1 in (VERSES, 2 * VERSES)
        ]
    plain = [(first, last) for first, last in plain if _is_stanza(rows, first, last)]
    lines = sum(last - first + 1 for first, last in plain)
    if len(plain) > 1 or 2 * lines > int((~rows.blank).sum()):
        for first, last in plain:
            yield from _verses(rows, first, last, "a stanza of lines of one measure")


def _verses(rows: Rows, first: int, last: int, why: str) -> Iterator[Notation]:
    yield _verse(rows, first, last, why)
    rows.take(first, last)


def _is_stanza(rows: Rows, first: int, last: int) -> bool:
    """Whether a blank line follows, and one or a short title with one goes before."""
    if last + 1 < len(rows) and not rows.blank[last + 1]:
        return False
    titles = 0
    while titles < TITLES and first and not rows.blank[first - 1]:
        first -= 1
        titles += 1
    return first == 0 or bool(rows.blank[first - 1])


def _measure(line: str) -> int:
    """How many characters the clauses of a line have each; 0 if they differ."""
    parts = [part for part in _BETWEEN.split(line) if part]
    size = len(parts[0]) if parts else 0
    alike = len(parts) <= 2 and all(
        len(part) == size and _WRITTEN.fullmatch(part) for part in parts
    )
    return size if alike else 0


def _is_song(rows: Rows, short: Flags) -> bool:
    """Whether credits or parts of a song stand among short lines."""
    credits = int(rows.which(short, _CREDIT.fullmatch).sum())
    return credits + int(rows.which(short, _PART.fullmatch).sum()) >= SIGNS


def _is_free(rows: Rows, short: Flags) -> bool:
    """Whether lines are in stanzas, most are no sentences, and somebody speaks in them."""
    count = int(short.sum())
    stanzas = sum(last > first for first, last in rows.runs(short))
    if count < FREE_LINES or stanzas < STANZAS:
        return False
    digits = rows.counted(rows.document.classes == DIGIT)
    figures = int(((digits > 0) & (digits < rows.last - rows.first))[short].sum())
    ended = int((ENDS[rows.document.classes[rows.last[short] - 1]]).sum())
    if figures > FIGURES * count or ended > ENDED * count:
        return False
    return int(rows.which(short, _VOICE.search).sum()) >= max(2, VOICES * count)
