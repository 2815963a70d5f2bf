"""How far a run over many files has come: one line on a terminal that is written over."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from time import monotonic
from types import TracebackType
from typing import Protocol, TypeVar

from cleaner.cli.advance import size_of
from cleaner.cli.declared import Exit
from cleaner.cli.terminal import INTERRUPTED, columns, is_watched, plural, say, write_over
from cleaner.messages.language import said
from cleaner.report.signs import visible

T = TypeVar("T")
SETTLING = 2.0  # seconds before a remaining time is told


class Named(Protocol):
    """What has a name for messages: the path of a file."""

    @property
    def name(self) -> str: ...


class Progress:
    """Shows, while a file is worked on, its name, the share of bytes that is done, the time left.

    Only where there are several `items` and standard error is a terminal. As a context: on Ctrl-C
    the line goes, it is said how many files are done, and the run ends.
    """

    def __init__(self, items: Sequence[Named], quiet: bool = False) -> None:
        self.items = items
        self.shown = len(items) > 1 and is_watched() and not quiet
        # One byte more than a file has, so that every item counts.
        self.sizes = [size_of(item.name) + 1 for item in items] if self.shown else []
        self.done = 0
        self.began = monotonic()

    def over(self, outcomes: Iterable[T]) -> Iterator[T]:
        """The outcomes of the items, in their order; the line is there while one is waited for."""
        found = iter(outcomes)
        while True:
            self._show()
            try:
                outcome = next(found)
            except StopIteration:
                return
            finally:
                self._clear()
            yield outcome
            self.done += 1

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is KeyboardInterrupt:
            say(f"interrupted: {self.done} of {plural(len(self.items), 'file')} done")
            raise Exit(INTERRUPTED)

    def _show(self) -> None:
        if self.shown and self.done < len(self.items):
            line = told(
                self.done,
                self.items[self.done].name,
                self.sizes,
                monotonic() - self.began,
            )
            write_over(_cut(line, columns() - 1))

    def _clear(self) -> None:
        if self.shown:
            write_over()


def told(done: int, name: str, sizes: Sequence[int], seconds: float) -> str:
    """The line: how many of how many, the share of the bytes in `sizes`, the time left, the name.

    `seconds`: how long the first `done` have taken.
    """
    share = sum(sizes[:done]) / sum(sizes)
    left = ""
    if done and seconds >= SETTLING:
        left = said(f"{_lasting(seconds / share - seconds)} left") + "  "
    return f"{done + 1}/{len(sizes)}  {share:4.0%}  {left}{visible(name)}"


def _lasting(seconds: float) -> str:
    """`45 s`, `12 min`, `3 h 20 min`."""
    if seconds < 60:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"


def _cut(line: str, width: int) -> str:
    """As much of a line as `width` columns hold; Chinese takes two a character."""
    taken = 0
    for place, character in enumerate(line):
        taken += 2 if unicodedata.east_asian_width(character) in "WF" else 1
        if taken > width:
            return line[:place]
    return line
