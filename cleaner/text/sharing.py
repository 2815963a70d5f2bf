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

from rapidfuzz.distance import Levenshtein

from cleaner.text.characters import OPEN, class_of


def owners(old: str, new: str) -> list[int]:
    """For each character of `new` the index of that of `old` it belongs to; `old` is not empty."""
    if len(old) == len(new) == 1:
        return [0]
    found: list[int] = []
    last = len(old) - 1
    for each in Levenshtein.opcodes(old, new):
        first, after, begin, end = each.src_start, each.src_end, each.dest_start, each.dest_end
        if each.tag == "insert":
            opening = end
            while opening > begin and class_of(new[opening - 1]) == OPEN:
                opening -= 1
            found += [max(first - 1, 0)] * (opening - begin)
            found += [min(first, last)] * (end - opening)
        elif each.tag != "delete":
            found += [first + min(k, after - first - 1) for k in range(end - begin)]
    return found


def shared(parts: list[str], new: str) -> list[str]:
    """The parts of an old text when the whole becomes `new`."""
    made = [""] * len(parts)
    part_of = [number for number, part in enumerate(parts) for _ in part]
    if part_of:
        for place, owner in enumerate(owners("".join(parts), new)):
            made[part_of[owner]] += new[place]
    return made
