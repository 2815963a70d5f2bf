"""Build `four_corner.npy`: the four-corner code of each character of the table of look-alikes.

    python -m dictionaries.build.four_corner PATH/TO/four_corner_70000.txt

From contr4l/SimilarCharacter (MIT). A row is a code point and the five figures as one number.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import numpy as np

from cleaner.knowledge.lexicon import folder
from cleaner.knowledge.lookalikes import FOUR_CORNER, lookalikes


def main(path: Path) -> None:
    """Write the table beside this script."""
    codes = dict(re.findall(r"'(.)':'(\d{5})'", path.read_text("utf-8-sig")))
    characters = map(chr, lookalikes().characters.tolist())
    rows = [(ord(one), int(codes[one])) for one in characters if one in codes]
    np.save(folder() / FOUR_CORNER, np.array(rows, np.uint32))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
