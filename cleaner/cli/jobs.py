"""How many processes work at a time: a number, or what the machine and the work are good for."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress

from cleaner.cli.declared import UsageError

AUTO = 0  # stands for "auto"
# Bytes of the inputs for each process: one takes as long to begin as to clean a part of them, and
# holds up to some hundred megabytes; set by hand.
WORTH = 1 << 20


def number(given: str | int) -> int:
    """The number of an option, `AUTO` for "auto". Raises BadParameter."""
    text = str(given).strip()
    if text == "auto":
        return AUTO
    if not (text.isascii() and text.isdecimal() and int(text) > 0):
        raise UsageError(f"{text}: neither a number from 1 on nor auto")
    return int(text)


def cores() -> int:
    """The processors that this process may use."""
    with suppress(AttributeError):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def processes(jobs: int, paths: Iterable[str], most: int | None = None) -> int:
    """How many are to work on files, `most` at most: so many as asked for, or what is worth it."""
    if jobs == AUTO:
        jobs = max(1, min(cores(), sum(map(_size, paths)) // WORTH))
    return jobs if most is None else min(jobs, most)


def _size(path: str) -> int:
    """The bytes of a file, none where it cannot be asked."""
    with suppress(OSError, ValueError):
        return os.path.getsize(path)
    return 0
