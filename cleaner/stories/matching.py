"""Which headline is whose: the order of the page, and the words a headline shares with a story.

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
from cleaner.stories import roles
from cleaner.stories.bodies import Page, Run, Story, segment
from cleaner.stories.features import Blocks
from cleaner.stories.overlap import Likeness
from cleaner.stories.roles import Block, blocks_of
from cleaner.text.characters import PAGE_BREAK, Flags
from cleaner.text.document import Document

LARGEST = 400  # blocks: more than a page holds
LIKELY = 0.5  # chance that a line is a headline, of one that may be moved
FAR, FAR_MARGIN = 0.1, 0.0  # the same for a story that does not stand beside the headline
NEXT = 0.15  # what standing beside its story is worth, against shared words
OWN, OWN_MARGIN = (
    0.2,
    0.15,
)  # shares of two lines that belong to two stories, and of neither to both
HABIT = 0.08  # what standing on the side the page's headlines stand on is worth
ENOUGH = 3  # stories of a page whose order says something of a headline out of it
LEADING, OCCASION = (
    0.1,
    0.15,
)  # what a line that leads on, or names the occasion, counts as headline
BESIDE = 2  # headlines in one run: more are a list of them, apart from their stories
LEAST = 0.1  # worth below which a headline is no story's


@dataclass
class Group:
    """A headline with its kickers and decks, in the run `run`.

    `shares`: of its words, those each story has, a word of several stories in parts; `leads`: those
    the first paragraph of each story has.
    """

    lines: list[int]
    run: Run
    last_of_run: bool
    shares: list[float] = field(default_factory=list)
    leads: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class Evidence:
    """What a headline must share with a story to be moved to it: words, more of them than with any
    other story, and words of its first paragraph, without which the story may begin elsewhere."""

    share: float
    margin: float
    lead: float

    def holds(self, group: Group, story: int) -> bool:
        others = max(group.shares[:story] + group.shares[story + 1 :], default=0.0)
        own = group.shares[story]
        return own >= self.share and own - others >= self.margin and group.leads[story] >= self.lead


# Of the moves on tuning pages the trees were not fitted on, wrong were 2 of 127 and 1 of 337.
OUT_OF_ORDER = Evidence(0.5, 0.1, 0.3)
ALL_AFTER = Evidence(0.2, 0.0, 0.01)  # on a page whose headlines all stand after their stories


def pages_of(document: Document) -> list[Page]:
    """The pages of a document: form feeds part them, and so does sheer length between stories."""
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
    words = Words(page, groups)
    groups = [part for group in groups for part in _split(page, group, words)]
    for group in groups:
        group.shares, group.leads = words.shares(group.lines), words.leads(group.lines)
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
        sure = likely and enough and evidence.holds(group, story)
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
        if has_headline and role in (roles.HEADLINE, roles.KICKER) and page.parted(line):
            parts.append([])
            has_headline = False
        parts[-1].append(line)
        has_headline |= role == roles.HEADLINE
    if len(parts) > 1 and not has_headline:  # kickers alone after the last headline
        parts[-2:] = [parts[-2] + parts[-1]]
    return [Group(part, run, part is parts[-1]) for part in parts]


class Words:
    """The words of headline lines, and which of them every story has, and its first paragraph."""

    def __init__(self, page: Page, groups: list[Group]) -> None:
        likeness = Blocks.of(page.document).likeness
        texts = [story.text or story.body for story in page.stories]
        held = _held(page, likeness, texts)
        self._weights = held / np.maximum(held.sum(axis=1, keepdims=True), 1)
        self._leads = _held(page, likeness, [text[:1] for text in texts])
        numbers = {line: number for number, line in enumerate(likeness.asked)}
        self._rows = {
            line: likeness.rows[likeness.owners == numbers.get(page.offset + line, -1)]
            for group in groups
            for line in group.lines
        }

    def shares(self, lines: list[int]) -> list[float]:
        """Of the words of these lines, those each story has, a word of several stories in parts."""
        return self._part(self._weights, lines)

    def leads(self, lines: list[int]) -> list[float]:
        """Of the words of these lines, those the first paragraph of each story has."""
        return self._part(self._leads, lines)

    def _part(self, held: NDArray[Any], lines: list[int]) -> list[float]:
        rows = self._rows[lines[0]]
        if len(lines) > 1:
            rows = np.unique(np.concatenate([self._rows[line] for line in lines]))
        found: list[float] = (held[rows].sum(axis=0) / max(len(rows), 1)).tolist()
        return found


def _split(page: Page, group: Group, words: Words) -> list[Group]:
    """A group whose last lines share their words with another story than its first ones, as two."""
    for cut in range(1, len(group.lines)):
        if not page.parted(group.lines[cut]):
            continue
        first, second = group.lines[:cut], group.lines[cut:]
        theirs = [words.shares(first), words.shares(second)]
        best = [int(np.argmax(shares)) for shares in theirs]
        own = min(theirs[0][best[0]], theirs[1][best[1]])
        other = max(theirs[0][best[1]], theirs[1][best[0]])
        if best[0] != best[1] and own >= OWN and own - other >= OWN_MARGIN:
            return [
                Group(first, group.run, False),
                *_split(page, Group(second, group.run, group.last_of_run), words),
            ]
    return [group]


def _held(page: Page, likeness: Likeness, texts: list[list[int]]) -> Flags:
    """Which of the words each of these lists of blocks has: a row a word, a column a list."""
    columns = [
        likeness.held[:, [page.offset + block for block in blocks]].any(axis=1) for blocks in texts
    ]
    return np.stack(columns, axis=1)


def _vote(page: Page, groups: list[Group], runs: list[Run]) -> bool:
    """Whether the headlines of the page stand after their stories: what they share with which."""
    last = len(page.stories) - 1
    before = after = 0.0
    for group in groups:
        if group.run.after >= 0:
            after += group.shares[group.run.after]
        if group.run.after < last:
            before += group.shares[group.run.after + 1]
    return _all_after(page, runs) if before == after else after > before


def _all_after(page: Page, runs: list[Run]) -> bool:
    """Whether the page shows by its order that headlines stand after their stories.

    It begins with a byline or a dateline, and a headline trails the last story.
    """
    bare = runs[0].after >= 0 and page.blocks[page.stories[0].first].reports
    return bare and runs[-1].after == len(page.stories) - 1


def _worth(group: Group, stories: int, after: bool) -> list[float]:
    """How well a group fits each story: shared words, and the place it stands at.

    A story that does not stand beside it must share many words with it, and far more than those do.
    """
    beside = [story for story in (group.run.after, group.run.after + 1) if 0 <= story < stories]
    near = max(group.shares[story] for story in beside)
    worth = [
        share if share >= FAR and share - near >= FAR_MARGIN else 0.0 for share in group.shares
    ]
    for story in beside:
        side_after = story == group.run.after
        worth[story] = group.shares[story]
        worth[story] += NEXT * (group.last_of_run or side_after) + HABIT * (side_after == after)
    return worth


def _beside(group: Group, stories: int, after: bool) -> int:
    """The story a group stands at by the habit of the page."""
    story = group.run.after if after else group.run.after + 1
    return min(max(story, 0), stories - 1)


def _one_to_one(worth: NDArray[np.float64]) -> dict[int, int]:
    """Groups and stories, matched so that the best pairs come first."""
    matched: dict[int, int] = {}
    taken: set[int] = set()
    for pair in np.argsort(-worth, axis=None, kind="stable").tolist():
        group, story = divmod(pair, worth.shape[1])
        if group not in matched and story not in taken and worth[group, story] >= LEAST:
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
