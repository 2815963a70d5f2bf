"""The stories of an old-style page: each block labelled in one decision for the whole page.

What a block is told by trees over its wording and what stands around it (`old-blocks.npz`), and what
follows what (`old-order.npy`), together: `sequence.likeliest`. A story begins with its heading. A brief
between stories is a story without one, and so is text before all headings.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from cleaner.knowledge.forest import Floats, Forest
from cleaner.knowledge.lexicon import folder
from cleaner.stories import roles
from cleaner.stories.bodies import Page, Story
from cleaner.stories.features import Blocks
from cleaner.stories.old_features import LONG, old_features
from cleaner.stories.sequence import likeliest
from cleaner.text.document import Document

HEAD, MORE, BYLINE, TEXT, SIGNED, ASIDE, PAPER = range(7)  # in the order of the tables
LEAST = 1e-4  # chance of a label at least, so that no block alone decides a page; set by hand
KICKER = 0.5  # of the line below it: a first line of a heading that is shorter is no headline
CERTAIN, LESSER = 1.0, 0.5  # chances given to the headline and to the other lines of a heading


@cache
def _order() -> Floats:
    """The logarithms of the chances of a label (column) after another (row); last row: at first."""
    order: Floats = np.load(folder() / "old-order.npy")
    return order


def labels_of(document: Document) -> list[int]:
    """The label of each block of an old-style document, decided once."""
    known: list[int] | None = document.analyses.get("old labels")
    if known is None:
        forest = Forest.load("old-blocks")
        shares = forest.shares(old_features(Blocks.of(document))[1])
        order = _order()
        known = likeliest(np.log(np.maximum(shares, LEAST)), order[:-1], order[-1])
        document.analyses["old labels"] = known
    return known


def segment_old(page: Page) -> None:
    """Give every block of an old-style page its story."""
    labels = labels_of(page.document)[page.offset : page.offset + len(page.blocks)]
    story: Story | None = None
    for number, label in enumerate(labels):
        block = page.blocks[number]
        if block.role == roles.FURNITURE or label == PAPER:
            page.furniture.append(number)
        elif label == ASIDE:
            _aside(page, story, number)
        else:
            if story is None or label == HEAD:
                story = Story()
                page.stories.append(story)
            _part(story, label).append(number)
    for story in page.stories:
        _name_heads(page, story)


def _aside(page: Page, story: Story | None, number: int) -> None:
    """A brief by itself, or the words of a picture beside a story or outside all."""
    block = page.blocks[number]
    if block.end - block.start > LONG:
        page.stories.append(Story(text=[number]))
    elif story is None:
        page.furniture.append(number)
    else:
        story.captions.append(number)


def _part(story: Story, label: int) -> list[int]:
    """The part of the story that a block with this label belongs to."""
    begun = bool(story.text or story.signed)
    if label in (HEAD, MORE) and not begun:
        return story.heads
    if label == BYLINE and not begun:
        return story.opening
    return story.signed if label in (BYLINE, SIGNED) else story.text


def _name_heads(page: Page, story: Story) -> None:
    """Say which line of its heading is the headline of a story."""
    sizes = [page.blocks[line].end - page.blocks[line].start for line in story.heads]
    kicked = len(sizes) > 1 and sizes[0] <= KICKER * sizes[1]
    for place, line in enumerate(story.heads):
        block, main = page.blocks[line], place == int(kicked)
        block.role = roles.HEADLINE if main else roles.DECK
        block.headline = CERTAIN if main else LESSER
