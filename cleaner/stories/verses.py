"""Stanzas of old-style pages: lines of verse that are one paragraph of an article, and stay lines."""

from __future__ import annotations

from collections.abc import Callable

from cleaner.page.verses import Measure, measure_of

FEW, SURE = 3, 2  # lines that are a stanza at least, and of those that have two verses; set by hand


def stanzas(numbers: list[int], text: Callable[[int], str]) -> list[list[int]]:
    """The blocks with these numbers, sorted, those of one stanza together. `text`: of a block."""
    found: list[list[int]] = []
    above: Measure | None = None
    for number in numbers:
        here = measure_of(text(number))
        follows = above is not None and found[-1][-1] == number - 1
        if follows and above is not None and above.goes_with(here):
            found[-1].append(number)
            above = here
        elif follows and above is not None and here is not None and _closes(here, above, found[-1]):
            found[-1].append(number)
            above = None
        else:
            found.append([number])
            above = here
    return [part for group in found for part in _whole(group, text)]


def _closes(line: Measure, above: Measure, group: list[int]) -> bool:
    """Whether a line without marks is the shorter last one of those above it."""
    plain = not line.verses and not above.verses
    return plain and line.characters < above.characters and len(group) >= FEW


def _whole(group: list[int], text: Callable[[int], str]) -> list[list[int]]:
    """The group, if it has lines enough for a stanza, or each of its blocks."""
    measure = measure_of(text(group[0]))
    pointed = measure is not None and (measure.couplet or measure.verses > 0)
    return [group] if len(group) >= (SURE if pointed else FEW) else [[each] for each in group]
