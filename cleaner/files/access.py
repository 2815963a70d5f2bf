"""Who may read a file: what is made of a text is as private as the text."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

PRIVATE_MODE = 0o600
BITS = 0o777  # of a mode that are kept: never set-user-id and the like


@dataclass(frozen=True)
class Access:
    """The mode bits of a file, its owner and its group; None where they are those of the run."""

    mode: int = PRIVATE_MODE
    owner: int | None = None
    group: int | None = None

    @classmethod
    def of(cls, file: str | Path | int) -> Access:
        """That of a file, or of what a descriptor has open; private where it is none."""
        try:
            found = os.stat(file)
        except OSError:
            return PRIVATE
        if not stat.S_ISREG(found.st_mode):
            return PRIVATE
        return cls(stat.S_IMODE(found.st_mode) & BITS, found.st_uid, found.st_gid)

    def give(self, path: str) -> None:
        """Give it to a file of this run; owner and group where the system lets us."""
        if self.owner is not None and self.group is not None and hasattr(os, "chown"):
            made = os.stat(path)
            if (made.st_uid, made.st_gid) != (self.owner, self.group):
                with suppress(OSError):
                    os.chown(path, -1, self.group)
                with suppress(OSError):
                    os.chown(path, self.owner, -1)
        os.chmod(path, self.mode)


PRIVATE = Access()


def usual() -> Access:
    """What any program gives a new file: all but what the umask takes away."""
    mask = os.umask(0)
    os.umask(mask)
    return Access(0o666 & ~mask)


def common(accesses: Iterable[Access]) -> Access:
    """What is made of several texts: who may read all of them may read it."""
    found = list(accesses)
    if not found:
        return PRIVATE
    mode = BITS
    for each in found:
        mode &= each.mode
    owners = {(each.owner, each.group) for each in found}
    return Access(mode, *owners.pop()) if len(owners) == 1 else Access(mode)
