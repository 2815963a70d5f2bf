"""The options that every command has."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Annotated, Any

import typer

from cleaner.cli import complete
from cleaner.cli.terminal import COLOURS, choose_colour
from cleaner.messages.language import LANGUAGES, choose

HELP_NAMES = {"help_option_names": ["-h", "--help"]}


def _one_of(names: Sequence[str], choose: Callable[[str], None]) -> Callable[[str | None], None]:
    """What is done with the value of an option: one of the names is chosen, if it is given."""

    def take(name: str | None) -> None:
        if name is None:
            return
        if name not in names:
            raise typer.BadParameter(f"{name}: not one of {', '.join(names)}")
        choose(name)

    return take


Colour = Annotated[
    str | None,
    typer.Option(
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
    typer.Option(
        "--lang",
        metavar="|".join(LANGUAGES),
        is_eager=True,
        callback=_one_of(LANGUAGES, choose),
        help="The language of help and messages; else that of the locale.",
        autocompletion=complete.one_of(*LANGUAGES),
    ),
]
EVERYWHERE: dict[str, Any] = {"colour": Colour, "lang": Language}


def everywhere(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that all have. Their callbacks do what they say."""

    @wraps(command)
    def run(**values: Any) -> None:
        for name in EVERYWHERE:
            del values[name]
        command(**values)

    parameters = [
        *inspect.signature(command, eval_str=True).parameters.values(),
        *(
            inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=each)
            for name, each in EVERYWHERE.items()
        ),
    ]
    parameters = [each.replace(kind=inspect.Parameter.KEYWORD_ONLY) for each in parameters]
    run.__annotations__ = {each.name: each.annotation for each in parameters}
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    return run
