"""Headlines to their stories, and the articles of a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import numpy as np

from cleaner.config import Settings
from cleaner.knowledge.lexicon import Lexicon
from cleaner.ledger.fixes import Edit, Proposal, Stage, To
from cleaner.ledger.rules import Rule, Safety, rule
from cleaner.page import patterns
from cleaner.page.interleaved import interleaved_rows
from cleaner.page.old_style import is_old_style
from cleaner.page.whole import has_whole_lines, is_one_line
from cleaner.stories.bodies import Page, Story
from cleaner.stories.by_hand import Mark, arrange
from cleaner.stories.features import Blocks, may_be_brief
from cleaner.stories.matching import main_of, pages_of
from cleaner.stories.verses import stanzas
from cleaner.text.characters import Ints
from cleaner.text.document import Article, Document
from cleaner.wraps.features import KINDS


@rule("articles.headline", confidence=0.97)
def headline(page: Page) -> list[tuple[list[int], int]]:
    """A headline that stands after its story goes before it.

    ## Why
    Extractors emit a headline where the page's layout puts it, often after the text. Moved are only
    lines that the habit of the whole page and the words they share with a story give to that story;
    where the columns of a page stand in turn (`rows.interleaved`), such a move is a suggestion.

    ## Examples
    Repairs: ▢ 本报记者 张三⏎⏎本报讯 昨日，茶花节在西楼村开幕，茶花盛开，吸引了众多游客。⏎⏎茶花节昨日开幕 → 茶花节昨日开幕⏎⏎▢ 本报记者 张三⏎⏎本报讯 昨日，茶花节在西楼村开幕，茶花盛开，吸引了众多游客。
    Leaves: 茶花节昨日开幕⏎⏎▢ 本报记者 张三⏎⏎本报讯 昨日，茶花节开幕，茶花盛开。⏎

    ## Known failures
    - The story has the headline word for word, as captions are.

    ## Since
    0.1.0
    """
    return [
        (story.heads, story.first)
        for story in page.misplaced()
        if page.blocks[story.first].reports and page.between_blank_lines(story.heads)
    ]


@rule("articles.no-headline", safety=Safety.NOTE)
def no_headline(page: Page) -> list[int]:
    """A story has no headline on this page.

    ## Why
    It is not invented: the article's headline stays empty. Said only of a story that opens with a
    byline or a dateline, on a page that has other lines that may be headlines.

    ## Examples
    Repairs: 茶花节开幕⏎⏎本报记者 张三⏎⏎茶花盛开。⏎⏎本报记者 李四⏎⏎昨日下雨。 → 茶花节开幕⏎⏎本报记者 张三⏎⏎茶花盛开。⏎⏎本报记者 李四⏎⏎昨日下雨。
    Leaves: 茶花节开幕⏎⏎本报记者 张三⏎⏎茶花盛开。

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    return [
        story.first
        for story in page.stories
        if story.opening and not story.heads and page.blocks[story.first].reports
    ]


def propose(
    document: Document, rules: Sequence[Rule], lexicon: Lexicon, settings: Settings
) -> Iterable[Proposal]:
    """Moves of headlines to their stories, and notes on stories without one."""
    if _in_order(Blocks.of(document)):
        return
    for page in pages_of(document):
        if headline in rules:
            for moves in _moves(page):
                yield _doubted(moves) if interleaved_rows(document, lexicon) else moves
        if no_headline in rules:
            rows = [page.blocks[number] for number in no_headline.function(page)]
            texts = [document.text[block.start : block.end] for block in rows]
            yield Proposal(
                no_headline, [block.start for block in rows], [block.end for block in rows], texts
            )


def idle(document: Document, rules: Sequence[Rule]) -> bool:
    """Whether no line is as brief as a headline, or none says that a story begins."""
    if is_one_line(document):
        return True
    if has_whole_lines(document) and not may_be_brief(document):
        return True
    return _in_order(Blocks.of(document))


def _in_order(blocks: Blocks) -> bool:
    """Whether it is plain that no headline is out of place and no story is without one.

    So it is where no block reports, where none but these is brief, and where all that are brief
    come first, and after them the bylines and the dateline of one story.
    """
    if not blocks.brief.any():
        return True
    reports = blocks.reports.nonzero()[0]
    heads = (blocks.brief & ~blocks.reports).nonzero()[0]
    if not len(reports) or not len(heads):
        return True
    first, last = len(heads), len(heads) + len(reports) - 1
    together = heads[-1] == first - 1 and reports[0] == first and reports[-1] == last
    return bool(together and (blocks.kinds[first:last] == KINDS.index(patterns.BYLINE)).all())


def _moves(page: Page) -> Iterable[Proposal]:
    """The moves of headlines to before their stories, safe and suggested."""
    sure: list[tuple[tuple[Edit, ...], str]] = []
    doubtful: list[tuple[tuple[Edit, ...], str]] = []
    moves = headline.function(page)
    moving = {line for lines, _ in moves for line in lines}
    top = 0  # the blocks before this one all move away from the top of the page
    while top in moving:
        top += 1
    for lines, goal in moves:
        fix = (_carry(page, lines, goal, top), "")
        (sure if all(page.sure.get(line) for line in lines) else doubtful).append(fix)
    if sure:
        yield Proposal.of(sure, headline)
    if doubtful:
        yield _doubted(Proposal.of(doubtful, headline))


def _doubted(moves: Proposal) -> Proposal:
    """The moves as suggestions."""
    return replace(moves, safety=Safety.SUGGESTED, confidence=0.7)


def _carry(page: Page, lines: list[int], goal: int, top: int) -> tuple[Edit, ...]:
    """The edits that carry blocks to before another one, each with the blank before it.

    Those at the top of the page, before block `top`, have the blank after them.
    """
    blocks = page.blocks
    place = To(blocks[goal].start)
    edits = []
    for line in lines:
        block = blocks[line]
        edits.append(Edit(block.start, block.end, place))
        if line < top:
            edits.append(Edit(block.end, blocks[line + 1].start, place))
        else:
            edits.append(Edit(blocks[line - 1].end, block.start, place))
    return tuple(edits)


class Part(NamedTuple):
    """A block of an article: what it is, and where it stands in the document (code points)."""

    role: str
    start: int
    end: int


@dataclass
class Reading:
    """The articles of a text, and what stands outside them.

    `parts`: of each article, its blocks in the order of the text; `outside`: those of no article.
    """

    articles: list[Article] = field(default_factory=list)
    furniture: list[str] = field(default_factory=list)
    parts: list[list[Part]] = field(default_factory=list)
    outside: list[Part] = field(default_factory=list)


def read(document: Document, marks: Sequence[tuple[str, Ints]] = ()) -> Reading:
    """The articles of a document whose lines are whole paragraphs.

    `marks`: what a reviewer has said of blocks, and the characters of these, see `stories.by_hand`.
    """
    reading = Reading()
    for page in pages_of(document):
        if marks:
            arrange(page, _marks(page, marks))
        for story in page.stories:
            roles = _roles(page, story)
            reading.articles.append(_article(page, roles))
            reading.parts.append(_parts(page, roles))
        outside = {"furniture": _single(sorted(page.furniture))}
        reading.furniture.extend(page.text(number) for (number,) in outside["furniture"])
        reading.outside.extend(_parts(page, outside))
    return reading


def _marks(page: Page, marks: Sequence[tuple[str, Ints]]) -> Iterable[Mark]:
    """The marks on blocks of a page: on those that have most of the characters, or as many."""
    starts = np.array([block.start for block in page.blocks])
    for kind, characters in marks:
        inside = characters[(characters >= starts[0]) & (characters < page.blocks[-1].end)]
        if len(inside):
            found = np.searchsorted(starts, inside, "right") - 1
            numbers, counts = np.unique(found, return_counts=True)
            yield Mark(kind, numbers[2 * counts >= counts.max()].tolist())


def _roles(page: Page, story: Story) -> dict[str, list[list[int]]]:
    """The blocks of a story by what they are; those that stand together are one stanza."""
    kicker, main, deck = main_of(page, story)
    old = is_old_style(page.document)
    return {
        "headline": [] if main is None else [[main]],
        "kicker": _single(kicker),
        "deck": _single(deck),
        "byline": _single(story.opening + story.signed),
        "paragraph": stanzas(story.text, page.text) if old else _single(story.text),
        "caption": _single(story.captions),
        "note": _single(story.notes),
    }


def _single(numbers: list[int]) -> list[list[int]]:
    return [[number] for number in numbers]


def _article(page: Page, roles: dict[str, list[list[int]]]) -> Article:
    """The article of a story: the texts of its blocks, those of a stanza as lines of one text."""
    headline, *others = (
        ["\n".join(map(page.text, group)) for group in groups] for groups in roles.values()
    )
    return Article(headline[0] if headline else None, *others)


def _parts(page: Page, roles: dict[str, list[list[int]]]) -> list[Part]:
    """Blocks in the order of the text; a stanza is one."""
    found = [
        Part(role, page.blocks[group[0]].start, page.blocks[group[-1]].end)
        for role, groups in roles.items()
        for group in groups
    ]
    return sorted(found, key=lambda part: part.start)


STAGE = Stage("articles", (headline, no_headline), propose, sets_lines=True, idle=idle)
