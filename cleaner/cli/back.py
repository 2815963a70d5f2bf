"""A result put back into the form it came in: the drafts of its files, and what undoes them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cleaner.files.drafts import Draft, digest
from cleaner.files.paths import InputError
from cleaner.formats.splicing import spliced
from cleaner.ledger.entries import dump
from cleaner.ledger.records import Record
from cleaner.output.beside import ENDING
from cleaner.output.same import METS, Asked, Findings, Part, described, parts
from cleaner.text.document import Source

LONGEST = 1 << 28  # bytes of the first line of a ledger


@dataclass(frozen=True)
class Back:
    """Files besides the one that was read, and what the ledger has of all of them.

    `beside`: the name of each, what it is to be, and the digest of what it was. `changed`: whether
    any byte of any is another. `told`: what tells of them, in files beside them.
    """

    beside: list[tuple[str, Draft, str]]
    files: list[dict[str, object]]
    changed: bool
    told: list[tuple[str, Draft]]


def put_back(
    draft: Draft,
    source: Source,
    records: Iterable[Record],
    folder: Path | None,
    to: Path | None,
    asked: Asked,
) -> Back:
    """Write the source with what became of its words. Raises InputError.

    `folder`: where it lies. `to`: where the output goes.
    """
    if source.format == METS:
        _check_place(source.name, folder, to)
    findings = Findings(source, folder, asked)
    for record in records:
        findings.add(record)
    found = parts(source, findings, folder)
    beside = [Draft(to.parent / part.name if to else None) for part in found[1:]]
    told: list[tuple[str, Draft]] = []
    try:
        if findings.articles is not None and asked.articles and to is not None:
            told.append((to.name + ENDING, Draft(to)))
            told[0][1].write(findings.articles.data())
            told[0][1].close()
        digests = [
            _written(part, each, source.name)
            for part, each in zip(found, (draft, *beside), strict=True)
        ]
        others = [
            (part.name, each, before)
            for part, each, (before, _) in zip(found[1:], beside, digests[1:], strict=True)
        ]
        return Back(others, described(found, digests), any(part.splices for part in found), told)
    except BaseException:
        for each in (*beside, *(each for _, each in told)):
            each.discard()
        raise


def _check_place(name: str, folder: Path | None, to: Path | None) -> None:
    if to is None:
        raise InputError(f"{name}: the output is several files; name a folder: --output")
    beside = folder is not None and to.parent.resolve() == folder.resolve()
    if beside and to.name != Path(name).name:
        raise InputError(f"{name}: the files it names would be written over; name another folder")


def _written(part: Part, draft: Draft, name: str) -> tuple[str, str]:
    """The digests of a file before and after."""
    for block in spliced(part.data, part.name or name, part.splices):
        draft.write(block)
    draft.close()
    return digest(part.data), digest(draft.opened)


def with_files(ledger: Draft, files: list[dict[str, object]], to: Path | None) -> Draft:
    """The ledger with the files in its first line. The one without is discarded."""
    made = Draft(to)
    try:
        with ledger.opened() as file:
            head: dict[str, Any] = json.loads(file.readline(LONGEST))
            head["result"] |= {"form": "same", "files": files}
            made.write(dump(head).encode() + b"\n")
            while block := file.read(1 << 20):
                made.write(block)
        made.close()
    except BaseException:
        made.discard()
        raise
    finally:
        ledger.discard()
    return made
