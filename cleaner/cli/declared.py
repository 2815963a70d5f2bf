"""Options and arguments as commands declare them, and how a command ends.

What they say is what typer takes, and typer makes parameters of it (`everywhere`). A command line
that is plain is read without it (`plainly`): to read typer in takes longer than to clean a page.
"""

from __future__ import annotations

from typing import Any


class Declared:
    """A parameter. `names`: as it is written, else after its name; `how`: the keywords of typer."""

    def __init__(self, *names: str, **how: Any) -> None:
        self.names = names
        self.how = how


class Option(Declared):
    """An option; a flag, where its values are true and false."""


class Argument(Declared):
    """What stands for itself."""


class Exit(RuntimeError):  # noqa: N818
    """The command ends here."""

    def __init__(self, exit_code: int = 0) -> None:
        super().__init__(exit_code)
        self.exit_code = exit_code


class UsageError(ValueError):
    """The value of an option is none that it takes."""
