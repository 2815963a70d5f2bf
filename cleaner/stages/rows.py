"""Columns printed side by side, a row of the page a line: taken apart, one after the other.

`pdftotext -layout` and whatever else prints a page as it looks gives such rows. The gutters are
found by `grid`; that the columns hold running text is told by the words that run across the ends of
their lines. Tables, code and lists have gutters too, but no such words, and stay.

Interleaved rows are found by `page.interleaved`, and only noted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from cleaner.config import Settings
from cleaner.knowledge.lexicon import Lexicon
from cleaner.knowledge.words import spanning
from cleaner.ledger.fixes import Edit, Proposal, Stage, To
from cleaner.ledger.rules import Rule, Safety, rule
from cleaner.page.grid import LEAST, Words, blocks, in_order, words_of
from cleaner.page.interleaved import interleaved_rows
from cleaner.page.layout import Lines as Physical
from cleaner.text.characters import CLAUSE, HAN, STOP, Ints, class_set
from cleaner.text.document import Document

# Set by hand.
FEWEST_ROWS = 5  # rows of a block with columns at least
SURE = 5  # words across line ends that prove running text, at least
SURE_SHARE = 0.25  # of the line ends between Han characters, those inside words, at least
DOUBTFUL_SHARE = 0.12  # the same where it is worth a note; by chance it is one in twenty
NARROWEST = 8  # code points of the middle line of a column of running text at least
MARKED = 0.15  # marks of a sentence for each line of running text at least
TORN_SHARE = 0.5  # the rate of words torn by taking columns apart, to that of words mended, at most
GAP = "  "


@dataclass(frozen=True)
class Block:
    """A part of the page that has gutters: its columns in reading order."""

    document: Document
    columns: list[Lines]
    lexicon: Lexicon

    @cached_property
    def _joints(self) -> tuple[Ints, Ints]:
        """The ends and starts on either side of each line end within a column."""
        ends = np.concatenate([column.ends[:-1] for column in self.columns])
        return ends, np.concatenate([column.starts[1:] for column in self.columns])

    @cached_property
    def evidence(self) -> tuple[int, int]:
        """Line ends between Han characters within the columns, and those a word runs across."""
        return self._spans(*self._joints)

    def _spans(self, ends: Ints, starts: Ints) -> tuple[int, int]:
        """How many of these line ends stand between Han characters, and inside a word."""
        classes = self.document.classes
        han = (classes[ends - 1] == HAN) & (classes[starts] == HAN)
        words = spanning(self.document.codes, ends[han], starts[han], self.lexicon)
        return len(words), int(np.count_nonzero(words))

    @cached_property
    def better(self) -> bool:
        """Whether words run across what the columns bring together, not across what they part."""
        ends, starts = self._joints
        given = np.sort(np.concatenate([column.starts for column in self.columns]))
        given_ends = np.sort(np.concatenate([column.ends for column in self.columns]))[:-1]
        following = given[np.minimum(np.searchsorted(given, ends), len(given) - 1)]
        brought = following != starts
        kept = np.isin(given_ends, ends[~brought])
        asked, words = self._spans(ends[brought], starts[brought])
        split, torn = self._spans(given_ends[~kept], given[1:][~kept])
        return TORN_SHARE * words * split >= torn * asked

    @cached_property
    def running(self) -> bool:
        """Whether the lines are as long and have as many marks as those of running text."""
        starts = np.concatenate([column.starts for column in self.columns])
        ends = np.concatenate([column.ends for column in self.columns])
        first, last = int(starts.min()), int(ends.max())
        marks = np.count_nonzero(class_set(STOP, CLAUSE)[self.document.classes[first:last]])
        return bool(np.median(ends - starts) >= NARROWEST and marks >= MARKED * len(starts))

    @property
    def sure(self) -> bool:
        """Whether the columns hold running text beyond doubt."""
        asked, words = self.evidence
        proved = words >= SURE and words >= SURE_SHARE * asked
        return self.running and proved and self.better

    @property
    def fits(self) -> bool:
        """Whether nothing speaks against columns, on a page where another block is sure."""
        asked, words = self.evidence
        return words >= max(1, SURE_SHARE * asked) and self.better

    @property
    def doubtful(self) -> bool:
        """Whether this may be columns, without proof."""
        asked, words = self.evidence
        return self.running and not self.sure and words >= max(LEAST, DOUBTFUL_SHARE * asked)


class Lines:
    """The lines of one column. `left`: cells before each; `edge`: of the column; in text places."""

    def __init__(self, words: Words) -> None:
        self.rows, first = np.unique(words.rows, return_index=True)
        last = np.append(first[1:], len(words)) - 1
        self.starts, self.ends = words.starts[first], words.ends[last]
        self.left = words.left[first]
        places, counts = np.unique(self.left, return_counts=True)
        self.edge = int(places[counts >= EDGE_SHARE * counts.max()][0])


EDGE_SHARE = 0.25  # of the lines at the commonest place: as many make an edge; set by hand


@rule("rows.columns", confidence=0.97)
def columns(blocks: Sequence[Block]) -> list[Block]:
    """Columns printed side by side are put one after the other.

    ## Why
    Programs that print a page as it looks (`pdftotext -layout`) give a line of each column in one
    row. Where gutters part the rows and words run across the ends of the lines in each column, each
    line gets a line of its own, column by column. Indents stay, for they begin paragraphs. A
    headline over several columns comes before them; blocks set apart by blank rows are read one by
    one. Tables, lists and code have gutters too, but no words run across their rows: they stay.

    ## Examples
    Repairs: 昨天上午，全市召开水利    市民代表对此表示欢迎，⏎建设大会，总结今年各项    希望有关部门尽快公布实⏎工作，部署明年任务。会    施方案，让更多的居民能⏎议要求，各地要加强领导    够享受到便利。专家说，⏎，明确责任，抓好工程质    项目对改善城市环境、提⏎量，保证群众用水安全。    高生活质量有重要意义。 → 昨天上午，全市召开水利建设大会，总结今年各项工作，部署明年任务。会议要求，各地要加强领导，明确责任，抓好工程质量，保证群众用水安全。市民代表对此表示欢迎，希望有关部门尽快公布实施方案，让更多的居民能够享受到便利。专家说，项目对改善城市环境、提高生活质量有重要意义。
    Leaves: 名称      数量      单位⏎苹果      十二      公斤⏎香蕉      二十      公斤⏎葡萄      三十      公斤⏎西瓜      四十      公斤

    ## Known failures
    - Columns whose rows nowhere fall together: no line has a gap inside.

    ## Since
    0.1.0
    """
    proved = any(block.sure for block in blocks)
    return [block for block in blocks if block.sure or (proved and block.fits)]


@rule("rows.doubtful", safety=Safety.NOTE)
def doubtful(blocks: Sequence[Block]) -> list[Block]:
    """These rows may be columns printed side by side.

    ## Why
    There are gutters and running text, but too few words run across the line ends of the columns to
    prove in which order they are to be read. Nothing is moved.

    ## Examples
    Leaves: 名称      数量      单位⏎苹果      十二      公斤⏎香蕉      二十      公斤

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    taken = {id(block) for block in columns.function(blocks)}
    return [block for block in blocks if block.doubtful and id(block) not in taken]


@rule("rows.interleaved", safety=Safety.NOTE)
def interleaved(document: Document, lexicon: Lexicon) -> list[tuple[int, int]]:
    """The lines of neighbouring columns stand here in turn: the order is wrong.

    ## Why
    pdfminer and OCR read some pages row by row, a line of each column in turn; `pdftotext` prints
    two columns in one row with a single blank between them, mostly on pages from browsers. Words run
    on from a line to one further down, or from a cell to the one below it, and hardly any runs on as
    the text is given. Nothing is moved, and no line in there is joined to the next; another
    extractor may read the page in order (`pdftotext -layout`, PyMuPDF).

    ## Examples
    Leaves: 昨天上午，全市召开水利⏎建设大会，总结今年各项⏎工作，部署明年任务。会⏎议要求，各地要加强领导⏎，明确责任，抓好工程质⏎量，保证群众用水安全。
    Leaves: 名称 数量⏎苹果 十二⏎香蕉 二十⏎葡萄 三十⏎西瓜 四十

    ## Known failures
    - The columns are not put in order.

    ## Since
    0.1.0
    """
    lines = Physical.of(document)
    return [
        (int(lines.starts[first]), int(lines.ends[last]))
        for first, last in interleaved_rows(document, lexicon)
    ]


def propose(
    document: Document, rules: Sequence[Rule], lexicon: Lexicon, settings: Settings
) -> Iterable[Proposal]:
    """Moves that take columns apart, and notes on rows that may be columns or are interleaved."""
    found = list(_blocks(document, lexicon)) if _gapped(document) else []
    if columns in rules:
        yield Proposal.of([(_moves(block), "") for block in columns.function(found)], columns)
    if doubtful in rules:
        yield _note(doubtful, document, [_span(block) for block in doubtful.function(found)])
    if interleaved in rules:
        yield _note(interleaved, document, interleaved.function(document, lexicon))


def _note(each: Rule, document: Document, spans: list[tuple[int, int]]) -> Proposal:
    """The notes of a rule on spans of the text."""
    starts, ends = zip(*spans, strict=True) if spans else ((), ())
    return Proposal(each, starts, ends, [document.text[start:end] for start, end in spans])


def _gapped(document: Document) -> bool:
    """Whether enough lines have two blanks inside, and Han characters are there at all."""
    if GAP not in document.text:
        return False
    lines = document.text.split("\n")
    gapped = sum(GAP in line.strip() for line in lines)
    return gapped >= LEAST and document.has(HAN)


def _blocks(document: Document, lexicon: Lexicon) -> Iterable[Block]:
    """The blocks with gutters and rows enough."""
    for part in blocks(words_of(document)):
        leaves = in_order(part) if len(np.unique(part.rows)) >= FEWEST_ROWS else []
        if len(leaves) > 1:
            yield Block(document, [Lines(leaf) for leaf in leaves], lexicon)


def _span(block: Block) -> tuple[int, int]:
    """Where the block begins and ends in the text."""
    return (
        min(int(column.starts[0]) for column in block.columns),
        max(int(column.ends[-1]) for column in block.columns),
    )


@dataclass(frozen=True)
class Piece:
    """A line of a column in its row: its span with its indent, and where the blanks before begin."""

    row: int
    gap: int
    start: int
    end: int
    opens_row: bool  # first in its row
    closes_row: bool  # last in its row


def _moves(block: Block) -> tuple[Edit, ...]:
    """The edits that move the lines of a block into reading order.

    A line that leads its row, below the last one that stayed, stays; any other goes to after that
    one. The blanks of the gutters go, but for the indents.
    """
    text = block.document.text
    breaks = [*block.document.line_ends.tolist(), len(text)]
    pieces = _pieces(block, breaks)
    goal = breaks[pieces[0].row - 1] + 1 if pieces[0].row else 0
    edits: list[Edit] = []
    staying, last = set(), -1
    for piece in pieces:
        if piece.opens_row and piece.row > last:
            staying.add(piece)
            last = piece.row
    kept = {piece.row for piece in staying}
    for piece in pieces:
        line_end = breaks[piece.row]
        if piece.start > piece.gap:
            edits.append(Edit(piece.gap, piece.start, ""))
        if piece in staying:
            goal = min(line_end + 1, len(text))
        elif piece.closes_row and piece.row not in kept and line_end < len(text):
            edits.append(Edit(piece.start, line_end + 1, To(goal)))
        else:
            moved = [Edit(piece.start, piece.end, To(goal)), Edit(goal, goal, "\n")]
            edits += moved if text[goal - 1 : goal] in ("", "\n") else moved[::-1]
    return tuple(edits)


def _pieces(block: Block, breaks: list[int]) -> list[Piece]:
    """The lines of a block in reading order, each as a piece of its row."""
    order = [
        (row, start, end, max(0, left - column.edge))
        for column in block.columns
        for row, start, end, left in zip(
            *(values.tolist() for values in (column.rows, column.starts, column.ends, column.left)),
            strict=True,
        )
    ]
    gaps, last = {}, {}
    row, place = -1, 0
    for number, start, end, _ in sorted(order):
        if number != row:
            place = breaks[number - 1] + 1 if number else 0
        gaps[start], last[number] = place, start
        row, place = number, end
    firsts = {breaks[row - 1] + 1 if row else 0 for row in last}
    return [
        Piece(row, gaps[start], max(gaps[start], start - indent), end,
              gaps[start] in firsts, last[row] == start)
        for row, start, end, indent in order
    ]  # fmt: skip


STAGE = Stage("rows", (columns, doubtful, interleaved), propose, asks_once=True, sets_lines=True)
