"""Latin text wrapped at a fixed width: the width, and which of its line ends are wraps.

A typewriter, an editor or a mail program fills each line with as many words as fit. So the first
word of the next line would not have fitted in the line before: where one width explains most line
ends in mid-sentence, and hardly a line is wider, the text was wrapped there. What was not wrapped
shows no such width: verses, lists of short lines, code, tables, logs. Indents, marks of items and
of quotations tell which lines can belong to one paragraph at all.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise

import numpy as np

from cleaner.knowledge.forest import Floats
from cleaner.text.answers import Answers
from cleaner.text.characters import HYPHEN, WIDE_SPACE, Flags, Ints
from cleaner.text.regex import regex
from cleaner.wraps.dehyphenation import Hyphen, hyphen_at
from cleaner.wraps.few_latin import NARROW, few_wraps
from cleaner.wraps.gaps import Gaps
from cleaner.wraps.latin_lines import (
    ITEM,
    ROW,
    TAB,
    TEXT,
    Line,
    at,
    has_code,
    is_code,
    is_header,
    is_running,
    labels_below,
    parse,
    stops,
)

# Set by hand; what they give is measured by `python -m bench.latin`.
NARROWEST, WIDEST = 30, 120  # cells of the width a text was wrapped at
COLUMN, MANY = 20, 12  # cells of a narrow column, and line ends that show one
SIZE = WIDEST + 2  # entries of a table by width
SLACK = 8  # cells by which lines wrapped by hand are narrower or wider at most
INDENT = 8  # cells of a paragraph's indent at most
EXPLAINED = 0.6  # of the line ends in mid-sentence, those that one width explains, at least
WIDER = 0.12  # of the lines, those that are wider than it, at most
SEEN = 2  # line ends that one width explains, at least
FEW = 3  # line ends, at least, that show the width of a paragraph narrower or wider than the text
SURE_SHARE = 0.85  # of the line ends of such a paragraph, those that its width explains, at least
RAGGED = 0.6  # of the width: a line whose sentence goes on without a capital is as wide at least
NEARLY = 0.8  # the same, where no other line end of the paragraph is explained
CAPITALS = 0.5  # of the lines after a line end in mid-sentence, those with a capital at most
WRAP, BREAK, STAYS = 0.95, 0.0, np.nan  # chances for a wrap, a paragraph's end, what is neither
FENCE = regex(r"^[ \t]*(?:```|~~~)", re.M)
SIGNATURE = "--"


def latin_chances(gaps: Gaps) -> Floats:
    """The chance of a wrap at each gap between two Latin lines, measured once.

    It is not a number where the line end stays as it is, neither joined nor widened to a blank
    line: in a list, a table, a header, verse. From then on the gaps inside a quotation take in the
    marks at the beginning of their second line.
    """
    if gaps.latin_chances is None:
        gaps.latin_chances = _measured(gaps)
    return gaps.latin_chances


def _measured(gaps: Gaps) -> Floats:
    """The same; moves the ends of the gaps inside a quotation."""
    chances = np.full(len(gaps), STAYS, np.float32)
    text = gaps.lines.document.text
    near = gaps.between_latin & (gaps.newlines == 1)
    if not near.any() or _too_narrow(gaps, near) or is_code(text, len(gaps)):
        return chances
    paragraphs = [each for block in _blocks(gaps, near) for each in _paragraphs(gaps, *block)]
    quoted: dict[int, list[Paragraph]] = defaultdict(list)
    for paragraph in paragraphs:
        quoted[paragraph.depth].append(paragraph)
    widths = {depth: _width(alike) for depth, alike in quoted.items()}
    gaps.ends = gaps.ends.copy()
    alone = sum(paragraph.running for paragraph in paragraphs) == 1
    prose = not has_code(text)
    for paragraph in paragraphs:
        if not len(paragraph):
            continue
        places = slice(paragraph.first, paragraph.first + len(paragraph))
        width = widths[paragraph.depth]
        wraps = paragraph.wraps(width)
        if prose and not width and not wraps.any() and paragraph.running:
            wraps = paragraph.divided_words | few_wraps(text, paragraph.lines, alone)
        chances[places] = np.where(wraps, WRAP, STAYS)
        gaps.ends[places] = [line.start for line in paragraph.lines[1:]]
    for above, below in pairwise(paragraphs):
        if above.leads_to(below) and (chances[above.first : below.first] == WRAP).any():
            chances[below.first - 1] = BREAK
    return chances


def _too_narrow(gaps: Gaps, near: Flags) -> bool:
    """Whether no line at the gaps `near` is as wide as a wrapped one, quoted, or ends in a hyphen."""
    lines = gaps.lines
    tabs = TAB if "\t" in lines.document.text else 1
    widths = tabs * (lines.ends - lines.starts + lines.indents)
    above = np.append(near, False)
    below = np.append(False, near)
    if (widths[above | below] >= NARROW).any() or (gaps.last[near] == HYPHEN).any():
        return False
    quoted = lines.document.codes[lines.starts] == ord(">")
    return not (lines.document.has(WIDE_SPACE) or (quoted & below).any())


def _blocks(gaps: Gaps, near: Flags) -> Iterator[tuple[int, list[Line]]]:
    """The runs of Latin lines without a blank line inside: the number of the first, and all.

    Headers, signatures and what is fenced are left out.
    """
    lines, text = gaps.lines, gaps.lines.document.text
    fences = [found.start() for found in FENCE.finditer(text)]
    fenced = np.searchsorted(np.array(fences, np.int64), lines.starts, "right") % 2 == 1
    near = near & ~fenced[:-1]
    edges = np.diff(near.astype(np.int8), prepend=0, append=0)
    starts, ends = (lines.starts - lines.indents).tolist(), lines.ends.tolist()
    parsed = Answers(parse)
    for first, last in zip((edges == 1).nonzero()[0], (edges == -1).nonzero()[0], strict=True):
        block = [
            at(parsed[text[starts[line] : ends[line]]], starts[line])
            for line in range(first, last + 1)
        ]
        signature = [at for at, line in enumerate(block) if line.word == SIGNATURE]
        block = block[: signature[0]] if signature else block
        if len(block) > 1 and not is_header(text, block):
            yield int(first), block


def _paragraphs(gaps: Gaps, first: int, block: list[Line]) -> Iterator[Paragraph]:
    """The lines of a block that can be one paragraph by their marks and indents."""
    text = gaps.lines.document.text
    current: list[Line] = []
    for number, line in enumerate(block):
        if current and not _may_follow(text, current, line, block[number + 1 : number + 2]):
            yield Paragraph(gaps, first + number - len(current), current)
            current = []
        current.append(line)
    start = first + len(block) - len(current)
    labels = labels_below(text, current)
    if labels:
        yield Paragraph(gaps, start, current[:-labels])
        yield Paragraph(gaps, start + len(current) - labels, current[-labels:])
    else:
        yield Paragraph(gaps, start, current)


def _may_follow(text: str, current: list[Line], line: Line, following: list[Line]) -> bool:
    """Whether `line` can go on the paragraph that has the lines `current`, by its looks."""
    opening, before = current[0], current[-1]
    if line.kind != TEXT or before.kind == ROW or line.depth != before.depth:
        return False
    if len(current) > 1:
        return line.left == before.left
    if opening.kind == ITEM:
        return line.left > opening.left or line.left == opening.left == 0
    if line.left == before.left:
        indented = following and following[0].kind == TEXT and following[0].left < line.left
        return not (indented and stops(text, before))
    alone = not following or following[0].kind != TEXT or following[0].depth != line.depth
    levels = (line.left, opening.left)
    return abs(line.left - before.left) <= INDENT and (alone or following[0].left in levels)


class Paragraph:
    """Lines that can be one paragraph. `first`: the number of the first of them in its text.

    The columns have an entry for each line end inside.
    """

    def __init__(self, gaps: Gaps, first: int, lines: list[Line]) -> None:
        self.document, self.first, self.lines = gaps.lines.document, first, lines
        self.depth = lines[0].depth

    def __len__(self) -> int:
        return len(self.lines) - 1

    @cached_property
    def running(self) -> bool:
        """Whether this is running text of more lines than one."""
        return len(self) > 0 and is_running(self.document.text, self.lines)

    @cached_property
    def rights(self) -> Ints:
        return np.array([line.right for line in self.lines[:-1]], np.int64)

    @cached_property
    def needed(self) -> Ints:
        """The width from which on the first word of the next line would have fitted."""
        words = np.array([len(line.word) for line in self.lines[1:]], np.int64)
        return self.rights + 1 + words

    @cached_property
    def stopped(self) -> Flags:
        """Whether the line ends a sentence."""
        text = self.document.text
        return np.array([stops(text, line) for line in self.lines[:-1]], np.bool_)

    @cached_property
    def upper(self) -> Flags:
        """Whether the next line begins with a capital."""
        return np.array([line.word[:1].isupper() for line in self.lines[1:]], np.bool_)

    @cached_property
    def _hyphens(self) -> list[Hyphen | None]:
        return [
            hyphen_at(self.document, above.end, below.start)
            for above, below in pairwise(self.lines)
        ]

    @cached_property
    def divided(self) -> Flags:
        """Whether a hyphen at the line end divides a known word or compound."""
        known = (Hyphen.DIVIDES, Hyphen.COMPOUND, Hyphen.SUSPENDED)
        return np.array([each in known for each in self._hyphens], np.bool_)

    @cached_property
    def divided_words(self) -> Flags:
        """The same, of a word that the list has in one piece."""
        return np.array([each is Hyphen.DIVIDES for each in self._hyphens], np.bool_)

    @cached_property
    def widest(self) -> int:
        """The right edge of the widest line that has two words."""
        return max(
            (line.right for line in self.lines if line.body + len(line.word) < line.right),
            default=0,
        )

    def wraps(self, width: int) -> Flags:
        """Which line ends are wraps, in a text that was wrapped at `width` (0: nobody knows)."""
        if not self.running:
            return np.zeros(len(self), np.bool_)
        if width and self.widest <= width + SLACK:
            full = (self.needed > width) | self.divided | self._goes_on(NEARLY * width)
            if self._explained(full) >= EXPLAINED:
                return self._joined(width)
        full = (self.needed > self.widest) & ~self.stopped
        if NARROWEST <= self.widest <= WIDEST and np.count_nonzero(full) >= FEW:
            few_capitals = (self.upper & ~self.stopped).sum() <= CAPITALS * (~self.stopped).sum()
            if few_capitals and self._explained(full) >= SURE_SHARE:
                return self._joined(self.widest)
        return self.divided & (width > 0)

    def _explained(self, full: Flags) -> float:
        """The share of the line ends in mid-sentence that are `full`; 1 where there are none."""
        inside = np.count_nonzero(~self.stopped)
        return np.count_nonzero(full & ~self.stopped) / inside if inside else 1.0

    def _goes_on(self, least: float) -> Flags:
        """Whether a line at least so wide ends in mid-sentence, and no capital begins the next."""
        return ~self.upper & ~self.stopped & (self.rights >= least)

    def _joined(self, width: int) -> Flags:
        """The wraps of a paragraph that was wrapped at `width`, with some loss where it was by hand.

        Where a sentence ends in a short line, paragraphs are parted by nothing else: then only a
        line that is full goes on.
        """
        wide = self.rights >= NEARLY * width
        only_by_length = (self.stopped & ~wide).any()
        full = self.needed > (width if only_by_length else width - SLACK)
        return full | self.divided | self._goes_on(RAGGED * width) | (wide & ~self.stopped)

    def leads_to(self, below: Paragraph) -> bool:
        """Whether `below` stands right under this paragraph and is the next one, by its indent."""
        last, opening = self.lines[-1], below.lines[0]
        if not len(below) or below.first != self.first + len(self.lines):
            return False
        if last.depth != opening.depth:
            return False
        if last.kind == ROW or opening.kind != TEXT or not below.running:
            return False
        return stops(self.document.text, last) and 0 < opening.left - last.left <= INDENT


def _counted(widths: Ints) -> Ints:
    """How many lines have each width; those of the last one have that or a greater one."""
    counts: Ints = np.bincount(np.minimum(widths, SIZE - 1), minlength=SIZE)
    return counts


def _width(paragraphs: list[Paragraph]) -> int:
    """The width that explains most line ends in mid-sentence, or 0 where none explains enough."""
    running = [paragraph for paragraph in paragraphs if paragraph.running]
    if not running:
        return 0
    inside = ~np.concatenate([paragraph.stopped for paragraph in running])
    upper = np.concatenate([paragraph.upper for paragraph in running])
    hyphens = np.concatenate([paragraph.divided for paragraph in running])
    rights = np.concatenate([paragraph.rights for paragraph in running])
    needed = np.concatenate([paragraph.needed for paragraph in running])
    asked, divided = int(np.count_nonzero(inside)), int(np.count_nonzero(hyphens))
    capitals = int(np.count_nonzero(inside & upper))
    lines = sum(len(paragraph.lines) for paragraph in running)
    asks = inside & ~hyphens & (rights >= COLUMN)
    explained = np.cumsum(_counted(rights[asks]) - _counted(needed[asks]))
    widest = _counted(np.array([paragraph.widest for paragraph in running], np.int64))
    wider = widest.sum() - np.cumsum(widest)
    score = (explained - wider)[: WIDEST + 1]
    best = int(np.argmax(score))
    found = int(explained[best]) + divided
    if found < max(SEEN, EXPLAINED * asked) or wider[best] > WIDER * lines:
        return 0
    if best < NARROWEST and found < max(MANY, SURE_SHARE * asked):
        return 0
    return best if capitals <= CAPITALS * asked else 0
