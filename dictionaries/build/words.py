"""Builds `words.npy` and `sieve.npy`: the words of two to four characters, for the joins.

    python -m dictionaries.build.words DICT.TXT

DICT.TXT is `jieba/dict.txt` of the PyPI package jieba 0.42.1 (MIT): `word count part-of-speech` a
line. Each word goes in as it is and in Traditional characters (OpenCC s2t and s2tw). A word is one
number of 64 bits, sixteen a character (see `knowledge.lexicon.pack`); the numbers are sorted, and
the Bloom filter has a bit for the hash of each.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import numpy as np
import opencc

from cleaner.knowledge.lexicon import FILTER, filter_of, folder, pack_word

RAREST = 10  # of generated pages' line ends this lexicon spans half, and of their breaks one in 20
HAN_WORD = re.compile(r"[\u3007\u3400-\u4dbf\u4e00-\u9fff]{2,4}")


def read_words(path: Path) -> set[str]:
    """The words of `path` that the lexicon can hold, Simplified and Traditional."""
    converters = [opencc.OpenCC("s2t"), opencc.OpenCC("s2tw")]
    words: set[str] = set()
    for line in path.read_text("utf-8").splitlines():
        word, count, _ = line.split(" ")
        if int(count) < RAREST:
            continue
        forms = {word, *(converter.convert(word) for converter in converters)}
        words.update(form for form in forms if HAN_WORD.fullmatch(form))
    return words


def main() -> None:
    packed = sorted(map(pack_word, read_words(Path(sys.argv[1]))))
    words = np.array(packed, np.uint64)
    np.save(folder() / "words.npy", words)
    np.save(folder() / FILTER, filter_of(words).bits)
    print(f"{len(packed)} words")


if __name__ == "__main__":
    main()
