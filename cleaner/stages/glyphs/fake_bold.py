"""Characters printed twice, a hair apart, to look bold: extractors give both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from cleaner.knowledge.english import is_word
from cleaner.knowledge.lexicon import Lexicon
from cleaner.ledger.fixes import Edit, Proposal
from cleaner.ledger.rules import Rule, rule
from cleaner.text.characters import CLAUSE, CLOSE, HAN, LETTER, OPEN, STOP, Flags, class_set
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
