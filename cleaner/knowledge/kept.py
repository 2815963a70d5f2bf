"""What was made of files, kept as long as they stay the same: told by path, time and size."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

Made = TypeVar("Made")
Paths = tuple[str, ...]


class _Stamp(NamedTuple):
    """A file in one state of it. `given`: its path as the caller has it, which messages name."""

    given: str
    path: str
    modified: int
    size: int


def _stamp(path: str) -> _Stamp:
    state = os.stat(path)
    return _Stamp(path, os.path.abspath(path), state.st_mtime_ns, state.st_size)


class Kept(Generic[Made]):
    """What `make` makes of files, for as many lists of files as `most`."""

    def __init__(self, make: Callable[[Paths], Made], most: int) -> None:
        def made(stamps: tuple[_Stamp, ...]) -> Made:
            return make(tuple(stamp.given for stamp in stamps))

        self._made = lru_cache(most)(made)

    def __call__(self, paths: Sequence[str]) -> Made:
        """What is made of these files. Raises OSError, naming the file, for one that is missing."""
        return self._made(tuple(map(_stamp, paths)))

    def forget(self) -> None:
        """Make it anew when next asked."""
        self._made.cache_clear()


def kept(most: int) -> Callable[[Callable[[Paths], Made]], Kept[Made]]:
    """Keep what the function below makes of files."""
    return lambda make: Kept(make, most)
