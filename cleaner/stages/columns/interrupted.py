"""Paragraphs that lines of another kind interrupt: a byline, a caption, a page number between.

Extractors print such lines where the page has them, at times between the foot of one column and the
head of the next. The two halves are matched one to one: the first running text after the lines.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from cleaner.knowledge.lexicon import Lexicon
from cleaner.knowledge.words import spanning
from cleaner.ledger.fixes import Edit, To
from cleaner.ledger.rules import rule
from cleaner.page import patterns
from cleaner.page.layout import Lines
from cleaner.text.characters import (
    ASCII_CLAUSE,
    CANNOT_OPEN,
    CLAUSE,
    HAN,
    OPEN,
    SOLID,
    Ints,
    class_set,
)
from cleaner.wraps.gaps import Gaps

# Set by hand.
MOST = 3  # lines that interrupt a paragraph at most
SHORTEST = 6  # code points of the second half at least: less is a stray piece
COMMA = class_set(CLAUSE, ASCII_CLAUSE)


@rule("columns.interrupted", confidence=0.98)
def interrupted(lines: Lines, gaps: Gaps, lexicon: Lexicon) -> list[tuple[int, int]]:
    """Lines of another kind stand inside a paragraph: its second half goes to the first.

    ## Why
    A byline, a caption, a page number or a line of editors, where an extractor printed it between
    the foot of a column and the head of the next. What follows must show that it goes on.

    ## Examples
    Repairs: 昨日，会议召开。林县长说，水利是农业稳定发⏎⏎责任编辑：张三⏎⏎展的必要条件，要抓紧建设。 → 昨日，会议召开。林县长说，水利是农业稳定发展的必要条件，要抓紧建设。⏎⏎责任编辑：张三
    Leaves: 昨日，会议召开。要抓好水利建设⏎⏎本报记者 张三⏎⏎本报讯 昨日，茶花节开幕，茶花盛开。

    ## Known failures
    - A headline stands between.

    ## Since
    0.1.0
    """
    return list(halves(lines, gaps, lexicon))


def halves(lines: Lines, gaps: Gaps, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """The two halves of each interrupted paragraph, as numbers of `lines`.

    The first ends in mid-sentence, the second does not begin a paragraph, and a word runs across, or
    a comma, a particle or a closing mark shows that the second goes on. On tuning pages 86 of 86
    such pairs were one paragraph; without such evidence 63 of 100.
    """
    kinds = lines.kinds
    strange = np.zeros(len(lines), np.bool_)
    strange[[line for line, kind in kinds.items() if kind != patterns.DATELINE]] = True
    cut = ~strange & (lines.stops > 0) & ~lines.stopped
    befores = (cut[:-1] & strange[1:] & ~gaps.form_feeds).nonzero()[0]
    last = 0
    for before in befores.tolist():
        after = before + 1
        while after < len(lines) and strange[after]:
            after += 1
        near = before >= last and after < len(lines) and after - before <= MOST + 1
        if (
            near
            and not gaps.form_feeds[before:after].any()
            and _goes_on(lines, before, after, lexicon)
        ):
            yield before, after
            last = after + 1


def _goes_on(lines: Lines, before: int, after: int, lexicon: Lexicon) -> bool:
    """Whether something shows that the line `after` goes on with the line `before`."""
    text, end, start = lines.document.text, int(lines.ends[before]), int(lines.starts[after])
    if lines.kinds.get(after) or lines.first[after] == OPEN or not lines.marked[after]:
        return False
    tight = SOLID[lines.last[before]] | SOLID[lines.first[after]]
    if lines.ends[after] - start < SHORTEST or not tight:
        return False
    if CANNOT_OPEN[lines.first[after]] or text[start] in patterns.PARTICLES:
        return True
    if COMMA[lines.last[before]]:
        return text[end - 1] not in "：:；;"
    han = lines.last[before] == lines.first[after] == HAN
    return han and bool(spanning(lines.document.codes, _at(end), _at(start), lexicon)[0])


def _at(position: int) -> Ints:
    """The position as an array."""
    return np.array([position])


def brought_together(lines: Lines, before: int, after: int) -> tuple[Edit, ...]:
    """The edits that carry the second half to the first."""
    start, end = int(lines.starts[after]), int(lines.ends[after])
    return (
        Edit(int(lines.ends[after - 1]), start, ""),
        Edit(start, end, To(int(lines.ends[before]))),
    )
