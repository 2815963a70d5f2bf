"""Blocks of lines where a reviewer wants them, and where articles begin by hand.

The run asks for this, no stage does; what was put somewhere so, no rule moves any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from cleaner.ledger.decisions import Placing
from cleaner.ledger.fixes import Edit, Proposal, To
from cleaner.ledger.merging import Step
from cleaner.ledger.rules import Rule, Safety, rule
from cleaner.stages.by_hand import without
from cleaner.text.anchors import Anchored
from cleaner.text.characters import Ints
from cleaner.text.document import NO_PLACES
from cleaner.text.sections import Section

ALIKE = 0.8  # of a block that was put somewhere: so much is still as it was; set by hand


class Placed(NamedTuple):
    """A block to be put somewhere: start and end of it, and where it goes; code points."""

    placing: Placing
    start: int
    end: int
    goal: int


@rule("review.move")
def move(rule: Rule, text: str, placed: Sequence[Placed]) -> Proposal:
    """A reviewer has put this block where it belongs.

    ## Why
    A person has seen that these lines stand in another article's place, or that a headline stands
    away from its story. They are moved before all stages, wherever they stand between the same
    neighbours and the place they go to has its neighbours; no rule moves them again. `cleaner review`
    makes and takes back such decisions.

    ## Examples
    Leaves: 会议召开。⏎⏎市长出席。

    ## Known failures
    - Where the text beside the block or its goal is another one, it stays, and that is reported.

    ## Since
    0.1.0
    """
    goals: set[int] = set()
    closed: set[int] = set()  # where the blanks begin that go with blocks before
    fixes = []
    for each in sorted(placed, key=_order):
        gap = [edit for edit in _closed(text, each.start, each.end) if edit.start not in closed]
        fixes.append(((*_edits(text, each, each.goal in goals), *gap), each.placing.why))
        goals.add(each.goal)
        closed |= {edit.start for edit in gap if edit.start < edit.end}
    return Proposal.of(fixes, rule)


@rule("review.article", safety=Safety.NOTE)
def article(rule: Rule, text: str, marked: Sequence[tuple[str, int, int]]) -> Proposal:
    """A reviewer has said where an article begins.

    ## Why
    An article was split, or two were joined, where only a reader can tell. It changes no text, but
    the articles of `--to json`, `--to markdown` and the like. `cleaner review` makes and takes back
    such decisions.

    ## Examples
    Leaves: 会议召开。⏎⏎市长出席。

    ## Known failures
    - An article never goes on over a page break.

    ## Since
    0.1.0
    """
    starts, ends = [each[1] for each in marked], [each[2] for each in marked]
    texts = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    return Proposal(rule, starts, ends, texts, [why for why, *_ in marked])


def blocks(section: Section, placings: Iterable[Placing]) -> list[Placed]:
    """The blocks of a section, as it came, that are to be moved; those that stand there are not."""
    text = _anchored(section.text)
    found: list[Placed] = []
    for each in placings:
        if each.moves and not standing_at(text, each):
            placed = only(section, each)
            free = placed and not placed.start < placed.goal < placed.end
            if placed and free and not any(_meet(placed, other) for other in found):
                found.append(placed)
    return found


def _meet(one: Placed, other: Placed) -> bool:
    return one.start < other.end and other.start < one.end


def only(section: Section, placing: Placing) -> Placed | None:
    """The block of a placing and its goal, where a section has one of each."""
    spans = list(_spans(section, placing))
    gaps = list(_anchored(section.text).gaps(placing.goal_left, placing.goal_right))
    if len(spans) != 1 or (placing.moves and len(gaps) != 1):
        return None
    start, end = _lines(section.text, *spans[0])
    if not placing.moves:
        return Placed(placing, start, end, start)
    low, high = gaps[0]
    ends = placing.kind == "continue" or not placing.goal_right
    return Placed(placing, start, end, low if ends else _line_start(section.text, high))


def after(placed: Placed, step: Step) -> Placed:
    """The same in the text that a step has made."""
    places = np.array([placed.start, placed.end, placed.goal], np.int64)
    order = np.argsort(places, kind="stable")
    places[order] = step.carried(places[order])
    return placed._replace(start=int(places[0]), end=int(places[1]), goal=int(places[2]))


def standing(section: Section, placings: Iterable[Placing]) -> list[tuple[int, int]]:
    """Where blocks stand in a section, as it came, that were put there by a run before."""
    text = _anchored(section.text)
    found = (standing_at(text, each) for each in placings if each.moves)
    return [each for each in found if each]


def standing_at(text: Anchored, placing: Placing) -> tuple[int, int] | None:
    """Where a block stands at the place it was to go to, though rules may have repaired it."""
    size = len("".join(placing.block.split()))
    goes_on = placing.kind == "continue"
    sides = ((placing.goal_left, 1), (placing.goal_right, -1))
    for side, way in sides[:1] if goes_on else sides:
        for start, end in text.runs(side):
            low, high = text.beside(start if way < 0 else end, size, way)
            gap = text.text[high:start] if way < 0 else text.text[end:low]
            apart = "\n" not in gap if goes_on else gap.count("\n") > 1 or "\f" in gap
            if apart and _alike(text.text[low:high], placing.block):
                return low, high
    return None


def _alike(one: str, other: str) -> bool:
    from rapidfuzz.fuzz import ratio

    return ratio("".join(one.split()), "".join(other.split())) >= 100 * ALIKE


def marks(section: Section, placings: Iterable[Placing]) -> list[tuple[Placing, int, int]]:
    """The blocks of a section, as it came, by which articles begin or do not: start and end."""
    found = []
    for each in placings:
        if each.kind not in ("move", "continue"):
            spans = list(_spans(section, each)) or _one_sided(section, each)
            if len(spans) == 1:
                found.append((each, *spans[0]))
    return found


@lru_cache(2)
def _anchored(text: str) -> Anchored:
    """A text in which many placings are looked for."""
    return Anchored(text)


def _spans(section: Section, placing: Placing) -> Iterator[tuple[int, int]]:
    """Where the block of a placing stands between its neighbours, in a section."""
    beside = len(section.before)
    text = _anchored(section.before + section.text + section.after)
    for start, end in text.spans(placing.left, placing.block.strip(), placing.right):
        low, high = start - beside, end - beside
        if 0 <= low < high <= len(section.text):
            yield low, high


def _one_sided(section: Section, placing: Placing) -> list[tuple[int, int]]:
    """The same where only one neighbour is as it was, as beside what has moved."""
    text = _anchored(section.text)
    block = "".join(placing.block.split())
    found: set[tuple[int, int]] = set()
    sides = ((placing.left, ""), ("", placing.right), ("", placing.goal_right))
    for before, after in sides:
        if before or after:
            for start, end in text.runs(before + block + after):
                low, _ = text.beside(end, len(block) + len(after), -1)
                _, high = text.beside(start, len(before) + len(block), 1)
                found.add((low, high))
    return sorted(found)


def _lines(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch with the blanks before and after it in its lines."""
    begins = _line_start(text, start)
    tail = len(text[end:].split("\n", 1)[0])
    ends = (
        end + tail
        if not text[end : end + tail].strip() and "\f" not in text[end : end + tail]
        else end
    )
    return begins, ends


def _line_start(text: str, place: int) -> int:
    """Where the line of a place begins, if only blanks stand between."""
    begins = max(text.rfind(each, 0, place) for each in "\n\f") + 1
    return place if text[begins:place].strip() else begins


def _order(placed: Placed) -> tuple[bool, int]:
    """As they stand, and headlines last, so that they come next to what they are of."""
    return placed.placing.kind == "headline", placed.start


def _edits(text: str, placed: Placed, goes_on: bool) -> Iterator[Edit]:
    """The edits that move a block, with the blanks that part it from its neighbours.

    `goes_on`: something else was put to the same place.
    """
    placing, start, end, goal = placed
    arrives = Edit(start, end, To(goal))
    if placing.kind == "continue":
        if _is_latin(text[goal - 1 : goal]) and _is_latin(text[start:end].lstrip()[:1]):
            yield Edit(goal, goal, " ")
        yield arrives
    elif not placing.goal_right:
        yield Edit(goal, goal, "\n\n")
        yield arrives
    else:
        above = text[:start] if end <= goal and not text[end:goal].strip() else text[:goal]
        blank = above[len(above.rstrip()) :]
        if above.strip() and "\n\n" not in blank and "\f" not in blank and not goes_on:
            yield Edit(goal, goal, "\n")
        yield arrives
        yield Edit(goal, goal, "\n\n")


def _closed(text: str, start: int, end: int) -> Iterator[Edit]:
    """The edits that close the gap a block leaves: the larger of the two blanks beside it stays."""
    above, below = text[:start], text[end:]
    before = above[len(above.rstrip(" \t\n\u3000")) :]
    after = below[: len(below) - len(below.lstrip("\n"))]
    if not below.strip():
        if "\n" in before and above.strip():
            yield Edit(start - len(before), start, "")
    elif after:
        if "\n\n" in after and "\n\n" not in before and above.strip():
            yield Edit(start, start, "\n")
        yield Edit(end, end + len(after), "")


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def unmoved(proposals: Iterable[Proposal], characters: Ints) -> list[Proposal]:
    """The proposals without the fixes that move any of these characters, which are sorted."""
    return without(proposals, characters, lambda after: isinstance(after, To))


def characters(spans: Iterable[tuple[int, int]]) -> Ints:
    """The characters of these stretches, sorted."""
    places = sorted({place for start, end in spans for place in range(start, end)})
    return np.array(places, np.int64) if places else NO_PLACES
