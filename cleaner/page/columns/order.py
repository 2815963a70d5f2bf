"""The order in which tracks are read: the white between them, and how their texts go on.

A region is cut into bands or into columns where white crosses it; where both can be, that order is
taken in which the texts go on better.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

Joint = Callable[[int, int], float]
Parts = list[tuple[int, ...]]
MOST_BANDS = 5  # cuts into bands that are tried
BANDS, ROOM = -0.5, 0.48  # for a cut into bands, and for each blank row there, in nats
MOST_ROOM = 2
DEEPEST = 24  # regions within regions
MOST_ASKED = 1000  # regions for which more than one order is tried


class Block(NamedTuple):
    """A track as a box: characters across, rows down."""

    left: float
    top: int
    right: float
    bottom: int


def in_order(blocks: list[Block], joint: Joint) -> list[int]:
    """The numbers of the blocks in reading order; `joint`: how well one goes on in another."""
    return _Ordering(blocks, joint).best(tuple(range(len(blocks))), 0)[1]


class _Ordering:
    def __init__(self, blocks: list[Block], joint: Joint) -> None:
        self.blocks, self.joint = blocks, joint
        self.asked = 0
        self.known: dict[tuple[int, ...], tuple[float, list[int]]] = {}

    def best(self, items: tuple[int, ...], depth: int) -> tuple[float, list[int]]:
        """The best order of some blocks, and its score."""
        if len(items) == 1:
            return 0.0, list(items)
        if items in self.known:
            return self.known[items]
        self.asked += 1
        ways = self._ways(items)
        if not ways or depth > DEEPEST:
            order = self._entangled(items)
            found = self._score(order), order
        else:
            found = -1e9, []
            for worth, way in ways:
                parts = [self.best(part, depth + 1) for part in way]
                score = worth + sum(value for value, _ in parts)
                score += sum(self.joint(one[1][-1], other[1][0]) for one, other in pairwise(parts))
                if score > found[0]:
                    found = score, [item for _, order in parts for item in order]
        self.known[items] = found
        return found

    def _ways(self, items: tuple[int, ...]) -> list[tuple[float, Parts]]:
        """The ways to part some blocks, each with what speaks for it."""
        columns = self._columns(items)
        if len(columns) < 2:
            bands = _split(items, self._rows(items))
            return [(0.0, bands)] if len(bands) > 1 else []
        ways = [(0.0, columns)]
        if self.asked <= MOST_ASKED:
            if len(columns) > 2:
                ways += [
                    (0.0, [_joined(columns[:place], items), _joined(columns[place:], items)])
                    for place in self._widest(columns)
                ]
            ways += self._bands(items)
        return ways

    def _entangled(self, items: tuple[int, ...]) -> list[int]:
        """The order of blocks that no white parts: what stands above goes before what it stands
        over, and what is left before what is right of it, unless something over both is between
        (Breuel, High Performance Document Layout Analysis, 2003)."""
        blocks = self.blocks
        after: dict[int, set[int]] = {item: set() for item in items}
        for one in items:
            for other in items:
                if one != other and self._precedes(blocks[one], blocks[other], items):
                    after[other].add(one)
        order: list[int] = []
        left = sorted(items, key=lambda item: (blocks[item].left, blocks[item].top))
        while left:
            free = [item for item in left if not after[item] & set(left)]
            chosen = free[0] if free else min(left, key=lambda item: len(after[item] & set(left)))
            order.append(chosen)
            left.remove(chosen)
        return order

    def _precedes(self, one: Block, other: Block, items: tuple[int, ...]) -> bool:
        if _across(one, other):
            return one.top < other.top
        if one.right > other.left:
            return False
        low, high = min(one.top, other.top), max(one.bottom, other.bottom)
        return not any(
            low < self.blocks[item].top < high
            and _across(self.blocks[item], one)
            and _across(self.blocks[item], other)
            for item in items
        )

    def _score(self, order: list[int]) -> float:
        return sum(self.joint(one, other) for one, other in pairwise(order))

    def _columns(self, items: tuple[int, ...]) -> list[tuple[int, ...]]:
        return _split(items, [(self.blocks[item].left, self.blocks[item].right) for item in items])

    def _widest(self, columns: list[tuple[int, ...]]) -> list[int]:
        """Between which columns the white is widest."""
        blocks = self.blocks
        gaps = [
            (
                max(blocks[item].right for item in columns[place - 1])
                - min(blocks[item].left for item in columns[place]),
                place,
            )
            for place in range(1, len(columns))
        ]
        return [place for _, place in sorted(gaps)[:MOST_BANDS]]

    def _rows(self, items: tuple[int, ...]) -> list[tuple[float, float]]:
        return [(self.blocks[item].top, self.blocks[item].bottom + 1) for item in items]

    def _bands(self, items: tuple[int, ...]) -> list[tuple[float, Parts]]:
        """Ways to cut into two bands, each with what speaks for it."""
        parts = _split(items, self._rows(items))
        gaps = []
        for place in range(1, len(parts)):
            above = max(self.blocks[item].bottom for item in parts[place - 1])
            below = min(self.blocks[item].top for item in parts[place])
            gaps.append((above - below, place))
        return [
            (
                BANDS + ROOM * min(MOST_ROOM, -gap - 1),
                [_joined(parts[:place], items), _joined(parts[place:], items)],
            )
            for gap, place in sorted(gaps)[:MOST_BANDS]
        ]


def _joined(parts: list[tuple[int, ...]], items: tuple[int, ...]) -> tuple[int, ...]:
    wanted = {item for part in parts for item in part}
    return tuple(item for item in items if item in wanted)


def _split(items: tuple[int, ...], spans: list[tuple[float, float]]) -> list[tuple[int, ...]]:
    """The items parted where no span reaches across."""
    order = sorted(range(len(items)), key=lambda place: spans[place])
    parts: list[list[int]] = []
    reached = -1e9
    for place in order:
        if spans[place][0] >= reached:
            parts.append([])
        parts[-1].append(items[place])
        reached = max(reached, spans[place][1])
    return [tuple(sorted(part)) for part in parts]


def _across(one: Block, other: Block) -> bool:
    return one.left < other.right and other.left < one.right
