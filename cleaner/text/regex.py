"""Regular expressions that are compiled when they are first asked.

The project has some five hundred; a page asks a hundred of them, and to compile them all took half
a second of every start. `tests/test_start.py` holds that none is compiled while modules are read.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, Generic, cast


class _Regex(Generic[AnyStr]):
    """Stands for a pattern, and answers with what `re.compile` gives for it."""

    def __init__(self, pattern: AnyStr, flags: int) -> None:
        self._given: tuple[AnyStr, int] = pattern, flags
        self.pattern: AnyStr = pattern

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        answer = getattr(re.compile(*self._given), name)
        setattr(self, name, answer)  # the next time it is found without coming here
        return answer

    def __reduce__(self) -> tuple[Any, ...]:
        return _Regex, self._given

    def __repr__(self) -> str:
        return f"regex({self._given[0]!r}, {self._given[1]})"


def regex(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """A pattern as of `re.compile`, compiled when its first method or attribute is asked for.

    Raises `re.error` then, not here: what a user writes is compiled by `re.compile`.
    """
    return cast("re.Pattern[AnyStr]", _Regex(pattern, flags))
