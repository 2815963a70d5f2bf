"""Where each word of a text as it was read stands in its file, page after page on the disk.

What is kept of a page goes to a draft and is read again when somebody asks: memory does not grow
with the pages.
"""

from __future__ import annotations

import weakref
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from cleaner.files.drafts import Draft
from cleaner.formats import Floats, Ints, Page, Writing
from cleaner.page.reading import Reading, writable
from cleaner.page.stretches import Stretch, merged
from cleaner.text.spots import Placed, Sheet, Spot

WORD = np.dtype(
    [
        ("start", np.int64),  # in the text
        ("size", np.int32),  # characters
        ("page", np.int32),
        ("way", np.int8),  # 0 rightward, 1 down, 2 leftward, 3 up
        ("sure", np.float32),
        ("box", np.float32, 4),
        ("span", np.int64, 2),
    ]
)
Table = NDArray[np.void]

MOST_TOLD = 8  # characters of a word whose confidence says anything of each of them
KEPT = 4  # pages whose words are in memory


class Words:
    """The words of a text with their places, a table for each page. See `spots.Located`."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self._draft = Draft()
        weakref.finalize(self, self._draft.discard)
        self._starts: list[int] = []  # of each table: its first character in the text
        self._places: list[int] = [0]  # … and its first byte in the draft
        self._sure = False
        self._read: OrderedDict[int, Table] = OrderedDict()

    def add(self, page: Page, reading: Reading, start: int) -> None:
        """Take in the words of a page, the text of which begins at a character of the whole."""
        table = words_of(page, reading, start)
        data = table.tobytes()
        self._draft.write(data)
        self._starts.append(start)
        self._places.append(self._places[-1] + len(data))
        self._sure = self._sure or bool(np.isfinite(table["sure"]).any())
        self.sheets.append(Sheet(page.number, page.name, page.width, page.height, page.unit))

    def close(self) -> None:
        """No more pages are to come."""
        self._draft.close()

    def spots(self, starts: Ints, ends: Ints) -> list[Spot]:
        """See `spots.Located`."""
        found = self._spots(starts, ends)
        if not found and len(starts):
            low, high = int(starts.min()), int(ends.max())
            found = self._spots(np.array([low - 1, high]), np.array([low, high + 1]))
        return found

    def _spots(self, starts: Ints, ends: Ints) -> list[Spot]:
        parts = [
            part
            for start, end in zip(starts.tolist(), ends.tolist(), strict=True)
            for part in self._parts(start, end)
        ]
        return _together(np.concatenate(parts)) if parts else []

    def words(self, start: int, end: int) -> Placed:
        """See `spots.Located`."""
        tables = [np.zeros(0, WORD)]
        for table in self._tables(start, end):
            low = int(np.searchsorted(table["start"] + table["size"], start, side="right"))
            high = int(np.searchsorted(table["start"], end))
            tables.append(table[low:high])
        found = np.concatenate(tables)
        found = found[(found["span"][:, 0] >= 0) & (found["size"] > 0)]
        starts = found["start"]
        return Placed(starts, starts + found["size"], found["page"].astype(np.int64), found["span"])

    def confidences(self, start: int, end: int) -> Floats | None:
        """See `spots.Located`."""
        if not self._sure:
            return None
        found = np.full(end - start, np.nan)
        for table in self._tables(start, end):
            table = table[table["size"] <= MOST_TOLD]
            sizes = table["size"]
            inner = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
            places = np.repeat(table["start"] - start, sizes) + inner
            inside = (places >= 0) & (places < end - start)
            found[places[inside]] = np.repeat(table["sure"], sizes)[inside]
        return found

    def _parts(self, start: int, end: int) -> Iterator[Table]:
        """The words of a stretch, the outer ones cut to it."""
        for table in self._tables(start, end):
            low = int(np.searchsorted(table["start"] + table["size"], start, side="right"))
            high = int(np.searchsorted(table["start"], end))
            if low < high:
                yield _cut(table[low:high].copy(), start, end)

    def _tables(self, start: int, end: int) -> Iterator[Table]:
        first = max(0, bisect_right(self._starts, start) - 1)
        for number in range(first, len(self._starts)):
            if number > first and self._starts[number] >= end:
                return
            yield self._table(number)

    def _table(self, number: int) -> Table:
        if number in self._read:
            self._read.move_to_end(number)
            return self._read[number]
        place, after = self._places[number : number + 2]
        with self._draft.opened() as file:
            file.seek(place)
            found = np.frombuffer(file.read(after - place), WORD)
        self._read[number] = found
        if len(self._read) > KEPT:
            self._read.popitem(last=False)
        return found


def words_of(page: Page, reading: Reading, start: int) -> Table:
    """The words of a page where they stand in the text that it was read as, in their order there."""
    lines, words = page.lines, page.lines.words
    sizes = np.fromiter(map(len, words.texts), np.int64, len(words))
    blanks = words.blanks.astype(np.int64)
    firsts = lines.starts[:-1]
    blanks[firsts] = 0
    line_of = np.repeat(np.arange(len(lines)), np.diff(lines.starts))
    before = np.cumsum(sizes + blanks) - sizes
    offsets = before - before[firsts][line_of]
    begins, leads = np.full(len(lines), -1), np.zeros(len(lines), np.int64)
    for row, place, lead in _begins(page, reading):
        begins[row], leads[row] = place, lead
    first = np.maximum(offsets - leads[line_of], 0)
    found = np.zeros(len(words), WORD)
    found["start"] = start + begins[line_of] + first
    found["size"] = np.maximum(offsets - leads[line_of] + sizes - first, 0)
    found["page"] = page.number
    places = words.places
    quarters = (places.turns + 45) // 90
    found["way"] = (quarters + _WAYS[places.writings]) % 4
    found["sure"], found["box"], found["span"] = places.confidences, places.boxes, places.spans
    kept = (begins >= 0)[line_of] & np.isfinite(places.boxes).all(1)
    return found[kept][np.argsort(found["start"][kept], kind="stable")]


_WAYS = np.zeros(len(Writing), np.int64)
_WAYS[Writing.DOWN], _WAYS[Writing.LEFTWARD] = 1, 2


def _begins(page: Page, reading: Reading) -> Iterator[tuple[int, int, int]]:
    """Rows of lines of the page, where each begins in the text, and how many blanks it has lost."""
    place = 0
    for line, rows in zip(reading.text.split("\n"), reading.rows, strict=False):
        at = place
        for row in rows:
            whole = page.lines.texts[row]
            yield row, at, len(whole) - len(whole.lstrip())
            at += len(writable(whole)) + 1
        place += len(line) + 1


def _cut(words: Table, start: int, end: int) -> Table:
    """Words, the first and the last without what lies outside: the share of their characters."""
    sizes = np.maximum(words["size"], 1)
    low = np.clip((start - words["start"]) / sizes, 0, 1)
    high = np.clip((end - words["start"]) / sizes, 0, 1)
    back = words["way"] >= 2
    low, high = np.where(back, 1 - high, low), np.where(back, 1 - low, high)
    boxes = words["box"]
    for axis in (0, 1):
        mine = words["way"] % 2 == axis
        side, length = boxes[mine, axis].copy(), boxes[mine, axis + 2] - boxes[mine, axis]
        boxes[mine, axis] = side + low[mine] * length
        boxes[mine, axis + 2] = side + high[mine] * length
    return words


def _together(words: Table) -> list[Spot]:
    """A spot for all words that follow each other in one block: lines below each other."""
    rows = zip(
        words["page"].tolist(), (words["way"] % 2).tolist(), words["box"].tolist(),
        words["span"].tolist(), strict=True,
    )  # fmt: skip
    lines = merged((Stretch(*row) for row in rows), Stretch.is_before)
    whole = (Stretch(each.page, each.way, each.box, each.span) for each in lines)
    return [_spot(each) for each in merged(whole, Stretch.is_above)]


def _spot(stretch: Stretch) -> Spot:
    x0, y0, x1, y1 = stretch.box
    first, last = stretch.span
    return Spot(stretch.page, (x0, y0, x1, y1), (first, last) if first >= 0 else None)
