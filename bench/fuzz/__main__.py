"""Fuzz for a given time: `python -m bench.fuzz --minutes 10 --seed 1`."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from bench.fuzz import failures
from bench.fuzz.checks import kind, problem
from bench.fuzz.shrink import shrunk
from bench.fuzz.texts import PAGE, SMALL, Trial, trial

SMALL_TO_A_PAGE = 50
EVERY = 60.0  # seconds between two lines of the log


@dataclass
class Run:
    """How far a run has come."""

    seed: int
    numbers: Counter[str]
    kinds: Counter[str] = field(default_factory=Counter)  # of failures
    started: float = field(default_factory=time.monotonic)

    def next(self) -> Trial:
        """The next trial: mostly small ones."""
        what = PAGE if self.numbers[SMALL] >= SMALL_TO_A_PAGE * (self.numbers[PAGE] + 1) else SMALL
        self.numbers[what] += 1
        return trial(what, self.seed, self.numbers[what])

    def failed(self, failing: Trial, found: str, path: Path) -> None:
        """Count a failure; the first few of its kind are made small and kept."""
        self.kinds[kind(found)] += 1
        if self.kinds[kind(found)] > KEPT:
            return
        small = shrunk(failing, lambda each: kind(problem(each)) == kind(found))
        failures.keep(small, found, path)
        print(f"FAILED {found}\n  {small.text!r} {small.settings}", flush=True)

    def __str__(self) -> str:
        spent = (time.monotonic() - self.started) / 60
        failed = f"{self.kinds.total()} failures {dict(self.kinds)}" if self.kinds else "no failure"
        return (
            f"seed {self.seed}: {self.numbers[SMALL]:,} small texts, {self.numbers[PAGE]:,} like"
            f" pages, {spent:.1f} minutes, {failed}"
        )


KEPT = 2  # failures of one kind


def main(arguments: list[str] | None = None) -> int:
    """Fuzz, and say every minute how far it is; 1 if anything failed."""
    parser = argparse.ArgumentParser(prog="python -m bench.fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--texts", type=int, help="stop after so many small texts")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--keep", type=Path, default=failures.FILE, help="where failures go")
    chosen = parser.parse_args(arguments)
    run = Run(chosen.seed, Counter())
    problem(Trial("昨日", {}))  # what is read once is read now
    until = run.started + 60 * chosen.minutes
    said = run.started
    while time.monotonic() < until and run.numbers[SMALL] != chosen.texts:
        each = run.next()
        if found := problem(each):
            run.failed(each, found, chosen.keep)
        if time.monotonic() > said + EVERY:
            said = time.monotonic()
            print(run, flush=True)
    print(run, flush=True)
    return 1 if run.kinds else 0


if __name__ == "__main__":
    sys.exit(main())
