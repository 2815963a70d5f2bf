"""Lists without a separator of their own: tagged words, columns parted by single blanks, word lists."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from cleaner.protected.notations.notation import TABLE, TAGGED, WORDS, Notation
from cleaner.protected.notations.rows import Rows
from cleaner.text.characters import Ints

_TAG = re.compile(r"\S*[/_#|][A-Za-z]{1,6}\d?\]?[A-Za-z]{0,3}")
_PLAIN = re.compile(r"[!-~]+|[!-~]*[0-9][!-~]*")
ENOUGH = 8  # rows from which columns parted by single blanks are a table
TOKENS = 6  # columns of such a table at most
TAGGED_SHARE = 0.8  # of the words of a line, those with a tag
LONGEST = 8  # characters of a line in a list of words
LEAST = 50  # lines of such a list


def tagged(rows: Rows) -> Iterator[Notation]:
    """Words parted by blanks, each with the tag of its part of speech: 会议/n 昨日/t."""
    signs, words = rows.count("/_#|"), rows.words
    likely = rows.free & (words >= 3) & (signs >= TAGGED_SHARE * words)
    for row in likely.nonzero()[0].tolist():
        found = sum(bool(_TAG.fullmatch(word)) for word in rows.lines[row].split())
        likely[row] = found >= TAGGED_SHARE * words[row]
    for first, last in rows.runs(likely, across_blanks=True):
        yield Notation(*rows.span(first, last), TAGGED, "words with tags behind a sign")
        rows.take(first, last)


def columns(rows: Rows) -> Iterator[Notation]:
    """Many rows of equally many words, all of a column without Chinese."""
    words = rows.words
    able = rows.free & (words > 1) & (words <= TOKENS) & (rows.marks == 0)
    for first, last in rows.runs(able):
        if last - first + 1 >= ENOUGH:
            for start, end in _alike(words, first, last):
                if end - start + 1 >= ENOUGH and _has_plain(rows, start, end):
                    why = (
                        f"{end - start + 1} rows of {words[start]} words, a column without Chinese"
                    )
                    yield Notation(*rows.span(start, end), TABLE, why)
                    rows.take(start, end)


def _alike(words: Ints, first: int, last: int) -> Iterator[tuple[int, int]]:
    """The rows from first to last, cut where the number of words changes."""
    cuts = (np.diff(words[first : last + 1]) != 0).nonzero()[0] + first
    starts = [first, *(cuts + 1).tolist()]
    yield from zip(starts, [*cuts.tolist(), last], strict=True)


def _has_plain(rows: Rows, first: int, last: int) -> bool:
    """Whether a column of the rows has nothing but letters, digits and signs of ASCII."""
    cells = [line.split() for line in rows.lines[first : last + 1]]
    chinese = any(not word.isascii() for row in cells for word in row)
    columns = zip(*cells, strict=True)
    return chinese and any(all(map(_PLAIN.fullmatch, column)) for column in columns)


def word_lists(rows: Rows) -> Iterator[Notation]:
    """Long lists of short lines without any mark."""
    able = rows.free & (rows.last - rows.first <= LONGEST)
    able &= rows.marks == 0
    if int(able.sum()) < LEAST:
        return
    for first, last in rows.runs(able):
        if last - first + 1 >= LEAST:
            why = f"{last - first + 1} lines of {LONGEST} characters at most, without marks"
            yield Notation(*rows.span(first, last), WORDS, why)
            rows.take(first, last)
