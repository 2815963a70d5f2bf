"""Stretches of a text whose lines are those of several columns in turn, and their order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from cleaner.knowledge import continuity
from cleaner.knowledge.lexicon import Lexicon
from cleaner.page.columns.bands import Physical
from cleaner.page.columns.cells import MARKS, Cells, cells_of
from cleaner.page.columns.reading import (
    CERTAIN,
    NARROWEST,
    Line,
    Order,
    logits,
    logits_of_each,
)
from cleaner.page.columns.turns import REACH, Stream, chains
from cleaner.page.layout import Lines, running_total
from cleaner.text.characters import ASCII_STOP, CLOSE, STOP, Flags, Ints, among, class_set, runs
from cleaner.text.document import NO_PLACES, Document

# Set by hand.
WINDOW = 12  # open ends that are looked at together
DOUBTED = -0.3  # their log-odds on average, under which the order is in doubt
AROUND = 10  # cells more on either side of those in doubt
PARTED = 0.4  # of the lines, those behind a blank line where blank lines part all of them
FEWEST = 5  # cells of a stretch
AHEAD = 8  # columns of which the next one is chosen
NEARBY = 32  # columns before and behind of which it is asked at once how well one goes on in them
# In nats; fitted on tuning pages.
NEXT, LATER, OTHER_WIDTH, LEAST = 1.0, 0.25, 1.0, 0.3
SLACK = 4.0
ENDED = 0.45  # of the lines of a page, those that end in a mark, at most
COLONS = "：:；;"
ENDS = class_set(STOP, ASCII_STOP, CLOSE)
STOPS = class_set(STOP)
CLOSES = class_set(CLOSE)


@dataclass(frozen=True, eq=False)
class Stretch:
    """Cells of a text, from `first` on, that may be the lines of several columns in turn.

    `stopped`, `apart`: of all cells of its page, whether each ends a sentence, and whether a blank
    line stands before its line.
    """

    document: Document
    lexicon: Lexicon
    cells: Cells
    stopped: Flags
    apart: Flags
    first: int
    stream: Stream

    @property
    def place(self) -> int:
        """Where it begins in the text."""
        return self.cells.starts[self.first]

    @property
    def most(self) -> float:
        """The log-odds of all line ends that an order brings together, at most."""
        further = self.stream.ahead[:, 1:].max(axis=1, initial=0.0)
        return float(np.minimum(further, CERTAIN).sum())

    @cached_property
    def orders(self) -> list[Order]:
        """The parts of it that are read in another order than they are given, each put in order."""
        found = [[cell + self.first for cell in chain] for chain in chains(self.stream)]
        return [self._order(tracks) for tracks in _stretches(found)]

    def _order(self, tracks: list[list[int]]) -> Order:
        document, cells, stopped, parted = (
            self.document, self.cells, self.stopped, self.stream.parted,
        )  # fmt: skip
        ordered = _in_order(document, cells, stopped, tracks, self.lexicon)
        in_turn = list(_in_turn(document, cells, stopped, ordered, self.apart, parted))
        return Order(document, cells, ordered, in_turn, spread=False)


Page = tuple[int, int]  # its first and its last line


def has_open_lines(document: Document) -> bool:
    """Whether so many lines are cut in mid-sentence that the lines of a page may be in turn."""
    ends = Lines.of(document).ends - 1
    whole = _are_whole(document, ends)
    return len(ends) > FEWEST and len(ends) - int(np.count_nonzero(whole)) > (1 - ENDED) * FEWEST


def _are_whole(document: Document, last: Ints) -> Flags:
    """Whether each line, given by its last character, ends in a mark."""
    return ENDS[document.classes[last]] | among(document.codes[last], COLONS)


def pages_in_turn(document: Document, lines: Physical) -> list[Page]:
    """The pages whose lines may be those of several columns in turn."""
    return [page for page in _pages(lines) if _may_be_in_turn(document, lines, *page)]


def marks_of(document: Document, lines: Physical, pages: list[Page]) -> list[int]:
    """How many marks of sentences there are on each of the pages."""
    total = running_total(MARKS[document.classes])
    return [int(total[lines.ends[last]] - total[lines.starts[first]]) for first, last in pages]


def doubted_stretches(
    document: Document, lines: Physical, pages: list[Page], lexicon: Lexicon
) -> list[Stretch]:
    """The stretches of some pages where the text does not go on as it is given."""
    rows = [first + np.flatnonzero(lines.filled[first : last + 1]) for first, last in pages]
    sides = [(lines.lasts[own], lines.firsts[own]) for own in rows]
    asked = [
        cells_of(document, *page)
        for page, (_, found) in zip(pages, _windows(document, sides, lexicon), strict=True)
        if found.any()
    ]
    sides = [(np.array(cells.ends), np.array(cells.starts)) for cells in asked]
    parts: list[_Part] = []
    for cells, windows in zip(asked, _windows(document, sides, lexicon), strict=True):
        blanks = lines.blanks[np.array(cells.rows)]
        apart = np.diff(blanks, prepend=blanks[0]) > 0
        stopped = _stopped(document, cells)
        for doubted in _doubted(cells, *windows):
            parts += _parts(cells, stopped, apart, doubted)
    sides = [each.ahead() for each in parts]
    values = logits_of_each(document, sides, lexicon)
    return [
        Stretch(
            document, lexicon, each.cells, each.stopped, each.apart, each.first, each.stream(own)
        )
        for each, own in zip(parts, values, strict=True)
    ]


def _may_be_in_turn(document: Document, lines: Physical, first: int, last: int) -> bool:
    """Whether most lines of a page are cut in mid-sentence, and long enough that an order is taken.

    Paragraphs and the items of a law, each a line, end in a mark: they stand in their order.
    """
    rows = first + np.flatnonzero(lines.filled[first : last + 1])
    ends = lines.lasts[rows]
    sizes = np.sort(ends - lines.firsts[rows])
    middle = len(sizes) // 2
    if int(sizes[middle] + sizes[~middle]) < 2 * NARROWEST:
        return False
    whole = _are_whole(document, ends - 1)
    return int(np.count_nonzero(whole)) / len(rows) <= ENDED


def _pages(lines: Physical) -> Iterator[tuple[int, int]]:
    """The first and the last line of each page that has lines enough to be in turn."""
    bounds = np.concatenate(([0], np.flatnonzero(np.diff(lines.page)) + 1, [len(lines.page)]))
    filled = running_total(lines.filled)[bounds]
    enough = np.diff(filled) > FEWEST
    for start, end in zip(bounds[:-1][enough].tolist(), bounds[1:][enough].tolist(), strict=True):
        yield start, end - 1


def _stopped(document: Document, cells: Cells) -> Flags:
    """Whether each cell ends a sentence."""
    classes, ends = document.classes, np.array(cells.ends)
    last = STOPS[classes[ends - 1]]
    found: Flags = last | (CLOSES[classes[ends - 1]] & STOPS[classes[ends - 2]])
    return found


def _windows(
    document: Document, sides: list[tuple[Ints, Ints]], lexicon: Lexicon
) -> list[tuple[Ints, Flags]]:
    """The open ends among consecutive pieces of text, given by their ends and starts, and of each
    window over them whether they do not go on; of several texts, asked about at once."""
    classes = document.classes
    ones = [np.flatnonzero(~STOPS[classes[ends[:-1] - 1]]) for ends, _ in sides]
    ones = [each if len(each) >= FEWEST else NO_PLACES for each in ones]
    joints = [(ends[own], starts[own + 1]) for (ends, starts), own in zip(sides, ones, strict=True)]
    values = logits_of_each(document, joints, lexicon)
    return [(own, _do_not_go_on(found)) for own, found in zip(ones, values, strict=True)]


def _do_not_go_on(values: continuity.Floats) -> Flags:
    if not len(values):
        return np.zeros(0, np.bool_)
    window = min(WINDOW, len(values))
    means = np.convolve(np.clip(values, -CERTAIN, CERTAIN), np.ones(window) / window, "valid")
    found: Flags = means < DOUBTED
    return found


def _doubted(cells: Cells, ones: Ints, found: Flags) -> Iterator[tuple[int, int]]:
    """The cells, from and to, where texts do not go on as they are given."""
    asked = np.zeros(len(cells), np.bool_)
    for place in np.flatnonzero(found).tolist():
        low, high = int(ones[place]), int(ones[min(place + WINDOW, len(ones)) - 1]) + 1
        asked[max(0, low - AROUND) : high + AROUND] = True
    for start, end in zip(*(edges.tolist() for edges in runs(asked)), strict=True):
        if end - start >= FEWEST:
            yield start, end


@dataclass(frozen=True, eq=False)
class _Part:
    """A `Stretch`, up to before the cell `last`, before it is asked how its cells go on."""

    cells: Cells
    stopped: Flags
    apart: Flags
    first: int
    last: int
    parted: bool

    @cached_property
    def _others(self) -> Ints:
        """Of each of its cells the next `REACH` ones, counted from its first one, a row each."""
        return np.arange(self.last - self.first)[:, None] + np.arange(1, REACH + 1)

    def ahead(self) -> tuple[Ints, Ints]:
        """Where each cell ends, and where those start in which it may go on."""
        own = slice(self.first, self.last)
        there = self._others < self.last - self.first
        ends, starts = np.array(self.cells.ends[own]), np.array(self.cells.starts[own])
        return np.repeat(ends, there.sum(axis=1)), starts[self._others[there]]

    def stream(self, values: continuity.Floats) -> Stream:
        """Its cells with the log-odds of `ahead`."""
        ahead = np.zeros(self._others.shape)
        ahead[self._others < len(ahead)] = values
        own = slice(self.first, self.last)
        cells = self.cells
        return Stream(
            cells.rows[own], self.apart[own].tolist(), cells.widths[own],
            self.stopped[own].tolist(), ahead, self.parted,
        )  # fmt: skip


def _parts(cells: Cells, stopped: Flags, apart: Flags, part: tuple[int, int]) -> Iterator[_Part]:
    """The stretches of a part of the cells: blank lines end them, unless most lines have one."""
    start, end = part
    before = cells.rows[start - 1] if start else -1
    begins = np.diff(np.array(cells.rows[start:end]), prepend=before) > 0
    inside = apart[start:end]
    parted = bool(inside[begins].mean() > PARTED)
    bounds = [] if parted else (start + np.flatnonzero(inside)).tolist()
    for first, last in pairwise(sorted({*part, *bounds})):
        yield _Part(cells, stopped, apart, first, last, parted)


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
    joints = _Joints(document, cells, tracks, lexicon)
    running = [_running(document, cells, track) for track in tracks]
    widths = [float(np.median([cells.widths[cell] for cell in track])) for track in tracks]
    left = list(range(len(tracks)))
    found: list[int] = []
    leftmost = _leftmost(cells, tracks)
    while left:
        open_ones = set(left)
        current = next((each for each in left if not leftmost[each] & open_ones), left[0])
        left.remove(current)
        found.append(current)
        while left and running[current] and not stopped[tracks[current][-1]]:
            best, chosen = LEAST, -1
            worth = joints.of(current, left[:AHEAD])
            for place, other in enumerate(left[:AHEAD]):
                value = worth[place] * (1.0 if running[other] else 0.3)
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


class _Joints:
    """How well columns go on in each other; of those near each other it is asked at once."""

    def __init__(
        self, document: Document, cells: Cells, tracks: list[list[int]], lexicon: Lexicon
    ) -> None:
        self.document, self.cells, self.tracks, self.lexicon = document, cells, tracks, lexicon
        self.known: dict[tuple[int, int], float] = {}
        numbers = range(len(tracks))
        self._ask([
            (one, other)
            for one in numbers
            for other in numbers[max(0, one - NEARBY) : one + NEARBY + 1]
        ])  # fmt: skip

    def _ask(self, pairs: list[tuple[int, int]]) -> None:
        asked = [(self.tracks[one][-1], self.tracks[other][0]) for one, other in pairs]
        (found,) = logits(self.document, [(self.cells, asked)], self.lexicon)
        self.known.update(zip(pairs, np.clip(found, -CERTAIN, CERTAIN).tolist(), strict=True))

    def of(self, one: int, others: list[int]) -> list[float]:
        """The log-odds that a column goes on in each of some others."""
        missing = [(one, other) for other in others if (one, other) not in self.known]
        if missing:
            self._ask(missing)
        return [self.known[one, other] for other in others]


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
