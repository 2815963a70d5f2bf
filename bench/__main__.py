"""Runs the benchmarks and writes what they print: `python -m bench`.

The figures of docs/benchmarks.md, and those of the README between its two marks, are written here
and never by hand.
"""

from __future__ import annotations

import argparse
from importlib import import_module

from bench import PAGES, ROOT, harm, jingbao, kinds, peers, real_pages, speed
from bench.tables import table

DOCUMENT = ROOT / "docs/benchmarks.md"
README = ROOT / "README.md"
MARKS = ("<!-- figures: python -m bench -->\n", "<!-- end of figures -->\n")
HEAD = """# Benchmarks

Written by `python -m bench` on a checkout; [bench/README.md](../bench/README.md) says what each
script measures. Times depend on the machine, all else does not.
"""


def main(arguments: list[str] | None = None) -> None:
    """Measure, write, and say where."""
    parser = argparse.ArgumentParser(
        prog="python -m bench", description="Write docs/benchmarks.md."
    )
    parser.parse_args(arguments)
    pages = [real_pages.measure(name) for name in PAGES]
    by_kind = kinds.runs()
    damage = {} if harm.absent() else harm.measure(harm.corpora(), 0)
    parts = [
        HEAD,
        "## Clean files of many kinds\n",
        kinds.report(by_kind),
        "## The two real pages\n",
        real_pages.report(pages),
        "## Typeset pages nobody tuned on\n",
        extra("bench.pages.reported", "report"),
        "## Jing bao 1920 and 1930, physical lines\n",
        jingbao.reported(),
        "## Pages read by OCR\n",
        extra("bench.pages.ocr", "reported"),
        "## Characters misread\n",
        extra("bench.misreadings", "report"),
        "## Books\n",
        extra("bench.books", "reported"),
        "## Latin text\n",
        extra("bench.latin", "report"),
        "## Review\n",
        extra("bench.review", "report"),
        extra("bench.review_page", "report"),
        "## Speed\n",
        speed.report(quick=False),
        "## Names\n",
        extra("bench.names", "report"),
        extra("bench.near_names", "report"),
        extra("bench.spellings", "report"),
        "## Edits on clean text\n",
        harm.absent() or harm.report(damage, with_tuning=False),
        "" if harm.absent() else f"{harm.BESIDE_OTHERS}\n{harm.beside()}",
        "## One-line cases beside other tools\n",
        peers.report(),
    ]
    DOCUMENT.write_text("\n".join(parts).rstrip() + "\n", "utf-8")
    before, _, rest = README.read_text("utf-8").partition(MARKS[0])
    after = rest.partition(MARKS[1])[2]
    if rest:
        README.write_text(
            before + MARKS[0] + summary(pages, damage, by_kind) + MARKS[1] + after, "utf-8"
        )
    print(f"{DOCUMENT.relative_to(ROOT)} and {README.relative_to(ROOT)} written")


def extra(module: str, function: str) -> str:
    """What a benchmark reports that needs the extra `bench`, or what is missing for it."""
    try:
        report = getattr(import_module(module), function)
    except ImportError as error:
        return f"{error.name} is not installed: nothing was measured.\n"
    return str(report())


def summary(
    pages: list[real_pages.Page],
    damage: dict[tuple[str, bool], harm.Harm],
    by_kind: dict[str, kinds.Counts],
) -> str:
    """A few rows for the README."""
    total = sum((page.figures for page in pages), real_pages.Figures())
    rows: list[tuple[str, object]] = [
        ("paragraphs equal to the reading, F1", f"{total.paragraphs.f1:.3f}"),
        ("headlines at their stories", f"{total.headlines.right} of {total.headlines.wanted}"),
        ("characters lost or made without an edit in the ledger", total.unaccounted),
        ("edits of a second pass", total.second_pass),
    ]
    if by_kind:
        counts = by_kind[kinds.PROFILES[0]]
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
    if damage:
        chosen = damage[("news, what needs nothing", False)]
        rate = harm.PER * chosen.edits.total() / chosen.characters
        rows.append(("edits in 100,000 characters of clean news that needs nothing", f"{rate:.2f}"))
    return table(("on the two real pages of fixtures/pages, and on clean text", "measured"), rows)


if __name__ == "__main__":
    main()
