"""Hard-wrapped texts, whose lines a column has cut: told from texts with each paragraph on one line.

Such lines reach the edge of their column, all but the last of a paragraph, and a word runs across
every second line end; by chance one runs across one in twenty. Where there are only a few line ends,
what they lead to must also end a sentence: lists and verses do not.
"""

from __future__ import annotations

import numpy as np

from cleaner.knowledge.lexicon import Lexicon
from cleaner.page.layout import HEADLINE_SHARE, INDENT, NARROWEST, SLACK, Lines
from cleaner.page.old_style import ends_open, is_old_style
from cleaner.text.characters import CLAUSE, HAN, Flags, class_set
from cleaner.wraps.gaps import Gaps
from cleaner.wraps.latin import latin_chances

# Set by hand.
FEW_LINES = 6  # line ends that are few, at most: what they lead to must end a sentence too
FEWEST = 3  # line ends that may tell without words
FULL_SHARE = 0.6  # of the line ends in mid-sentence, those at the column edge, at least
WRAPPED_SHARE = 0.2  # of the line ends between Han characters, those inside words, at least
OLD_SHARE = 0.08  # the same in old-style texts; tuning folds of `bench.folds` have 0.1 and more
UNMARKED = 0.3  # of the line ends in mid-sentence, those between Han characters, at least
WIDE = 0.75  # of the cut lines, those that are no wider than their edge
DOUBLE_SPACED = 0.9  # of the gaps, those with a blank line, at least


def hard_wrapped_gaps(lines: Lines, lexicon: Lexicon) -> Gaps | None:
    """The gaps of a text whose lines a column has cut; None for any other text.

    A text with a blank line after every line is read as if it had none. Where headlines and short
    lines are as many as those a column has cut, only lines near its edge are joined.
    """
    gaps = Gaps(lines)
    if is_hard_wrapped(gaps, lexicon):
        return gaps
    short = _short_of_an_edge(gaps, lexicon)
    if short is not None:
        gaps.short = short
        return gaps
    blank = np.count_nonzero(gaps.newlines > 1)
    if blank <= FEW_LINES or blank < DOUBLE_SPACED * len(gaps):
        return None
    gaps = gaps.closed_up()
    return gaps if is_hard_wrapped(gaps, lexicon) else None


def is_hard_wrapped(gaps: Gaps, lexicon: Lexicon) -> bool:
    """Whether a column has cut the lines on either side of the gaps."""
    single = _in_mid_sentence(gaps)
    if not single.any():
        return False
    single &= _may_be_cut(gaps)
    asked = int(np.count_nonzero(_between_han(gaps, single)))
    leads_on = _ends_paragraph(gaps, single)
    if not asked and bool((latin_chances(gaps) > 0.5).any()):
        return True
    told = _told_by_words(gaps, single, leads_on, lexicon)
    size = np.count_nonzero(single)
    if (not told and size < FEWEST) or (
        np.count_nonzero(gaps.lines.full[:-1] & single) < FULL_SHARE * size
    ):
        return False
    return told or _set_evenly(gaps, single, leads_on)


def _in_mid_sentence(gaps: Gaps) -> Flags:
    """The single line ends behind a line that does not end a sentence."""
    single: Flags = (gaps.newlines == 1) & ~gaps.lines.stopped[:-1]
    return single


def _may_be_cut(gaps: Gaps) -> Flags:
    """Behind a line that is no list's, and as wide as a column."""
    lines = gaps.lines
    able: Flags = lines.marked[:-1] & (lines.widths[:-1] >= NARROWEST)
    return able


def _between_han(gaps: Gaps, single: Flags) -> Flags:
    between: Flags = single & (gaps.last == HAN) & (gaps.first == HAN)
    return between


def _told_by_words(gaps: Gaps, single: Flags, leads_on: Flags, lexicon: Lexicon) -> bool:
    """Whether words run across so many of the line ends `single` as in lines that are cut."""
    han = _between_han(gaps, single)
    asked = int(np.count_nonzero(han))
    if asked <= FEW_LINES:
        han &= leads_on
    many = 2 * asked > len(gaps)  # then the rules will ask for all of them anyway
    spans = gaps.spans(lexicon)[han] if many else gaps.spanned(lexicon, han.nonzero()[0])
    words = np.count_nonzero(spans)
    share = OLD_SHARE if _cuts_clauses(gaps, single, asked) else WRAPPED_SHARE
    return bool(words >= max(1, share * asked))


def _short_of_an_edge(gaps: Gaps, lexicon: Lexicon) -> Flags | None:
    """Which lines do not reach the edge that the cut lines of a text have in common.

    None where it has none, or where no short lines without marks stand between, as headlines do:
    without these, most lines in mid-sentence are full, and words run across or all end at one edge.
    """
    lines = gaps.lines
    single = _in_mid_sentence(gaps) & _may_be_cut(gaps)
    heads = single & (lines.unmarked & (lines.widths < HEADLINE_SHARE * lines.reach))[:-1]
    single &= ~heads
    size = np.count_nonzero(single)
    if not heads.any() or size < FEWEST:
        return None
    edge = HEADLINE_SHARE * np.quantile(lines.widths[:-1][single], WIDE)
    reached = lines.widths[:-1] + INDENT * (lines.indents[:-1] > 0) >= edge
    if np.count_nonzero(single & reached) < max(FEWEST, FULL_SHARE * size):
        return None
    leads_on = _ends_paragraph(gaps, single)
    told = _told_by_words(gaps, single, leads_on, lexicon)
    if not told and not _set_evenly(gaps, single & reached, leads_on):
        return None
    short: Flags = ~reached
    return short


def _cuts_clauses(gaps: Gaps, single: Flags, asked: int) -> bool:
    """Whether an old-style text has line ends without a mark as no text has that is not cut.

    The words of its language are short and in few dictionaries: fewer run across.
    """
    many = asked > FEW_LINES and asked >= UNMARKED * np.count_nonzero(single)
    return bool(many and is_old_style(gaps.lines.document))


def _ends_paragraph(gaps: Gaps, single: Flags) -> Flags:
    """Of the single gaps, those in a run of lines whose last line ends a sentence."""
    stopped = gaps.lines.stopped
    if _leads_to_a_comma(gaps.lines):
        stopped = stopped.copy()
        stopped[-1] = True
    ends = np.zeros(len(gaps), np.bool_)
    for gap in reversed(single.nonzero()[0].tolist()):
        goes_on = gap + 1 < len(gaps) and single[gap + 1]
        ends[gap] = stopped[gap + 1] or (goes_on and ends[gap + 1])
    return ends


def _leads_to_a_comma(lines: Lines) -> bool:
    """Whether a short old-style text ends with 、, as its sentences do, and has no rows of a list.

    Those have equally many marks inside.
    """
    document = lines.document
    inside = lines.clauses - class_set(CLAUSE)[lines.last]
    uneven = bool((inside != inside[0]).any())
    return uneven and ends_open(document) and is_old_style(document)


def _set_evenly(gaps: Gaps, single: Flags, leads_on: Flags) -> bool:
    """Whether a few lines, too few for words to tell, are all at one column's edge.

    So are the rows of a table and verses; but those end alike, in no sentence, or their last line
    is as long as the others.
    """
    lines = gaps.lines
    even = (single & gaps.at_column_edge & leads_on).nonzero()[0]
    asked = int(np.count_nonzero(single))
    if not FEWEST <= len(even) <= FEW_LINES or len(even) < FULL_SHARE * asked:
        return False
    ends = set(lines.document.codes[gaps.starts[even] - 1].tolist())
    last = int(even[-1]) + 1
    shorter = lines.widths[last] < lines.widths[last - 1] - SLACK
    return len(ends) == len(even) and bool(shorter)
