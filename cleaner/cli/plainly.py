"""A plain command line read at once: a command, its options with their values, its arguments.

What is not plain is left to typer: help, what is wrong or missing, what several readings may have.
`tests/test_plainly.py` holds that both read the same.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from inspect import Parameter
from pathlib import Path
from types import UnionType
from typing import Any, NamedTuple, get_args, get_origin

from cleaner.cli.declared import Declared, Option, UsageError
from cleaner.cli.everywhere import EVERYWHERE, parameters

COMMANDS = ("clean", "check", "diff", "review", "undo", "measure", "rules")
"""Commands of one word, each in a module of this room, in the order of the help."""
COMPLETING = "_CLEANER_COMPLETE"  # set where a shell asks how a line may go on
# What a declaration may say that the value of a parameter does not depend on, or is known here.
KNOWN = {
    "autocompletion", "callback", "help", "is_eager", "metavar", "parser", "show_default",
}  # fmt: skip


class NotPlainError(Exception):
    """Typer knows what to do."""


class _Taken(NamedTuple):
    """A parameter: its name, what makes a value of what is written, and how often it may stand.

    `read`: None for a flag.
    """

    name: str
    read: Callable[[str], Any] | None
    several: bool


def asked(line: Sequence[str]) -> Callable[[], None] | None:
    """What runs the command of a line, the program's name left out; None where it is not plain."""
    if not line or line[0] not in COMMANDS or os.name == "nt" or COMPLETING in os.environ:
        return None
    command = import_module(f"cleaner.cli.{line[0]}").command
    try:
        values = values_of(command, line[1:])
    except (NotPlainError, UsageError):
        return None
    for name in EVERYWHERE:
        del values[name]
    return partial(command, **values)


def values_of(command: Callable[..., None], line: Sequence[str]) -> dict[str, Any]:
    """The values of all parameters of a command. Raises NotPlainError and UsageError."""
    taken = parameters(command)
    options, arguments = _options(taken), [each for each in taken if not _is_option(each)]
    values: dict[str, Any] = {}
    stand_alone: list[str] = []
    words = iter(line)
    for word in words:
        if not word.startswith("-") or word == "-":
            stand_alone.append(word)
            continue
        name, equals, value = word.partition("=") if word.startswith("--") else (word, "", "")
        if name not in options:
            raise NotPlainError
        option = options[name]
        if option.read is None and not equals:
            values[option.name] = True
        elif option.read is not None:
            _put(values, option, value if equals else next(words, ""))
        else:
            raise NotPlainError
    _put_arguments(values, arguments, stand_alone)
    return _with_defaults(values, taken)


def _put(values: dict[str, Any], parameter: _Taken, word: str) -> None:
    if not word or (word.startswith("-") and word != "-") or parameter.read is None:
        raise NotPlainError
    value = parameter.read(word)
    if parameter.several:
        values.setdefault(parameter.name, []).append(value)
    else:
        values[parameter.name] = value


def _put_arguments(
    values: dict[str, Any], arguments: Sequence[Parameter], words: Sequence[str]
) -> None:
    """One word for each argument, and as many as there are for one that takes several."""
    taken = list(map(_taken, arguments))
    if len(taken) != 1 and any(each.several for each in taken):
        raise NotPlainError
    if len(words) > len(taken) and not (taken and taken[0].several):
        raise NotPlainError
    for number, word in enumerate(words):
        _put(values, taken[min(number, len(taken) - 1)], word)


def _with_defaults(values: dict[str, Any], taken: Sequence[Parameter]) -> dict[str, Any]:
    """The values with those that were not given. Raises NotPlainError where one must be."""
    for each in taken:
        declared = _declared(each)
        if each.name in values:
            continue
        variable = declared.how.get("envvar")
        if each.default is Parameter.empty or (variable and variable in os.environ):
            raise NotPlainError
        values[each.name] = each.default
    for each in taken:
        if callback := _declared(each).how.get("callback"):
            values[each.name] = callback(values[each.name])
    return values


def _options(taken: Sequence[Parameter]) -> dict[str, _Taken]:
    """The options by the names they are written with."""
    return {
        name: _taken(each)
        for each in taken
        if _is_option(each)
        for name in _declared(each).names or (f"--{each.name.replace('_', '-')}",)
    }


def _declared(parameter: Parameter) -> Declared:
    found = get_args(parameter.annotation)[1]
    assert isinstance(found, Declared)
    return found


def _is_option(parameter: Parameter) -> bool:
    return isinstance(_declared(parameter), Option)


def _taken(parameter: Parameter) -> _Taken:
    kind = get_args(parameter.annotation)[0]
    if isinstance(kind, UnionType):
        kind = next(each for each in get_args(kind) if each is not type(None))
    declared = _declared(parameter)
    several = get_origin(kind) is list
    kind = get_args(kind)[0] if several else kind
    if kind is bool and declared.names:
        return _Taken(parameter.name, None, False)
    read = declared.how.get("parser") or READ.get(kind, _left)
    return _Taken(parameter.name, read if declared.how.keys() <= KNOWN else _left, several)


def _left(word: str) -> Any:
    """What is left to typer."""
    raise NotPlainError


def _path(word: str) -> Path:
    """A path; of one that cannot be read typer says so."""
    if os.path.exists(word) and not os.access(word, os.R_OK):
        raise NotPlainError
    return Path(word)


READ: dict[type, Callable[[str], Any]] = {str: str, Path: _path}
