"""Small characters off the base line, as the marks of notes and the indices of formulas."""

from __future__ import annotations

import numpy as np

from cleaner.formats.places import Flags, Floats, Ints

MOST = 4  # characters of one
SMALLER = (0.4, 0.85)  # of the size of what it stands at
OFF = (0.1, 0.65)  # of that size: so far off its base line
NEAR = (-0.3, 0.35)  # of that size: from it to there
ONE = 0.5  # of their size: between characters of one
SAME = 0.02


def hosts(u0: Floats, u1: Floats, v: Floats, sizes: Floats, may: Flags) -> Ints:
    """Of each character: that which it stands at as a script, or itself.

    The characters come in the order of the file, without blanks, from `u0` to `u1` on base
    lines `v`. `may`: what scripts are made of.
    """
    found = np.arange(len(v))
    if len(v) < 2:
        return found
    same = np.abs(np.diff(sizes)) <= SAME * sizes[1:]
    same &= np.abs(np.diff(v)) <= OFF[0] * sizes[1:]
    same &= np.abs(u0[1:] - u1[:-1]) <= ONE * sizes[1:]
    starts = np.flatnonzero(np.concatenate(((True,), ~same)))
    ends = np.append(starts[1:], len(v)) - 1
    short = (ends - starts < MOST) & np.logical_and.reduceat(may, starts)
    for start, end in zip(starts[short].tolist(), ends[short].tolist(), strict=True):
        before = start > 0 and _at(sizes, v, start, start - 1, u0[start] - u1[start - 1])
        after = end + 1 < len(v) and _at(sizes, v, start, end + 1, u0[end + 1] - u1[end])
        if before or after:
            found[start : end + 1] = start - 1 if before else end + 1
    return found


def _at(sizes: Floats, v: Floats, script: int, other: int, gap: float) -> bool:
    """Whether a character is a script of another, which is so far from it."""
    size = sizes[other]
    smaller = SMALLER[0] * size <= sizes[script] <= SMALLER[1] * size
    off = OFF[0] * size <= abs(v[script] - v[other]) <= OFF[1] * size
    return bool(smaller and off and NEAR[0] * size <= gap <= NEAR[1] * size)
