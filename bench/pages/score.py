"""How well the typeset pages are read: by extractor, and by the rule that joined."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from bench.tables import share, table
from cleaner.document import Article, Source
from cleaner.measure import (
    Score,
    everything,
    paragraphs,
    plain,
    score_breaks,
    score_headlines,
    score_paragraphs,
)
from cleaner.pipeline import Result, run

from .cases import Case, cases
from .extract import EXTRACTORS
from .splits import REPORT

NOTHING = Score(0, 0, 0)
WHOLE = 0.9  # share of paragraphs a text must hold in one piece for its joins to be judged
NEAR = 7  # characters on each side by which a place is found in the truth
TIDYING = ("lines.paragraph-break", "columns.blank-lines")  # they join nothing


@dataclass
class Reading:
    """The scores of one extractor: all paragraphs, those of the stories, breaks, headlines."""

    everything: Score = NOTHING
    stories: Score = NOTHING
    breaks: Score = NOTHING
    headlines: Score = NOTHING


@dataclass
class Scores:
    """What was measured over a set of cases. `joins`: right and wrong ones of each rule."""

    readings: dict[str, Reading] = field(default_factory=lambda: defaultdict(Reading))
    joins: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))


def score(given: Iterable[Case]) -> Scores:
    """Clean each case and hold it against its truth."""
    scores = Scores()
    for case in given:
        stories = [Article(**article) for article in case.truth["articles"]]
        truth = [line for story in stories for line in everything(story)]
        truth += case.truth["furniture"]
        result = run(Source.from_text(case.text))
        _add(scores.readings[case.extractor], result, stories, truth)
        if case.params["whole"] >= WHOLE:
            _count_joins(scores.joins, result, "\0".join(map(plain, truth)))
    return scores


def _add(reading: Reading, result: Result, stories: list[Article], truth: list[str]) -> None:
    output = paragraphs(result.text)
    lines = result.ledger.source.text.split("\n")
    reading.everything += score_paragraphs(output, truth)
    reading.stories += score_paragraphs(
        [line for article in result.articles for line in article.paragraphs],
        [line for story in stories for line in story.paragraphs],
    )
    reading.breaks += score_breaks(output, truth, lines)
    reading.headlines += score_headlines(result.articles, stories)


def _count_joins(joins: dict[str, list[int]], result: Result, truth: str) -> None:
    """Count each join as right if the truth has the characters on both sides together."""
    text = result.ledger.source.text
    for entry in result.ledger.entries:
        joining = entry.rule.startswith(("lines.", "columns.")) and entry.rule not in TIDYING
        if entry.applied and joining:
            before = plain(text[: entry.start].rstrip().rpartition("\n")[2])[-NEAR:]
            after = plain(text[entry.end :].lstrip().partition("\n")[0])[:NEAR]
            joins[entry.rule][before + after not in truth] += 1


def reported(seeds: int = 40) -> str:
    """The tables over the first cases of the half that is only reported."""
    extractors = [name for name in EXTRACTORS if name != "pdftotext-layout"]
    return report(score(cases(REPORT[:seeds], extractors)))


def report(scores: Scores) -> str:
    """Both tables."""
    rows = [
        (
            extractor,
            share(reading.everything.f1),
            share(reading.stories.f1),
            share(reading.breaks.f1),
            share(reading.headlines.precision),
            share(reading.headlines.recall),
        )
        for extractor, reading in scores.readings.items()
    ]
    joins = [
        (rule, right, wrong, share(right / (right + wrong)))
        for rule, (right, wrong) in sorted(scores.joins.items())
    ]
    return "\n".join(
        (
            table(
                ("extractor", "paragraphs, F1", "stories' paragraphs, F1", "line breaks, F1",
                 "headlines, precision", "recall"),
                rows,
            ),
            table(("joined by", "right", "wrong", "precision"), joins),
        )
    )  # fmt: skip
