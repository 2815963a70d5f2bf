"""A page some of whose lines are pieces of one, put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from cleaner.formats.pages import Lines, Page, Words


def united(page: Page, pieces: Sequence[Sequence[int]]) -> Page:
    """The page, lines that are pieces of one put together; `pieces`: the numbers of each one's.

    The line stands where its first piece did.
    """
    lines, words = page.lines, page.words
    follows = {each[0]: [*each] for each in pieces}
    taken = {line for each in pieces for line in each[1:]}
    groups = [follows.get(line, [line]) for line in range(len(lines)) if line not in taken]
    starts = lines.starts.tolist()
    rows = [[*range(starts[line], starts[line + 1])] for line in range(len(lines))]
    order = np.array([row for group in groups for line in group for row in rows[line]], np.int64)
    sizes = [sum(len(rows[line]) for line in group) for group in groups]
    firsts = np.array([group[0] for group in groups], np.int64)
    texts = tuple(words.texts[row] for row in order.tolist())
    made = Words(texts, words.places.take(order), words.blanks[order])
    return replace(
        page,
        lines=Lines.of(made, np.cumsum([0, *sizes]), lines.blocks[firsts], lines.spaced[firsts]),
        order=None if page.order is None else _ordered(page.order.tolist(), firsts.tolist()),
    )


def _ordered(order: list[int], firsts: list[int]) -> np.ndarray:
    """The order of lines as that of those that are left; `firsts`: the number that each had."""
    numbers = {line: number for number, line in enumerate(firsts)}
    return np.array([numbers[line] for line in order if line in numbers], np.int64)
