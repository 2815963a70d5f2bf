"""Where the ledgers of a run go: one file, or a folder with one for each text, in the same tree."""

from __future__ import annotations

import glob
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cleaner.cli.targets import common_root
from cleaner.cli.terminal import fail

if TYPE_CHECKING:
    from cleaner.cli.inputs import Failure, Input, Options

ENDING = ".jsonl"


def places(
    ledger: str | None,
    inputs: Sequence[Input | Failure],
    target: Callable[[Input], Path | None],
    output: Path | None,
    options: Options,
) -> Callable[[Input], Path | None]:
    """Where the ledger of each input goes; nowhere where none is asked for.

    In a folder it stands as the text does in `output`, or under what all inputs have in common.
    """
    from cleaner.cli.inputs import Failure

    if ledger is None:
        return lambda item: None
    if ledger == "-":
        raise fail("--ledger needs a file: the text goes to standard output")
    folder = Path(ledger)
    named = folder.is_dir() or ledger.endswith("/")
    if not named and len(inputs) == 1:
        return lambda item: folder
    if not named and (folder.exists() or folder.suffix == ENDING):
        raise fail(
            f"--ledger holds the edits of one input, and these are {len(inputs)}: {ledger} is no"
            " folder"
        )
    found = [item for item in inputs if not isinstance(item, Failure)]
    root = common_root(found)

    def place(item: Input) -> Path:
        path = target(item)
        if path is not None and output is not None and output in path.parents:
            name = path.relative_to(output)
        else:
            name = Path(os.path.relpath(os.path.abspath(item.place(options)), root))
        return folder / name.with_name(name.name + ENDING)

    return place


def check_in_place(
    paths: Sequence[str], ledger: str | None, backup: str | None, no_ledger: bool
) -> None:
    """Stop where texts of a whole folder could not be had back, and nobody has said so."""
    if no_ledger and ledger is not None:
        raise fail("--ledger and --no-ledger exclude each other")
    folders = [path for path in paths if os.path.isdir(path) or glob.has_magic(path)]
    if folders and ledger is None and backup is None and not no_ledger:
        raise fail(
            f"--in-place: {folders[0]} is more than one file; --ledger FOLDER or --backup"
            " SUFFIX keeps what gives its texts back, or say --no-ledger"
        )


class Pair(NamedTuple):
    """A cleaned text, its ledger, and where its source goes."""

    cleaned: Path
    ledger: Path
    output: Path


def pairs(cleaned: Path, ledger: Path, output: Path) -> Iterator[Pair]:
    """The ledgers in a folder, each with the text in the folder `cleaned` that it belongs to."""
    for folder, folders, names in os.walk(ledger):
        folders.sort()
        for name in sorted(names):
            if name.endswith(ENDING):
                path = Path(folder, name)
                place = path.relative_to(ledger).with_name(name.removesuffix(ENDING))
                yield Pair(cleaned / place, path, output / place)
