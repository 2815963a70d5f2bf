"""Kept breaks: line ends at which something shows that two lines are not one, and what.

Asked before the rules that join: bylines, furniture, list items, indents, and ends of sentences that
leave room in their line.
"""

from __future__ import annotations

import numpy as np

from cleaner.page import patterns
from cleaner.page.columns.judging import unread_gaps
from cleaner.page.interleaved import interleaved_gaps
from cleaner.page.layout import HEADLINE_SHARE
from cleaner.text.characters import (
    ASCII_OPEN,
    ASCII_SYMBOL,
    BULLET,
    CLAUSE,
    DASH,
    DIGIT,
    HAN,
    HYPHEN,
    OPEN,
    OTHER,
    class_set,
)
from cleaner.wraps.certain import decide_certain
from cleaner.wraps.decided import Decided
from cleaner.wraps.kinds import beside_kinds

ITEM_FIRST = class_set(HAN, DIGIT, BULLET, OPEN, ASCII_OPEN, ASCII_SYMBOL, HYPHEN, OTHER, DASH)


def leave_interleaved(decided: Decided) -> None:
    """Leave the line ends of interleaved rows, and those beside gutters that were not read, as they
    are: the next line is of another column.

    They part no paragraphs either, so no blank line is put there.
    """
    lines = decided.gaps.lines
    within = interleaved_gaps(lines.document, decided.lexicon)
    within |= unread_gaps(lines.document, decided.lexicon, lines.starts)
    decided.chances[within] = 0
    decided.open &= ~within


def keep_structural_breaks(decided: Decided) -> None:
    """Keep the breaks beside lines of a kind of their own, before list items and indented lines."""
    gaps = decided.gaps
    lines = gaps.lines
    decided.keep_break(gaps.unjoinable, "a page ends here")
    decide_certain(decided)
    decided.keep_break(beside_kinds(gaps, decided.kinds), "a line of a kind of its own stands here")
    indents = lines.indents
    if indents.any():
        deeper = indents[1:] - np.minimum(indents[:-1], np.append(indents[2:], 0)) >= 2
        decided.keep_break(deeper, "the next line is indented")
    ended = lines.stopped[:-1] | lines.short[:-1] | class_set(CLAUSE)[gaps.last]
    marked = ITEM_FIRST[gaps.first] & ended & decided.open
    text, starts, ends = lines.document.text, lines.starts.tolist(), lines.ends.tolist()
    for gap in marked.nonzero()[0].tolist():
        marked[gap] = patterns.is_item(text, starts[gap + 1], ends[gap + 1])
    decided.keep_break(marked, "the next line opens an item of a list")


def keep_sentence_ends(decided: Decided) -> None:
    """Keep the breaks after a sentence where the line leaves room or a paragraph begins."""
    lines = decided.gaps.lines
    ended = lines.stopped[:-1]
    decided.keep_break(ended & lines.early[:-1], "a sentence ends before the column edge")
    decided.keep_break(ended & lines.indented[1:], "a sentence ends and the next line was indented")
    plain = lines.unmarked & (lines.widths < HEADLINE_SHARE * lines.reach)
    decided.keep_break(ended & plain[1:], "a sentence ends and a short line without marks follows")
