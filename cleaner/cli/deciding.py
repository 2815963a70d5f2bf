"""What reviewers have decided for an input: found, read, and fitted to it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner.cli.inputs import Input, Options, prepare
from cleaner.report.look import change, visible
from cleaner.review.decisions import FILE, Book, Decision, DecisionError
from cleaner.review.journal import journal_of, load

if TYPE_CHECKING:
    from cleaner.config import Settings
    from cleaner.knowledge.lexicon import Lexicon
    from cleaner.ledger.decisions import Decisions
    from cleaner.pipeline import Result
    from cleaner.text.document import Source


@dataclass(frozen=True)
class Prepared:
    """What a run over one input takes.

    `complaints`: of decisions in it that fit nothing any more, or contradict each other, and of
    what could not be read.
    """

    source: Source
    settings: Settings
    lexicon: Lexicon
    decisions: Decisions | None = None
    complaints: tuple[str, ...] = ()

    def run(self) -> Result:
        """Clean it."""
        from cleaner import pipeline

        return pipeline.run(self.source, self.settings, self.lexicon, self.decisions)


def decided(item: Input, options: Options) -> Prepared:
    """What a run over one input takes. Raises one of `inputs.EXPECTED`.

    Where single fixes of this input are decided on, they are looked for in a run before.
    """
    source, settings, lexicon = prepare(item, options)
    place = item.place(options)
    paths = files(options, place.parent)
    book = book_of(paths)
    if not book and not book.conflicts:
        return Prepared(source, settings, lexicon, complaints=source.warnings)
    name = name_of(place, paths[0])
    lost: Sequence[Decision] = ()
    if any(each.file == name for each in book.decisions.values()):
        from cleaner.review.refit import fitted

        book, _, lost = fitted(source, settings, lexicon, book, name)
    complaints = (*source.warnings, *map(conflict, book.conflicts.values()), *map(no_more, lost))
    return Prepared(source, settings, lexicon, book.compiled(), complaints)


def files(options: Options, folder: Path) -> tuple[Path, ...]:
    """The files of decisions for what lies in `folder`: those given, else the one that is found.

    Raises DecisionError where one that is given is not there.
    """
    if options.decisions:
        for path in options.decisions:
            if not _there(path):
                raise DecisionError(f"{path}: No such file or directory")
        return options.decisions
    found = beside(options.configuration(folder.absolute()))
    return (found,) if found and _there(found) else ()


def beside(configuration: Path | None) -> Path | None:
    """Where decisions are kept that belong to a configuration."""
    return configuration.parent / FILE if configuration else None


def _there(path: Path) -> bool:
    return path.exists() or journal_of(path).exists()


def book_of(paths: tuple[Path, ...]) -> Book:
    """What is decided there. Read once for all inputs, and again when a file has changed."""
    every = (each for path in paths for each in (path, journal_of(path)) if each.exists())
    return _read(paths, tuple((each.stat().st_mtime_ns, each.stat().st_size) for each in every))


@lru_cache(64)
def _read(paths: tuple[Path, ...], _: tuple[tuple[int, int], ...]) -> Book:
    return load(paths)


def name_of(path: Path, decisions: Path) -> str:
    """The name by which a file of decisions calls an input: relative to it, with slashes."""
    return Path(os.path.relpath(path, decisions.parent)).as_posix()


def no_more(decision: Decision) -> str:
    """That a decision on a single fix fits nothing."""
    shown = change(decision.before, decision.after)
    return (
        f"{visible(decision.file)}: no place fits any more what was decided ({decision.verdict} "
        f"{visible(decision.rule)}): {visible(decision.left)}{shown}{visible(decision.right)}"
    )


def conflict(decisions: Sequence[Decision]) -> str:
    """That decisions on one thing contradict each other."""
    first = decisions[0]
    return f"accepted and rejected, so not decided: {visible(first.name)} ({visible(first.rule)})"
