"""Commands as typer takes them: what is declared made into its parameters."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any, get_args, get_origin

import typer

from cleaner.cli.declared import Argument, Declared, Exit, UsageError
from cleaner.cli.everywhere import EVERYWHERE, parameters

HELP_NAMES = {"help_option_names": ["-h", "--help"]}
CALLED = ("callback", "parser")  # functions of ours that typer calls


def typed(command: Callable[..., None]) -> Callable[..., None]:
    """A command for typer, with the options that all have."""

    @wraps(command)
    def run(**values: Any) -> None:
        for name in EVERYWHERE:
            del values[name]
        _ending(command)(**values)

    taken = [each.replace(annotation=_typed(each.annotation)) for each in parameters(command)]
    run.__annotations__ = {each.name: each.annotation for each in taken}
    run.__signature__ = inspect.Signature(taken)  # type: ignore[attr-defined]
    return run


def _typed(annotation: Any) -> Any:
    """An annotation with the parameters of typer in the place of what is declared."""
    if get_origin(annotation) is not Annotated:
        return annotation
    kind, *declared = get_args(annotation)
    found = (_parameter(each) if isinstance(each, Declared) else each for each in declared)
    return Annotated[(kind, *found)]


def _parameter(declared: Declared) -> Any:
    how = {name: _ending(each) if name in CALLED else each for name, each in declared.how.items()}
    make: Any = typer.Argument if isinstance(declared, Argument) else typer.Option
    return make(*declared.names, **how)


def _ending(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function, its ends and complaints as typer knows them."""

    @wraps(function)
    def run(*given: Any, **values: Any) -> Any:
        try:
            return function(*given, **values)
        except UsageError as error:
            raise typer.BadParameter(str(error)) from None
        except Exit as error:
            raise typer.Exit(error.exit_code) from None

    return run
