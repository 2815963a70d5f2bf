"""The proposals of one stage made one text, and the way back: a `Step` between two texts."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from functools import cached_property
from itertools import accumulate, compress
from operator import lt, sub
from typing import Any, TypeAlias

import numpy as np

from cleaner.ledger.fixes import Fix, Proposal, To
from cleaner.text.characters import Bytes, Flags, Ints, distinct
from cleaner.text.document import Document
from cleaner.text.spots import Floats

# One replacement as it was merged: old start and end, what comes there, and where in the old text a
# moved text was (-1 where the text is new).
Row: TypeAlias = tuple[int, int, str, int]


class OverlapError(ValueError):
    """Two edits of one stage overlap."""


class Step:
    """The edits of one stage, merged: from the old text to the new one and back.

    `rows` are sorted by place and do not overlap; a move is two of them, the span that leaves and
    the one that arrives. `text` is the new text, `joins` are the places in it where a line end has
    gone.
    """

    def __init__(
        self, old: str, starts: list[int], ends: list[int], texts: list[str], origins: list[int]
    ) -> None:
        """The columns of `rows`, in their order. Raises OverlapError where two rows overlap."""
        self._starts, self._ends, self._texts, self._origins = starts, ends, texts, origins
        self.joins: list[int] = []
        self.text = self._merge(old) if starts else old

    def __getstate__(self) -> dict[str, Any]:
        names = ("_starts", "_ends", "_texts", "_origins", "joins", "text")
        return {name: getattr(self, name) for name in names}

    @property
    def changes(self) -> bool:
        """Whether it has any edit."""
        return bool(self._starts)

    @property
    def rows(self) -> list[Row]:
        """The replacements one by one."""
        return list(zip(self._starts, self._ends, self._texts, self._origins, strict=True))

    def _merge(self, old: str) -> str:
        starts, ends, texts = self._starts, self._ends, self._texts
        places = [0, *ends]
        for start in compress(starts, map(lt, starts, places)):
            raise OverlapError(f"two edits at {start}")
        parts = [""] * (2 * len(starts) + 1)
        parts[::2] = map(old.__getitem__, map(slice, places, [*starts, len(old)]))
        parts[1::2] = texts
        text = "".join(parts)
        replaced = [*map(old.__getitem__, map(slice, starts, ends))]
        if "\n" in "".join(replaced):
            gone = [row for row, before in enumerate(replaced) if "\n" in before]
            leaving = {origin for origin in self._origins if origin >= 0}
            shift = [0, *accumulate(map(sub, map(len, texts), map(sub, ends, starts)))]
            found = [
                starts[row] + shift[row]
                for row in gone
                if "\n" not in texts[row] and starts[row] not in leaving
            ]
            self.joins = [at for at in found if "\n" not in text[max(0, at - 1) : at + 1]]
        return text

    @cached_property
    def _columns(self) -> tuple[Ints, Ints, Ints, Ints, Ints]:
        """Of each row: old start and end, new start and end, origin."""
        starts, ends, origins = (
            np.array(column, np.int64) for column in (self._starts, self._ends, self._origins)
        )
        sizes = np.array([*map(len, self._texts)], np.int64)
        shift = np.cumsum(sizes - (ends - starts))
        return starts, ends, ends + shift - sizes, ends + shift, origins

    def forward(self, positions: Ints) -> Ints:
        """Places in the old text as places in the new one, sorted; inside an edit, its end."""
        found: Ints = np.sort(self.carried(positions))
        return found

    def carried(self, positions: Ints) -> Ints:
        """The same in the order of the places, which are sorted."""
        if not len(positions) or not self.changes:
            return positions
        starts, ends, _, new_ends, _ = self._columns
        shift = np.append(0, new_ends - ends)
        passed = np.searchsorted(ends, positions, "right")
        places = positions + shift[passed]
        begun = np.searchsorted(starts, positions, "left")
        inside = begun > passed
        places[inside] = new_ends[begun[inside] - 1]
        here, moved = self._moved(positions, 1)
        places[here] = moved
        carried: Ints = places
        return carried

    def landing(self, characters: Ints) -> Ints:
        """Where characters of the old text that no edit replaces stand in the new one, sorted."""
        if not len(characters) or not self.changes:
            return characters
        _, ends, _, new_ends, _ = self._columns
        passed = np.searchsorted(ends, characters, "right")
        places = characters + np.append(0, new_ends - ends)[passed]
        here, moved = self._moved(characters, 0)
        places[here] = moved
        found: Ints = np.sort(places)
        return found

    def _moved(self, places: Ints, behind: int) -> tuple[Ints, Ints]:
        """Which of the places are in text that was moved, and where they are then.

        `behind`: 0 for characters, 1 for the places behind them. No place is in two such texts.
        """
        _, _, new_starts, new_ends, origins = self._columns
        rows = ((origins >= 0) & (new_ends > new_starts)).nonzero()[0]
        rows = rows[np.argsort(origins[rows], kind="stable")]
        number = np.searchsorted(origins[rows], places - behind, "right") - 1
        here = (number >= 0).nonzero()[0]
        rows = rows[number[here]]
        offset = places[here] - origins[rows]
        inside = offset - behind < new_ends[rows] - new_starts[rows]
        return here[inside], (new_starts[rows] + offset)[inside]

    def backward(self, starts: Ints, ends: Ints) -> tuple[Ints, Ints]:
        """Spans of the new text as spans of the old one: the hull of where their characters were.

        An empty span lies after the character before it; at the very start, at the start.
        """
        if not self.changes:
            return starts, ends
        empty = starts == ends
        first, after_first = self._old(np.where(empty & (starts > 0), starts - 1, starts))
        last, after_last = self._old(np.where(empty, starts, ends - 1))
        anchor = np.where(starts > 0, after_first, 0)
        low = np.where(empty, anchor, np.minimum(first, last))
        high = np.where(empty, anchor, np.maximum(after_first, after_last))
        return low, high

    def is_new(self, places: Ints) -> Flags:
        """Which characters of the new text were put in, and not kept or moved."""
        _, _, new_starts, new_ends, origins = self._columns
        row = np.maximum(np.searchsorted(new_starts, places, "right") - 1, 0)
        inside = (places >= new_starts[row]) & (places < new_ends[row])
        found: Flags = inside & (origins[row] < 0)
        return found

    def _old(self, places: Ints) -> tuple[Ints, Ints]:
        """The old span each character of the new text came from."""
        starts, ends, new_starts, new_ends, origins = self._columns
        index = np.searchsorted(new_starts, places, "right") - 1
        row = np.maximum(index, 0)
        inside = (index >= 0) & (places < new_ends[row])
        moved = inside & (origins[row] >= 0)
        kept = places + np.where(index >= 0, ends[row] - new_ends[row], 0)
        kept = np.where(moved, origins[row] + places - new_starts[row], kept)
        new = inside & ~moved
        return np.where(new, starts[row], kept), np.where(new, ends[row], kept + 1)


def merge(text: str, proposals: Iterable[Proposal]) -> Step:
    """The step that the edits of `proposals` make together in `text`. Raises OverlapError."""
    starts: list[int] = []
    ends: list[int] = []
    texts: list[str] = []
    arrivals: list[Row] = []
    for proposal in proposals:
        here, there, after = proposal.columns()
        starts += here
        ends += there
        texts += _set_apart(text, here, there, after, arrivals) if proposal.moves else after  # type: ignore[arg-type]
    origins = [-1] * len(starts)
    for start, end, arriving, origin in arrivals:
        starts.append(start)
        ends.append(end)
        texts.append(arriving)
        origins.append(origin)
    if any(map(lt, starts[1:], ends)):
        order = np.lexsort((ends, starts)).tolist()
        texts = [*map(texts.__getitem__, order)]
        starts, ends, origins = (
            [*map(column.__getitem__, order)] for column in (starts, ends, origins)
        )
    return Step(text, starts, ends, texts, origins)


def _set_apart(
    text: str, starts: list[int], ends: list[int], texts: list[str | To], arrivals: list[Row]
) -> list[str]:
    """What comes in the place of each edit of a proposal that moves text, which goes to `arrivals`.

    Arrivals come after all else at their place, in the order they are listed; so do the texts put
    in between them.
    """
    left = []
    for start, end, after in zip(starts, ends, texts, strict=True):
        if isinstance(after, To):
            arrivals.append((after.position, after.position, text[start:end], start))
        elif start == end:
            arrivals.append((start, start, after, -1))
        left.append("" if isinstance(after, To) or start == end else after)
    return left


def replace(document: Document, step: Step) -> Document:
    """The document after `step`, with a seam wherever a line end has gone."""
    sure = None if document.sure is None else _carried(document.sure, step)
    seams = step.forward(document.seams)
    if step.joins:
        seams = distinct(np.concatenate((seams, np.array(step.joins, np.int64))))
    sizes = document.sizes
    if len(sizes):
        places = step.carried(sizes[:, 0])
        order = np.argsort(places, kind="stable")
        sizes = np.stack((places, sizes[:, 1]), 1)[order]
    firsts = document.firsts
    if len(firsts):
        firsts = np.sort(step.carried(firsts))
    return Document(step.text, seams, document.last, sure=sure, sizes=sizes, firsts=firsts)


def corrected(document: Document, step: Step) -> Document:
    """The same of a text as it came, whose line ends within paragraphs stay known."""
    wraps = document.wraps
    moving = {origin for *_, origin in step.rows if origin >= 0}
    for start, end, *_ in step.rows:
        if start not in moving:
            wraps = wraps[(wraps < start) | (wraps >= end)]
    return dataclasses.replace(replace(document, step), wraps=step.landing(wraps))


def _carried(sure: Floats, step: Step) -> Floats:
    """What is known of each character, NaN for those that the step has put in."""
    places = np.arange(len(step.text))
    low, high = step.backward(places, places + 1)
    kept = np.append(sure, np.nan)[low]
    same = high == low + 1
    if step.changes:
        same &= ~step.is_new(places)
    found: Floats = np.where(same, kept, np.nan)
    return found


def without_conflicts(
    text: str, proposals: list[Proposal]
) -> tuple[list[Proposal], list[Proposal]]:
    """The proposals without the fixes that touch what an earlier rule changes, and those fixes."""
    # Character i is slot 2i+1, the place before it slot 2i.
    taken = np.zeros(2 * len(text) + 2, np.uint8)
    kept, dropped = [], []
    for proposal in proposals:
        wanted = _replaced(taken, proposal)
        if wanted is None:
            wanted = [_put(taken, list(_slots(fix))) for fix in proposal.listed()]
        if not all(wanted):
            dropped.append(proposal.keep([not want for want in wanted]))
            proposal = proposal.keep(wanted)
        kept.append(proposal)
    return [p for p in kept if len(p)], dropped


def _replaced(taken: Bytes, proposal: Proposal) -> list[bool] | None:
    """Which fixes fit, where all are single edits that replace something, at once; else None."""
    starts, ends = np.asarray(proposal.starts, np.int64), np.asarray(proposal.ends, np.int64)
    apart = len(starts) and (starts < ends).all() and (ends[:-1] <= starts[1:]).all()
    if not apart or proposal.fixes is not None or proposal.moves:
        return None
    before = np.append(0, np.cumsum(taken > 0))
    fits = before[2 * ends] == before[2 * starts + 1]
    steps = np.zeros(len(taken), np.int8)
    steps[2 * starts[fits] + 1] += 1
    steps[2 * ends[fits]] -= 1
    taken[np.cumsum(steps) > 0] = REPLACED
    found: list[bool] = fits.tolist()
    return found


def _put(taken: Bytes, slots: list[slice]) -> bool:
    """Whether a fix with these slots fits; if so they are taken."""
    fits = _fits(taken, slots)
    if fits:
        for part in slots:
            taken[part] = PUT_IN if part.start % 2 == 0 else REPLACED
    return fits


REPLACED, PUT_IN = 1, 2  # what is done at a slot


def _fits(taken: Bytes, slots: list[slice]) -> bool:
    """Whether the slots are free: texts may come to one place, but not into what is replaced."""
    return not any(
        taken[part.start] == REPLACED if part.start % 2 == 0 else any(taken[part]) for part in slots
    )


def _slots(fix: Fix) -> Iterable[slice]:
    """The slots a fix needs: what it replaces, and the places where it puts something in."""
    for start, end, after in fix.edits:
        yield slice(2 * start + 1, 2 * end) if end > start else slice(2 * start, 2 * start + 1)
        if isinstance(after, To):
            yield slice(2 * after.position, 2 * after.position + 1)
