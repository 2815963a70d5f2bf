"""Lines that were spread: a blank between all their characters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cleaner.knowledge.lexicon import Lexicon
from cleaner.knowledge.words import shares_spanned
from cleaner.ledger.fixes import Proposal
from cleaner.ledger.rules import Rule, rule
from cleaner.page.context import line_around
from cleaner.text.characters import CLAUSE, CLOSE, HAN, OPEN, SPACE, STOP, Flags, Ints, class_set
from cleaner.text.document import Document
from cleaner.text.radicals import CHARACTERS
from cleaner.text.regex import regex

LEAST = 5  # contacts of Han with a blank in a spread line, at least; set by hand
SPACED = 0.9  # of the contacts of Han in a spread line, those with a blank; set by hand
WORDS = 0.35  # of the contacts, those that a word of the lexicon spans in running text; set by hand
# Of the usual line, in characters without blanks: what a spread line has; set by hand.
NARROWEST, WIDEST = 0.55, 1.1
# Two Han between blanks, one or two; a blank at both ends makes the search fast.
_SIGNS = tuple((gap + bytes((HAN,))) * 2 + gap for gap in (bytes((SPACE,)), bytes((SPACE, SPACE))))
_ANY_SIGN = regex(b"|".join(map(re.escape, _SIGNS)))
_FULL_WIDTH = class_set(HAN, STOP, CLAUSE, OPEN, CLOSE)
_SIGNED = regex(r"[，。、；：！？“”「」《》（）0-9A-Za-z]")
_CLAUSED = regex(r"[，。、；]")
_NEXT_LINE = regex(r"\n\n?([^\n]+)")
LONGEST = 400  # characters of a neighbour that are looked at; set by hand
_GOES_ON = regex(r"[^。！？；：:!?”』」]\s*")


@dataclass(frozen=True)
class SpreadLine:
    """A spread line, from `start` to `end`; `gaps`: the blanks to close, first and last place."""

    start: int
    end: int
    gaps: tuple[tuple[int, int], ...]


@rule("glyphs.spread-line", confidence=0.99)
def spread_line(document: Document, self: Rule, lexicon: Lexicon) -> Iterable[Proposal]:
    """A line of running text whose characters an extractor parted is closed up.

    ## Why
    A justified line with a Latin word or a number in it comes out of some PDFs with a blank after
    each character. It is closed where five contacts of Han and more are parted and hardly one is
    not, the line is about as long as the others, words of the lexicon run across the blanks, and the
    sentence goes on from or to an ordinary line, across one blank line at most. Wider gaps stay, and blanks beside Latin and
    numbers. Verse, titles and tables of characters have no such neighbours.

    ## Examples
    Repairs: 昨天上午全市各乡镇的干部群众⏎参 加 了 2 场 植 树 活 动 ， 一 共⏎种下了各种树苗三千多株，绿了山头。 → 昨天上午全市各乡镇的干部群众⏎参加了 2 场植树活动，一共⏎种下了各种树苗三千多株，绿了山头。
    Leaves: 义 乌 市 召 开 会 议

    ## Known failures
    - Without a mark or a number it looks like a spread title.

    ## Since
    0.1.0
    """
    blanks = (document.classes == SPACE).nonzero()[0]
    alone = blanks[:-1][blanks[1:] - blanks[:-1] == 2] + 1  # what stands between two blanks
    if len(alone) < LEAST - 1 or HAN not in document.classes[alone].tobytes():
        return
    classes = document.classes.tobytes()
    if not any(sign in classes for sign in _SIGNS):
        return
    lines = list(_spread_lines(document, classes, lexicon))
    if not lines:
        return
    usual = _usual_width(document, lines)
    kept = [gap for run in _runs(lines) if _runs_on(document, run, usual) for gap in _gaps(run)]
    yield Proposal(self, [start for start, _ in kept], [end for _, end in kept], "")


def _spread_lines(document: Document, classes: bytes, lexicon: Lexicon) -> Iterator[SpreadLine]:
    """The lines that are spread and have words under their blanks."""
    asked, end = list[_Spread](), -1
    for found in _ANY_SIGN.finditer(classes):
        if found.start() < end:
            continue
        start, end = line_around(document.text, found.start())
        if spread := _Spread.of(document, start, end):
            asked.append(spread)
    closed = [_closed(document.codes[each.solid]) for each in asked]
    contacts = [each.han.nonzero()[0] + 1 for each in asked]
    shares = shares_spanned(closed, contacts, lexicon)
    for each, share in zip(asked, shares, strict=True):
        if share >= WORDS and (gaps := each.gaps(document)):
            yield SpreadLine(each.start, each.end, gaps)


@dataclass(frozen=True)
class _Spread:
    """A line whose characters are parted by blanks.

    `solid`: the places of all else in the text. `han`: between which two of them both are Han.
    `regular`: the usual number of blanks there.
    """

    start: int
    end: int
    solid: Ints
    han: Flags
    regular: int

    @classmethod
    def of(cls, document: Document, start: int, end: int) -> _Spread | None:
        """The line from `start` to `end`, if it is spread."""
        solid = start + (document.classes[start:end] != SPACE).nonzero()[0]
        is_han = document.classes[solid] == HAN
        han, width = is_han[:-1] & is_han[1:], np.diff(solid) - 1
        blanks = width[han & (width > 0)]
        if len(blanks) < max(LEAST, SPACED * han.sum()):
            return None
        return cls(start, end, solid, han, int(np.bincount(blanks).argmax()))

    def gaps(self, document: Document) -> tuple[tuple[int, int], ...]:
        """The regular gaps between its full-width characters."""
        wide = _FULL_WIDTH[document.classes[self.solid]]
        width = np.diff(self.solid) - 1
        chosen = wide[:-1] & wide[1:] & (width > 0) & (width <= self.regular)
        first, last = self.solid[:-1][chosen] + 1, self.solid[1:][chosen]
        return tuple(zip(first.tolist(), last.tolist(), strict=True))


def _closed(codes: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """The code points of a line without its blanks, radicals as the characters they stand for."""
    characters = (ord(CHARACTERS.get(code, chr(code))) for code in codes.tolist())
    return np.fromiter(characters, np.uint32, len(codes))


def _usual_width(document: Document, lines: Sequence[SpreadLine]) -> float:
    """The median of the ordinary lines' characters, of those that have six Han and more."""
    starts = {line.start for line in lines}
    sizes, place = [], 0
    for line in document.text.split("\n"):
        inside = document.classes[place : place + len(line)]
        if place not in starts and (inside == HAN).sum() > LEAST:
            sizes.append(len("".join(line.split())))
        place += len(line) + 1
    return float(np.median(sizes)) if sizes else 0.0


def _runs(lines: Sequence[SpreadLine]) -> Iterator[list[SpreadLine]]:
    """The lines in runs that nothing parts."""
    run: list[SpreadLine] = []
    for line in lines:
        if run and line.start != run[-1].end + 1:
            yield run
            run = []
        run.append(line)
    yield run


def _runs_on(document: Document, run: Sequence[SpreadLine], usual: float) -> bool:
    """Whether lines are of running text: as long as the usual line, a sentence goes on at an end.

    From the line before into one with marks, letters or numbers; or from one with a clause in it
    into the line after. A spread title has neither.
    """
    text = document.text
    lines = [text[line.start : line.end] for line in run]
    sizes = [len("".join(line.split())) for line in lines]
    if not all(NARROWEST * usual <= size <= WIDEST * usual for size in sizes):
        return False
    before = _NEXT_LINE.match(text[max(0, run[0].start - LONGEST) : run[0].start][::-1])
    after = _NEXT_LINE.match(text, run[-1].end, run[-1].end + LONGEST)
    above, below = (found[1] if found else "" for found in (before, after))
    above = above[::-1]
    return (_is_ordinary(above, usual) and _goes_on(above) and bool(_SIGNED.search(lines[0]))) or (
        _is_ordinary(below, usual) and _goes_on(lines[-1]) and bool(_CLAUSED.search(lines[-1]))
    )


def _is_ordinary(line: str, usual: float) -> bool:
    """Whether a line is nearly as long as the usual one, set solid."""
    return line.count(" ") <= len(line) / 5 and len("".join(line.split())) >= NARROWEST * usual


def _goes_on(line: str) -> bool:
    """Whether a line ends within a sentence."""
    return bool(_GOES_ON.fullmatch(line.rstrip()[-1:]))


def _gaps(run: Sequence[SpreadLine]) -> Iterator[tuple[int, int]]:
    return (gap for line in run for gap in line.gaps)
