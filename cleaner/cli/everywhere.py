"""The options that every command has."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from typing import Annotated, Any

from cleaner.cli import complete
from cleaner.cli.declared import Option, UsageError
from cleaner.cli.terminal import COLOURS, choose_colour
from cleaner.messages.language import LANGUAGES, choose


def _one_of(names: Sequence[str], choose: Callable[[str], None]) -> Callable[[str | None], None]:
    """What is done with the value of an option: one of the names is chosen, if it is given."""

    def take(name: str | None) -> None:
        if name is None:
            return
        if name not in names:
            raise UsageError(f"{name}: not one of {', '.join(names)}")
        choose(name)

    return take


Colour = Annotated[
    str | None,
    Option(
        "--color",
        metavar="|".join(COLOURS),
        is_eager=True,
        callback=_one_of(COLOURS, choose_colour),
        help="Colour in what is shown; auto is for terminals.",
        autocompletion=complete.one_of(*COLOURS),
    ),
]


Language = Annotated[
    str | None,
    Option(
        "--lang",
        metavar="|".join(LANGUAGES),
        is_eager=True,
        callback=_one_of(LANGUAGES, choose),
        help="The language of help and messages; else that of the locale.",
        autocompletion=complete.one_of(*LANGUAGES),
    ),
]
EVERYWHERE: dict[str, Any] = {"colour": Colour, "lang": Language}
"""Their callbacks do what they say: a command is not told their values."""


def parameters(command: Callable[..., None]) -> list[inspect.Parameter]:
    """The parameters of a command with the options that all have; their types are no strings."""
    own = inspect.signature(command, eval_str=True).parameters.values()
    every = (
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=each)
        for name, each in EVERYWHERE.items()
    )
    return [each.replace(kind=inspect.Parameter.KEYWORD_ONLY) for each in (*own, *every)]
