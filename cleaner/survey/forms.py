"""Who is named in many texts, in which forms and where.

Two passes: the first recognises names in each text by itself; the second finds all of them, and
what is one character off, in every text again. Both take one text at a time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.knowledge.lexicon import Lexicon
from cleaner.names.finder import Finder
from cleaner.names.frequencies import alike
from cleaner.names.near import NearFinder
from cleaner.names.people import (
    KINDS_OF_PLACES,
    PARTICLES,
    PERSON,
    PLACE,
    Mention,
    is_shaped,
    mentions,
)
from cleaner.names.running import running
from cleaner.report.places import Places
from cleaner.stages.names.near_names import apart
from cleaner.text.characters import Flags, code_points
from cleaner.text.document import Document, Source, places

Recogniser = Callable[[Document, Lexicon], Iterable[Mention]]
SHORTEST = 3  # characters of a name that others are compared with


class Place(NamedTuple):
    """Where a name stands: line and column from 1, start and end in code points of the file."""

    file: str
    line: int
    column: int
    start: int
    end: int


@dataclass
class Form:
    """One spelling of a name: its places, and how often what speaks for it.

    `beside`: the words that told it for a name. `near`: only found as nearly another name.
    """

    name: str
    kind: str = PERSON
    places: list[Place] = field(default_factory=list)
    evidence: Counter[str] = field(default_factory=Counter)
    beside: Counter[str] = field(default_factory=Counter)
    near: bool = False

    @property
    def files(self) -> set[str]:
        return {place.file for place in self.places}


def recognised(source: Source, lexicon: Lexicon, recognise: Recogniser = mentions) -> list[Form]:
    """The names recognised in one text; where they stand is found in the second pass."""
    forms: dict[str, Form] = {}
    for each in recognise(Document(source.text), lexicon):
        form = forms.setdefault(each.name, Form(each.name, each.kind))
        form.evidence[each.evidence] += 1
        if each.beside:
            form.beside[each.beside] += 1
    return list(forms.values())


def merged(found: Iterable[Form]) -> dict[str, Form]:
    """The forms of many texts as one of each name."""
    forms: dict[str, Form] = {}
    for each in found:
        form = forms.setdefault(each.name, Form(each.name, each.kind, near=each.near))
        form.places += each.places
        form.evidence += each.evidence
        form.beside += each.beside
        form.near &= each.near
    return forms


def compared(forms: Iterable[Form]) -> tuple[str, ...]:
    """The names that misspellings are looked for of: those of Chinese people, and of places.

    Of transliterations and organisations too much else is one character away.
    """
    names = {form.name for form in forms if form.kind == PERSON and is_shaped(form.name)}
    names |= {
        form.name for form in forms if form.kind == PLACE and form.name[-1] in KINDS_OF_PLACES
    }
    return tuple(sorted(name for name in names if len(name) >= SHORTEST))


def located(source: Source, names: tuple[str, ...], near_names: tuple[str, ...]) -> list[Form]:
    """Where `names`, and what is one character away from one of `near_names`, stand in one text."""
    flow = running(Document(source.text))
    codes = code_points(flow.text)
    finder, near_finder = _finders(names, near_names)
    taken = np.zeros(len(codes), np.bool_)
    spans = [span[:2] for span in finder.spans(flow.text, codes)]
    known = list(_free([span for span in spans if span[1] - span[0] >= SHORTEST], taken))
    near = list(_free(sorted(set(_near(flow.text, near_finder, codes, taken))), taken))
    known += _free([span for span in spans if span[1] - span[0] < SHORTEST], taken)
    forms = [*_forms(flow.text, known), *_forms(flow.text, near, near=True)]
    lines = Places(source.original)
    for form, stands in forms:
        inside = flow.places[np.array(stands) - (0, 1)] + (0, 1)
        edges = [places(source.text, inside[:, side], source.newline).tolist() for side in (0, 1)]
        for start, end in zip(*edges, strict=True):
            form.places.append(Place(source.name, *lines.at(start), start, end))
    return [form for form, _ in forms]


def _near(
    text: str, finder: NearFinder, codes: NDArray[np.uint32], taken: Flags
) -> Iterator[tuple[int, int]]:
    """Where a text has a name but for a character like the right one, and no word of its own."""
    for each in finder.near(codes):
        if (
            text[each.odd] not in PARTICLES
            and any(text[each.odd] in like for like in alike(each.meant))
            and not taken[each.start : each.end].any()
            and apart(text, each)
        ):
            yield each.start, each.end


def _free(spans: list[tuple[int, int]], taken: Flags) -> Iterator[tuple[int, int]]:
    """The spans that no other has taken, which they take."""
    for start, end in spans:
        if not taken[start:end].any():
            taken[start:end] = True
            yield start, end


def _forms(
    text: str, spans: list[tuple[int, int]], near: bool = False
) -> Iterator[tuple[Form, list[tuple[int, int]]]]:
    """The forms that stand in spans of a text, and the spans of each."""
    found: dict[str, list[tuple[int, int]]] = {}
    for start, end in spans:
        found.setdefault(text[start:end], []).append((start, end))
    yield from ((Form(name, near=near), places) for name, places in found.items())


@lru_cache(2)
def _finders(names: tuple[str, ...], near_names: tuple[str, ...]) -> tuple[Finder, NearFinder]:
    return Finder(names), NearFinder(near_names)
