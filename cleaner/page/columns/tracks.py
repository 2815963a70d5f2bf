"""Tracks: the lines of each column, followed down a page printed in rows.

Row by row the cells, from left to right, are laid on the columns that are open, from left to right:
what it costs is how far a cell stands from its column, how much wider it is, and how little its
text goes on from the last line there. A column ends where something else takes its place.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from cleaner.page.columns.cells import Cells

Logit = Callable[[int, int], float]
# Costs in nats; fitted on tuning pages.
TRUST = 0.438  # of continuity
MOST_TRUST = 3.0
BEGIN = 2.2  # a column
FAR = 0.27  # a character of distance, beyond what is free
INDENT = 4  # characters that a first line is set in at most
INDENTED = 0.15
DRIFT = 5  # characters that a single blank may stand for
MOST_FAR = 6.0
WITHIN = 1.6  # of a line that stands within its column, but not at its edge
LOOSE = 0.18  # of a cell whose place is not known
WIDE = 0.4  # a cell more than the column has
SLACK = 4.0
PASSED = 2.0  # a column between two cells that a single blank parts
SKIPPED = 0.15  # a row without a line of the column
PATIENCE = 13  # rows after which a column has ended
OVERLAP = 2  # characters by which cells of two columns may overlap


@dataclass(slots=True, eq=False)
class Track:
    """Lines of one column: numbers of cells from top to bottom.

    `left`: characters before its edge; `width`: cells of its widest line; `right`: characters
    before its end; `row`: the last one.
    """

    cells: list[int]
    left: int
    right: int
    width: float
    row: int
    sure: bool
    first_row: int
    lefts: list[int] = field(default_factory=list)


def tracks_of(cells: Cells, blanks: dict[int, int], logit: Logit, most: int) -> list[Track]:
    """The tracks of cells; `blanks`: how many blank rows there are up to each row of cells; `logit`: how
    likely text goes on from one cell to another; with more tracks than `most` it gives up."""
    found: list[Track] = []
    open_tracks: list[Track] = []
    number, size = 0, len(cells)
    while number < size and len(found) <= most:
        end = number
        row = cells.rows[number]
        while end < size and cells.rows[end] == row:
            end += 1
        open_tracks = [
            track
            for track in open_tracks
            if row - track.row <= PATIENCE and blanks[row] == blanks[track.row]
        ]
        open_tracks = _laid(cells, range(number, end), open_tracks, found, logit)
        number = end
    return found


def _laid(
    cells: Cells, own: range, open_tracks: list[Track], found: list[Track], logit: Logit
) -> list[Track]:
    """The open tracks after a row."""
    laid_on = _laying(cells, own, open_tracks, logit)
    taken: list[Track] = []
    for cell in own:
        track = laid_on.get(cell)
        if track is None:
            track = Track([], 0, 0, 0.0, cells.rows[cell], False, cells.rows[cell])
            found.append(track)
        _add(cells, cell, track)
        taken.append(track)
    return _still_open(cells, own, open_tracks, taken)


def track_of(cells: Cells, numbers: list[int]) -> Track:
    """The track that some cells are."""
    first = cells.rows[numbers[0]]
    track = Track([], 0, 0, 0.0, first, False, first)
    for number in numbers:
        _add(cells, number, track)
    return track


SKIPS, LAYS, BEGINS = range(3)  # a track; a cell on the track; a track with the cell


def _laying(cells: Cells, own: range, open_tracks: list[Track], logit: Logit) -> dict[int, Track]:
    """The track that each cell of a row is laid on, of those that do not begin one."""
    size, count = len(own), len(open_tracks)
    row = cells.rows[own[0]]
    # best[j][t]: the least cost of the first j cells on the first t tracks.
    best = [[0.0] * (count + 1)] + [[1e9] * (count + 1) for _ in range(size)]
    back: list[list[int]] = [[SKIPS] * (count + 1) for _ in range(size + 1)]
    for place, cell in enumerate(own, 1):
        before, after = best[place - 1], best[place]
        passing = PASSED if place < size and cells.behind[own[place]] else 0.0
        for t in range(count + 1):
            cost, how = before[t] + BEGIN, BEGINS
            if t:
                laid = before[t - 1] + _cost(cells, cell, open_tracks[t - 1], row, logit)
                if laid <= cost:
                    cost, how = laid, LAYS
                if after[t - 1] + passing < cost:
                    cost, how = after[t - 1] + passing, SKIPS
            after[t] = cost
            back[place][t] = how
    t, place = count, size
    laid_on: dict[int, Track] = {}
    while place:
        how = back[place][t]
        if how == LAYS:
            laid_on[own[place - 1]] = open_tracks[t - 1]
        t -= how != BEGINS
        place -= how != SKIPS
    return laid_on


def _add(cells: Cells, cell: int, track: Track) -> None:
    """Put a cell to the end of a track."""
    left, right = cells.left[cell], cells.right[cell]
    if not track.cells:
        track.left, track.right = left, right
    elif cells.behind[cell]:
        track.left = track.left if track.sure else max(track.left, left)
    else:
        track.left = min(track.left, left) if track.sure else left
        track.right = max(track.right, right)
    if not cells.behind[cell]:
        track.sure = True
        track.lefts.append(left)
    track.cells.append(cell)
    track.width = max(track.width, cells.widths[cell])
    track.row = cells.rows[cell]


def _still_open(
    cells: Cells, own: range, open_tracks: list[Track], taken: list[Track]
) -> list[Track]:
    """Tracks of this row, and the others that nothing stands in the way of, from left to right."""
    kept = list(taken)
    spans = [
        (
            cells.left[cell],
            cells.right[cell],
            not cells.behind[cell],
        )
        for cell in own
    ]
    for track in open_tracks:
        if track in taken:
            continue
        middle = track.left + max(4, (track.right - track.left) // 2)
        covered = any(
            sure and low + OVERLAP < track.right and high - OVERLAP > track.left
            for low, high, sure in spans
        ) or any(low <= middle < high for low, high, sure in spans if not sure)
        if not covered:
            kept.append(track)
    kept.sort(key=lambda track: track.left)
    return kept


def _cost(cells: Cells, cell: int, track: Track, row: int, logit: Logit) -> float:
    off = cells.left[cell] - track.left
    behind = cells.behind[cell]
    if track.sure and not behind:
        cost = _off_edge(off, cells.right[cell], track)
    elif track.sure:
        cost = LOOSE + _beyond(-off, behind)
    elif not behind:
        cost = LOOSE + _beyond(off, 1)
    else:
        cost = LOOSE + min(MOST_FAR, FAR * max(0, abs(off) - DRIFT))
    over = cells.widths[cell] - track.width
    if over > SLACK:
        cost += min(4.0, WIDE * (over - SLACK))
    steps = row - track.row
    cost += SKIPPED * (steps - 1)
    value = logit(track.cells[-1], cell)
    return cost - TRUST * max(-MOST_TRUST, min(MOST_TRUST, value))


def _off_edge(off: int, right: int, track: Track) -> float:
    """What it costs that a line stands so many characters off the edge of its column."""
    if -1 <= off <= 1:
        return 0.0
    if 1 < off <= INDENT:
        return INDENTED
    if off > 0 and right <= track.right + 1:
        return WITHIN
    return min(MOST_FAR, FAR * (abs(off) - 1))


def _beyond(off: int, behind: int) -> float:
    """The same where the place is known of one of them only: so many further right."""
    least, most = -1, DRIFT * behind
    return min(MOST_FAR, FAR * max(0, least - off, off - most))
