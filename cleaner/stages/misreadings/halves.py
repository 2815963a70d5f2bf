"""Characters read as two, or twice: suggestions only, for the text gets shorter."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from cleaner.config import Settings
from cleaner.knowledge.language import NO_WORD, PLANE, Model
from cleaner.knowledge.lexicon import LONGEST, folder
from cleaner.knowledge.tables import Codes, Logs
from cleaner.ledger.fixes import Edit
from cleaner.misreading.judging import model_of
from cleaner.misreading.suspects import ratio
from cleaner.text.characters import HAN, Flags, Ints
from cleaner.text.document import Document

Fix = tuple[tuple[Edit, ...], str]
REACH = 5  # characters on either side that are looked at; set by hand
GAIN_OF_SPLIT = 6.0  # log10 that one character for two, one less to guess, must gain; set by hand
GAIN_OF_DOUBLED = 3.0  # log10 that one character for the same twice must gain; set by hand
SELDOM = 0.5  # observed to expected: from this on two characters may well stand so; set by hand
LIKELY = 3.0  # observed to expected: of the whole and a neighbour, at least; set by hand


def split(document: Document, settings: Settings) -> list[Fix]:
    """Two halves of a character, where they make no sense and it does. Raises ModelError."""
    model = model_of(settings.model)
    places, wholes = _halves(document, model)
    gains = _gains(document, places, model.forms_of(wholes), model)
    return [
        ((Edit(place, place + 2, chr(whole)),), f"{chr(whole)} has these two halves")
        for place, whole, gain in zip(places.tolist(), wholes.tolist(), gains, strict=True)
        if gain >= GAIN_OF_SPLIT
    ]


def doubled(document: Document, settings: Settings) -> list[Fix]:
    """A character that was read twice. Raises ModelError."""
    model = model_of(settings.model)
    places = _twice(document, model)
    gains = _gains(document, places, model.forms_of(document.codes[places]), model)
    return [
        ((Edit(place, place + 1, ""),), f"{document.text[place]} stands there twice")
        for place in places[gains >= GAIN_OF_DOUBLED].tolist()
    ]


def _twice(document: Document, model: Model) -> Ints:
    """Where a character stands twice that seldom does, ends a word, and begins none."""
    codes = document.codes
    places: Ints = ((codes[:-1] == codes[1:]) & (document.classes[1:] == HAN)).nonzero()[0]
    forms = model.forms_of(codes[places])
    places = places[ratio(forms, forms, model) < SELDOM]
    places = places[~_is_said_twice(codes, places)]
    if not len(places):
        return places
    padded = np.pad(model.forms_of(codes), LONGEST)
    begins, ends = np.zeros((2, len(places)), np.bool_)
    for size in range(2, LONGEST + 1):
        span = LONGEST + 1 + np.arange(size)
        begins |= model.words_of(padded[places[:, None] + span]) > NO_WORD
        ends |= model.words_of(padded[places[:, None] + span - size]) > NO_WORD
    found: Ints = places[ends & ~begins]
    return found


def _is_said_twice(codes: NDArray[np.uint32], places: Ints) -> Flags:
    """Whether a character is meant to stand twice: 一条条, 清清白白, 冷清清地."""
    around = np.pad(codes, (2, 3))
    two_before, before, behind, two_behind = (around[places + step] for step in (0, 1, 4, 5))
    said: Flags = (before == ord("一")) | (behind == ord("地"))
    said |= (before == two_before) | (behind == two_behind)
    return said


def _gains(document: Document, places: Ints, wholes: Codes, model: Model) -> Logs:
    """What each whole adds to log10 of how likely the text around is, in place of the two
    characters that begin at a place."""
    if not len(places):
        return np.zeros(0, np.float32)
    forms = np.pad(model.forms_of(document.codes), (REACH, REACH + 1))
    span = np.arange(REACH)
    left = forms[places[:, None] + span]
    two = forms[places[:, None] + REACH + span[:2]]
    right = forms[places[:, None] + REACH + 2 + span]
    return model.likely(left, wholes[:, None], right) - model.likely(left, two, right)


def _halves(document: Document, model: Model) -> tuple[Ints, NDArray[np.uint32]]:
    """Where the halves of one character stand that seldom stand side by side, and which it is."""
    keys, wholes, firsts = _table()
    codes = np.minimum(document.codes, PLANE - 1)
    places = (firsts[codes[:-1]] & (document.classes[1:] == HAN)).nonzero()[0]
    asked = codes[places] << np.uint32(16) | codes[places + 1]
    index = np.minimum(np.searchsorted(keys, asked), len(keys) - 1)
    hit = keys[index] == asked
    places, index = places[hit], index[hit]
    left, right = (model.forms_of(codes[places + step]) for step in (0, 1))
    seldom = (ratio(left, right, model) < SELDOM).nonzero()[0]
    places, whole = places[seldom], wholes[index[seldom]]
    fits = _fits(document, places, model.forms_of(whole), model)
    return places[fits], whole[fits]


def _fits(document: Document, places: Ints, wholes: Codes, model: Model) -> Flags:
    """Whether each whole is likely beside a neighbour of the two characters at its place."""
    forms = np.pad(model.forms_of(document.codes), (1, 2))
    before, behind = forms[places], forms[places + 3]
    fits = np.maximum(
        ratio(before, wholes, model) * (before > 0), ratio(wholes, behind, model) * (behind > 0)
    )
    likely: Flags = fits > LIKELY
    return likely


@cache
def _table() -> tuple[NDArray[np.uint32], NDArray[np.uint32], Flags]:
    """Two halves as one sorted number, the character they make, and which are a left half."""
    rows = np.load(folder() / "halves.npy").astype(np.uint32)
    firsts = np.zeros(PLANE, np.bool_)
    firsts[rows[:, 0]] = True
    return rows[:, 0] << np.uint32(16) | rows[:, 1], rows[:, 2], firsts
