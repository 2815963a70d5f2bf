"""Build `name_characters.npz`: how often characters stand in surnames and in given names.

    python -m dictionaries.build.name_characters PATH/TO/persons_pycorrector.txt

Counted are the names of two and three characters of pycorrector's list, each once, in the forms of
both scripts (OpenCC `s2t`). Those that begin with a character which opens fewer than FEWEST names
are not: most are transliterations.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import numpy as np

from cleaner.knowledge.lexicon import folder
from cleaner.knowledge.scripts import converted
from cleaner.names.frequencies import TABLE

FEWEST = 4  # names


def main(path: Path) -> None:
    """Write the table beside this script."""
    lines = path.read_text("utf-8-sig").splitlines()
    names = {line.split("\t")[0] for line in lines if line.strip()}
    names = {name for name in names if len(name) in (2, 3) and _is_han(name)}
    opening = Counter(name[0] for name in names)
    people = sorted(name for name in names if opening[name[0]] >= FEWEST)
    surnames, given = Counter[str](), Counter[str]()
    for name in people:
        for form in {name, converted(name, ("s2t",))}:
            surnames[form[0]] += 1
            given.update(form[1:])
    characters = sorted(surnames | given)
    np.savez_compressed(
        folder() / TABLE,
        characters=np.array([ord(one) for one in characters], np.uint16),
        surnames=np.array([surnames[one] for one in characters], np.uint16),
        given=np.array([given[one] for one in characters], np.uint16),
    )


def _is_han(name: str) -> bool:
    return all("\u4e00" <= one <= "\u9fff" for one in name)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
