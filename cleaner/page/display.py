"""Lines that end by themselves: those of headlines, of which a page may have a list, and verses."""

from __future__ import annotations

import numpy as np

from cleaner.formats import Flags, Floats
from cleaner.page.setting import Setting
from cleaner.page.sizes import HAN
from cleaner.page.upright import LARGE

MOST = 1.7  # sizes from line to line of one headline
USUAL = 1.46  # the same where nothing else is known: as fonts of Han ask for by themselves
LOOSER = 1.1  # of the step of the body, in sizes: a headline is seldom set looser than the text
LEAST = 0.8  # sizes: what is nearer overlaps
DISPLAY = 1.1  # of the size of the body: kickers and decks
LIST, LISTED = 3, 1.22  # lines of a list, and sizes from one to the next, at least
STANZA, CAPITALS = 8, 0.9  # lines of a column of verse, and how many of them begin with a capital
WIDER = 1.15  # of the least step between lines alike: what stands further apart is two things


def head_steps(lines: Setting) -> Floats:
    """Of each line: how many of its sizes below the line before it goes on with its headline.

    Headlines are set no looser than the body, and those of one size all alike.
    """
    body = (lines.body + lines.white) / lines.body
    found = np.full(len(lines.texts), min(MOST, max(USUAL, LOOSER * body)))
    large = lines.sizes >= LARGE * lines.body
    under = np.zeros(len(found), np.bool_)
    under[1:] = large[1:] & large[:-1] & (lines.runs[1:] == lines.runs[:-1]) & ~lines.pieces[1:]
    pairs = np.flatnonzero(under)
    steps = (lines.boxes[pairs, 1] - lines.boxes[pairs - 1, 1]) / lines.sizes[pairs]
    pairs, steps = pairs[steps > LEAST], steps[steps > LEAST]
    for line in pairs.tolist():
        size = lines.sizes[line]
        alike = np.abs(lines.sizes[pairs] - size) <= lines.same / 2 * size
        found[line] = min(found[line], WIDER * steps[alike].min())
    return found


def listed(lines: Setting) -> Flags:
    """The lines of a list of headlines: three and more at the end of a page, nothing but furniture below
    them, and further apart than those of one headline need be. Each is one by itself."""
    found = np.zeros(len(lines.texts), np.bool_)
    large = lines.sizes >= LARGE * lines.body
    last = len(found) - 1
    small = lines.sizes >= DISPLAY * lines.body  # kickers and decks of it
    while last > 0 and (lines.kinds[last] or small[last]) and not large[last]:
        last -= 1
    first = last
    while first > 0 and large[first] and lines.runs[first] == lines.runs[first - 1]:
        first -= 1
    steps = np.diff(lines.boxes[first : last + 1, 1]) / lines.sizes[first + 1 : last + 1]
    if last - first + 1 >= LIST and large[first] and (steps >= LISTED).all():
        found[first + 1 : last + 1] = True
    return found


def versed(lines: Setting) -> Flags:
    """The lines of Latin verse: nearly all of a column begin with a capital letter, those in the middle
    of a sentence, too."""
    capital = np.array(
        [text[:1].isupper() and not text.isupper() for text in lines.texts], np.bool_
    )
    letter = np.array([text[:1].isalpha() and text[0] < HAN for text in lines.texts], np.bool_)
    count = np.bincount(lines.runs, letter)
    share = np.bincount(lines.runs, capital) / np.maximum(count, 1)
    found: Flags = ((count >= STANZA) & (share >= CAPITALS))[lines.runs]
    return found
