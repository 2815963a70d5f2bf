"""Drafts: what is to be put into a file, on its way there."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

HELD = 1 << 22  # bytes that a draft holds in memory
BLOCK = 1 << 20


class Draft:
    """Bytes written one after the other: in memory, and once they are many in a temporary file.

    That file lies beside the target, so that it can take its place; without a target, or for a
    device, among the temporary files. A draft that is closed can be pickled; one that nobody puts
    into a file must be discarded.
    """

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

    def write(self, data: bytes) -> None:
        """Add bytes."""
        assert self._file is not None
        self._file.write(data)
        if self.path is None and self._file.tell() > HELD:
            held = self._file
            folder = self.folder or tempfile.gettempdir()
            os.makedirs(folder, exist_ok=True)
            self.path = temporary(folder)
            self._file = open(self.path, "xb")  # noqa: SIM115 - closed in `close`
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

    def discard(self) -> None:
        """Take the temporary file away, if there is one still."""
        if self._file is not None:
            self._file.close()
        if self.path is not None:
            with suppress(OSError):
                os.unlink(self.path)


def temporary(folder: str) -> str:
    """The name of a new file in `folder`."""
    return os.path.join(folder, f".cleaner-{os.urandom(8).hex()}.tmp")


def is_special(path: Path) -> bool:
    """Whether the path is a device or a pipe, which must not be replaced by a file."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)
