"""Tables whose fields a separator parts: commas, semicolons, tabs, bars.

A row is known by the rows around it: equally many fields, a column of numbers or names, no ends of
sentences. Wrapped prose with a comma here and there has none of that.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from cleaner.page import patterns
from cleaner.protected.notations.notation import TABLE, Notation
from cleaner.protected.notations.rows import Rows
from cleaner.text.characters import Flags, Ints
from cleaner.text.regex import regex

NAMES = {"\t": "tabs", ",": "commas", ";": "semicolons", "|": "bars", "/": "slashes"}
SHORT = 8  # characters of a field that is no clause
MANY = 5  # rows from which pairs of short fields are a table
SAME = 0.8  # of the rows, those of equally many fields
ENDED = '。！？…；.!?;”」』"'
_FIGURE = regex(r"[-+¥$€]?[\d.,:/%‰℃ -]*\d[\d.,:/%‰℃ -]*|[\w.+/@:-]*[A-Za-z_][\w.+/@: -]*|", re.A)
_QUOTED = regex(r'"(?:[^"]|"")*"')


@dataclass(frozen=True)
class Run:
    """Rows that follow each other and all have the separator. `counts`: separators in each."""

    rows: Rows
    first: int
    last: int
    separator: str
    counts: Ints

    def __len__(self) -> int:
        return len(self.counts)

    @cached_property
    def usual(self) -> tuple[int, float]:
        """How many separators most rows have, and the share of those."""
        if len(self) == 1:
            return int(self.counts[0]), 1.0
        ((count, rows),) = Counter(self.counts.tolist()).most_common(1)
        return count, rows / len(self)

    @cached_property
    def cells(self) -> list[list[str]]:
        """The fields of each row, those with quotes in one piece."""
        return [split(line, self.separator) for line in self.rows.lines[self.first : self.last + 1]]

    @cached_property
    def ended(self) -> float:
        """The share of rows that end like a sentence."""
        lines = self.rows.lines[self.first : self.last + 1]
        return sum(line[-1:] in ENDED for line in lines) / len(self)

    @cached_property
    def spaced(self) -> bool:
        """Whether a blank follows the separators, as in prose."""
        lines = self.rows.lines[self.first : self.last + 1]
        blank = sum(line.count(self.separator + " ") for line in lines)
        return 2 * blank > int(self.counts.sum())

    @property
    def figures(self) -> bool:
        """Whether a column holds numbers, names in Latin or nothing, in all rows but the first."""
        body = self.cells[1:] if len(self) > 1 else self.cells
        width = min(map(len, body))
        columns = ([row[column].strip() for row in body] for column in range(width))
        return any(all(map(_FIGURE.fullmatch, column)) for column in columns)

    @property
    def numbered(self) -> bool:
        """Whether rows begin with a number each, all but the first and one in ten."""
        body = self.cells[1:] or self.cells
        numbers = sum(row[0].strip().isdecimal() for row in body)
        return numbers >= 0.9 * len(body)

    @property
    def quoted(self) -> bool:
        """Whether every field of most rows is in quotes."""
        whole = sum(all(map(_QUOTED.fullmatch, row)) for row in self.cells)
        return 2 * whole > len(self)

    @property
    def short(self) -> bool:
        """Whether no field is as long as a clause."""
        long = sum(len(cell) > SHORT for row in self.cells for cell in row)
        return long <= 0.05 * int(self.counts.sum())

    @property
    def verse(self) -> bool:
        """Whether all fields are of one length, as the halves of verses are."""
        return len({len(cell) for row in self.cells for cell in row}) == 1

    @property
    def headed(self) -> bool:
        """Whether the first row is a head: short fields, no mark, as many as most rows have."""
        line = self.rows.lines[self.first]
        plain = self.rows.marks[self.first] == 0 and line[-1] not in ENDED
        return bool(plain) and all(0 < len(cell) <= SHORT for cell in self.cells[0])


def separated(rows: Rows) -> Iterator[Notation]:
    """The tables of a text."""
    for separator, told in TELLING.items():
        if rows.text.count(separator) < 2:
            continue
        counts = separators(rows, separator)
        for first, last in rows.runs((counts > 0) & rows.free):  # one mark makes no row by itself
            if first == last and counts[first] < 2:
                continue
            run = Run(rows, first, last, separator, counts[first : last + 1])
            if told(run):
                count, _ = run.usual
                first = _with_remarks(rows, first)
                why = f"{len(run)} rows, most of {count + 1} fields parted by {NAMES[separator]}"
                yield Notation(*rows.span(first, last), TABLE, why)
                rows.take(first, last)


def _with_remarks(rows: Rows, first: int) -> int:
    """The first row of a table with the lines right above it that begin with #."""
    while first and rows.free[first - 1] and rows.heads[first - 1] == ord("#"):
        first -= 1
    return first


def separators(rows: Rows, separator: str) -> Ints:
    """How many of them each line has, outside of quotes; one at its end parts nothing."""
    flags = rows.document.codes == ord(separator)
    if '"' in rows.text and separator in ",;":
        flags = flags & ~_in_quotes(rows)
    counts = rows.counted(flags)
    if separator == ";":
        counts = counts - ((rows.tails == ord(separator)) & (counts == 1))
    return counts


def _in_quotes(rows: Rows) -> Flags:
    """Whether each character stands behind an odd number of quotes of its line."""
    quotes = rows.document.codes == ord('"')
    total = np.zeros(len(quotes) + 1, np.int64)
    np.cumsum(quotes, out=total[1:])
    lengths = np.diff(np.append(rows.starts, len(quotes)))
    before = np.repeat(total[rows.starts], lengths)
    odd: Flags = (total[:-1] - before) % 2 == 1
    return odd


def split(line: str, separator: str) -> list[str]:
    """The fields of a row."""
    if '"' not in line or separator == "\t":
        return line.split(separator)
    parts, cell = [], ""
    for piece in line.split(separator):
        cell = f"{cell}{separator}{piece}" if cell else piece
        if cell.count('"') % 2 == 0:
            parts.append(cell)
            cell = ""
    return [*parts, cell] if cell else parts


def by_tabs(run: Run) -> bool:
    """Whether tabs part fields: in rows that follow each other, or in one of several fields."""
    count, _ = run.usual
    if len(run) > 1:
        return True
    return count >= 2 and (run.figures or run.short)


def by_bars(run: Run) -> bool:
    """Whether bars part fields: equally many in rows, or a row between two of them."""
    count, same = run.usual
    lines = run.rows.lines[run.first : run.last + 1]
    framed = all(line[:1] == line[-1:] == "|" for line in lines)
    if len(run) > 1:
        return framed or (same >= SAME and count >= 1 and not all(map(_is_credit, lines)))
    return framed and count >= 3


def _is_credit(line: str) -> bool:
    """Whether a line with a bar says who wrote or edited something: 记者 | 张三."""
    return patterns.kind_of(line.strip()) in (patterns.BYLINE, patterns.STAFF)


def by_commas(run: Run) -> bool:
    """Whether commas or semicolons part fields."""
    count, same = run.usual
    if run.quoted:
        return len(run) > 1 or count >= 2
    if len(run) == 1:
        return run.separator == "," and count >= 4 and not run.spaced and run.figures and run.short
    if run.spaced and not (same >= 0.9 and len(run) > 2 and run.figures and run.short):
        return False
    if count == 1:
        return _pairs(run, same)
    whole = run.rows.block(run.first, run.last)
    regular = same >= SAME if whole else (same >= 0.9 and len(run) > 3)
    if run.headed and (whole or run.first == 0) and _as_head(run):
        return run.ended < 0.5 or run.numbered
    if len(run) == 2 and not run.figures:
        return False
    if not regular:
        return len(run) > 2 and run.numbered and run.first == 0
    if run.ended >= 0.5 and not run.figures:
        return False
    return run.figures or run.numbered or (run.short and not run.verse) or len(run) > 3


def _pairs(run: Run, same: float) -> bool:
    """Whether rows of two fields are a table."""
    if same < SAME or run.ended > 0.2 or not run.rows.block(run.first, run.last):
        return False
    if run.figures or run.numbered:
        return run.short or len(run) > 2
    return len(run) >= MANY and run.short and not run.verse


def _as_head(run: Run) -> bool:
    """Whether half the rows have as many fields as the first, and none fewer."""
    head = int(run.counts[0])
    likely = head > 1 and (len(run) > 2 or run.figures)
    return likely and bool(
        (run.counts >= head).all() and 2 * (run.counts == head).sum() >= len(run)
    )


def by_slashes(run: Run) -> bool:
    """Whether slashes part fields: in many rows, and equally many."""
    return len(run) > 2 * MANY and run.usual[1] >= SAME and run.short


TELLING: dict[str, Callable[[Run], bool]] = {
    "\t": by_tabs,
    "|": by_bars,
    ",": by_commas,
    ";": by_commas,
    "/": by_slashes,
}
