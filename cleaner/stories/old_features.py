"""The features of the blocks of an old-style page, for the trees of `old-blocks.npz`."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from cleaner.knowledge.forest import Floats
from cleaner.stories.clues import CLUES, clues_of
from cleaner.stories.features import WINDOW, Blocks
from cleaner.text.characters import CLAUSE, DIGIT, HAN, LETTER, OPEN, STOP, Ints, class_set
from cleaner.wraps.features import Features, beside, in_a_row, tabled

# Set by hand; `old-blocks.npz` is fitted on what they give (`dictionaries/build/old_pages.py`).
LONG = 30  # code points of a block that is running text, more than this
MOST = 120  # code points of a block that are counted
AROUND = (-3, -2, -1, 1, 2, 3)  # blocks from one, of those that are measured with it
MARK = class_set(CLAUSE, STOP)


def _wording(blocks: Blocks, marks: Ints) -> Features:
    lines = blocks.lines
    yield "characters", np.minimum(blocks.sizes, MOST)
    yield "marks", np.minimum(marks, 4)
    yield "ends with a mark", MARK[lines.last]
    yield "ends with Chinese", lines.last == HAN
    yield "begins with a mark", MARK[lines.first]
    yield "begins with an opening mark", lines.first == OPEN
    yield "digits", blocks.counted(DIGIT)
    yield "letters", blocks.counted(LETTER)


def _surroundings(blocks: Blocks, marks: Ints) -> Features:
    size = len(blocks.lines)
    long = (blocks.sizes > LONG) & (marks > 0)
    for by in AROUND:
        yield f"{by:+}: characters", np.minimum(beside(blocks.sizes, by, -1), MOST)
        yield f"{by:+}: marks", np.minimum(beside(marks, by), 3)
    yield "short blocks up to here", np.minimum(in_a_row(~long), 8)
    yield "short blocks from here", np.minimum(in_a_row(~long[::-1])[::-1], 8)
    place = np.arange(size)
    yield "from the top", np.minimum(place, 6)
    yield "from the bottom", np.minimum(size - 1 - place, 6)


def _blank_lines(blocks: Blocks, marks: Ints) -> Features:
    numbers = blocks.lines.numbers
    blank = np.ones(len(numbers) + 1, np.bool_)
    blank[1:-1] = np.diff(numbers) > 1
    shares = float(blank[1:-1].mean()) if len(numbers) > 1 else 0.0
    tells = 0.03 < shares < 0.8  # where all blocks have blank lines, or none, they say nothing
    yield "blank lines tell", np.full(len(numbers), tells)
    for name, found in (("before", blank[:-1]), ("after", blank[1:])):
        yield f"blank line {name}", np.where(tells, found, -1)
    yield "blank line before the next one's end", np.where(tells, beside(blank[1:], 1), -1)


def _words(blocks: Blocks, marks: Ints) -> Features:
    before, after, most = blocks.overlap.around(WINDOW, ~blocks.brief)
    yield "words in the text before", before
    yield "words in the text after", after
    yield "words after over before", after - before
    yield "words in the text of the page", most


def _clues(blocks: Blocks, marks: Ints) -> Features:
    bits = np.array([clues_of(text) for text in blocks.lines.texts], np.int64)
    for bit, name in enumerate(CLUES):
        has = (bits >> bit & 1).astype(np.float32)
        yield name, has
        for by in (-2, -1, 1, 2):
            yield f"{name}, {by:+}", beside(has, by)


GROUPS: tuple[Callable[[Blocks, Ints], Features], ...] = (
    _wording, _surroundings, _blank_lines, _words, _clues,
)  # fmt: skip


def old_features(blocks: Blocks) -> tuple[list[str], Floats]:
    """The names of the features, and a row for each of them with a column for each block."""
    lines = blocks.lines
    marks = lines.stops + lines.clauses
    return tabled((group(blocks, marks) for group in GROUPS), len(lines))
