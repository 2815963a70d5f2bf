"""Blocks of text that stand before, or far behind, the block in which their text begins.

pdfminer gives the boxes of a page in an order of its own: the head of a column may come before the
foot of the column that it goes on from. Matched one to one are blocks that end in mid-sentence and do
not go on in the next one, and blocks that begin with a full line and that no other goes on in.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from cleaner.knowledge import continuity
from cleaner.knowledge.lexicon import Lexicon
from cleaner.page.columns.reading import MARKS, Line
from cleaner.page.layout import Lines
from cleaner.text.characters import Flags, Ints
from cleaner.text.document import Document

# Set on tuning pages: of 60, 20 blocks were found, all of them rightly.
GOES_ON = 1.2  # log-odds with which a block goes on in another, at least
CLEARLY = 1.2  # the same over any other block
EXCERPT = 1.5  # log-odds more where it is the last one: a text may be an excerpt that breaks off
NATURAL = -0.5  # log-odds with which it goes on in the next one that leave no doubt
SLACK = 4.0  # cells by which columns of one width differ
INDENT = 2.0  # cells by which a first line is narrower that is not set in
ROOM = 5.0  # cells that a full line leaves
LEAST = 2  # lines of a block
MOST = 150  # blocks of a text that are asked about: more are no page
NEVER = -9.0


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
        if not any(self._may_go_on(one, other) for one in ends for other in starts):
            return {}
        given = [(one, one + 1) for one in np.flatnonzero(self.broken[:-1]).tolist()]
        natural = {
            one
            for (one, _), value in zip(given, self._logits(given), strict=True)
            if value >= NATURAL
        }
        asked = [each for each in ends if each not in natural]
        heads = [each for each in starts if each - 1 not in natural]
        pairs = [(one, other) for one in asked for other in heads if self._may_go_on(one, other)]
        values = [
            value - EXCERPT * (one == self.count - 1)
            for (one, _), value in zip(pairs, self._logits(pairs), strict=True)
        ]
        found = _matched(pairs, values)
        taken = set(found.values())
        return found and found | {one: one + 1 for one in natural if one + 1 not in taken}


def _medians(widths: Ints, firsts: Ints, lasts: Ints) -> NDArray[np.float64]:
    """The middle one of the widths of each block, or what lies halfway between two."""
    counts = lasts - firsts + 1
    ordered = widths[np.lexsort((widths, np.repeat(np.arange(len(counts)), counts)))]
    middle: NDArray[np.float64] = (
        ordered[firsts + (counts - 1) // 2] + ordered[firsts + counts // 2]
    ) / 2
    return middle


def _matched(pairs: list[tuple[int, int]], values: list[float]) -> dict[int, int]:
    """The pairs, one to one, that are clearly better than any other of either block."""
    found: dict[int, int] = {}
    ranked = sorted(zip(values, pairs, strict=True), reverse=True)
    by_first: dict[int, list[tuple[float, int]]] = {}
    by_second: dict[int, list[tuple[float, int]]] = {}
    for value, (one, other) in ranked:
        by_first.setdefault(one, []).append((value, other))
        by_second.setdefault(other, []).append((value, one))
    taken: set[int] = set()
    for value, (one, other) in ranked:
        if value < GOES_ON:
            break
        if one in found or other in taken:
            continue
        rivals = (
            next(
                (worth for worth, own in by_first[one] if own != other and own not in taken), NEVER
            ),
            next(
                (worth for worth, own in by_second[other] if own != one and own not in found), NEVER
            ),
        )
        if value - max(rivals) >= CLEARLY:
            found[one] = other
            taken.add(other)
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
