"""`cleaner names suggest`: a draft of a dictionary from texts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cleaner.cli import names_survey
from cleaner.cli import options as o
from cleaner.cli.declared import Exit, Option
from cleaner.cli.terminal import DONE, FAILED, fail, plural, put_text, say

if TYPE_CHECKING:
    from cleaner.cli.inputs import Options

Output = Annotated[
    Path | None,
    Option("--output", "-o", metavar="FILE", help="The file; otherwise standard output."),
]
Least = Annotated[int, Option("--least", metavar="N", min=1, help="Only names found so often.")]


@o.takes("dictionary", *o.READING, *o.STDIN)
def command(
    paths: o.Paths = None,
    output: Output = None,
    least: Least = 2,
    ner: names_survey.Model = None,
    *,
    options: Options,
    jobs: o.Jobs = 1,
    quiet: o.Quiet = False,
) -> None:
    """Write a dictionary of the names in texts, to be gone through before it is used."""
    from cleaner.files.paths import OutputError, write
    from cleaner.survey.draft import draft

    surveyed = names_survey.survey(paths, options, ner, jobs, output)
    known = frozenset(form for name in surveyed.listed for form in name.forms)
    rows = list(draft(surveyed.forms, surveyed.findings(), known, least))
    if output is None:
        put_text("".join(rows))
    else:
        try:
            write(output, "".join(rows).encode(), access=surveyed.access)
        except (OutputError, OSError) as error:
            raise fail(str(error)) from None
    if not quiet:
        say(f"{plural(len(rows) - 1, 'name')} in {plural(surveyed.files, 'file')}")
    raise Exit(FAILED if surveyed.failed else DONE)
