"""Blocks of text that stand before, or far behind, the block in which their text begins.

pdfminer gives the boxes of a page in an order of its own: the head of a column may come before the
foot of the column that it goes on from. Matched one to one are blocks that end in mid-sentence and do
not go on in the next one, and blocks that begin with a full line and that no other goes on in.
"""

from __future__ import annotations

from itertools import pairwise
from math import exp

import numpy as np
from numpy.typing import NDArray

from cleaner.knowledge import continuity
from cleaner.knowledge.lexicon import Lexicon
from cleaner.page.columns.cells import MARKS
from cleaner.page.columns.reading import Line
from cleaner.page.layout import Lines
from cleaner.text.characters import Flags, Ints
from cleaner.text.document import Document

# Set on 72 tuning pages as pdftotext and pdfminer give them: of 158 blocks that stand elsewhere 42 were
# found, and none wrongly (of two it is not known).
TRUST = 1.4  # of the log-odds with which a block goes on in another
CERTAIN = 3.0
# In nats: that it goes on in the next one, which may be set in; in one further down, and each further
# one, no more than so many; in one before it; or nowhere.
NEXT, NEXT_SET_IN, FURTHER, FARTHEST, BEFORE, NOWHERE = 1.0, 0.5, -0.5, 5, -2.0, 0.0
LIKELY = 0.6  # chance that it does, times that nothing else goes on there
EXCERPT = 1.5  # log-odds more where it is the last one: a text may be an excerpt that breaks off
NATURAL = -0.5  # log-odds with which it goes on in the next one that leave no doubt
SLACK = 4.0  # cells by which columns of one width differ
INDENT = 2.0  # cells by which a first line is narrower that is not set in
ROOM = 5.0  # cells that a full line leaves
LEAST = 2  # lines of a block
MOST = 150  # blocks of a text that are asked about: more are no page


def displaced(document: Document, lexicon: Lexicon) -> list[Line]:
    """The blocks of a text in order, if some stand elsewhere than where they belong; else none."""
    lines = Lines.of(document)
    bounds = blocks(lines)
    if not 2 < len(bounds) <= MOST or not _any_broken(lines):
        return []
    links = _Blocks(lines, bounds, lexicon).links()
    if not links:
        return []
    order = _ordered(len(bounds), links)
    return [
        Line(0, int(lines.starts[first]), int(lines.ends[last - 1]), 0, True)
        for first, last in (bounds[number] for number in order)
    ]


def may_be_displaced(document: Document) -> bool:
    """Whether a block of several lines ends in mid-sentence."""
    return "\n\n" in document.text and _any_broken(Lines.of(document))


def blocks(lines: Lines) -> list[tuple[int, int]]:
    """The first line of each block between blank lines, and the line behind its last one."""
    cuts = (np.flatnonzero(np.diff(lines.numbers) > 1) + 1).tolist()
    return list(pairwise([0, *cuts, len(lines)])) if len(lines) else []


def _any_broken(lines: Lines) -> bool:
    """Whether a block of several lines ends in mid-sentence."""
    steps = np.diff(lines.numbers)
    several = np.append(False, steps == 1) & np.append(steps > 1, True)
    return bool((several & ~lines.stopped).any())


class _Blocks:
    """Blocks with what is asked about each.

    `broken`: it ends in mid-sentence; `open_ends`: it does, with a full line; `open_starts`: it
    begins with a full line.
    """

    def __init__(self, lines: Lines, bounds: list[tuple[int, int]], lexicon: Lexicon) -> None:
        firsts, lasts = (np.array(each) for each in zip(*bounds, strict=True))
        lasts -= 1
        self.lines, self.count = lines, len(bounds)
        self.widths = _medians(lines.widths, firsts, lasts)
        marks = np.add.reduceat(MARKS[lines.classes], lines.starts[firsts])
        running = (marks > 0) & (lasts - firsts >= LEAST - 1)
        strange = np.zeros(len(lines), np.bool_)
        strange[list(lines.kinds)] = True
        full = lines.widths[lasts] >= self.widths - ROOM
        self.broken: Flags = ~lines.stopped[lasts]
        self.open_ends: Flags = running & full & self.broken & ~strange[lasts]
        level = lines.widths[firsts] >= self.widths - INDENT
        self.open_starts: Flags = running & level & ~strange[firsts]
        self.ends, self.starts = lines.ends[lasts], lines.starts[firsts]
        self.lexicon = lexicon

    def _logits(self, pairs: list[tuple[int, int]]) -> list[float]:
        """The log-odds that one block goes on in another."""
        if not pairs:
            return []
        ones, others = np.array(pairs).T
        document = self.lines.document
        found: list[float] = (
            continuity.shipped()
            .logits(
                document.codes,
                document.classes,
                self.ends[ones],
                self.starts[others],
                self.lexicon,
            )
            .tolist()
        )
        return found

    def _may_go_on(self, one: int, other: int) -> bool:
        """Whether the other is not the next one, and as wide."""
        apart = other not in (one, one + 1)
        return apart and bool(abs(self.widths[one] - self.widths[other]) <= SLACK)

    def links(self) -> dict[int, int]:
        """The blocks that go on in another one than the next, and those that go on in that one."""
        ends, starts = (each.nonzero()[0].tolist() for each in (self.open_ends, self.open_starts))
        far = [(one, other) for one in ends for other in starts if self._may_go_on(one, other)]
        if not far:
            return {}
        given = [(one, one + 1) for one in np.flatnonzero(self.broken[:-1]).tolist()]
        pairs = given + far
        values = [
            value - EXCERPT * (one == self.count - 1 and other != one + 1)
            for (one, other), value in zip(pairs, self._logits(pairs), strict=True)
        ]
        known = set(ends)
        weights = {
            (one, other): TRUST * max(-CERTAIN, min(CERTAIN, value)) + self._nearness(one, other)
            for (one, other), value in zip(pairs, values, strict=True)
            if one in known
        }
        found = {one: other for one, other in _matched(weights).items() if other != one + 1}
        taken = set(found.values())
        return found and found | {
            one: one + 1
            for (one, _), value in zip(given, values, strict=False)
            if value >= NATURAL and one not in found and one + 1 not in taken
        }

    def _nearness(self, one: int, other: int) -> float:
        """How likely a block goes on in another one by where that stands, in nats."""
        if other == one + 1:
            return NEXT if self.open_starts[other] else NEXT_SET_IN
        return FURTHER * min(FARTHEST, other - one - 2) if other > one else BEFORE


def _medians(widths: Ints, firsts: Ints, lasts: Ints) -> NDArray[np.float64]:
    """The middle one of the widths of each block, or what lies halfway between two."""
    counts = lasts - firsts + 1
    ordered = widths[np.lexsort((widths, np.repeat(np.arange(len(counts)), counts)))]
    middle: NDArray[np.float64] = (
        ordered[firsts + (counts - 1) // 2] + ordered[firsts + counts // 2]
    ) / 2
    return middle


def _matched(weights: dict[tuple[int, int], float]) -> dict[int, int]:
    """The pairs, one to one, that are likely; `weights`: of each pair, in nats."""
    odds = {pair: exp(weight) for pair, weight in weights.items()}
    ones: dict[int, float] = {}
    others: dict[int, float] = {}
    for (one, other), value in odds.items():
        ones[one] = ones.get(one, exp(NOWHERE)) + value
        others[other] = others.get(other, exp(NOWHERE)) + value
    chances = {
        (one, other): value / ones[one] * value / others[other]
        for (one, other), value in odds.items()
    }
    found: dict[int, int] = {}
    for one, other in sorted(chances, key=lambda pair: (-chances[pair], pair)):
        if chances[one, other] < LIKELY:
            break
        if one not in found and other not in found.values():
            found[one] = other
    return found


def _ordered(count: int, links: dict[int, int]) -> list[int]:
    """The blocks in order, each behind the one that goes on in it."""
    behind = set(links.values())
    order: list[int] = []
    seen: set[int] = set()
    for first in [*(each for each in range(count) if each not in behind), *range(count)]:
        number: int | None = first
        while number is not None and number not in seen:
            seen.add(number)
            order.append(number)
            number = links.get(number)
    return order
