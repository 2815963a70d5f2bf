"""The command line, one file a command.

Nothing here imports what a command works with: `cleaner --help` answers at once.
"""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from cleaner import __version__
from cleaner.cli import check, clean, diff, measure, model, names, review, rules, undo
from cleaner.cli.ending import exit_code
from cleaner.cli.everywhere import HELP_NAMES, everywhere
from cleaner.cli.spoken import SpokenCommand, SpokenGroup
from cleaner.cli.terminal import put_text
from cleaner.messages.language import open_catalogue

app = typer.Typer(
    name="cleaner",
    cls=SpokenGroup,
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
app.command("clean", cls=SpokenCommand)(everywhere(clean.command))
app.command("check", cls=SpokenCommand)(everywhere(check.command))
app.command("diff", cls=SpokenCommand)(everywhere(diff.command))
app.command("review", cls=SpokenCommand)(everywhere(review.command))
app.command("undo", cls=SpokenCommand)(everywhere(undo.command))
app.command("measure", cls=SpokenCommand)(everywhere(measure.command))
app.command("rules", cls=SpokenCommand)(everywhere(rules.command))
app.add_typer(names.app, name="names")
app.add_typer(model.app, name="model")


def main() -> None:
    """Run the command line, and end the process."""
    open_catalogue()
    # NumPy is asked for no linear algebra: no threads are started for it.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    sys.exit(exit_code(app))
