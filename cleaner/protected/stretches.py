"""Stretches of half-width characters: where nearly all that is protected is found."""

from __future__ import annotations

import numpy as np

from cleaner.text.characters import (
    ASCII_CLAUSE,
    ASCII_CLOSE,
    ASCII_OPEN,
    ASCII_QUOTE,
    ASCII_STOP,
    ASCII_SYMBOL,
    DIGIT,
    HYPHEN,
    LETTER,
    OTHER,
    POINT,
    SPACE,
    Flags,
    Ints,
    class_set,
)

MARKS = class_set(
    OTHER, ASCII_CLAUSE, ASCII_STOP, POINT, ASCII_OPEN, ASCII_CLOSE, ASCII_QUOTE, HYPHEN,
    ASCII_SYMBOL,
)  # fmt: skip
RUN = MARKS | class_set(LETTER, DIGIT)
SPACED = RUN | class_set(SPACE)


def stretches(flags: Flags) -> tuple[Ints, Ints]:
    """Starts and ends of the stretches in which all flags are set."""
    padded = np.zeros(len(flags) + 2, np.int8)
    padded[1:-1] = flags
    steps = np.diff(padded)
    return np.flatnonzero(steps == 1), np.flatnonzero(steps == -1)


def held(flags: Flags, starts: Ints, ends: Ints) -> Ints:
    """How many flags are set in each stretch."""
    places = np.flatnonzero(flags)
    return np.searchsorted(places, ends) - np.searchsorted(places, starts)
