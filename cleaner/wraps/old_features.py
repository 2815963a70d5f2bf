"""More features of line ends, for old-style pages: their sentences do not show where paragraphs end.

Runs of lines of one width, as a column beside a picture has them; the block between two blank lines, and
whether blank lines stand where paragraphs end; the words that end a statement; marks that open items.
"""

from __future__ import annotations

import numpy as np

from cleaner.knowledge.lexicon import Lexicon
from cleaner.text.characters import CLAUSE, STOP, Flags, Ints, among, class_set
from cleaner.wraps.features import (
    GROUPS,
    Features,
    Floats,
    Measured,
    beside,
    in_a_row,
    share,
    tabled,
)
from cleaner.wraps.gaps import Gaps

# Set by hand; `gaps-old.npz` is fitted on what they give (`dictionaries/build/old_pages.py`).
LEVEL = 2.1  # cells by which lines of one width differ at most
SHORT = 4  # cells a short line is narrower than its block or its column, at least
BITS = 7  # cells of a piece of a line that was set upright, at most
FINAL = "也矣耳哉云焉歟欤乎罷罢呢嗎吗了兮夫者啓啟启完"
OPENING = "◘◉◎●○■□◆◇▲△▼▽★☆◀▶※◈⊙☉（(一"
MARK = class_set(CLAUSE, STOP)


def _block_numbers(gaps: Gaps) -> Ints:
    """The number of the block between blank lines that each line is in."""
    numbers = np.zeros(len(gaps.lines), np.int64)
    numbers[1:] = np.cumsum(gaps.newlines > 1)
    return numbers


def _median(values: Ints) -> float:
    ordered, size = np.sort(values), len(values)
    return float(ordered[(size - 1) // 2] + ordered[size // 2]) / 2


def _runs(page: Measured) -> Features:
    here = page.widths.here
    level = np.abs(np.diff(here)) <= LEVEL
    level &= page.gaps.newlines == 1
    up, down = in_a_row(level), in_a_row(level[::-1])[::-1]
    yield "level lines up to a", np.minimum(beside(up, -1), 10)
    yield "level lines from b", np.minimum(beside(down, 1), 10)
    yield "level lines across", np.where(level, np.minimum(up + down, 20), 0)
    bits = here <= BITS
    yield "bits up to a", np.minimum(in_a_row(bits), 6)[:-1]
    yield "bits from b", np.minimum(in_a_row(bits[::-1])[::-1], 6)[1:]


def _blocks(page: Measured) -> Features:
    here, block = page.widths.here, _block_numbers(page.gaps)
    size = int(block[-1]) + 1
    widest = np.zeros(size)
    np.maximum.at(widest, block, here)
    sizes = np.bincount(block)
    lack = widest[block] - here
    inside = page.gaps.newlines == 1
    short = (lack[:-1] >= SHORT) & inside
    shorts = np.bincount(block[:-1], weights=short, minlength=size)
    yield "block: lines", np.minimum(sizes[block], 40)[:-1]
    yield "block: short lines before its last", np.minimum(shorts[block], 10)[:-1]
    yield "block: a's lack", lack[:-1]
    yield "block: b's lack", lack[1:]
    yield "next block: lines", np.minimum(beside(sizes, 1)[block], 40)[:-1]
    yield (
        "next block: over this one",
        np.clip(beside(widest, 1)[block] - widest[block], -40, 40)[:-1],
    )
    lacking = (page.widths.column - here)[:-1] >= SHORT
    blank = ~inside
    values = (
        ("page: short lines before a blank line", share(lacking & blank, lacking)),
        ("page: blank lines behind short lines", share(lacking & blank, blank)),
        ("page: blank lines", float(blank.mean())),
        ("page: lines of a block", min(_median(sizes), 40.0)),
    )
    for name, value in values:
        yield f"old: {name}", np.full(len(page.gaps), value)


def _endings(page: Measured) -> Features:
    codes, lines = page.codes, page.lines
    marked: Flags = MARK[lines.last]
    before = np.maximum(lines.ends - 1 - marked, lines.starts)
    final = among(codes[before], FINAL)
    yield "a ends: final word", (final & marked)[:-1]
    yield "a ends: final word, no mark", (final & ~marked)[:-1]
    yield "a ends with a mark", marked[:-1]
    yield "b ends with a mark", marked[1:]
    opens = among(codes[lines.starts], OPENING)
    yield "a opens an item", opens[:-1]
    yield "b opens an item", opens[1:]


def old_gap_features(gaps: Gaps, lexicon: Lexicon) -> tuple[list[str], Floats]:
    """The names of the features, and a row for each of them with a column for each gap."""
    page = Measured(gaps, lexicon)
    return tabled((group(page) for group in (*GROUPS, _runs, _blocks, _endings)), len(gaps))
