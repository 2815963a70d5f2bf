"""Characters and lines printed twice, a hair apart, to look bold: extractors give both."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

import numpy as np

from cleaner.knowledge.english import is_word
from cleaner.knowledge.lexicon import Lexicon
from cleaner.ledger.fixes import Edit, Proposal
from cleaner.ledger.rules import Rule, rule
from cleaner.text.characters import (
    CELLS,
    CLAUSE,
    CLOSE,
    HAN,
    LETTER,
    OPEN,
    STOP,
    Flags,
    Ints,
    class_set,
    classify,
)
from cleaner.text.document import Document

LEAST = 5  # pairs in a row, at least; set by hand
# Words of grammar: by themselves they are never doubled.
NEVER_TWICE = frozenset("和的在为為有与與及或于於以被由从從其之所并並了")
MARKS = frozenset("，、：；“”《》（）")  # nothing doubles them for emphasis

DOUBLED = frozenset(("和气", "和氣", "和睦", "和美"))  # and words that double it all the same


@rule("glyphs.fake-bold", confidence=0.98)
def fake_bold(document: Document, self: Rule, lexicon: Lexicon) -> Iterable[Proposal]:
    """Characters that were printed twice to look bold stand once.

    ## Why
    Where a font has no bold face, programs print each character twice, and extractors give it twice:
    任任何何单单位位. Five pairs in a row at least, with a comma, a bracket or a word of grammar among
    them that stands by itself and is never doubled, or a whole English word of such pairs. 高高兴兴, 和和气气 and all that
    repeat to tell of something stay.

    ## Examples
    Repairs: 第三条 任任何何单单位位和和个个人人都有权举报。 → 第三条 任何单位和个人都有权举报。
    Repairs: CCoonntteennttss → Contents
    Leaves: 大家高高兴兴、平平安安、快快乐乐地过年。

    ## Known failures
    - Fewer than five characters.

    ## Since
    0.1.0
    """
    codes, classes, text = document.codes, document.classes, document.text
    pairs: Flags = codes[1:] == codes[:-1]
    if np.count_nonzero(pairs) < LEAST:
        return
    pairs &= class_set(HAN, LETTER, CLAUSE, OPEN, CLOSE, STOP)[classes[1:]]
    size = len(pairs) - 2 * (LEAST - 1)
    rows = np.logical_and.reduce([pairs[2 * step : 2 * step + size] for step in range(LEAST)])
    fixes = []
    for start, end in _runs(text, rows.nonzero()[0].tolist()):
        once = text[start:end:2]
        if _is_whole_word(text, start, end, once) or _has_grammar(once, lexicon):
            fixes.append((tuple(Edit(at, at + 1, "") for at in range(start, end, 2)), ""))
    yield Proposal.of(fixes, self)


def _runs(text: str, places: list[int]) -> Iterator[tuple[int, int]]:
    """Start and end of the runs of pairs that begin at `places`, one after the other."""
    done = 0
    for start in places:
        if start < done:
            continue
        end = start + 2
        while text[end : end + 1] and text[end : end + 1] == text[end + 1 : end + 2]:
            if text[end] == text[end - 1] or text[end].isascii() != text[start].isascii():
                break
            end += 2
        done = end
        if end - start >= 2 * LEAST:
            yield start, end


def _has_grammar(once: str, lexicon: Lexicon) -> bool:
    """Whether a word of grammar is among the characters, no word with one beside it, or a mark."""
    if MARKS.intersection(once[1:-1]):
        return True
    padded = f" {once} "
    return any(
        character in NEVER_TWICE
        and padded[at + 1 : at + 3] not in DOUBLED
        and not lexicon.has_any((padded[at : at + 2], padded[at + 1 : at + 3]))
        for at, character in enumerate(once)
    )


def _is_whole_word(text: str, start: int, end: int, once: str) -> bool:
    """Whether a run is an English word, with nothing of it before or behind."""
    beside = text[start - 1 : start] + text[end : end + 1]
    return once.isascii() and not any(map(str.isalpha, beside)) and is_word(once)


SHORTEST = 36  # cells of the lines before the last of such a block, at least; set by hand
_BLOCK = re.compile(r"(?:[^\n]*\S[^\n]*(?:\n|\Z)){4,}")
_ENDED = re.compile(r"[.。!！?？][\"”’」』)）]?$")
_GOES_ON = re.compile("[a-z\u3400-\u9fff]")


@rule("glyphs.doubled-line", confidence=0.97)
def doubled_line(document: Document, self: Rule) -> Iterable[Proposal]:
    """The lines of a paragraph that were each printed twice stand once.

    ## Why
    Programs that print bold type line by line give each line twice. Every line of the block stands
    there twice, and together they are one sentence that goes on over their ends: the lines of a song
    are whole, and those of a log or a list end no sentence.

    ## Examples
    Repairs: Year-to-date totals do not reflect refunds⏎Year-to-date totals do not reflect refunds⏎you may have received.⏎you may have received. → Year-to-date totals do not reflect refunds you may have received.
    Leaves: Are you sleeping, are you sleeping?⏎Are you sleeping, are you sleeping?⏎Brother John.⏎Brother John.

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    ends = document.line_ends
    starts = np.append(0, ends + 1)
    if len(ends) < 3 or not _has_twins(document, starts, ends):
        return
    fixes = []
    for block in _BLOCK.finditer(document.text):
        lines = block[0].rstrip("\n").split("\n")
        if _is_doubled(lines):
            place = block.start()
            for line in lines[::2]:
                place += len(line)
                fixes.append(((Edit(place, place + len(line) + 1, ""),), ""))
                place += len(line) + 2
    yield Proposal.of(fixes, self)


def _has_twins(document: Document, starts: Ints, ends: Ints) -> bool:
    """Whether two lines that follow each other, neither blank, are equally long and begin alike."""
    sizes = np.append(ends, len(document.text)) - starts
    firsts = document.codes.take(starts, mode="clip")
    alike = (sizes[1:] == sizes[:-1]) & (sizes[1:] > 0) & (firsts[1:] == firsts[:-1])
    return bool(alike.any())


def _is_doubled(lines: list[str]) -> bool:
    """Whether each line stands there twice, and they are one sentence."""
    once = lines[::2]
    if once != lines[1::2] or len(once) < 2 or not _ENDED.search(once[-1].rstrip()):
        return False
    return all(
        int(CELLS[classify(above)].sum()) >= SHORTEST
        and above[-1:].isalnum()
        and _GOES_ON.match(below)
        for above, below in pairwise(once)
    )
