"""What of the options of `cleaner clean` does not go together."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner import __version__
from cleaner.cli.targets import ENDINGS, SAME
from cleaner.cli.terminal import fail

if TYPE_CHECKING:
    from cleaner.cli.inputs import Failure, Input
    from cleaner.output.asked import Asked


ADDED = ("order", "articles", "map")
"""What can be added to files in their own form."""


def asked_besides(to: str, out: bool, provenance: bool, add: Sequence[str] | None) -> Asked:
    """What is asked for besides the words of files in their own form; stop where it cannot be."""
    from cleaner.config import nearest
    from cleaner.output.asked import Asked

    for each in add or ():
        if each not in ADDED:
            raise fail(f"--add {each}: not one of {', '.join(ADDED)}{nearest(each, ADDED)}")
    if add and to != SAME:
        raise fail("--add goes with --to same")
    if provenance and to != SAME:
        raise fail("--provenance goes with --to same")
    if add and "articles" in add and not out:
        raise fail("--add articles writes a file beside the output; name one: --output")
    return Asked(__version__ if provenance else None, *(each in (add or ()) for each in ADDED))


def check_usage(
    to: str, output: Path | None, paths: Sequence[str], in_place: bool, backup: str | None
) -> None:
    """Stop where options do not go together."""
    from cleaner.config import nearest

    if to not in ENDINGS:
        raise fail(f"--to {to}: not one of {', '.join(ENDINGS)}{nearest(to, ENDINGS)}")
    if in_place and output:
        raise fail("--in-place and --output exclude each other")
    if in_place and to not in ("text", SAME):
        raise fail("--in-place writes text; for another form name an --output")
    if backup is not None and not in_place:
        raise fail("--backup goes with --in-place")
    if backup is not None and (not backup or os.path.basename(backup) != backup):
        raise fail(f"--backup {backup!r}: not a suffix of a file name")
    if in_place:
        _check_places(paths)


def check_records(to: str, in_place: bool, ledger: str | None, encoding: str | None) -> None:
    """Stop where options are asked for that records do not take."""
    if to not in ("text", "same"):
        raise fail(f"--to {to}: records are written in their own form")
    if in_place:
        raise fail("--in-place: records are written to another file; name an --output")
    if ledger is not None:
        raise fail("--ledger is for texts; --ledger-key KEY puts the edits into each record")
    if encoding is not None:
        raise fail("--output-encoding is for texts; JSON is UTF-8")


def check_form(to: str, ledger: str | None, encoding: str | None) -> None:
    """Stop where a form of output has no ledger or encoding. Raises InputError for no encoding."""
    from cleaner.files.encodings import written_as

    if ledger and to == "markdown":
        raise fail(
            "--to markdown --ledger: undo gives back a source from the text, and Markdown has"
            " signs that are in no ledger; write --to text with the ledger"
        )
    if encoding is None:
        return
    if to == SAME:
        raise fail("--output-encoding: --to same keeps the encoding of each file")
    if written_as(encoding)[0] != "utf-8" and to not in ("text", "markdown"):
        raise fail(f"--output-encoding {encoding}: JSON is UTF-8")


def _check_places(paths: Sequence[str]) -> None:
    """Stop where a text cannot be put back where it came from."""
    from cleaner.files.drafts import is_special

    for path in paths:
        if path != "-" and is_special(Path(path)):
            raise fail(f"--in-place: {path} is no file")


def writable(inputs: Sequence[Input | Failure], paths: Sequence[str]) -> list[Input | Failure]:
    """The inputs without files found in folders that are no text, though text is read from them."""
    from cleaner.cli.inputs import Failure
    from cleaner.cli.placed import has_places

    return [
        item
        for item in inputs
        if isinstance(item, Failure) or item.path in paths or not has_places(item.path)
    ]
