"""How well columns are read from text alone: `python -m bench.columns`.

Pages that a typesetter, a browser and the maker of modular pages set, as `pdftotext -layout`,
`pdftotext` and pdfminer give them. `--split tune` for the half one may look at.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice
from time import process_time

from bench.columns import pages
from bench.pages import renderers, splits
from bench.pages.cases import Case
from bench.pages.check import squeezed
from bench.pages.score import Figures, add
from bench.tables import share, table
from cleaner import config
from cleaner.ledger.entries import Entry
from cleaner.measure.readings import Reading
from cleaner.pipeline import Result, checked, run
from cleaner.text.document import Article, Source

WHOLE = 0.9  # of the paragraphs, those in one piece from which on the rows of a text are not mixed
STAGES = ("rows", "blocks")
UNREAD = ("rows.doubtful", "rows.interleaved")
PAGES = 40
HEAD = (
    "pages", "given by", "texts", "paragraphs, F1", "without the stages", "stories' paragraphs, F1",
    "headlines at their stories", "in one piece as given", "put in order", "pages made worse",
    "joins beside unread gutters", "ms more a page",
)  # fmt: skip


@dataclass
class Found:
    """What was measured over the texts of one kind. `given`, `ordered`: paragraphs of the truth in
    one piece; `worse`: texts with fewer of them than given; `joins`: those applied in what was noted
    as columns that are not read; `seconds`: more than without the stages."""

    texts: int = 0
    wanted: int = 0
    given: int = 0
    ordered: int = 0
    worse: int = 0
    joins: int = 0
    seconds: float = 0.0
    figures: Figures = field(default_factory=Figures)
    without: Figures = field(default_factory=Figures)


def measure(cases: Iterable[Case], kind: str) -> dict[tuple[str, str], Found]:
    """The figures of cases of one kind, by how they were given."""
    only = checked(config.make({"only": list(STAGES)}, "bench"), "bench")
    skip = checked(config.make({"skip": list(STAGES)}, "bench"), "bench")
    found: dict[tuple[str, str], Found] = defaultdict(Found)
    for case in cases:
        mixed = ", rows mixed" if case.params["whole"] < WHOLE else ""
        each = found[kind, case.extractor + mixed]
        truth = Reading(
            [Article(**article) for article in case.truth["articles"]], case.truth["furniture"]
        )
        source = Source.from_text(case.text)
        begun = process_time()
        result = run(source)
        between = process_time()
        without = run(source, skip)
        each.seconds += 2 * between - begun - process_time()
        wanted = [squeezed(text) for article in truth.articles for text in article.paragraphs]
        given, ordered = squeezed(case.text), squeezed(run(source, only).text)
        before, after = (sum(text in whole for text in wanted) for whole in (given, ordered))
        each.texts += 1
        each.wanted += len(wanted)
        each.given += before
        each.ordered += after
        each.worse += after < before
        each.joins += joins(result)
        add(each.figures, result, truth)
        add(each.without, without, truth)
    return found


def joins(result: Result) -> int:
    """The joins applied within what was noted as columns that are not read."""
    entries = list(result.ledger.entries)
    spans = [(each.start, each.end) for each in entries if each.rule in UNREAD]
    return sum(_joins(each) and _within(each, spans) for each in entries)


def _joins(entry: Entry) -> bool:
    applied = entry.applied and entry.rule.startswith(("lines.", "columns."))
    return applied and "\n" in entry.before and "\n" not in entry.after


def _within(entry: Entry, spans: list[tuple[int, int]]) -> bool:
    return any(start < entry.start and entry.end < end for start, end in spans)


def report(found: dict[tuple[str, str], Found]) -> str:
    """The table."""
    rows = [
        (
            kind, extractor, each.texts, share(each.figures.everything.f1),
            share(each.without.everything.f1), share(each.figures.stories.f1),
            share(each.figures.attached.recall), share(each.given / max(1, each.wanted)),
            share(each.ordered / max(1, each.wanted)), each.worse, each.joins,
            round(1000 * each.seconds / each.texts),
        )
        for (kind, extractor), each in sorted(found.items())
    ]  # fmt: skip
    return table(HEAD, rows)


def reported(count: int = PAGES, split: range = splits.REPORT, own_only: bool = False) -> str:
    """The figures of the first pages of a split, of every kind that can be set here."""
    found: dict[tuple[str, str], Found] = {}
    missing = []
    for kind in pages.KINDS:
        if reason := renderers.absent(pages.RENDERERS.get(kind, "typst")):
            missing.append(f"{kind}: {reason}")
            continue
        found |= measure(pages.given(kind, islice(split, count), own_only), kind)
    return report(found) + "".join(missing)


def main(arguments: list[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.columns", description=__doc__)
    parser.add_argument("--split", choices=("report", "tune"), default="report")
    parser.add_argument("--pages", type=int, default=PAGES)
    parser.add_argument("--own", action="store_true", help="only the shipped corpus")
    asked = parser.parse_args(arguments)
    split = splits.TUNE if asked.split == "tune" else splits.REPORT
    print(reported(asked.pages, split, asked.own))


if __name__ == "__main__":
    main()
