"""Headlines among the lines of a page: apart from the text, joined where one was wrapped."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cleaner.characters import CLAUSE, Flags, class_set
from cleaner.lexicon import Lexicon
from cleaner.stages import patterns
from cleaner.stages.gaps import Gaps
from cleaner.stages.layout import Lines

LINES = 6  # a headline, with its kicker and subheading, has no more
LEFT_OVER = 0.5  # of the width of the line before: what is left of a headline for its last line
LABEL, HALF = 4, 9  # characters: longer than a label, no longer than half a headline
MUCH_WIDER = 1.85  # a subheading beside its headline, in cells


@dataclass(slots=True)
class Display:
    """What tells headlines from text, for each line (`spans`, `set`, `bracketed`: for the gap after it).

    `plain`: Chinese without a mark in it; `open`: no sentence ends in it and no comma ends it; `roomy`: the
    document has blank lines, so that lines without one between them belong together.
    """

    lines: Lines
    widths: list[int]
    plain: list[bool]
    open: list[bool]
    indented: list[bool]
    spans: list[bool]
    set: list[bool]
    bracketed: list[bool]
    roomy: bool

    def wraps(self, gap: int) -> bool:
        """Whether the lines before and after a gap are one headline.

        A word runs across, or the second is half as wide at most, or both are so short that they
        were divided for balance; labels and words that lead on stand alone. (Of generated pages'
        headlines without a word across, 68 of 76 with a second line of half the width were one,
        none of 174 with a wider second line.)
        """
        if not self.plain[gap + 1] or self.widths[gap + 1] > MUCH_WIDER * self.widths[gap]:
            return False
        first, second = self.lines.text(gap), self.lines.text(gap + 1)
        if first.endswith(patterns.LEADS) or second.startswith(("—", "●", "■", "◆", "★")):
            return False
        left_over = self.widths[gap + 1] <= LEFT_OVER * self.widths[gap]
        if self.spans[gap] or (left_over and patterns.HAN.match(second)):
            return True
        balanced = LABEL < len(first) <= HALF and len(second) <= HALF and self.roomy
        return balanced and not patterns.is_label(first)

    def decide(self, first: int, last: int, hold: list[int], wrap: list[int]) -> None:
        """Decide the gaps of lines `first` to `last`, which stand between two breaks."""
        if last - first < LINES and all(self.open[first : last + 1]):
            for gap in range(first, last):
                if not self.plain[gap] or self.bracketed[gap]:
                    continue
                if self.wraps(gap):
                    wrap.append(gap)
                elif self.plain[gap + 1] or self.widths[gap + 1] > MUCH_WIDER * self.widths[gap]:
                    hold.append(gap)
        for line in range(first, min(first + LINES, last)):
            if not self.plain[line]:
                return
            if self.indented[line + 1] and not self.spans[line] and not self.set[line]:
                hold.append(line)
                return


def display_of(gaps: Gaps, lexicon: Lexicon) -> Display:
    """What tells the headlines among the lines around `gaps`."""
    lines = gaps.lines
    return Display(
        lines,
        lines.widths.tolist(),
        (lines.unmarked & lines.chinese).tolist(),
        ((lines.stops == 0) & ~class_set(CLAUSE)[lines.last]).tolist(),
        lines.indented.tolist(),
        gaps.spans(lexicon).tolist(),
        gaps.set.tolist(),
        ((gaps.depth[0] > 0) & (gaps.depth[1] > 0)).tolist(),
        bool((gaps.newlines > 1).any()),
    )


def headline_gaps(gaps: Gaps, undecided: Flags, lexicon: Lexicon) -> tuple[Flags, Flags]:
    """Of the undecided gaps, those that part a headline from what it stands beside, and those that
    a wrapped headline goes on across."""
    page = display_of(gaps, lexicon)
    hold: list[int] = []
    wrap: list[int] = []
    first = 0
    for last in [*(~undecided).nonzero()[0].tolist(), len(gaps)]:
        if last > first and page.plain[first]:
            page.decide(first, last, hold, wrap)
        first = last + 1
    masks = np.zeros((2, len(gaps)), np.bool_)
    masks[0, hold] = True
    masks[1, wrap] = True
    return masks[0], masks[1]
