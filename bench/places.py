"""How well pages with places are read: typeset pages as PDF, hOCR, ALTO and TSV.

`python -m bench.places --split tune --pages 20 --kind modular --form pdf`
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from io import BytesIO
from itertools import islice, pairwise

import pymupdf

from bench.pages import places, splits
from bench.pages.page import Truth
from bench.pages.score import Figures, add
from bench.tables import share, table
from cleaner.cli.placed import source_with_places
from cleaner.measure import Score
from cleaner.measure.align import align, best
from cleaner.measure.readings import NOWHERE, Reading
from cleaner.pipeline import Result, run
from cleaner.text.document import Article, Source

KINDS, FORMS = tuple(places.KINDS), tuple(places.FORMS)


def blocks(pdf: bytes) -> Source:
    """The text blocks of a PDF as PyMuPDF gives them, a blank line between them."""
    document = pymupdf.open(stream=pdf, filetype="pdf")  # type: ignore[no-untyped-call]
    found = [block[4].rstrip("\n") for page in document for block in page.get_text("blocks")]
    return Source.from_text("\n\n".join(found) + "\n")


def with_places(data: bytes) -> Source:
    """The text of a file as `clean` reads it."""
    source = source_with_places(partial(BytesIO, data), "page")
    assert source is not None
    return source


def pdfminer(pdf: bytes) -> Source:
    """The text of a PDF as pdfminer.six gives it."""
    from pdfminer.high_level import extract_text

    return Source.from_text(extract_text(BytesIO(pdf)))


def markdown(pdf: bytes) -> Source:
    """The text of a PDF as pymupdf4llm gives it, without its marks."""
    import pymupdf4llm

    found = pymupdf4llm.to_markdown(pymupdf.open(stream=pdf, filetype="pdf"))  # type: ignore[no-untyped-call]
    return Source.from_text(str(found).replace("**", "").replace("#", ""))


PEERS: dict[str, Callable[[bytes], Source]] = {
    "PyMuPDF blocks": blocks, "pdfminer": pdfminer, "pymupdf4llm": markdown,
}  # fmt: skip
"""What else gives the text of a PDF; `clean` reads it as any text."""


@dataclass
class Measured:
    """The figures of a form; `order`: the stories that come after the one before them."""

    figures: Figures = field(default_factory=Figures)
    order: Score = field(default_factory=lambda: Score(0, 0, 0))

    def add(self, result: Result, truth: Reading) -> None:
        add(self.figures, result, truth)
        self.order += in_order(result, truth)


def in_order(result: Result, truth: Reading) -> Score:
    """Of two stories in turn, as the page has them, the second comes after the first."""
    output = Reading(result.articles, result.furniture)
    alignment = align(output.paragraphs, truth.paragraphs)
    longest: dict[int, tuple[int, int]] = {}
    for place, (text, number) in enumerate(truth.placed()):
        if number != NOWHERE:
            longest[number] = max(longest.get(number, (0, 0)), (len(text), place))
    at = [
        best(alignment.by_truth[place]).output if place in alignment.by_truth else NOWHERE
        for _, (_, place) in sorted(longest.items())
    ]
    right = sum(NOWHERE < one < other for one, other in pairwise(at))
    return Score(right, max(len(at) - 1, 0), max(len(at) - 1, 0))


def measured(
    split: range, pages: int, kind: str, form: str, peers: list[str]
) -> Iterator[tuple[str, Measured]]:
    """The figures of a form, and for a PDF those of its text as the peers give it."""
    readers = {form: with_places}
    if form == "pdf":
        readers |= {f"pdf, {name}": PEERS[name] for name in peers}
    found = {name: Measured() for name in readers}
    for _, data, truth in places.given(islice(split, pages), form, kind):
        for name, reader in readers.items():
            found[name].add(run(reader(data)), known(truth))
    yield from found.items()


def known(truth: Truth) -> Reading:
    """The reading that a page is known to have."""
    return Reading([Article(**article) for article in truth["articles"]], truth["furniture"])


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", choices=("tune", "report"), default="tune")
    parser.add_argument("--pages", type=int, default=20)
    parser.add_argument("--kind", choices=KINDS, action="append")
    parser.add_argument("--form", choices=FORMS, action="append")
    parser.add_argument("--peer", choices=PEERS, action="append", default=[])
    given = parser.parse_args()
    split = splits.REPORT if given.split == "report" else splits.TUNE
    rows = [
        (kind, name, share(each.figures.everything.f1), share(each.figures.stories.f1),
         share(each.figures.breaks.f1), share(each.figures.attached.recall),
         share(each.figures.exact.recall), share(each.order.recall) if kind == "modular" else "")
        for kind in given.kind or KINDS
        for form in given.form or FORMS
        for name, each in measured(split, given.pages, kind, form, given.peer)
    ]  # fmt: skip
    print(
        table(
            ("pages", "given as", "paragraphs, F1", "stories' paragraphs, F1", "line breaks, F1",
             "headlines at their stories", "as the headline", "stories in order"),
            rows,
        )
    )  # fmt: skip


if __name__ == "__main__":
    main()
