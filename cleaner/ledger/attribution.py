"""What became of each word of a source: the characters of the result that belong to it.

Of every character of the text it is followed, step by step, which character of the source it
stands for (its owner); a replacement is shared out by `text.sharing`. Moves and joins change no
word: its characters are put together in the order of the source, and line ends are none of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import numpy as np

from cleaner.knowledge.scripts import spread
from cleaner.ledger.merging import Step
from cleaner.ledger.records import Record
from cleaner.text.characters import (
    BLANKS,
    BREAKS,
    NEWLINE,
    OPEN,
    Flags,
    Ints,
    class_of,
    classify,
    code_points,
)
from cleaner.text.sharing import owners

HYPHENS = "-\xad\u2010\u2011¬⸗"


class Attribution:
    """The words of a section and what they became.

    `starts`, `ends`: of the words, places in the text of the section, sorted.
    """

    def __init__(self, record: Record, starts: Ints, ends: Ints) -> None:
        self.text = record.section.text
        self.starts, self.ends = starts, ends
        self._kept: list[tuple[int, str]] = []  # hyphens that joins took away
        text, places = self.text, np.arange(len(self.text), dtype=np.int64)
        for recorded in record.steps:
            if recorded.step.changes:
                places = self._after(recorded.step, text, places)
                text = recorded.step.text
        kept = np.array([place for place, _ in self._kept], np.int64)
        self._owners = np.concatenate((places, kept))
        self._made = text + "".join(mark for _, mark in self._kept)

    def changed(self) -> Iterator[tuple[int, str]]:
        """Each word that is not as it was: its number, and what it is now."""
        size = len(self.text)
        old, new = code_points(self.text), code_points(self._made)
        same = np.bincount(self._owners, minlength=size)[:size] == 1
        other = self._owners[new != old[self._owners]] if size else self._owners
        same[other] = False
        differing = np.append(0, np.cumsum(~same))
        order = np.argsort(self._owners, kind="stable")
        owners = self._owners[order]
        numbers = np.flatnonzero(differing[self.ends] > differing[self.starts])
        lows = np.searchsorted(owners, self.starts[numbers])
        highs = np.searchsorted(owners, self.ends[numbers])
        for number, low, high in zip(numbers.tolist(), lows.tolist(), highs.tolist(), strict=True):
            if not self._is_hyphen(number):
                yield number, self._written(order[low:high].tolist())

    def _is_hyphen(self, number: int) -> bool:
        """Whether a word is but the hyphen at the end of a line, which stays there."""
        start, end = int(self.starts[number]), int(self.ends[number])
        word = self.text[start:end]
        return len(word) == 1 and word in HYPHENS and bool(self._final[start])

    def _written(self, places: list[int]) -> str:
        """The characters at some places of the result; where a blank became a line end, it is."""
        marks = []
        for place in places:
            mark = self._made[place]
            if BREAKS[class_of(mark)]:
                mark = self.text[self._owners[place]]
                mark = mark if BLANKS[class_of(mark)] else ""
            marks.append(mark)
        return "".join(marks)

    @cached_property
    def _held(self) -> Flags:
        """Which characters of the source are of a word."""
        return spread(len(self.text), self.starts, self.ends)

    @cached_property
    def _final(self) -> Flags:
        """Which of them are the last of a line, blanks aside."""
        classes = classify(self.text)
        solid = np.flatnonzero(~BLANKS[classes] | (classes == NEWLINE))
        ends = classes[solid] == NEWLINE
        last = np.zeros(len(self.text), np.bool_)
        last[solid[:-1][ends[1:] & ~ends[:-1]]] = True
        if len(solid) and not ends[-1]:
            last[solid[-1]] = True
        return last

    def _after(self, step: Step, text: str, places: Ints) -> Ints:
        """The owner of each character of the text that a step has made."""
        parts: list[Ints] = []
        leaving = {origin for *_, origin in step.rows if origin >= 0}
        at = 0
        for start, end, new, origin in step.rows:
            parts.append(places[at:start])
            at = end
            if origin >= 0:
                parts.append(places[origin : origin + len(new)])
                continue
            given = self._given(text, start, end, new, places) if new else []
            parts.append(np.array([owner for owner, _ in given], np.int64))
            if end > start and start not in leaving:
                self._keep(text, start, end, {place for _, place in given}, places)
        parts.append(places[at:])
        return np.concatenate(parts)

    def _given(
        self, text: str, start: int, end: int, new: str, places: Ints
    ) -> list[tuple[int, int]]:
        """Of each new character: its owner, and the character of the text it takes the place of."""
        if start == end:
            return [(self._inserted(text, start, mark, places), -1) for mark in new]
        found = [start + owner for owner in owners(text[start:end], new)]
        return [
            (self._held_owner(text, place, mark, places), place)
            for place, mark in zip(found, new, strict=True)
        ]

    def _inserted(self, text: str, place: int, mark: str, places: Ints) -> int:
        """The owner of what is put in before a place."""
        before, after = place - 1, min(place, len(text) - 1)
        first, second = (after, before) if class_of(mark) == OPEN or place == 0 else (before, after)
        near = first if second < 0 or self._is_of_word(first, places) else second
        if not self._is_of_word(near, places):
            near = first
        return self._held_owner(text, near, mark, places)

    def _is_of_word(self, place: int, places: Ints) -> bool:
        return bool(self._held[places[place]])

    def _held_owner(self, text: str, place: int, mark: str, places: Ints) -> int:
        """The owner of the character at a place; of a mark that is no blank, one in a word."""
        owner = int(places[place])
        if self._held[owner] or BLANKS[class_of(mark)]:
            return owner
        for step in (-1, 1):  # what comes between two words goes to the one before
            near = place + step
            while 0 <= near < len(text) and text[near] != "\n":
                if self._is_of_word(near, places):
                    return int(places[near])
                near += step
        return owner

    def _keep(self, text: str, start: int, end: int, taken: set[int], places: Ints) -> None:
        """Keep the hyphens at ends of lines that are taken away with the line end."""
        for place in range(start, end):
            owner = int(places[place])
            if text[place] not in HYPHENS or place in taken or not self._final[owner]:
                continue
            stays = text[place] == "-" and text[end : end + 1] == "\n"  # the line end does
            if self._held[owner] and not stays:
                self._kept.append((owner, text[place]))
