"""Whether lines of words end where the next word had no room, as those of prose set in a column do."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from cleaner.text.characters import (
    ASCII_CLOSE,
    ASCII_QUOTE,
    ASCII_STOP,
    CLOSE,
    POINT,
    STOP,
    class_of,
    class_set,
)

# Set by hand; clean texts of other kinds were asked (`bench.latin`, pages of manuals, help texts).
FEWEST = 3  # lines of a column
TESTED = 2  # of them, those that end in mid-sentence
FULL = 0.92  # of the width that a quarter of the lines have: no room is left from there on
ROOM = 0.15  # of the lines that end in mid-sentence, those with room, at most
WORDS = 1.5  # blanks in a line, on average
ENDED = class_set(STOP, ASCII_STOP, POINT, CLOSE, ASCII_CLOSE, ASCII_QUOTE)


def wrapped(lines: Sequence[str]) -> int:
    """How many of the lines of a column end in mid-sentence, if all but a few of these had no room for
    the word that follows; else 0. The lines are not empty, and have no blanks around them."""
    if len(lines) < FEWEST:
        return 0
    widths = sorted(map(len, lines))
    full = FULL * widths[3 * len(widths) // 4]
    tested = roomy = 0
    for line, following in pairwise(lines):
        if not ENDED[class_of(line[-1])]:
            word = following.split(maxsplit=1)[0]
            tested += 1
            roomy += len(line) + 1 + len(word) <= full
    blanks = sum(line.count(" ") for line in lines)
    if tested < TESTED or roomy > ROOM * tested or blanks < WORDS * len(lines):
        return 0
    return tested
