"""Paragraphs that go on over the page: where a page turns, and how its furniture is carried along.

A turn is a gap between two lines of text in which a page ends, or in which running heads and page
numbers stand. To join the lines at a turn, what stands there goes to after the paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from cleaner.ledger.fixes import Edit, Proposal, Rule, To
from cleaner.page.furniture import beside, repeated
from cleaner.page.layout import Lines
from cleaner.text.characters import PAGE_BREAK, Flags, Ints
from cleaner.text.document import Document
from cleaner.wraps.gaps import Gaps

APART = "a running head or a page number stands here"


def turned(document: Document, lines: Lines) -> Flags:
    """Of each gap between `lines`, which are those without furniture, whether a page turns there."""
    marks = Lines.of(document).starts[repeated(document)]
    if document.has(PAGE_BREAK):
        fed = (document.classes == PAGE_BREAK).nonzero()[0]
        marks = np.sort(np.concatenate((marks, fed)))
    turns: Flags = np.diff(np.searchsorted(marks, lines.starts)) > 0
    return turns


def paragraph_ends(lines: Lines, goes_on: Flags) -> Ints:
    """Of each line, the last line of its paragraph, where the text goes on over the gaps `goes_on`."""
    size = len(lines)
    last = np.where(np.append(goes_on, False), size, np.arange(size))
    return np.minimum.accumulate(last[::-1])[::-1]


def sound(lines: Lines, turns: Flags, joined: Flags, asked: Flags) -> Flags:
    """Those of the gaps `turns` whose paragraph has a sure end: a sentence ends there.

    `joined`: the gaps joined beside them; `asked`: those that may be. What is carried to the end
    of the paragraph must not part it.
    """
    ending = lines.stopped & ~np.append(asked, False)
    while True:
        ends = paragraph_ends(lines, joined | turns)
        kept: Flags = turns & ending[ends[1:]]
        if np.array_equal(kept, turns):
            return kept
        turns = kept


def carried_over(
    document: Document, gaps: Gaps, turns: Ints, goes_on: Flags, whys: list[str], rule: Rule
) -> Proposal:
    """The proposal to join the lines at `turns`, with what stands there after the paragraph."""
    ends = gaps.lines.ends[paragraph_ends(gaps.lines, goes_on)[turns + 1]]
    fixes = []
    for turn, goal, why in zip(turns.tolist(), ends.tolist(), whys, strict=True):
        space = (
            [] if gaps.solid[turn] else [Edit(int(gaps.starts[turn]), int(gaps.starts[turn]), " ")]
        )
        fixes.append(([*space, *_carry(document, *gaps.between(turn), goal)], why))
    return Proposal.of(fixes, rule)


def _carry(document: Document, start: int, end: int, goal: int) -> Iterator[Edit]:
    """The edits that take everything from `start` to `end` away, furniture and pages to `goal`."""
    lines = Lines.of(document)
    first, last = np.searchsorted(lines.starts, (start, end)).tolist()
    place = start
    for line in range(first, last):
        span = int(lines.starts[line]), int(lines.ends[line])
        if "\f" in document.text[place : span[0]]:
            yield Edit(place, span[0], To(goal))
        else:
            yield Edit(place, span[0], "")
            yield Edit(goal, goal, "\n\n")
        yield Edit(*span, To(goal))
        place = span[1]
    yield Edit(place, end, To(goal) if "\f" in document.text[place:end] else "")


def set_apart(document: Document, rule: Rule, gaps: Gaps, carried: Flags) -> Proposal:
    """Blank lines around the furniture that stays; what stood in the gaps `carried` does not."""
    every = Gaps(Lines.of(document))
    apart = beside(repeated(document)) & (every.newlines == 1) & ~every.pages
    inside = np.searchsorted(gaps.starts, every.starts, "right") - 1
    apart &= ~((inside >= 0) & (every.ends <= gaps.ends[inside]) & carried[inside])
    places = apart.nonzero()[0]
    return Proposal(rule, every.starts[places], every.ends[places], "\n\n", whys=APART)
