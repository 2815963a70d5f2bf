"""Regular expressions that are compiled when they are first asked.

The project has some five hundred; a page asks a hundred of them, and to compile them all took half
a second of every start. `tests/test_start.py` holds that none is compiled while modules are read.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, Generic, cast

from cleaner.text.programs import compiled


class _Regex(Generic[AnyStr]):
    """Stands for a pattern, and answers with what `re.compile` gives for it."""

    def __init__(self, pattern: AnyStr, flags: int) -> None:
        self._given: tuple[AnyStr, int] = pattern, int(flags)
        self._made: re.Pattern[AnyStr] | None = None
        self.pattern: AnyStr = pattern

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        if self._made is None:
            self._made = compiled(*self._given)
        answer = getattr(self._made, name)
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


HAN = r"[\u4e00-\u9fff]"
_HAN_IN_PLAIN_LINES = r"[^\W\d_a-zA-Z]"
_OTHER_LETTERS = regex(r"[^\W\d_a-zA-Z\u4e00-\u9fff]")


class LineRegex:
    """A pattern that is asked of whole lines, and has `HAN` in it many times.

    A range of twenty thousand characters takes half a millisecond to compile, each time it is
    written. Where a line has no letters but Han and those of ASCII, a class without any range says
    the same; for other lines the pattern is compiled as it is.
    """

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self._plain = regex(pattern.replace(HAN, _HAN_IN_PLAIN_LINES), flags)
        self._given = regex(pattern, flags)

    def fullmatch(self, line: str) -> re.Match[str] | None:
        """As of `re.Pattern`."""
        return self._for(line).fullmatch(line)

    def match(self, line: str) -> re.Match[str] | None:
        """As of `re.Pattern`."""
        return self._for(line).match(line)

    def _for(self, line: str) -> re.Pattern[str]:
        return self._given if _OTHER_LETTERS.search(line) else self._plain
