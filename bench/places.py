"""How well pages with places are read: typeset pages as PDF, hOCR, ALTO and TSV.

`python -m bench.places --split tune --pages 20 --kind modular --form pdf`
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from functools import partial
from io import BytesIO
from itertools import islice

import pymupdf

from bench.pages import places, splits
from bench.pages.page import Truth
from bench.pages.score import Figures, add
from bench.tables import share, table
from cleaner.cli.placed import source_with_places
from cleaner.measure.readings import Reading
from cleaner.pipeline import run
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


def measured(split: range, pages: int, kind: str, form: str) -> Iterator[tuple[str, Figures]]:
    """The figures of a form, and for a PDF those of its blocks."""
    readers = {form: with_places}
    if form == "pdf":
        readers["pdf, PyMuPDF blocks"] = blocks
    found = {name: Figures() for name in readers}
    for _, data, truth in places.given(islice(split, pages), form, kind):
        for name, reader in readers.items():
            add(found[name], run(reader(data)), known(truth))
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
    given = parser.parse_args()
    split = splits.REPORT if given.split == "report" else splits.TUNE
    rows = [
        (kind, name, share(each.everything.f1), share(each.stories.f1), share(each.breaks.f1),
         share(each.attached.recall), share(each.exact.recall))
        for kind in given.kind or KINDS
        for form in given.form or FORMS
        for name, each in measured(split, given.pages, kind, form)
    ]  # fmt: skip
    print(
        table(
            ("pages", "given as", "paragraphs, F1", "stories' paragraphs, F1", "line breaks, F1",
             "headlines at their stories", "as the headline"),
            rows,
        )
    )  # fmt: skip


if __name__ == "__main__":
    main()
