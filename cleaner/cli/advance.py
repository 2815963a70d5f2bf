"""How far a run over records has come, within a file too: one line on a terminal, written over."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence

from cleaner.cli.terminal import is_watched, write_over
from cleaner.messages.language import said
from cleaner.report.signs import visible

EVERY = 0.2  # seconds between two states of the line
SOON = 1.0  # seconds before it is shown at all
NAME = 40  # characters of a name
UNITS = ("B", "KB", "MB", "GB", "TB")


class Advance:
    """The name at work, the share that is done by bytes, the rate, and the time that is left.

    `known`: bytes of what an earlier run has done, which tell nothing of the rate.
    """

    def __init__(self, paths: Sequence[str]) -> None:
        self._sizes = [size_of(path) for path in paths]
        self._total = sum(self._sizes)
        self._shows = is_watched()
        self._begun = self._next = time.monotonic()
        self._next += SOON
        self._number = -1
        self._before = self._known = 0
        self._name = ""
        self._there = False

    def begin(self, name: str) -> None:
        """The next of the paths is worked on."""
        if self._number >= 0:
            self._before += self._sizes[self._number]
        self._number += 1
        self._name = name
        self.at(0.0)

    def skip(self) -> None:
        """It was done before."""
        self._known += self._sizes[self._number]

    def at(self, share: float) -> None:
        """So much of it is done."""
        now = time.monotonic()
        if not self._shows or now < self._next:
            return
        self._next = now + EVERY
        done = self._before + share * self._sizes[self._number]
        self._there = True
        worked, taken = done - self._known, now - self._begun
        write_over(line(self._name, done, self._total, worked, taken))

    def clear(self) -> None:
        """Take the line away."""
        if self._there:
            self._there = False
            write_over()


def line(name: str, done: float, total: float, worked: float, seconds: float) -> str:
    """What is shown. `worked`: the bytes of those done that took `seconds`."""
    name = visible(name)
    name = name if len(name) <= NAME else "…" + name[1 - NAME :]
    rate = worked / seconds if seconds > 0 else 0.0
    parts = [name]
    if total:
        parts.append(f"{100 * done / total:.0f}%")
    if rate > 0:
        parts.append(f"{amount(rate)}/s")
    if rate > 0 and total:
        parts.append(said(f"{clock((total - done) / rate)} left"))
    return "  ".join(parts)


def amount(size: float) -> str:
    """`1.2 MB`."""
    unit, *larger = UNITS
    while size >= 1000 and larger:
        size /= 1000
        unit, *larger = larger
    return f"{size:.0f} {unit}" if size >= 10 or unit == "B" else f"{size:.1f} {unit}"


def clock(seconds: float) -> str:
    """`1:05:00`, `3:20`."""
    minutes, left = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"


def size_of(path: str) -> int:
    """The bytes of a file; none where that is not known."""
    try:
        return os.stat(path).st_size
    except (OSError, ValueError):
        return 0
