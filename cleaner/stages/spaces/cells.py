"""Words broken in the head of a table: the cell was too narrow for them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from cleaner.ledger.fixes import Proposal
from cleaner.ledger.rules import Rule, rule
from cleaner.stages.spaces.blanks import Blank, Ground, blanks, words_at
from cleaner.text.characters import DIGIT, HAN, SPACE, class_set
from cleaner.text.document import Document
from cleaner.text.regex import regex

WIDEST = 120  # characters of a head; set by hand
LONGEST = 1000  # characters of these rows together; set by hand
ROWS = 3  # rows below the head that are looked at; set by hand
_ALONE = (
    regex(r"(?:^|[ \u3000])[\u3400-\u9fff]$"),
    regex(r"[\u3400-\u9fff](?:[ \u3000]|$)"),
)
_NO_HEAD = regex(r"[，。；！？,;!?:：\d]")
_UNIT = regex(r"[(（][^ ()（）]{1,6}[)）]")


@rule("spaces.cell", confidence=0.97)
def cell(document: Document, self: Rule, ground: Ground) -> Iterable[Proposal]:
    """A space inside a word of a table's head goes where the columns are then as many as in its rows.

    ## Why
    A narrow cell breaks its words over two lines, and extractors give a blank for that: 数 量. A word
    of the lexicon must run across a character that stands by itself. With all such blanks closed, and
    units in brackets not counted, the head must have as many cells as each row below, which it has
    not otherwise; the rows have figures.

    ## Examples
    Repairs: 品名 产地 单 价 数 量⏎大米 义乌 5.80 120 → 品名 产地 单价 数量⏎大米 义乌 5.80 120
    Leaves: 品名 产地 等级 数量⏎大米 义乌 一 120
    Leaves: 组长 张三 王五 李 四⏎组员 赵六 钱七

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    if not (document.has(SPACE) and document.has(DIGIT)):
        return
    han = class_set(HAN)
    found = [blank for blank in blanks(document, han, han) if _may_break(blank)]
    if not found:
        return
    across = words_at(document, found, ground.lexicon).across.tolist()
    broken = [blank for blank, inside in zip(found, across, strict=True) if inside]
    chosen: list[Blank] = []
    for _, group in groupby(broken, key=lambda blank: blank.line.start):
        each = list(group)
        line = each[0].line
        cells = len(_UNIT.sub("", line.text).split())
        if _rows_below(document.text, line.end) == cells - len(each):
            chosen += each
    yield Proposal.of([((blank.edit(""),), "") for blank in chosen], self)


def _may_break(blank: Blank) -> bool:
    """Whether a blank parts a character by itself from another cell, in a line that may be a head."""
    if not blank.single or len(blank.line.text) > WIDEST or _NO_HEAD.search(blank.line.text):
        return False
    return bool(_ALONE[0].search(blank.before) or _ALONE[1].match(blank.after))


def _rows_below(text: str, end: int) -> int:
    """How many cells each row below a head has that ends at `end`, or 0 where they differ."""
    sizes = set()
    for row in text[end + 1 : end + LONGEST].split("\n", ROWS)[:ROWS]:
        if not row.strip():
            break
        if not any(map(str.isdigit, row)):
            return 0
        sizes.add(len(row.split()))
    return sizes.pop() if len(sizes) == 1 else 0
