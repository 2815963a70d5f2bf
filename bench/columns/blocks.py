"""Fits what speaks for a block that goes on in another one: `python -m bench.columns.blocks`.

A logistic regression over the pairs of blocks of tuning pages, rows put in order; printed are the
constants of `cleaner.page.columns.displaced`.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from bench.columns import pages
from bench.pages import splits
from bench.pages.cases import Case
from bench.pages.check import squeezed
from cleaner import config
from cleaner.knowledge.lexicon import Lexicon
from cleaner.page.columns import displaced
from cleaner.page.layout import Lines
from cleaner.pipeline import checked, run
from cleaner.text.document import Document, Source

Floats = NDArray[np.float64]
NAMES = (
    "ANY", "GOES_ON", "BEYOND", "OTHER_WIDTH", "FULL_END", "FULL_START", "NEXT", "FAR", "BACK",
)  # fmt: skip
SHORTEST = 4  # characters of a line that is looked for in the truth
STEPS = 30  # of Newton's method


def main(arguments: list[str] | None = None) -> None:
    """Fits, and prints the constants."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", default="0:8")
    asked = parser.parse_args(arguments)
    first, last = map(int, asked.seeds.split(":"))
    if splits.is_report(first) or splits.is_report(last - 1):
        raise SystemExit("the reported seeds are not for fitting")
    found = [
        each
        for kind in pages.KINDS
        for case in pages.given(kind, range(first, last))
        if case.extractor != pages.EXTRACTORS[0]
        for each in pairs(case)
    ]
    measures, right = (np.array(each, np.float64) for each in zip(*found, strict=True))
    print(f"{len(found)} pairs, {int(right.sum())} right")
    for name, weight in zip(NAMES, fitted(measures, right), strict=True):
        print(f"{name} = {weight:.2f}")


def pairs(case: Case) -> Iterator[tuple[list[float], bool]]:
    """What is measured of each two blocks of a page, and whether one goes on in the other."""
    rows = checked(config.make({"only": ["rows"]}, "bench"), "bench")
    document = Document(run(Source.from_text(case.text), rows).text)
    lines = Lines.of(document)
    bounds = displaced.blocks(lines)
    if len(bounds) < 2 or len(bounds) > displaced.MOST:
        return
    asked = displaced.Blocks(lines, bounds, Lexicon.default())
    whole = [squeezed(text) for story in case.truth["articles"] for text in story["paragraphs"]]
    texts = [
        squeezed(document.text[start:end])
        for start, end in zip(lines.starts, lines.ends, strict=True)
    ]
    ones = np.flatnonzero(asked.ends_open).tolist()
    others = np.flatnonzero(asked.starts_open).tolist()
    found = [(one, other) for one in ones for other in others if one != other]
    if not found:
        return
    for (one, other), measured in zip(found, asked.measures(found).tolist(), strict=True):
        last, first = texts[bounds[one][1] - 1], texts[bounds[other][0]]
        long = min(len(last), len(first)) >= SHORTEST
        yield measured, long and any(last + first in text for text in whole)


def fitted(measures: Floats, right: Floats, ridge: float = 1.0) -> Floats:
    """The weights of a logistic regression."""
    weights = np.zeros(measures.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-measures @ weights))
        spread = chance * (1 - chance) + 1e-9
        curved = measures.T @ (measures * spread[:, None]) + ridge * np.eye(len(weights))
        weights += np.linalg.solve(curved, measures.T @ (right - chance) - ridge * weights)
    return weights


if __name__ == "__main__":
    main()
