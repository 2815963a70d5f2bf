"""What is decided of the gaps between lines, and what is known to part two lines.

The holds are asked before the rules that join: bylines, furniture, list items, indents, and ends
of sentences that leave room in their line.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np

from cleaner.knowledge.forest import Floats, Forest
from cleaner.knowledge.lexicon import Lexicon
from cleaner.page import patterns
from cleaner.page.interleaved import in_turn
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
    Flags,
    class_set,
)
from cleaner.wraps.features import signals
from cleaner.wraps.gaps import Gaps
from cleaner.wraps.latin import latin_gaps
from cleaner.wraps.settled import hold_settled

ITEM_FIRST = class_set(HAN, DIGIT, BULLET, OPEN, ASCII_OPEN, ASCII_SYMBOL, HYPHEN, OTHER, DASH)
ALONE = frozenset(
    (
        patterns.BYLINE,
        patterns.SIGNED,
        patterns.JUMP,
        patterns.PAGE,
        patterns.STAFF,
        patterns.MASTHEAD,
    )
)
WORDED = frozenset((patterns.BYLINE, patterns.CREDIT, patterns.MASTHEAD, patterns.STAFF))
OPENS = ALONE | {patterns.DATELINE, patterns.CAPTION}
ENDS = ALONE | {patterns.CREDIT}


class Decided:
    """What is known of each gap. `chances`: that it is a wrap; `open`: no reason is found yet.

    `breaks`: the gaps that part two lines, by why they do.
    """

    def __init__(self, gaps: Gaps, lexicon: Lexicon) -> None:
        self.gaps, self.lexicon = gaps, lexicon
        names, matrix = signals(gaps, lexicon)
        forest = Forest.load("gaps")
        assert forest.names == tuple(names)
        self.chances = self._sure()
        asked = (self.chances == 0).nonzero()[0]
        self.chances[asked] = forest.chances(matrix[:, asked])
        latin = latin_gaps(gaps)
        if latin.any():
            self.chances[latin] = gaps.latin[latin]
        self.chances[gaps.shut] = 0
        self.open: Flags = np.ones(len(gaps), np.bool_)
        self.breaks: list[tuple[str, Flags]] = []

    def _sure(self) -> Floats:
        """1 where a single line end stands in a word of running text or inside brackets, else 0.

        Of 18,675 line ends in words 17 were no wraps, of 3,568 inside brackets none: in generated
        pages, among lines of no kind of their own. All others are asked about.
        """
        gaps, lines = self.gaps, self.gaps.lines
        plain = np.ones(len(lines), np.bool_)
        plain[list(lines.kinds)] = False
        text = plain & lines.marked & lines.columnar
        in_word = gaps.spans(self.lexicon) & text[:-1] & text[1:]
        in_brackets = gaps.bracketed & ~lines.stopped[:-1] & plain[:-1] & plain[1:]
        return np.asarray((in_word | in_brackets) & (gaps.newlines == 1), np.float32)

    def hold(self, mask: Flags, why: str) -> None:
        """These gaps part two lines, unless they are rather a wrap."""
        mask = mask & self.open & (self.chances <= 0.5)
        self.open &= ~mask
        self.breaks.append((why, mask))

    @cached_property
    def kinds(self) -> dict[int, str]:
        """The lines that have a kind, without those that only look so in the middle of a sentence."""
        gaps = self.gaps
        return {
            line: kind
            for line, kind in gaps.lines.kinds.items()
            if not _in_sentence(gaps, line, kind, self.lexicon)
        }

    @cached_property
    def display(self) -> Flags:
        """The gaps between two lines without marks, one of them not set in a column."""
        lines = self.gaps.lines
        plain = lines.unmarked & lines.chinese
        apart = ~lines.columnar
        display: Flags = plain[:-1] & plain[1:] & (apart[:-1] | apart[1:])
        return display


def hold_turns(decided: Decided) -> None:
    """Leave the line ends where columns are given in turn: the next line is of another column.

    They part no paragraphs either, so no blank line is put there.
    """
    within = in_turn(decided.gaps.lines.document, decided.lexicon)
    decided.chances[within] = 0
    decided.open &= ~within


def parted(gaps: Gaps, kinds: dict[int, str]) -> Flags:
    """The gaps before and after the lines that have one of `kinds` and are never joined there."""
    apart = np.zeros(len(gaps), np.bool_)
    for line, kind in kinds.items():
        if kind in OPENS and line:
            apart[line - 1] = True
        if kind in ENDS and line < len(gaps):
            apart[line] = True
    return apart


def hold_kinds(decided: Decided) -> None:
    """Bylines, datelines, furniture, list items and indented lines stand apart."""
    gaps = decided.gaps
    lines = gaps.lines
    decided.hold(gaps.shut, "a page ends here")
    hold_settled(decided)
    decided.hold(parted(gaps, decided.kinds), "a line of a kind of its own stands here")
    indents = lines.indents
    if indents.any():
        deeper = indents[1:] - np.minimum(indents[:-1], np.append(indents[2:], 0)) >= 2
        decided.hold(deeper, "the next line is indented")
    ended = lines.stopped[:-1] | lines.short[:-1] | class_set(CLAUSE)[gaps.last]
    marked = ITEM_FIRST[gaps.first] & ended & decided.open
    text, starts, ends = lines.document.text, lines.starts.tolist(), lines.ends.tolist()
    for gap in marked.nonzero()[0].tolist():
        marked[gap] = patterns.is_item(text, starts[gap + 1], ends[gap + 1])
    decided.hold(marked, "the next line opens an item of a list")


def _in_sentence(gaps: Gaps, line: int, kind: str, lexicon: Lexicon) -> bool:
    """Whether a line that is worded like a byline, a masthead or a credit goes on a sentence."""
    before = line - 1
    if line == 0 or kind not in WORDED or before in gaps.lines.kinds or gaps.newlines[before] > 1:
        return False
    if not gaps.set[before] or gaps.lines.unmarked[before - 1 : before + 1].all():
        return False
    return bool(gaps.spans(lexicon)[before]) or bool(class_set(CLAUSE)[gaps.last[before]])


def hold_sentences(decided: Decided) -> None:
    """A sentence ends, and the line is short or the next one lacks an indent's width."""
    lines = decided.gaps.lines
    ended = lines.stopped[:-1]
    decided.hold(ended & lines.early[:-1], "a sentence ends before the column edge")
    decided.hold(ended & lines.indented[1:], "a sentence ends and the next line was indented")
    plain = lines.unmarked & (lines.widths < HEADLINE_SHARE * lines.reach)
    decided.hold(ended & plain[1:], "a sentence ends and a short line without marks follows")
