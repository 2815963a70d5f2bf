"""Builds `english.npy`: the words that tell whether a hyphen at a line end belongs to a word.

    python -m dictionaries.build.english american-english british-english

The arguments are lists of words, one a line, as the Debian packages `wamerican` and `wbritish` have
them in /usr/share/dict.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from cleaner.knowledge.english import hashed
from cleaner.knowledge.lexicon import folder


def main(paths: list[str]) -> None:
    """Write the array beside this script."""
    words = {line.lower() for path in paths for line in Path(path).read_text("utf-8").split()}
    kept = sorted(word for word in words if len(word) > 1 and word.isalpha())
    keys = np.unique(np.array([hashed(word) for word in kept], np.uint32))
    np.save(folder() / "english.npy", keys)
    print(f"{len(kept)} words, {len(keys)} keys, {keys.nbytes} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
