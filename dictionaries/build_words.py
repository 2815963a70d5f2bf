"""Builds `words.npy` and `word_counts.npy`: the words of two to four characters, for the joins.

    python dictionaries/build_words.py DICT.TXT

DICT.TXT is `jieba/dict.txt` of the PyPI package jieba 0.42.1 (MIT): `word count part-of-speech` a
line. Each word goes in as it is and in Traditional characters (OpenCC s2t and s2tw). A word is one
number of 64 bits, sixteen a character (see `cleaner.lexicon.pack`); the numbers are sorted. A count
is kept as its logarithm to the base 2, rounded, in one byte.
"""

from __future__ import annotations

import math
import re
import sys
from pathlib import Path

import numpy as np
import opencc

from cleaner.lexicon import pack_word

HERE = Path(__file__).parent
HAN_WORD = re.compile(r"[\u3007\u3400-\u4dbf\u4e00-\u9fff]{2,4}")


def counted(path: Path) -> dict[str, int]:
    """The words of `path` that the lexicon can hold, Simplified and Traditional, with counts."""
    converters = [opencc.OpenCC("s2t"), opencc.OpenCC("s2tw")]
    counts: dict[str, int] = {}
    for line in path.read_text("utf-8").splitlines():
        word, count, _ = line.split(" ")
        for form in {word, *(converter.convert(word) for converter in converters)}:
            if HAN_WORD.fullmatch(form):
                counts[form] = max(counts.get(form, 0), int(count))
    return counts


def main() -> None:
    counts = counted(Path(sys.argv[1]))
    packed = sorted((pack_word(word), count) for word, count in counts.items())
    np.save(HERE / "words.npy", np.array([key for key, _ in packed], np.uint64))
    logs = [round(math.log2(count)) for _, count in packed]
    np.save(HERE / "word_counts.npy", np.array(logs, np.uint8))
    print(f"{len(packed)} words")


if __name__ == "__main__":
    main()
