"""Build `converted.tsv`: names that OpenCC spells otherwise when it makes them Simplified.

`python -m dictionaries.build.names FOLDER`, with the folder of `places/` (modood's
Administrative-divisions-of-China) and `names/` (wainshine's Chinese-Names-Corpus, pycorrector).
A name of persons is taken if it has three characters or more; shorter ones are ordinary words.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from cleaner.knowledge.lexicon import LONGEST, Lexicon, folder, pack_word
from cleaner.knowledge.scripts import TO_SIMPLIFIED, TRADITIONAL, converted, kinds_table
from cleaner.text.characters import code_points

OWN = frozenset("乾昇於榘吒")
"""Characters that names in Simplified text keep and OpenCC changes.

Not 徵 and 後, which they seldom keep, nor 藉, for 藉口 is a word.
"""
TARGET = folder() / "converted.tsv"
DIVISIONS = "Administrative-divisions-of-China"
PERSONS, CORPUS = "pycorrector", "Chinese-Names-Corpus"


def names(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Name, kind and source, the surest source first."""
    yield "徐乾学", "person", "this project"
    rows = json.loads((folder / "places/pca-code.json").read_text("utf-8"))
    while rows:
        row = rows.pop()
        rows += row.get("children", ())
        yield row["name"], "place", DIVISIONS
    for row in json.loads((folder / "places/streets.json").read_text("utf-8")):
        yield row["name"], "place", DIVISIONS
    for line in (folder / "names/persons_pycorrector.txt").read_text("utf-8-sig").splitlines():
        yield line.split()[0] if line.split() else "", "person", PERSONS
    for line in (folder / "names/ancient_names.txt").read_text("utf-8-sig").splitlines()[2:]:
        if "於" not in line:  # 淳于 and 单于, converted wrongly there
            yield line.strip(), "person", CORPUS


def main(folder: Path) -> None:
    """Those of three characters or more, in Simplified, no words, that conversion changes."""
    chosen: dict[str, tuple[str, str]] = {}
    for name, kind, source in names(folder):
        if len(name) > 2 and name not in chosen and _is_trap(name):
            chosen[name] = kind, source
    lines = ["name\tkind\tsource", *("\t".join((name, *chosen[name])) for name in sorted(chosen))]
    TARGET.write_text("\n".join(lines) + "\n", "utf-8")


def _is_trap(name: str) -> bool:
    """Whether conversion spells a Simplified name otherwise, and what it makes is no word."""
    if any(not "\u3400" <= one <= "\u9fff" for one in name + converted(name, TO_SIMPLIFIED)):
        return False
    other = converted(name, TO_SIMPLIFIED)
    there_and_back = converted(converted(name, ("s2t",)), TO_SIMPLIFIED)
    if other == name or len(other) != len(name) or there_and_back != other:
        return False
    belongs = kinds_table()[np.minimum(code_points(name), 0xFFFF)]
    changed = {one for one, made in zip(name, other, strict=True) if one != made}
    if not changed <= OWN or (belongs >= TRADITIONAL).any():
        return False
    packed = np.array([pack_word(other[:LONGEST])], np.uint64)
    return len(name) > LONGEST or not Lexicon.default().contains(packed).any()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
