"""Fits what the reader of columns asks, on tuning pages: `python -m bench.columns.fitting`.

One constant after the other is tried a little smaller and a little larger, and what brings more
paragraphs of the truth together stays, until nothing does. `--turns` fits those for lines in turn,
`--write` puts what was found into the code.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from bench.columns import pages
from bench.pages import splits
from bench.pages.check import squeezed
from cleaner.knowledge.lexicon import Lexicon
from cleaner.page.columns import (
    cells,
    flowing,
    fragments,
    interleaving,
    order,
    parts,
    reading,
    tracks,
    turns,
    widths,
)
from cleaner.page.columns.bands import Physical
from cleaner.page.columns.judging import Judged, given_in_turn
from cleaner.page.columns.reading import Order, bands_in_rows, printed_columns
from cleaner.text.document import Document

PRINTED: list[tuple[ModuleType, str]] = [
    *(
        (tracks, name)
        for name in ["TRUST", "BEGIN", "FAR", "INDENTED", "WITHIN", "LOOSE", "WIDE", "SKIPPED"]
    ),
    *((reading, name) for name in ["DOUBT", "BROKEN"]),
    *((flowing, name) for name in ["BESIDE", "ASIDE", "BELOW", "AFTER", "ENOUGH"]),
    (parts, "CORE"),
    *((order, name) for name in ["BANDS", "ROOM"]),
    *((fragments, name) for name in ["KEPT_SHORT", "KEPT_LATIN", "CUT_LATIN", "CUT_SPACED"]),
    (cells, "EDGE"),
    *((widths, name) for name in ["MISFIT", "OVER", "SHORT", "ENDED"]),
]
TURNS: list[tuple[ModuleType, str]] = [
    *(
        (turns, name)
        for name in [
            "TRUST",
            "BEGIN",
            "ENDED",
            "BROKEN",
            "WAITS",
            "APART",
            "ASIDE",
            "CROSSED",
            "WIDER",
            "NARROWER",
        ]
    ),
    *((interleaving, name) for name in ["NEXT", "LATER", "OTHER_WIDTH", "LEAST", "DOUBTED"]),
]
STEPS = (0.6, 0.8, 1.25, 1.6)
Page = tuple[str, list[str]]
Reader = Callable[[Document], Iterator[Order]]


def main(arguments: list[str] | None = None) -> None:
    """Fits, and prints what changed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", default="0:16")
    parser.add_argument("--kind", choices=pages.KINDS, action="append")
    parser.add_argument("--turns", action="store_true")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--rounds", type=int, default=2)
    asked = parser.parse_args(arguments)
    first, last = map(int, asked.seeds.split(":"))
    if splits.is_report(first) or splits.is_report(last - 1):
        raise SystemExit("the reported seeds are not for fitting")
    wanted = pages.EXTRACTORS[1:] if asked.turns else pages.EXTRACTORS[:1]
    found = [
        (
            case.text,
            [squeezed(text) for story in case.truth["articles"] for text in story["paragraphs"]],
        )
        for kind in asked.kind or pages.KINDS
        for case in pages.given(kind, range(first, last))
        if case.extractor in wanted and (not asked.turns or case.params["whole"] < 0.9)
    ]
    print(f"{len(found)} texts", flush=True)
    constants = TURNS if asked.turns else PRINTED
    fit(constants, lambda: whole(found, read_turns if asked.turns else read_printed), asked.rounds)
    for module, name in constants:
        print(f"{module.__name__.rpartition('.')[2]}.{name} = {getattr(module, name):g}")
        if asked.write:
            write(module, name)


def fit(constants: list[tuple[ModuleType, str]], score: Callable[[], int], rounds: int) -> None:
    """Sets each constant to what scores most, one after the other, some rounds long."""
    best = score()
    print(f"before: {best}", flush=True)
    for _ in range(rounds):
        before = best
        for module, name in constants:
            kept: Any = getattr(module, name)
            for step in STEPS:
                setattr(module, name, round(kept * step, 3))
                found = score()
                if found > best:
                    best, chosen = found, getattr(module, name)
                    print(f"{best}: {name} {kept:g} -> {chosen:g}", flush=True)
                    kept = chosen
            setattr(module, name, kept)
        if best == before:
            break


def whole(found: list[Page], reader: Reader) -> int:
    """How many paragraphs of the truth are in one piece when all columns are put in order."""
    return sum(
        paragraph in text
        for given, paragraphs in found
        for text in [squeezed(put_in_order(given, reader))]
        for paragraph in paragraphs
    )


def read_printed(document: Document) -> Iterator[Order]:
    """Every band in order, however sure."""
    rows = bands_in_rows(document, Physical(document))
    return iter(printed_columns(document, rows, Lexicon.default()))


def read_turns(document: Document) -> Iterator[Order]:
    """The stretches that are put in order."""
    document.analyses["columns"] = Judged([], [])
    return iter(given_in_turn(document, Lexicon.default()))


def put_in_order(text: str, reader: Reader) -> str:
    """A text with its columns in order, a line of a column a line."""
    parts: list[str] = []
    place = 0
    for found in reader(Document(text)):
        first = min(line.start for line in found.in_turn)
        last = max(line.end for line in found.in_turn)
        parts += [
            text[place:first],
            *(text[line.start : line.end] + "\n" for line in found.in_turn),
        ]
        place = last
    return "".join([*parts, text[place:]])


def write(module: ModuleType, name: str) -> None:
    """Puts the value of a constant into its module; it stands alone or first in its line."""
    path = Path(str(module.__file__))
    text = path.read_text("utf-8")
    lines = text.split("\n")
    for number, line in enumerate(lines):
        found = re.match(r"([A-Z_, ]+) = ([-\d., ]+?)(  #.*)?$", line)
        if found and name in found[1].split(", "):
            names, values = found[1].split(", "), found[2].split(", ")
            values[names.index(name)] = f"{getattr(module, name):g}"
            lines[number] = f"{found[1]} = {', '.join(values)}{found[3] or ''}"
    path.write_text("\n".join(lines), "utf-8")


if __name__ == "__main__":
    main()
