"""Line breaks of a newspaper of 1920 and 1930: `python -m bench.jingbao`.

Jing bao, Traditional and hardly punctuated, with its physical lines; looked for in `../shared`. A
document is a run of paragraphs of one page file in their order, a physical line a line, with and
without a blank line between paragraphs. The halves are those of `bench.harm`: the same runs of
twenty paragraphs by the same hash, cut where a page file ends. The reporting half is figures only.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from bench import harm
from bench.baselines import RULES, Figures, Rule, Table, report

RUN = 20  # paragraphs, as in `bench.harm`
PATH = harm.JINGBAO
LAYOUTS = {"without blank lines": "\n", "with blank lines": "\n\n"}


@dataclass(frozen=True)
class Document:
    """Paragraphs of one page file in order, each a list of physical lines.

    `name` is that of the run in `bench.harm`, which decides the half.
    """

    name: str
    paragraphs: list[list[str]]

    @property
    def tuning(self) -> bool:
        """Whether it is of the tuning half."""
        return harm.Text("Jing bao", self.name, "").tuning

    def text(self, between: str) -> str:
        """The physical lines, with `between` from paragraph to paragraph."""
        return between.join("\n".join(lines) for lines in self.paragraphs) + "\n"

    def truth(self) -> list[str]:
        """The paragraphs."""
        return ["".join(lines) for lines in self.paragraphs]


def documents(path: Path = PATH) -> Iterator[Document]:
    """Those of a JSON Lines file; `FileNotFoundError` where it is not there."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    for first in range(0, len(rows), RUN):
        name = f"{rows[first]['file']} {first}"
        for _, found in groupby(rows[first : first + RUN], lambda row: row["file"]):
            yield Document(name, [row["lines"] for row in found])


def measure(chosen: Iterator[Document], rules: dict[str, Rule] = RULES) -> Table:
    """The figures of every rule, by layout."""
    found: Table = {}
    for document in chosen:
        for layout, between in LAYOUTS.items():
            text = document.text(between)
            for name, rule in rules.items():
                figures = found.setdefault((name, layout), Figures())
                figures.add(rule(text), document.truth(), text)
    return found


def half(tuning: bool) -> str:
    """The table over one half, or why there is none."""
    if not PATH.exists():
        return f"No {PATH.name} in ../shared/data: nothing to measure.\n"
    return report(measure(each for each in documents() if each.tuning is tuning))


def reported() -> str:
    """The table over the half that is only reported."""
    return half(tuning=False)


def main(arguments: list[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.jingbao", description=__doc__)
    parser.add_argument("--tuning", action="store_true", help="the half one may look at")
    print(half(parser.parse_args(arguments).tuning))


if __name__ == "__main__":
    main()
