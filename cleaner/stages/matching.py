"""Which headline is whose: the order of the page, and the words a headline shares with a story.

A vote over the page says whether its headlines stand before or after their stories. A headline out
of that order is given to a story only if it shares many bigrams with it and few with any other; a
bigram that few stories have counts more than one that all have.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cleaner.characters import HAN, LETTER, PAGE_BREAK, class_set
from cleaner.document import Document
from cleaner.stages.roles import BODY, Block, blocks_of
from cleaner.stages.stories import Page, Run, segment

LARGEST = 400  # blocks: more than a page holds
SURE = 0.4  # share of its bigrams that gives a story a headline out of the page's order
MARGIN = 0.3  # and by how much it must beat the next best story
FAR_SURE, FAR_MARGIN = 0.4, 0.3  # the same for a headline that stands away from its story
HABIT = 0.3  # what the page's habit is worth against shared words
ENOUGH = 3  # stories of a page whose order says something of a headline out of it


def pages_of(document: Document) -> list[Page]:
    """The pages of a document: form feeds part them, and so does sheer length between stories."""
    blocks = blocks_of(document)
    if not document.has(PAGE_BREAK) and len(blocks) < LARGEST:
        return [page_of(document, blocks)] if blocks else []
    pages: list[list[Block]] = [[]]
    for block in blocks:
        page = pages[-1]
        fed = page and "\f" in document.text[page[-1].end : block.start]
        long = len(page) >= LARGEST and block.opens and page[-1].role == BODY
        if fed or long:
            pages.append([])
        pages[-1].append(block)
    return [page_of(document, part) for part in pages if part]


def page_of(document: Document, blocks: list[Block]) -> Page:
    """The stories of the blocks of one page."""
    page = Page(document, blocks, [], [], {})
    runs = segment(page)
    if page.stories:
        match(page, runs)
    else:
        for run in runs:
            page.furniture.extend(run.lines)
        page.furniture.sort()
    return page


def match(page: Page, runs: list[Run]) -> None:
    """Give every headline line its story."""
    if not runs:
        return
    ordered = _all_before(page, runs)
    if ordered:  # only the odd runs need a closer look
        runs = _leave_heads(page, runs)
        if not runs:
            return
    likeness = _likeness(page, [line for run in runs for line in run.lines])
    for run in runs:
        _send_away(page, run, likeness)
    runs = [run for run in runs if run.lines]
    habit_after = not ordered and _vote(page, runs, likeness)
    plain_habit = habit_after and _all_after(page, runs)
    for run in runs:
        _place(page, run, likeness, habit_after, plain_habit)


def _vote(page: Page, runs: list[Run], likeness: dict[int, list[float]]) -> bool:
    """Whether the headlines of the page stand after their stories: what they share with which."""
    last = len(page.stories) - 1
    before = after = 0.0
    for run in runs:
        if run.after >= 0:
            after += sum(likeness[line][run.after] for line in run.lines)
        if run.after < last:
            before += sum(likeness[line][run.after + 1] for line in run.lines)
    return _all_after(page, runs) if before == after else after > before


def _all_after(page: Page, runs: list[Run]) -> bool:
    """Whether the page shows by its order that headlines stand after their stories.

    It begins with a byline or a dateline, and a headline trails the last story.
    """
    if not runs:
        return False
    bare = runs[0].after >= 0 and bool(page.stories[0].opening)
    return bare and runs[-1].after == len(page.stories) - 1


def _all_before(page: Page, runs: list[Run]) -> bool:
    """Whether the page shows by its order that headlines stand before their stories.

    It begins with one, none trails the last story, and most stories have one.
    """
    last = len(page.stories) - 1
    return runs[0].after == -1 and runs[-1].after < last and 2 * len(runs) > len(page.stories)


def _leave_heads(page: Page, runs: list[Run]) -> list[Run]:
    """Give each run to the story after it, but for those that follow a story without one."""
    doubtful = []
    for run in runs:
        if run.after >= 0 and not page.stories[run.after].heads:
            doubtful.append(run)
        else:
            page.stories[run.after + 1].heads = run.lines
    return doubtful


def _send_away(page: Page, run: Run, likeness: dict[int, list[float]]) -> None:
    """Give lines that belong to a story elsewhere on the page to it: headlines set apart.

    The words they share must be many, and far more than with any other story. Lines that are not
    as sure stay with the sure line next to them.
    """
    beside = {run.after, run.after + 1}
    homes: dict[int, int] = {}
    for line in run.lines:
        ranked = sorted(
            ((share, story) for story, share in enumerate(likeness[line])), reverse=True
        )
        (best, home), second = ranked[0], ranked[1][0] if len(ranked) > 1 else 0.0
        if best >= FAR_SURE and best - second >= FAR_MARGIN and home not in beside:
            homes[line] = home
    for line in run.lines:
        if (
            line not in homes
            and homes
            and max(likeness[line][s] for s in beside if 0 <= s < len(page.stories)) < SURE
        ):
            nearest = min(homes, key=lambda other: abs(other - line))
            if abs(nearest - line) == 1 and likeness[line][homes[nearest]] > 0:
                homes[line] = homes[nearest]
    for line, home in homes.items():
        page.sure[line] = True
        page.stories[home].heads.append(line)
        page.stories[home].heads.sort()
    run.lines = [line for line in run.lines if line not in homes]


def _place(
    page: Page, run: Run, likeness: dict[int, list[float]], habit_after: bool, plain_habit: bool
) -> None:
    """Split a run between the story before it and the one after it.

    `plain_habit`: the order of the page leaves no doubt that its headlines stand after the stories.
    """
    stories = page.stories
    size = len(run.lines)
    has_before, has_after = run.after >= 0, run.after < len(stories) - 1

    def worth(split: int) -> float:
        value = 0.0
        for index, line in enumerate(run.lines):
            value += likeness[line][run.after if index < split else run.after + 1]
        habit = split == (size if habit_after else 0)
        return value + (HABIT if habit else 0.0)

    if not has_before:
        split = 0
    elif not has_after:
        split = size
    else:
        split = max(range(size + 1), key=worth)
        if not habit_after and stories[run.after].heads:
            split = 0
    for index, line in enumerate(run.lines):
        target = run.after if index < split else run.after + 1
        own = likeness[line][target]
        others = [share for story, share in enumerate(likeness[line]) if story != target]
        lead = own - max(others, default=0.0)
        odd = own >= SURE and lead >= MARGIN and len(stories) >= ENOUGH
        page.sure[line] = plain_habit or odd
        stories[target].heads.append(line)


def _likeness(page: Page, lines: list[int]) -> dict[int, list[float]]:
    """For each headline line, how much of it each story holds: bigrams, weighted by rarity."""
    document, blocks = page.document, page.blocks
    low, high = blocks[0].start, blocks[-1].end
    bigrams = hashed_bigrams(document.codes[low:high])
    word = class_set(HAN, LETTER)
    own = {}
    for line in lines:
        start, end = blocks[line].start, blocks[line].end
        letters = word[document.classes[start:end]]
        own[line] = set(bigrams[start - low : end - low - 1][letters[:-1] & letters[1:]].tolist())
    wanted = np.array(sorted(set().union(*own.values())), np.uint32)
    if not len(wanted):
        return {line: [0.0] * len(page.stories) for line in lines}
    held = _held(page, bigrams, low, wanted)
    weights = held / np.maximum(held.sum(axis=1, keepdims=True), 1)
    rows = dict(zip(wanted.tolist(), weights.tolist(), strict=True))
    return {
        line: [
            sum(shares) / max(len(own[line]), 1)
            for shares in zip(*(rows[bigram] for bigram in own[line]), strict=True)
        ]
        or [0.0] * len(page.stories)
        for line in lines
    }


def hashed_bigrams(codes: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """A number for each two neighbouring characters; that two pairs share one is very rare."""
    return codes[:-1] * np.uint32(0x9E3779B1) + codes[1:]


def _held(
    page: Page, bigrams: NDArray[np.uint32], low: int, wanted: NDArray[np.uint32]
) -> NDArray[np.float64]:
    """Which of the wanted bigrams (rows) the text of each story (columns) has: 1 or 0."""
    sieve = np.zeros(1 << 16, np.bool_)
    sieve[wanted >> 16] = True
    likely = sieve[bigrams >> 16].nonzero()[0]
    row = np.searchsorted(wanted, bigrams[likely])
    row[row == len(wanted)] = 0
    real = wanted[row] == bigrams[likely]
    owner = np.full(len(page.blocks), len(page.stories))
    for index, story in enumerate(page.stories):
        owner[story.text] = index
    starts = np.array([block.start - low for block in page.blocks])
    column = owner[np.searchsorted(starts, likely[real], "right") - 1]
    held = np.zeros((len(wanted), len(page.stories) + 1))
    held[row[real], column] = 1
    return held[:, :-1]
