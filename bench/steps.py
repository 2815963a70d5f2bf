"""What cleaning a text costs, counted and not timed: the same on every machine, however busy.

Counted are the calls of functions, and the characters that patterns look through. A rule that looks
through a line once for each mark in it shows in the one, a loop within a loop in the other.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from cleaner import pipeline
from cleaner.config import Settings
from cleaner.knowledge.lexicon import Lexicon
from cleaner.text.document import Source
from cleaner.text.regex import regex

PATTERNS = (re.Pattern, type(regex("")))  # compiled, or when it is first asked


class Scanned:
    """A pattern that counts the characters it looks through."""

    total = 0

    def __init__(self, pattern: re.Pattern[Any]) -> None:
        self._pattern = pattern

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._pattern, name)
        return (
            self._counting(found)
            if name in ("finditer", "findall", "split", "sub", "subn")
            else found
        )

    def _counting(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """`function`, which looks through all of its text."""

        def counted(*arguments: Any) -> Any:
            window = [each for each in arguments if isinstance(each, (str, bytes))][-1]
            Scanned.total += (
                len(window[slice(*arguments[1:])]) if type(arguments[-1]) is int else len(window)
            )
            return function(*arguments)

        return counted

    def search(self, text: Any, start: int = 0, end: int = sys.maxsize) -> Any:
        found = self._pattern.search(text, start, end)
        Scanned.total += (found.end() if found else min(len(text), end)) - start
        return found

    def match(self, text: Any, *bounds: int) -> Any:
        found = self._pattern.match(text, *bounds)
        Scanned.total += len(found[0]) if found else 1
        return found

    def fullmatch(self, text: Any, *bounds: int) -> Any:
        found = self._pattern.fullmatch(text, *bounds)
        Scanned.total += len(found[0]) if found else 1
        return found


@contextmanager
def scanning() -> Iterator[int]:
    """All patterns that stand in the modules of the package count what they look through; how many
    they are."""
    known = [
        (module, name, value)
        for key, module in [*sys.modules.items()]
        if key.partition(".")[0] == "cleaner"
        for name, value in [*vars(module).items()]
        if isinstance(value, PATTERNS)
    ]
    for module, name, value in known:
        setattr(module, name, Scanned(value))
    try:
        yield len(known)
    finally:
        for module, name, value in known:
            setattr(module, name, value)


def steps(text: str, settings: Settings | None = None) -> int:
    """The steps of cleaning `text`; within `scanning` with the characters looked through."""
    source, lexicon = Source.from_text(text), Lexicon.default()
    Scanned.total = calls = 0

    def count(frame: Any, event: str, argument: Any) -> None:
        nonlocal calls
        calls += 1

    sys.setprofile(count)
    try:
        pipeline.run(source, settings, lexicon)
    finally:
        sys.setprofile(None)
    return calls + Scanned.total


def growth(shape: Callable[[int], str], settings: Settings | None = None) -> float:
    """How many times the steps of a shape grow where it grows four times: 4, if they grow alike.

    A rule that begins at some size, as where a text has enough of something, shows once; what grows
    faster than the text shows at each size. So a larger one is looked at only where it does.
    """
    times = []
    before = steps(shape(SIZES[0]), settings)
    for size in SIZES[1:]:
        after = steps(shape(size), settings)
        times.append(after / before)
        if times[-1] <= LIMIT:
            break
        before = after
    return min(times)


SIZES = (500, 2000, 8000)
LIMIT = 5.0  # times the steps, where the text is four times as long; some lists are sorted
