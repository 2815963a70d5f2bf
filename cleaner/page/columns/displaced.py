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
from cleaner.text.characters import CANNOT_OPEN, HANGUL, LETTER, OTHER, Flags, class_set
from cleaner.text.document import Document

Floats = NDArray[np.float64]
# Of a match of two blocks, in nats; fitted on tuning pages by `bench.columns.blocks`. Of 133 blocks that
# stood elsewhere there, 49 were found, and of 804 texts in order none was moved.
ANY = -3.95
GOES_ON, BEYOND = (
    1.22,
    0.74,
)  # for each of the log-odds that the text goes on: of the first ones, of more
FIRST, MOST_SURE = 3.0, 9.0  # of the log-odds
OTHER_WIDTH = -1.26
FULL_END, FULL_START = 1.19, 2.2  # the one breaks off with a full line, the other begins with one
NEXT = 2.56  # it is the next one
FAR, BACK = -1.47, -1.55  # for each log of the distance in blocks; it stands before
WEIGHTS = (ANY, GOES_ON, BEYOND, OTHER_WIDTH, FULL_END, FULL_START, NEXT, FAR, BACK)
LEAST_WORTH = -0.5
CLEARLY = 1.2  # over any other block
EXCERPT = 1.5  # more where it is the last one: a text may be an excerpt that breaks off
NATURAL = -0.5  # log-odds with which it goes on in the next one that leave no doubt
ALONE = 3.0  # log-odds that a block of one line, or one that is full nowhere, must go on with
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
    if not 2 < len(bounds) <= MOST:
        return []
    links = Blocks(lines, bounds, lexicon).links()
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


class Blocks:
    """Blocks with what is asked about each.

    `broken`: it ends in mid-sentence; `open_ends`: it does, with a full line; `open_starts`: it
    begins with a full line; `ends_open`, `starts_open`: it may, whatever its lines are like,
    where the language tells anything;
    `closes`: it begins with a mark that no text begins with.
    """

    def __init__(self, lines: Lines, bounds: list[tuple[int, int]], lexicon: Lexicon) -> None:
        firsts, lasts = (np.array(each) for each in zip(*bounds, strict=True))
        lasts -= 1
        self.lines, self.count = lines, len(bounds)
        self.widths = np.array([np.median(lines.widths[slice(*each)]) for each in bounds])
        marks = np.add.reduceat(MARKS[lines.classes], lines.starts[firsts])
        self.running: Flags = (marks > 0) & (lasts - firsts >= LEAST - 1)
        strange = np.zeros(len(lines), np.bool_)
        strange[list(lines.kinds)] = True
        full = lines.widths[lasts] >= self.widths - ROOM
        self.broken: Flags = ~lines.stopped[lasts]
        self.open_ends: Flags = self.running & full & self.broken & ~strange[lasts]
        level = lines.widths[firsts] >= self.widths - INDENT
        self.open_starts: Flags = self.running & level & ~strange[firsts]
        told = ~class_set(OTHER, HANGUL, LETTER)[lines.classes]
        self.ends_open: Flags = (
            (marks > 0) & self.broken & ~strange[lasts] & told[lines.ends[lasts] - 1]
        )
        self.starts_open: Flags = (marks > 0) & ~strange[firsts] & told[lines.starts[firsts]]
        self.closes: Flags = CANNOT_OPEN[lines.classes[lines.starts[firsts]]]
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

    def measures(self, pairs: list[tuple[int, int]]) -> Floats:
        """What speaks for each of the pairs, as `WEIGHTS` weigh it, a row each."""
        values = np.array(self._logits(pairs))
        ones, others = np.array(pairs).T
        return np.stack(
            (
                np.ones(len(pairs)),
                np.clip(values, -FIRST, FIRST),
                np.clip(values - FIRST, 0, MOST_SURE - FIRST),
                np.abs(self.widths[ones] - self.widths[others]) > SLACK,
                self.open_ends[ones],
                self.open_starts[others],
                others == ones + 1,
                np.log(np.abs(others - ones)),
                others < ones,
            ),
            axis=1,
        )

    def _worth(self, pairs: list[tuple[int, int]]) -> list[float]:
        """How well each of the pairs matches."""
        if not pairs:
            return []
        measures = self.measures(pairs)
        found = measures @ np.array(WEIGHTS)
        ones, others = np.array(pairs).T
        found -= EXCERPT * (ones == self.count - 1)
        full = self.open_ends[ones] & self.open_starts[others]
        sure = measures[:, 1] + measures[:, 2] >= ALONE
        able = (full | sure) & (self.running[ones] | self.running[others])
        found[~able & (others != ones + 1)] = NEVER
        worth: list[float] = found.tolist()
        return worth

    def links(self) -> dict[int, int]:
        """The blocks that go on in another one than the next, and those that go on in that one."""
        given = [(one, one + 1) for one in np.flatnonzero(self.broken[:-1]).tolist()]
        natural = {
            one
            for (one, _), value in zip(given, self._logits(given), strict=True)
            if value >= NATURAL or self.closes[one + 1]
        }
        closed = np.append(self.closes[1:], False)
        asked = np.flatnonzero(self.ends_open & ~closed).tolist()
        heads = np.flatnonzero(self.starts_open & ~self.closes).tolist()
        pairs = [(one, other) for one in asked for other in heads if other != one]
        found = _matched(pairs, self._worth(pairs))
        found = {one: other for one, other in found.items() if other != one + 1}
        taken = set(found.values())
        return found and {one: one + 1 for one in natural if one + 1 not in taken} | found


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
        if value < LEAST_WORTH:
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
