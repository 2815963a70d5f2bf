"""The edits at page breaks: running heads and page numbers carried past a paragraph, or set apart."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from cleaner.ledger.fixes import Edit, Proposal, To
from cleaner.ledger.rules import Rule
from cleaner.page.furniture import beside, repeated
from cleaner.page.layout import Lines
from cleaner.text.characters import Flags, Ints
from cleaner.text.document import Document
from cleaner.wraps.gaps import Gaps
from cleaner.wraps.page_breaks import paragraph_ends

APART = "a running head or a page number stands here"


def carried_over(
    document: Document, gaps: Gaps, breaks: Ints, goes_on: Flags, whys: list[str], rule: Rule
) -> Proposal:
    """The proposal to join the lines at `breaks`, with what stands there after the paragraph."""
    ends = gaps.lines.ends[paragraph_ends(gaps.lines, goes_on)[breaks + 1]]
    fixes = []
    for gap, goal, why in zip(breaks.tolist(), ends.tolist(), whys, strict=True):
        space = [] if gaps.solid[gap] else [Edit(int(gaps.starts[gap]), int(gaps.starts[gap]), " ")]
        fixes.append(([*space, *_carry(document, *gaps.between(gap), goal)], why))
    return Proposal.of(fixes, rule)


def _carry(document: Document, start: int, end: int, goal: int) -> Iterator[Edit]:
    """The edits that empty the text from `start` to `end`: furniture and form feeds go to `goal`."""
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
    """The proposal of blank lines around the furniture, but for what the gaps `carried` had."""
    every = Gaps(Lines.of(document))
    apart = beside(repeated(document)) & (every.newlines == 1) & ~every.form_feeds
    inside = np.searchsorted(gaps.starts, every.starts, "right") - 1
    apart &= ~((inside >= 0) & (every.ends <= gaps.ends[inside]) & carried[inside])
    places = apart.nonzero()[0]
    return Proposal(rule, every.starts[places], every.ends[places], "\n\n", whys=APART)
