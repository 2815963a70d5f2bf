"""Which headline belongs to which story, told by the order of the page and by bigram overlap.

A vote over the page says whether its headlines stand before or after their stories. The lines of each
run are then given to stories in order (`groups`), and a headline may be moved where the reading after
it is clearly better (`evidence`).
"""

from __future__ import annotations

import numpy as np

from cleaner.page import patterns
from cleaner.page.old_style import is_old_style
from cleaner.stories import roles
from cleaner.stories.bodies import Page, Run, Story, segment
from cleaner.stories.evidence import ALL_AFTER, LIKELY, OUT_OF_ORDER, holds_together
from cleaner.stories.groups import (
    BESIDE,
    HABIT,
    NEXT,
    Group,
    HeadlineOverlap,
    groups_of,
    headlines_of,
)
from cleaner.stories.old_pages import segment_old
from cleaner.stories.roles import Block, blocks_of
from cleaner.text.characters import PAGE_BREAK
from cleaner.text.document import Document

# Set by hand.
LARGEST = 400  # blocks of a page, after which the next report begins another one
TOO_LARGE = 2 * LARGEST  # blocks after which the next headline does, too
ENOUGH = 3  # stories of a page whose order says something of a headline out of it, at least
LEADING = 0.1  # factor on the chance of a line that leads on
OCCASION = 0.15  # the same of one that names the occasion


def pages_of(document: Document) -> list[Page]:
    """The pages of a document: split at form feeds, and where they are long between stories.

    Which story is whose is asked of each headline and each story, so that a page has to end. No
    printed page has so many blocks.
    """
    blocks = blocks_of(document)
    if not document.has(PAGE_BREAK) and len(blocks) < LARGEST:
        return [page_of(document, blocks, 0)] if blocks else []
    pages: list[list[Block]] = [[]]
    for block in blocks:
        page = pages[-1]
        fed = page and "\f" in document.text[page[-1].end : block.start]
        if fed or _ends_here(page, block):
            pages.append([])
        pages[-1].append(block)
    starts = np.cumsum([0, *map(len, pages)]).tolist()
    return [
        page_of(document, part, start) for part, start in zip(pages, starts, strict=False) if part
    ]


def _ends_here(page: list[Block], block: Block) -> bool:
    """Whether a page with so many blocks ends before this one, which begins a story."""
    if len(page) < LARGEST or page[-1].role in roles.HEADS:
        return False
    if block.opens and page[-1].role == roles.BODY:
        return True
    return len(page) >= TOO_LARGE and block.role in roles.HEADS


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
    if not runs:
        return
    counts = [headlines_of(page, run) for run in runs]
    last = len(page.stories) - 1
    if sum(counts) == len(runs) == last + 1 and runs[-1].after < last:
        for run in runs:  # each story has its headline before it
            page.stories[run.after + 1].heads = run.lines
        return
    overlap = HeadlineOverlap(page, runs)
    after = _vote(page, runs, overlap)
    groups = [group for run in runs for group in groups_of(page, run, overlap, after)]
    _settle(groups, last, after)
    plain = after and max(counts) <= BESIDE and _all_after(page, runs)
    for number, group in enumerate(groups):
        page.stories[group.story].heads += group.lines
        likely = max(page.blocks[line].headline for line in group.lines) >= LIKELY
        trails = plain and group.story == group.run.after
        evidence = ALL_AFTER if trails else OUT_OF_ORDER
        sure = likely and (plain or last + 1 >= ENOUGH) and evidence.supports(group)
        sure = sure and holds_together(page, groups, number)
        page.sure.update(dict.fromkeys(group.lines, sure))
    for each in page.stories:
        each.heads.sort()
    _gather(page, runs)


def _settle(groups: list[Group], last: int, after: bool) -> None:
    """Leave a story that several groups are given the one worth most; others go beside, if they can.

    `last`: the number of the last story.
    """
    best: dict[int, Group] = {}
    for group in groups:
        other = best.get(group.story)
        if other is None or _worth(group, after) > _worth(other, after):
            best[group.story] = group
    for group in groups:
        if best[group.story] is not group:
            beside = min(max(group.run.after + (not after), 0), last)
            if beside not in best:
                group.story = beside


def _worth(group: Group, after: bool) -> float:
    """What it is worth that a group is its story's, in overlap."""
    beside = group.story - group.run.after in (0, 1)
    return group.own + beside * (NEXT + HABIT * ((group.story == group.run.after) == after))


def _vote(page: Page, runs: list[Run], overlap: HeadlineOverlap) -> bool:
    """Whether the headlines of the page stand after their stories: what they share with which."""
    last = len(page.stories) - 1
    before = after = 0.0
    for run in runs:
        shares = overlap.worths(run).sum(axis=0)
        if run.after >= 0:
            after += shares[run.after]
        if run.after < last:
            before += shares[run.after + 1]
    return _all_after(page, runs) if before == after else after > before


def _all_after(page: Page, runs: list[Run]) -> bool:
    """Whether the page shows by its order that headlines stand after their stories.

    It begins with a byline or a dateline, and a headline trails the last story.
    """
    bare = runs[0].after >= 0 and page.blocks[page.stories[0].first].reports
    return bare and runs[-1].after == len(page.stories) - 1


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


def main_of(page: Page, story: Story) -> tuple[list[int], int | None, list[int]]:
    """The headline lines of a story as kickers, the headline, and decks: numbers of blocks."""
    if not story.heads:
        return [], None, []
    main = story.main
    if main not in story.heads:
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
