"""What is decided of the gaps between lines: the chance of a wrap at each, and the kept breaks."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from cleaner.knowledge.forest import Floats, Forest
from cleaner.knowledge.lexicon import Lexicon
from cleaner.page.old_style import is_old_style
from cleaner.text.characters import Flags
from cleaner.wraps.features import gap_features
from cleaner.wraps.gaps import Gaps
from cleaner.wraps.kinds import kinds_outside_sentences
from cleaner.wraps.latin import latin_chances
from cleaner.wraps.old_features import (
    begins_with_ornament,
    below_chapter,
    old_gap_features,
    within_stanza,
)

LIKELY = 0.5  # chance of a join: more likely than not


class Decided:
    """What is decided of each gap. `chances`: that it is a wrap; `open`: no reason is found yet.

    `kept_breaks`: the gaps that stay breaks between two lines, with the reason why.
    """

    def __init__(self, gaps: Gaps, lexicon: Lexicon) -> None:
        self.gaps, self.lexicon = gaps, lexicon
        old = is_old_style(gaps.lines.document)
        names, matrix = (old_gap_features if old else gap_features)(gaps, lexicon)
        forest = Forest.load("gaps-old" if old else "gaps")
        assert forest.names == tuple(names)
        self.chances = self._certain_wraps()
        asked = (self.chances == 0).nonzero()[0]
        self.chances[asked] = forest.chances(matrix[:, asked])
        latin = gaps.between_latin
        if latin.any():
            self.chances[latin] = latin_chances(gaps)[latin]
        self.chances[gaps.unjoinable | gaps.short] = 0
        if old:
            self.chances[begins_with_ornament(gaps) | below_chapter(gaps) | within_stanza(gaps)] = 0
        self.open: Flags = np.ones(len(gaps), np.bool_)
        self.kept_breaks: list[tuple[str, Flags]] = []

    def _certain_wraps(self) -> Floats:
        """The chance 1 at a single line end inside a word of running text or inside brackets, else 0.

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

    def keep_break(self, mask: Flags, why: str) -> None:
        """Keep the breaks at those of the gaps `mask` that are open and no likely wraps."""
        mask = mask & self.open & (self.chances <= LIKELY)
        self.open &= ~mask
        self.kept_breaks.append((why, mask))

    @cached_property
    def kinds(self) -> dict[int, str]:
        """The lines that have a kind, without those that only look so in the middle of a sentence."""
        return kinds_outside_sentences(self.gaps, self.lexicon)

    @cached_property
    def display(self) -> Flags:
        """For each gap, whether both lines are without marks and one of them is not set in a column."""
        lines = self.gaps.lines
        plain = lines.unmarked & lines.chinese
        apart = ~lines.columnar
        display: Flags = plain[:-1] & plain[1:] & (apart[:-1] | apart[1:])
        return display
