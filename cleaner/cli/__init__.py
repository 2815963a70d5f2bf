"""The command line, one file a command.

Nothing here imports what a command works with: `cleaner --help` answers at once. A plain line is
read without typer (`plainly`), which knows all others (`commands`).
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

from cleaner.cli.ending import exit_code
from cleaner.files.programs import keep, taken
from cleaner.messages.language import open_catalogue
from cleaner.text.programs import work_with

if TYPE_CHECKING:
    from cleaner.cli.commands import app as app


def main() -> None:
    """Run the command line, and end the process."""
    open_catalogue()
    # NumPy is asked for no linear algebra: no threads are started for it.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    programs = taken()
    work_with(programs)
    code = exit_code(_run)
    keep(programs)
    sys.exit(code)


def _run(**how: Any) -> Any:
    from cleaner.cli.plainly import asked

    plain = asked(sys.argv[1:])
    if plain is not None:
        return plain()
    from cleaner.cli.commands import app

    return app(**how)


def __getattr__(name: str) -> Any:
    if name != "app":
        raise AttributeError(name)
    from cleaner.cli.commands import app

    return app
