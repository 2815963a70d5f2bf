"""Drafts: what is to be put into a file, on its way there."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from cleaner.files.access import PRIVATE_MODE, Access
from cleaner.files.points import point
from cleaner.files.runs import temporary

HELD = 1 << 22  # bytes that a draft holds in memory
BLOCK = 1 << 20


class Draft:
    """Bytes written one after the other: in memory, and once they are many in a temporary file.

    That file lies beside the target, so that it can take its place; without a target, or for a
    device, among the temporary files. Only this user can read it. A draft that is closed can be
    pickled; one that nobody puts into a file must be discarded. `access`: what the file gets that
    it is put into, whatever was there.
    """

    access: Access | None = None

    def __init__(self, target: Path | None = None) -> None:
        self.folder: str | None = None
        if target is not None and not is_special(target):
            self.folder = os.path.dirname(os.path.realpath(target))
        self.path: str | None = None
        self._data = b""
        self._file: BinaryIO | None = BytesIO()

    @classmethod
    def of(cls, data: bytes) -> Draft:
        """A draft that is these bytes."""
        draft = cls()
        draft._data, draft._file = data, None
        return draft

    @classmethod
    def at(cls, path: Path) -> Draft:
        """A draft that is in a file, which is to take the place of another."""
        draft = cls()
        draft.path, draft._file = str(path), None
        return draft

    def write(self, data: bytes) -> None:
        """Add bytes."""
        assert self._file is not None
        if self.path is not None:
            point()
        self._file.write(data)
        if self.path is None and self._file.tell() > HELD:
            held = self._file
            import tempfile

            folder = self.folder or tempfile.gettempdir()
            os.makedirs(folder, exist_ok=True)
            self.path = temporary(folder)
            self._file = created(self.path)
            held.seek(0)
            self._file.write(held.read())

    def begin_with(self, data: bytes) -> None:
        """Write over the first bytes, and close."""
        assert self._file is not None
        self._file.seek(0)
        self._file.write(data)
        self.close()

    def close(self) -> None:
        """Nothing more is to come. What is in a file is then on the disk."""
        assert self._file is not None
        if isinstance(self._file, BytesIO):
            self._data = self._file.getvalue()
        else:
            point()
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
        self._file = None

    def blocks(self) -> Iterator[bytes]:
        """The bytes, when it is closed."""
        if self.path is None:
            yield self._data
            return
        with open(self.path, "rb") as file:
            while block := file.read(BLOCK):
                yield block

    def opened(self) -> BinaryIO:
        """The bytes as a file to read, when it is closed."""
        return BytesIO(self._data) if self.path is None else open(self.path, "rb")

    def discard(self) -> None:
        """Take the temporary file away, if there is one still."""
        if self._file is not None:
            self._file.close()
        if self.path is not None:
            with suppress(OSError):
                os.unlink(self.path)


def digest(data: Callable[[], BinaryIO]) -> str:
    """The SHA-256 of the bytes that `data` opens."""
    found = hashlib.sha256()
    with data() as file:
        while block := file.read(BLOCK):
            found.update(block)
    return found.hexdigest()


def created(path: str) -> BinaryIO:
    """A new file that only this user can read, to be written. Raises OSError where one is there."""
    point()
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return open(os.open(path, flags, PRIVATE_MODE), "w+b")


def is_special(path: Path) -> bool:
    """Whether the path is a device or a pipe, which must not be replaced by a file."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)
