"""`cleaner names`: the names of a dictionary, one file a sub-command."""

from __future__ import annotations

import typer

from cleaner.cli import names_add

app = typer.Typer(no_args_is_help=True, help="Keep a dictionary of names.")
app.command("add")(names_add.command)
