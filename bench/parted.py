"""Text that was parted or doubled: `python -m bench.parted`.

Paragraphs of news and laws that need nothing (see `bench.harm`) are parted as engines and extractors
part them: a blank after every character or number, or after some of them at random; wrapped or a
paragraph a line. Beside them are such paragraphs divided into words by jieba, which must stay, and
lines whose characters stand twice as fake bold type leaves them, all or a part. News and laws are not
part of this project and are looked for in `../shared`.

Characters right are those of the truth less what has to go in and out (Indel distance, without line
ends), of all. `--tuning` shows the half that thresholds were set on.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice

from rapidfuzz.distance import Indel

import cleaner
from bench import harm
from bench.tables import share, table

TEXTS = 24  # of each kind
PARAGRAPHS = 4  # of a text
SHORTEST = 20  # characters of a paragraph
SEED = 20
TOKEN = re.compile(r"[A-Za-z0-9.%]+|\S")


@dataclass(frozen=True)
class Kind:
    """A way to break a text. `stays`: the broken text is as it should be."""

    name: str
    broken: Callable[[str, random.Random], str]
    stays: bool = False
    size: int = PARAGRAPHS


def wrapped(text: str, rng: random.Random) -> str:
    """Every paragraph cut into lines of one width."""
    width = rng.randint(14, 36)
    return re.sub(rf"(.{{{width}}})(?=.)", r"\1\n", text)


def parted(text: str, often: float, rng: random.Random) -> str:
    """A blank in so many of the places between characters and numbers."""
    return "\n".join(
        "".join(
            token.group() + " " * (rng.random() < often and token.end() < len(line))
            for token in TOKEN.finditer(line)
        )
        for line in text.split("\n")
    )


def in_words(text: str, rng: random.Random) -> str:
    """The words of a text with a blank between them."""
    import jieba

    return "\n".join(" ".join(jieba.cut(line)) for line in text.split("\n"))


def doubled(text: str, rng: random.Random) -> str:
    """A sentence of a text, every character twice."""
    return "".join(2 * each for each in text)


def partly_doubled(text: str, rng: random.Random) -> str:
    """The same between its first and its last third."""
    first, last = rng.randint(0, len(text) // 3), rng.randint(2 * len(text) // 3, len(text))
    return text[:first] + doubled(text[first:last], rng) + text[last:]


KINDS = (
    Kind("all parted, wrapped", lambda text, rng: parted(wrapped(text, rng), 1, rng)),
    Kind("all parted, paragraphs", lambda text, rng: parted(text, 1, rng)),
    Kind("all parted, a sentence", lambda text, rng: parted(text, 1, rng), size=0),
    Kind("seven in ten, wrapped", lambda text, rng: parted(wrapped(text, rng), 0.7, rng)),
    Kind("half, wrapped", lambda text, rng: parted(wrapped(text, rng), 0.5, rng)),
    Kind("three in ten, wrapped", lambda text, rng: parted(wrapped(text, rng), 0.3, rng)),
    Kind("divided into words: stays", in_words, stays=True),
    Kind("a sentence divided into words: stays", in_words, stays=True, size=0),
    Kind("a sentence doubled", doubled, size=0),
    Kind("a sentence doubled in part", partly_doubled, size=0),
)


@cache
def clean(tuning: bool) -> list[list[str]]:
    """The paragraphs of one half that need nothing, text by text, in an order of their own."""
    corpora = (harm.NEEDS_NOTHING, "laws, what needs nothing")
    texts = [each for each in harm.corpora() if each.corpus in corpora and each.tuning is tuning]
    random.Random(SEED).shuffle(texts)
    paragraphs = [text.text.split("\n") for text in texts]
    return [[each for each in text if len(each) > SHORTEST] for text in paragraphs]


def clean_texts(tuning: bool, size: int) -> Iterator[str]:
    """Texts of so many paragraphs that need nothing; their first sentences where it is none."""
    for paragraphs in clean(tuning):
        if not size and paragraphs:
            yield re.split(r"(?<=[。！？])", paragraphs[0])[0]
        elif len(paragraphs) >= size > 0:
            yield "\n".join(paragraphs[:size])


def scored(kind: Kind, tuning: bool) -> list[object]:
    """A row of the table: texts, those exactly right, characters right."""
    rng = random.Random(f"{SEED} {kind.name}")
    right = distance = size = texts = 0
    for truth in islice(clean_texts(tuning, kind.size), TEXTS):
        broken = kind.broken(truth, rng)
        wanted = (broken if kind.stays else truth).replace("\n", "")
        found = cleaner.clean(broken).replace("\n", "")
        texts += 1
        right += found == wanted
        distance += Indel.distance(found, wanted)
        size += len(wanted)
    return [kind.name, texts, right, share((size - distance) / size)]


def report(tuning: bool = False) -> str:
    """The table as Markdown."""
    if harm.absent():
        return harm.absent()
    rows = [scored(kind, tuning) for kind in KINDS]
    return table(["kind", "texts", "exactly right", "characters right"], rows)


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--tuning", action="store_true")
    print(report(arguments.parse_args().tuning))
