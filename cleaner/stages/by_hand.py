"""What a reviewer has written in place of what stands there: it goes in before all stages.

The run asks for this, no stage does; what was put in so, no rule changes any more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np

from cleaner.ledger.decisions import Correction
from cleaner.ledger.fixes import Edit, Proposal, To
from cleaner.ledger.merging import Step
from cleaner.ledger.rules import Rule, rule
from cleaner.protected.hulls import hulls, reaching
from cleaner.text.anchors import Anchored
from cleaner.text.characters import Flags, Ints
from cleaner.text.sections import Section


@rule("review.correction")
def correction(rule: Rule, section: Section, corrections: Sequence[Correction]) -> Proposal | None:
    """A reviewer has written what stands here.

    ## Why
    A person has looked at the place, if need be at the print, and has typed what it says. It is put
    in before anything else is done, wherever these characters stand between the same neighbours, and
    no rule changes it. `cleaner review` makes and takes back such decisions.

    ## Examples
    Leaves: 会议召开。市长出席。

    ## Known failures
    Where the text beside the place is another one, the correction is not found; it is reported.

    ## Since
    0.2.0
    """
    fixes = [
        ((Edit(start, end, each.after),), each.why)
        for each, start, end in placed(section, corrections)
    ]
    return Proposal.of(fixes, rule) if fixes else None


def placed(
    section: Section, corrections: Iterable[Correction]
) -> Iterator[tuple[Correction, int, int]]:
    """Each correction where it is to be put into a section: start and end, code points of it."""
    return _free(section, ((each, each.before) for each in corrections))


def standing(section: Section, corrections: Iterable[Correction]) -> Ints:
    """The characters of a section, as it came, that are written corrections already, sorted."""
    found = _free(section, ((each, each.after) for each in corrections if each.after.strip()))
    places = {place for _, start, end in found for place in range(start, end)}
    return np.array(sorted(places), np.int64)


def _free(
    section: Section, wanted: Iterable[tuple[Correction, str]]
) -> Iterator[tuple[Correction, int, int]]:
    """Where each text stands between the neighbours of its correction; none reach into others."""
    text = Anchored(section.before + section.text + section.after)
    beside = len(section.before)
    taken: list[tuple[int, int]] = []
    for each, stands in wanted:
        for start, end in text.spans(each.left, stands, each.right):
            low, high = start - beside, end - beside
            free = all(high <= first or last <= low for first, last in taken)
            if 0 <= low <= high <= len(section.text) and (low, high) not in taken and free:
                taken.append((low, high))
                yield each, low, high


def put_in(step: Step) -> Ints:
    """The characters that a step of corrections has put in: where they stand after it, sorted."""
    every = np.arange(len(step.text), dtype=np.int64)
    found: Ints = every[step.is_new(every)] if len(every) else every
    return found


def spared(proposals: Iterable[Proposal], characters: Ints) -> list[Proposal]:
    """The proposals without the fixes that change one of these characters, which are sorted.

    They may be moved with the text that they stand in.
    """
    return without(proposals, characters, lambda after: not isinstance(after, To))


def without(
    proposals: Iterable[Proposal], characters: Ints, counted: Callable[[object], bool]
) -> list[Proposal]:
    """The proposals without the fixes an edit of which reaches one of these characters, sorted.

    `counted`: of what an edit puts in, whether the edit counts.
    """
    cuts = np.flatnonzero(np.diff(characters) != 1) + 1
    runs = [run for run in np.split(characters, cuts) if len(run)]
    first, last = hulls((int(run[0]), int(run[-1]) + 1) for run in runs)
    kept = []
    for proposal in proposals:
        starts, ends, after = proposal.columns()
        flags: Flags = reaching(first, last, np.array(starts, np.int64), np.array(ends, np.int64))
        kept.append(proposal.without_edits(flags & np.array([*map(counted, after)], np.bool_)))
    return [each for each in kept if len(each)]
