"""Characters lost, made and changed; and harm, which is what was right before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

from cleaner.measure.align import Alignment, Group, best, solid
from cleaner.report.compare import EXACT, compare, stretches
from cleaner.report.pieces import Kind
from cleaner.text.characters import Bytes, Flags, Ints

SET, SPACED, BROKEN = 0, 1, 2  # what stands before a character: nothing, a blank, a line end


def balance(output: Iterable[str], truth: Iterable[str]) -> tuple[int, int]:
    """Characters lost and made, blanks aside, wherever they stand."""
    given, wanted = (Counter("".join(map(solid, texts))) for texts in (output, truth))
    return (wanted - given).total(), (given - wanted).total()


def errors(alignment: Alignment) -> int:
    """The characters to put in, take out or replace that make the truth of the output.

    Blanks do not count, nor does where a paragraph ends or stands.
    """
    return sum(_errors(alignment, group) for group in alignment.groups)


def _errors(alignment: Alignment, group: Group) -> int:
    """Of one group: in the order of the truth or in that of the output, whichever is nearer."""
    output, truth = _texts(alignment, group)
    if max(len(group.outputs), len(group.truths)) < 2 or output == truth:
        return distance(output, truth)
    truths = sorted(group.truths, key=lambda each: best(alignment.by_truth[each]).at_output)
    turned = Group(sorted(group.outputs), truths)
    return min(distance(output, truth), distance(*_texts(alignment, turned)))


def _texts(alignment: Alignment, group: Group) -> tuple[str, str]:
    return (
        "".join(alignment.output[each] for each in group.outputs),
        "".join(alignment.truth[each] for each in group.truths),
    )


def distance(one: str, other: str) -> int:
    """The Levenshtein distance; of long texts, the sum over stretches cut where both agree."""
    from rapidfuzz.distance import Levenshtein

    if one == other:
        return 0
    return sum(
        Levenshtein.distance(*pair) if len(pair[0]) * len(pair[1]) <= EXACT else max(map(len, pair))
        for pair in stretches(one, other)
    )


def harm(before: Alignment, after: Alignment, texts: tuple[Sequence[str], ...]) -> int:
    """Places of the truth that are right before and wrong after.

    `before`, `after`: the source and the output against one truth; `texts`: the paragraphs of the
    source, the output and the truth as they are. A place is a character, or what stands between two
    characters: nothing, a blank or a line end. The latter counts where both characters are right.
    """
    source, output, truth = map(_set, texts)
    was, now = _places(before), _places(after)
    lost = (was >= 0) & (now < 0)
    worse = (
        _gaps(was, source, truth) & ~_gaps(now, output, truth) & (now[:-1] >= 0) & (now[1:] >= 0)
    )
    return int(lost.sum() + worse.sum())


def _set(paragraphs: Sequence[str]) -> Bytes:
    """What stands before each character that is no blank, and BROKEN after the last."""
    words = [(word, not number) for text in paragraphs for number, word in enumerate(text.split())]
    lengths = [len(word) for word, _ in words]
    states = np.full(sum(lengths) + 1, SET, np.uint8)
    starts = np.cumsum([0, *lengths])[:-1]
    states[starts] = [BROKEN if first else SPACED for _, first in words]
    states[-1] = BROKEN
    return states


def _gaps(places: Ints, states: Bytes, truth: Bytes) -> Flags:
    """Whether what stands between each two characters of the truth is as it should be."""
    before, after = places[:-1], places[1:]
    there = (before >= 0) & (after >= 0)
    wanted = truth[1:-1]
    broken = (states[before + 1] == BROKEN) & (states[after] == BROKEN)
    together = (after == before + 1) & (states[after] == wanted)
    right: Flags = there & np.where(wanted == BROKEN, broken, together)
    return right


def _places(alignment: Alignment) -> Ints:
    """Where each character of the truth stands in the other text, or -1; blanks do not count."""
    ours, theirs = _starts(alignment.output), _starts(alignment.truth)
    places = np.full(theirs[-1], -1, np.int64)
    for group in alignment.groups:
        if not group.outputs or not group.truths:
            continue
        output, truth = _texts(alignment, group)
        at_output, at_truth = _spans(ours, group.outputs), _spans(theirs, group.truths)
        here = there = 0
        for piece in compare(truth, output):
            size = len(piece.text)
            if piece.kind is Kind.KEPT:
                places[at_truth[here : here + size]] = at_output[there : there + size]
            here += size if piece.kind is not Kind.NEW else 0
            there += piece.length
    return places


def _starts(texts: Sequence[str]) -> Ints:
    return np.cumsum([0, *map(len, texts)])


def _spans(starts: Ints, numbers: Sequence[int]) -> Ints:
    """The places of all characters of these paragraphs, in this order."""
    return np.concatenate([np.arange(starts[each], starts[each + 1]) for each in numbers])
