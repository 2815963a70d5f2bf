"""Dictionaries compiled: a large one is parsed once, and then read from the user's cache folder.

A compiled dictionary is named by the hash of the file it was made of, so that it never has to be
told stale, and is put in place whole: two processes may make it at once. What is not whole, or not
this user's, is made anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import suppress

import numpy as np
from numpy.typing import NDArray

from cleaner.files.access import PRIVATE
from cleaner.files.cache import cache_folder, own
from cleaner.files.paths import OutputError, write_all

FORMAT = "2"  # of the compiled file: another number makes all anew
MAGIC = b"cleaner" + FORMAT.encode()
HEAD, DIGEST = 24, 32  # bytes
SMALLEST = 1 << 16  # bytes of a dictionary that is worth it: smaller ones are parsed as fast
Columns = tuple[list[str], ...]
Compiled = tuple[Columns, NDArray[np.uint64]]


def compiled(data: bytes, parse: Callable[[], Compiled]) -> Compiled:
    """What `parse` makes of a dictionary's bytes, from the cache if it is there and whole.

    A cache that cannot be read or written does without.
    """
    if len(data) < SMALLEST:
        return parse()
    digest = hashlib.blake2b(data, digest_size=16, person=FORMAT.encode()).hexdigest()
    try:
        path = cache_folder() / f"{digest}.names"
    except RuntimeError:  # no home
        return parse()
    with suppress(OSError, ValueError):
        return _unpacked(own(path))
    made = parse()
    with suppress(OSError, OutputError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_all([(path, _packed(made))], PRIVATE)
    return made


def _packed(made: Compiled) -> bytes:
    """The file: a head of format, size of the names and digest of all that follows; names; keys."""
    columns, parts = made
    names = "\0".join("\n".join(column) for column in columns).encode("utf-8")
    body = len(columns[0]).to_bytes(8, "little") + names + b"\0" * (-len(names) % 8)
    body += parts.astype("<u8").tobytes()
    head = MAGIC + len(names).to_bytes(8, "little") + len(body).to_bytes(8, "little")
    return head + hashlib.blake2b(head + body, digest_size=DIGEST).digest() + body


def _unpacked(data: bytes) -> Compiled:
    """What `_packed` was given. Raises ValueError where the file is not whole."""
    head, digest, body = data[:HEAD], data[HEAD : HEAD + DIGEST], data[HEAD + DIGEST :]
    size, length = (int.from_bytes(head[at : at + 8], "little") for at in (8, 16))
    whole = hashlib.blake2b(head + body, digest_size=DIGEST).digest()
    if head[:8] != MAGIC or length != len(body) or digest != whole or size > len(body) - 8:
        raise ValueError("not whole")
    count = int.from_bytes(body[:8], "little")
    names = body[8 : 8 + size].decode("utf-8").split("\0")
    columns = tuple(column.split("\n") if count else [] for column in names)
    if any(len(column) != count for column in columns):
        raise ValueError("not whole")
    keys = np.frombuffer(body, "<u8", offset=8 + size + -size % 8).astype(np.uint64)
    return columns, keys
