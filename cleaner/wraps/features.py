"""The features of line ends: what speaks for and against a join at each gap, a number each.

Marks and words on either side, widths against the column, indents kept and lost, kinds of line,
blank lines, and the habits of the page as a whole: does it indent, does it part paragraphs by blank
lines. `knowledge.forest` weighs them. In the names, `a` is the line before the gap, `b` the one
after it, `p` the one before `a`, `n` the one after `b`; `lack` is what a line is narrower than
something, in cells.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache, cached_property
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from cleaner.knowledge.lexicon import Lexicon
from cleaner.knowledge.words import begins_with_word, elsewhere, spanning_shapes
from cleaner.page import patterns
from cleaner.text.characters import (
    ASCII_CLAUSE,
    ASCII_CLOSE,
    ASCII_OPEN,
    BULLET,
    CANNOT_OPEN,
    CLAUSE,
    CLOSE,
    DASH,
    DIGIT,
    HAN,
    HYPHEN,
    LETTER,
    OPEN,
    STOP,
    Bytes,
    Flags,
    Ints,
    class_set,
)
from cleaner.wraps.gaps import Gaps

Floats: TypeAlias = NDArray[np.float32]
Column: TypeAlias = NDArray[Any]
Features: TypeAlias = Iterator[tuple[str, Column]]

# Set by hand; `gaps.npz` is fitted on what they give (`dictionaries/build/forests.py`).
LOST = (2.6, 6.4)  # cells a first line whose indent got lost is narrower than the next: least, most
LEVEL = 1.6  # cells by which two full lines differ at most
FULL = 2  # cells a full line is short of its column at most
LONGEST_HEAD = 40  # code points of a headline that leads on or is a label, less than this

LAST = {
    "clause": class_set(CLAUSE, ASCII_CLAUSE),
    "han": class_set(HAN),
    "digit": class_set(DIGIT),
    "letter": class_set(LETTER),
    "closing": class_set(CLOSE, ASCII_CLOSE),
    "dash": class_set(DASH, HYPHEN),
    "stop": class_set(STOP),
}
FIRST = {
    "han": class_set(HAN),
    "digit": class_set(DIGIT),
    "letter": class_set(LETTER),
    "opening": class_set(OPEN, ASCII_OPEN),
    "closing": CANNOT_OPEN,
    "bullet": class_set(BULLET),
    "dash": class_set(DASH, HYPHEN),
}
KINDS = (
    patterns.BYLINE, patterns.SIGNED, patterns.DATELINE, patterns.JUMP, patterns.PAGE,
    patterns.STAFF, patterns.MASTHEAD, patterns.CAPTION, patterns.CREDIT,
)  # fmt: skip

COLON, PAREN, PARTICLE, LEANING, ITEM, LEAD = 1, 2, 4, 8, 16, 32  # bits of a character
_HINTS = (
    (COLON, "：:"),
    (PAREN, "（("),
    (PARTICLE, patterns.PARTICLES),
    (LEANING, patterns.LEANING),
    (ITEM, patterns.ITEM_FIRST),
    (LEAD, {word[-1] for word in patterns.LEADING_ON}),
)


@cache
def _hints() -> Bytes:
    """For each code point, the bits above: what it shows at the beginning or the end of a line."""
    table = np.zeros(0x110000, np.uint8)
    for bit, characters in _HINTS:
        table[[ord(character) for character in characters]] |= bit
    return table


def beside(values: Column, by: int, beyond: float = 0) -> Column:
    """`values[i + by]` at each i, and `beyond` where there is none."""
    result = np.full(len(values), beyond, values.dtype)
    if by > 0:
        result[:-by] = values[by:]
    else:
        result[-by:] = values[:by]
    return result


class Measured:
    """What the groups of features share: gaps, lines, widths and words, measured once."""

    def __init__(self, gaps: Gaps, lexicon: Lexicon) -> None:
        self.gaps, self.lines, self.lexicon = gaps, gaps.lines, lexicon
        document = self.lines.document
        self.codes, self.classes = document.codes, document.classes
        self.widths = gaps.widths
        self.han: Flags = (gaps.last == HAN) & (gaps.first == HAN)
        self.shapes: Flags = spanning_shapes(self.codes, gaps.starts, gaps.ends, lexicon) & self.han
        self.spans: Flags = np.logical_or.reduce(self.shapes)
        self.first_hints: Bytes = _hints()[self.codes[self.lines.starts]]
        self.last_hints: Bytes = _hints()[self.codes[self.lines.ends - 1]]

    @cached_property
    def kinds(self) -> Ints:
        """The number of each line's kind in `KINDS`, or -1."""
        kinds = np.full(len(self.lines), -1)
        for line, kind in self.lines.kinds.items():
            kinds[line] = KINDS.index(kind)
        return kinds

    def counted(self, kind: int, most: int) -> Ints:
        """How many characters of class `kind` each line has, `most` at most."""
        counts = np.add.reduceat(self.classes == kind, self.lines.starts, dtype=np.int64)
        return np.minimum(counts, most)


def marks(page: Measured) -> Features:
    """The characters on either side of the gap, and the brackets open there."""
    gaps = page.gaps
    for name, members in LAST.items():
        yield f"a ends: {name}", members[gaps.last]
    for name, members in FIRST.items():
        yield f"b begins: {name}", members[gaps.first]
    yield "a ends: colon", page.last_hints[:-1] & COLON
    yield "b begins: parenthesis", page.first_hints[1:] & PAREN
    yield "b begins: particle", page.first_hints[1:] & PARTICLE
    yield "a ends: leaning word", page.last_hints[:-1] & LEANING
    stopped = page.lines.stopped
    yield "a ends a sentence", stopped[:-1]
    yield "b ends a sentence", stopped[1:]
    yield "p ends a sentence", beside(stopped, -1, 1)[:-1]
    opened, closes = gaps.depth
    yield "brackets open", np.minimum(opened, 3)
    yield "brackets that close soon", np.minimum(closes, 3)
    yield "inside brackets", (opened > 0) & (closes > 0)


def words(page: Measured) -> Features:
    """Words that run across the gap, and whether the page has its characters together elsewhere."""
    spans = page.spans
    yield "words across", np.count_nonzero(page.shapes, axis=0)
    yield "a word across", spans
    yield "a long word across", np.logical_or.reduce(page.shapes[1:])
    yield "a word across the gap before", beside(spans, -1)
    yield "a word across the gap after", beside(spans, 1)
    starts, ends = page.gaps.starts, page.gaps.ends
    yield "a ends with a word", begins_with_word(page.codes, starts - 2, page.lexicon)
    yield "b begins with a word", begins_with_word(page.codes, ends, page.lexicon)
    pairs, triples = elsewhere(page.codes, page.gaps.starts, page.gaps.ends)
    yield "pair elsewhere", np.minimum(pairs, 4)
    yield "triple elsewhere", np.minimum(triples, 4)


def measures(page: Measured) -> Features:
    """The widths of the lines around the gap, against each other and against their column."""
    w = page.widths
    here, column = w.here, w.column
    token = np.minimum(page.lines.tokens[1:], 20)
    yield "a: width", here[:-1]
    yield "b: width", here[1:]
    yield "widest around", w.widest[:-1]
    yield "a: lack in column", (column - here)[:-1]
    yield "a: lack to those above", (w.above - here)[:-1]
    yield "a: lack to those below", (w.below - here)[:-1]
    yield "a: lack to p", (beside(here, -1) - here)[:-1]
    yield "a: lack to b", here[1:] - here[:-1]
    yield "a: lack to the widest", (w.widest - here)[:-1]
    yield "b: lack in column", (column - here)[1:]
    yield "b: lack to those above", (w.above - here)[1:]
    yield "b: lack to those below", (w.among(1, 3) - here)[1:]
    yield "b: lack to n", (beside(here, 1) - here)[1:]
    yield "room for b's first word", (column - here)[:-1] - token
    yield "room for it, to those below", (w.below - here)[:-1] - token
    yield "a: share of the widest", (here / w.widest)[:-1]
    yield "b: share of the widest", (here / w.widest)[1:]
    yield "b: share of a", here[1:] / np.maximum(here[:-1], 1)
    typical = page.lines.typical
    lack = np.where(typical > 0, typical - here, 0)
    yield "a: lack to the typical", lack[:-1]
    yield "b: lack to the typical", lack[1:]
    indents = np.minimum(page.lines.indents, 12)
    yield "b: indent", indents[1:]
    yield "b: indent over a's", indents[1:] - indents[:-1]
    yield "b: indent over n's", (indents - beside(indents, 1))[1:]


def contents(page: Measured) -> Features:
    """What the lines are: marks inside, length, letters and digits, kind, item, headline."""
    lines = page.lines
    for name, values in (("stops", lines.stops), ("clauses", lines.clauses)):
        yield f"a: {name}", np.minimum(values[:-1], 3)
        yield f"b: {name}", np.minimum(values[1:], 3)
    unmarked = lines.unmarked
    yield "p: no mark", beside(unmarked, -1, 1)[:-1]
    yield "a: no mark", unmarked[:-1]
    yield "b: no mark", unmarked[1:]
    yield "n: no mark", beside(unmarked, 1, 1)[1:]
    yield "a: lines without marks", np.minimum(in_a_row(unmarked), 6)[:-1]
    yield "b: lines without marks", np.minimum(in_a_row(unmarked[::-1])[::-1], 6)[1:]
    length = np.minimum(lines.ends - lines.starts, 60)
    yield "a: characters", length[:-1]
    yield "b: characters", length[1:]
    letters, digits = page.counted(LETTER, 20), page.counted(DIGIT, 10)
    yield "a: letters", letters[:-1]
    yield "b: letters", letters[1:]
    yield "a: digits", digits[:-1]
    yield "b: digits", digits[1:]
    kinds = page.kinds
    for number, kind in enumerate(KINDS):
        yield f"a: {kind}", kinds[:-1] == number
        yield f"b: {kind}", kinds[1:] == number
    yield "p: of a kind", beside(kinds, -1, -1)[:-1] >= 0
    yield "n: of a kind", beside(kinds, 1, -1)[1:] >= 0


def headings(page: Measured) -> Features:
    """List items, and the lines over a headline that lead on or stand alone."""
    lines, text = page.lines, page.lines.document.text
    items = np.zeros(len(lines), np.bool_)
    for line in (page.first_hints & ITEM).nonzero()[0].tolist():
        items[line] = patterns.is_item(text, int(lines.starts[line]), int(lines.ends[line]))
    yield "a: item", items[:-1]
    yield "b: item", items[1:]
    leads, labels = np.zeros(len(lines), np.bool_), np.zeros(len(lines), np.bool_)
    brief = lines.unmarked & (lines.ends - lines.starts < LONGEST_HEAD)
    for line in brief.nonzero()[0].tolist():
        words = lines.text(line)
        labels[line] = patterns.is_label(words)
        leads[line] = page.last_hints[line] & LEAD and words.endswith(patterns.LEADING_ON)
    yield "a: leads on", leads[:-1]
    yield "a: label", labels[:-1]
    yield "b: label", labels[1:]


def displays(page: Measured) -> Features:
    """Runs of lines without marks, as headlines are: how wide their widest line is."""
    unmarked, here = page.lines.unmarked, page.widths.here
    run = np.cumsum(~unmarked)  # lines of a run share their number with the marked line before it
    widest = np.zeros(int(run[-1]) + 1)
    np.maximum.at(widest, run, np.where(unmarked, here, 0))
    width = np.where(unmarked, widest[run], 0)
    sizes = np.bincount(run, weights=unmarked)
    token = np.minimum(page.lines.tokens, 20)
    inside = unmarked[:-1] & unmarked[1:]
    yield "run: lines", np.where(inside, np.minimum(sizes[run[:-1]], 8), 0)
    yield "run: widest", width[:-1]
    yield "run: a's lack", (width - here)[:-1]
    yield "run: b's lack", (width - here)[1:]
    yield "run: room for b's first word", (width - here)[:-1] - token[1:]
    yield "run: over the widest around", width[:-1] - page.widths.widest[:-1]


def blank_lines(page: Measured) -> Features:
    """Blank lines at the gap and near it."""
    newlines = np.minimum(page.gaps.newlines, 3)
    blank = newlines > 1
    yield "line ends", newlines
    yield "line ends before a", beside(newlines, -1, 3)
    yield "line ends after b", beside(newlines, 1, 3)
    together = ~blank
    up, down = in_a_row(together), in_a_row(together[::-1])[::-1]
    yield "lines above a, to a blank", np.minimum(beside(up, -1), 8)
    yield "lines below b, to a blank", np.minimum(beside(down, 1), 8)


def habits(page: Measured) -> Features:
    """The habits of the whole page: the same for each of its gaps."""
    lines, widths, early, spans = page.lines, page.widths, page.gaps.early, page.spans
    here, blank = widths.here, page.gaps.newlines > 1
    lack = (beside(here, 1) - here)[1:]
    begins = early & _runs_on(page)
    lost = np.count_nonzero(begins & (lack >= LOST[0]) & (lack <= LOST[1]))
    level = np.count_nonzero(begins & (np.abs(lack) <= LEVEL))
    indented = lines.indents[1:] >= 2
    worded = spans & ~lines.unmarked[:-1] & ~lines.unmarked[1:]
    values = {
        "page: paragraph ends": min(np.count_nonzero(early), 30),
        "page: ends with a blank line": share(early & blank, early),
        "page: indents kept": share(early & indented, early),
        "page: indents lost": (lost + 0.3) / (lost + level + 0.6),
        "page: indents lost or not, seen": min(lost + level, 20),
        "page: blank lines inside words": share(worded & blank, worded),
        "page: blank lines": blank.mean(),
        "page: lines that end a sentence": lines.stopped.mean(),
        "page: words across": share(spans, page.han),
        "page: lines, log": np.log2(len(lines)),
    }
    yield from ((name, np.array(value)) for name, value in values.items())


def _runs_on(page: Measured) -> Flags:
    """Of each gap, whether `b` is text and `n` follows it and reaches the edge of its column."""
    lines, widths = page.lines, page.widths
    following = beside(widths.here, 1)
    full = (beside(widths.column, 1) - following <= FULL) & (following > 0)
    plain = (page.kinds < 0) & ~(lines.unmarked & beside(lines.unmarked, 1, 1))
    runs_on: Flags = (full & plain)[1:] & (beside(page.gaps.newlines, 1, 3) == 1)
    return runs_on


def share(part: Flags, whole: Flags) -> float:
    """How much of `whole` is `part`."""
    return int(np.count_nonzero(part)) / max(int(np.count_nonzero(whole)), 1)


def in_a_row(flags: Flags) -> Ints:
    """At each place, how many flags are set in a row up to it."""
    places = np.arange(1, len(flags) + 1)
    return places - np.maximum.accumulate(np.where(flags, 0, places))


GROUPS: tuple[Callable[[Measured], Features], ...] = (
    marks, words, measures, contents, headings, displays, blank_lines, habits,
)  # fmt: skip


def gap_features(gaps: Gaps, lexicon: Lexicon) -> tuple[list[str], Floats]:
    """The names of the features, and a row for each of them with a column for each gap."""
    page = Measured(gaps, lexicon)
    return tabled((group(page) for group in GROUPS), len(gaps))


def tabled(groups: Iterable[Features], columns: int) -> tuple[list[str], Floats]:
    """The names of all features, and a row for each of them with so many columns."""
    found = [pair for group in groups for pair in group]
    matrix = np.empty((len(found), columns), np.float32)
    for row, (_, values) in zip(matrix, found, strict=True):
        row[:] = values
    return [name for name, _ in found], matrix
