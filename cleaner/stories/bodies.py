"""Stories: which blocks of a page belong together.

A story opens with a byline, a dateline, or the first text after headline lines. Headline lines that
stand together are a run; which story each of them belongs to is decided in `matching`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, pairwise

from cleaner.stories import roles
from cleaner.stories.roles import HEADS, Block
from cleaner.text.document import Document

# Set by hand.
LIKELY, SURE = 0.5, 0.85  # chances that a line is a headline, of `roles.npz`
REPORTED = 0.6  # of the stories of a page, those that open with a byline or a dateline at least
SUBHEAD = 12  # code points: shorter lines between paragraphs are subheadings, others captions


@dataclass
class Story:
    """One story, as numbers of blocks: what it opens with, its text, and its headline's lines.

    `main`: the line of these that is the headline, where a reviewer has said so.
    """

    opening: list[int] = field(default_factory=list)
    signed: list[int] = field(default_factory=list)
    text: list[int] = field(default_factory=list)
    captions: list[int] = field(default_factory=list)
    notes: list[int] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    main: int | None = None

    def take_in(self, other: Story) -> None:
        """Make another story, which follows this one, a part of it."""
        self.text += other.text
        self.signed += other.signed
        self.captions += other.captions
        self.notes += other.notes
        self.heads += other.heads

    @property
    def body(self) -> list[int]:
        """All blocks but the headline's, in order."""
        return sorted(self.opening + self.text + self.captions + self.notes + self.signed)

    @property
    def first(self) -> int:
        """The first block of the story without its headline, or of this if that is all."""
        return min(self.body or self.heads)


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

    def misplaced(self) -> Iterator[Story]:
        """The stories of which a headline line stands after their beginning, or beyond another."""
        texts = sorted(chain.from_iterable(story.opening + story.text for story in self.stories))
        for story in self.stories:
            if not (story.heads and story.body):
                continue
            if max(story.heads) > story.first or (
                bisect_right(texts, min(story.heads)) < bisect_left(texts, story.first)
            ):
                yield story

    def between_blank_lines(self, numbers: list[int]) -> bool:
        """Whether blank lines stand around these blocks, so that they are no lines of broken text."""
        return all(
            self.blank_line_before(after)
            for number in numbers
            for after in (number, number + 1)
            if 0 < after < len(self.blocks)
            and not all(block.role in HEADS for block in self.blocks[after - 1 : after + 1])
        )

    def blank_line_before(self, number: int) -> bool:
        """Whether a blank line stands before a block."""
        before, here = self.blocks[number - 1 : number + 1]
        return "\n\n" in self.document.text[before.end : here.start]

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
    reported = _opens_its_stories(page)
    for number, block in enumerate(page.blocks):
        if block.refers and pending and page.blocks[pending[-1]].headline < LIKELY:
            page.furniture += [pending.pop(), number]
        elif block.role == roles.FURNITURE:
            page.furniture.append(number)
        elif block.role in HEADS:
            pending.append(number)
        else:
            single = len(pending) == 1 and page.blocks[pending[0]].headline < SURE
            if story and single and reported and not block.opens:
                _inside(page, story, pending.pop())
            if story is None or pending or (block.opens and (story.text or story.signed)):
                if pending:
                    runs.append(Run(pending, len(page.stories) - 1))
                story, pending = Story(), []
                page.stories.append(story)
            _part_of(story, block).append(number)
    if pending:
        runs.append(Run(pending, len(page.stories) - 1))
    return runs


def _opens_its_stories(page: Page) -> bool:
    """Whether the stories of the page open with bylines or datelines, most of them.

    Then one line before text that opens nothing stands inside a story.
    """
    starts = [
        after.opens
        for before, after in pairwise(page.blocks)
        if before.role in HEADS and after.role not in HEADS
    ]
    return sum(starts) >= max(2, REPORTED * len(starts))


def _inside(page: Page, story: Story, number: int) -> None:
    """A line between two paragraphs of one story: a subheading when short, else a caption."""
    block = page.blocks[number]
    (story.text if block.end - block.start < SUBHEAD else story.captions).append(number)


def _part_of(story: Story, block: Block) -> list[int]:
    """The part of the story that a block belongs to."""
    if block.role == roles.BYLINE:
        return story.signed if story.text else story.opening
    return {roles.CAPTION: story.captions, roles.NOTE: story.notes}.get(block.role, story.text)
