"""Which run a temporary file belongs to, and taking away what killed runs have left.

A name tells the machine, the process and when that began, so that another process of the same
number is not taken for it. What belongs to another machine is never touched.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from functools import cache

from cleaner.files.points import point
from cleaner.text.regex import regex

_NAME = regex(r"\.cleaner-([0-9a-f]{8})-(\d{1,10})-(\d{1,20})-[0-9a-f]{16}\.tmp")


class _Run:
    """The run that this process works for: `name` is set anew in the processes it starts."""

    name = ""


def run_name() -> str:
    """The name of this run, as it stands in those of its temporary files."""
    if not _Run.name:
        _Run.name = f"{_machine()}-{os.getpid()}-{_begun(os.getpid()) or 0}"
    return _Run.name


def work_for(name: str) -> None:
    """This process works for the run of that name."""
    _Run.name = name


def temporary(folder: str) -> str:
    """The name of a new file in `folder`, where leftovers are taken away first."""
    sweep(folder)
    return os.path.join(folder, f".cleaner-{run_name()}-{os.urandom(8).hex()}.tmp")


@cache
def sweep(folder: str) -> None:
    """Take away the temporary files that killed runs have left in `folder`; once a process."""
    try:
        names = [name for name in os.listdir(folder) if name.startswith(".cleaner-")]
    except OSError:
        return
    for name in names:
        found = _NAME.fullmatch(name)
        if found and found[1] == _machine() and not _is_alive(int(found[2]), int(found[3])):
            point()
            with suppress(OSError):
                os.unlink(os.path.join(folder, name))


@cache
def _machine() -> str:
    """This machine, or the container that numbers its processes apart."""
    space = ""
    with suppress(OSError):
        space = os.readlink("/proc/self/ns/pid")
    from socket import gethostname

    described = f"{gethostname()}\0{space}".encode("utf-8", "surrogateescape")
    return hashlib.blake2b(described, digest_size=4).hexdigest()


def _is_alive(process: int, begun: int) -> bool:
    """Whether the process of that number, begun then, still runs; in doubt it does."""
    if begun:
        return _begun(process) == begun
    if os.name != "posix":  # asking for a process by a signal may end it
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _begun(process: int) -> int | None:
    """When a process began, in ticks after the system did; None if it has ended, or unknown."""
    try:
        with open(f"/proc/{process}/stat", "rb") as file:
            fields = file.read().rpartition(b")")[2].split()
    except OSError:
        return None
    return None if fields[0] in (b"Z", b"X") else int(fields[19])
