"""Builds `scripts.npy`: which characters belong to Simplified or to Traditional Chinese only.

    python -m dictionaries.build.scripts

Needs OpenCC 1.4. The array has a byte for each code point of the Basic Multilingual Plane, made of
the bits of `knowledge.scripts`.

- Traditional only: OpenCC's `t2s` changes it, and it is not in GB 2312, the set of Simplified text.
- Simplified only: `s2t` changes it, and it is neither in Big5, the set of Traditional text, nor
  in `SHARED`.
- Variant: a form of `knowledge.scripts.VARIANTS` that is not the Simplified one. The forms of a
  variant tell nothing about the script.
"""

from __future__ import annotations

from itertools import chain

import numpy as np
import opencc

from cleaner.knowledge.lexicon import folder
from cleaner.knowledge.scripts import SIMPLIFIED, TRADITIONAL, VARIANT, VARIANTS

HAN = [chr(point) for point in chain(range(0x3400, 0x4DC0), range(0x4E00, 0xA000))]
IN_SIMPLIFIED = frozenset("昇迺祇噁鱀")
"""In the Table of General Standard Characters (2013), not in GB 2312, and changed by OpenCC."""

OLD = frozenset("後菸")
"""In GB 2312, but not in that table, and no part of Simplified text."""
SHARED = frozenset("却烟决恒脚况碍坟抛厦凉悮册呐疴亘冲叠眦晋净减凑灾猫猪韵泪够绣")
"""Also printed in Traditional text: counted in Jing bao of 1920 and 1930, and their like."""


def converted(name: str) -> dict[str, str]:
    """What a conversion of OpenCC makes of each character by itself."""
    return dict(zip(HAN, opencc.OpenCC(name).convert("\n".join(HAN)).split("\n"), strict=True))


def within(character: str, encoding: str) -> bool:
    """Whether the character set has it."""
    try:
        return bool(character.encode(encoding))
    except UnicodeEncodeError:
        return False


def main() -> None:
    """Write the array beside this script."""
    table = np.zeros(0x10000, np.uint8)
    for character, plain in converted("t2s").items():
        rare = plain > "\uffff" or character in IN_SIMPLIFIED
        known = character not in OLD and within(character, "gb2312")
        if plain != character and not rare and not known:
            table[ord(character)] |= TRADITIONAL
    for character, full in converted("s2t").items():
        rare = full > "\uffff" or character in SHARED
        if full != character and not rare and not within(character, "big5"):
            table[ord(character)] |= SIMPLIFIED
    table[table == SIMPLIFIED | TRADITIONAL] = 0
    for simplified, forms in VARIANTS.items():
        for form in forms:
            table[ord(form)] = 0 if form == simplified else VARIANT
    np.save(folder() / "scripts.npy", table)
    counts = [np.count_nonzero(table & bit) for bit in (SIMPLIFIED, TRADITIONAL, VARIANT)]
    print(*counts, table.nbytes, "bytes")


if __name__ == "__main__":
    main()
