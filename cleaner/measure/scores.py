"""Counts of what is right: paragraphs, line breaks, headlines at their stories."""

from __future__ import annotations

import itertools
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cleaner.measure.passages import Index
from cleaner.text.document import Article
from cleaner.text.radicals import PLAIN
from cleaner.text.regex import regex

_BLANK = regex(r"\s+")


@dataclass(frozen=True)
class Score:
    """Precision and recall from counts."""

    right: int
    given: int
    wanted: int

    @classmethod
    def of(cls, given: Iterable[str], wanted: Iterable[str]) -> Score:
        """How many of the wanted are given, each as often as it is there."""
        ours, theirs = Counter(given), Counter(wanted)
        return cls((ours & theirs).total(), ours.total(), theirs.total())

    def __add__(self, other: Score) -> Score:
        return Score(self.right + other.right, self.given + other.given, self.wanted + other.wanted)

    @property
    def precision(self) -> float:
        return self.right / self.given if self.given else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.given + self.wanted) if self.given + self.wanted else 1.0


def plain(text: str) -> str:
    """`text` without blanks, marks of either width as one, radicals as what they stand for."""
    return _BLANK.sub("", unicodedata.normalize("NFKC", text.translate(PLAIN)))


def paragraphs(text: str) -> list[str]:
    """The non-blank lines of a clean text, `plain`."""
    return [line for line in map(plain, text.split("\n")) if line]


def score_paragraphs(output: Iterable[str], truth: Iterable[str]) -> Score:
    """How many paragraphs are exactly right, whatever their order."""
    return Score.of(map(plain, output), map(plain, truth))


def everything(article: Article) -> list[str]:
    """All the paragraphs of an article, its headline among them."""
    headline = [] if article.headline is None else [article.headline]
    return [
        *article.kicker, *headline, *article.deck, *article.byline,
        *article.paragraphs, *article.captions, *article.notes,
    ]  # fmt: skip


def score_headlines(output: Sequence[Article], truth: Sequence[Article]) -> Score:
    """How many stories have their own headline; a story is known by its longest paragraph."""
    homes = {plain(text): article for article in output for text in article.paragraphs}
    right = 0
    for article in truth:
        if article.headline is None or not article.paragraphs:
            continue
        home = homes.get(plain(max(article.paragraphs, key=len)))
        if home and home.headline and plain(home.headline) == plain(article.headline):
            right += 1
    given = sum(article.headline is not None for article in output)
    wanted = sum(article.headline is not None and bool(article.paragraphs) for article in truth)
    return Score(right, given, wanted)


def score_breaks(output: Iterable[str], truth: Iterable[str], source: Iterable[str]) -> Score:
    """Line breaks kept and removed, over the gaps between the non-blank lines of the source.

    A gap is named by the eight characters before and after it, so that the order of the paragraphs
    does not matter: where a text has those together, it has joined the lines.
    """
    given, wanted = (Index("\0".join(map(plain, text))) for text in (output, truth))
    lines = [line for line in map(plain, source) if line]
    right = said = needed = 0
    for before, after in itertools.pairwise(lines):
        joined = before[-8:] + after[:8]
        is_join, said_join = joined in wanted, joined in given
        right += not is_join and not said_join
        said += not said_join
        needed += not is_join
    return Score(right, said, needed)
