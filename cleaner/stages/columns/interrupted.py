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
from cleaner.page.footnotes import footnotes
from cleaner.page.layout import Lines
from cleaner.text.characters import (
    ASCII_CLAUSE,
    CANNOT_OPEN,
    CLAUSE,
    HAN,
    OPEN,
    SOLID,
    Flags,
    Ints,
    class_set,
)
from cleaner.wraps.features import beside
from cleaner.wraps.gaps import Gaps

# Set by hand.
MOST = 3  # lines that interrupt a paragraph at most
SHORTEST = 6  # code points of the second half at least: less is a stray piece
COMMA = class_set(CLAUSE, ASCII_CLAUSE)


@rule("columns.interrupted", confidence=0.98)
def interrupted(lines: Lines, gaps: Gaps, lexicon: Lexicon) -> list[tuple[int, int]]:
    """Lines of another kind stand inside a paragraph: its second half goes to the first.

    ## Why
    A byline, a caption, a page number, a footnote or a line of editors, where an extractor printed it
    between the foot of a column and the head of the next. What follows must show that it goes on.
    A footnote has its mark in the text above.

    ## Examples
    Repairs: 昨日，会议召开。林县长说，水利是农业稳定发⏎⏎责任编辑：张三⏎⏎展的必要条件，要抓紧建设。 → 昨日，会议召开。林县长说，水利是农业稳定发展的必要条件，要抓紧建设。⏎⏎责任编辑：张三
    Repairs: 渡口的老人说，每到汛期，人家都要把粮食②搬到山上去，等水退⏎②见《河工志》卷四。⏎了再搬下来，年年如此。 → 渡口的老人说，每到汛期，人家都要把粮食②搬到山上去，等水退了再搬下来，年年如此。⏎⏎②见《河工志》卷四。
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
    befores, strange = _interruptions(lines)
    last = 0
    for before in befores[~gaps.form_feeds[befores]].tolist():
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


def may_be_interrupted(lines: Lines) -> bool:
    """Whether lines of another kind stand behind one that ends in mid-sentence."""
    return bool(len(_interruptions(lines)[0]))


def _interruptions(lines: Lines) -> tuple[Ints, Flags]:
    """The lines that end in mid-sentence before one of another kind, and which lines are of one."""
    strange = np.zeros(len(lines), np.bool_)
    if not (~lines.stopped[:-1] & ~lines.unmarked[:-1]).any():
        return strange.nonzero()[0], strange
    strange[[line for line, kind in lines.kinds.items() if kind != patterns.DATELINE]] = True
    told = np.zeros(len(lines), np.bool_)  # what stands in the middle is of no other story
    told[footnotes(lines)] = True
    told[_page_numbers(lines)] = True
    strange |= told
    running = (lines.stops > 0) | (beside(told, 1) & (lines.clauses > 0))
    cut = ~strange & running & ~lines.stopped
    return (cut[:-1] & strange[1:]).nonzero()[0], strange


def _page_numbers(lines: Lines) -> list[int]:
    """The numbers of the lines that are a page number, with the dashes or the word around it."""
    brief = (lines.ends - lines.starts <= patterns.SHORT) & lines.unmarked
    brief[1:] &= ~lines.stopped[:-1]
    places: list[int] = brief.nonzero()[0].tolist()
    return [line for line in places if patterns.kind_of(lines.text(line)) == patterns.PAGE]


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
    """The edits that carry the second half to the first, and set apart what stood between."""
    start, end = int(lines.starts[after]), int(lines.ends[after])
    return (
        *_blank_line(lines, before, int(lines.starts[before + 1])),
        Edit(int(lines.ends[after - 1]), start, ""),
        Edit(start, end, To(int(lines.ends[before]))),
        *_blank_line(lines, after, end),
    )


def _blank_line(lines: Lines, line: int, place: int) -> Iterator[Edit]:
    """A line end more at `place`, where a single one stands between a line and the next."""
    if line + 1 < len(lines) and lines.numbers[line + 1] - lines.numbers[line] == 1:
        yield Edit(place, place, "\n")
