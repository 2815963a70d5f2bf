"""Programs of patterns, kept from one process to the next in the user's cache folder.

One file for each version of Python, which grows until nothing new is asked. What is not whole, or
not this user's, is not taken; it is put in place whole, so that processes may do so at once.
"""

from __future__ import annotations

import marshal
import sys
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from cleaner.files.cache import cache_folder, own
from cleaner.text.programs import VERSION, Key, Program, Programs

FORMAT = "1"  # another number makes all anew
DIGEST = 16  # bytes
MOST = 2000  # programs that are kept; cleaner has a third of that


def programs_file() -> Path:
    """Where they are kept. Raises RuntimeError where the user has no home."""
    version = f"{sys.implementation.cache_tag}-{sys.hexversion:x}-{sys.maxsize.bit_length()}"
    return cache_folder() / f"{version}-{sys.byteorder}.patterns"


def taken() -> Programs:
    """Those that earlier processes have kept; none where there is nothing, or nothing whole."""
    with suppress(OSError, RuntimeError, ValueError, EOFError, TypeError):
        return Programs(_unpacked(own(programs_file())))
    return Programs({})


def keep(programs: Programs) -> None:
    """Keep what was made in this process for the next one; where that cannot be, do without."""
    if not programs.made:
        return
    from cleaner.files.access import PRIVATE
    from cleaner.files.paths import OutputError, write_all

    kept = programs.known
    if len(kept) > MOST:
        kept = {key: kept[key] for key in programs.used}
    with suppress(OSError, OutputError, RuntimeError):
        path = programs_file()
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_all([(path, _packed(kept))], PRIVATE)


def _packed(programs: dict[Key, Program]) -> bytes:
    body = marshal.dumps((FORMAT, VERSION, programs))
    return blake2b(body, digest_size=DIGEST).digest() + body


def _unpacked(data: bytes) -> dict[Key, Program]:
    """What `_packed` was given. Raises ValueError, EOFError or TypeError where it is not whole."""
    digest, body = data[:DIGEST], data[DIGEST:]
    if blake2b(body, digest_size=DIGEST).digest() != digest:
        raise ValueError("not whole")
    form, version, programs = marshal.loads(body)
    if (form, version) != (FORMAT, VERSION):
        raise ValueError("not whole")
    return dict(programs)
