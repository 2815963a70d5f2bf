"""Parquet: one column of texts is cleaned, every other one is handed through as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from io import RawIOBase
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from cleaner.batch.outcomes import Failed, Outcome, Stats
from cleaner.batch.processes import ENDED, Halved, cut, spread_over
from cleaner.batch.records import IDS, SHOWN
from cleaner.ledger.entries import dump
from cleaner.text.errors import InputError

if TYPE_CHECKING:
    from cleaner.batch.cleaner import Cleaner

ROWS = 1024  # of a batch; set by hand
GROUP = 1 << 26  # bytes of a group of rows that is written; set by hand
MISSING = "Parquet needs the package pyarrow: pip install 'cleaner[records]' brings it"


class Value(NamedTuple):
    """A text of a column, and the number of its row, from 1."""

    number: int
    text: Any


@dataclass(frozen=True)
class Job:
    """What is done with each text."""

    cleaner: Cleaner
    text_key: str
    ledger_key: str | None = None

    def values(self, values: list[Value]) -> list[Outcome]:
        """What becomes of texts."""
        with_ledger = self.ledger_key is not None
        return [self.cleaner.outcome(value.text, with_ledger) for value in values]


@dataclass
class Table:
    """A Parquet file that is read and another one that is written.

    `stats`, `failed`: of what was done so far; `rows`: how many.
    """

    file: Any  # pyarrow.parquet.ParquetFile
    job: Job
    name: str
    stats: Stats = field(default_factory=Stats)
    failed: list[Failed] = field(default_factory=list)
    rows: int = 0

    @classmethod
    def opened(cls, file: BinaryIO, job: Job, name: str) -> Table:
        """Raises InputError for what is no Parquet, or has no column of texts where it should."""
        parquet = pyarrow().parquet
        try:
            table = cls(parquet.ParquetFile(file), job, name)
        except (pyarrow().ArrowException, OSError) as error:
            raise InputError(f"{name}: not Parquet, or damaged ({error})") from None
        table.path  # noqa: B018 - raises
        schema = table.file.schema_arrow
        if job.ledger_key is not None and job.ledger_key in schema.names:
            raise InputError(f"{name}: has a column {job.ledger_key!r}, where the edits should go")
        return table

    @property
    def path(self) -> tuple[str, ...]:
        """The columns that lead to the texts. Raises InputError."""
        schema, key = self.file.schema_arrow, self.job.text_key
        path = (key,) if key in schema.names else tuple(key.split("."))
        fields = schema
        for number, part in enumerate(path):
            index = fields.get_field_index(part) if hasattr(fields, "get_field_index") else -1
            if index < 0:
                known = ", ".join(schema.names)
                column = ".".join(path[: number + 1])
                raise InputError(f"{self.name}: no column {column!r} among {known}; see --text-key")
            kind = fields.field(index).type
            fields = kind
        inner = kind.value_type if pyarrow().types.is_dictionary(kind) else kind
        types = pyarrow().types
        if not any(
            getattr(types, check)(inner)
            for check in ("is_string", "is_large_string", "is_string_view")
            if hasattr(types, check)
        ):
            raise InputError(f"{self.name}: the column {key!r} has no texts but {kind}")
        return path

    @property
    def schema(self) -> Any:
        """Of what is written."""
        schema = self.file.schema_arrow
        if self.job.ledger_key is None:
            return schema
        arrow = pyarrow()
        return schema.append(arrow.field(self.job.ledger_key, arrow.string()))

    def write(self, out: RawIOBase, jobs: int = 1) -> Iterator[float]:
        """Write it with its texts cleaned; yields the share that is done.

        Raises InputError where it turns out to be damaged.
        """
        parquet = pyarrow().parquet
        try:
            with parquet.ParquetWriter(out, self.schema, **_kept(self.file.metadata)) as writer:
                for group in self._groups(jobs):
                    writer.write_table(group, row_group_size=max(1, len(group)))
                    yield self.rows / max(1, self.file.metadata.num_rows)
        except (pyarrow().ArrowException, OSError) as error:
            if isinstance(error, OSError) and error.errno is not None:
                raise
            raise InputError(f"{self.name}: damaged after row {self.rows} ({error})") from None

    def _groups(self, jobs: int) -> Iterator[Any]:
        """What is written in one go: the groups of rows, and parts of those that are large."""
        table = pyarrow().Table
        for number in range(self.file.metadata.num_row_groups):
            batches = self.file.iter_batches(ROWS, row_groups=[number])
            for part in cut(self._cleaned(batches, jobs), GROUP, lambda batch: batch.nbytes):
                yield table.from_batches(part, self.schema)

    def _cleaned(self, batches: Iterable[Any], jobs: int) -> Iterator[Any]:
        held: list[Any] = []

        def columns() -> Iterator[list[Value]]:
            number = self.rows
            for batch in batches:
                held.append(batch)
                texts = _at(batch, self.path).to_pylist()
                yield [Value(number + place, text) for place, text in enumerate(texts, 1)]
                number += len(texts)

        for outcomes in spread_over(
            columns(), self.job.values, Halved(self.job.values, _ended), jobs
        ):
            yield self._batch(held.pop(0), outcomes)

    def _batch(self, batch: Any, outcomes: list[Outcome]) -> Any:
        names = _names(batch)
        for place, outcome in enumerate(outcomes):
            self.stats.add(outcome)
            if outcome.failure:
                number = self.rows + place + 1
                self.failed.append(Failed(number, outcome.failure, names(place)))
        self.rows += len(outcomes)
        columns = list(batch.columns)
        if any(outcome.changed for outcome in outcomes):
            index = batch.schema.get_field_index(self.path[0])
            texts = [outcome.text for outcome in outcomes]
            columns[index] = _replaced(columns[index], self.path[1:], texts)
        if self.job.ledger_key is not None:
            ledgers = [None if each.ledger is None else dump(each.ledger) for each in outcomes]
            columns.append(pyarrow().array(ledgers, pyarrow().string()))
        return pyarrow().RecordBatch.from_arrays(columns, schema=self.schema)


def _ended(value: Value) -> Outcome:
    return Outcome(value.text, ENDED)


class Out(RawIOBase):
    """A file that is only written to, as the library wants one."""

    def __init__(self, write: Callable[[bytes], object]) -> None:
        self._write = write
        self._size = 0

    def writable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._size

    def write(self, data: Any, /) -> int:
        block = bytes(data)
        self._write(block)
        self._size += len(block)
        return len(block)


def pyarrow() -> Any:
    """The library. Raises InputError where it is absent."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise InputError(MISSING) from None
    return pyarrow


def _at(batch: Any, path: tuple[str, ...]) -> Any:
    """The column of texts."""
    column = batch.column(batch.schema.get_field_index(path[0]))
    for part in path[1:]:
        column = column.flatten()[column.type.get_field_index(part)]
    return column


def _replaced(column: Any, path: tuple[str, ...], texts: list[Any]) -> Any:
    """A column with other texts in it, of the same type."""
    arrow = pyarrow()
    if not path:
        made = arrow.array(texts, arrow.string()) if _is_packed(column) else None
        return (
            made.dictionary_encode().cast(column.type) if made else arrow.array(texts, column.type)
        )
    parts = column.flatten()
    index = column.type.get_field_index(path[0])
    parts[index] = _replaced(parts[index], path[1:], texts)
    return arrow.StructArray.from_arrays(parts, fields=list(column.type), mask=column.is_null())


def _is_packed(column: Any) -> bool:
    return bool(pyarrow().types.is_dictionary(column.type))


def _names(batch: Any) -> Any:
    """What the row at a place calls itself, if a column tells."""
    index = next((i for i in map(batch.schema.get_field_index, IDS) if i >= 0), None)
    if index is None:
        return lambda place: ""
    column = batch.column(index)
    return lambda place: str(column[place].as_py() or "")[:SHOWN]


def _kept(metadata: Any) -> dict[str, Any]:
    """How the file was written, as far as it tells: the compression of its columns."""
    if not metadata.num_row_groups:
        return {}
    group = metadata.row_group(0)
    columns = [group.column(index) for index in range(group.num_columns)]
    codecs = {column.path_in_schema: _codec(column.compression.lower()) for column in columns}
    kinds = set(codecs.values())
    packed = any("DICTIONARY" in encoding for column in columns for encoding in column.encodings)
    single = kinds.pop() if len(kinds) == 1 else None
    return {"compression": single or codecs, "use_dictionary": packed}


def _codec(name: str) -> str:
    return "none" if name == "uncompressed" else name
