"""Articles that go on elsewhere (下转第二版), and those that come from there (上接第一版): which is whose.

A jump line names a page, and pages seldom say in their text which they are. So the two halves are told
by their words: those that few of the articles with jump lines have weigh more. Where two halves are
about as likely, neither is taken.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from cleaner.page import patterns
from cleaner.text.characters import HAN, class_of

# Set by hand; likeness is a share of bigrams, weighted by rarity.
MARGIN = 0.02  # by which a half is more like its own than like any other, at least
REACH = 60  # articles with jump lines after one, among which the other half is looked for
LEAST = 0.01  # likeness of two halves where there are others, at least
STOPS = "。！？!?…；;：:”’」』）)》"  # what ends a paragraph that is whole


@dataclass
class Half:
    """An article with jump lines: the pages it goes on at and comes from, as they are printed."""

    to: str | None
    comes: str | None
    bigrams: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def of(cls, notes: Sequence[str], texts: Sequence[str]) -> Half | None:
        """That of an article with these notes and texts; None where it has no jump line."""
        told = dict(filter(None, map(patterns.jump_of, notes)))
        if not told:
            return None
        return cls(told.get(patterns.TO), told.get(patterns.FROM), _bigrams(texts))


def _bigrams(texts: Sequence[str]) -> frozenset[str]:
    return frozenset(
        one + two
        for text in texts
        for one, two in pairwise(text)
        if class_of(one) == class_of(two) == HAN
    )


def continued(halves: Sequence[Half | None]) -> dict[int, int]:
    """Of each article that goes on, by its number, the number of the one that comes from it."""
    known = [(number, half) for number, half in enumerate(halves) if half]
    seen = Counter(bigram for _, half in known for bigram in half.bigrams)
    likeness: dict[tuple[int, int], float] = {}
    for place, (number, half) in enumerate(known):
        for other, later in known[place + 1 : place + 1 + REACH] if half.to else ():
            if later.comes and half.to != later.comes:
                likeness[number, other] = _likeness(half.bigrams, later.bigrams, seen)
    alone = len(likeness) == 1
    best: dict[int, list[float]] = {}
    for (start, end), value in likeness.items():
        for number in (start, ~end):  # the one as a start, the other as an end
            best[number] = sorted((*best.get(number, (0.0, 0.0)), value))[-2:]
    return {
        start: end
        for (start, end), value in likeness.items()
        if alone or (value >= LEAST and all(_stands_out(value, best[at]) for at in (start, ~end)))
    }


def _stands_out(value: float, best: list[float]) -> bool:
    """Whether it is the greatest, and the next one is clearly less."""
    return value == best[1] and value - best[0] >= MARGIN


def _likeness(start: frozenset[str], end: frozenset[str], seen: Counter[str]) -> float:
    shared = sum(1 / seen[bigram] for bigram in start & end)
    return shared / max(min(len(start), len(end)), 1)


def brought_together(first: Sequence[str], second: Sequence[str]) -> list[str]:
    """The paragraphs of two halves; one that the jump has cut is whole again."""
    if first and second and first[-1] and first[-1][-1] not in STOPS:
        return [*first[:-1], first[-1] + second[0], *second[1:]]
    return [*first, *second]
