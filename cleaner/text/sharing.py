"""Which old character each new one belongs to: how a replacement over several words is shared out.

The rule, the same for words, for glyphs of a word, and for the bytes of a character:

1. Old and new text are laid beside each other so that as few characters as possible change.
2. A character that stays, stays where it was; one that changes takes the place of the one it
   replaces, first to first.
3. What is more than was there goes to the character before it; an opening mark, and what stands
   before all old characters, to the one after it.
4. What is taken away leaves nothing behind: a word may become empty.
"""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz.distance import Levenshtein

from cleaner.text.characters import OPEN, class_of

WINDOW = 1024  # characters laid beside each other at once; the cost grows with its square
SURE = 16  # equal characters after which two long texts surely go on together


def owners(old: str, new: str) -> list[int]:
    """For each character of `new` the index of that of `old` it belongs to; `old` is not empty."""
    if len(old) == len(new) == 1:
        return [0]
    found: list[int] = []
    last = len(old) - 1
    for tag, first, after, begin, end in _opcodes(old, new):
        if tag == "insert":
            opening = end
            while opening > begin and class_of(new[opening - 1]) == OPEN:
                opening -= 1
            found += [max(first - 1, 0)] * (opening - begin)
            found += [min(first, last)] * (end - opening)
        elif tag != "delete":
            found += [first + min(k, after - first - 1) for k in range(end - begin)]
    return found


def _opcodes(old: str, new: str) -> Iterator[tuple[str, int, int, int, int]]:
    """How one text becomes the other: what happens, from where to where in each."""
    place = at = 0
    while place < len(old) or at < len(new):
        rest = old[place : place + WINDOW], new[at : at + WINDOW]
        found = [
            (each.tag, each.src_start, each.src_end, each.dest_start, each.dest_end)
            for each in Levenshtein.opcodes(*rest)
        ]
        if place + WINDOW < len(old) or at + WINDOW < len(new):
            found = _certain(found)
        for tag, first, after, begin, end in found:
            yield tag, place + first, place + after, at + begin, at + end
        place, at = place + found[-1][2], at + found[-1][4]


def _certain(found: list[tuple[str, int, int, int, int]]) -> list[tuple[str, int, int, int, int]]:
    """What holds however the texts go on: up to the last long stretch that they share, or all."""
    for number in range(len(found) - 1, -1, -1):
        tag, first, after, begin, end = found[number]
        if tag == "equal" and after - first >= SURE:
            return [*found[:number], (tag, first, after, begin, end)]
    return found


def differences(old: str, new: str) -> Iterator[tuple[int, int, int, int]]:
    """Where two texts differ: from where to where in each."""
    for tag, first, after, begin, end in _opcodes(old, new):
        if tag != "equal":
            yield first, after, begin, end


def shared(parts: list[str], new: str) -> list[str]:
    """The parts of an old text when the whole becomes `new`."""
    made = [""] * len(parts)
    part_of = [number for number, part in enumerate(parts) for _ in part]
    if part_of:
        for place, owner in enumerate(owners("".join(parts), new)):
            made[part_of[owner]] += new[place]
    return made
