"""The paths of a run, looked at before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner import config
from cleaner.cli.deciding import files
from cleaner.cli.inputs import EXPECTED, Failure, Input, Options
from cleaner.files import clashes
from cleaner.files.clashes import Use
from cleaner.files.runs import sweep
from cleaner.review.journal import journal_of

if TYPE_CHECKING:
    from cleaner.cli.work import Task


def check_tasks(
    tasks: Iterable[Task | Failure], options: Options, backup: str | None, folder: Path | None
) -> None:
    """Raises OutputError where a run of `clean` would write over what it reads or has written.

    `folder`: the one that all outputs go to, where there are several. Leftovers of killed runs go.
    """
    found = [task for task in tasks if not isinstance(task, Failure)]
    written: list[Use] = []
    for task in found:
        if task.ledger:
            written.append(Use("the ledger", task.ledger))
        if task.target:
            written.append(Use("the output", task.target))
            if backup:
                name = task.target.name + backup
                written.append(Use("the backup", task.target.with_name(name)))
    kept = [task.item for task in found if not task.in_place]
    moved = [task.item for task in found if task.in_place]
    clashes.check([*reads(kept, options), *settings_of(moved, options)], written)
    if folder is not None and not options.follow_links:
        clashes.check_links(folder, [task.target for task in found if task.target])
    for place in dict.fromkeys(Path(use.path).parent for use in written):
        sweep(str(place.resolve()))


def check_output(
    inputs: Sequence[Input | Failure], options: Options, *written: Use, decisions: bool = True
) -> None:
    """The same for a command that writes a few files of its own.

    `decisions`: whether it reads those of a review, and does not write them.
    """
    found = [item for item in inputs if isinstance(item, Input)]
    clashes.check(reads(found, options, decisions), written)
    for use in written:
        sweep(str(Path(use.path).resolve().parent))


def reads(inputs: Sequence[Input], options: Options, decisions: bool = True) -> Iterator[Use]:
    """What a run over inputs reads."""
    for item in inputs:
        if item.data is None:
            yield Use("an input", item.path)
    yield from settings_of(inputs, options, decisions)


def settings_of(inputs: Sequence[Input], options: Options, decisions: bool = True) -> Iterator[Use]:
    """The files that the settings for inputs come from, and those that they name."""
    for folder in dict.fromkeys(item.place(options).parent for item in inputs):
        try:
            configuration = options.configuration(folder.absolute())
            if configuration:
                yield Use("the configuration", configuration)
            settings = options.settings(folder)
            yield from (Use("a dictionary", path) for path in settings.dictionary)
            yield from (Use("a file of pairs", path) for path in settings.pairs)
            if settings.model not in (config.AUTO, config.BUILT_IN):
                yield Use("the language model", settings.model)
            for path in files(options, folder) if decisions else ():
                yield Use("the decisions", path)
                yield Use("the journal of decisions", journal_of(path))
        except EXPECTED:
            continue  # said of each input that needs it
