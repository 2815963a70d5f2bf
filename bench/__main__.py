"""Runs the benchmarks and writes what they print: `python -m bench`.

The figures of docs/benchmarks.md, and those of the README between its two marks, are written here
and never by hand; but for sections that take long runs of their own (`bench.places`, `bench.places_ocr`,
`bench.cost`): they are kept as they are.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from functools import cache
from importlib import import_module

from bench import PAGES, ROOT, folds, harm, jingbao, kinds, peers, real_pages, speed
from bench.tables import table

DOCUMENT = ROOT / "docs/benchmarks.md"
README = ROOT / "README.md"
MARKS = ("<!-- figures: python -m bench -->\n", "<!-- end of figures -->\n")
HEAD = """# Benchmarks

Written by `python -m bench` on a checkout; [bench/README.md](../bench/README.md) says what each
script measures. Times depend on the machine, all else does not.
"""


@cache
def pages() -> list[real_pages.Page]:
    return [real_pages.measure(name) for name in PAGES]


@cache
def by_kind() -> dict[str, kinds.Counts]:
    return kinds.runs()


@cache
def damage() -> dict[tuple[str, bool], harm.Harm]:
    return {} if harm.absent() else harm.measure(harm.corpora(), 0)


def clean_text() -> str:
    """Edits on clean text, and those of other tools."""
    if harm.absent():
        return harm.absent()
    told = harm.report(damage(), with_tuning=False)
    return f"{told}\n{harm.BESIDE_OTHERS}\n{harm.beside()}"


SECTIONS: dict[str, Callable[[], str]] = {
    "Clean files of many kinds": lambda: kinds.report(by_kind()),
    "The two real pages": lambda: real_pages.report(pages()),
    "Typeset pages nobody tuned on": lambda: extra("bench.pages.reported", "report"),
    "Columns read from text alone": lambda: extra("bench.columns.__main__", "reported"),
    "Jing bao 1920 and 1930, physical lines": jingbao.reported,
    "Jing bao, whole folds": folds.reported,
    "Pages read by OCR": lambda: extra("bench.pages.ocr", "reported"),
    "Characters misread": lambda: extra("bench.misreadings", "report"),
    "Text that was parted or doubled": lambda: extra("bench.parted", "report"),
    "Books": lambda: extra("bench.books", "reported"),
    "Latin text": lambda: extra("bench.latin", "report"),
    "Review": lambda: f"{extra('bench.review', 'report')}\n{extra('bench.review_page', 'report')}",
    "Speed": lambda: speed.report(quick=False),
    "Names": lambda: "\n".join(
        extra(f"bench.{name}", "report") for name in ("names", "near_names", "spellings")
    ),
    "Edits on clean text": clean_text,
    "One-line cases beside other tools": peers.report,
}


def main(arguments: list[str] | None = None) -> None:
    """Measure, write, and say where."""
    parser = argparse.ArgumentParser(
        prog="python -m bench", description="Write docs/benchmarks.md."
    )
    parser.add_argument(
        "sections", nargs="*", help="the beginnings of their names; all when not given"
    )
    asked = parser.parse_args(arguments).sections
    kept = written(DOCUMENT.read_text("utf-8"))
    parts = [HEAD]
    for name, measure in SECTIONS.items():
        again = not asked or any(name.startswith(begun) for begun in asked)
        parts += [f"## {name}\n", measure() if again else kept.get(name, "Not measured yet.\n")]
    for name in [name for name in kept if name not in SECTIONS]:
        parts += [f"## {name}\n", kept[name]]
    DOCUMENT.write_text("\n".join(parts).rstrip() + "\n", "utf-8")
    print(f"{DOCUMENT.relative_to(ROOT)} written")
    before, _, rest = README.read_text("utf-8").partition(MARKS[0])
    after = rest.partition(MARKS[1])[2]
    if rest and not asked:
        README.write_text(before + MARKS[0] + summary() + MARKS[1] + after, "utf-8")
        print(f"{README.relative_to(ROOT)} written")


def written(document: str) -> dict[str, str]:
    """What stands below each heading of the document."""
    parts = re.split(r"^## (.*)\n\n?", document, flags=re.M)
    return {name: body.rstrip() + "\n" for name, body in zip(parts[1::2], parts[2::2], strict=True)}


def extra(module: str, function: str) -> str:
    """What a benchmark reports that needs the extra `bench`, or what is missing for it."""
    try:
        report = getattr(import_module(module), function)
    except ImportError as error:
        return f"{error.name} is not installed: nothing was measured.\n"
    return str(report())


def summary() -> str:
    """A few rows for the README."""
    total = sum((page.figures for page in pages()), real_pages.Figures())
    rows: list[tuple[str, object]] = [
        ("paragraphs equal to the reading, F1", f"{total.paragraphs.f1:.3f}"),
        ("headlines at their stories", f"{total.headlines.right} of {total.headlines.wanted}"),
        ("characters lost or made without an edit in the ledger", total.unaccounted),
        ("edits of a second pass", total.second_pass),
    ]
    if by_kind():
        counts = by_kind()[kinds.PROFILES[0]]
        name = (
            f"edits in 100,000 characters of {len(counts)} kinds of clean files that need nothing"
        )
        rows.insert(0, (name, kinds.rate(kinds.total(counts))))
    timed = speed.compare(rounds=15, seconds=0.1)
    if timed:
        ours, _, theirs, _ = timed["both"]
        rows.append(
            (
                f"CPU time, {speed.PEER} / cleaner (over 1: cleaner is faster)",
                f"{theirs / ours:.2f}",
            )
        )
    if damage():
        chosen = damage()[("news, what needs nothing", False)]
        rate = harm.PER * chosen.edits.total() / chosen.characters
        rows.append(("edits in 100,000 characters of clean news that needs nothing", f"{rate:.2f}"))
    return table(("on the two real pages of fixtures/pages, and on clean text", "measured"), rows)


if __name__ == "__main__":
    main()
