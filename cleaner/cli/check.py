"""`cleaner check`: what there is to repair, and exit code 1 if there is anything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from cleaner.cli import options as o
from cleaner.cli import preview as previewing
from cleaner.cli import show as showing
from cleaner.cli.terminal import DONE, FAILED, FINDINGS, complain, fail, plural, put_text, say, warn

if TYPE_CHECKING:
    from cleaner.cli.inputs import Failure, Input, Options
    from cleaner.report.findings import Finding

    Outcome: TypeAlias = tuple[list[Finding], tuple[str, ...]]

Format = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="full|concise|json|jsonl|github|sarif|rdjson",
        help="The form of it.",
    ),
]
Statistics = Annotated[
    str | None,
    typer.Option(metavar="rule|series", help="Only how many there are of each."),
]


@o.takes(*o.CLEANING, *o.DECISIONS, *o.READING, *o.STDIN)
def command(
    paths: o.Paths = None,
    form: Format = "full",
    statistics: Statistics = None,
    show: showing.Show = None,
    preview: previewing.Preview = None,
    sample: previewing.Sample = previewing.SAMPLE,
    *,
    options: Options,
    jobs: o.Jobs = 1,
    quiet: o.Quiet = False,
) -> None:
    """Report what clean would repair or suggest; exit code 1 if there is anything."""
    from cleaner.cli.inputs import EXPECTED, gather, over
    from cleaner.config import nearest
    from cleaner.report.formats import FORMATS
    from cleaner.report.statistics import BY, counted

    if show is None and form not in FORMATS:
        raise fail(f"--format {form}: not one of {', '.join(FORMATS)}{nearest(form, FORMATS)}")
    if statistics is not None and statistics not in BY:
        raise fail(f"--statistics {statistics}: not one of {', '.join(BY)}")
    try:
        inputs = gather(paths, options)
    except EXPECTED as error:
        raise fail(str(error)) from None
    if preview is not None:
        raise previewing.preview(inputs, options, preview, sample, jobs)
    if show is not None:
        raise showing.show(inputs, options, show, form, jobs, quiet)
    checked = Checked()
    found = checked.findings(over(inputs, partial(check_one, options=options), jobs))
    for part in counted(found, statistics, form) if statistics else FORMATS[form](found):
        put_text(part)
    if checked.counts and not quiet:
        say(checked.summary())
    raise typer.Exit(checked.code())


@dataclass
class Checked:
    """What is counted and said while findings are reported. `counts`: of each file."""

    counts: list[int] = field(default_factory=list)
    complaints: set[str] = field(default_factory=set)
    warnings: set[str] = field(default_factory=set)

    def findings(self, outcomes: Iterable[Outcome | Failure]) -> Iterator[Finding]:
        """The findings in all inputs."""
        from cleaner.cli.inputs import Failure

        for outcome in outcomes:
            if not isinstance(outcome, Failure):
                found, doubts = outcome
                self.counts.append(len(found))
                warn(doubts, self.warnings)
                yield from found
            elif outcome.message not in self.complaints:
                self.complaints.add(outcome.message)
                complain(outcome.message, outcome.trace)

    def summary(self) -> str:
        return f"{plural(sum(self.counts), 'finding')} in {plural(len(self.counts), 'file')}"

    def code(self) -> int:
        """What to exit with."""
        return FAILED if self.complaints else FINDINGS if sum(self.counts) else DONE


def check_one(item: Input, options: Options) -> Outcome:
    """The findings in one input, and what is wrong with the decisions on it.

    Raises an error of `inputs.EXPECTED`.
    """
    from cleaner.cli.deciding import decided
    from cleaner.report.findings import findings

    prepared = decided(item, options)
    return findings(prepared.run(), prepared.decisions), prepared.complaints
