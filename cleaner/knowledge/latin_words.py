"""English words in running letters: two that are one, and one that is several.

The list of words has no frequencies, so a reading counts only where no other is as short.
"""

from __future__ import annotations

from functools import lru_cache

from cleaner.knowledge.english import is_word

# Words of grammar: what most strings of words have, and no name of a program.
GRAMMAR = frozenset(
    [
        "the",
        "of",
        "and",
        "for",
        "with",
        "from",
        "in",
        "to",
        "is",
        "are",
        "that",
        "this",
        "which",
        "on",
        "by",
        "at",
        "as",
        "was",
        "were",
        "be",
        "it",
        "its",
    ]
)
LETTERS = frozenset("ai")  # the words of one letter
SHORTEST = 4  # letters of another word within a string of words, at least; set by hand
MOST = 8  # words of a string at most; set by hand


def known(word: str) -> bool:
    """Whether a string of letters is an English word; a and I are."""
    return word.lower() in LETTERS if len(word) == 1 else is_word(word)


@lru_cache(4096)
def parted(string: str) -> tuple[str, ...]:
    """The fewest words of which a string of small letters consists; () where there are none, or two
    such readings.

    Words of grammar may be short; others have four letters at least.
    """
    best: list[list[tuple[str, ...]]] = [[()]]
    for end in range(1, len(string) + 1):
        found: list[tuple[str, ...]] = []
        for start in range(max(0, end - 20), end):
            piece = string[start:end]
            fits = piece in GRAMMAR or (len(piece) >= SHORTEST and is_word(piece))
            if fits:
                found += [(*before, piece) for before in best[start]]
        fewest = min(map(len, found), default=0)
        best.append([each for each in found if len(each) == fewest][:2])
    readings = best[-1]
    return readings[0] if len(readings) == 1 and len(readings[0]) <= MOST else ()
