"""`cleaner undo` of what was put back into its own form: the files of a ledger, byte for byte."""

from __future__ import annotations

import hashlib
from pathlib import Path, PurePosixPath
from typing import Any

from cleaner.files.drafts import Draft, digest
from cleaner.files.paths import InputError, stored
from cleaner.formats.splicing import Splice, spliced
from cleaner.ledger.entries import LedgerError


def restored(
    cleaned: str, files: Any, ledger: Path, output: Path | None
) -> list[tuple[Path | None, Draft]]:
    """Each file of a ledger as it was, and where it goes: beside `output`.

    Raises InputError or LedgerError where they do not fit.
    """
    made: list[tuple[Path | None, Draft]] = []
    try:
        if not isinstance(files, list) or not files:
            raise ValueError("no files")
        if len(files) > 1 and output is None:
            raise InputError(f"{cleaned}: is of {len(files)} files; name an output: -o")
        for number, row in enumerate(files):
            path, to = Path(cleaned), output
            if number:
                name = _inside(row["name"])
                path, to = path.parent / name, output and output.parent / name
            made.append((to, Draft(to)))
            _restore(str(path), row, made[-1][1], ledger)
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        _discard(made)
        if isinstance(error, InputError | LedgerError):
            raise
        raise LedgerError(f"{ledger}:1: not the description of a source ({error})") from None
    except BaseException:
        _discard(made)
        raise
    return made


def _discard(made: list[tuple[Path | None, Draft]]) -> None:
    for _, draft in made:
        draft.discard()


def _inside(name: str) -> str:
    """The path of a file below the folder of the first one. Raises ValueError where it is none."""
    parts = PurePosixPath(name).parts
    if not parts or ".." in parts or name.startswith("/") or "\\" in name or ":" in name:
        raise ValueError(f"{name!r} is no file beside it")
    return name


def _restore(path: str, row: dict[str, Any], draft: Draft, ledger: Path) -> None:
    data = stored(path)
    if digest(data) != row["sha256"]:
        raise LedgerError(f"{path}: not the file that {ledger} belongs to, or changed since")
    rows = [(int(at), int(size), bytes.fromhex(old)) for at, size, old in row["bytes"]]
    back = [Splice(at, at + size, old) for at, size, old in rows]
    found = hashlib.sha256()
    for block in spliced(data, path, back):
        found.update(block)
        draft.write(block)
    draft.close()
    if found.hexdigest() != row["source_sha256"]:
        raise LedgerError(f"{ledger}: damaged; what comes out is not the source it describes")
