"""Latin words, and lines, that were printed twice to look bold: extractors give both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

import numpy as np

from cleaner.knowledge.english import is_word
from cleaner.ledger.fixes import Edit, Proposal
from cleaner.ledger.rules import Rule, rule
from cleaner.text.characters import CELLS, LETTER, Ints, classify
from cleaner.text.document import Document
from cleaner.text.regex import regex
from cleaner.text.signs import beside

LEAST = 5  # letters of a doubled word, at least; set by hand
_DOUBLED = regex(rf"(?<![A-Za-z])(?:([A-Za-z])\1){{{LEAST},}}(?![A-Za-z])")


@rule("glyphs.doubled-word", at=(beside(LETTER, LETTER),), confidence=0.99)
def doubled_word(document: Document, self: Rule) -> Iterable[Proposal]:
    """An English word whose letters fake bold type gives twice is taken once.

    ## Why
    Where a PDF prints a word twice to make it bold, an extractor gives each letter twice. Five
    letters and more, and a word of the list once they are single.

    ## Examples
    Repairs: CCoonntteennttss → Contents
    Leaves: AABBCCDDEE bookkeeper

    ## Known failures
    - Words of less than five letters.

    ## Since
    0.1.0
    """
    same = document.codes[1:] == document.codes[:-1]
    same &= document.classes[1:] == LETTER
    reach = 2 * LEAST - 1
    places = len(same) - reach + 1
    if places < 1 or np.count_nonzero(same) < LEAST:
        return
    pairs = [same[at : places + at] for at in range(0, reach, 2)]
    if not np.logical_and.reduce(pairs).any():
        return
    edits = [
        tuple(Edit(at, at + 1, "") for at in range(*found.span(), 2))
        for found in _DOUBLED.finditer(document.text)
        if is_word(found[0][::2])
    ]
    yield Proposal.of([(each, "") for each in edits], self)


LEAST_ENDS = 3  # of lines, in a text with two lines twice
SHORTEST = 36  # cells of the lines before the last of such a block, at least; set by hand
_ENDED = regex(r"[.。!！?？][\"”’」』)）]?$")
_GOES_ON = regex("[a-z\u3400-\u9fff]")


@rule("glyphs.doubled-line", confidence=0.97)
def doubled_line(document: Document, self: Rule) -> Iterable[Proposal]:
    """The lines of a paragraph that were each printed twice stand once.

    ## Why
    Programs that print bold type line by line give each line twice. Every line of the block stands
    there twice, and together they are one sentence that goes on over their ends: the lines of a song
    are whole, and those of a log or a list end no sentence.

    ## Examples
    Repairs: Year-to-date totals do not reflect refunds⏎Year-to-date totals do not reflect refunds⏎you may have received.⏎you may have received. → Year-to-date totals do not reflect refunds you may have received.
    Leaves: Are you sleeping, are you sleeping?⏎Are you sleeping, are you sleeping?⏎Brother John.⏎Brother John.

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    if document.text.count("\n") < LEAST_ENDS or not _has_twins(document, document.line_ends):
        return
    fixes = []
    for place, lines in _blocks(document.text):
        if _is_doubled(lines):
            for line in lines[::2]:
                place += len(line)
                fixes.append(((Edit(place, place + len(line) + 1, ""),), ""))
                place += len(line) + 2
    yield Proposal.of(fixes, self)


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """The runs of lines without a blank one, each with its place."""
    place = start = 0
    block: list[str] = []
    for line in [*text.split("\n"), ""]:
        if line.strip():
            start = start if block else place
            block.append(line)
        elif block:
            yield start, block
            block = []
        place += len(line) + 1


def _has_twins(document: Document, ends: Ints) -> bool:
    """Whether two lines that follow each other, neither blank, are equally long and begin alike."""
    sizes = np.diff(ends, prepend=-1, append=len(document.text))  # with the line end before each
    twins = ((sizes[1:] == sizes[:-1]) & (sizes[1:] > 1)).nonzero()[0]
    if not len(twins):
        return False
    starts = np.append(0, ends + 1)
    firsts = document.codes.take(starts, mode="clip")
    return bool((firsts[twins] == firsts[twins + 1]).any())


def _is_doubled(lines: list[str]) -> bool:
    """Whether each line stands there twice, and they are one sentence."""
    once = lines[::2]
    if once != lines[1::2] or len(once) < 2 or not _ENDED.search(once[-1].rstrip()):
        return False
    return all(
        int(CELLS[classify(above)].sum()) >= SHORTEST
        and above[-1:].isalnum()
        and _GOES_ON.match(below)
        for above, below in pairwise(once)
    )
