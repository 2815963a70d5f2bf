"""Dictionaries compiled: a large one is parsed once, and then read from the user's cache folder.

A compiled dictionary is named by the hash of the file it was made of, so that it never has to be
told stale, and is put in place whole: two processes may make it at once.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FORMAT = "1"  # of the compiled file: another number makes all anew
SMALLEST = 1 << 16  # bytes of a dictionary that is worth it: smaller ones are parsed as fast
Columns = tuple[list[str], ...]
Compiled = tuple[Columns, NDArray[np.uint64]]


def cache_folder() -> Path:
    """The user's cache folder for cleaner, as each system has it; it may not exist."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or Path.home() / "AppData/Local"
    elif sys.platform == "darwin":
        base = Path.home() / "Library/Caches"
    else:
        base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "cleaner"


def compiled(data: bytes, parse: Callable[[], Compiled]) -> Compiled:
    """What `parse` makes of a dictionary's bytes, from the cache if it is there and whole.

    A cache that cannot be read or written does without.
    """
    if len(data) < SMALLEST:
        return parse()
    digest = hashlib.blake2b(data, digest_size=16, person=FORMAT.encode()).hexdigest()
    try:
        path = cache_folder() / f"{digest}.npz"
    except RuntimeError:  # no home
        return parse()
    try:
        return _load(path)
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        made = parse()
    with suppress(OSError):
        _store(path, made)
    return made


def _load(path: Path) -> Compiled:
    with np.load(path, allow_pickle=False) as stored:
        columns = stored["columns"].tobytes().decode("utf-8").split("\0")
        return tuple(column.split("\n") for column in columns), stored["parts"]


def _store(path: Path, made: Compiled) -> None:
    columns, parts = made
    text = "\0".join("\n".join(column) for column in columns).encode("utf-8")
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(suffix=".npz", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            np.savez(file, columns=np.frombuffer(text, np.uint8), parts=parts)
        os.replace(draft, path)
    except BaseException:
        os.unlink(draft)
        raise
