"""What simple rules make of the same texts: `python -m bench.baselines FILE`, a file of cases.

Each rule takes a text and gives its paragraphs. Blanks do not count in any figure, so lines are
joined with nothing between them.
"""

from __future__ import annotations

import argparse
import statistics
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cleaner
from bench.tables import share, table
from cleaner.measure import Score, score_breaks, score_paragraphs

Rule = Callable[[str], list[str]]
ENDS = "。！？…!?"
NOTHING = Score(0, 0, 0)
CLOSING = "”’」』）)》"
SHORT = 0.8
"""A line shorter than this share of the median line is short."""

GROUPS = {
    "pymupdf-blocks": "with blank lines",
    "pdfminer": "with blank lines",
    "pdftotext": "with blank lines",
    "pymupdf-text": "without",
    "pypdf": "without",
    "pdftotext-layout": "-layout",
}
"""Extractor -> whether it parts blocks by blank lines, or prints columns side by side."""


@dataclass
class Figures:
    """What is measured of a rule."""

    paragraphs: Score = NOTHING
    breaks: Score = NOTHING

    def add(self, output: list[str], truth: list[str], text: str) -> None:
        """Hold the paragraphs of one text against its truth."""
        self.paragraphs += score_paragraphs(filter(str.strip, output), truth)
        self.breaks += score_breaks(output, truth, text.split("\n"))


Table = dict[tuple[str, str], Figures]
"""(Rule, group of texts) -> figures."""


def every_line(text: str) -> list[str]:
    """Each line is a paragraph."""
    return _grouped(text, lambda before, after, median: True)


def blank_line(text: str) -> list[str]:
    """A blank line parts paragraphs."""
    return _grouped(text, lambda before, after, median: False)


def indent(text: str) -> list[str]:
    """As fmt: a blank line or an indent parts paragraphs."""
    return _grouped(text, lambda before, after, median: after[0].isspace())


def sentence_end(text: str) -> list[str]:
    """As formatters of novels: a line that ends a sentence ends a paragraph, as does a blank line."""
    return _grouped(text, lambda before, after, median: _ends(before))


def sentence_end_short(text: str) -> list[str]:
    """A line that ends a sentence and is short ends a paragraph, as does a blank line."""
    return _grouped(
        text, lambda before, after, median: _ends(before) and _length(before) < SHORT * median
    )


def sentence_end_only(text: str) -> list[str]:
    """Only the end of a sentence ends a paragraph; blank lines are passed over."""
    return sentence_end("\n".join(filter(str.strip, text.split("\n"))))


def project(text: str) -> list[str]:
    """This project as it is by default."""
    return cleaner.clean(text).split("\n")


RULES: dict[str, Rule] = {
    "keep every newline": every_line,
    "blank line": blank_line,
    "blank line or indent (`fmt`)": indent,
    "sentence end or blank line": sentence_end,
    "short line with sentence end, or blank line": sentence_end_short,
    "sentence end alone": sentence_end_only,
    "cleaner": project,
}


def measure(cases: Iterable[Any], rules: dict[str, Rule] = RULES) -> Table:
    """The figures of every rule over cases (`bench.pages.Case`), by group of extractors."""
    found: Table = {}
    for case in cases:
        truth = _truth(case.truth)
        for name, rule in rules.items():
            figures = found.setdefault((name, GROUPS[case.extractor]), Figures())
            figures.add(rule(case.text), truth, case.text)
    return found


def report(found: Table) -> str:
    """A row for each rule, ready for docs/benchmarks.md."""
    groups = list(dict.fromkeys(group for _, group in found))
    header = ["rule"]
    for group in groups:
        header += [f"paragraphs, F1, {group}", f"line breaks, F1, {group}"]
    rows = []
    for name in dict.fromkeys(name for name, _ in found):
        row = [name]
        for group in groups:
            figures = found[name, group]
            row += [share(figures.paragraphs.f1), share(figures.breaks.f1)]
        rows.append(row)
    return table(header, rows)


def _truth(truth: dict[str, Any]) -> list[str]:
    """Every paragraph of a page, headlines and furniture among them."""
    found = list(truth["furniture"])
    for article in truth["articles"]:
        for value in article.values():
            found += [value] if isinstance(value, str) else value or []
    return found


def _grouped(text: str, parts: Callable[[str, str, float], bool]) -> list[str]:
    """Lines put together where no blank line and no decision of `parts` stands between."""
    lines = text.split("\n")
    lengths = [_length(line) for line in lines if line.strip()]
    median = statistics.median(lengths) if lengths else 0.0
    paragraphs: list[str] = []
    before = ""
    for line in lines:
        if line.strip():
            if before.strip() and not parts(before, line, median):
                paragraphs[-1] += line.strip()
            else:
                paragraphs.append(line.strip())
        before = line
    return paragraphs


def _ends(line: str) -> bool:
    return line.rstrip().rstrip(CLOSING).endswith(tuple(ENDS))


def _length(line: str) -> int:
    return len(line.strip())


def main(arguments: list[str] | None = None) -> None:
    """Measure the cases of a file and print."""
    from bench.pages import read_cases

    parser = argparse.ArgumentParser(prog="python -m bench.baselines", description=__doc__)
    parser.add_argument("file", type=Path, help="written by `python -m bench.pages make`")
    print(report(measure(read_cases(parser.parse_args(arguments).file))))


if __name__ == "__main__":
    main()
