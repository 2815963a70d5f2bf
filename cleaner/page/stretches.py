"""What stands together on a page: words of one line, lines of one block, told by their boxes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

SHARED = 0.3  # of the shorter one: so much two lines of one block share of their length
APART = 1.6  # of the lower one: so far are two lines of one block apart at most, edge to edge
LEVEL = 0.5  # of the lower one: so much pieces of one line share of their height
BESIDE = 2.0  # of the lower one: so far are pieces of one line apart at most


@dataclass
class Stretch:
    """Words or lines that follow each other.

    `way`: 0 where their lines run across the page, 1 up or down it; `span`: their bytes, -1 for
    none; `last`: the box of the last line of them.
    """

    page: int
    way: int
    box: list[float]
    span: list[int] = field(default_factory=lambda: [-1, -1])
    last: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.last = self.box

    def is_before(self, other: Stretch) -> bool:
        """Whether the other goes on in the same line."""
        along, across = self.way, 1 - self.way
        height = min(length(self.last, across), length(other.box, across))
        level = shared(self.last, other.box, across) >= LEVEL * height
        return level and -shared(self.last, other.box, along) <= BESIDE * height

    def is_above(self, other: Stretch, apart: float = APART) -> bool:
        """Whether the other is the next line of the same column."""
        along, across = self.way, 1 - self.way
        height = min(length(self.last, across), length(other.box, across))
        width = min(length(self.box, along), length(other.box, along))
        step = other.box[across] - self.last[across]
        onward = step < 0 if across == 0 else step > 0
        near = -shared(self.last, other.box, across) <= apart * height
        return onward and near and shared(self.box, other.box, along) >= SHARED * width

    def take(self, other: Stretch) -> None:
        """Make the other, which follows, a part of this one."""
        self.box, self.last = around(self.box, other.box), other.last
        known = self.span[0] >= 0 and other.span[0] >= 0
        low, high = min(self.span[0], other.span[0]), max(self.span[1], other.span[1])
        self.span = [low, high] if known else [-1, -1]


def merged(
    stretches: Iterable[Stretch], goes_on: Callable[[Stretch, Stretch], bool]
) -> list[Stretch]:
    """The stretches, those that go on from the one before put to it."""
    found: list[Stretch] = []
    for each in stretches:
        last = found[-1] if found else None
        if last and (last.page, last.way) == (each.page, each.way) and goes_on(last, each):
            last.take(each)
        else:
            found.append(each)
    return found


def length(box: list[float], axis: int) -> float:
    """The side of a box along an axis, 0 for x and 1 for y."""
    return box[axis + 2] - box[axis]


def shared(one: list[float], other: list[float], axis: int) -> float:
    """How much two boxes share along an axis; below 0, how far they are apart."""
    return min(one[axis + 2], other[axis + 2]) - max(one[axis], other[axis])


def around(one: list[float], other: list[float]) -> list[float]:
    """The box around two boxes."""
    low = [min(pair) for pair in zip(one[:2], other[:2], strict=True)]
    return low + [max(pair) for pair in zip(one[2:], other[2:], strict=True)]
