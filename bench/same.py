"""Words corrected in their files: `python -m bench.same`.

Pages that a real engine has read (see `bench.places_ocr`) are put into each format that is written
back, cleaned with `--to same`, and read again. Errors are edits by character of each line to where
it fits best in the truth, before and after; what moves headlines and blocks is left out, so that
the text of the file can be laid beside the plain text of the same run: it must be the same, but for
blanks and the hyphens of line ends.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator
from functools import partial
from io import BytesIO
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from bench.forms import FORMS, Word
from bench.pages import splits
from bench.pages.places import typeset
from bench.places import known
from bench.places_ocr import ENGINES, pages, recognised_page
from bench.tables import table
from cleaner.cli.placed import source_with_places
from cleaner.config import Settings, make
from cleaner.formats import HEAD, recognised
from cleaner.formats.splicing import spliced
from cleaner.output.same import Findings, parts
from cleaner.pipeline import run

LEAST = 6  # characters of a line that is counted
FITS = 60  # of a hundred: how alike it is to a part of the truth, at least
NO_MOVES = ("articles", "columns", "rows", "blocks")
HYPHENS = "-\xad\u2010\u2011¬⸗"
Opens = Callable[[], BytesIO]


class Made(NamedTuple):
    """A file written back: its bytes, whether its text is the plain one, seconds it took."""

    data: bytes
    is_plain: bool
    seconds: float


def rows(data: bytes) -> list[list[Word]]:
    """The lines of the pages an engine has read: each word with its box."""
    found = recognised(data[:HEAD], "page")
    assert found is not None
    return [
        [(line.text.strip(), tuple(line.place.box))] if len(line.words) == 1 else
        [(word.text, tuple(word.place.box)) for word in line.words]
        for page in found.pages(partial(BytesIO, data), "page")
        for line in page.lines
    ]  # fmt: skip


def lines_of(data: bytes) -> Iterator[str]:
    found = recognised(data[:HEAD], "page")
    assert found is not None
    for page in found.pages(partial(BytesIO, data), "page"):
        yield from ("".join(text.split()) for text in page.lines.texts)


def errors(data: bytes, truth: str) -> tuple[int, int]:
    """Edits of the lines of a file to where they fit in the truth, and their characters."""
    edits = characters = 0
    for line in lines_of(data):
        if len(line) >= LEAST:
            found = fuzz.partial_ratio_alignment(line, truth, score_cutoff=FITS)
            if found is not None:
                wanted = truth[found.dest_start : found.dest_end]
                edits += Levenshtein.distance(line[found.src_start : found.src_end], wanted)
                characters += len(wanted)
    return edits, characters


def written(data: bytes, name: str, settings: Settings) -> Made:
    """What `--to same` makes of a file."""
    opened = partial(BytesIO, data)
    source = source_with_places(opened, name)
    assert source is not None
    result = run(source, settings)
    start = time.process_time()
    findings = Findings(source)
    for record in result.ledger.records:
        findings.add(record)
    (part,) = parts(source, findings, None)
    after = b"".join(spliced(opened, name, part.splices))
    spent = time.process_time() - start
    again = source_with_places(partial(BytesIO, after), name)
    assert again is not None
    return Made(after, solid(again.text) == solid(result.text), spent)


def solid(text: str) -> str:
    """A text without blanks and hyphens."""
    return "".join(mark for mark in text if not mark.isspace() and mark not in HYPHENS)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", choices=("tune", "report"), default="tune")
    parser.add_argument("--pages", type=int, default=2)
    parser.add_argument("--engine", choices=ENGINES, action="append")
    parser.add_argument("--script", default="keep")
    given = parser.parse_args()
    settings = make({"profile": "ocr", "skip": NO_MOVES, "script": given.script}, "bench")
    split = splits.REPORT if given.split == "report" else splits.TUNE
    told = []
    for engine in given.engine or ENGINES:
        read = [(seed, rows(recognised_page(seed, engine))) for seed in pages(split, given.pages)]
        for name, form in FORMS.items():
            old = new = count = size = same = 0
            spent = 0.0
            for seed, lines in read:
                articles = known(typeset(seed, "modular")[1]).articles
                truth = "".join("".join("".join(each.paragraphs).split()) for each in articles)
                data = form(lines)
                made = written(data, name, settings)
                before, characters = errors(data, truth)
                old, new, count = (
                    old + before,
                    new + errors(made.data, truth)[0],
                    count + characters,
                )
                size, spent, same = size + len(data), spent + made.seconds, same + made.is_plain
            speed = f"{size / max(spent, 1e-9) / 1e6:.0f}"
            # Whole paragraphs, as of docling, fit nowhere in the truth as a line does.
            shares = (f"{old / count:.2%}", f"{new / count:.2%}") if count else ("–", "–")
            told.append((engine, name, *shares, f"{same} of {len(read)}", speed))
    head = ("engine", "file", "errors before", "after", "as the plain text", "MB/s")
    print(table(head, told))


if __name__ == "__main__":
    main()
