"""What an engine's own confidence of a character says of a misreading that the language suspects.

Measured on eight pages of news that tesseract 5 read from blurred pictures: the share of misread
characters with a confidence below 0.2 is nine times that of right ones, above 0.95 a twentieth of
it. Half of that counts, in logarithms: other engines are surer, or less sure, of themselves. What
speaks for a misreading makes none so sure that it is put right: of those that only the engine's
doubt lifted above that bar, too many became another wrong character. And what the language alone is
so sure of stays put: a text that is cleaned again has no confidences, and must come out the same.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from cleaner.text.characters import Ints
from cleaner.text.spots import Floats

Chances: TypeAlias = NDArray[np.floating[Any]]

CONFIDENCES = (0.0, 0.3, 0.5, 0.68, 0.8, 0.9, 0.96)
SHIFTS = (1.1, 0.55, 0.3, 0.0, -0.6, -1.1, -1.5)  # of the logarithm of the odds
LIFTED = 0.89  # the most that a chance can become by it: below `apply_from` as it is by default
EDGE = 1e-6  # no chance is nearer to 0 or 1


def weighed(chances: Chances, sure: Floats | None, places: Ints) -> Chances:
    """The chances that characters at places were misread, with what the engine says of them."""
    if sure is None:
        return chances
    told = sure[places]
    shift = np.where(np.isnan(told), 0.0, np.interp(told, CONFIDENCES, SHIFTS))
    inner = np.clip(chances, EDGE, 1 - EDGE)
    odds = np.log(inner / (1 - inner)) + shift
    shifted = 1 / (1 + np.exp(-odds))
    lifted = np.minimum(shifted, np.maximum(chances, LIFTED))
    moved = np.where(shift > 0, lifted, np.where(shift < 0, shifted, chances))
    found: Chances = np.where(chances > LIFTED, chances, moved)
    return found
