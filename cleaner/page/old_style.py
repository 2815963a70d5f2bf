"""Whether a text is pointed as the press was until about 1950: parted by 、 or 。 and without commas."""

from __future__ import annotations

import numpy as np

from cleaner.text.characters import among
from cleaner.text.document import Document

# Set by hand. Texts of today have a comma for every second full stop at least.
ENOUGH = 12  # marks from which a text shows how it is pointed
COMMAS = 0.125  # of its marks 、 and 。, those that are commas, less than this
_MARKS, _COMMAS = "、。", "，,"


def is_old_style(document: Document) -> bool:
    """Whether a text has its sentences parted by 、 or 。 alone."""
    known: bool | None = document.analyses.get("old style")
    if known is None:
        marks = np.count_nonzero(among(document.codes, _MARKS))
        commas = np.count_nonzero(among(document.codes, _COMMAS))
        known = bool(marks >= ENOUGH and commas < COMMAS * marks)
        document.analyses["old style"] = known
    return known
