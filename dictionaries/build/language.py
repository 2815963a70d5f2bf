"""Builds `language.npy`: the language model that ships (`knowledge.language`).

    python -m dictionaries.build.language DICT.TXT LAWS.jsonl.xz FOLDER

DICT.TXT is `jieba/dict.txt` of the PyPI package jieba 0.42.1 (MIT): words and their counts.
LAWS.jsonl.xz are laws, regulations and official decisions (LawRefBook/Laws; outside copyright,
Art. 5 of the Copyright Law of the PRC), of which every tenth is left out: harm is measured on
those. FOLDER has `places/` (Administrative-divisions-of-China, WTFPL) and `names/idioms.txt`
(Chinese-Names-Corpus, Apache-2.0).
"""

from __future__ import annotations

import json
import lzma
import math
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from cleaner.knowledge.language import written
from cleaner.knowledge.lexicon import LONGEST
from cleaner.knowledge.modelling import Counts

EVERY = 10  # of the laws, kept apart by `bench.harm`
LISTED = 3  # the count of a word that is listed without one
RARE = 0.3  # the count of a character that is no word by itself
HAN_WORD = re.compile(r"[\u3007\u3400-\u4dbf\u4e00-\u9fff]+")
SUFFIX = re.compile("(?:街道办事处|办事处|地区|[省市县区镇乡])$")


def laws(path: Path) -> Iterator[str]:
    """The texts that harm is not measured on."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % EVERY:
                yield json.loads(line)["text"]


def words_of(path: Path) -> dict[str, int]:
    """The words of jieba and their counts."""
    rows = (line.split(" ") for line in path.read_text("utf-8").splitlines())
    return {row[0]: int(row[1]) for row in rows if HAN_WORD.fullmatch(row[0])}


def listed(folder: Path) -> Iterator[str]:
    """Idioms, and places with and without what they are."""
    for idiom in (folder / "names/idioms.txt").read_text("utf-8-sig").splitlines():
        yield idiom.strip()
    for file in ("pca-code.json", "HK-MO-TW.json", "streets.json"):
        for name in _names(json.loads((folder / "places" / file).read_text("utf-8"))):
            yield name
            yield SUFFIX.sub("", name)


def _names(node: Any) -> Iterator[str]:
    """All names in a tree of places."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for key, value in node.items():
            if HAN_WORD.fullmatch(key):
                yield key
            yield from _names(value)
    elif isinstance(node, list):
        for each in node:
            yield from _names(each)


def main() -> None:
    dictionary, corpus, folder = map(Path, sys.argv[1:])
    words = words_of(dictionary)
    for name in listed(folder):
        if HAN_WORD.fullmatch(name) and len(name) > 1:
            words.setdefault(name, LISTED)
    counts = Counts()
    counts.add(laws(corpus))
    counts.add_words(words)
    total = sum(words.values())
    likely: dict[int, float] = {}
    for word, count in words.items():
        if len(word) <= LONGEST:
            key = 0
            for one in word:
                key = key << 16 | int(counts.forms[ord(one)])
            likely[key] = likely.get(key, 0) + count
    keys = np.array(sorted(likely), np.uint64)
    logs = [math.log10(max(likely[key], RARE) / total) for key in keys.tolist()]
    (folder() / "language.npy").write_bytes(written(counts.model(keys, np.array(logs))))
    print(
        f"{len(keys)} words; {len(counts.runs[2][0])} pairs, {len(counts.runs[3][0])} triples seen"
    )


if __name__ == "__main__":
    main()
