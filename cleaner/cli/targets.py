"""Where the output of `cleaner clean` goes: a file, a folder, or where each text was."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner.cli.terminal import fail

if TYPE_CHECKING:
    from cleaner.cli.inputs import Failure, Input, Options

SAME = "same"
ENDINGS = {
    "text": "",
    "markdown": ".md",
    "json": ".json",
    "jsonl": ".jsonl",
    "articles": ".jsonl",
    "joined": ".jsonl",
    SAME: "",
}
"""The forms of output, and the suffix of each; none where it is that of the input."""


def places(inputs: Sequence[Input | Failure], in_place: bool) -> Callable[[Input], Path | None]:
    """Where each input goes that has no output of its own: where it was, or standard output."""
    from cleaner.cli.inputs import Failure

    if not in_place:
        return lambda item: None
    if any(item.data is not None for item in inputs if not isinstance(item, Failure)):
        raise fail("--in-place: standard input has no place")
    return lambda item: Path(item.path)


def _are_several(inputs: Sequence[Input | Failure], paths: Sequence[str]) -> bool:
    """Whether there are or may be several inputs: folders and patterns have any number."""
    patterns = [path for path in paths if path != "-" and not os.path.lexists(path)]
    return len(inputs) > 1 or bool(patterns) or any(map(os.path.isdir, paths))


def outputs(
    inputs: Sequence[Input | Failure],
    paths: Sequence[str],
    output: str,
    to: str,
    options: Options,
) -> Callable[[Input], Path | None]:
    """Where the output of each input goes: into a file, or a folder for what may be several."""
    from cleaner.cli.inputs import Failure

    folder = Path(output)
    named = folder.is_dir() or output.endswith("/") or _is_folder(folder, to)
    if not (named or _are_several(inputs, paths)):
        return lambda item: folder
    found = [item for item in inputs if not isinstance(item, Failure)]
    if folder.exists() and not folder.is_dir():
        raise fail(f"{folder}: not a folder, and there are several inputs")
    if len(inputs) > 1 and not named and _names_a_file(folder):
        raise fail(
            f"{folder}: the name of a file, and there are {len(inputs)} inputs; for a folder of"
            f" this name write {folder}/"
        )
    root = common_root(found)
    targets = {item: folder / _relative(item, root, to, options) for item in found}
    taken: dict[Path, Input] = {}
    for item, path in targets.items():
        if taken.setdefault(path, item) is not item:
            raise fail(f"{item.path} and {taken[path].path} would both be written to {path}")
    return targets.get


def common_root(inputs: Iterable[Input]) -> str:
    """The folder that all inputs have in common."""
    roots = [os.path.abspath(item.root) for item in inputs]
    return os.path.commonpath(roots) if roots else "."


def _is_folder(output: Path, to: str) -> bool:
    """Whether a name that is not there yet is to be a folder: a file keeps its name and form."""
    return to == SAME and not output.suffix and not output.exists()


def _names_a_file(output: Path) -> bool:
    """Whether a path that is not there yet is meant for a file, by its suffix."""
    return output.suffix in (".txt", ".text", *filter(None, ENDINGS.values()))


def _relative(item: Input, root: str, to: str, options: Options) -> Path:
    """The name of an input under the folder that all inputs have in common."""
    from cleaner.cli.placed import has_places

    ending = ENDINGS[to]
    path = Path(os.path.relpath(os.path.abspath(item.place(options)), root))
    if not ending and to != SAME and has_places(item.path):
        ending = ".txt"
    return path.with_suffix(ending) if ending else path
