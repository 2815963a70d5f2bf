"""Blanks in the place of line ends, told by their regular distance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

import numpy as np

from cleaner.knowledge.words import spanning
from cleaner.ledger.fixes import Edit, Proposal
from cleaner.ledger.rules import Rule, rule
from cleaner.page.context import Line
from cleaner.stages.spaces.blanks import Blank, Ground, single_spaces
from cleaner.text.answers import Answers
from cleaner.text.characters import (
    CELLS,
    CLAUSE,
    CLOSE,
    DIGIT,
    HAN,
    LETTER,
    OPEN,
    SPACE,
    STOP,
    class_set,
    classify,
)
from cleaner.text.document import Document
from cleaner.text.regex import regex
from cleaner.text.signs import beside

LEAST = 3  # blanks in a line of text; set by hand, as are those below
NARROWEST = 16  # cells of a former line: verse and slogans have shorter parts
RAGGED = 3  # cells, by which former lines differ
INDENT = 5  # cells more, by which the first may be shorter
MARKED = 2  # former lines with a mark inside

_SIDE = class_set(HAN, DIGIT, LETTER, STOP, CLAUSE, OPEN, CLOSE)
_MARKED = regex(r"\S[，。；：！？]\S")
_HAN = regex(r"[\u3400-\u9fff]")
_FULL = regex(r"[\u3400-\u9fff，。、；：！？“”‘’（）《》「」『』…—]")


@rule(
    "spaces.former-line-end",
    at=(beside((HAN, DIGIT, LETTER, STOP, CLAUSE, OPEN, CLOSE), " "),),
    confidence=0.98,
)
def former_line_end(document: Document, self: Rule, ground: Ground) -> Iterable[Proposal]:
    """A blank that stands for a line end goes.

    ## Why
    Text copied from a PDF, and some extractors, put blanks where lines end. Three of them and more in
    a paragraph part it into pieces of nearly one width, some with marks inside, and split a word at
    least once. Only the last piece may be shorter. A blank between two Latin words or numbers stays.

    ## Examples
    Repairs: 今年以来，我市不断完善城市 基础设施，先后改造道路十二 条，新建公园六处，方便了群 众的出行和休闲，受到大家的 好评。 → 今年以来，我市不断完善城市基础设施，先后改造道路十二条，新建公园六处，方便了群众的出行和休闲，受到大家的好评。
    Leaves: 两个黄鹂鸣翠柳 一行白鹭上青天 窗含西岭千秋雪 门泊东吴万里船

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    if not document.has(SPACE):
        return
    found = single_spaces(document, _SIDE, _SIDE, _has_enough)
    fixes = []
    for _, group in groupby(found, key=lambda blank: blank.line.start):
        line = list(group)
        if len(line) >= LEAST and _is_regular(line) and _splits(document, line, ground):
            fixes.append((tuple(_removed(line)), ""))
    yield Proposal.of(fixes, self)


def _has_enough(line: Line) -> bool:
    """Whether a line has as many spaces as stand for line ends at least."""
    return line.text.count(" ") >= LEAST


def _is_regular(line: list[Blank]) -> bool:
    """Whether the blanks of a line part it as line ends would."""
    text = line[0].line.text.strip()
    if text.count(" ") != len(line):
        return False
    pieces = text.split(" ")
    if 2 * max(map(len, pieces)) < NARROWEST:  # no character has more than two cells
        return False
    cells = Answers[str, int](lambda piece: int(CELLS[classify(piece)].sum()))
    widths = [cells[piece] for piece in pieces]
    widest = max(widths[:-1])
    first, middle, last = widths[0], widths[1:-1], widths[-1]
    return (
        widest >= NARROWEST
        and first >= widest - RAGGED - INDENT
        and min(middle) >= widest - RAGGED
        and last <= widest
        and sum(bool(_MARKED.search(piece)) for piece in pieces) >= MARKED
    )


def _splits(document: Document, line: list[Blank], ground: Ground) -> bool:
    """Whether a word of the lexicon runs across one of the blanks."""
    starts = np.array([blank.start for blank in line], np.int64)
    ends = np.array([blank.end for blank in line], np.int64)
    return bool(spanning(document.codes, starts, ends, ground.lexicon).any())


def _removed(line: list[Blank]) -> Iterator[Edit]:
    """The blanks with Han, or a mark that is set like them, on a side and no Latin on the other."""
    for blank in line:
        sides = blank.before[-1:], blank.after[:1]
        if all(map(_FULL.match, sides)):
            yield blank.edit("")
