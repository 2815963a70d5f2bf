"""Characters misread: `python -m bench.misreadings`.

FASPell lines of the reporting part (`bench.faspell`), fifty a text, go through the stage `misreadings` of
the profile `ocr`, with and without pairs learned from the tuning part, with the model that ships
and, where it is there, with the word model of Debian. Right is a repair that gives the truth at its
place; recall is of all characters that were misread, marks among them. Clean text is that of
`bench.harm`, the reporting half; pages are those tesseract read (`bench.pages.engines`).
"""

from __future__ import annotations

import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import cleaner
from bench import faspell, harm
from bench.tables import table
from cleaner.config import AUTO, BUILT_IN
from cleaner.misreading import candidates, wordmodel
from cleaner.text.characters import HAN, class_of

TOGETHER = 50  # lines that make a text
PRECISION = 0.8  # that applied and suggested repairs together are to have
ROUNDS, SEED = 1000, 1  # of the bootstrap
BINS = ((0.5, 0.6), (0.6, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 1.01))
SHOWN = 12  # wrong repairs that are named
PER = 10_000
CLEAN = ("news, what needs nothing", "laws, what needs nothing", "Jing bao, newlines")
TIMED = 200  # texts of clean news
RUNS = 5
ALL = {"suggest_from": 0.0}


class Repair(NamedTuple):
    """A repair of one line: what was there, what it became, and what is right."""

    line: int
    before: str
    after: str
    truth: str
    confidence: float
    applied: bool

    @property
    def right(self) -> bool:
        return self.after == self.truth

    @property
    def of_character(self) -> bool:
        """Whether a Chinese character became another."""
        return all(map(is_han, (self.before, self.after)))


def is_han(text: str) -> bool:
    """Whether a text is one Chinese character."""
    return len(text) == 1 and class_of(text) == HAN


class Measured(NamedTuple):
    """The repairs in lines, and how many characters of each line were misread."""

    repairs: list[Repair]
    errors: list[int]


def setups(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The settings that are compared, by what they are called."""
    pairs = folder / "pairs.tsv"
    learned = candidates.learned(faspell.lines(tuning=True))
    pairs.write_text(candidates.written(learned), "utf-8")
    models = [("model that ships", BUILT_IN)]
    if wordmodel.found() is not None:
        models.append(("word model of Debian", AUTO))
    for name, model in models:
        yield name, {"model": model}
        yield f"{name}, pairs learned", {"model": model, "pairs": [str(pairs)]}


def measure(lines: list[faspell.Line], settings: dict[str, Any]) -> Measured:
    """What the stage does to lines."""
    repairs = []
    for first in range(0, len(lines), TOGETHER):
        part = lines[first : first + TOGETHER]
        read, truth = ("\n".join(column) for column in zip(*part, strict=True))
        result = cleaner.read(read, profile="ocr", only=["misreadings"], **settings)
        for entry in result.ledger.entries:
            line = first + read.count("\n", 0, entry.start)
            right = truth[entry.start : entry.end]
            repairs.append(
                Repair(line, entry.before, entry.after, right, entry.confidence, entry.applied)
            )
    errors = [sum(a != b for a, b in zip(line.read, line.truth, strict=True)) for line in lines]
    return Measured(repairs, errors)


def scored(
    found: Measured, repairs: Iterable[Repair], weights: Counter[int] | None = None
) -> tuple[float, float]:
    """Precision and recall, each line counted as often as `weights` says."""
    right = given = 0
    for each in repairs:
        weight = 1 if weights is None else weights[each.line]
        given += weight
        right += weight * each.right * max(1, len(each.before))
    wanted = sum(
        count * (1 if weights is None else weights[line]) for line, count in enumerate(found.errors)
    )
    return right / max(1, given), right / max(1, wanted)


def interval(found: Measured, repairs: list[Repair]) -> list[tuple[float, float]]:
    """The 95 % intervals of precision and recall, lines drawn anew (bootstrap)."""
    chance = random.Random(SEED)
    size = len(found.errors)
    rounds = [
        scored(found, repairs, Counter(chance.choices(range(size), k=size))) for _ in range(ROUNDS)
    ]
    columns = [sorted(column) for column in zip(*rounds, strict=True)]
    return [(column[ROUNDS // 40], column[-ROUNDS // 40 - 1]) for column in columns]


def recall_at(found: Measured, precision: float) -> float:
    """The most that can be found, surest repairs first, with at least that precision."""
    best, right = 0.0, 0
    ranked = sorted(found.repairs, key=lambda each: (-each.confidence, each.line))
    for number, each in enumerate(ranked, 1):
        right += each.right
        if right >= precision * number:
            best = right / sum(found.errors)
    return best


def faspell_report() -> str:
    """The table of FASPell, the calibration, and what is wrong most often."""
    if not faspell.PATH.exists():
        return f"No {faspell.PATH.name} in ../shared/data: nothing to measure.\n"
    lines, rows, parts = faspell.lines(tuning=False), [], []
    with tempfile.TemporaryDirectory() as folder:
        for name, settings in setups(Path(folder)):
            found = measure(lines, settings)
            applied = [each for each in found.repairs if each.applied]
            figures = zip(scored(found, applied), interval(found, applied), strict=True)
            alone = scored(found, [each for each in applied if each.of_character])
            everything = measure(lines, settings | ALL)
            rows.append((
                name, len(applied),
                *(f"{figure:.3f} ({low:.3f}–{high:.3f})" for figure, (low, high) in figures),
                f"{alone[0]:.3f}",
                f"{recall_at(everything, PRECISION):.3f}",
            ))  # fmt: skip
            parts.append(f"{name}:\n\n{calibration(found.repairs)}\nWrong: {wrong(applied)}.\n")
    header = (
        "", "applied", "precision", "recall", "precision of characters alone", f"recall of all at precision {PRECISION}",
    )  # fmt: skip
    return "\n".join([table(header, rows), *parts])


def calibration(repairs: list[Repair]) -> str:
    """How many repairs of characters were right, of those said to be so sure."""
    repairs = [each for each in repairs if each.of_character]
    rows = []
    for low, high in BINS:
        inside = [each for each in repairs if low <= each.confidence < high]
        if inside:
            said = sum(each.confidence for each in inside) / len(inside)
            right = sum(each.right for each in inside) / len(inside)
            rows.append(
                (f"{low:.2f}–{min(high, 1):.2f}", len(inside), f"{said:.2f}", f"{right:.2f}")
            )
    return table(("confidence", "repairs", "said", "right"), rows)


def wrong(repairs: list[Repair]) -> str:
    """The most frequent wrong repairs, with what would have been right."""
    counted = Counter(
        f"{each.before}→{each.after or '–'} ({each.truth})" for each in repairs if not each.right
    )
    return ", ".join(f"{name} {count}" for name, count in counted.most_common(SHOWN)) or "none"


def harm_report() -> str:
    """Characters of clean text that the stage changes, in 10,000."""
    if reason := harm.absent():
        return reason
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for name, settings in setups(Path(folder)) if faspell.PATH.exists() else ():
            changed: Counter[str] = Counter()
            suggested: Counter[str] = Counter()
            size: Counter[str] = Counter()
            for text in clean(tuning=False):
                result = cleaner.read(text.text, profile="ocr", only=["misreadings"], **settings)
                size[text.corpus] += len(text.text)
                for entry in result.ledger.entries:
                    which = changed if entry.applied else suggested
                    which[text.corpus] += max(len(entry.before), len(entry.after))
            rates = [
                f"{PER * changed[each] / size[each]:.2f} ({PER * suggested[each] / size[each]:.2f})"
                for each in CLEAN
            ]
            rows.append((name, *rates))
    return table(("applied (suggested) in 10,000 characters", *CLEAN), rows)


def clean(tuning: bool) -> Iterator[harm.Text]:
    """The clean texts of one half."""
    return (text for text in harm.corpora() if text.corpus in CLEAN and text.tuning is tuning)


def pages_report() -> str:
    """Errors on pages that tesseract read, before and after the whole profile, and where line ends
    stay: what is wrongly joined across a picture counts as errors, too."""
    from bench.pages.engines import absent, recognised, reported_pages
    from cleaner.measure.figures import measure as figures_of
    from cleaner.measure.readings import from_text, of_object
    from cleaner.text.document import Source

    if reason := absent("tesseract"):
        return reason
    rows = []
    totals = [0, 0, 0, 0]
    for page in reported_pages():
        read = recognised(page, "tesseract")
        truth = of_object(page.truth())
        figures, kept = (
            figures_of(
                from_text(cleaner.clean(read, profile="ocr", model=BUILT_IN, lines=lines)),
                truth,
                Source.from_text(read).text,
            )
            for lines in ("paragraph", "source")
        )
        row = (figures.characters, figures.errors_of_source or 0, figures.errors, kept.errors)
        totals = [total + part for total, part in zip(totals, row, strict=True)]
        rows.append((page.seed, *row, _ratio(*row[1:3])))
    rows.append(("all", *totals, _ratio(*totals[1:3])))
    header = (
        "page", "characters", "errors as read", "errors after", "line ends kept", "ratio",
    )  # fmt: skip
    return table(header, rows)


def _ratio(before: int, after: int) -> str:
    return f"{after / before:.2f}" if before else "–"


def speed_report() -> str:
    """CPU time of the stage on clean text, what other stages need of it (its classes, what it does
    with marks) being known; with the model that ships."""
    if harm.absent():
        return ""
    from cleaner.config import Settings
    from cleaner.knowledge.lexicon import Lexicon
    from cleaner.stages.misreadings import STAGE
    from cleaner.text.convention import trait
    from cleaner.text.document import Document

    texts = (text.text for text in harm.corpora() if text.corpus == harm.NEEDS_NOTHING)
    text = "\n".join(islice(texts, TIMED))
    settings, lexicon, times = Settings(profile="ocr", model=BUILT_IN), Lexicon.default(), []
    for _ in range(RUNS):
        document = Document(text)
        _ = document.classes, trait(document, "marks", ())
        start = time.process_time()
        list(STAGE.propose(document, STAGE.rules, lexicon, settings))
        times.append(time.process_time() - start)
    speed = len(text.encode()) / min(times) / 1e6
    return f"The stage over clean news, with the model that ships: {speed:.1f} MB a CPU second.\n"


def report() -> str:
    """All tables."""
    return "\n".join([faspell_report(), harm_report(), pages_report(), speed_report()])


if __name__ == "__main__":
    print(report())
