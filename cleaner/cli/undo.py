"""`cleaner undo`: the source again, byte for byte."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO

import typer

from cleaner.cli.terminal import fail, put

if TYPE_CHECKING:
    from cleaner.files.drafts import Draft

Cleaned = Annotated[str, typer.Argument(metavar="CLEANED", help="The text that clean wrote, or -.")]
LedgerFile = Annotated[Path, typer.Option("--ledger", metavar="FILE", help="Its ledger.")]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="OUT", help="A file; standard output when not given."),
]


def command(cleaned: Cleaned, ledger: LedgerFile, output: Output = None) -> None:
    """Give back the source of a cleaned text, byte for byte, from its ledger."""
    from cleaner.files.paths import Draft, InputError, OutputError, write
    from cleaner.ledger.entries import LedgerError

    draft = Draft(output)
    try:
        restore(cleaned, ledger, draft)
        if output is not None:
            write(output, draft)
        else:
            for block in draft.blocks():
                put(block)
    except (InputError, OutputError, LedgerError) as error:
        raise fail(str(error)) from None
    finally:
        draft.discard()


def restore(cleaned: str, ledger: Path, draft: Draft) -> None:
    """Write the bytes of the source. Raises InputError or LedgerError where the two do not fit."""
    from cleaner.files.paths import encoded, stored
    from cleaner.ledger.entries import LedgerError, read
    from cleaner.ledger.ledger import digest
    from cleaner.ledger.undoing import MismatchError, undone

    head, entries = read(_lines(ledger), str(ledger))
    try:
        encoding, newline, mark, result, wanted = _described(head)
    except (KeyError, TypeError, ValueError, LookupError) as error:
        raise LedgerError(f"{ledger}:1: not the description of a source ({error})") from None
    pieces = partial(_pieces, stored(cleaned), cleaned, encoding, newline, mark)
    if digest(pieces()) != result:
        raise LedgerError(f"{cleaned}: not the text that {ledger} belongs to, or changed since")
    source = (piece.replace("\n", newline) for piece in undone(pieces(), entries))
    found = sha256()
    try:
        for data in encoded(source, encoding, mark, cleaned):
            found.update(data)
            draft.write(data)
    except (MismatchError, TypeError) as error:
        raise LedgerError(f"{ledger}: {error}") from None
    if found.hexdigest() != wanted:
        raise LedgerError(f"{ledger}: damaged; what comes out is not the source it describes")
    draft.close()


def _lines(ledger: Path) -> Iterator[str]:
    """The lines of a ledger file. Raises InputError or LedgerError."""
    from cleaner.files.paths import stored
    from cleaner.ledger.entries import LedgerError

    place = 0
    with stored(ledger)() as file:
        for line in file:
            try:
                yield line.decode("utf-8").removesuffix("\n")
            except UnicodeDecodeError as error:
                place += error.start
                raise LedgerError(f"{ledger}: byte {place} is not UTF-8, not a ledger") from None
            place += len(line)


def _described(head: dict[str, Any]) -> tuple[str, str, bytes, str, str]:
    """Encoding, newline, byte-order mark, digest of the result, digest of the source."""
    source = head["source"]
    if source["newline"] not in ("\n", "\r", "\r\n"):
        raise ValueError(f"newline {source['newline']!r}")
    return (
        codecs.lookup(source["encoding"]).name,
        source["newline"],
        bytes.fromhex(source["byte_order_mark"]),
        head["result"]["sha256"],
        source["sha256"],
    )


def _pieces(
    data: Callable[[], BinaryIO], name: str, encoding: str, newline: str, mark: bytes
) -> Iterator[str]:
    """The cleaned text piece by piece, `\\n` at its line ends. Raises InputError."""
    from cleaner.files.coding import InputError, UnfitError, decoded, with_newlines

    with data() as file:
        skip = len(mark) if file.read(len(mark)) == mark else 0
    try:
        yield from with_newlines(decoded(data, skip, encoding), newline)
    except UnfitError as error:
        raise InputError(
            f"{name}: byte {error.place} is not {encoding}, the encoding of the source"
        ) from None
