"""How much likelier a text is that has a name misspelt than one that has other words there.

What stands there is scored as words of the language and as other names (`names.possible`); the
name by how often the text has it.
"""

from __future__ import annotations

import math

import numpy as np

from cleaner.knowledge.cutting import cuts
from cleaner.knowledge.language import Model
from cleaner.names.near import Near
from cleaner.names.possible import likeliest
from cleaner.text.document import Document

WORD = 1.6  # characters of a word of running text, on an average
LISTED = -4.5  # log10 of how often a word is a certain name that the dictionary has; set by hand


def lead(document: Document, near: Near, model: Model) -> float:
    """log10 of how much likelier a name is there than what is read, if one misread cost nothing."""
    text, codes = document.text, document.codes
    times = text.count(near.name)
    name = math.log10(times * WORD / len(text)) if times else LISTED
    misread = cuts(codes, np.array([near.odd]), model).with_word(0, near.start, near.end, name)
    return misread - likeliest(codes, near.odd, model)


def given_stands_alone(text: str, near: Near) -> bool:
    """Whether the name is also said without its surname, which is what is odd: 挨孟德, for 曹孟德."""
    if near.odd > near.start:
        return False
    given = near.name[1:]
    return text.count(given) > text.count(near.name) + text.count(text[near.start : near.end])
