"""Two texts by character: what one has and the other has not.

An exact comparison takes time and memory in the product of the lengths. Long texts are first cut
at passages that occur once in each of them and in the same order, so that the cost stays near to
the lengths.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from cleaner.report.clusters import may_attach, whole
from cleaner.report.pieces import Kind, Piece

# Characters of the passages that long texts are aligned at, in turn; set by hand.
PASSAGES = (24, 6)
STRETCH = 2000  # characters between two such places, at least; set by hand
EXACT = 10**8  # product of two lengths that is compared exactly: a tenth of a second, 12 MB


def compare(old: str, new: str) -> list[Piece]:
    """`new` as pieces of `old`."""
    pieces: list[Piece] = []
    place = 0
    for part, other in stretches(old, new):
        pieces.extend(_exact(part, other, place))
        place += len(part)
    return list(whole(pieces)) if may_attach(old) or may_attach(new) else pieces


def stretches(old: str, new: str, sizes: tuple[int, ...] = PASSAGES) -> Iterator[tuple[str, str]]:
    """Both texts cut at the passages they share, into pairs that can be compared exactly.

    The product of the lengths is over EXACT only where two texts have nothing in common.
    """
    if len(old) * len(new) <= EXACT or not sizes:
        yield old, new
        return
    left = right = 0
    for old_at, new_at in [*_anchors(old, new, sizes[0]), (len(old), len(new))]:
        if old_at - left >= STRETCH or old_at == len(old):
            yield from stretches(old[left:old_at], new[right:new_at], sizes[1:])
            left, right = old_at, new_at


def _exact(old: str, new: str, offset: int) -> Iterator[Piece]:
    from rapidfuzz.distance import Indel

    if old == new:
        yield Piece(old, Kind.KEPT, offset)
        return
    if len(old) * len(new) > EXACT:  # long, and nothing in common to cut them at
        yield Piece(old, Kind.GONE, offset)
        yield Piece(new, Kind.NEW, offset + len(old))
        return
    changes: list[Piece] = []
    for step in Indel.opcodes(old, new):
        start, end = step.src_start, step.src_end
        if step.tag == "insert":
            changes.append(Piece(new[step.dest_start : step.dest_end], Kind.NEW, offset + start))
        elif step.tag == "delete":
            changes.insert(0, Piece(old[start:end], Kind.GONE, offset + start))
        else:
            yield from changes
            yield Piece(old[start:end], Kind.KEPT, offset + start)
            changes = []
    yield from changes


def _anchors(old: str, new: str, size: int) -> list[tuple[int, int]]:
    """Places of passages of `size` characters that both texts have once, rising in both."""
    in_old, in_new = _unique(old, size), _unique(new, size)
    pairs = sorted((place, in_new[text]) for text, place in in_old.items() if text in in_new)
    return _longest_rising(pairs)


def _unique(text: str, size: int) -> dict[str, int]:
    """Where each passage that occurs once is. Passages begin at every character."""
    places: dict[str, int] = {}
    for place in range(len(text) - size + 1):
        passage = text[place : place + size]
        places[passage] = -1 if passage in places else place
    return {passage: place for passage, place in places.items() if place >= 0}


def _longest_rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs, sorted by the first, whose second rises too."""
    ends: list[int] = []  # the lowest second that a run of each length ends with
    last: list[int] = []  # the pair it belongs to
    before: list[int] = []
    for number, (_, second) in enumerate(pairs):
        length = bisect_left(ends, second)
        before.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [second]
        last[length : length + 1] = [number]
    chain = []
    number = last[-1] if last else -1
    while number >= 0:
        chain.append(pairs[number])
        number = before[number]
    return chain[::-1]
