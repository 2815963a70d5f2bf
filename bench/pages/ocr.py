"""How OCR pages are read: `python -m bench.pages.ocr`.

Counted are the paragraphs an engine kept whole: those some stretch of its text, without blanks, is
within 10 % of, in edits by character of the truth, marks among them. Right is such a paragraph when
one of the output is within 10 % of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import Levenshtein

from bench.baselines import sentence_end
from bench.tables import share, table
from cleaner import config
from cleaner.measure import paragraphs, plain
from cleaner.pipeline import checked, run
from cleaner.text.document import Source

from .engines import ENGINES, absent, recognised, reported_pages, tuned_pages
from .page import Page

MOST = 0.1  # errors a character of the truth


@dataclass
class Figures:
    """Paragraphs of the truth, those kept whole, and of these the right ones before and after."""

    wanted: int = 0
    whole: int = 0
    before: int = 0
    after: int = 0

    def add(self, text: str, truth: Iterable[str]) -> None:
        """Hold what an engine read on one page against the paragraphs of its stories."""
        raw = plain(text)
        before = [plain(paragraph) for paragraph in sentence_end(text)]
        after = paragraphs(cleaned(text))
        for paragraph in map(plain, truth):
            self.wanted += 1
            if least_distance(paragraph, raw) <= MOST * len(paragraph):
                self.whole += 1
                self.before += near(paragraph, before)
                self.after += near(paragraph, after)


def cleaned(text: str) -> str:
    """The text as the profile for OCR gives it."""
    settings = checked(config.make({"profile": "ocr"}, "bench"), "bench")
    return run(Source.from_text(text), settings).text


def near(paragraph: str, output: Iterable[str]) -> bool:
    """Whether one of the output is within `MOST` of a paragraph."""
    most = int(MOST * len(paragraph))
    return any(
        Levenshtein.distance(paragraph, other, score_cutoff=most) <= most for other in output
    )


def least_distance(paragraph: str, text: str) -> int:
    """The edits between `paragraph` and the stretch of `text` nearest to it (Sellers)."""
    letters = np.array(list(map(ord, paragraph)), dtype=np.int64)
    places = np.arange(len(letters) + 1)
    row = places.copy()
    least = len(letters)
    for character in map(ord, text):
        step = np.minimum(row[:-1] + (letters != character), row[1:] + 1)
        row = np.minimum.accumulate(np.concatenate(((0,), step)) - places) + places
        least = min(least, int(row[-1]))
    return least


def measure(pages: Iterable[Page], engine: str) -> Figures:
    """The figures of one engine over pages; reads them first where the cache has them not."""
    figures = Figures()
    for page in pages:
        stories = page.truth()["articles"]
        truth = [paragraph for story in stories for paragraph in story["paragraphs"]]
        figures.add(recognised(page, engine), truth)
    return figures


def report(pages: list[Page]) -> str:
    """A row for each engine that is installed."""
    rows, missing = [], ""
    for engine in ENGINES:
        if reason := absent(engine):
            missing += reason
            continue
        found = measure(pages, engine)
        shares = [share(part / max(1, found.whole)) for part in (found.before, found.after)]
        rows.append((engine, found.wanted, found.whole, *shares))
    header = (
        "engine", "paragraphs", "kept whole", "of these right: sentence end or blank line", "cleaner",
    )  # fmt: skip
    return table(header, rows) + missing


def reported() -> str:
    """The table over the pages that are only reported."""
    return report(reported_pages())


if __name__ == "__main__":
    print("Tuning pages:\n", report(tuned_pages()), "Reported pages:\n", reported(), sep="\n")
