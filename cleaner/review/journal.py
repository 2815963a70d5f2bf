"""Keeping decisions: each is on the disk as soon as it is made.

A decision is a line at the end of a journal beside the file of decisions. When a session ends the
file is written anew, whole or not at all, and the journal goes. After a crash the journal is still
there: whoever reads the file reads it too, but for a last line that was cut short.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

from cleaner.files.access import PRIVATE, PRIVATE_MODE
from cleaner.files.paths import OutputError, digest_of, write_all
from cleaner.files.points import point
from cleaner.files.whole import TABLE, from_json, read_whole
from cleaner.ledger.entries import dump
from cleaner.review.decisions import Book, Decision, DecisionError, parse, read_lines

SUFFIX = ".journal"


class Journal:
    """The decisions in the file `path`, which need not exist, and those made now.

    `access`: what the file gets when it is new, as private as the texts that it quotes.

    Raises DecisionError when the file cannot be read, or another session has it open.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.access = PRIVATE
        self._journal = journal_of(path)
        self._file = _opened(path)
        try:
            self._digest = digest_of(path) if path.exists() else ""
            self.book = replayed(path)
            self._cut_short()
        except BaseException:
            self._file.close()
            raise

    def put(self, name: str, decision: Decision | None) -> Decision | None:
        """Decide on `name`, or no more; what was decided before. It is then on the disk."""
        return self.put_all({name: decision})[name]

    def put_all(self, decisions: Mapping[str, Decision | None]) -> dict[str, Decision | None]:
        """The same of many, which are on the disk together."""
        lines = [
            decision.as_line() if decision else dump({"clear": name})
            for name, decision in decisions.items()
        ]
        try:
            point()
            self._file.write("".join(line + "\n" for line in lines).encode())
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as error:
            raise OutputError(f"{self._journal}: {error.strerror}") from None
        return {name: self.book.put(name, decision) for name, decision in decisions.items()}

    def close(self) -> None:
        """Write the file anew where anything has changed; the journal goes."""
        try:
            data = "".join(line + "\n" for line in self.book.lines()).encode()
            if data != (self.path.read_bytes() if self.path.exists() else b""):
                unchanged = {self.path: self._digest} if self._digest else {}
                write_all([(self.path, data)], self.access, unchanged)
            point()
            with suppress(FileNotFoundError):
                self._journal.unlink()
        finally:
            self._file.close()

    def _cut_short(self) -> None:
        """Take away a last line that a crash has cut short."""
        data = self._journal.read_bytes()
        if not data.endswith(b"\n"):
            self._file.truncate(data.rfind(b"\n") + 1)


def journal_of(path: Path) -> Path:
    """The journal of a file of decisions."""
    return path.with_name(path.name + SUFFIX)


def load(paths: Iterable[Path]) -> Book:
    """What these files decide together, with the journals that lie beside them.

    Raises DecisionError.
    """
    book = Book()
    for path in paths:
        for decision in replayed(path).everything():
            book.add(decision)
    return book


def replayed(path: Path) -> Book:
    """The decisions in a file and its journal. Raises DecisionError."""
    book = Book()
    journal = journal_of(path)
    lines = _lines(journal)  # first: a session that ends writes it into the file and takes it away
    for decision in read_lines(_lines(path), str(path)):
        book.add(decision)
    whole = lines[:-1]  # what stands after the last line end was cut short, or is nothing
    for number, line in enumerate(whole, 1):
        book.put(*_step(line, f"{journal}:{number}"))
    return book


def _step(line: str, place: str) -> tuple[str, Decision | None]:
    with suppress(ValueError):
        values: Any = from_json(line)
        if isinstance(values, dict) and isinstance(values.get("clear"), str):
            return values["clear"], None
    decision = parse(line, place)
    return decision.name, decision


def _lines(path: Path) -> list[str]:
    try:
        return read_whole(path, TABLE).decode().split("\n")
    except FileNotFoundError:
        return [""]
    except OSError as error:
        raise DecisionError(f"{path}: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise DecisionError(f"{path}: byte {error.start} is not UTF-8") from None


def _opened(path: Path) -> BinaryIO:
    """The journal of the file `path`, to write at its end; no other session has it."""
    journal = journal_of(path)
    while True:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            point()
            descriptor = os.open(journal, os.O_RDWR | os.O_CREAT | os.O_APPEND, PRIVATE_MODE)
            file = open(descriptor, "ab")  # noqa: SIM115 - closed in `close`
        except OSError as error:
            raise DecisionError(f"{journal}: {error.strerror}") from None
        try:
            _lock(file.fileno(), path)
        except BaseException:
            file.close()
            raise
        with suppress(FileNotFoundError):
            if os.path.samefile(journal, file.fileno()):
                return file
        file.close()  # the session that had it has ended since, and has taken it away


def _lock(descriptor: int, path: Path) -> None:
    """Keep other sessions out, where the system can; the lock goes with the process."""
    try:
        import fcntl
    except ImportError:  # Windows
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise DecisionError(f"{path}: another review has it open") from None
