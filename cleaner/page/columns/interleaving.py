"""Stretches of a text whose lines are those of several columns in turn, and their order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from cleaner.knowledge import continuity
from cleaner.knowledge.lexicon import Lexicon
from cleaner.page.columns.bands import Physical
from cleaner.page.columns.cells import Cells, cells_of
from cleaner.page.columns.reading import CERTAIN, MARKS, NARROWEST, Line, Order, logits
from cleaner.page.columns.turns import REACH, Stream, chains
from cleaner.text.characters import ASCII_STOP, CLOSE, STOP, Flags, Ints, among, class_set, runs
from cleaner.text.document import Document

# Set by hand.
WINDOW = 12  # open ends that are looked at together
DOUBTED = -0.3  # their log-odds on average, under which the order is in doubt
AROUND = 10  # cells more on either side of those in doubt
PARTED = 0.4  # of the lines, those behind a blank line where blank lines part all of them
FEWEST = 5  # cells of a stretch
AHEAD = 8  # columns of which the next one is chosen
# In nats; fitted on tuning pages.
NEXT, LATER, OTHER_WIDTH, LEAST = 1.0, 0.25, 1.0, 0.3
SLACK = 4.0
ENDED = 0.45  # of the lines of a page, those that end in a mark, at most
COLONS = "：:；;"
ENDS = class_set(STOP, ASCII_STOP, CLOSE)
STOPS = class_set(STOP)
CLOSES = class_set(CLOSE)


def interleaved_columns(document: Document, lines: Physical, lexicon: Lexicon) -> Iterator[Order]:
    """The stretches of a text whose lines are in turn, each put in order."""
    for first, last in _pages(lines):
        asked = _may_be_in_turn(document, lines, first, last)
        if not (asked and _in_doubt(document, lines, first, last, lexicon).any()):
            continue
        cells = cells_of(document, first, last)
        stopped = _stopped(document, cells)
        for start, end in _doubted(document, cells, lexicon):
            yield from _orders(document, lines, cells, stopped, (start, end), lexicon)


def _may_be_in_turn(document: Document, lines: Physical, first: int, last: int) -> bool:
    """Whether most lines of a page are cut in mid-sentence, and long enough that an order is taken.

    Paragraphs and the items of a law, each a line, end in a mark: they stand in their order.
    """
    rows = first + np.flatnonzero(lines.filled[first : last + 1])
    if not len(rows):
        return False
    ends = lines.lasts[rows]
    marks = document.codes[ends - 1]
    whole = ENDS[document.classes[ends - 1]] | among(marks, COLONS)
    sizes = ends - lines.firsts[rows]
    return float(np.median(sizes)) >= NARROWEST and float(whole.mean()) <= ENDED


def _pages(lines: Physical) -> Iterator[tuple[int, int]]:
    """The first and the last line of each page."""
    bounds = [0, *(np.flatnonzero(np.diff(lines.page)) + 1).tolist(), len(lines.page)]
    for start, end in pairwise(bounds):
        yield start, end - 1


def _stopped(document: Document, cells: Cells) -> Flags:
    """Whether each cell ends a sentence."""
    classes, ends = document.classes, np.array(cells.ends)
    last = STOPS[classes[ends - 1]]
    found: Flags = last | (CLOSES[classes[ends - 1]] & STOPS[classes[ends - 2]])
    return found


def _in_doubt(
    document: Document, lines: Physical, first: int, last: int, lexicon: Lexicon
) -> Flags:
    """Of the windows over the lines of a page, whether texts do not go on there as they are given."""
    rows = first + np.flatnonzero(lines.filled[first : last + 1])
    return _windows(document, lines.lasts[rows], lines.firsts[rows], lexicon)[1]


def _windows(document: Document, ends: Ints, starts: Ints, lexicon: Lexicon) -> tuple[Ints, Flags]:
    """The open ends among consecutive pieces of text, and of each window over them whether they do
    not go on."""
    classes = document.classes
    ones = np.flatnonzero(~STOPS[classes[ends[:-1] - 1]])
    if len(ones) < FEWEST:
        return ones, np.zeros(0, np.bool_)
    values = continuity.shipped().logits(
        document.codes, classes, ends[ones], starts[ones + 1], lexicon
    )
    window = min(WINDOW, len(ones))
    means = np.convolve(np.clip(values, -CERTAIN, CERTAIN), np.ones(window) / window, "valid")
    return ones, means < DOUBTED


def _doubted(document: Document, cells: Cells, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """The cells, from and to, where texts do not go on as they are given."""
    ones, found = _windows(document, np.array(cells.ends), np.array(cells.starts), lexicon)
    asked = np.zeros(len(cells), np.bool_)
    for place in np.flatnonzero(found).tolist():
        low, high = int(ones[place]), int(ones[min(place + WINDOW, len(ones)) - 1]) + 1
        asked[max(0, low - AROUND) : high + AROUND] = True
    for start, end in zip(*(edges.tolist() for edges in runs(asked)), strict=True):
        if end - start >= FEWEST:
            yield start, end


def _orders(
    document: Document,
    lines: Physical,
    cells: Cells,
    stopped: Flags,
    part: tuple[int, int],
    lexicon: Lexicon,
) -> Iterator[Order]:
    """The stretches of cells that are read in another order than they are given."""
    blanks = lines.blanks[np.array(cells.rows)]
    apart = np.diff(blanks, prepend=blanks[0]) > 0
    begins = np.diff(np.array(cells.rows), prepend=-1) > 0
    inside = np.zeros(len(cells), np.bool_)
    inside[slice(*part)] = True
    parted = bool(apart[inside & begins].mean() > PARTED)
    bounds = [] if parted else (part[0] + np.flatnonzero(apart[slice(*part)])).tolist()
    found: list[list[int]] = []
    for first, last in pairwise(sorted({*part, *bounds})):
        stream = _stream(document, cells, stopped, apart, (first, last), parted, lexicon)
        found += [[cell + first for cell in chain] for chain in chains(stream)]
    for tracks in _stretches(found):
        ordered = _in_order(document, cells, stopped, tracks, lexicon)
        in_turn = list(_in_turn(document, cells, stopped, ordered, apart, parted))
        yield Order(document, lexicon, cells, ordered, in_turn, spread=False)


def _stream(
    document: Document,
    cells: Cells,
    stopped: Flags,
    apart: Flags,
    part: tuple[int, int],
    parted: bool,
    lexicon: Lexicon,
) -> Stream:
    first, last = part
    own = range(first, last)
    pairs = [(one, other) for one in own for other in range(one + 1, min(last, one + 1 + REACH))]
    values = logits(document, cells, pairs, lexicon).tolist()
    ahead: list[list[float]] = [[] for _ in own]
    for (one, _), value in zip(pairs, values, strict=True):
        ahead[one - first].append(value)
    return Stream(
        cells.rows[first:last], apart[first:last].tolist(), cells.widths[first:last],
        stopped[first:last].tolist(), ahead, parted,
    )  # fmt: skip


def _stretches(found: list[list[int]]) -> Iterator[list[list[int]]]:
    """The chains of cells that overlap, together; those that stand alone are left out."""
    until, group = -1, list[list[int]]()
    for chain in found:
        if chain[0] > until:
            if len(group) > 1:
                yield group
            group = []
        group.append(chain)
        until = max(until, chain[-1])
    if len(group) > 1:
        yield group


def _in_order(
    document: Document, cells: Cells, stopped: Flags, tracks: list[list[int]], lexicon: Lexicon
) -> list[list[int]]:
    """The columns in the order in which they are read: from the foot of one to the head of the next."""
    count = len(tracks)
    pairs = [(one[-1], other[0]) for one in tracks for other in tracks]
    joints = np.clip(logits(document, cells, pairs, lexicon), -CERTAIN, CERTAIN)
    worth = joints.reshape(count, count).tolist()
    running = [_running(document, cells, track) for track in tracks]
    widths = [float(np.median([cells.widths[cell] for cell in track])) for track in tracks]
    left = list(range(count))
    found: list[int] = []
    leftmost = _leftmost(cells, tracks)
    while left:
        current = next((each for each in left if not leftmost[each] & set(left)), left[0])
        left.remove(current)
        found.append(current)
        while left and running[current] and not stopped[tracks[current][-1]]:
            best, chosen = LEAST, -1
            for place, other in enumerate(left[:AHEAD]):
                value = worth[current][other] * (1.0 if running[other] else 0.3)
                value += NEXT if not place else -LATER * place
                value -= OTHER_WIDTH * (abs(widths[other] - widths[current]) > SLACK)
                if value > best:
                    best, chosen = value, other
            if chosen < 0:
                break
            left.remove(chosen)
            found.append(chosen)
            current = chosen
    return [tracks[number] for number in found]


def _leftmost(cells: Cells, tracks: list[list[int]]) -> list[set[int]]:
    """Of each column, those that stand left of it in some row."""
    number = {cell: place for place, track in enumerate(tracks) for cell in track}
    counts: Counter[tuple[int, int]] = Counter()
    for cell, place in number.items():
        if cell + 1 in number and cells.rows[cell] == cells.rows[cell + 1]:
            counts[place, number[cell + 1]] += 1
    found: list[set[int]] = [set() for _ in tracks]
    for (one, other), count in counts.items():
        if count > counts[other, one]:
            found[other].add(one)
    return found


def _running(document: Document, cells: Cells, track: list[int]) -> bool:
    """Whether a column has marks of sentences."""
    classes = document.classes
    return any(bool(MARKS[classes[cells.starts[cell] : cells.ends[cell]]].any()) for cell in track)


def _in_turn(
    document: Document,
    cells: Cells,
    stopped: Flags,
    tracks: list[list[int]],
    blank: Flags,
    parted: bool,
) -> Iterator[Line]:
    """The lines of columns, one after the other."""
    before: list[int] | None = None
    for track in tracks:
        apart = before is not None and not (
            _running(document, cells, track)
            and _running(document, cells, before)
            and not stopped[before[-1]]
        )
        for cell in track:
            goes_on = cell != track[0]
            between = apart or (goes_on and not parted and bool(blank[cell]))
            yield Line(cells.rows[cell], cells.starts[cell], cells.ends[cell], 0, between)
            apart = False
        before = track
