"""A page some of whose lines are cut in two: between two words, or inside of one."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from html import escape
from typing import NamedTuple

import numpy as np

from cleaner.formats.pages import Lines, Page, Words
from cleaner.formats.places import Box, Ints, Place, Places, Span


class Cut(NamedTuple):
    """Where a line is cut: before a word of it, counted from 0, or inside that one, before a
    character of it that is not the first: what is before then ends at `left`, and what follows
    begins at `right`."""

    word: int
    character: int = 0
    left: float = 0.0
    right: float = 0.0


def cut(page: Page, cuts: Mapping[int, Sequence[Cut]]) -> Page:
    """The page with lines cut, each line by its number; its cuts in their order."""
    lines, words = page.lines, page.words
    texts: list[str] = []
    places: list[Place] = []
    blanks: list[bool] = []
    starts, owners = [0], []
    for line in range(len(lines)):
        first = int(lines.starts[line])
        for number in range(first, int(lines.starts[line + 1])):
            own = [each for each in cuts.get(line, ()) if each.word == number - first]
            parts = [*_parts(words.texts[number], words.places[number], own, page.slope)]
            for part, (text, place) in enumerate(parts):
                new = part > 0 or any(not each.character for each in own)
                if new and len(texts) > starts[-1]:
                    starts.append(len(texts))
                    owners.append(line)
                texts.append(text)
                places.append(place)
                blanks.append(bool(words.blanks[number]) and not new)
        starts.append(len(texts))
        owners.append(line)
    owner = np.array(owners, np.int64)
    made = Words(tuple(texts), Places.of(words.places.page, places), np.array(blanks, np.bool_))
    return replace(
        page,
        lines=Lines.of(made, np.array(starts, np.int64), lines.blocks[owner], lines.spaced[owner]),
        order=None if page.order is None else _ordered(page.order, owner),
    )


def _ordered(order: Ints, owner: Ints) -> Ints:
    """The order of lines as that of their parts; `owner`: the line that each is a part of."""
    return np.concatenate([np.flatnonzero(owner == line) for line in order.tolist()])


def _parts(
    text: str, place: Place, cuts: Sequence[Cut], slope: float
) -> Iterator[tuple[str, Place]]:
    """A word in parts, with their places; of a slope the parts stand one higher than the other."""
    inner = [each for each in cuts if each.character]
    begins = [0, *(each.character for each in inner)]
    ends = [*(each.character for each in inner), len(text)]
    lefts = [place.box.x0, *(each.right for each in inner)]
    rights = [*(each.left for each in inner), place.box.x1]
    for begin, end, left, right in zip(begins, ends, lefts, rights, strict=True):
        before, after = left - place.box.x0, place.box.x1 - right
        over, under = (before, after) if slope > 0 else (after, before)
        box = Box(left, place.box.y0 + abs(slope) * over, right, place.box.y1 - abs(slope) * under)
        span = _span(text, begin, end, place.span)
        yield text[begin:end], replace(place, box=box, span=span)


def _span(text: str, begin: int, end: int, span: Span | None) -> Span | None:
    """The bytes of a part of a text, where it is known how they are written."""
    if span is None or (begin, end) == (0, len(text)):
        return span
    for written in (_bare, _escaped, _ascii, escape):
        if len(written(text).encode(errors="replace")) == span[1] - span[0]:
            first, size = (
                len(written(part).encode(errors="replace"))
                for part in (text[:begin], text[begin:end])
            )
            return span[0] + first, span[0] + first + size
    return None


def _bare(text: str) -> str:
    return text


def _escaped(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)[1:-1]


def _ascii(text: str) -> str:
    return json.dumps(text)[1:-1]
