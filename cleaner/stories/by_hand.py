"""Articles as a reviewer has said they begin, whatever the page looks like."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from typing import NamedTuple

from cleaner.stories import roles
from cleaner.stories.bodies import Page, Story


class Mark(NamedTuple):
    """What blocks of a page are by hand: `headline` of what follows, `start` of an article, `join`:
    they go on with the article before. Numbers of blocks, sorted."""

    kind: str
    blocks: list[int]


def arrange(page: Page, marks: Iterable[Mark]) -> None:
    """Make the stories of a page what the marks say, in their order."""
    for kind, blocks in sorted(marks, key=lambda mark: mark.blocks):
        _HOW[kind](page, blocks)
    page.stories.sort(key=lambda story: story.first)


def _start(page: Page, blocks: list[int]) -> None:
    """Begin an article with the first of these blocks."""
    first = blocks[0]
    story = _with(page, first)
    if story is None:
        page.furniture.remove(first)
        page.stories.append(Story(text=[first]))
        return
    if first in story.body and story.first == first:
        return  # it begins there, with whatever headline
    rest = Story()
    for part in _PARTS:
        numbers = getattr(story, part)
        setattr(rest, part, [number for number in numbers if number >= first])
        setattr(story, part, [number for number in numbers if number < first])
    if not _all(story) or not _all(rest):
        story.take_in(rest)
        story.opening += rest.opening
        return
    opening = [number for number in rest.signed if number < min(rest.text, default=0)]
    rest.opening += opening
    rest.signed = [number for number in rest.signed if number not in opening]
    for each in (story, rest):
        _embodied(each)
    page.stories.append(rest)


def _join(page: Page, blocks: list[int]) -> None:
    """Let the article that begins with the first of these blocks go on with the one before."""
    story = _with(page, blocks[0])
    if story is None or min(_all(story)) != blocks[0]:
        return
    before = [each for each in page.stories if each is not story and each.first < story.first]
    if before:
        last = max(before, key=lambda each: each.first)
        page.stories.remove(story)
        story.text = sorted(story.heads + story.text)
        story.heads = []
        last.signed += story.opening
        last.take_in(story)


def _headline(page: Page, blocks: list[int]) -> None:
    """Give these blocks to the article that follows them, as its headline."""
    following = next(
        (n for n in range(blocks[-1] + 1, len(page.blocks)) if n not in page.furniture), None
    )
    for number in blocks:
        _taken_out(page, number)
    if following is None:
        page.furniture = sorted({*page.furniture, *blocks})
        return
    if page.blocks[following].role not in roles.HEADS:
        _start(page, [following])
    story = _with(page, following)
    if story is None:
        story = Story(text=[following])
        page.furniture.remove(following)
        page.stories.append(story)
    story.heads = sorted([*story.heads, *blocks])
    story.main = blocks[0] if len(blocks) == 1 else None


def _taken_out(page: Page, number: int) -> None:
    """Take a block out of wherever it is; an article that was nothing else goes."""
    if number in page.furniture:
        page.furniture.remove(number)
    for story in [*page.stories]:
        for part in _PARTS:
            if number in getattr(story, part):
                getattr(story, part).remove(number)
        if not _all(story):
            page.stories.remove(story)
        else:
            _embodied(story)


def _embodied(story: Story) -> None:
    """An article of headline lines alone has them for its text."""
    if not story.body:
        story.text, story.heads = story.heads, []


def _with(page: Page, number: int) -> Story | None:
    """The story that a block belongs to."""
    return next((each for each in page.stories if number in _all(each)), None)


def _all(story: Story) -> list[int]:
    return [number for part in _PARTS for number in getattr(story, part)]


_PARTS = tuple(each.name for each in fields(Story) if each.name != "main")
_HOW = {"start": _start, "join": _join, "headline": _headline}
