"""Pages with each line end and each block marked: what the trees are fitted on.

A page is taken as its extractor gave it, and once more disturbed: headlines broken by sense, as
editors break them and typesetting programs do not; blank lines put in (most before quotes) and taken
out, as other extractors do; or only a piece of the page.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from random import Random

import numpy as np
from numpy.typing import NDArray

from bench import jingbao
from cleaner.config import Settings
from cleaner.knowledge.lexicon import Lexicon
from cleaner.knowledge.words import spanning
from cleaner.measure import everything, plain
from cleaner.page.layout import Lines
from cleaner.pipeline import run
from cleaner.stories import roles
from cleaner.stories.features import block_features
from cleaner.text.characters import code_points
from cleaner.text.document import Article, Document, Source
from cleaner.wraps.features import gap_features
from cleaner.wraps.gaps import Gaps
from cleaner.wraps.hard_wrapped import hard_wrapped_gaps

from .article import clause
from .cases import Case
from .check import strings

NEAR = 20  # characters on each side by which a place is found in the truth
JOIN, BREAK, UNKNOWN = 1, 0, -1
SUBHEAD = 14  # characters of a heading inside a story at most
ENDINGS = ("。", "！", "？", "”", "!", "?", "；", "：", ":", ";")
OF_FIELD = {
    "paragraphs": roles.BODY,
    "headline": roles.HEADLINE,
    "kicker": roles.KICKER,
    "deck": roles.DECK,
    "byline": roles.BYLINE,
    "captions": roles.CAPTION,
    "notes": roles.NOTE,
    "furniture": roles.FURNITURE,
}
QUOTED = 0.25
"""Share of the stories whose headline is cut out of them."""

OLD_PIECES = 3  # of each old text: there are few of them
PIECES = (4, 6, 8, 12, 20, 40, 80)  # lines


@dataclass
class Lesson:
    """The features of one text (a row a feature, a column a line end or block), and what each is."""

    names: list[str]
    matrix: NDArray[np.float32]
    kinds: NDArray[np.int8]


def gap_lessons(cases: Iterable[Case], disturbed: bool) -> Iterator[Lesson]:
    """What each line end is, for each case that has lines to tell apart."""
    lexicon = Lexicon.default()
    for case in map(prepared, cases):
        rng = Random(f"{case.seed} {case.extractor}")
        text = disturb(broken_by_sense(case, rng, lexicon), rng) if disturbed else case.text
        lines = Lines.of(Document(text))
        if len(lines) > 2:
            kinds = gap_kinds([plain(lines.text(line)) for line in range(len(lines))], case)
            yield Lesson(
                *gap_features(hard_wrapped_gaps(lines, lexicon) or Gaps(lines), lexicon), kinds
            )


def old_lessons() -> Iterator[Lesson]:
    """What each line end is in the tuning half of Jing bao, whole and in pieces: hardly any marks."""
    lexicon = Lexicon.default()
    for document in jingbao.documents() if jingbao.PATH.exists() else ():
        if not document.tuning:
            continue
        rng = Random(document.name)
        ends = {lines[-1] for lines in document.paragraphs}
        for between in jingbao.LAYOUTS.values():
            text = document.text(between)
            for part in (text, *(piece(text.split("\n"), rng) for _ in range(OLD_PIECES))):
                lines = Lines.of(Document(part))
                found = [
                    BREAK if lines.text(line) in ends else JOIN for line in range(len(lines) - 1)
                ]
                if len(lines) > 2:
                    gaps = hard_wrapped_gaps(lines, lexicon) or Gaps(lines)
                    yield Lesson(*gap_features(gaps, lexicon), np.array(found, np.int8))


def prepared(case: Case) -> Case:
    """The case as the stages before find it: characters in order, columns one after the other."""
    settings = Settings(only=("glyphs", "rows"))
    return replace(case, text=run(Source.from_text(case.text), settings).text)


def gap_kinds(lines: list[str], case: Case) -> NDArray[np.int8]:
    """What each gap is by the truth; UNKNOWN beside a line that the truth has not in one piece."""
    truth = "\0".join(plain(text) for _, text in strings(case.truth))
    known = [line in truth for line in lines]
    found = [
        (JOIN if before[-NEAR:] + after[:NEAR] in truth else BREAK) if both else UNKNOWN
        for (before, after), both in zip(
            itertools.pairwise(lines), map(all, itertools.pairwise(known)), strict=True
        )
    ]
    return np.array(found, np.int8)


def role_lessons(cases: Iterable[Case]) -> Iterator[Lesson]:
    """What each block is, of the paragraphs that the stages before make of each case.

    Of each page there is a piece besides, and a story by itself: such texts are read too.
    """
    settings = Settings(only=("glyphs", "rows", "lines", "columns"))
    for case in cases:
        rng = Random(f"{case.seed} {case.extractor}")
        page = run(Source.from_text(case.text), settings).text.split("\n")
        of_text = _roles(case)
        for part in (page, piece(page, rng).split("\n"), story(page, case, rng)):
            texts = list(filter(None, map(plain, part)))
            if len(texts) > 1:
                found = np.array([of_text.get(text, UNKNOWN) for text in texts], np.int8)
                lines = quoted(part, case, rng)
                yield Lesson(*block_features(Document("\n".join(lines))), found)


def story(page: list[str], case: Case, rng: Random) -> list[str]:
    """The lines of a page from the first to the last that one of its stories has."""
    own = {plain(text) for text in everything(Article(**rng.choice(case.truth["articles"])))}
    places = [number for number, line in enumerate(page) if plain(line) in own]
    return page[places[0] : places[-1] + 1] if places else []


def quoted(page: list[str], case: Case, rng: Random) -> list[str]:
    """The lines with some headlines that their story has word for word.

    The captions of the generated pages are cut out of their stories, and no headline is.
    """
    new: dict[str, str] = {}
    for article in case.truth["articles"]:
        words = clause("".join(article["paragraphs"]), 6, 18, rng)
        if article["headline"] and words and rng.random() < QUOTED:
            new[plain(article["headline"])] = words
    return [new.get(plain(line), line) for line in page]


def _roles(case: Case) -> dict[str, int]:
    """The number of its role in `ROLES` for each text of the truth."""
    found = {}
    for field, text in strings(case.truth):
        role = OF_FIELD[field]
        text = plain(text)
        if role == roles.BODY and len(text) <= SUBHEAD and not text.endswith(ENDINGS):
            role = roles.SUBHEAD
        found[text] = roles.ROLES.index(role)
    return found


def broken_by_sense(case: Case, rng: Random, lexicon: Lexicon) -> str:
    """The text with some headlines broken anew, where no word runs across."""
    lines = case.text.split("\n")
    for article in case.truth["articles"]:
        headline = article["headline"]
        if headline and len(headline) >= 8 and rng.random() < 0.5:
            first, last = _lines_of(plain(headline), lines)
            if last > first:
                lines[first:last] = _pieces(headline, rng, lexicon)
    return "\n".join(lines)


def _lines_of(headline: str, lines: list[str]) -> tuple[int, int]:
    """The lines that hold the headline and nothing else, as a range; empty where there are none."""
    for first, line in enumerate(lines):
        text, last = plain(line), first + 1
        while (
            text and len(text) < len(headline) and headline.startswith(text) and last < len(lines)
        ):
            text += plain(lines[last])
            last += 1
        if text == headline:
            return first, last
    return 0, 0


def _pieces(headline: str, rng: Random, lexicon: Lexicon) -> list[str]:
    places = np.arange(3, len(headline) - 2)
    open_places = places[~spanning(code_points(headline), places, places, lexicon)].tolist()
    wanted = 1 if len(headline) < 18 else rng.choice((1, 1, 2))
    cuts = sorted(rng.sample(open_places, min(wanted, len(open_places))))
    return [
        headline[start:end].strip() for start, end in itertools.pairwise([0, *cuts, len(headline)])
    ]


def disturb(text: str, rng: Random) -> str:
    """The text as another extractor might have given it."""
    lines = text.split("\n")
    if rng.random() < 0.35:
        return piece(lines, rng)
    if rng.random() < 0.3:
        return "\n".join(line for line in lines if line.strip())
    before_quotes, anywhere = rng.choice(((0.5, 0.02), (0.0, 0.05), (0.2, 0.1)))
    lose = rng.choice((0.0, 0.0, 0.3))
    result: list[str] = []
    for line in lines:
        if not line.strip() and rng.random() < lose:
            continue
        chance = before_quotes if line[:1] in ("“", "《", "「") else anywhere
        if result and result[-1] and rng.random() < chance:
            result.append("")
        result.append(line)
    return "\n".join(result)


def piece(lines: list[str], rng: Random) -> str:
    """Some lines in a row."""
    size = rng.choice(PIECES)
    first = rng.randrange(max(1, len(lines) - size))
    return "\n".join(lines[first : first + size]).strip("\n")
