"""No path is written over another: what a run reads and writes, compared as real files."""

from __future__ import annotations

import os
import stat
from collections.abc import Hashable, Iterable
from pathlib import Path
from typing import NamedTuple

from cleaner.files.coding import OutputError


class Use(NamedTuple):
    """A path that a run reads or writes, and what it is: `the ledger`, `an input`."""

    what: str
    path: str | Path


def check(read: Iterable[Use], written: Iterable[Use]) -> None:
    """Raises OutputError where a file would be written that is read, or is written twice."""
    taken: dict[Hashable, Use] = {}
    for use in read:
        taken.setdefault(identity(use.path), use)
    for use in written:
        real = identity(use.path)
        other = taken.setdefault(real, use)
        if real is not None and other is not use:
            hint = ""
            if other.what == "an input" and use.what == "the output":
                hint = "; --in-place writes a text where it was"
            where = "" if str(use.path) == str(other.path) else f" ({other.path})"
            raise OutputError(
                f"{use.path}: {use.what} would take the place of {other.what}{where}{hint}"
            )


def identity(path: str | Path) -> Hashable:
    """What tells a file from others, whatever its name is here; None for devices and pipes."""
    real = os.path.realpath(path)
    try:
        found = os.stat(real)
    except (OSError, ValueError):
        return os.path.normcase(real)
    if not stat.S_ISREG(found.st_mode) and not stat.S_ISDIR(found.st_mode):
        return None
    return found.st_dev, found.st_ino


def check_links(folder: str | Path, paths: Iterable[str | Path]) -> None:
    """Raises OutputError where a path in `folder` is a link, or leads out of it by one."""
    base = os.path.realpath(folder)
    inside: dict[str, bool] = {}
    for path in paths:
        parent = os.path.dirname(path)
        if parent not in inside:
            inside[parent] = os.path.commonpath([base, os.path.realpath(parent)]) == base
        if not inside[parent] or os.path.islink(path):
            raise OutputError(f"{path}: not written through a link (--follow-links allows it)")
