"""The two real pages against their readings: `python -m bench.real_pages`.

Prints a row for each figure asked for, measured on each page and on both, then what is wrong, and
how many fixes each rule made.
"""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import dataclass, field

from bench import PAGES, page_path, speed
from bench.audit import Balance, balance, changed_characters, new_spaces, undone
from bench.gold import Reading, doubts_of, gold_of
from bench.roles import FIELDS, NAMES, misplaced, score_roles
from bench.tables import share, table
from cleaner.files.paths import read
from cleaner.measure import (
    Score,
    paragraphs,
    plain,
    score_breaks,
    score_headlines,
    score_paragraphs,
)
from cleaner.output.json import describe
from cleaner.pipeline import Result, run
from cleaner.text.document import Article

NONE = Score(0, 0, 0)


@dataclass
class Figures:
    """What was measured on a page, or on several added up."""

    paragraphs: Score = NONE
    body: Score = NONE
    breaks: Score = NONE
    headlines: Score = NONE
    invented: int = 0
    roles: dict[str, Score] = field(default_factory=lambda: dict.fromkeys(FIELDS, NONE))
    unaccounted: int = 0
    changed: int = 0
    spaces: int = 0
    second_pass: int = 0
    undo: bool = True

    def __add__(self, other: Figures) -> Figures:
        return Figures(
            self.paragraphs + other.paragraphs,
            self.body + other.body,
            self.breaks + other.breaks,
            self.headlines + other.headlines,
            self.invented + other.invented,
            {name: self.roles[name] + other.roles[name] for name in FIELDS},
            self.unaccounted + other.unaccounted,
            self.changed + other.changed,
            self.spaces + other.spaces,
            self.second_pass + other.second_pass,
            self.undo and other.undo,
        )


@dataclass
class Page:
    """A page, its reading, and a run over it."""

    name: str
    truth: Reading
    result: Result
    figures: Figures
    balance: Balance


def measure(name: str) -> Page:
    """Clean a page of `bench.PAGES` and measure the result."""
    path, truth = page_path(name), gold_of(name)
    result = run(read(str(path)))
    source, given = result.ledger.source, describe(result)
    again = run(type(source).from_text(result.text))
    ledger = balance(result)
    figures = Figures(
        score_paragraphs(paragraphs(result.text), truth.paragraphs),
        score_paragraphs(
            [text for article in result.articles for text in article.paragraphs], truth.body
        ),
        score_breaks(paragraphs(result.text), truth.paragraphs, source.text.split("\n")),
        score_headlines(result.articles, truth.articles),
        invented(result.articles, truth.articles),
        score_roles(given, truth),
        ledger.total,
        changed_characters(result).total(),
        new_spaces(source.text, result.text),
        again.ledger.count()["applied"] + (again.text != result.text),
        undone(path),
    )
    return Page(name, truth, result, figures, ledger)


def invented(given: list[Article], truth: list[Article]) -> int:
    """How many articles have a headline where the reading has none.

    Those are stories without a headline on the page, and articles that are none.
    """
    wanted = {plain(text): article for article in truth for text in article.paragraphs}
    count = 0
    for article in given:
        homes = [wanted[plain(text)] for text in article.paragraphs if plain(text) in wanted]
        count += article.headline is not None and all(home.headline is None for home in homes)
    return count


def figures_table(pages: list[Page], with_times: bool) -> str:
    """The table: figure, what is asked for, each page, all pages."""
    columns = [page.figures for page in pages]
    columns.append(sum(columns, Figures()))
    rows = [
        ("paragraphs equal to the reading, F1", "≥ .97", *[_f1(f.paragraphs) for f in columns]),
        ("… paragraphs of the stories alone, F1", "", *[_f1(f.body) for f in columns]),
        ("line breaks, F1", "", *[_f1(f.breaks) for f in columns]),
        ("headlines at their stories", "≥ 10 of 11", *[_count(f.headlines) for f in columns]),
        ("headlines invented", "0", *[f.invented for f in columns]),
        *[
            (f"{NAMES[name]} told apart", "all", *[_told(f.roles[name]) for f in columns])
            for name in FIELDS
        ],
        ("characters lost or made without an edit", "0", *[f.unaccounted for f in columns]),
        ("… characters replaced, not counting blanks", "", *[f.changed for f in columns]),
        ("spaces put between Chinese characters", "0", *[f.spaces for f in columns]),
        ("edits of a second pass", "0", *[f.second_pass for f in columns]),
        ("`undo` byte for byte", "yes", *["yes" if f.undo else "no" for f in columns]),
        *(time_rows(len(pages)) if with_times else ()),
    ]
    return table(("figure", "asked for", *[page.name[:3] for page in pages], "both"), rows)


def time_rows(pages: int) -> list[tuple[str, ...]]:
    """The figures that depend on the machine. `bench.speed` measures them at length."""
    found = speed.compare(rounds=7, seconds=0.05)
    names = [*[name[:3] for name in PAGES], "both"]
    ratios = [f"{found[name][2] / found[name][0]:.2f}" if found else "no peer" for name in names]
    empty, start, clean = (min(spent) for spent in speed.start_times(5).values())
    blank = [""] * pages
    return [
        (f"CPU time, `{speed.PEER}` / `cleaner.clean`", "≥ .5 now", *ratios),
        (
            "`cleaner --help` over an empty typer program",
            "+ .1 s",
            *blank,
            f"{start - empty:+.3f} s",
        ),
        ("`cleaner clean` of a page, whole process", "< 1 s", *blank, f"{clean:.3f} s"),
    ]


def _f1(score: Score) -> str:
    return f"{share(score.f1)} ({score.right}/{score.wanted})"


def _count(score: Score) -> str:
    return f"{score.right} of {score.wanted}"


def _told(score: Score) -> str:
    false = score.given - score.right
    return _count(score) + (f", {false} false" if false else "")


def rules_table(pages: list[Page]) -> str:
    """How many fixes each rule has made; in brackets those it only suggests or notes."""
    counts = [_fixes(page.result) for page in pages]
    names = list(dict.fromkeys(rule for made, left in counts for rule in [*made, *left]))
    rows = [(name, *[_made(name, *both) for both in counts]) for name in sorted(names)]
    return table(("rule", *[page.name[:3] for page in pages]), rows)


def _fixes(result: Result) -> tuple[Counter[str], Counter[str]]:
    fixes = {(entry.step, entry.id): entry for entry in result.ledger.entries}.values()
    return (
        Counter(entry.rule for entry in fixes if entry.applied),
        Counter(entry.rule for entry in fixes if not entry.applied),
    )


def _made(rule: str, made: Counter[str], left: Counter[str]) -> str:
    return f"{made[rule]} ({left[rule]})" if left[rule] else str(made[rule])


def mistakes(page: Page) -> list[str]:
    """What differs from the reading, a line each."""
    given = Counter(paragraphs(page.result.text))
    wanted = Counter(map(plain, page.truth.paragraphs))
    lines = [f"not in the output: {_short(text)}" for text in wanted - given]
    lines += [f"not in the reading: {_short(text)}" for text in given - wanted]
    heads = {plain(article.headline) for article in page.result.articles if article.headline}
    doubts = doubts_of(page.name)
    lines += [
        f"no headline of an article: {article.headline}{_doubted(doubts.get(article.headline))}"
        for article in page.truth.articles
        if article.headline and plain(article.headline) not in heads
    ]
    return lines + misplaced(describe(page.result), page.truth)


def _doubted(remarks: list[str] | None) -> str:
    return f" (the reading doubts: {'; '.join(remarks)})" if remarks else ""


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:40]} … {text[-18:]}"


def report(pages: list[Page], with_times: bool = True) -> str:
    """The tables as Markdown."""
    names = ", ".join(f"`{page.name[:3]}` is `fixtures/pages/{page.name}.txt`" for page in pages)
    parts = [f"{names}.\n", figures_table(pages, with_times)]
    wrong = [f"- {page.name[:3]} {line}" for page in pages for line in mistakes(page)]
    if wrong:
        parts += ["What differs from the reading:\n", "\n".join(wrong) + "\n"]
    parts += ["Fixes by rule; in brackets, suggestions and notes:\n", rules_table(pages)]
    return "\n".join(parts)


def main(arguments: list[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.real_pages", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument(
        "--no-times", action="store_true", help="leave out what depends on the machine"
    )
    with_times = not parser.parse_args(arguments).no_times
    print(report([measure(name) for name in PAGES], with_times))


if __name__ == "__main__":
    main()
