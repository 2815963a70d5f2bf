"""All commands and what they take, by typer: help, completion, and what is wrong with a line."""

from __future__ import annotations

from importlib import import_module
from typing import Annotated

import typer

from cleaner import __version__
from cleaner.cli import model, names
from cleaner.cli.declared import Exit, Option
from cleaner.cli.plainly import COMMANDS
from cleaner.cli.spoken import SpokenCommand, SpokenGroup
from cleaner.cli.terminal import put_text
from cleaner.cli.typed import HELP_NAMES, typed

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
        raise Exit


Version = Annotated[
    bool, Option("--version", callback=_version, is_eager=True, help="Show the version.")
]


def _every(version: Version = False) -> None:
    pass


app.callback()(typed(_every))
for _name in COMMANDS:
    app.command(_name, cls=SpokenCommand)(typed(import_module(f"cleaner.cli.{_name}").command))
app.add_typer(names.app, name="names")
app.add_typer(model.app, name="model")
