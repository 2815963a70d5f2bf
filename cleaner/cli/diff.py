"""`cleaner diff`: what clean would change, or how two texts differ."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cleaner.cli import options as o
from cleaner.cli.declared import Exit, Option
from cleaner.cli.passed import PassedOver
from cleaner.cli.progress import Progress
from cleaner.cli.terminal import (
    DONE,
    FAILED,
    FINDINGS,
    complain,
    fail,
    has_colour,
    put_styled,
    put_text,
    warn,
)

if TYPE_CHECKING:
    from cleaner.cli.inputs import Input, Options
    from cleaner.report.pieces import Piece
    from cleaner.report.wraps import Wanted
    from cleaner.text.document import Source

Format = Annotated[
    str,
    Option(
        "--format", metavar="text|unified", help="For people by character, or by line for tools."
    ),
]
IgnoreWraps = Annotated[bool, Option("--ignore-wraps", help="Without joins, breaks and moves.")]
OnlyWraps = Annotated[bool, Option("--only-wraps", help="Joins, breaks and moves only.")]
Statistics = Annotated[bool, Option("--statistics", help="Only what became what, and how often.")]


@dataclass(frozen=True)
class Asked:
    """How differences are to be shown. `form`: text, unified or statistics."""

    form: str
    wanted: Wanted
    colour: bool


@dataclass(frozen=True)
class Difference:
    """What differs in one input: as text, or as counts of what became what."""

    text: str = ""
    became: Counter[tuple[str, str]] = field(default_factory=Counter)
    complaints: tuple[str, ...] = ()


@o.takes(*o.CLEANING, *o.DECISIONS, *o.READING, *o.STDIN)
def command(
    paths: o.Paths = None,
    form: Format = "text",
    ignore_wraps: IgnoreWraps = False,
    only_wraps: OnlyWraps = False,
    statistics: Statistics = False,
    *,
    options: Options,
    jobs: o.Jobs = 1,
    verbose: o.Verbose = False,
) -> None:
    """Show by character what clean would change; of exactly two files, how they differ.

    Exit code 1 if there is a difference.
    """
    from cleaner.cli.inputs import EXPECTED, Failure, gather, over
    from cleaner.report.statistics import ranked

    asked = _asked(form, ignore_wraps, only_wraps, statistics)
    outcomes: Iterator[Difference | Failure]
    passed = PassedOver()
    inputs: list[Input | Failure] = []
    try:
        if paths and len(paths) == 2 and not any(map(os.path.isdir, paths)):
            outcomes = iter([_compare(paths, options, asked)])
        else:
            work = partial(diff_one, options=options, asked=asked)
            inputs = gather(paths, options, passed=passed)
            outcomes = over(inputs, work, jobs)
    except EXPECTED as error:
        raise fail(str(error)) from None
    code = DONE
    warnings: set[str] = set()
    total: Counter[tuple[str, str]] = Counter()
    with Progress(inputs) as progress:
        for outcome in progress.over(outcomes):
            if isinstance(outcome, Failure):
                complain(outcome.message, outcome.trace)
                code = FAILED
                continue
            warn(outcome.complaints, warnings)
            total += outcome.became
            if outcome.text or outcome.became:
                (put_text if asked.form == "unified" else put_styled)(outcome.text)
                code = code or FINDINGS
    for line in ranked(total):
        put_text(line)
    passed.tell(verbose)
    raise Exit(code)


def _asked(form: str, ignore_wraps: bool, only_wraps: bool, statistics: bool) -> Asked:
    """How differences are to be shown; ends the run where options do not go together."""
    from cleaner.config import nearest
    from cleaner.report.wraps import Wanted

    known = ("text", "unified")
    if form not in known:
        raise fail(f"--format {form}: not one of {', '.join(known)}{nearest(form, known)}")
    if ignore_wraps and only_wraps:
        raise fail("--ignore-wraps and --only-wraps exclude each other")
    if form == "unified" and (ignore_wraps or only_wraps or statistics):
        raise fail("--format unified shows every change: no --ignore-wraps, nor the like")
    wanted = Wanted.CHARACTERS if ignore_wraps else Wanted.WRAPS if only_wraps else Wanted.ALL
    return Asked("statistics" if statistics else form, wanted, has_colour())


def diff_one(item: Input, options: Options, asked: Asked) -> Difference:
    """What would change in one input. Raises an error of `inputs.EXPECTED`."""
    from cleaner.cli.deciding import decided
    from cleaner.report.pieces import fold
    from cleaner.report.unified import unified_run
    from cleaner.report.wraps import sift

    prepared = decided(item, options)
    result = prepared.run()
    if asked.form == "unified":
        return Difference(unified_run(result.ledger, result.text), complaints=prepared.complaints)
    source = prepared.source
    pieces = sift(fold(source.text, result.ledger.entries), asked.wanted)
    return _difference(pieces, source, asked, prepared.complaints)


def _compare(paths: list[str], options: Options, asked: Asked) -> Difference:
    """How two files differ. Raises InputError."""
    from cleaner.cli.inputs import Input
    from cleaner.report.diff import compared
    from cleaner.report.unified import unified_texts

    old, new = (Input(path, Path(path).parent).source(options) for path in paths)
    if asked.form == "unified":
        return Difference(unified_texts(old, new))
    return _difference(compared(old, new, asked.wanted), old, asked)


def _difference(
    pieces: Iterable[Piece], source: Source, asked: Asked, complaints: tuple[str, ...] = ()
) -> Difference:
    from cleaner.report.diff import show
    from cleaner.report.look import COLOUR, PLAIN
    from cleaner.report.statistics import became

    if asked.form == "statistics":
        return Difference(became=became(pieces), complaints=complaints)
    look = COLOUR if asked.colour else PLAIN
    return Difference("".join(show(pieces, source, look)), complaints=complaints)
