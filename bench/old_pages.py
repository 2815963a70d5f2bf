"""Lessons from the tuning half of the folds: each line end and each block marked with what it is.

A fold is taken in the layouts of `bench.folds`, with a blank line at the foot of columns, as others
have it, and set anew in columns of other widths.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain
from random import Random

import numpy as np

from bench.folds import LAYOUTS, NOWHERE, Fold, Item
from bench.old_stories import LABELS, VERSE, Labelled, Maker, labelled, wrapped
from bench.pages.lessons import UNKNOWN, Lesson
from cleaner.config import Settings
from cleaner.knowledge.lexicon import Lexicon
from cleaner.page.layout import Lines
from cleaner.pipeline import run
from cleaner.stories.features import Blocks
from cleaner.stories.old_features import old_features
from cleaner.text.document import Document, Source
from cleaner.wraps.hard_wrapped import hard_wrapped_gaps
from cleaner.wraps.old_features import old_gap_features

FOOT = (15, 60)  # lines of a column
WIDTHS = (8, 40)  # characters of a line
SET_ANEW = 3  # times that each fold is
PIECES = 3  # of each text
PIECE = (6, 60)  # lines
MADE = 60  # folds made anew


@dataclass(frozen=True)
class Row:
    """A physical line: whether the next one is of the same paragraph, whether it ends its item, and
    whether another line of the heading follows.
    """

    text: str
    goes_on: bool
    ends_item: bool
    heads: bool


def rows_of(fold: Fold) -> list[Row]:
    """The physical lines of a fold."""
    found = []
    for item in fold.items:
        for number, lines in enumerate(item.paragraphs):
            ends = number == len(item.paragraphs) - 1
            heading = number == 0 and item.counts  # its lines stay apart
            lines = [line for line in lines if line.strip()]
            for place, line in enumerate(lines):
                last = place == len(lines) - 1
                found.append(Row(line, not last, last and ends, heading and not last))
    return found


def laid_out(rows: list[Row], layout: str, feet: Random | None) -> list[str]:
    """What stands behind each line: one line end, or two. `feet`: gives the columns their lengths."""
    apart = [
        (layout == LAYOUTS[0] and not row.goes_on) or (layout != NOWHERE and row.ends_item)
        for row in rows
    ]
    at = -1
    while feet and (at := at + feet.randint(*FOOT)) < len(rows):
        apart[at] = True
    return ["\n\n" if blank else "\n" for blank in apart]


def set_anew(fold: Fold, rng: Random) -> Fold:
    """The fold with the paragraphs of its articles in columns of other widths."""
    hangs = rng.random() < 0.5
    return replace(fold, items=[_reset(item, rng, hangs) for item in fold.items])


def _reset(item: Item, rng: Random, hangs: bool) -> Item:
    width = rng.randint(*WIDTHS)
    first, *others = item.paragraphs
    if item.kind != "article":
        return item
    return Item(item.kind, [first, *(wrapped("".join(each), width, hangs, rng) for each in others)])


def variants(fold: Fold) -> Iterator[tuple[list[Row], list[str]]]:
    """The lines of a fold and what stands between them, in all layouts."""
    rng = Random(fold.name)
    for each in (fold, *(set_anew(fold, rng) for _ in range(SET_ANEW))):
        rows = rows_of(each)
        whole = [laid_out(rows, layout, None) for layout in LAYOUTS]
        whole += [laid_out(rows, layout, rng) for layout in LAYOUTS[1:]]
        for ends in whole:
            yield rows, ends
            for _ in range(PIECES):
                first = rng.randrange(max(1, len(rows) - PIECE[0]))
                last = first + rng.randint(*PIECE)
                yield rows[first:last], ends[first:last]


def gap_lessons(given: list[Fold], seed: int) -> Iterator[Lesson]:
    """What each line end is, in the folds that are given and in those made of their articles."""
    lexicon = Lexicon.default()
    maker = Maker(given, Random(seed))
    made = (
        Fold(f"{seed} {number}", [each.item for each in maker.fold() if each.item.kind != VERSE])
        for number in range(MADE)
    )
    texts = (pair for fold in given for pair in variants(fold))
    for rows, ends in chain(texts, *(laid_out_once(fold) for fold in made)):
        text = "".join(row.text + end for row, end in zip(rows, ends, strict=True))
        lines = Lines.of(Document(text))
        if len(lines) != len(rows) or len(lines) < 3:
            continue
        gaps = hard_wrapped_gaps(lines, lexicon)
        if gaps is not None:
            kinds = np.array([row.goes_on and not row.heads for row in rows[:-1]], np.int8)
            yield Lesson(*old_gap_features(gaps, lexicon), kinds)


def laid_out_once(fold: Fold) -> Iterator[tuple[list[Row], list[str]]]:
    """The lines of a fold and what stands between them, in each layout."""
    rows = rows_of(fold)
    return ((rows, laid_out(rows, layout, None)) for layout in LAYOUTS)


def block_lessons(given: list[Fold], seed: int) -> Iterator[Lesson]:
    """What each block is, of the folds that are given and of those made of their articles."""
    rng = Random(seed)
    maker = Maker(given, rng)
    pages = [[labelled(item) for item in fold.items] for fold in given]
    for items in [*pages, *(maker.fold() for _ in range(MADE))]:
        for layout in LAYOUTS:
            lesson = _block_lesson(items, layout)
            if lesson is not None:
                yield lesson


def _block_lesson(items: list[Labelled], layout: str) -> Lesson | None:
    fold = Fold("", [each.item for each in items])
    text = run(Source.from_text(fold.text(layout)), Settings(only=("lines", "columns"))).text
    document = Document(text)
    lines = Lines.of(document)
    if len(lines) < 3:
        return None
    known = "".join(line for each in items for line, _ in _labelled_lines(each))
    label_of = [
        LABELS.index(label) for each in items for line, label in _labelled_lines(each) for _ in line
    ]
    kinds, at = [], 0
    for line in lines.texts:
        words = "".join(line.split())
        kinds.append(label_of[at] if known.startswith(words, at) else UNKNOWN)
        at += len(words)
    return Lesson(*old_features(Blocks.of(document)), np.array(kinds, np.int8))


def _labelled_lines(each: Labelled) -> Iterator[tuple[str, str]]:
    """The physical lines of an item, without blanks, each with what it is."""
    first, *others = each.item.paragraphs
    size = len(first)
    for line, label in zip(first, each.labels, strict=False):
        yield "".join(line.split()), label
    for lines, label in zip(others, each.labels[size:], strict=True):
        for line in lines:
            yield "".join(line.split()), label
