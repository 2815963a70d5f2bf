"""Rows of tables, lists of values and code: lines that are never joined to a neighbour.

Told by what they hold: digits, runs of blanks inside, rules between cells, signs of code; and by
what they lack, running text. A lone row is none: two neighbours of one kind make a table.
"""

from __future__ import annotations

import numpy as np

from cleaner.page.layout import Lines, running_total
from cleaner.text.characters import BLANKS, HAN, Flags, Ints, among
from cleaner.wraps.gaps import Gaps

CELL_RULES = "|│┃｜\t"
CODE = "{}=<>;_\\+#$&`"
# Set by hand.
FEW_DIGITS = 2  # digits of a row of numbers at least
MANY_DIGITS = 0.25  # the same, as a share of its characters that are no blanks
CODE_SHARE = 0.08  # of the characters of a line of code, its signs at least
PROSE = 14  # Han characters of a row of numbers at most: a line with more is running text


def rows(lines: Lines) -> Flags:
    """Whether each line is a row of a table or a line of code."""
    size = np.maximum(lines.ends - lines.starts, 1)
    codes, blank = lines.document.codes, BLANKS[lines.classes]
    figure = (codes >= ord("0")) & (codes <= ord("9"))
    first = np.zeros(len(codes), np.bool_)  # the first blank of each run of them
    first[1:] = blank[1:] & ~blank[:-1]
    wide, parting = first.copy(), first.copy()  # of two blanks and more; between two figures
    wide[:-1] &= blank[1:]
    wide[-1:] = False
    parting[1:-1] &= figure[:-2] & figure[2:]
    runs, all_runs = counted(lines, wide), counted(lines, first)
    digits, size = counted(lines, figure), size - counted(lines, blank)
    unmarked = (lines.stops == 0) & (lines.clauses == 0)
    han = counted(lines, lines.classes == HAN)
    numbers = (digits >= FEW_DIGITS) & (digits >= MANY_DIGITS * size) & (han <= PROSE)
    numbers &= counted(lines, parting) > 0
    aligned = (runs >= 2) & (2 * runs > all_runs) & (han <= 2 * PROSE)
    ruled = counted(lines, among(codes, CELL_RULES)) >= 2
    signs = counted(lines, among(codes, CODE))
    code = (signs >= 2) & (signs >= CODE_SHARE * size) & (han * 2 < size)
    found: Flags = (unmarked & (numbers | aligned)) | ruled | code
    return found


def table_gaps(gaps: Gaps) -> Flags:
    """The gaps beside a row of a table that has another one next to it."""
    row = rows(gaps.lines)
    pairs = row[:-1] & row[1:]
    of_table = np.zeros(len(row), np.bool_)
    of_table[:-1] |= pairs
    of_table[1:] |= pairs
    beside: Flags = of_table[:-1] | of_table[1:]
    return beside


def counted(lines: Lines, flags: Flags) -> Ints:
    """How many of the characters of each line are flagged."""
    total = running_total(flags)
    return total[lines.ends] - total[lines.starts]
