"""Gaps inside rows of characters that are part of a gutter between columns."""

from __future__ import annotations

import numpy as np

from cleaner.formats.places import Flags, Floats, Ints

REACH = 3.6  # of the size: how far above and below a gap is looked
FREE = 0.4  # of the size: what must stay free of all of it
LEAST = 2  # lines on each side
SAME_SIZE = 1.3
MOST = 400  # pieces of text that are looked at for one gap


def gutters(u0: Floats, u1: Floats, v: Floats, sizes: Floats, cuts: Flags, asked: Ints) -> Flags:
    """Which of the gaps before the characters `asked` are part of a gutter.

    The characters come in the order of their rows: from `u0` to `u1` along them, on `v`. `cuts`
    tells where a piece of text begins: at the start of a row, and after every gap.
    """
    starts = np.flatnonzero(cuts)
    ends = np.append(starts[1:], len(u0)) - 1
    order = np.argsort(v[starts], kind="stable")
    first, last = u0[starts][order], u1[ends][order]
    level, size = v[starts][order], sizes[starts][order]
    gap, piece = _pairs(level, v[asked], sizes[asked] * REACH)
    begin, end = u1[asked - 1][gap], u0[asked][gap]
    own = np.searchsorted(starts, asked)  # the piece that begins after the gap
    own_first, own_last = u0[starts[own - 1]][gap], u1[ends[own]][gap]
    em = sizes[asked][gap]
    ratio = size[piece] / em
    near = (
        (np.abs(level[piece] - v[asked][gap]) > 0.3 * em)
        & (ratio < SAME_SIZE)
        & (ratio > 1 / SAME_SIZE)
    )
    left = near & (last[piece] > own_first) & (last[piece] < end)
    crossing = near & (first[piece] < begin) & (last[piece] >= end)
    right = near & ~left & ~crossing & (first[piece] < own_last) & (last[piece] >= end)
    below = level[piece] > v[asked][gap]
    tried = [
        _is_free(gap[chosen], (u1[asked - 1], u0[asked]), sizes[asked] * FREE, [
            side[chosen] for side in (left, right, crossing)
        ], first[piece][chosen], last[piece][chosen])
        for chosen in (below, ~below, np.ones(len(gap), np.bool_))
    ]  # fmt: skip
    return np.asarray(np.stack(tried).any(0))


def _is_free(
    gap: Ints,
    bounds: tuple[Floats, Floats],
    least: Floats,
    sides: list[Flags],
    first: Floats,
    last: Floats,
) -> Flags:
    """Whether enough text ends before each gap and begins after it, and none runs through it."""
    count = len(least)
    left, right, crossing = sides
    free_from, free_to = bounds[0].copy(), bounds[1].copy()
    np.maximum.at(free_from, gap[left], last[left])
    np.minimum.at(free_to, gap[right], first[right])
    enough = [np.bincount(gap[side], minlength=count) >= LEAST for side in (left, right)]
    crossed = np.bincount(gap[crossing], minlength=count) > 0
    return np.asarray(enough[0] & enough[1] & ~crossed & (free_to - free_from >= least))


def _pairs(level: Floats, middles: Floats, reach: Floats) -> tuple[Ints, Ints]:
    """All pairs of a gap and a piece of text whose base line is within reach of it."""
    low = np.searchsorted(level, middles - reach)
    high = np.minimum(np.searchsorted(level, middles + reach), low + MOST)
    counts = high - low
    gaps = np.repeat(np.arange(len(middles)), counts)
    offsets = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    return gaps, low[gaps] + offsets
