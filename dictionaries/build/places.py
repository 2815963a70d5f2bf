"""Build `places.tsv`: the full names of the divisions of China, from provinces to counties.

    python -m dictionaries.build.places FOLDER

FOLDER has `pca-code.json` and `HK-MO-TW.json` of Administrative-divisions-of-China (modood, WTFPL).
Traditional forms are made with OpenCC (`s2t`; `s2tw` for Taiwan, `s2hk` for Hong Kong and Macau).
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from cleaner.knowledge.lexicon import PLACES
from cleaner.knowledge.scripts import converted

SHORTEST = 3  # 东区 and 中山 are too many things
HEADINGS = re.compile("市辖区|.*(?:直辖|行政区划).*")  # rows that are no places
REGIONS = {"香港": "s2hk", "澳门": "s2hk", "台湾": "s2tw"}


def mainland(path: Path) -> Iterator[str]:
    """The names of provinces, prefectures and counties."""
    rows = json.loads(path.read_text("utf-8"))
    while rows:
        row = rows.pop()
        rows += row.get("children", ())
        yield row["name"]


def beyond(path: Path) -> Iterator[tuple[str, str]]:
    """The names of Hong Kong, Macau and Taiwan, and the conversion for each."""
    for region, parts in json.loads(path.read_text("utf-8")).items():
        chain = REGIONS[region[:2]]
        yield region, chain
        for part, smaller in parts.items():
            yield from ((re.sub("（.*", "", name), chain) for name in (part, *smaller))


def main(folder: Path) -> None:
    """Write the table beside this script."""
    named = [(name, "s2t") for name in mainland(folder / "pca-code.json")]
    named += beyond(folder / "HK-MO-TW.json")
    forms = {
        form
        for name, chain in named
        if len(name) >= SHORTEST and not HEADINGS.fullmatch(name)
        for form in (name, converted(name, (chain,)))
    }
    rows = ["name\tkind", *(f"{form}\tplace" for form in sorted(forms))]
    (folder() / PLACES).write_text("\n".join(rows) + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
