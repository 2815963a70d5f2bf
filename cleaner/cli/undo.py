"""`cleaner undo`: the source again, byte for byte."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import Annotated, Any

import typer

from cleaner.cli.terminal import fail, put

Cleaned = Annotated[str, typer.Argument(metavar="CLEANED", help="The text that clean wrote, or -.")]
LedgerFile = Annotated[Path, typer.Option("--ledger", metavar="FILE", help="Its ledger.")]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="OUT", help="A file; standard output when not given."),
]


def command(cleaned: Cleaned, ledger: LedgerFile, output: Output = None) -> None:
    """Give back the source of a cleaned text, byte for byte, from its ledger."""
    from cleaner.files import InputError, OutputError, write
    from cleaner.ledger import LedgerError

    try:
        data = restore(cleaned, ledger)
        if output is not None:
            write(output, data)
    except (InputError, OutputError, LedgerError) as error:
        raise fail(str(error)) from None
    if output is None:
        put(data)


def restore(cleaned: str, ledger: Path) -> bytes:
    """The bytes of the source. Raises InputError or LedgerError where the two do not fit."""
    from hashlib import sha256

    from cleaner.files import encode, read_bytes
    from cleaner.ledger import LedgerError, digest, load, undo

    try:
        lines = read_bytes(ledger).decode("utf-8").removesuffix("\n").split("\n")
    except UnicodeDecodeError as error:
        raise LedgerError(f"{ledger}: byte {error.start} is not UTF-8, not a ledger") from None
    head, entries = load(lines, str(ledger))
    try:
        encoding, newline, mark, result, wanted = _described(head)
    except (KeyError, TypeError, ValueError, LookupError) as error:
        raise LedgerError(f"{ledger}:1: not the description of a source ({error})") from None
    text = _text(read_bytes(cleaned), cleaned, encoding, mark)
    text = text.replace(newline, "\n")
    if digest([text]) != result:
        raise LedgerError(f"{cleaned}: not the text that {ledger} belongs to, or changed since")
    try:
        text = undo(text, entries).replace("\n", newline)
    except (LedgerError, TypeError) as error:
        raise LedgerError(f"{ledger}: {error}") from None
    data = encode(text, encoding, mark, cleaned)
    if sha256(data).hexdigest() != wanted:
        raise LedgerError(f"{ledger}: damaged; what comes out is not the source it describes")
    return data


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


def _text(data: bytes, name: str, encoding: str, mark: bytes) -> str:
    from cleaner.files import InputError

    try:
        return data.removeprefix(mark).decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            f"{name}: byte {len(mark) + error.start} is not {encoding}, the encoding of the source"
        ) from None
