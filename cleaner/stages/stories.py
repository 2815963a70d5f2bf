"""Which blocks of a page make a story.

A story opens with a byline or a dateline, or with several headline lines. What stands between two
stories is headline of the one before or of the one after: that is settled in `matching`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from cleaner.document import Document
from cleaner.stages import patterns
from cleaner.stages.roles import BODY, DISPLAY, Block

CLOSING = frozenset((patterns.JUMP, patterns.SIGNED))  # what stands after a story's text
FURNITURE = frozenset((patterns.PAGE, patterns.STAFF, patterns.MASTHEAD))
SUBHEAD = 12  # characters: shorter lines between paragraphs are subheadings, longer ones captions


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
    def first(self) -> int:
        """The first block of the story without its headline."""
        return min(self.opening + self.text + self.captions + self.notes + self.signed)


@dataclass
class Page:
    """The blocks of one page, its stories, and what stands outside them.

    `sure`: of each headline line, whether it may be moved to its story.
    """

    document: Document
    blocks: list[Block]
    stories: list[Story]
    furniture: list[int]
    sure: dict[int, bool]

    def misplaced(self, story: Story) -> bool:
        """Whether a line of its headline stands after its beginning, or beyond another story."""
        if not story.heads:
            return False
        first, top = story.first, story.heads[0]
        return story.heads[-1] > first or any(
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
            if not (before.role == after.role == DISPLAY)
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
    opened = False
    for number, block in enumerate(page.blocks):
        if block.role in FURNITURE:
            if block.role == patterns.PAGE and pending:
                page.furniture.append(pending.pop())
            page.furniture.append(number)
            continue
        if block.role == DISPLAY:
            pending.append(number)
            continue
        # A second byline or the dateline goes on the opening just read; several headline lines
        # between two paragraphs open a story that has neither.
        goes_on = opened and story is not None and not story.text
        starts = story is None or (block.opens and not goes_on)
        if starts or (block.role == BODY and len(pending) > 1):
            if pending:
                runs.append(Run(pending, len(page.stories) - 1))
            story = Story()
            page.stories.append(story)
            pending = []
        assert story is not None
        if pending and block.role not in CLOSING:
            _inside(page, story, pending)
            pending = []
        opened = block.role == patterns.BYLINE
        _part_of(story, block.role).append(number)
    if pending:
        runs.append(Run(pending, len(page.stories) - 1))
    return runs


def _part_of(story: Story, role: str) -> list[int]:
    return {
        patterns.BYLINE: story.opening,
        patterns.SIGNED: story.signed,
        patterns.CAPTION: story.captions,
        patterns.JUMP: story.notes,
    }.get(role, story.text)


def _inside(page: Page, story: Story, pending: list[int]) -> None:
    """Lines between two paragraphs of one story: captions, or subheadings when short."""
    for number in pending:
        block = page.blocks[number]
        long = block.end - block.start >= SUBHEAD
        (story.captions if long else story.text).append(number)
    story.text.sort()
