"""The command line, one file a command.

Nothing here imports what a command works with: `cleaner --help` answers at once.
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from cleaner import __version__
from cleaner.cli import check, clean, diff, measure, model, names, review, rules, undo
from cleaner.cli.ending import exit_code
from cleaner.cli.everywhere import HELP_NAMES, everywhere
from cleaner.cli.terminal import put_text

app = typer.Typer(
    name="cleaner",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings=HELP_NAMES,
    help="Repair text that newspaper pages and OCR have broken.",
)


def _version(wanted: bool) -> None:
    if wanted:
        put_text(f"cleaner {__version__}\n")
        raise typer.Exit


Version = Annotated[
    bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
]


def _every(version: Version = False) -> None:
    pass


app.callback()(everywhere(_every))
app.command("clean")(everywhere(clean.command))
app.command("check")(everywhere(check.command))
app.command("diff")(everywhere(diff.command))
app.command("review")(everywhere(review.command))
app.command("undo")(everywhere(undo.command))
app.command("measure")(everywhere(measure.command))
app.command("rules")(everywhere(rules.command))
app.add_typer(names.app, name="names")
app.add_typer(model.app, name="model")


def main() -> None:
    """Run the command line, and end the process."""
    sys.exit(exit_code(app))
