"""Which paragraphs of two texts are the same, whatever their order and wherever they are cut.

Equal paragraphs go together first. The rest go together by the passages that stand once in either
text (as in a patience diff): of four characters, then, for what shares none, of two and of one. A
passage may run across the end of a paragraph, so that a short rest goes with what it continues.
Time and memory grow with the texts, not with their product.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from cleaner.measure.passages import hashes
from cleaner.text.characters import Ints

SIZES = (4, 2, 1)  # characters of the passages that paragraphs are known by, in turn
STRONG = 4  # ends of shared passages: two passages whole, or more


class Link(NamedTuple):
    """Two paragraphs with text in common. `weight`: ends of shared passages. `at_output`,
    `at_truth`: the middle of what they share, as a place that grows along either text."""

    output: int
    truth: int
    weight: int
    at_output: float
    at_truth: float


class Group(NamedTuple):
    """Paragraphs that hold the same text, those of the output in the order of the truth."""

    outputs: list[int]
    truths: list[int]


def solid(text: str) -> str:
    """`text` without blanks."""
    return "".join(text.split())


@dataclass(frozen=True)
class Alignment:
    """The paragraphs of two texts, `solid`, and the links between them."""

    output: list[str]
    truth: list[str]
    links: list[Link]

    @cached_property
    def by_output(self) -> dict[int, list[Link]]:
        """The links of each paragraph of the output, along the output."""
        return _by(self.links, "output", "at_output")

    @cached_property
    def by_truth(self) -> dict[int, list[Link]]:
        """The links of each paragraph of the truth, along the truth."""
        return _by(self.links, "truth", "at_truth")

    @cached_property
    def groups(self) -> list[Group]:
        """Every paragraph of either text in one group; one side is empty where nothing is alike."""
        seen: set[int] = set()
        groups = []
        for number in range(len(self.truth)):
            if number not in seen:
                group = self._grown(number)
                seen.update(group.truths)
                groups.append(group)
        alone = (each for each in range(len(self.output)) if each not in self.by_output)
        return groups + [Group([each], []) for each in alone]

    def _grown(self, number: int) -> Group:
        """All that hangs together with a paragraph of the truth."""
        outputs: set[int] = set()
        truths, waiting = {number}, [number]
        while waiting:
            for link in self.by_truth.get(waiting.pop(), ()):
                if link.output not in outputs:
                    outputs.add(link.output)
                    fresh = {each.truth for each in self.by_output[link.output]} - truths
                    truths |= fresh
                    waiting += fresh
        return Group(
            sorted(outputs, key=lambda each: (best(self.by_output[each]).at_truth, each)),
            sorted(truths),
        )


def best(links: Sequence[Link]) -> Link:
    """The link of the most shared passages."""
    return max(links, key=lambda link: link.weight)


def _by(links: list[Link], side: str, place: str) -> dict[int, list[Link]]:
    found: dict[int, list[Link]] = defaultdict(list)
    for link in sorted(links, key=lambda link: float(getattr(link, place))):
        found[getattr(link, side)].append(link)
    return dict(found)


def align(output: Sequence[str], truth: Sequence[str]) -> Alignment:
    """The alignment of two lists of paragraphs, none of them blank."""
    output, truth = list(map(solid, output)), list(map(solid, truth))
    links = _equal(output, truth)
    for size in SIZES:
        taken, given = {link.output for link in links}, {link.truth for link in links}
        ours = [each for each in range(len(output)) if each not in taken]
        theirs = [each for each in range(len(truth)) if each not in given]
        if not ours or not theirs:
            break
        found = _shared([output[each] for each in ours], [truth[each] for each in theirs], size)
        links += [
            link._replace(output=ours[link.output], truth=theirs[link.truth]) for link in found
        ]
    return Alignment(output, truth, links)


def _equal(output: list[str], truth: list[str]) -> list[Link]:
    """Equal paragraphs, the first with the first."""
    places: dict[str, deque[int]] = defaultdict(deque)
    for number, text in enumerate(truth):
        places[text].append(number)
    return [
        Link(number, places[text].popleft(), len(text), number, 0)
        for number, text in enumerate(output)
        if places.get(text)
    ]


def _shared(output: list[str], truth: list[str], size: int) -> list[Link]:
    """Links by the passages that stand once in each text: those of two passages and more, and the
    best of every paragraph."""
    ours, ours_at = _unique("".join(output), size)
    theirs, theirs_at = _unique("".join(truth), size)
    _, left, right = np.intersect1d(ours, theirs, assume_unique=True, return_indices=True)
    at_output, at_truth = _ends(ours_at[left], size), _ends(theirs_at[right], size)
    keys = _owners(output)[at_output] * len(truth) + _owners(truth)[at_truth]
    values, inverse, weights = np.unique(keys, return_inverse=True, return_counts=True)
    mine, its = np.divmod(values, len(truth))
    middle = [
        np.bincount(inverse, at, len(values)) / np.maximum(weights, 1)
        for at in (at_output, at_truth)
    ]
    most = [np.zeros(len(texts), np.int64) for texts in (output, truth)]
    np.maximum.at(most[0], mine, weights)
    np.maximum.at(most[1], its, weights)
    kept = (weights >= STRONG) | (weights == most[0][mine]) | (weights == most[1][its])
    columns = (mine, its, weights, *middle)
    return [Link(*row) for row in zip(*(column[kept].tolist() for column in columns), strict=True)]


def _unique(text: str, size: int) -> tuple[np.ndarray[tuple[int], np.dtype[np.uint64]], Ints]:
    """The passages that stand once in `text`, by their numbers, and where."""
    values, first, counts = np.unique(hashes(text, size), return_index=True, return_counts=True)
    once = counts == 1
    return values[once], first[once]


def _ends(places: Ints, size: int) -> Ints:
    """The first and the last character of each passage."""
    return np.concatenate([places, places + size - 1])


def _owners(texts: list[str]) -> Ints:
    """The number of its paragraph for each character."""
    return np.repeat(np.arange(len(texts)), [len(text) for text in texts])
