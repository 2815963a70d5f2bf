"""Which blocks of a page make a story.

A story opens with a byline, a dateline, or the first text after headline lines. Headline lines that
stand together are a run; which story each of them belongs to is settled in `matching`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from cleaner.document import Document
from cleaner.stages import roles
from cleaner.stages.roles import HEADS, Block


@dataclass
class Story:
    """One story, as numbers of blocks: what it opens with, its text, and its headline's lines."""

    opening: list[int] = field(default_factory=list)
    signed: list[int] = field(default_factory=list)
    text: list[int] = field(default_factory=list)
    captions: list[int] = field(default_factory=list)
    notes: list[int] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)

    @property
    def body(self) -> list[int]:
        """All blocks but the headline's, in order."""
        return sorted(self.opening + self.text + self.captions + self.notes + self.signed)

    @property
    def first(self) -> int:
        """The first block of the story without its headline."""
        return self.body[0]


@dataclass
class Page:
    """The blocks of one page, its stories, and what stands outside them.

    `offset`: the number in the document of the page's first block. `sure`: of each headline line,
    whether it may be moved to its story.
    """

    document: Document
    blocks: list[Block]
    offset: int = 0
    stories: list[Story] = field(default_factory=list)
    furniture: list[int] = field(default_factory=list)
    sure: dict[int, bool] = field(default_factory=dict)

    def misplaced(self, story: Story) -> bool:
        """Whether a line of its headline stands after its beginning, or beyond another story."""
        if not story.heads:
            return False
        first, top = story.first, min(story.heads)
        return max(story.heads) > first or any(
            top < number < first
            for other in self.stories
            if other is not story
            for number in other.opening + other.text
        )

    def apart(self, numbers: list[int]) -> bool:
        """Whether blank lines stand around these blocks, so that they are no broken lines of text."""
        text = self.document.text
        return all(
            "\n\n" in text[before.end : after.start]
            for number in numbers
            for before, after in pairwise(self.blocks[max(0, number - 1) : number + 2])
            if not (before.role in HEADS and after.role in HEADS)
        )

    def text(self, number: int) -> str:
        block = self.blocks[number]
        return self.document.text[block.start : block.end]


@dataclass
class Run:
    """Headline lines that stand together, after story `after` (-1: before all stories)."""

    lines: list[int]
    after: int


def segment(page: Page) -> list[Run]:
    """Cut the blocks into stories and the runs of headline lines between them."""
    runs: list[Run] = []
    pending: list[int] = []
    story: Story | None = None
    for number, block in enumerate(page.blocks):
        if block.role == roles.FURNITURE:
            page.furniture.append(number)
        elif block.role in HEADS:
            pending.append(number)
        else:
            if story is None or pending or (block.opens and (story.text or story.signed)):
                if pending:
                    runs.append(Run(pending, len(page.stories) - 1))
                story, pending = Story(), []
                page.stories.append(story)
            _part_of(story, block).append(number)
    if pending:
        runs.append(Run(pending, len(page.stories) - 1))
    return runs


def _part_of(story: Story, block: Block) -> list[int]:
    if block.role == roles.BYLINE:
        return story.signed if block.signs or story.text else story.opening
    return {roles.CAPTION: story.captions, roles.NOTE: story.notes}.get(block.role, story.text)
