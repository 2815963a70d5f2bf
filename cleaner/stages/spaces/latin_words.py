"""Latin words that lost the blanks between them, or got some inside."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice, pairwise

import numpy as np

from cleaner.knowledge.latin_words import GRAMMAR, known, parted
from cleaner.ledger.fixes import Edit, Proposal
from cleaner.ledger.rules import Rule, Safety, rule
from cleaner.protected.kinds import LATIN
from cleaner.stages.spaces.blanks import Ground
from cleaner.text.characters import LETTER, SPACE
from cleaner.text.document import Document
from cleaner.text.regex import regex
from cleaner.text.signs import beside

# Set by hand.
SAMPLE = 300  # words of a text that tell whether it has such
FEW = 3  # divided words, at least
OFTEN = 12  # words, one of them divided at least
ENGLISH = 0.8  # of the words, those that are English once they are whole, at least
GLUED = 2  # strings of words in a text, at least
LONGEST = 3  # pieces of a divided word
PREFIXES = frozenset(
    ["e", "re", "co", "non", "pre", "anti", "semi", "multi", "sub", "un", "over", "x"]
)
_TOKEN = regex(r"(?<![A-Za-z0-9'’_./@#-])[A-Za-z]+(?![A-Za-z0-9_/@#]|[-.'’][A-Za-z])")
SHORTEST = 5  # letters of such a string
_STRING = regex(
    rf"(?<![A-Za-z0-9'’_./@#-])[a-z]{{{SHORTEST},40}}(?![A-Za-z0-9_/@#(]|[-.:'’][A-Za-z0-9])"
)


@rule("spaces.divided", at=(beside(LETTER, " ", LETTER),), confidence=0.97, within=(LATIN,))
def divided(document: Document, self: Rule, ground: Ground) -> Iterable[Proposal]:
    """A space inside an English word goes.

    ## Why
    Two or three pieces that are a word together, and one of which is none by itself. Only in English
    text in which one word of twelve is so divided, three at least: letters and abbreviations stand
    beside words everywhere, and other languages have words that make English ones.

    ## Examples
    Repairs: Th e river ros e again in the ni ght, and the peop le left. → The river rose again in the night, and the people left.
    Leaves: The vitamin B complex and a T cell are not the same.

    ## Known failures
    - Pieces that are words, all of them.

    ## Since
    0.1.0
    """
    if not (document.has(LETTER) and document.has(SPACE)):
        return
    sample = list(islice(_TOKEN.finditer(document.text), SAMPLE))
    found = list(_joined(document.text, sample))
    pieces = sum(len(each) for each in found)
    english = (
        len(found)
        + sum(known(token[0]) for token in sample)
        - sum(known(token[0]) for each in found for token in each)
    )
    words = len(sample) - pieces + len(found)
    if len(found) < FEW or len(found) * OFTEN < words or english < ENGLISH * words:
        return
    fixes = [
        (tuple(Edit(a.end(), b.start(), "") for a, b in pairwise(each)), "")
        for each in _joined(document.text, list(_TOKEN.finditer(document.text)))
    ]
    yield Proposal.of(fixes, self)


def _joined(text: str, tokens: list[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    """The tokens that are one word together, from left to right."""
    at = 0
    while at < len(tokens):
        for size in range(2, LONGEST + 1):
            pieces = tokens[at : at + size]
            if len(pieces) == size and _is_one(text, pieces):
                yield pieces
                at += size - 1
                break
        at += 1


def _is_one(text: str, pieces: list[re.Match[str]]) -> bool:
    """Whether tokens, a blank between them, are an English word that they are not one by one."""
    words = [piece[0] for piece in pieces]
    if text[pieces[0].start() : pieces[-1].end()] != " ".join(words):
        return False
    whole = "".join(words)
    if not whole[1:].islower() or len(whole) < 3 or max(map(len, words)) == 1:
        return False
    if words[0].lower() in PREFIXES and all(map(known, words[1:])):
        return False
    return not all(map(known, words)) and known(whole)


@rule("spaces.glued", at=(beside(LETTER, LETTER),), confidence=0.95, within=(LATIN,))
def glued(document: Document, self: Rule, ground: Ground) -> Iterable[Proposal]:
    """Blanks go between English words that are written as one.

    ## Why
    PDFs that place words by their coordinates alone lose the blanks. Safe only where two such strings
    stand in a text and one has three words or more, the or of among them, or where one word of twelve
    is such a string with a word of grammar; the fewest words of the list that make the string must be
    the only ones. Names of programs and accounts are written so on
    purpose, and a string alone is a suggestion.

    ## Examples
    Repairs: 我们使用theproposedmethod训练，并与baselinemodel比较。 → 我们使用the proposed method训练，并与baseline model比较。
    Leaves: 我们使用Facebook和WordPress，数据存在localhost的database里。

    ## Known failures
    - Words of less than four letters.

    ## Since
    0.1.0
    """
    if not document.has(LETTER) or not _may_have_strings(document):
        return
    tokens = [found[0] for found in islice(_TOKEN.finditer(document.text), SAMPLE)]
    strings = [words for token in tokens if (words := _words(token))]
    phrases = sum(map(_is_phrase, strings))
    leaning = sum(not GRAMMAR.isdisjoint(words) for words in strings)
    often = leaning >= FEW and leaning * OFTEN >= len(tokens)
    if not phrases and not often:
        return
    sure = often or len(strings) >= GLUED
    fixes = []
    for found in _STRING.finditer(document.text):
        words = _words(found[0])
        if words and (sure or _is_phrase(words)):
            fixes.append((tuple(_blanks(found.start(), words)), ""))
    safety = None if sure else Safety.SUGGESTED
    yield Proposal.of(fixes, self, safety=safety)


def _may_have_strings(document: Document) -> bool:
    """Whether five small letters stand side by side."""
    small = (document.codes >= ord("a")) & (document.codes <= ord("z"))
    if np.count_nonzero(small) < SHORTEST:
        return False
    ends = len(small) - SHORTEST + 1
    return bool(np.logical_and.reduce([small[at : at + ends] for at in range(SHORTEST)]).any())


def _words(string: str) -> tuple[str, ...]:
    """The words a string is written of, where it is none itself."""
    return parted(string) if _STRING.fullmatch(string) and not known(string) else ()


def _is_phrase(words: tuple[str, ...]) -> bool:
    """Whether words that are written as one are no name: three and more, with one of grammar."""
    return len(words) > 2 and not GRAMMAR.isdisjoint(words)


def _blanks(start: int, words: tuple[str, ...]) -> Iterator[Edit]:
    """A blank between each two of the words from `start` on."""
    for word in words[:-1]:
        start += len(word)
        yield Edit(start, start, " ")
