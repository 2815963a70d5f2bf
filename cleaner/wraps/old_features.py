"""More features of line ends, for old-style pages: their sentences do not show where paragraphs end.

Runs of lines of one width, as a column beside a picture has them; the block between two blank lines, and
whether blank lines stand where paragraphs end; the words that end a statement; marks that open items.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from cleaner.knowledge.lexicon import Lexicon
from cleaner.page.verses import measure_of
from cleaner.text.characters import (
    CANNOT_OPEN,
    CLAUSE,
    CLOSE,
    OPEN,
    STOP,
    Flags,
    Ints,
    among,
    class_set,
)
from cleaner.text.regex import regex
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
ORDINAL, FROM = ord("第"), ord("自")
SINGLE = 4  # lines of one verse each that are verse at least: a narrow column has some by chance
NUMERALS = "一二三四五六七八九十廿卅百〇○零"
_CHAPTER = regex("第[一二三四五六七八九十百廿卅〇○零]{1,4}[囘回章][\u3400-\u9fff]{0,18}")
ORNAMENTS = "◘◉◎◆◇▲△▼▽★☆※⊙☉"  # those that stand for no character that is missing, and no number
MARK = class_set(CLAUSE, STOP)


def begins_with_ornament(gaps: Gaps) -> Flags:
    """The gaps before a line that begins with an ornament, as an item of news or a deck does."""
    found: Flags = among(gaps.lines.document.codes[gaps.ends], ORNAMENTS)
    return found


def below_chapter(gaps: Gaps) -> Flags:
    """The gaps behind the title of a chapter, 第三章湖上夜話, that stands below a line without marks."""
    lines, codes = gaps.lines, gaps.lines.document.codes
    may = lines.unmarked & (codes[lines.starts] == ORDINAL)
    may[1:] &= lines.unmarked[:-1]
    found = np.zeros(len(gaps), np.bool_)
    for line in may[:-1].nonzero()[0].tolist():
        found[line] = bool(_CHAPTER.fullmatch(lines.text(line)))
    return found


def within_stanza(gaps: Gaps) -> Flags:
    """The gaps between lines of verse: lines of two verses, or several lines of one with a mark each.

    Lines without marks stand apart from others of their width, as the lines of a column do not.
    """
    lines, size = gaps.lines, len(gaps)
    measures = [measure_of(text) for text in lines.texts]
    same = np.array([a is not None and a.goes_with(b) for a, b in pairwise(measures)], np.bool_)
    level = np.abs(np.diff(lines.widths)) <= LEVEL
    found = np.zeros(size, np.bool_)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], same.view(np.int8), [0]))))
    for first, last in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        measure = measures[first]
        if measure is None or (
            not measure.couplet and (not measure.verses or last - first < SINGLE - 1)
        ):
            continue
        beside = [gap for gap in (first - 1, last) if 0 <= gap < size and gaps.newlines[gap] == 1]
        found[first:last] = measure.verses > 0 or not level[beside].any()
    return found


def within_pieces(gaps: Gaps) -> Flags:
    """The gaps inside one line that was set upright in pieces: 一 and 三 in brackets each; brackets
    that stand by themselves; 竹齋自 and 漢口寄 in brackets each."""
    lines, codes = gaps.lines, gaps.lines.document.codes
    sizes = lines.ends - lines.starts
    inside = (lines.first == OPEN) & (lines.last == CLOSE)
    brackets = np.add.reduceat(class_set(OPEN, CLOSE)[lines.classes], lines.starts, dtype=np.int64)
    alone = brackets == sizes
    second = codes[np.minimum(lines.starts + 1, lines.ends - 1)]
    number = inside & (sizes == 3) & among(second, NUMERALS)
    sent = inside & (codes[np.maximum(lines.ends - 2, 0)] == FROM)
    pieces: Flags = (number[:-1] & number[1:]) | (sent[:-1] & inside[1:])
    pieces |= (alone[:-1] | alone[1:]) & lines.unmarked[:-1] & lines.unmarked[1:]
    return pieces


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


def _pieces(page: Measured) -> Features:
    """Pieces of one line that were set below each other: in brackets, of one size, of a chapter."""
    lines = page.lines
    opens, closes = lines.first == OPEN, lines.last == CLOSE
    inside = opens & closes & lines.unmarked
    yield "a is in brackets", inside[:-1]
    yield "b is in brackets", inside[1:]
    yield "a opens brackets", opens[:-1]
    yield "b closes brackets", closes[1:]
    yield "a ends: opening", lines.last[:-1] == OPEN
    yield "a begins: closing", CANNOT_OPEN[lines.first[:-1]]
    level = (np.diff(page.widths.here) == 0) & lines.unmarked[:-1] & lines.unmarked[1:]
    yield "of one size without marks", level
    yield "lines of one size up to a", np.minimum(beside(in_a_row(level), -1), 8)
    yield "lines of one size from b", np.minimum(beside(in_a_row(level[::-1])[::-1], 1), 8)
    ordinal = page.codes[lines.starts] == ORDINAL
    yield "a begins with an ordinal", ordinal[:-1]
    yield "p begins with an ordinal", beside(ordinal, -1)[:-1]


def old_gap_features(gaps: Gaps, lexicon: Lexicon) -> tuple[list[str], Floats]:
    """The names of the features, and a row for each of them with a column for each gap."""
    page = Measured(gaps, lexicon)
    return tabled(
        (group(page) for group in (*GROUPS, _runs, _blocks, _endings, _pieces)), len(gaps)
    )
