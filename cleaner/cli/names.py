"""`cleaner names`: the names of a dictionary, one file a sub-command."""

from __future__ import annotations

import typer

from cleaner.cli import names_add, names_check, names_suggest
from cleaner.cli.spoken import SpokenCommand, SpokenGroup
from cleaner.cli.typed import typed

app = typer.Typer(
    cls=SpokenGroup, no_args_is_help=True, help="Names: spelt two ways, and kept in a dictionary."
)
app.command("check", cls=SpokenCommand)(typed(names_check.command))
app.command("suggest", cls=SpokenCommand)(typed(names_suggest.command))
app.command("add", cls=SpokenCommand)(typed(names_add.command))
