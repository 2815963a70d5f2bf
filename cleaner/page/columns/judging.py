"""Which readings of columns are better than the text as given, and which are in doubt."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import compress
from operator import attrgetter
from typing import NamedTuple

import numpy as np

from cleaner.knowledge.lexicon import Lexicon
from cleaner.page.columns.bands import Physical
from cleaner.page.columns.interleaving import (
    doubted_stretches,
    has_open_lines,
    marks_of,
    pages_in_turn,
)
from cleaner.page.columns.prose import are_read_across, has_words_beside, prose_of
from cleaner.page.columns.reading import (
    NARROWEST,
    Evidence,
    Order,
    Rows,
    bands_in_rows,
    evidence_of,
    lone_rows,
    marks_and_length,
    printed_columns,
)
from cleaner.page.columns.white import is_alphabetic
from cleaner.page.whole import GAPS
from cleaner.text.characters import DIGIT, HAN, LETTER, Flags, Ints, class_set
from cleaner.text.document import Document

# Fitted on tuning pages and clean texts of other kinds.
LEAST = 3  # line ends that are brought together
GAIN = 9.0  # log-odds over the order given
RIGHT = 0.15  # log-odds of a line end that is brought together, on average
WRONG = -0.15  # the same of those that are taken apart, at most
MARKED = 0.3  # marks of a sentence for each line
DOUBTFUL = -0.5  # log-odds of a line end that is brought together, on average, in a band in doubt
DOUBT = 3.0  # log-odds over the order given, of a band in doubt, or of columns of prose
TESTED = 5  # lines of prose that end in mid-sentence
SEVERAL = 0.3  # of the rows of a band in doubt, those with a cell more
MORE, PROOF = 8, 7.0  # line ends that are brought together, without places, and their log-odds
COLUMN = 11.0  # code points of the middle line of a filled column
LEVEL = 0.5  # of the lines that others follow, those as wide as their column, without places
BESIDE_MORE, BESIDE_PROOF = 5, 6.0  # the same on a page where another stretch is sure
# The same of columns whose lines are as wide as they are, and hold running text; set by hand, on files
# of other kinds of the tuning half.
FILLED, FILLED_GAIN, FILLED_RIGHT, FILLED_MARKED = 0.9, 7.0, -0.35, 0.6
BROKEN_OFF = 0.6  # of their line ends, those inside a clause; each counts as much as a nat
OPEN = class_set(HAN, LETTER, DIGIT)
BESIDE_GAIN, BESIDE_RIGHT = 2.0, -0.2  # the same on a page where another band is sure


def sure(found: Evidence) -> bool:
    """Whether an order is clearly better than the one given."""
    return (
        found.brought >= LEAST
        and found.gained - found.lost >= GAIN
        and found.gained >= RIGHT * found.brought
        and found.lost <= WRONG * found.parted
        and found.marked >= MARKED
        and found.length >= NARROWEST
    )


def filled(order: Order, found: Evidence) -> bool:
    """Whether the columns of an order are filled with running text, and nothing speaks against it.

    Few lines tell little by their language; but entries of tables and verse do not break off at the
    edge of a column inside a clause, line by line.
    """
    if found.level < FILLED or found.length < COLUMN or found.marked < FILLED_MARKED:
        return False
    ends = np.array([order.cells.ends[cell] for track in order.tracks for cell in track[:-1]])
    open_ends = int(np.count_nonzero(OPEN[order.document.classes[ends - 1]])) if len(ends) else 0
    return (
        found.brought > 0
        and open_ends >= BROKEN_OFF * len(ends)
        and found.gained - found.lost + open_ends >= FILLED_GAIN
        and found.gained >= FILLED_RIGHT * found.brought
        and found.lost <= WRONG * found.parted
        and not are_read_across(order.document, order.cells, order.tracks)
    )


def in_turn(found: Evidence) -> bool:
    """The same of lines that have no place on the page."""
    told = found.brought >= MORE and found.gained >= PROOF and found.level >= LEVEL
    return told and sure(found)


def better_in_turn(found: Evidence) -> bool:
    """Whether nothing speaks against such an order, on a page where another one is sure."""
    return (
        found.brought >= BESIDE_MORE
        and found.gained - found.lost >= BESIDE_PROOF
        and found.gained >= BESIDE_RIGHT * found.brought
        and found.level >= LEVEL
    )


def better(found: Evidence) -> bool:
    """Whether nothing speaks against an order, on a page where another one is sure."""
    return (
        found.brought > 0
        and found.gained - found.lost >= BESIDE_GAIN
        and found.gained >= BESIDE_RIGHT * found.brought
    )


class Verdict(NamedTuple):
    """Whether an order is clearly better than the one given, whether nothing speaks against it where
    another one of its page is, and whether it is in doubt where it is not taken."""

    sure: bool
    better: bool
    doubted: bool


def _verdict(order: Order, found: Evidence) -> Verdict:
    first, last = order.cells.starts[0], order.cells.ends[-1]
    if not is_alphabetic(order.document.classes[first:last]):
        told = sure(found) or filled(order, found)
        return Verdict(told, better(found), _looks_like_columns(order, found))
    prose = prose_of(order.document, order.cells, order.tracks)
    gain = found.gained - found.lost
    told = prose.is_clear and prose.tested >= TESTED and gain >= DOUBT
    return Verdict(told, prose.is_clear and gain >= BESIDE_GAIN, prose.is_likely)


@dataclass(frozen=True)
class Judged:
    """The orders of bands found in a text: those that are taken, and those in doubt."""

    taken: list[Order]
    doubted: list[Order]


def printed(document: Document, lexicon: Lexicon) -> Judged:
    """What is to be put in order in a text printed in rows; asked once for a document."""
    found: Judged | None = document.analyses.get("columns")
    if found is None:
        found = document.analyses["columns"] = _printed(document, lexicon)
    return found


def _printed(document: Document, lexicon: Lexicon) -> Judged:
    if not GAPS.stand_in(document):
        return Judged([], [])
    lines = Physical.of(document)
    if not document.has(HAN) and not has_words_beside(lines):
        return Judged([], [])
    bands = bands_in_rows(document, lines)
    if not any(_may_be_text(document, each) for each in bands):
        return Judged([], [])
    orders = printed_columns(document, bands, lexicon)
    weighed = list(zip(orders, evidence_of(document, orders, lexicon), strict=True))
    verdicts = [(each, _verdict(each, found)) for each, found in weighed]
    proved = any(verdict.sure for _, verdict in verdicts)
    taken = [each for each, found in verdicts if found.sure or (proved and found.better)]
    known = set(map(id, taken))
    left = [each for each, found in verdicts if id(each) not in known and found.doubted]
    if taken:
        taken += lone_rows(document, lines)
    return Judged(taken, left)


def _may_be_text(document: Document, band: Rows) -> bool:
    """Whether the cells of a band are as long, and have as many marks, as those of running text."""
    marked, length = marks_and_length(document, band.cells, band.all)
    return marked >= MARKED and length >= NARROWEST


def given_in_turn(document: Document, lexicon: Lexicon) -> list[Order]:
    """The stretches of a text that are put in order where no band is."""
    found = printed(document, lexicon)
    if found.taken or not document.has(HAN) or not has_open_lines(document):
        return []
    lines = Physical.of(document)
    pages = pages_in_turn(document, lines)
    marks = marks_of(document, lines, pages)
    able = [count >= MARKED * MORE for count in marks]
    marked = doubted_stretches(document, lines, [*compress(pages, able)], lexicon)
    proving = [order for each in marked if each.most >= PROOF for order in each.orders]
    if not any(map(in_turn, evidence_of(document, proving, lexicon))):
        return []
    others = [page for page, is_able in zip(pages, able, strict=True) if not is_able]
    stretches = marked + doubted_stretches(document, lines, others, lexicon)
    stretches.sort(key=attrgetter("place"))
    orders = [order for each in stretches for order in each.orders]
    return [
        each
        for each, evidence in zip(orders, evidence_of(document, orders, lexicon), strict=True)
        if in_turn(evidence) or better_in_turn(evidence)
    ]


def _looks_like_columns(order: Order, evidence: Evidence) -> bool:
    rows = len(set(order.cells.rows))
    several = len(order.cells) - rows
    return (
        several >= max(LEAST, SEVERAL * rows)
        and evidence.brought >= LEAST
        and evidence.gained - evidence.lost >= DOUBT
        and evidence.gained > DOUBTFUL * evidence.brought
        and evidence.marked >= MARKED
        and evidence.length >= NARROWEST
    )


def unread_gaps(document: Document, lexicon: Lexicon, starts: Ints) -> Flags:
    """Of each line that starts there but the first, whether it lies with the one before in a band
    whose gutters were not read."""
    inside = np.zeros(max(0, len(starts) - 1), np.bool_)
    for each in printed(document, lexicon).doubted:
        first, last = each.cells.starts[0], each.cells.ends[-1]
        within = (starts >= first) & (starts < last)
        inside |= within[:-1] & within[1:]
    return inside
