"""`cleaner diff`: what clean would change, or how two texts differ."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

import typer

from cleaner.cli import options as o
from cleaner.cli.terminal import DONE, FAILED, FINDINGS, complain, fail, has_colour, put_text

if TYPE_CHECKING:
    from cleaner.cli.inputs import Input, Options
    from cleaner.report.look import Look


def command(
    paths: o.Paths = None,
    lines: o.Lines = None,
    profile: o.Profile = None,
    dictionary: o.Dictionaries = None,
    only: o.Only = None,
    skip: o.Skip = None,
    script: o.Script = None,
    titles: o.Titles = None,
    decisions: o.DecisionFiles = None,
    config: o.Config = None,
    isolated: o.Isolated = False,
    stdin_filename: o.StdinFilename = "<stdin>",
    encoding: o.Encoding = None,
    jobs: o.Jobs = 1,
) -> None:
    """Show by character what clean would change; of exactly two files, how they differ.

    Exit code 1 if there is a difference.
    """
    from cleaner.cli.inputs import EXPECTED, Failure, Options, gather, over
    from cleaner.report.look import COLOUR, PLAIN

    options = Options.of(
        profile=profile, lines=lines, dictionary=dictionary, only=only, skip=skip,
        script=script, titles=titles, decisions=decisions, config=config, isolated=isolated,
        encoding=encoding, stdin_name=stdin_filename,
    )  # fmt: skip
    outcomes: Iterator[str | Failure]
    look = COLOUR if has_colour() else PLAIN
    try:
        if paths and len(paths) == 2 and not any(map(os.path.isdir, paths)):
            outcomes = iter([_compare(paths, options, look)])
        else:
            work = partial(diff_one, options=options, look=look)
            outcomes = over(gather(paths, options), work, jobs)
    except EXPECTED as error:
        raise fail(str(error)) from None
    code = DONE
    for outcome in outcomes:
        if isinstance(outcome, Failure):
            complain(outcome.message)
            code = FAILED
        elif outcome:
            put_text(outcome)
            code = code or FINDINGS
    raise typer.Exit(code)


def diff_one(item: Input, options: Options, look: Look) -> str:
    """What would change in one input. Raises an error of `inputs.EXPECTED`."""
    from cleaner.cli.deciding import decided
    from cleaner.report.diff import diff_run

    return diff_run(decided(item, options).run().ledger, look)


def _compare(paths: list[str], options: Options, look: Look) -> str:
    """How two files differ. Raises InputError."""
    from cleaner.files import read
    from cleaner.report.diff import diff_texts

    old, new = (read(path, options.encoding) for path in paths)
    return diff_texts(old, new, look)
