"""Whether a text is pointed as the press was until about 1950: parted by 、 or 。 and without commas."""

from __future__ import annotations

import numpy as np

from cleaner.text.characters import among
from cleaner.text.document import Document

# Set by hand. Texts of today have a comma for every second full stop at least.
ENOUGH = 12  # marks from which a text shows how it is pointed
COMMAS = 0.125  # of its marks 、 and 。, those that are commas, less than this
FEW = 4  # marks from which a text shows it that has 、 alone and ends with it: today none does
_MARKS, _COMMAS, _STOPS = "、。", "，,", "。！？；"


def is_old_style(document: Document) -> bool:
    """Whether a text has its sentences parted by 、 or 。 alone."""
    known: bool | None = document.analyses.get("old style")
    if known is None:
        marks = np.count_nonzero(among(document.codes, _MARKS))
        commas = np.count_nonzero(among(document.codes, _COMMAS))
        many = marks >= ENOUGH and commas < COMMAS * marks
        known = bool(many or (marks >= FEW and not commas and ends_open(document)))
        document.analyses["old style"] = known
    return known


def ends_open(document: Document) -> bool:
    """Whether a text has no mark at the end of a sentence and ends with 、."""
    text = document.text.rstrip()
    return text.endswith("、") and not bool(among(document.codes, _STOPS).any())
