"""Titles that stand beside the names of people: 书记, 记者, 先生, in both scripts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from cleaner.knowledge.lexicon import folder, read_dictionary

TITLES = "titles.tsv"


@cache
def before() -> str:
    """A pattern of the titles that may stand before a name."""
    return _with("before")


@cache
def after() -> str:
    """A pattern of the titles that may stand after a name."""
    return _with("after")


@cache
def either_side() -> re.Pattern[str]:
    """A pattern of all titles."""
    return re.compile(_with(""))


def _with(place: str) -> str:
    """A pattern of the titles whose note has `place`."""
    rows = read_dictionary(folder() / TITLES)
    return alternation(form for row in rows if place in row.note for form in row.forms)


def alternation(words: Iterable[str]) -> str:
    """A pattern of any of the words, the longest first."""
    return "(?:" + "|".join(sorted(set(words), key=lambda word: (-len(word), word))) + ")"
