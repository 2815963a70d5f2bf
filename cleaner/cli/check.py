"""`cleaner check`: what there is to repair, and exit code 1 if there is anything."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Annotated, TypeAlias

from cleaner.cli import complete
from cleaner.cli import options as o
from cleaner.cli import preview as previewing
from cleaner.cli import show as showing
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
    plural,
    put_styled,
    put_text,
    say,
    warn,
)

if TYPE_CHECKING:
    from cleaner.cli.inputs import Failure, Input, Options
    from cleaner.report.findings import Finding
    from cleaner.report.look import Look

    Outcome: TypeAlias = tuple[list[Finding], tuple[str, ...]]

Format = Annotated[
    str,
    Option(
        "--format",
        metavar="full|concise|json|jsonl|github|sarif|rdjson",
        help="The form of it.",
        autocompletion=complete.forms,
    ),
]
FailOn = Annotated[
    str | None,
    Option(
        metavar="safe|suggested",
        help="Exit code 1 for repairs only, or for suggestions, too; else for notes as well.",
        autocompletion=complete.one_of("safe", "suggested"),
    ),
]
ExitZero = Annotated[bool, Option("--exit-zero", help="Exit code 0 whatever is found.")]
Statistics = Annotated[
    str | None,
    Option(metavar="rule|series", help="Only how many there are of each."),
]


@o.takes(*o.CLEANING, *o.DECISIONS, *o.READING, *o.STDIN)
def command(
    paths: o.Paths = None,
    form: Format = "full",
    statistics: Statistics = None,
    show: showing.Show = None,
    preview: previewing.Preview = None,
    sample: previewing.Sample = previewing.SAMPLE,
    fail_on: FailOn = None,
    exit_zero: ExitZero = False,
    *,
    options: Options,
    jobs: o.Jobs = 1,
    quiet: o.Quiet = False,
    verbose: o.Verbose = False,
) -> None:
    """Report what clean would repair or suggest; exit code 1 if there is anything."""
    from cleaner.cli.inputs import EXPECTED, gather, over
    from cleaner.config import nearest
    from cleaner.report.findings import full
    from cleaner.report.formats import FORMATS
    from cleaner.report.look import COLOUR, PLAIN
    from cleaner.report.statistics import BY, counted

    if show is None and form not in FORMATS:
        raise fail(f"--format {form}: not one of {', '.join(FORMATS)}{nearest(form, FORMATS)}")
    if statistics is not None and statistics not in BY:
        raise fail(f"--statistics {statistics}: not one of {', '.join(BY)}")
    if fail_on is not None and fail_on not in COUNTING:
        raise fail(f"--fail-on {fail_on}: not one of {', '.join(filter(None, COUNTING))}")
    if fail_on and exit_zero:
        raise fail("--fail-on and --exit-zero exclude each other")
    passed = PassedOver()
    try:
        inputs = gather(paths, options, passed=passed)
    except EXPECTED as error:
        raise fail(str(error)) from None
    if preview is not None:
        raise previewing.preview(inputs, options, preview, sample, jobs)
    if show is not None:
        raise showing.show(inputs, options, show, form, jobs, quiet)
    checked = Checked(COUNTING[fail_on])
    colour = form == "full" and statistics is None and has_colour()
    work = partial(check_one, options=options, look=COLOUR if colour else PLAIN)
    with Progress(inputs, quiet) as progress:
        found = checked.findings(progress.over(over(inputs, work, jobs)))
        if colour:
            for part in full(found, COLOUR):
                put_styled(part)
        else:
            for part in counted(found, statistics, form) if statistics else FORMATS[form](found):
                put_text(part)
    if not quiet:
        passed.tell(verbose)
        if checked.counts:
            say(checked.summary())
    raise Exit(FAILED if checked.complaints else DONE if exit_zero else checked.code())


COUNTING: dict[str | None, Callable[[Finding], bool]] = {
    "safe": lambda finding: finding.applied,
    "suggested": lambda finding: finding.applied or finding.safety != "note",
    None: lambda finding: True,
}
"""What findings make exit code 1."""


@dataclass
class Checked:
    """What is counted and said while findings are reported.

    `matters`: whether a finding makes exit code 1. `counts`: of each file.
    """

    matters: Callable[[Finding], bool]
    counts: list[int] = field(default_factory=list)
    failing: bool = False
    complaints: set[str] = field(default_factory=set)
    warnings: set[str] = field(default_factory=set)

    def findings(self, outcomes: Iterable[Outcome | Failure]) -> Iterator[Finding]:
        """The findings in all inputs."""
        from cleaner.cli.inputs import Failure

        for outcome in outcomes:
            if not isinstance(outcome, Failure):
                found, doubts = outcome
                self.counts.append(len(found))
                self.failing = self.failing or any(map(self.matters, found))
                warn(doubts, self.warnings)
                yield from found
            elif outcome.message not in self.complaints:
                self.complaints.add(outcome.message)
                complain(outcome.message, outcome.trace)

    def summary(self) -> str:
        return f"{plural(sum(self.counts), 'finding')} in {plural(len(self.counts), 'file')}"

    def code(self) -> int:
        """What to exit with."""
        return FAILED if self.complaints else FINDINGS if self.failing else DONE


def check_one(item: Input, options: Options, look: Look) -> Outcome:
    """The findings in one input, and what is wrong with the decisions on it.

    `look`: of what the findings show. Raises an error of `inputs.EXPECTED`.
    """
    from cleaner.cli.deciding import decided
    from cleaner.report.findings import findings

    prepared = decided(item, options)
    return findings(prepared.run(), prepared.decisions, look), prepared.complaints
