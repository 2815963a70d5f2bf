"""How near a text is to the truth, for the benchmarks and for `cleaner measure`.

`scores` counts paragraphs, line breaks and headlines; `readings` is what is read and held against
what; `align` finds the paragraphs that are the same; `order`, `characters`, `headlines` and
`decisions` are a figure each, and `figures` has them all. docs/measure.md says what they mean.
"""

from __future__ import annotations

from cleaner.measure.scores import (
    Score,
    everything,
    paragraphs,
    plain,
    score_breaks,
    score_headlines,
    score_paragraphs,
)

__all__ = [
    "Score",
    "everything",
    "paragraphs",
    "plain",
    "score_breaks",
    "score_headlines",
    "score_paragraphs",
]
