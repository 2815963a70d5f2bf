"""`cleaner undo`: the source again, byte for byte."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO, NamedTuple

from cleaner.cli.declared import Argument, Exit, Option
from cleaner.cli.terminal import DONE, FAILED, complain, fail, plural, put, say

if TYPE_CHECKING:
    from cleaner.files.drafts import Draft
    from cleaner.ledger.entries import Entry

LONGEST = 1 << 28  # bytes of a line of a ledger
Cleaned = Annotated[
    str,
    Argument(metavar="CLEANED", help="The text that clean wrote, or a folder of them."),
]
LedgerFile = Annotated[
    Path, Option("--ledger", metavar="FILE", help="Its ledger; of a folder, their folder.")
]
Output = Annotated[
    Path | None,
    Option("--output", "-o", metavar="OUT", help="A file or folder; else standard output."),
]


def command(cleaned: Cleaned, ledger: LedgerFile, output: Output = None) -> None:
    """Give back the source of a cleaned text, byte for byte, from its ledger; or of a folder."""
    if ledger.is_dir():
        raise Exit(_folder(Path(cleaned), ledger, output))
    _one(cleaned, ledger, output)


def _folder(cleaned: Path, ledger: Path, output: Path | None) -> int:
    """Give back the source of each text whose ledger is in a folder; the exit code."""
    from cleaner.cli.ledgers import pairs
    from cleaner.files.paths import OutputError, make_folder

    if output is None or output.is_file():
        raise fail(f"{ledger}: Is a directory; the sources need an --output, a folder, too")
    done, failed = 0, 0
    for pair in pairs(cleaned, ledger, output):
        try:
            make_folder(pair.output.parent)
            _one(str(pair.cleaned), pair.ledger, pair.output)
            done += 1
        except OutputError as error:
            complain(str(error))
            failed += 1
        except Exit:
            failed += 1
    if not done and not failed:
        raise fail(f"{ledger}: no ledger in this folder")
    say(f"{plural(done, 'file')} given back")
    return FAILED if failed else DONE


def _one(cleaned: str, ledger: Path, output: Path | None) -> None:
    from cleaner.files.access import Access
    from cleaner.files.clashes import Use, check
    from cleaner.files.paths import STDIN, Draft, InputError, OutputError, write
    from cleaner.ledger.entries import LedgerError, read

    draft = Draft(output)
    try:
        if output is not None:
            check([Use("the ledger", ledger)], [Use("the output", output)])
        if not ledger.exists():
            raise LedgerError(f"{ledger}: no such ledger; clean writes one with --ledger")
        head, entries = read(_lines(ledger), str(ledger))
        result = head.get("result")
        if isinstance(result, dict) and result.get("files") is not None:
            _undo_files(cleaned, result["files"], ledger, output)
            return
        restore(cleaned, ledger, head, entries, draft)
        if output is not None:
            write(output, draft, access=Access.of(0 if cleaned == STDIN else cleaned))
        else:
            put(draft.blocks())
    except (InputError, OutputError, LedgerError) as error:
        raise fail(str(error)) from None
    finally:
        draft.discard()


def _undo_files(cleaned: str, files: Any, ledger: Path, output: Path | None) -> None:
    """Write the files as they were, beside `output`."""
    from cleaner.cli.undo_files import restored
    from cleaner.files.access import Access
    from cleaner.files.paths import STDIN, make_folder, write_all

    several = isinstance(files, list) and len(files) > 1
    if output is not None and (output.is_dir() or (several and not output.suffix)):
        output = output / Path(cleaned).name
    made = restored(cleaned, files, ledger, output)
    try:
        writes = [(path, draft) for path, draft in made if path is not None]
        for path, _ in writes[1:]:
            make_folder(path.parent)
        write_all(writes, Access.of(0 if cleaned == STDIN else cleaned), {})
        if not writes:
            put(made[0][1].blocks())
    finally:
        for _, draft in made:
            draft.discard()


def restore(
    cleaned: str, ledger: Path, head: dict[str, Any], entries: Iterator[Entry], draft: Draft
) -> None:
    """Write the bytes of the source. Raises InputError or LedgerError where the two do not fit.

    `head`, `entries`: of the ledger, the latter as they are read.
    """
    from cleaner.files.paths import encoded, stored
    from cleaner.ledger.entries import LedgerError
    from cleaner.ledger.ledger import digest
    from cleaner.ledger.undoing import MismatchError, undone

    try:
        told = _described(head)
    except (KeyError, TypeError, ValueError, LookupError) as error:
        raise LedgerError(f"{ledger}:1: not the description of a source ({error})") from None
    pieces = partial(_pieces, stored(cleaned), cleaned, told)
    if digest(pieces()) != told.result:
        raise LedgerError(f"{cleaned}: not the text that {ledger} belongs to, or changed since")
    source = (piece.replace("\n", told.newline) for piece in undone(pieces(), entries))
    found = sha256()
    try:
        for data in encoded(source, *told.source, cleaned, told.keeps):
            found.update(data)
            draft.write(data)
    except (MismatchError, TypeError) as error:
        raise LedgerError(f"{ledger}: {error}") from None
    if found.hexdigest() != told.wanted:
        raise LedgerError(f"{ledger}: damaged; what comes out is not the source it describes")
    draft.close()


def _lines(ledger: Path) -> Iterator[str]:
    """The lines of a ledger file. Raises InputError or LedgerError."""
    from cleaner.files.paths import stored
    from cleaner.ledger.entries import LedgerError

    place = 0
    with stored(ledger)() as file:
        while line := file.readline(LONGEST + 1):
            if len(line) > LONGEST:
                raise LedgerError(f"{ledger}: a line of more than {LONGEST:,} bytes, not a ledger")
            try:
                yield line.decode("utf-8").removesuffix("\n")
            except UnicodeDecodeError as error:
                place += error.start
                raise LedgerError(f"{ledger}: byte {place} is not UTF-8, not a ledger") from None
            place += len(line)


class Told(NamedTuple):
    """What a ledger tells of its source and its result.

    `source`, `cleaned`: encoding and byte-order mark of each. `result`, `wanted`: their digests, of
    the text and of the bytes. `keeps`: bytes that do not fit the encoding are kept.
    """

    source: tuple[str, bytes]
    cleaned: tuple[str, bytes]
    newline: str
    result: str
    wanted: str
    keeps: bool


def _described(head: dict[str, Any]) -> Told:
    """What the first line of a ledger tells. Raises KeyError, TypeError, ValueError."""
    source, result = head["source"], head["result"]
    if source["newline"] not in ("\n", "\r", "\r\n"):
        raise ValueError(f"newline {source['newline']!r}")
    stored = _stored(source)
    return Told(
        stored,
        _stored(result) if "encoding" in result else stored,
        source["newline"],
        result["sha256"],
        source.get("text_sha256", source["sha256"]),
        source.get("errors") == "keep",
    )


def _stored(values: dict[str, Any]) -> tuple[str, bytes]:
    """Encoding and byte-order mark."""
    from cleaner.files.encodings import canonical

    return canonical(values["encoding"]), bytes.fromhex(values["byte_order_mark"])


def _pieces(data: Callable[[], BinaryIO], name: str, told: Told) -> Iterator[str]:
    """The cleaned text piece by piece, `\\n` at its line ends. Raises InputError."""
    from cleaner.files.coding import InputError, UnfitError, decoded, with_newlines

    encoding, mark = told.cleaned
    with data() as file:
        skip = len(mark) if file.read(len(mark)) == mark else 0
    try:
        yield from with_newlines(decoded(data, skip, encoding, told.keeps), told.newline)
    except UnfitError as error:
        raise InputError(
            f"{name}: byte {error.place} is not {encoding}, the encoding of the text"
        ) from None
