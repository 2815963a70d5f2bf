"""Where a column may have cut a paragraph: the gaps in question, and what stands beside them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from cleaner.characters import ASCII_CLAUSE, ASCII_CLOSE, CLAUSE, CLOSE, STOP, Ints, class_set
from cleaner.document import Document
from cleaner.lexicon import Lexicon
from cleaner.stages import patterns
from cleaner.stages.gaps import Gaps
from cleaner.stages.holds import parted
from cleaner.stages.layout import SLACK, Lines
from cleaner.stages.words import begins_with_word

FIRST_LINE = (-1, 7)  # cells a paragraph's first line is narrower than its column
STOPS_USED = 10  # marks inside sentences for each end of one: more is another punctuation
ENOUGH = 6  # longer blocks from which their ends show a habit
TWO_LINES = 32  # characters
LONG = 60  # characters: no headline is longer
SHORTEST = 6  # characters of a sentence that is running text by itself
CANNOT_OPEN = class_set(CLOSE, CLAUSE, STOP, ASCII_CLOSE, ASCII_CLAUSE)


@dataclass(slots=True)
class Block:
    """One block of text beside a gap.

    `marked`: it has a mark inside, other than a colon or that of an item, which headlines have too.
    `body`: it is running text, or is joined to one that is. `running`: it has the end of a
    sentence, or a mark and more than one physical line, or opens a report. `full`: its last
    physical line reaches the edge of its column, as far as that is known. `lack`: cells its only
    line is short of the column above; None where it has several lines or no column is known.
    """

    start: int
    end: int
    marked: bool
    body: bool
    running: bool
    full: bool
    lack: int | None

    @property
    def first_line(self) -> bool:
        """Whether the block is one line, as wide as the first line of a paragraph in its column."""
        return self.lack is not None and FIRST_LINE[0] <= self.lack <= FIRST_LINE[1]

    @property
    def cut(self) -> bool:
        """Whether a column may have cut the block: running text, or the first line of it.

        A headline with a comma is shorter than two lines of most columns.
        """
        long = self.marked and self.end - self.start >= TWO_LINES
        return self.running or self.first_line or long


@dataclass(slots=True)
class Gap:
    """A blank line after a block that does not end a sentence, as the rules see it.

    `last`, `first`: the classes of the characters on either side; `spanned`: whether a word runs
    across; `worded`: whether the next block begins with a word of two characters;
    `set_in_columns`: whether lines of this text were joined; `opened`, `closes`: brackets open
    before it, and closed soon after.
    """

    text: str
    before: Block
    after: Block
    last: int
    first: int
    spanned: bool
    worded: bool
    set_in_columns: bool
    opened: bool
    closes: bool

    @property
    def first_character(self) -> str:
        return self.text[self.after.start]

    @property
    def last_character(self) -> str:
        return self.text[self.before.end - 1]


def undecided(lines: Lines, gaps: Gaps, across_pages: bool) -> Ints:
    """The gaps a paragraph may go on across, after a block that ends no sentence.

    They are blank lines, and the line ends that the stage `lines` joined no lines at in a page
    where it joined others.
    """
    free = ~lines.stopped[:-1] | CANNOT_OPEN[gaps.first]
    if len(lines.document.seams) or not ends_sentences(lines):
        return free[:0].nonzero()[0]
    free &= gaps.newlines > 1
    free &= ~parted(gaps, lines.kinds)
    if not across_pages:
        free &= ~gaps.pages
    text, starts, ends = lines.document.text, lines.starts.tolist(), lines.ends.tolist()
    for gap in free.nonzero()[0].tolist():
        free[gap] = not patterns.is_item(text, starts[gap + 1], ends[gap + 1])
    return free.nonzero()[0]


def ends_sentences(lines: Lines) -> bool:
    """Whether the text marks the ends of its sentences, so that a block without one says something.

    Modern Chinese has one for every three marks inside; older print hardly any. And of the longer
    blocks most end with one, unless columns have cut the text everywhere.
    """
    if lines.stops.sum() * STOPS_USED < lines.clauses.sum():
        return False
    long = lines.ends - lines.starts >= TWO_LINES
    blocks, ended = np.count_nonzero(long), np.count_nonzero(lines.stopped & long)
    return bool(blocks < ENOUGH or 2 * ended >= blocks or len(lines.document.seams))


def described(lines: Lines, gaps: Gaps, places: Ints, lexicon: Lexicon) -> list[Gap]:
    """What the rules need to know of the gaps at `places`."""
    document = lines.document
    near = np.unique(np.concatenate((places, places + 1)))
    blocks = dict(zip(near.tolist(), _blocks(document, lines, near), strict=True))
    spanned = gaps.spanned(lexicon, places).tolist()
    leaning = [document.text[place] in patterns.PARTICLES for place in gaps.ends[places].tolist()]
    worded = leaning
    if any(leaning):
        worded = begins_with_word(document.codes, gaps.ends[places], lexicon).tolist()
    opened, closes = gaps.depth
    return [
        Gap(
            document.text, blocks[place], blocks[place + 1], int(gaps.last[place]),
            int(gaps.first[place]), spans, words, len(document.seams) > 0,
            bool(opened[place] > 0), bool(closes[place] > 0),
        )
        for place, spans, words in zip(places.tolist(), spanned, worded, strict=True)
    ]  # fmt: skip


def _blocks(document: Document, lines: Lines, near: Ints) -> Iterable[Block]:
    """The blocks of the numbers `near`."""
    first_seam = np.searchsorted(document.seams, lines.starts, "right")
    last_seam = np.searchsorted(document.seams, lines.ends, "left")
    wraps = last_seam - first_seam
    full = np.ones(len(lines), np.bool_)
    column = np.zeros(len(lines), np.int64)
    wrapped = wraps.nonzero()[0]
    if len(wrapped):
        last = document.seams[last_seam[wrapped] - 1]
        cells = lines.cells
        mean = (cells[last] - cells[lines.starts[wrapped]]) // wraps[wrapped]
        full[wrapped] = cells[lines.ends[wrapped]] - cells[last] >= mean - SLACK
        column = mean[np.maximum(np.searchsorted(wrapped, np.arange(len(lines)), "right") - 1, 0)]
    columns = (
        lines.starts, lines.ends, lines.stops, lines.clauses, lines.stopped, wraps > 0, full,
        column, column - lines.widths, _colons(document, lines),
    )  # fmt: skip
    rows = zip(*(values[near].tolist() for values in columns), strict=True)
    reports = {line for line, kind in lines.kinds.items() if kind == patterns.DATELINE}
    for block, row in zip(near.tolist(), rows, strict=True):
        start, end, stops, clauses, stopped, several, reaches, known, lack, colons = row
        size = end - start
        quiet = colons + patterns.is_item(document.text, start, end)
        body = stops > stopped or clauses > 1 or size > LONG or (several and clauses > 0)
        yield Block(
            start, end, stops + clauses > quiet, body or (stopped and size > SHORTEST),
            stops > 0 or (several and clauses > 0) or block in reports, reaches,
            None if several or not known else lack,
        )  # fmt: skip


def _colons(document: Document, lines: Lines) -> Ints:
    """How many Chinese colons each block has."""
    if "：" not in document.text:
        return np.zeros(len(lines), np.int64)
    return np.add.reduceat(document.codes == ord("："), lines.starts, dtype=np.int64)
