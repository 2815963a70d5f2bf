"""Which headline belongs to which story, told by the order of the page and by bigram overlap.

The lines of a run are grouped, a headline with its kickers and decks. A vote over the page says
whether its headlines stand before or after their stories. Groups and stories are then matched one to
one: by the words they share, where a pair of characters that few stories have counts more than one
that all have, and by the order.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cleaner.page import patterns
from cleaner.page.old_style import is_old_style
from cleaner.stories import roles
from cleaner.stories.bodies import Page, Run, Story, segment
from cleaner.stories.features import Blocks
from cleaner.stories.old_pages import segment_old
from cleaner.stories.overlap import BigramOverlap
from cleaner.stories.roles import Block, blocks_of
from cleaner.text.characters import PAGE_BREAK, Flags, distinct
from cleaner.text.document import Document

# Set by hand; an overlap is a share of bigrams, weighted by rarity.
LARGEST = 400  # blocks of a page at most
LIKELY = 0.5  # chance that a line is a headline, of one that may be moved, at least
FAR = 0.1  # overlap with a story that does not stand beside the headline, at least
FAR_MARGIN = 0.0  # by which it is above the overlap with those beside it, at least
OWN = 0.2  # overlap of the first and of the last lines of a group with two stories, at least
OWN_MARGIN = 0.15  # by which these are above their overlap with the other's story, at least
NEXT = 0.15  # what standing beside its story is worth, in overlap
HABIT = 0.08  # what standing on the side the page's headlines stand on is worth, in overlap
ENOUGH = 3  # stories of a page whose order says something of a headline out of it, at least
LEADING = 0.1  # factor on the chance of a line that leads on
OCCASION = 0.15  # the same of one that names the occasion
BESIDE = 2  # headlines in one run at most: more are a list of them, apart from their stories
LEAST = 0.1  # worth of a headline to its story, in overlap, at least


@dataclass
class Group:
    """A headline with its kickers and decks, in the run `run`.

    `overlaps`: the share of its bigrams that each story has, weighted by rarity; `lead_overlaps`: the
    share that the first paragraph of each story has.
    """

    lines: list[int]
    run: Run
    last_of_run: bool
    overlaps: list[float] = field(default_factory=list)
    lead_overlaps: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class Evidence:
    """What a headline must share with a story to be moved to it: least shares of its bigrams.

    `overlap`: weighted by rarity; `margin`: by how much it is above that with any other story; `lead`:
    with its first paragraph, without which the story may begin elsewhere.
    """

    overlap: float
    margin: float
    lead: float

    def supports(self, group: Group, story: int) -> bool:
        """Whether a headline shares that much with a story."""
        others = max(group.overlaps[:story] + group.overlaps[story + 1 :], default=0.0)
        own = group.overlaps[story]
        return (
            own >= self.overlap
            and own - others >= self.margin
            and group.lead_overlaps[story] >= self.lead
        )


# Set by hand. Of the moves on tuning pages the trees were not fitted on, wrong were 2 of 127 and 1 of
# 337.
OUT_OF_ORDER = Evidence(0.5, 0.1, 0.3)
ALL_AFTER = Evidence(0.2, 0.0, 0.01)  # on a page whose headlines all stand after their stories


def pages_of(document: Document) -> list[Page]:
    """The pages of a document: split at form feeds, and between stories after `LARGEST` blocks."""
    blocks = blocks_of(document)
    if not document.has(PAGE_BREAK) and len(blocks) < LARGEST:
        return [page_of(document, blocks, 0)] if blocks else []
    pages: list[list[Block]] = [[]]
    for block in blocks:
        page = pages[-1]
        fed = page and "\f" in document.text[page[-1].end : block.start]
        long = len(page) >= LARGEST and block.opens and page[-1].role == roles.BODY
        if fed or long:
            pages.append([])
        pages[-1].append(block)
    starts = np.cumsum([0, *map(len, pages)]).tolist()
    return [
        page_of(document, part, start) for part, start in zip(pages, starts, strict=False) if part
    ]


def page_of(document: Document, blocks: list[Block], offset: int) -> Page:
    """The stories of the blocks of one page, which begin with block `offset` of the document."""
    page = Page(document, blocks, offset)
    if is_old_style(document):
        segment_old(page)
        return page
    runs = segment(page)
    if page.stories:
        match(page, runs)
    else:
        page.furniture.extend(line for run in runs for line in run.lines)
        page.furniture.sort()
    return page


def match(page: Page, runs: list[Run]) -> None:
    """Give every headline line its story."""
    groups = [group for run in runs for group in _groups(page, run)]
    if not groups:
        return
    if len(groups) == len(runs) == len(page.stories) and runs[-1].after < len(runs) - 1:
        for group in groups:  # each story has its headline before it
            page.stories[group.run.after + 1].heads = group.lines
        return
    overlap = HeadlineOverlap(page, groups)
    groups = [part for group in groups for part in _split(page, group, overlap)]
    for group in groups:
        group.overlaps = overlap.with_stories(group.lines)
        group.lead_overlaps = overlap.with_lead_paragraphs(group.lines)
    after = _vote(page, groups, runs)
    together = max(Counter(id(group.run) for group in groups).values())
    plain = after and together <= BESIDE and _all_after(page, runs)
    evidence = ALL_AFTER if plain else OUT_OF_ORDER
    enough = plain or len(page.stories) >= ENOUGH
    worth = np.array([_worth(group, len(page.stories), after) for group in groups])
    matched = _one_to_one(worth)
    for number, group in enumerate(groups):
        story = matched.get(number, _beside(group, len(page.stories), after))
        page.stories[story].heads += group.lines
        likely = max(page.blocks[line].headline for line in group.lines) >= LIKELY
        sure = likely and enough and evidence.supports(group, story)
        page.sure.update(dict.fromkeys(group.lines, sure))
    for each in page.stories:
        each.heads.sort()
    _gather(page, runs)


def _gather(page: Page, runs: list[Run]) -> None:
    """Make reports that follow one another under one headline one story, as in a digest.

    Between them stands no headline line and no byline, and one of them has no headline.
    """
    headed = {run.after for run in runs}
    kept: list[Story] = []
    for number, story in enumerate(page.stories):
        before = kept[-1] if kept else None
        alone = number - 1 in headed or any(
            page.blocks[block].role == roles.BYLINE for block in story.opening
        )
        if before and not alone and bool(before.heads) != bool(story.heads):
            before.take_in(story)
        else:
            kept.append(story)
    page.stories = kept


def _groups(page: Page, run: Run) -> list[Group]:
    """The lines of a run, cut so that each group has one headline.

    Two lines without a blank line between them may be one headline: no rule was sure of it.
    """
    parts: list[list[int]] = [[]]
    has_headline = False
    for line in run.lines:
        role = page.blocks[line].role
        if has_headline and role in (roles.HEADLINE, roles.KICKER) and page.blank_line_before(line):
            parts.append([])
            has_headline = False
        parts[-1].append(line)
        has_headline |= role == roles.HEADLINE
    if len(parts) > 1 and not has_headline:  # kickers alone after the last headline
        parts[-2:] = [parts[-2] + parts[-1]]
    return [Group(part, run, part is parts[-1]) for part in parts]


class HeadlineOverlap:
    """The bigrams of headline lines, and which of them every story has, and its first paragraph."""

    def __init__(self, page: Page, groups: list[Group]) -> None:
        overlap = Blocks.of(page.document).overlap
        texts = [story.text or story.body for story in page.stories]
        present = _presence(page, overlap, texts)
        self._weights = present / np.maximum(present.sum(axis=1, keepdims=True), 1)
        self._lead_presence = _presence(page, overlap, [text[:1] for text in texts])
        numbers = {line: number for number, line in enumerate(overlap.asked)}
        self._bigrams = {
            line: overlap.of(numbers.get(page.offset + line, -1))
            for group in groups
            for line in group.lines
        }

    def with_stories(self, lines: list[int]) -> list[float]:
        """The share of the bigrams of these lines that each story has, weighted by rarity.

        A bigram that several stories have counts for each of them in part.
        """
        return self._part(self._weights, lines)

    def with_lead_paragraphs(self, lines: list[int]) -> list[float]:
        """The share of the bigrams of these lines that the first paragraph of each story has."""
        return self._part(self._lead_presence, lines)

    def _part(self, present: NDArray[Any], lines: list[int]) -> list[float]:
        """The share of the bigrams of these lines that each column of `present` has."""
        rows = self._bigrams[lines[0]]
        if len(lines) > 1:
            rows = distinct(np.concatenate([self._bigrams[line] for line in lines]))
        found: list[float] = (present[rows].sum(axis=0) / max(len(rows), 1)).tolist()
        return found


def _split(page: Page, group: Group, overlap: HeadlineOverlap) -> list[Group]:
    """The group in two where its last lines overlap with another story than its first ones."""
    for cut in range(1, len(group.lines)):
        if not page.blank_line_before(group.lines[cut]):
            continue
        first, second = group.lines[:cut], group.lines[cut:]
        theirs = [overlap.with_stories(first), overlap.with_stories(second)]
        best = [int(np.argmax(overlaps)) for overlaps in theirs]
        own = min(theirs[0][best[0]], theirs[1][best[1]])
        other = max(theirs[0][best[1]], theirs[1][best[0]])
        if best[0] != best[1] and own >= OWN and own - other >= OWN_MARGIN:
            return [
                Group(first, group.run, False),
                *_split(page, Group(second, group.run, group.last_of_run), overlap),
            ]
    return [group]


def _presence(page: Page, overlap: BigramOverlap, texts: list[list[int]]) -> Flags:
    """Which of the bigrams each of these lists of blocks has: a row a bigram, a column a list."""
    columns = [
        overlap.present[:, [page.offset + block for block in blocks]].any(axis=1)
        for blocks in texts
    ]
    return np.stack(columns, axis=1)


def _vote(page: Page, groups: list[Group], runs: list[Run]) -> bool:
    """Whether the headlines of the page stand after their stories: what they share with which."""
    last = len(page.stories) - 1
    before = after = 0.0
    for group in groups:
        if group.run.after >= 0:
            after += group.overlaps[group.run.after]
        if group.run.after < last:
            before += group.overlaps[group.run.after + 1]
    return _all_after(page, runs) if before == after else after > before


def _all_after(page: Page, runs: list[Run]) -> bool:
    """Whether the page shows by its order that headlines stand after their stories.

    It begins with a byline or a dateline, and a headline trails the last story.
    """
    bare = runs[0].after >= 0 and page.blocks[page.stories[0].first].reports
    return bare and runs[-1].after == len(page.stories) - 1


def _worth(group: Group, stories: int, after: bool) -> list[float]:
    """How well a group fits each story: bigram overlap, and the place it stands at.

    A story that does not stand beside it must share many words with it, and far more than those do.
    """
    beside = [story for story in (group.run.after, group.run.after + 1) if 0 <= story < stories]
    near = max(group.overlaps[story] for story in beside)
    worth = [
        share if share >= FAR and share - near >= FAR_MARGIN else 0.0 for share in group.overlaps
    ]
    for story in beside:
        side_after = story == group.run.after
        worth[story] = group.overlaps[story]
        worth[story] += NEXT * (group.last_of_run or side_after) + HABIT * (side_after == after)
    return worth


def _beside(group: Group, stories: int, after: bool) -> int:
    """The number of the story a group stands beside by the habit of the page."""
    story = group.run.after if after else group.run.after + 1
    return min(max(story, 0), stories - 1)


def _one_to_one(worth: NDArray[np.float64]) -> dict[int, int]:
    """Groups and stories, matched so that the best pairs come first."""
    matched: dict[int, int] = {}
    taken: set[int] = set()
    fit = np.flatnonzero(worth >= LEAST)
    for pair in fit[np.argsort(-worth.ravel()[fit], kind="stable")].tolist():
        group, story = divmod(pair, worth.shape[1])
        if group not in matched and story not in taken:
            matched[group] = story
            taken.add(story)
    return matched


def main_of(page: Page, story: Story) -> tuple[list[int], int | None, list[int]]:
    """The headline lines of a story as kickers, the headline, and decks: numbers of blocks."""
    if not story.heads:
        return [], None, []
    main = max(story.heads, key=lambda line: _headline_chance(page, line))
    return (
        [line for line in story.heads if line < main],
        main,
        [line for line in story.heads if line > main],
    )


def _headline_chance(page: Page, line: int) -> float:
    """The chance that a line is the headline of its story, beside other lines that may be it."""
    text, chance = page.text(line), page.blocks[line].headline
    if patterns.leads_on(text):
        return chance * LEADING
    return chance * OCCASION if text.endswith(patterns.OCCASIONS) else chance
