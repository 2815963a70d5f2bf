"""A file of records cleaned into another: in bounded memory, and so that it can be gone on with.

JSON Lines are written in parts of as many bytes. After each, the journal knows how far it came;
what was written since is cut off by the run that goes on, which writes the same again. Parquet has
its table of contents at the end: such a file is begun anew.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, BinaryIO, NamedTuple, Protocol

from cleaner.batch import jsonl, parquet
from cleaner.batch.names import STDIN, TABLES
from cleaner.batch.outcomes import Failed, Stats
from cleaner.files.compressed import Parts, damage, decompressed, ending_of
from cleaner.files.drafts import BLOCK
from cleaner.ledger.entries import FORMAT, dump
from cleaner.text.errors import InputError

PART = 1 << 24  # bytes of records after which the journal is written; set by hand
Shown = Callable[[float], None]  # told the share of a file that is done


class Sink(Protocol):
    """Where bytes go."""

    def write(self, data: bytes, /) -> object: ...


class Records(NamedTuple):
    """A file of records, or standard input. `name`: in messages, and what tells its format."""

    path: str
    name: str

    @property
    def is_table(self) -> bool:
        return self.name.lower().endswith(TABLES)

    @contextmanager
    def opened(self) -> Iterator[BinaryIO]:
        """Its bytes as they are. Raises InputError."""
        if self.path == STDIN:
            yield sys.stdin.buffer
            return
        try:
            file = open(self.path, "rb")  # noqa: SIM115 - closed below
        except OSError as error:
            raise InputError(f"{self.name}: {error.strerror}") from None
        with file:
            yield file


@dataclass
class State:
    """How far a file has come. `read`: bytes of records; `last`: number of the last line; `size`,
    `failed`: bytes of the output and of the list of failures."""

    read: int = 0
    last: int = 0
    size: int = 0
    failed: int = 0
    stats: Stats = field(default_factory=Stats)

    def described(self) -> dict[str, Any]:
        return {**vars(self), "stats": self.stats.described()}

    @classmethod
    def of(cls, values: dict[str, Any]) -> State:
        """What `described` gave."""
        told = {key: values[key] for key in ("read", "last", "size", "failed")}
        return cls(**told, stats=Stats.of(values["stats"]))


def clean_lines(
    records: Records,
    job: jsonl.Job,
    jobs: int,
    ending: str,
    out: Sink,
    on_failure: Callable[[Failed], None],
    state: State | None = None,
    on_part: Callable[[State], None] | None = None,
    shown: Shown = lambda share: None,
) -> State:
    """Clean JSON Lines, from where `state` says, and write them compressed as `ending` says.

    `on_part`: called when a part is written, with the state to go on from. Raises InputError for a
    file that cannot be read, or that is damaged.
    """
    state = state or State()
    packed = Parts(ending)
    since = 0
    with records.opened() as raw:
        size = _size(raw)
        file = decompressed(raw, ending_of(records.name))
        try:
            skip(file, state.read)
            for batch in jsonl.batches(jsonl.lines_of(file, state.last), job, jobs):
                out.write(packed.write(batch.data))
                state.read += batch.read
                state.last = batch.last
                state.stats.merge(batch.stats)
                for failed in batch.failed:
                    on_failure(failed)
                since += batch.read
                if since >= PART and batch.data.endswith(b"\n"):
                    out.write(packed.end())
                    since = 0
                    if on_part:
                        on_part(state)
                shown(raw.tell() / size if size else 0.0)
        except damage() as error:
            said = str(error) or type(error).__name__
            raise InputError(f"{records.name}: damaged after line {state.last} ({said})") from None
    out.write(packed.end() if state.read else packed.nothing())
    return state


def clean_table(
    records: Records,
    job: parquet.Job,
    jobs: int,
    out: Sink,
    on_failure: Callable[[Failed], None],
    shown: Shown = lambda share: None,
) -> State:
    """Clean Parquet. Raises InputError, also for what has no such column."""
    with records.opened() as raw:
        table = parquet.Table.opened(raw, job, records.name)
        for share in table.write(parquet.Out(out.write), jobs):
            for failed in table.failed:
                on_failure(failed)
            table.failed.clear()
            shown(share)
    return State(last=table.rows, stats=table.stats)


def skip(file: BinaryIO, size: int) -> None:
    """Go past bytes that were worked on before."""
    if size and file.seekable():
        file.seek(size)
        return
    while size and (data := file.read(min(size, BLOCK))):
        size -= len(data)


def quarantined(records: Records, failed: Failed) -> bytes:
    """The line of the quarantine that names a record that failed."""
    place = "row" if records.is_table else "line"
    told = {"format_version": FORMAT, "file": records.name, place: failed.number}
    named = {"id": failed.id} if failed.id else {}
    return dump({**told, **named, "reason": failed.reason}).encode() + b"\n"


def _size(file: BinaryIO) -> int:
    try:
        return os.fstat(file.fileno()).st_size
    except (OSError, ValueError, AttributeError):
        return 0
