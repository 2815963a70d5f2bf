"""`cleaner check`: what there is to repair, and exit code 1 if there is anything."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from cleaner.cli import options as o
from cleaner.cli import show as showing
from cleaner.cli.terminal import DONE, FAILED, FINDINGS, complain, fail, plural, put_text, say

if TYPE_CHECKING:
    from cleaner.cli.inputs import Input, Options
    from cleaner.report.findings import Finding

Format = Annotated[
    str,
    typer.Option("--format", metavar="full|concise|json|jsonl|github", help="The form of it."),
]


def command(
    paths: o.Paths = None,
    form: Format = "full",
    show: showing.Show = None,
    lines: o.Lines = None,
    profile: o.Profile = None,
    dictionary: o.Dictionaries = None,
    only: o.Only = None,
    skip: o.Skip = None,
    config: o.Config = None,
    isolated: o.Isolated = False,
    stdin_filename: o.StdinFilename = "<stdin>",
    encoding: o.Encoding = None,
    jobs: o.Jobs = 1,
    quiet: o.Quiet = False,
) -> None:
    """Report what clean would repair or suggest; exit code 1 if there is anything."""
    from cleaner.cli.inputs import EXPECTED, Failure, Options, gather, over
    from cleaner.config import nearest
    from cleaner.report.findings import FORMATS

    if show is None and form not in FORMATS:
        raise fail(f"--format {form}: not one of {', '.join(FORMATS)}{nearest(form, FORMATS)}")
    options = Options.of(
        profile=profile, lines=lines, dictionary=dictionary, only=only, skip=skip, config=config,
        isolated=isolated, encoding=encoding, stdin_name=stdin_filename,
    )  # fmt: skip
    try:
        inputs = gather(paths, options)
    except EXPECTED as error:
        raise fail(str(error)) from None
    if show is not None:
        raise showing.show(inputs, options, show, form, jobs)
    counts: list[int] = []
    complaints: set[str] = set()

    def found() -> Iterator[Finding]:
        for outcome in over(inputs, partial(check_one, options=options), jobs):
            if not isinstance(outcome, Failure):
                counts.append(len(outcome))
                yield from outcome
            elif outcome.message not in complaints:
                complaints.add(outcome.message)
                complain(outcome.message)

    for part in FORMATS[form](found()):
        put_text(part)
    if counts and not quiet:
        say(f"{plural(sum(counts), 'finding')} in {plural(len(counts), 'file')}")
    raise typer.Exit(FAILED if complaints else FINDINGS if sum(counts) else DONE)


def check_one(item: Input, options: Options) -> list[Finding]:
    """The findings in one input. Raises an error of `inputs.EXPECTED`."""
    from cleaner.cli.inputs import clean
    from cleaner.report.findings import findings

    return findings(clean(item, options))
