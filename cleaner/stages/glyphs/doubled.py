"""Characters that are there twice: bold type that was made by printing it twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from cleaner.knowledge.lexicon import Lexicon
from cleaner.knowledge.words import spanning
from cleaner.ledger.fixes import Edit, Proposal
from cleaner.ledger.rules import Rule, rule
from cleaner.page.context import line_around
from cleaner.text.characters import HAN, code_points
from cleaner.text.document import Document
from cleaner.text.regex import regex

PAIRS = 4  # in a row, at least: 高高兴兴 has two, 凄凄惨惨戚戚 three
PARTLY = 6  # Han in pairs in a line that is doubled in part, at least; set by hand
ODD = 3  # of these, those that make no word when they stand twice; set by hand
OF_LINE = 0.6  # of such a line's Han, those in pairs; set by hand
THROUGHOUT = 0.9  # of a line, the characters in pairs, where its numbers are doubled, too
WORDS = 0.3  # of the contacts of the single characters, those that a word spans; set by hand


@rule("glyphs.doubled", confidence=0.99)
def doubled(document: Document, self: Rule, lexicon: Lexicon) -> Iterable[Proposal]:
    """Characters that fake bold type gives twice are taken once.

    ## Why
    Where a PDF prints a word twice to make it bold, an extractor gives each character twice. That is
    certain where four and more stand so in a row, or six in a line of which these are the most, and
    words appear once they are single. In a line that is doubled in part a pair that is a word of its
    own (人人, 看看) stays, unless its character makes a word with the next or the last one.

    ## Examples
    Repairs: 第三条 任任何何单单位位和和个个人人都有权举报。 → 第三条 任何单位和个人都有权举报。
    Leaves: 家家户户欢欢喜喜，人人都说日子红红火火。
    Leaves: 寻寻觅觅，冷冷清清，凄凄惨惨戚戚。

    ## Known failures
    - Fewer than four in a row, alone in their line.

    ## Since
    0.1.0
    """
    codes = document.codes
    same = codes[:-1] == codes[1:]
    if np.count_nonzero(same) < PAIRS - 1:
        return
    same &= document.classes[:-1] == HAN
    if np.count_nonzero(same) < PAIRS - 1:
        return
    fixes, end = [], -1
    for place in same.nonzero()[0].tolist():
        if place < end:
            continue
        start, end = line_around(document.text, place)
        if same[start:end].sum() >= PAIRS - 1:
            places = _second_ones(document.text[start:end], lexicon)
            edits = tuple(Edit(start + at, start + at + 1, "") for at in places)
            fixes += [(edits, "")] if edits else []
    yield Proposal.of(fixes, self)


def _second_ones(line: str, lexicon: Lexicon) -> list[int]:
    """The places in a line of the second characters of doubled ones."""
    pairs = [found.start() for found in _PAIR.finditer(line)]
    runs = list(_runs(pairs))
    if 2 * len(pairs) < THROUGHOUT * len("".join(line.split())):
        runs = [_without_outer_numbers(line, run) for run in runs]
        runs = [run for run in runs if run]
    sure = [run for run in runs if _is_certain(line[run[0] : run[-1] + 2], lexicon)]
    places = {place for run in sure for place in run}
    if _is_partly_doubled(line, {line[place] for place in pairs}, lexicon):
        han = [place for place in pairs if _HAN.match(line[place])]
        places |= {place for place in han if not _is_word_of_its_own(line, place, lexicon)}
    return [place + 1 for place in sorted(places)]


def _without_outer_numbers(line: str, run: list[int]) -> list[int]:
    """A run without the pairs of digits at its ends: 11 before 月月 may be November."""
    han = [at for at, place in enumerate(run) if not line[place].isdigit()]
    return run[han[0] : han[-1] + 1] if han else []


def _is_partly_doubled(line: str, doubled: set[str], lexicon: Lexicon) -> bool:
    """Whether the most of a line's Han stand twice, not for the sound of it, and hide words.

    `doubled`: what stands twice in it.
    """
    twice = {*filter(_HAN.match, doubled)}
    if len(twice) < PARTLY:
        return False
    twice -= _sounding(line, lexicon)
    if len(twice) < PARTLY or 2 * len(twice) < OF_LINE * len(_HAN.findall(line)):
        return False
    odd = [each for each in twice if not lexicon.has_any([each * 2])]
    return len(odd) >= ODD and _has_words(_PAIR.sub(r"\1", line), lexicon)


def _sounding(text: str, lexicon: Lexicon) -> set[str]:
    """The characters of words like 高高兴兴 in a text."""
    words = {found[0] for found in _SOUND.finditer(text)}
    return set("".join(word for word in words if lexicon.has_any([word])))


_HAN = regex(r"[\u3400-\u9fff]")
_PAIR = regex(r"(\S)\1")
_SOUND = regex(r"(.)\1(.)\2")  # 高高兴兴


def _runs(pairs: list[int]) -> Iterator[list[int]]:
    """The pairs that follow each other without anything between."""
    run: list[int] = []
    for place in pairs:
        if run and place != run[-1] + 2:
            yield run
            run = []
        run.append(place)
    if run:
        yield run


def _is_certain(run: str, lexicon: Lexicon) -> bool:
    """Whether a run of pairs is text that is there twice: of other Han than words like 高高兴兴."""
    twice = set(_HAN.findall(run))
    if len(twice) < PAIRS:
        return False
    twice -= _sounding(run, lexicon)
    odd = [each for each in twice if not lexicon.has_any([each * 2])]
    return len(odd) >= PAIRS and _has_words(run[::2], lexicon)


def _has_words(text: str, lexicon: Lexicon) -> bool:
    """Whether words of the lexicon run over enough contacts of Han in a text."""
    codes = code_points(text)
    han = (codes >= FIRST_HAN) & (codes <= LAST_HAN)
    contacts = (han[:-1] & han[1:]).nonzero()[0] + 1
    return bool(len(contacts)) and bool(
        spanning(codes, contacts, contacts, lexicon).mean() >= WORDS
    )


FIRST_HAN, LAST_HAN = 0x3400, 0x9FFF


def _is_word_of_its_own(line: str, place: int, lexicon: Lexicon) -> bool:
    """Whether a pair is a word (人人) and its character makes none with what stands beside it."""
    character = line[place]
    if not lexicon.has_any([character * 2]):
        return False
    beside = (line[place - 1 : place] + character, character + line[place + 2 : place + 3])
    return not lexicon.has_any(word for word in beside if len(word) > 1)
