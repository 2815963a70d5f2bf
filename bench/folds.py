"""Whole folds of a newspaper of 1920 and 1930, with their articles known: `python -m bench.folds`.

Jing bao, Traditional, parted by 、 or not at all; looked for in `../shared`. A fold is given as its
physical lines, in three layouts: a blank line after each paragraph, after each item (an article, an
advert, a picture, a margin), or nowhere. Every other issue, with all its folds, is of the tuning
half; the reporting half is figures only.

An article counts where it has a heading and text. Its start is right where an article is given that
begins with the same six characters; a headline is right where it is one line of the heading, or some
of them that follow one another; a paragraph where it is exactly so in an article, outside its heads.
What is given of adverts, margins, pictures and items of one paragraph counts neither way.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, groupby
from typing import Any

from bench import ROOT
from bench.tables import share, table
from cleaner.measure import Score, everything, plain
from cleaner.pipeline import run
from cleaner.text.document import Article, Source

PATHS = [ROOT.parent / f"shared/data/newspaper/jingbao_{year}.jsonl" for year in (1920, 1930)]
BETWEEN_PARAGRAPHS, BETWEEN_ITEMS, NOWHERE = LAYOUTS = (
    "between paragraphs", "between items", "nowhere",
)  # fmt: skip
START = 6  # characters by which the start of an article is known
NEAR = 12  # characters by which a text is found in what counts neither way
NOTHING = Score(0, 0, 0)


@dataclass(frozen=True)
class Item:
    """An article, or what is none: its kind, and its paragraphs as physical lines.

    The first paragraph of an article is its heading, a line each.
    """

    kind: str
    paragraphs: list[list[str]]

    @property
    def counts(self) -> bool:
        """Whether it is an article with a heading and text."""
        return self.kind == "article" and len(self.paragraphs) > 1

    @property
    def text(self) -> str:
        return plain("".join(map("".join, self.paragraphs)))

    @cached_property
    def headlines(self) -> set[str]:
        """The lines of the heading, and those that follow one another as one."""
        lines = [plain(line) for line in self.paragraphs[0]]
        return {text for first in range(len(lines)) for text in accumulate(lines[first:])}

    @property
    def body(self) -> list[str]:
        return [plain("".join(lines)) for lines in self.paragraphs[1:]]


@dataclass(frozen=True)
class Fold:
    """Two pages side by side, in reading order."""

    name: str
    items: list[Item]

    def text(self, layout: str) -> str:
        """The physical lines with the blank lines of a layout."""
        lines = "\n\n" if layout == BETWEEN_PARAGRAPHS else "\n"
        items = "\n" if layout == NOWHERE else "\n\n"
        parts = (lines.join(map("\n".join, item.paragraphs)) for item in self.items)
        return items.join(parts) + "\n"


@dataclass
class Figures:
    """What is measured of a layout."""

    starts: Score = NOTHING
    headlines: Score = NOTHING
    paragraphs: Score = NOTHING

    def __add__(self, other: Figures) -> Figures:
        return Figures(
            self.starts + other.starts,
            self.headlines + other.headlines,
            self.paragraphs + other.paragraphs,
        )


def folds(tuning: bool) -> Iterator[Fold]:
    """Those of one half; none where the files are not there."""
    for path in PATHS:
        rows = map(json.loads, path.read_text("utf-8").splitlines()) if path.exists() else ()
        issues = groupby(rows, lambda row: row["fold"].rpartition("_")[0])
        for number, (_, found) in enumerate(issues):
            if (number % 2 == 0) is tuning:
                yield from (_fold(row) for row in found)


def _fold(row: dict[str, Any]) -> Fold:
    items = [Item(each["kind"], each["p"]) for each in row["items"] if "kind" in each]
    return Fold(row["fold"], [item for item in items if any(item.paragraphs)])


def measure(given: Iterable[Fold]) -> dict[str, Figures]:
    """The figures of each layout."""
    found = {layout: Figures() for layout in LAYOUTS}
    for fold in given:
        for layout in LAYOUTS:
            found[layout] += figures_of(fold, run(Source.from_text(fold.text(layout))).articles)
    return found


def figures_of(fold: Fold, articles: Iterable[Article]) -> Figures:
    """The articles read in a fold against those it has."""
    wanted = [item for item in fold.items if item.counts]
    others = "\0".join(item.text for item in fold.items if not item.counts)
    known = "\0".join(item.text for item in wanted)

    def counts(text: str) -> bool:
        return text[:NEAR] in known or text[:NEAR] not in others

    asked = [article for article in articles if counts("".join(map(plain, everything(article))))]
    starts = Score.of(
        ("".join(map(plain, everything(article)))[:START] for article in asked),
        (item.text[:START] for item in wanted),
    )
    claimed = [plain(article.headline) for article in articles if article.headline is not None]
    headlines = _headlines([text for text in claimed if counts(text)], wanted)
    texts = (map(plain, _outside_heads(article)) for article in articles)
    paragraphs = Score.of(
        (text for each in texts for text in each if counts(text)),
        (text for item in wanted for text in item.body),
    )
    return Figures(starts, headlines, paragraphs)


def _headlines(claimed: list[str], wanted: list[Item]) -> Score:
    """How many articles have a headline of their own among those claimed, each counted once."""
    left, right = Counter(claimed), 0
    for item in wanted:
        found = next((text for text in item.headlines if left[text]), None)
        if found is not None:
            left[found] -= 1
            right += 1
    return Score(right, len(claimed), len(wanted))


def _outside_heads(article: Article) -> list[str]:
    return [*article.byline, *article.paragraphs, *article.captions, *article.notes]


def report(found: dict[str, Figures]) -> str:
    """The table."""
    names = ("blank lines", "article starts", "headlines", "paragraphs")
    rows = [
        (layout, *map(_figure, (each.starts, each.headlines, each.paragraphs)))
        for layout, each in found.items()
    ]
    return table(names, rows)


def _figure(score: Score) -> str:
    return f"{share(score.f1)} ({score.right} right of {score.given} given, {score.wanted} there)"


def reported() -> str:
    """The table over the half that is only reported."""
    return half(tuning=False)


def half(tuning: bool) -> str:
    """The table over one half, or why there is none."""
    given = list(folds(tuning))
    if not given:
        return "No jingbao_1920.jsonl in ../shared/data: nothing to measure.\n"
    return report(measure(given))


def main(arguments: list[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.folds", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("--tuning", action="store_true", help="the half one may look at")
    print(half(parser.parse_args(arguments).tuning))


if __name__ == "__main__":
    main()
