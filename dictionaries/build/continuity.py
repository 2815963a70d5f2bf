"""Builds `continuity.npz`: how likely a text goes on from one line end to another line.

    python -m dictionaries.build.continuity

The stories of the tuning half of `bench.pages` (`../shared` for more than the project's own) and
the Latin texts of the tuning half of `bench.latin` are cut into lines of random width, some of them
in Traditional characters. Right are a line and the next one of its story, wrong a line and any
other one of it. A logistic regression with a little shrinkage is fitted by Newton's method. No text
is in the table.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import numpy as np
from numpy.typing import NDArray

from bench import latin as latin_pages
from bench.pages.corpus import news_stories, own_stories
from cleaner.knowledge.continuity import COUNT, IDEOGRAPH, MEASURES, Sides, measured
from cleaner.knowledge.lexicon import Lexicon, folder
from cleaner.text.document import Document

STORIES = 1500
WRONG = 4  # for each right one
WIDTHS = (9, 27)
SHRINKAGE, STEPS = 2.0, 12
TRADITIONAL = 5  # of so many stories one is written in Traditional characters
Joints = list[tuple[int, int]]


def main() -> None:
    """Fits and writes the weights."""
    rows, kinds, right = [], [], []
    lexicon = Lexicon.default()
    for text, good, bad in lessons(Random(1)):
        document = Document(text)
        ends, starts = np.array(good + bad).T
        asked = Sides(document.codes, document.classes, ends, starts)
        values = np.zeros((len(ends), len(MEASURES)), np.float32)
        both = np.flatnonzero(asked.han)
        if len(both):
            values[both] = measured(asked, both, lexicon)
        rows.append(values)
        kinds.append(asked.before * COUNT + asked.after)
        right.append(np.arange(len(ends)) < len(good))
    matrix = np.concatenate(
        (np.concatenate(rows), np.eye(COUNT * COUNT, dtype=np.float32)[np.concatenate(kinds)]), 1
    )
    truth = np.concatenate(right).astype(float)
    weights = fitted(matrix.astype(float), truth)
    weights[len(MEASURES) :] += np.log(WRONG)
    found = matrix @ weights
    print(f"{len(truth)} joints, right {((found > np.log(WRONG)) == truth).mean():.3f}")
    print(dict(zip(MEASURES, weights.round(2).tolist(), strict=False)))
    table = weights[len(MEASURES) :].reshape(COUNT, COUNT).astype(np.float32)
    np.savez(
        folder() / "continuity.npz",
        measures=weights[: len(MEASURES)].astype(np.float32),
        kinds=table,
    )
    print("between Han", table[IDEOGRAPH, IDEOGRAPH])


def lessons(rng: Random) -> Iterator[tuple[str, Joints, Joints]]:
    """Texts of lines, with right and wrong pairs of a line end and a line start."""
    for number, paragraphs in enumerate(texts()):
        if number % TRADITIONAL == 0:
            paragraphs = [traditional(each) for each in paragraphs]
        lines = [line for each in paragraphs for line in cut(each, rng)]
        if len(lines) < 6:
            continue
        starts = np.cumsum([0, *(len(line) + 1 for line in lines)])[:-1].tolist()
        ends = [start + len(line) for start, line in zip(starts, lines, strict=True)]
        good = list(zip(ends[:-1], starts[1:], strict=True))
        bad = []
        while len(bad) < WRONG * len(good):
            one, other = rng.randrange(len(lines)), rng.randrange(len(lines))
            if other not in (one, one + 1):
                bad.append((ends[one], starts[other]))
        yield "\n".join(lines), good, bad


def texts() -> Iterator[list[str]]:
    """The paragraphs of stories of the tuning half."""
    for story in [*own_stories()[0::2], *news_stories()[0::2][:STORIES]]:
        yield story.paragraphs
    yield from latin()


def latin() -> Iterator[list[str]]:
    """Paragraphs in Latin letters."""
    for page in latin_pages.pages(half=True):
        yield [line for line in page.truth if len(line) > 60]


def traditional(text: str) -> str:
    """The same in Traditional characters."""
    import opencc

    return str(opencc.OpenCC("s2t").convert(text))


def cut(paragraph: str, rng: Random) -> list[str]:
    """A paragraph as the lines of a column of random width; Latin words stay whole."""
    width = rng.randint(*WIDTHS)
    if paragraph.isascii():
        width *= 2
    lines, line = [], ""
    for word in tokens(paragraph):
        if line and len(line) + len(word) > width:
            lines.append(line.strip())
            line = ""
        line += word
    return [each for each in (*lines, line.strip()) if each]


def tokens(text: str) -> Iterator[str]:
    """What a typesetter does not divide."""
    word = ""
    for character in text:
        if character.isascii() and character.isalnum():
            word += character
            continue
        if word:
            yield word
            word = ""
        yield character
    if word:
        yield word


def fitted(matrix: NDArray[np.float64], truth: NDArray[np.float64]) -> NDArray[np.float64]:
    """The weights of a logistic regression."""
    weights = np.zeros(matrix.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-matrix @ weights))
        slope = matrix.T @ (chance - truth) + SHRINKAGE * weights
        curve = (matrix * (chance * (1 - chance))[:, None]).T @ matrix
        curve += SHRINKAGE * np.eye(len(weights))
        weights -= np.linalg.solve(curve, slope)
    return weights


if __name__ == "__main__":
    main()
