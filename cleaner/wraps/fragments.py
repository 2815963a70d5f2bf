"""Fragments: blank lines at which a column may have cut a paragraph, and the blocks beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from cleaner.knowledge.lexicon import Lexicon
from cleaner.knowledge.words import begins_with_word
from cleaner.page import patterns
from cleaner.page.furniture import beside, repeated
from cleaner.page.layout import Lines
from cleaner.text.characters import (
    ASCII_CLAUSE,
    CANNOT_OPEN,
    CLAUSE,
    CLOSE,
    DIGIT,
    HAN,
    LETTER,
    OPEN,
    STOP,
    Flags,
    Ints,
    among,
    class_set,
    distinct,
)
from cleaner.text.document import Document
from cleaner.text.regex import regex
from cleaner.wraps.gaps import Gaps
from cleaner.wraps.kinds import beside_kinds

# Set by hand; lengths in code points.
STOPS_USED = 10  # marks inside sentences for each end of one at most: more is another punctuation
ENOUGH = 6  # blocks of `TWO_LINES` whose ends show a habit, at least
TWO_LINES = 32  # of most columns: a headline with a comma is shorter
LONG = 60  # of a headline at most
WIDE = 16  # cells of a line before a mark that the next one begins with, at least
MARKS = class_set(STOP, CLAUSE, CLOSE)
COMMAS = class_set(CLAUSE, ASCII_CLAUSE)
MARKS_ALONE = 2  # marks that a line has and nothing else, at most
TAKES_MARK = class_set(HAN, DIGIT, LETTER, CLOSE)
SHORTEST = 6  # a sentence that is running text by itself is longer


ITEM_FIRST = "".join(sorted(patterns.ITEM_FIRST))


@dataclass(slots=True)
class Block:
    """One block of text beside a gap.

    `marked`: it has a mark inside, other than a colon or that of an item, which headlines have too.
    `body`: it is running text, or is joined to one that is. `running`: it has the end of a
    sentence, or opens a report.
    """

    start: int
    end: int
    marked: bool
    body: bool
    running: bool

    @property
    def cut(self) -> bool:
        """Whether a column may have cut the block: it is running text.

        A headline with a comma is shorter than two lines of most columns.
        """
        return self.running or (self.marked and self.end - self.start >= TWO_LINES)


@dataclass(slots=True)
class Gap:
    """A blank line after a block that does not end a sentence, as the rules see it.

    `last`, `first`: the classes of the characters on either side; `spanned`: whether a word runs
    across; `worded`: whether the next block begins with a word of two characters; `opened`,
    `closes`: brackets open before it, and closed soon after.
    """

    text: str
    before: Block
    after: Block
    last: int
    first: int
    spanned: bool
    worded: bool
    opened: bool
    closes: bool

    @property
    def first_character(self) -> str:
        return self.text[self.after.start]

    @property
    def last_character(self) -> str:
        return self.text[self.before.end - 1]

    @property
    def beside_label(self) -> bool:
        """Whether a label or a note in 【 】 begins or ends there: a paragraph of its own."""
        return self.first_character == "【" or self.last_character == "】"


def undecided(lines: Lines, gaps: Gaps, across_pages: bool) -> Ints:
    """The numbers of the gaps at which a paragraph may go on across blank lines, or before a mark."""
    free = (~lines.stopped[:-1] | CANNOT_OPEN[gaps.first]) & (gaps.newlines > 1)
    free |= _before_marks(lines, gaps) | _in_titles(lines, gaps)
    if not free.any():
        return free.nonzero()[0]
    free &= ~beside_kinds(gaps, lines.kinds)
    free &= ~beside(repeated(lines.document))
    if not across_pages:
        free &= ~gaps.form_feeds
    if len(lines.document.firsts):
        free &= ~_firsts(lines)[1:]
    places = free.nonzero()[0]
    return places[~_items(lines, places + 1)]


def _firsts(lines: Lines) -> Flags:
    """The lines with which a paragraph begins, as their indents on the page show."""
    places = lines.document.firsts
    low, high = np.searchsorted(places, lines.starts), np.searchsorted(places, lines.ends)
    return low < high


def _items(lines: Lines, asked: Ints) -> Flags:
    """Which of the lines with the numbers `asked` open with the mark of a list item."""
    text, starts, ends = lines.document.text, lines.starts[asked], lines.ends[asked]
    items: Flags = among(lines.document.codes[starts], ITEM_FIRST)
    for each in items.nonzero()[0].tolist():
        items[each] = patterns.is_item(text, int(starts[each]), int(ends[each]))
    return items


def _before_marks(lines: Lines, gaps: Gaps) -> Flags:
    """The single line ends before a mark that no line begins with.

    It stands inside a sentence, or the line has nothing else.
    """
    single = (gaps.newlines == 1) & TAKES_MARK[gaps.last] & (lines.widths[:-1] >= WIDE)
    size = (lines.ends - lines.starts)[1:]
    alone = (size <= MARKS_ALONE) & MARKS[gaps.first] & MARKS[lines.last[1:]]
    second = lines.classes.take(lines.starts[1:] + 1, mode="clip")
    inside = (gaps.first == CLAUSE) & (size > MARKS_ALONE) & ~MARKS[second]
    found: Flags = single & (inside | alone)
    return found


def _in_titles(lines: Lines, gaps: Gaps) -> Flags:
    """The single line ends inside a title 《》 that stands in a sentence, with text on one side."""
    found = np.zeros(len(gaps), np.bool_)
    text = lines.document.text
    for title in _broken_titles(text):
        end = title.start(title.lastindex or 0)
        gap = int(np.searchsorted(gaps.starts, end))
        if gap < len(gaps) and gaps.starts[gap] == end:
            found[gap] = True
    return found


def has_broken_title(text: str) -> bool:
    """Whether a line may end inside a title 《》."""
    return next(_broken_titles(text), None) is not None


def _broken_titles(text: str) -> Iterator[re.Match[str]]:
    return _TITLE.finditer(text) if "《" in text and _opens_at_an_end(text) else iter(())


def _opens_at_an_end(text: str) -> bool:
    """Whether a title is open at the end of some line, as far as `_TITLE` looks."""
    end = text.find("\n")
    while end >= 0:
        first = max(0, end - IN_TITLE - 1)
        if text.rfind("《", first, end) > text.rfind("》", first, end):
            return True
        end = text.find("\n", end + 1)
    return False


IN_TITLE = 30  # characters of a title on either side of a line end
_TITLE = regex(
    rf"(?<=[\u3400-\u9fff])《[^《》\n]{{1,{IN_TITLE}}}(\n)[^《》\s][^《》\n]{{0,{IN_TITLE}}}》"
    rf"|《[^《》\n]{{1,{IN_TITLE}}}(\n)[^《》\s][^《》\n]{{0,{IN_TITLE}}}》(?=[，。；！？\u3400-\u9fff])"
)


def ends_sentences(lines: Lines) -> bool:
    """Whether the text marks the ends of its sentences, so that a block without one says something.

    Modern Chinese has one for every three marks inside; older print hardly any. And of the longer
    blocks most end with one.
    """
    if lines.stops.sum() * STOPS_USED < lines.clauses.sum():
        return False
    long = lines.ends - lines.starts >= TWO_LINES
    blocks, ended = np.count_nonzero(long), np.count_nonzero(lines.stopped & long)
    return bool(blocks < ENOUGH or 2 * ended >= blocks)


def may_run(lines: Lines) -> Flags:
    """Which blocks may be running text of any kind, or have a mark inside: the others are none."""
    running: Flags = (lines.stops > 0) | (lines.clauses > 0) | lines.stopped
    running |= lines.ends - lines.starts > LONG
    running[[line for line, kind in lines.kinds.items() if kind == patterns.DATELINE]] = True
    return running


def may_go_on(lines: Lines) -> bool:
    """Whether the rules may join a line that does not end a sentence to the next over blank lines.

    It is running text, a bracket is open behind it, or what the next one begins with leans on it.
    """
    if "\n\n" not in lines.document.text:
        return False
    heads = lines.open_ends
    opened, closes = Gaps(lines).depth
    if ((opened > 0) & (closes > 0))[heads].any():
        return True
    marked = ~lines.unmarked[heads]
    long = (lines.ends - lines.starts)[heads] >= np.where(marked, TWO_LINES, LONG + 1)
    second = lines.classes.take(lines.starts[heads + 1] + 1, mode="clip")
    leans = marked & ((lines.first[heads + 1] == OPEN) | COMMAS[second])
    if ((lines.stops[heads] > 0) | long | leans).any():
        return True
    return any(
        lines.kinds.get(head) == patterns.DATELINE or lines.text(head + 1).startswith("《")
        for head in heads.tolist()
    )


def described(lines: Lines, gaps: Gaps, places: Ints, lexicon: Lexicon) -> list[Gap]:
    """The gaps at `places` with what the rules ask about them."""
    document = lines.document
    near = distinct(np.concatenate((places, places + 1)))
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
            int(gaps.first[place]), spans, words, bool(opened[place] > 0), bool(closes[place] > 0),
        )
        for place, spans, words in zip(places.tolist(), spanned, worded, strict=True)
    ]  # fmt: skip


def _blocks(document: Document, lines: Lines, near: Ints) -> Iterable[Block]:
    """The blocks with the numbers `near`."""
    columns = (
        lines.starts, lines.ends, lines.stops, lines.clauses, lines.stopped,
        _colons(document, lines),
    )  # fmt: skip
    starts, ends, stops, clauses, stopped, colons = (values[near] for values in columns)
    sizes = ends - starts
    marked = stops + clauses > colons + _items(lines, near)
    body = (stops > stopped) | (clauses > 1) | (sizes > LONG) | (stopped & (sizes > SHORTEST))
    reports = [line for line, kind in lines.kinds.items() if kind == patterns.DATELINE]
    running = (stops > 0) | np.isin(near, reports)
    return map(Block, *(values.tolist() for values in (starts, ends, marked, body, running)))


def _colons(document: Document, lines: Lines) -> Ints:
    """How many Chinese colons each block has."""
    if "：" not in document.text:
        return np.zeros(len(lines), np.int64)
    return np.add.reduceat(document.codes == ord("："), lines.starts, dtype=np.int64)
