"""The pages that are only reported, and what is measured on them."""

from __future__ import annotations

from bench import baselines

from . import reasons, score
from .cases import Case, cases
from .extract import EXTRACTORS
from .renderers import absent
from .splits import REPORT
from .variety import FIRST

VARIED = FIRST[REPORT]
SETS = {
    "Set by Typst": (REPORT[:120], "typst"),
    "Set by Typst, with more of what real pages do": (REPORT[VARIED : VARIED + 40], "typst"),
    "Set by a browser": (REPORT[:40], "chromium"),
}
"""Heading -> the seeds and the renderer."""


def report() -> str:
    """The figures of each set of pages; the rules beside and the reasons over all of them."""
    parts, every = [], list[Case]()
    for heading, (seeds, renderer) in SETS.items():
        parts.append(f"### {heading}\n")
        if reason := absent(renderer):
            parts.append(reason)
            continue
        found = list(cases(seeds, list(EXTRACTORS), renderer=renderer))
        parts += [f"{len(seeds)} pages.\n", score.report(score.score(found))]
        every += found
    parts += ["### Beside simple rules\n", baselines.report(baselines.measure(every))]
    parts += ["### How often each reason for a join is right\n", reasons.report(every)]
    return "\n".join(parts)
