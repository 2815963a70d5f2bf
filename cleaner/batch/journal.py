"""The journal of a long run: what is done is on the disk, and the next run goes on from there.

It lies in a folder of its own beside the output, with the files that are half-written. While a run
works there, no other does; when it ends by itself, the folder goes.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from cleaner import __version__
from cleaner.files.access import PRIVATE_MODE
from cleaner.files.points import point
from cleaner.files.whole import from_json
from cleaner.ledger.entries import FORMAT, dump
from cleaner.text.errors import OutputError

FOLDER = ".cleaner-run"
JOURNAL = "journal.jsonl"


class Stamp(NamedTuple):
    """A file in one state of it: another one has other numbers."""

    size: int
    modified: int
    changed: int
    number: int

    @classmethod
    def of(cls, path: str | Path) -> Stamp | None:
        """That of a file; None where there is none."""
        try:
            found = os.stat(path)
        except OSError:
            return None
        return cls(found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)


@contextmanager
def kept_in(output: Path, is_file: bool, say: Callable[[str], None]) -> Iterator[Journal]:
    """The journal of a run that writes to `output`: it stays when the run is ended from outside.

    `say`: told when a run is gone on with, and how.
    """
    folder = output.with_name(f"{FOLDER}-{output.name}") if is_file else output / FOLDER
    journal = Journal(folder)
    if journal.goes_on:
        say(f"{output}: going on with a run that was ended")
    try:
        yield journal
    except KeyboardInterrupt:
        journal.leave()
        say("interrupted; what is done is kept, and the same command goes on from there")
        raise
    except BaseException:
        journal.leave()
        raise
    journal.close()


def fingerprint(values: Any, files: Iterable[str]) -> str:
    """What is another one for other values, and when one of the files has changed."""
    stamps = [(path, Stamp.of(path)) for path in files]
    told = dump([__version__, values, stamps]).encode("utf-8", "surrogateescape")
    return hashlib.sha256(told).hexdigest()


class Journal:
    """What a run has done, input by input; the last that was said of each counts.

    `folder`: its own. Raises OutputError where another run works there.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.done: dict[str, dict[str, Any]] = {}
        try:
            point()
            folder.mkdir(parents=True, exist_ok=True)
            self._file = self._opened()
            self._read()
        except OSError as error:
            raise OutputError(f"{folder}: {error.strerror}") from None

    @property
    def goes_on(self) -> bool:
        """Whether a run before this one was ended from outside."""
        return bool(self.done)

    def put(self, name: str, key: str, **values: Any) -> None:
        """Note what is done of an input. It is then on the disk.

        `key`: of its state and of all that decides what is made of it.
        """
        entry = {"name": name, "key": key, **values}
        self.done[name] = entry
        self._write(entry)

    def last(self, name: str, key: str) -> dict[str, Any]:
        """What is done of an input that is still the same; nothing where it is not."""
        entry = self.done.get(name, {})
        return entry if entry.get("key") == key else {}

    def part(self, name: str, what: str) -> Path:
        """A file that is half-written, for the input of that name."""
        digest = hashlib.blake2s(name.encode("utf-8", "surrogateescape"), digest_size=8)
        return self.folder / f"{digest.hexdigest()}.{what}"

    def close(self) -> None:
        """The run has ended by itself: the folder goes."""
        with suppress(OSError):
            for name in sorted(os.listdir(self.folder), key=lambda name: name == JOURNAL):
                point()
                os.unlink(self.folder / name)
            point()
            os.rmdir(self.folder)
        self._file.close()

    def leave(self) -> None:
        """The run was ended: the folder stays for the next one."""
        self._file.close()

    def _opened(self) -> BinaryIO:
        point()
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0)
        file = open(os.open(self.folder / JOURNAL, flags, PRIVATE_MODE), "r+b")  # noqa: SIM115
        try:
            _lock(file.fileno())
        except OSError:
            owner = _process(file)
            file.close()
            raise OutputError(
                f"{self.folder.parent}: another run of cleaner writes here{owner}"
            ) from None
        return file

    def _read(self) -> None:
        """What was noted; a last line that was cut short goes."""
        data = self._file.read()
        whole = data[: data.rfind(b"\n") + 1]
        for entry in _entries(whole):
            self.done[entry["name"]] = entry
        point()
        self._file.truncate(len(whole))
        self._file.seek(len(whole))
        self._write({"format_version": FORMAT, "process": os.getpid()})

    def _write(self, entry: dict[str, Any]) -> None:
        point()
        try:
            self._file.write(dump(entry).encode() + b"\n")
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as error:
            raise OutputError(f"{self.folder / JOURNAL}: {error.strerror}") from None


def _entries(data: bytes) -> Iterator[dict[str, Any]]:
    for line in data.splitlines():
        with suppress(ValueError):
            entry = from_json(line)
            if isinstance(entry, dict) and isinstance(entry.get("name"), str):
                yield entry


def _process(file: BinaryIO) -> str:
    """Which process has the journal, as it says there."""
    for line in reversed(file.read().splitlines()):
        with suppress(ValueError, TypeError, KeyError):
            return f" (process {int(from_json(line)['process'])})"
    return ""


def _lock(descriptor: int) -> None:
    """Keep other runs out, where the system can. The lock goes with the process that took it, and
    is not that of the processes it starts."""
    with suppress(ImportError):  # Windows
        import fcntl

        fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Growing:
    """A file that grows, and is cut back to what a journal says of it.

    `size`: bytes that are there.
    """

    def __init__(self, path: Path, size: int) -> None:
        point()
        try:
            flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0)
            self._file = open(os.open(path, flags, PRIVATE_MODE), "r+b")  # noqa: SIM115
            self._file.truncate(size)
            self._file.seek(size)
        except OSError as error:
            raise OutputError(f"{path}: {error.strerror}") from None
        self.path = path
        self.size = size

    def write(self, data: bytes) -> None:
        """Add bytes."""
        self._file.write(data)
        self.size += len(data)

    def sync(self) -> None:
        """What was written is then on the disk."""
        point()
        self._file.flush()
        os.fsync(self._file.fileno())

    def close(self) -> None:
        self._file.close()


def size_of(path: Path) -> int:
    """How long a file is; -1 where there is none."""
    stamp = Stamp.of(path)
    return -1 if stamp is None else stamp.size
