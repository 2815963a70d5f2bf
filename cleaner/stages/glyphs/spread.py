"""Radicals in words, and lines that were spread: what a browser's PDF makes of a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from cleaner.knowledge.lexicon import Lexicon
from cleaner.knowledge.words import spanning
from cleaner.ledger.fixes import Proposal, Rule, rule
from cleaner.text.characters import CLAUSE, CLOSE, HAN, OPEN, SPACE, STOP, Flags, Ints, class_set
from cleaner.text.document import Document
from cleaner.text.forms import RADICAL, forms
from cleaner.text.radicals import CHARACTERS, FIRST, LAST, characters_for

ENOUGH = 3  # radicals inside words from which a document shows that its radicals are characters
_ON_RADICALS = re.compile(r"部首|偏旁|康熙字典|kangxi|radical", re.IGNORECASE)

LEAST = 5  # parted contacts of Han in a spread line
PARTED = 0.9  # of its contacts of Han that a spread line has parted
WORDS = 0.35  # of the contacts that a word of the lexicon spans, in running text
NARROWEST, WIDEST = 0.55, 1.1  # of the usual line, characters without blanks
# Two Han between blanks, one or two; a blank at both ends makes the search fast.
_SIGNS = tuple((gap + bytes((HAN,))) * 2 + gap for gap in (bytes((SPACE,)), bytes((SPACE, SPACE))))
_FULL_WIDTH = class_set(HAN, STOP, CLAUSE, OPEN, CLOSE)
_SIGNED = re.compile(r"[，。、；：！？“”「」《》（）0-9A-Za-z]")
_CLAUSED = re.compile(r"[，。、；]")
_NEXT_LINE = re.compile(r"\n\n?([^\n]+)")
LONGEST = 400  # characters of a neighbour that are looked at
_GOES_ON = re.compile(r"[^。！？；：:!?”』」]\s*")


@rule("glyphs.radical", confidence=0.99)
def radical(document: Document, self: Rule) -> Iterable[Proposal]:
    """A radical inside a word becomes the character it stands for.

    ## Why
    PDFs that browsers print give Kangxi radicals (U+2F00 to U+2FD5) and those of the Supplement
    (U+2E80 to U+2EF3) for characters of the same shape, and no search finds the words. A radical
    that touches ordinary Han is repaired; where three and more do and they are the most, the others
    too. A line of radicals alone stays, and so does every one in a text that speaks of radicals.
    Radicals that stand for a component only, such as ⺡, stay.

    ## Examples
    Repairs: 参加⼤会的⼯⼈ → 参加大会的工人
    Leaves: ⼀ ⼁ ⼂ ⼃
    Leaves: 部首⼤的字

    ## Known failures
    - No radical in a word: there is nothing to show that these are not meant.

    ## Since
    0.1.0
    """
    if RADICAL not in forms(document) or _ON_RADICALS.search(document.text):
        return
    codes = document.codes
    places = (codes - np.uint32(FIRST) <= LAST - FIRST).nonzero()[0]
    radicals = (codes >= FIRST) & (codes <= LAST)
    inside = _touching(radicals, (document.classes == HAN) & ~radicals)
    many = inside.sum() >= max(ENOUGH, len(places) / 2)
    text, table = document.text, characters_for(document.text)
    wanted = [
        place
        for place in places.tolist()
        if int(codes[place]) in CHARACTERS
        and (inside[place] or (many and _has_ordinary_han(document, radicals, place)))
    ]
    after = [table[ord(text[place])] for place in wanted]
    yield Proposal(self, wanted, [place + 1 for place in wanted], after)


def _touching(radicals: Flags, ordinary: Flags) -> Flags:
    """Which characters are in a run of radicals that touches an ordinary Han character."""
    edges = np.diff(np.concatenate(([0], radicals.astype(np.int8), [0])))
    starts, ends = (edges == 1).nonzero()[0], (edges == -1).nonzero()[0]
    padded = np.concatenate(([False], ordinary, [False]))
    touched = padded[starts] | padded[ends + 1]
    inside = np.zeros(len(radicals), np.bool_)
    for start, end in zip(starts[touched].tolist(), ends[touched].tolist(), strict=True):
        inside[start:end] = True
    return inside


def _has_ordinary_han(document: Document, radicals: Flags, place: int) -> bool:
    """Whether the line of `place` has Han besides its radicals."""
    start, end = _line_at(document.text, place)
    return bool(((document.classes[start:end] == HAN) & ~radicals[start:end]).any())


@dataclass(frozen=True)
class Line:
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


def _spread_lines(document: Document, classes: bytes, lexicon: Lexicon) -> Iterator[Line]:
    """The lines that are spread and have words under their blanks."""
    place = 0
    while True:
        found = [at for sign in _SIGNS if (at := classes.find(sign, place)) >= 0]
        if not found:
            return
        start, end = _line_at(document.text, min(found))
        if gaps := _parted(document, start, end, lexicon):
            yield Line(start, end, gaps)
        place = end


def _parted(
    document: Document, start: int, end: int, lexicon: Lexicon
) -> tuple[tuple[int, int], ...]:
    """The regular gaps between the characters of a line, if it is spread."""
    classes = document.classes[start:end]
    solid = (classes != SPACE).nonzero()[0]
    left, right = solid[:-1], solid[1:]
    width = right - left - 1
    han = (classes[left] == HAN) & (classes[right] == HAN)
    blanks = width[han & (width > 0)]
    if len(blanks) < max(LEAST, PARTED * han.sum()):
        return ()
    regular = int(np.bincount(blanks).argmax())
    closed = np.array(
        [
            ord(CHARACTERS.get(code, chr(code)))
            for code in document.codes[start:end][solid].tolist()
        ],
        np.uint32,
    )
    contacts: Ints = han.nonzero()[0] + 1
    if spanning(closed, contacts, contacts, lexicon).mean() < WORDS:
        return ()
    wide = _FULL_WIDTH[classes[left]] & _FULL_WIDTH[classes[right]] & (width > 0)
    chosen = wide & (width <= regular)
    first, last = left[chosen] + 1 + start, right[chosen] + start
    return tuple(zip(first.tolist(), last.tolist(), strict=True))


def _line_at(text: str, place: int) -> tuple[int, int]:
    """Start and end of the line that `place` is in."""
    end = text.find("\n", place)
    return text.rfind("\n", 0, place) + 1, end if end >= 0 else len(text)


def _usual_width(document: Document, lines: Sequence[Line]) -> float:
    """The median of the ordinary lines' characters, of those that have six Han and more."""
    starts = {line.start for line in lines}
    sizes, place = [], 0
    for line in document.text.split("\n"):
        inside = document.classes[place : place + len(line)]
        if place not in starts and (inside == HAN).sum() > LEAST:
            sizes.append(len("".join(line.split())))
        place += len(line) + 1
    return float(np.median(sizes)) if sizes else 0.0


def _runs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines in runs that nothing parts."""
    run: list[Line] = []
    for line in lines:
        if run and line.start != run[-1].end + 1:
            yield run
            run = []
        run.append(line)
    yield run


def _runs_on(document: Document, run: Sequence[Line], usual: float) -> bool:
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


def _gaps(run: Sequence[Line]) -> Iterator[tuple[int, int]]:
    return (gap for line in run for gap in line.gaps)
