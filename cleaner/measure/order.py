"""The order of the paragraphs."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence

from cleaner.measure.align import Alignment
from cleaner.measure.scores import Score


def score_order(alignment: Alignment) -> Score:
    """How many neighbouring paragraphs of the truth are neighbours in the output too.

    Paragraphs that are alike but not equal count, and so do two that one paragraph holds: whether
    they are parted is another figure. Of equal paragraphs any one will do.
    """
    names = _names(alignment.truth)
    visited: list[int] = []  # the paragraphs of the truth in the order of the output
    for number in range(len(alignment.output)):
        links = alignment.by_output.get(number)
        for place in [link.truth for link in links] if links else [-1]:
            if visited[-1:] != [place]:
                visited.append(place)
    wanted = Counter(itertools.pairwise(names))
    given = Counter(
        (names[before], names[after])
        for before, after in itertools.pairwise(visited)
        if before >= 0 and after >= 0
    )
    return Score((given & wanted).total(), given.total(), wanted.total())


def _names(texts: Sequence[str]) -> list[int]:
    """A number for each text, the same for equal ones."""
    numbers: dict[str, int] = {}
    return [numbers.setdefault(text, len(numbers)) for text in texts]
