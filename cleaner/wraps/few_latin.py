"""Short Latin paragraphs: two to five lines that are one sentence or two, cut in mid-phrase.

So few lines show no width. What shows that they are one: nothing but full lines before the last, no
mark at their ends, a small letter after them, a beginning and an end of a sentence. Verses have
capitals or marks at their line ends, items of lists are no sentence.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from cleaner.text.characters import Flags
from cleaner.wraps.latin_lines import Line, stops

# Set by hand; harm is measured by `python -m bench.latin`.
MOST = 5  # lines of such a paragraph at most
WIDE = 40  # cells of the widest line at least, where other paragraphs stand in the text
BY_HAND = 4  # cells by which they are narrower at most, where a typist saw the edge coming
RUNS = 0.6  # of the line ends, those that a phrase runs across, at least
NARROW = 18  # the same of three lines and more that stand alone
SPREAD = 6  # cells by which the lines before the last of a narrow paragraph differ at most
LAST = 0.75  # of the widest line, what the last one has at least
NAMED = 50  # cells of a line at least that a name runs on from
LEANING = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "to",
        "in",
        "on",
        "at",
        "by",
        "for",
        "from",
        "with",
        "and",
        "or",
        "as",
        "than",
        "de",
        "du",
        "la",
        "le",
        "les",
        "et",
        "der",
        "die",
        "das",
        "den",
        "dem",
        "des",
        "von",
        "und",
        "el",
        "los",
        "y",
    ]
)  # words that nothing ends in: English, French, German, Spanish
OPENING = frozenset("“‘\"'([«„")


def few_wraps(text: str, lines: list[Line], alone: bool) -> Flags:
    """Which line ends of a paragraph of running text are wraps: all of them, or none.

    `alone`: whether the text has no other paragraph of more lines than one.
    """
    none = np.zeros(len(lines) - 1, np.bool_)
    if len(lines) > MOST or not _begins(text, lines[0]) or not stops(text, lines[-1]):
        return none
    widest = max(line.right for line in lines)
    pairs = list(pairwise(lines))
    runs = sum(_runs_on(text, above, below) for above, below in pairs)
    if widest >= WIDE:
        fits = runs >= RUNS * len(pairs) and all(
            _is_full(above, below, widest - BY_HAND) and _is_open(text, above)
            for above, below in pairs
        )
    else:
        full = all(_is_full(above, below, widest) for above, below in pairs)
        whole = alone and full and runs == len(pairs)
        fits = whole and _is_narrow_column(text, lines, widest)
    return ~none if fits else none


def _begins(text: str, line: Line) -> bool:
    """Whether a sentence begins with a line, or goes on after a salutation."""
    first = text[line.start]
    if first.isupper() or first.isdigit() or first in OPENING:
        return True
    place = line.start
    while place and text[place - 1].isspace():
        place -= 1
    return text[place - 1 : place] == ","


def _is_full(above: Line, below: Line, widest: int) -> bool:
    """Whether what begins `below` would have made `above` the widest line."""
    return above.right + 1 + len(below.word) > widest


def _is_open(text: str, line: Line) -> bool:
    """Whether a line ends in a word or a comma."""
    last = text[line.end - 1]
    return last.isalnum() or last in ",)’”"


def _runs_on(text: str, above: Line, below: Line) -> bool:
    """Whether a phrase runs across: no mark, then a small letter, or a name that is led to."""
    first = text[below.start]
    if text[above.end - 1] == "," or not _is_open(text, above):
        return False
    if first.islower():
        return True
    word = text[above.start : above.end].rpartition(" ")[2]
    named = word[:1].isupper() and not word.isupper()
    return first.isupper() and above.right >= NAMED and (named or word in LEANING)


def _is_narrow_column(text: str, lines: list[Line], widest: int) -> bool:
    """Whether three lines and more are set in one narrow column.

    The last one is nearly as wide, or a line ends in a word that leans on the next: verses of
    different length end with their phrases.
    """
    inner = [line.right for line in lines[:-1]]
    leans = any(text[line.start : line.end].rpartition(" ")[2] in LEANING for line in lines[:-1])
    even = lines[-1].right >= LAST * widest
    return (
        len(lines) > 2
        and widest >= NARROW
        and max(inner) - min(inner) <= SPREAD
        and (even or leans)
    )
