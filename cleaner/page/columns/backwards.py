"""Lines of text set downwards that were given from left to right: the last one stands first."""

from __future__ import annotations

import numpy as np

from cleaner.knowledge import continuity
from cleaner.knowledge.lexicon import Lexicon
from cleaner.page.columns.cells import MARKS
from cleaner.page.columns.displaced import blocks
from cleaner.page.columns.reading import Line
from cleaner.page.layout import Lines
from cleaner.page.whole import widths
from cleaner.text.characters import Flags, Ints
from cleaner.text.document import Document

# Over 1,400 paragraphs of news and of Jing bao, wrapped as they are printed or at 6 to 25 characters,
# none reads better backwards by 4; of those of eight lines and more 94 in 100 read worse so by 6.
CLEARLY = 6.0  # log-odds by which the lines go on better backwards, at least
LEAST = 4  # lines
SLACK = 2.0  # cells by which full lines differ
INDENT = 4.0  # cells by which the first line, given last, is narrower


def backwards(document: Document, lexicon: Lexicon) -> list[list[Line]]:
    """The blocks of a document whose lines are to be turned round, each in the order it reads."""
    if not are_near(document):
        return []
    lines = Lines.of(document)
    wide = lines.widths.tolist()
    able = [
        (first, last)
        for first, last in blocks(lines)
        if last - first >= LEAST
        and max(inside := wide[first + 1 : last - 1]) - min(inside) <= SLACK
        and _is_set_backwards(lines, first, last)
    ]
    gains = _gains(lines, able, lexicon)
    return [
        [
            Line(0, int(lines.starts[row]), int(lines.ends[row]), 0, False)
            for row in range(last - 1, first - 1, -1)
        ]
        for (first, last), gain in zip(able, gains, strict=True)
        if gain >= CLEARLY
    ]


def are_near(document: Document) -> bool:
    """Whether three lines that follow each other, blank ones aside, are as wide as that."""
    return bool(_are_near(Lines.of(document).widths).any())


def may_be_backwards(document: Document) -> bool:
    """Whether three lines that follow each other are nearly as wide as such lines must be.

    Of a text without blanks inside its lines.
    """
    wide = widths(document)
    return bool((_are_near(wide) & (wide[:-2] > 0)).any())


def _are_near(wide: Ints) -> Flags:
    """Of each three lines that follow each other, whether they are as wide as such ones must be."""
    one, two, last = wide[:-2], wide[1:-1], wide[2:]
    near: Flags = (np.abs(one - two) <= SLACK) & (last >= np.maximum(one, two) - INDENT - SLACK)
    return near


def _is_set_backwards(lines: Lines, first: int, last: int) -> bool:
    """Whether the first line may be a short last one, and all others are full."""
    widths = lines.widths[first:last]
    full = widths[1:-1].max()
    marks = int(MARKS[lines.document.classes[lines.starts[first] : lines.ends[last - 1]]].sum())
    return bool(
        marks > 0
        and widths[0] <= full + SLACK
        and widths[1:-1].min() >= full - SLACK
        and widths[-1] >= full - INDENT - SLACK
        and not any(row in lines.kinds for row in range(first, last))
    )


def _gains(lines: Lines, able: list[tuple[int, int]], lexicon: Lexicon) -> list[float]:
    """By how much the lines of each block go on better from each to the one before it."""
    if not able:
        return []
    rows = np.concatenate([np.arange(first, last - 1) for first, last in able])
    document = lines.document
    ends = np.concatenate((lines.ends[rows + 1], lines.ends[rows]))
    starts = np.concatenate((lines.starts[rows], lines.starts[rows + 1]))
    model = continuity.shipped()
    found = model.logits(document.codes, document.classes, ends, starts, lexicon)
    gains = found[: len(rows)] - found[len(rows) :]
    firsts = np.cumsum([0, *(last - first - 1 for first, last in able[:-1])])
    sums: list[float] = np.add.reduceat(gains, firsts).tolist()
    return sums
