"""Patterns compiled, in a form that another process takes them in.

`re` compiles in Python: the patterns that one page asks take longer than the page. What comes of it
is a list of numbers, the program, which the matcher in C takes, and checks before it does. None of
this is promised by `re`; so a program belongs to one version of Python, and where anything is not
as it was there, the pattern is compiled.
"""

from __future__ import annotations

import re
import sys
from array import array
from importlib import import_module
from typing import Any, AnyStr, TypeAlias, cast

Key: TypeAlias = tuple[str | bytes, int]
Program: TypeAlias = tuple[int, bytes, int, dict[str, int]]
"""Flags, numbers of 32 bits, groups, names of groups."""

VERSION = sys.version
_matcher: Any = import_module("_sre")
OTHERWISE = (AttributeError, ImportError, OverflowError, RuntimeError, TypeError, ValueError)
"""What is raised where `re` is not as it was."""


class Programs:
    """Those `known`, of this version of Python, and those `made` in this process."""

    def __init__(self, known: dict[Key, Program]) -> None:
        self.known = known
        self.made: dict[Key, Program] = {}
        self.used: set[Key] = set()

    def compiled(self, pattern: AnyStr, flags: int) -> re.Pattern[AnyStr]:
        """As of `re.compile`. Raises `re.error`."""
        key = pattern, flags
        try:
            if key not in self.known:
                self.known[key] = self.made[key] = program(pattern, flags)
            self.used.add(key)
            return restored(pattern, self.known[key])
        except OTHERWISE:
            self.known.pop(key, None)
            self.made.pop(key, None)
            return re.compile(pattern, flags)


def program(pattern: str | bytes, flags: int) -> Program:
    """What `re` makes of a pattern. Raises `re.error`, and one of `OTHERWISE`."""
    compiler, parser = (import_module(f"re.{name}") for name in ("_compiler", "_parser"))
    parsed = parser.parse(pattern, flags)
    code = array("I", compiler._code(parsed, flags))
    if code.itemsize != _matcher.CODESIZE:
        raise ValueError
    state = parsed.state
    return flags | state.flags, code.tobytes(), state.groups - 1, dict(state.groupdict)


def restored(pattern: AnyStr, made: Program) -> re.Pattern[AnyStr]:
    """The pattern of a program. Raises one of `OTHERWISE`."""
    flags, code, groups, names = made
    by_number: list[str | None] = [None] * (groups + 1)
    for name, number in names.items():
        by_number[number] = name
    numbers = memoryview(code).cast("I").tolist()
    found = _matcher.compile(pattern, flags, numbers, groups, names, tuple(by_number))
    return cast("re.Pattern[AnyStr]", found)


_programs: Programs | None = None


def work_with(programs: Programs | None) -> None:
    """Take patterns from these programs from now on, and add to them what is compiled."""
    global _programs
    _programs = programs


def compiled(pattern: AnyStr, flags: int) -> re.Pattern[AnyStr]:
    """As of `re.compile`, from the programs that the process works with, if it does."""
    if _programs is None:
        return re.compile(pattern, flags)
    return _programs.compiled(pattern, flags)
