"""The headline lines of a page in groups, a headline with its kickers and decks, each with its story.

Headlines stand in the order of their stories, whether before them, after them, or in a list apart. So
the lines of a run are given to stories in order, in one decision for the run, on the path that is
worth most: by the words each line shares with each story, by what stands beside it, and by what a line
is. A headline after a kicker goes with it, a deck with the headline above, and a second headline rather
begins another story.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cleaner.stories import roles
from cleaner.stories.bodies import Page, Run
from cleaner.stories.features import Blocks
from cleaner.stories.overlap import BigramOverlap
from cleaner.text.answers import Answers
from cleaner.text.characters import Flags, distinct

# Worths, in overlap, which is a share of bigrams, weighted by rarity. Set by hand on tuning pages.
NEXT = 0.08  # of a story beside the run
HABIT = 0.08  # of the story on the side where the page's headlines stand
SECOND = 0.15  # what it costs that a story has two headlines
AFRESH = 0.25  # that a kicker follows a headline of its story, or begins none
TORN = 0.3  # that a story begins where a heading goes on
UNPARTED = 0.05  # that it begins where no blank line parts it from the heading above
SKIPPED = 0.08  # that a story between two others has no headline in the run
BESIDE = 2  # headlines in one run at most: more are a list of them, apart from their stories
ENOUGH = 5  # bigrams of a line that counts in full

Worths = NDArray[np.float64]


@dataclass
class Group:
    """A headline with its kickers and decks, in the run `run`, and the number of its story.

    `overlaps`: the share of its bigrams that each story has, weighted by rarity; `lead_overlaps`: the
    share that the first paragraph of each story has; `line_overlaps`, `line_leads`: the same of each
    line.
    """

    lines: list[int]
    run: Run
    story: int
    overlaps: list[float] = field(default_factory=list)
    lead_overlaps: list[float] = field(default_factory=list)
    line_overlaps: list[list[float]] = field(default_factory=list)
    line_leads: list[list[float]] = field(default_factory=list)

    @property
    def own(self) -> float:
        """The overlap with its story."""
        return self.overlaps[self.story]

    @property
    def elsewhere(self) -> float:
        """The greatest overlap with another story."""
        return max((*self.overlaps[: self.story], *self.overlaps[self.story + 1 :]), default=0.0)


class HeadlineOverlap:
    """The bigrams of headline lines, and which of them every story has, and its first paragraph."""

    def __init__(self, page: Page, runs: list[Run]) -> None:
        overlap = Blocks.of(page.document).overlap
        texts = [story.text or story.body for story in page.stories]
        present = _presence(page, overlap, texts)
        self._weights = present / np.maximum(present.sum(axis=1, keepdims=True), 1)
        self._lead_presence = _presence(page, overlap, [text[:1] for text in texts])
        numbers = {line: number for number, line in enumerate(overlap.asked)}
        self._bigrams = {
            line: overlap.of(numbers.get(page.offset + line, -1))
            for run in runs
            for line in run.lines
        }
        self._of_line = Answers[int, list[float]](lambda line: self._part(self._weights, [line]))

    def measure(self, group: Group) -> None:
        """Set what a group shares with the stories."""
        group.overlaps = self._with_stories(group.lines)
        group.lead_overlaps = self._part(self._lead_presence, group.lines)
        group.line_overlaps = [self._of_line[line] for line in group.lines]
        group.line_leads = [self._part(self._lead_presence, [line]) for line in group.lines]

    def _with_stories(self, lines: list[int]) -> list[float]:
        """The share of the bigrams of these lines that each story has, weighted by rarity.

        A bigram that several stories have counts for each of them in part.
        """
        return self._part(self._weights, lines) if len(lines) > 1 else self._of_line[lines[0]]

    def worths(self, run: Run) -> Worths:
        """The same of each line of a run (line, story); of a line of few bigrams it is worth less."""
        sizes = np.array([len(self._bigrams[line]) for line in run.lines])
        shares = np.array([self._of_line[line] for line in run.lines])
        found: Worths = shares * (np.minimum(sizes, ENOUGH) / ENOUGH)[:, None]
        return found

    def _part(self, present: NDArray[Any], lines: list[int]) -> list[float]:
        """The share of the bigrams of these lines that each column of `present` has."""
        rows = self._bigrams[lines[0]]
        if len(lines) > 1:
            rows = distinct(np.concatenate([self._bigrams[line] for line in lines]))
        found: list[float] = (present[rows].sum(axis=0) / max(len(rows), 1)).tolist()
        return found


def _presence(page: Page, overlap: BigramOverlap, texts: list[list[int]]) -> Flags:
    """Which of the bigrams each of these lists of blocks has: a row a bigram, a column a list."""
    columns = [
        overlap.present[:, [page.offset + block for block in blocks]].any(axis=1)
        for blocks in texts
    ]
    return np.stack(columns, axis=1)


def headlines_of(page: Page, run: Run) -> int:
    """How many headlines a run seems to have, by what its lines are and the blank lines between."""
    count, has_headline = 1, False
    for line in run.lines:
        role = page.blocks[line].role
        if has_headline and role in (roles.HEADLINE, roles.KICKER) and page.blank_line_before(line):
            count, has_headline = count + 1, False
        has_headline |= role == roles.HEADLINE
    return count if has_headline else max(count - 1, 1)


def groups_of(page: Page, run: Run, overlap: HeadlineOverlap, after: bool) -> list[Group]:
    """The lines of a run, cut where another story's begin. `after`: where headlines stand here."""
    worths = overlap.worths(run)
    listed = headlines_of(page, run) > BESIDE
    for story in (run.after, run.after + 1):
        if not listed and 0 <= story < len(page.stories):
            worths[:, story] += NEXT + HABIT * ((story == run.after) == after)
    groups: list[Group] = []
    for line, story in zip(run.lines, _path(page, run, worths), strict=True):
        if groups and groups[-1].story == story:
            groups[-1].lines.append(line)
        else:
            groups.append(Group([line], run, story))
    for group in groups:
        overlap.measure(group)
    return groups


def _path(page: Page, run: Run, worths: Worths) -> list[int]:
    """The story of each line of a run, never one before that of the line above."""
    stories = np.arange(worths.shape[1])
    best, came = worths[0], [stories]
    for number, line in enumerate(run.lines[1:], 1):
        staying, beginning = _ties(page, run.lines[number - 1], line)
        # The best story before each one, where those left out between them cost.
        raised = best + SKIPPED * stories
        tops = np.maximum.accumulate(raised)
        tops_at = np.maximum.accumulate(np.where(raised == tops, stories, 0))
        begun = np.concatenate(([-np.inf], tops[:-1])) - SKIPPED * stories - beginning
        stayed = best - staying
        came.append(np.where(stayed >= begun, stories, np.concatenate(([0], tops_at[:-1]))))
        best = np.maximum(stayed, begun) + worths[number]
    story = int(best.argmax())
    found = [story]
    for before in came[:0:-1]:
        story = int(before[story])
        found.append(story)
    return found[::-1]


def _ties(page: Page, above: int, line: int) -> tuple[float, float]:
    """What it costs that a line is of the story of the line above it, and that it is of a later one."""
    first, second = page.blocks[above].role, page.blocks[line].role
    if second == roles.DECK:
        return 0.0, TORN
    if not page.blank_line_before(line):
        return 0.0, TORN if first == roles.KICKER else UNPARTED
    if first == roles.KICKER:
        return 0.0, TORN if second == roles.HEADLINE else AFRESH
    return (AFRESH if second == roles.KICKER else SECOND), 0.0
