"""Text that goes on from column to column is not broken by what stands between.

Bylines and captions take no part in the cuts of a page into bands and columns. What is in order then
is gone through once more: a column that breaks off goes on in the one that it goes on in best, of
those right of it and below it; headlines between them go before the first of such a chain. Bylines
come before the chain that they stand over, captions behind the one that they stand at.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from cleaner.page.columns.order import Block, in_order
from cleaner.page.columns.parts import Part
from cleaner.page.patterns import BYLINE, CAPTION

# In nats; set by hand on tuning pages: that text goes on in the next column right of it, in one that
# begins higher or lower, in one below, anywhere else; in the next running text of the order.
BESIDE, ASIDE, BELOW, FAR, AFTER = 1.6, 0.7, 0.7, -9.0, 1.2
ENOUGH = 0.6  # with the log-odds of the two texts, to go on
SURE = 3.0  # the same of what has no marks of sentences
STOPPED = 9.0  # a column that ends a sentence waits until others have found theirs
SLACK = 4.0  # cells by which columns of one story differ
HIGHER, LOWER = 12, 4  # rows by which the next column begins higher or lower
OVERLAP = 3  # characters by which boxes may overlap that stand side by side
OVER = 4  # rows and characters between a headline and what it stands over
ROOM = 0.4  # of the box of a column, by which its lines are wider
STEP = 2  # rows from one line to the next
NEAR = 14  # rows between a byline or caption and its text


Links = dict[int, int]
Values = list[list[float]]


def in_reading_order(parts: list[Part], values: Values) -> tuple[list[int], Links]:
    """The parts in reading order, and which of them go on in which; `values`: log-odds of that."""
    loose = [number for number, part in enumerate(parts) if part.role in (BYLINE, CAPTION)]
    firm = [number for number, part in enumerate(parts) if part.role not in (BYLINE, CAPTION)]
    if not firm:
        firm, loose = loose, []
    blocks = [parts[number].block for number in firm]
    order = [
        firm[place] for place in in_order(blocks, lambda one, other: values[firm[one]][firm[other]])
    ]
    links = _links(order, parts, values)
    order = _unbroken(order, links, parts)
    for number in sorted(loose, key=lambda number: parts[number].block[1::-1]):
        order.insert(_place(number, order, links, parts), number)
    return order, links


def _unbroken(order: list[int], links: Links, parts: list[Part]) -> list[int]:
    """The order, with columns that go on behind each other."""
    if not links:
        return order
    following = set(links.values())
    place = {item: number for number, item in enumerate(order)}
    found: list[int] = []
    done: set[int] = set()
    for item in order:
        if item in following or item in done:
            continue
        chain = [item]
        while chain[-1] in links:
            chain.append(links[chain[-1]])
        between = [
            other
            for one, after in pairwise(chain)
            for other in order[place[one] + 1 : place[after]]
            if other not in following and other not in links and not parts[other].running
        ]
        heads = [
            other
            for other in dict.fromkeys(between)
            if other not in done
            and any(_stands_over(parts[other].block, parts[each].block) for each in chain)
        ]
        found += [*heads, *chain]
        done.update(heads, chain)
    return found


def _place(number: int, order: list[int], links: Links, parts: list[Part]) -> int:
    """Where in the order a byline or a caption goes: a byline before the column that it stands over,
    with those that go on in it; a caption behind the column above it, with those that it goes on in."""
    own = parts[number].block
    before = {other: one for one, other in links.items()}
    near = [item for item in order if _stands_at(own, parts[item].block)]
    below = _nearest(near, [parts[item].block.top - own.bottom for item in near])
    above = _nearest(near, [own.top - parts[item].block.bottom for item in near])
    if below is not None and parts[number].role == BYLINE:
        return order.index(_end(below, before))
    if above is None and below in before:
        above = before[below]
    if above is not None:
        return order.index(_end(above, links)) + 1
    if below is not None:
        return order.index(below)
    behind = (
        place
        for place, item in enumerate(order)
        if item not in before and parts[item].block[1::-1] > own[1::-1]
    )
    return next(behind, len(order))


def _nearest(items: list[int], distances: list[float]) -> int | None:
    """The item that is nearest, of those within reach, or none."""
    found = [(distance, place) for place, distance in enumerate(distances) if 0 <= distance <= NEAR]
    return items[min(found)[1]] if found else None


def _end(item: int, links: Links) -> int:
    """The last one of a chain."""
    while item in links:
        item = links[item]
    return item


def _links(order: list[int], parts: list[Part], values: Values) -> Links:
    """Which part goes on in which, one to one; the likeliest first."""
    links: Links = {}
    taken: set[int] = set()
    for _, one, other in sorted(_likely(order, parts, values), reverse=True):
        if one not in links and other not in taken and _end(other, links) != one:
            links[one] = other
            taken.add(other)
    return links


def _likely(
    order: list[int], parts: list[Part], values: Values
) -> Iterator[tuple[float, int, int]]:
    """Two parts of which one may go on in the other, and how likely that is."""
    goals = [item for item in order if parts[item].running]
    after = _text_behind(order, parts)
    for one in order:
        part = parts[one]
        if not part.open_end:
            continue
        for other in goals:
            goal = parts[other]
            if one == other or not goal.open_start:
                continue
            if not part.running and _stands_on(part.block, goal.block):
                yield SURE, one, other
            elif _fit(part, goal):
                near = _nearness(one, other, parts, goals)
                score = max(near, AFTER if after[one] == other else near) + values[one][other]
                if score >= (ENOUGH if part.running else SURE):
                    yield score - STOPPED * part.stopped, one, other


def _text_behind(order: list[int], parts: list[Part]) -> dict[int, int]:
    """The running text that comes next behind each part in the order, or -1."""
    found = {}
    following = -1
    for item in reversed(order):
        found[item] = following
        if parts[item].running:
            following = item
    return found


def _fit(one: Part, other: Part) -> bool:
    """Whether the lines of two parts are as wide; a single last line may be shorter."""
    off = other.width - one.width
    return off <= SLACK and (off >= -SLACK or other.block.top == other.block.bottom)


def _nearness(one: int, other: int, parts: list[Part], texts: list[int]) -> float:
    """How likely a part goes on in another one by where it stands; `texts`: those of running text."""
    own, goal = parts[one].block, parts[other].block
    if goal.left >= own.right - OVERLAP and goal.top <= own.bottom and goal.bottom >= own.top:
        if any(
            _is_between(parts[item].block, own, goal)
            or (parts[item].open_start and _comes_first(parts[item].block, own, goal))
            for item in texts
            if item not in (one, other)
        ):
            return FAR
        return BESIDE if -HIGHER <= goal.top - own.top <= LOWER else ASIDE
    if abs(goal.left - own.left) <= OVERLAP and goal.top > own.bottom:
        blocks = (parts[item].block for item in texts if item not in (one, other))
        if any(_across(each, own) and own.bottom < each.top < goal.top for each in blocks):
            return FAR
        return BELOW
    return FAR


def _is_between(block: Block, own: Block, goal: Block) -> bool:
    """Whether a column stands between two that stand side by side."""
    across = own.right - OVERLAP <= block.left and block.right <= goal.left + OVERLAP
    low, high = max(own.top, goal.top), min(own.bottom, goal.bottom)
    return across and block.top <= high and block.bottom >= low


def _comes_first(block: Block, own: Block, goal: Block) -> bool:
    """Whether a column over the one where text may go on begins about as high as that text does."""
    level = own.top - HIGHER <= block.top <= own.top + LOWER
    return level and _across(block, goal) and block.bottom < goal.top


def _stands_over(one: Block, other: Block) -> bool:
    near = one.left < other.right + OVER and other.left < one.right + OVER
    return near and 0 <= other.top - one.bottom <= OVER


def _stands_on(one: Block, other: Block) -> bool:
    """Whether a box stands on another one that begins at the same edge."""
    return abs(one.left - other.left) <= OVER and 0 < other.top - one.bottom <= STEP


def _stands_at(one: Block, other: Block) -> bool:
    """Whether a byline or a caption stands over or under a column; its box is narrower than it is."""
    room = ROOM * (other.right - other.left)
    return one.left < other.right + room and other.left < one.right + OVERLAP


def _across(one: Block, other: Block) -> bool:
    return one.left < other.right and other.left < one.right
