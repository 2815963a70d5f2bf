"""Lists without a separator of their own: tagged words, columns parted by blanks, word lists."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from cleaner.page.wrapped import wrapped
from cleaner.protected.notations.notation import TABLE, TAGGED, WORDS, Notation
from cleaner.protected.notations.rows import Rows
from cleaner.text.characters import Ints
from cleaner.text.regex import regex

_TAG = regex(r"\S*[/_#|][A-Za-z]{1,6}\d?\]?[A-Za-z]{0,3}|\S+:(?:[a-z]{1,3}|[\u3400-\u9fff]{1,4})")
SIGNS = "/_#|:"  # that part a word and its tag
_PLAIN = regex(r"[!-~]+|[!-~]*[0-9][!-~]*")
_COUNTED = regex(r"\S{1,12}\s\d+(?:\s[a-zA-Z]{1,4})?")
ENOUGH = 5  # rows from which columns parted by single blanks are a table
TOKENS = 12  # columns of such a table at most
LEAST_TAGS = 3  # of a text that is looked at
TAGGED_SHARE = 0.8  # of the words of a line, those with a tag
LONGEST = 8  # characters of a line in a list of words
LEAST = 50  # lines of such a list


def tagged(rows: Rows) -> Iterator[Notation]:
    """Words parted by blanks, each with the tag of its part of speech: 会议/n 昨日/t."""
    if sum(map(rows.text.count, SIGNS)) < LEAST_TAGS:
        return
    signs, words = rows.count(SIGNS), rows.words
    likely = rows.free & (words >= 3) & (signs >= TAGGED_SHARE * words)
    for row in likely.nonzero()[0].tolist():
        found = sum(bool(_TAG.fullmatch(word)) for word in rows.lines[row].split())
        likely[row] = found >= TAGGED_SHARE * words[row]
    for first, last in rows.runs(likely, across_blanks=True):
        yield Notation(*rows.span(first, last), TAGGED, "words with tags behind a sign")
        rows.take(first, last)


def columns(rows: Rows) -> Iterator[Notation]:
    """Many rows of equally many words, all of a column without Chinese."""
    if rows.text.count(" ") + rows.text.count("\t") < ENOUGH:
        return
    words = rows.words
    able = rows.free & (words > 1) & (words <= TOKENS) & (rows.marks == 0)
    for first, last in rows.runs(able, least=ENOUGH):
        for start, end in _alike(words, first, last):
            if end - start + 1 >= ENOUGH and _has_plain(rows, start, end):
                why = f"{end - start + 1} rows of {words[start]} words, a column without Chinese"
                kind = WORDS if _is_counted(rows, start, end) else TABLE
                yield Notation(*rows.span(start, end), kind, why)
                rows.take(start, end)


def _is_counted(rows: Rows, first: int, last: int) -> bool:
    """Whether the rows are a word each with how often it occurs, and perhaps its part of speech."""
    return all(map(_COUNTED.fullmatch, rows.lines[first : last + 1]))


def _alike(words: Ints, first: int, last: int) -> Iterator[tuple[int, int]]:
    """The rows from first to last, cut where the number of words changes."""
    cuts = (np.diff(words[first : last + 1]) != 0).nonzero()[0] + first
    starts = [first, *(cuts + 1).tolist()]
    yield from zip(starts, [*cuts.tolist(), last], strict=True)


def _has_plain(rows: Rows, first: int, last: int) -> bool:
    """Whether a column of the rows has nothing but letters, digits and signs of ASCII."""
    cells = [line.split() for line in rows.lines[first : last + 1]]
    chinese = any(not word.isascii() for row in cells for word in row)
    if len({*map(len, cells)}) > 1:  # controls part words, too
        return False
    columns = zip(*cells, strict=True)
    return chinese and any(all(map(_PLAIN.fullmatch, column)) for column in columns)


_ENTRY = regex(
    r"[A-Za-z][\w' -]{0,30}?\s+(?:[/\[][^/\]]{1,30}[/\]]\s*)?"
    r"(?:n|v|vt|vi|adj|adv|prep|conj|pron|num|abbr|int|a|ad|pl|aux|art)\.\s.*"
)


def dictionaries(rows: Rows) -> Iterator[Notation]:
    """Entries of a dictionary: a word, how it is said, its part of speech, what it means."""
    if ". " not in rows.text:
        return
    flags = rows.free & rows.ascii_heads & (rows.han > 0) & (rows.count(".") > 0)
    flags = rows.which(flags, _ENTRY.fullmatch)
    for first, last in rows.runs(flags, across_blanks=True):
        if last > first:
            yield Notation(*rows.span(first, last), TABLE, "words and their parts of speech")
            rows.take(first, last)


_GAP = regex(r"(?<=\S)(?: {2,}|\u3000{2,})(?=\S)")
_CELL_FIGURE = regex(r"[-+]?[\d.,:/%]+|[A-Za-z]{0,3}\d+")
FIXED, CELL, GAPS = (
    3,
    8,
    2,
)  # rows of a table of fixed width, characters of a usual cell, gaps of a row

PROSE = 2.5  # blanks in a line of prose, on average


def fixed_width(rows: Rows) -> Iterator[Notation]:
    """Rows whose short cells are set apart by two blanks and more, figures among them."""
    if "  " not in rows.text:
        return
    able = rows.free & (rows.words > 1) & (rows.han <= 4 * CELL)
    cells: dict[int, list[str]] = {}
    for row in able.nonzero()[0].tolist():
        parts = _GAP.split(rows.lines[row])
        able[row] = len(parts) > GAPS or (len(parts) == 2 and parts[0].isascii())
        cells[row] = parts
    for first, last in rows.runs(able):
        table = [cells[row] for row in range(first, last + 1)]
        if len(table) >= FIXED and _short(table):
            yield Notation(
                *rows.span(first, last), TABLE, f"{len(table)} rows of cells set apart by blanks"
            )
            rows.take(first, last)


def _short(table: list[list[str]]) -> bool:
    """Whether cells are short, as those of a table, with figures in most rows; or pairs."""
    if all(len(row) == 2 for row in table):
        return not _are_prose(list(zip(*table, strict=True)))  # names, and what they mean
    sizes = sorted(len(cell) for row in table for cell in row)
    figures = sum(any(map(_CELL_FIGURE.fullmatch, row)) for row in table)
    return sizes[len(sizes) // 2] <= CELL and 2 * figures > len(table)


def _are_prose(columns: list[tuple[str, ...]]) -> bool:
    """Whether cells are the lines of columns of prose side by side."""
    rows = len(columns[0])
    many = all(sum(cell.count(" ") for cell in each) >= PROSE * rows for each in columns)
    return many and any(map(wrapped, columns))


def word_lists(rows: Rows) -> Iterator[Notation]:
    """Long lists of short lines without any mark."""
    if len(rows) < LEAST:
        return
    able = rows.free & (rows.last - rows.first <= LONGEST)
    able &= rows.marks == 0
    if int(able.sum()) < LEAST:
        return
    for first, last in rows.runs(able, least=LEAST):
        why = f"{last - first + 1} lines of {LONGEST} characters at most, without marks"
        yield Notation(*rows.span(first, last), WORDS, why)
        rows.take(first, last)
