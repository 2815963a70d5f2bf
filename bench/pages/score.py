"""How well the typeset pages are read: by extractor, and by the rule that joined."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from bench.tables import share, table
from cleaner.measure import (
    Score,
    everything,
    paragraphs,
    plain,
    score_breaks,
    score_paragraphs,
)
from cleaner.measure.align import align
from cleaner.measure.headlines import score_attachment
from cleaner.measure.readings import Reading
from cleaner.pipeline import Result, run
from cleaner.text.document import Article, Source

from .cases import Case

NOTHING = Score(0, 0, 0)
SEVERAL = 3  # stories of a page whose headlines count
WHOLE = 0.9  # share of paragraphs a text must hold in one piece for its joins to be judged
NEAR = 7  # characters on each side by which a place is found in the truth
# They join nothing, or bring together what stands apart.
TIDYING = (
    "lines.paragraph-break", "columns.blank-lines", "columns.interrupted", "lines.page-turn",
)  # fmt: skip


@dataclass
class Figures:
    """The scores of one extractor: all paragraphs, those of the stories, line breaks; headlines.

    Headlines count on pages of three stories and more: `attached` at their stories, `exact` as the
    headline of it, `moved` to another story by a fix.
    """

    everything: Score = NOTHING
    stories: Score = NOTHING
    breaks: Score = NOTHING
    attached: Score = NOTHING
    exact: Score = NOTHING
    moves: Score = NOTHING


@dataclass
class Scores:
    """What was measured over a set of cases. `joins`: right and wrong ones of each rule."""

    readings: dict[str, Figures] = field(default_factory=lambda: defaultdict(Figures))
    joins: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))


def score(given: Iterable[Case]) -> Scores:
    """Clean each case and hold it against its truth."""
    scores = Scores()
    for case in given:
        truth = Reading(
            [Article(**article) for article in case.truth["articles"]], case.truth["furniture"]
        )
        result = run(Source.from_text(case.text))
        add(scores.readings[_group(case)], result, truth)
        if case.params["whole"] >= WHOLE:
            _count_joins(scores.joins, result, "\0".join(map(plain, truth.paragraphs)))
    return scores


def _group(case: Case) -> str:
    """The extractor, and whether its text holds the paragraphs in one piece."""
    return case.extractor + ("" if case.params["whole"] >= WHOLE else ", rows mixed")


def add(figures: Figures, result: Result, truth: Reading) -> None:
    """Put the scores of one result to the figures."""
    output = Reading(result.articles, result.furniture)
    given, wanted = paragraphs(result.text), truth.paragraphs
    lines = result.ledger.source.text.split("\n")
    figures.everything += score_paragraphs(given, wanted)
    figures.stories += score_paragraphs(
        [line for article in output.articles for line in article.paragraphs],
        [line for story in truth.articles for line in story.paragraphs],
    )
    figures.breaks += score_breaks(given, wanted, lines)
    if len(truth.articles) >= SEVERAL:
        found = score_attachment(output, truth, align(output.paragraphs, wanted))
        figures.attached += found.attached
        figures.exact += found.exact
        figures.moves += _moves(result, truth)


def _moves(result: Result, truth: Reading) -> Score:
    """The headlines that a fix moved: those now before the text of their own story, of all.

    That text may be a part of its paragraph, where the rest was not joined to it.
    """
    following = dict(itertools.pairwise(paragraphs(result.text)))
    homes = {
        plain(text): number
        for number, story in enumerate(truth.articles)
        for text in everything(story)
    }
    moved = {
        plain(entry.before)
        for entry in result.ledger.entries
        if entry.rule == "articles.headline" and entry.applied and entry.before.strip()
    }
    known = [text for text in moved if homes.get(text) is not None and text in following]
    wholes = ["".join(map(plain, everything(story))) for story in truth.articles]
    right = sum(following[text] in wholes[homes[text]] for text in known)
    return Score(right, len(known), len(known))


def _count_joins(joins: dict[str, list[int]], result: Result, truth: str) -> None:
    """Count each join as right if the truth has the characters on both sides together."""
    text = result.ledger.source.text
    for entry in result.ledger.entries:
        joining = entry.rule.startswith(("lines.", "columns.")) and entry.rule not in TIDYING
        if entry.applied and joining:
            before = plain(text[: entry.start].rstrip().rpartition("\n")[2])[-NEAR:]
            after = plain(text[entry.end :].lstrip().partition("\n")[0])[:NEAR]
            joins[entry.rule][before + after not in truth] += 1


def report(scores: Scores) -> str:
    """Both tables."""
    rows = [
        (
            extractor,
            share(figures.everything.f1),
            share(figures.stories.f1),
            share(figures.breaks.f1),
            share(figures.attached.recall),
            share(figures.exact.recall),
            f"{figures.moves.given - figures.moves.right} of {figures.moves.given}",
        )
        for extractor, figures in sorted(scores.readings.items())
    ]
    joins = [
        (rule, right, wrong, share(right / (right + wrong)))
        for rule, (right, wrong) in sorted(scores.joins.items())
    ]
    return "\n".join(
        (
            table(
                ("extractor", "paragraphs, F1", "stories' paragraphs, F1", "line breaks, F1",
                 "headlines at their stories", "as the headline", "wrong moves"),
                rows,
            ),
            table(("joined by", "right", "wrong", "precision"), joins),
        )
    )  # fmt: skip
