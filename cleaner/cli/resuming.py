"""Texts that an ended run has done: they are not done again where nothing has changed since."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from cleaner.batch.journal import Journal, Stamp, fingerprint, kept_in
from cleaner.cli.deciding import files
from cleaner.cli.terminal import fail, say
from cleaner.cli.work import Cleaned, Task
from cleaner.files.drafts import Draft
from cleaner.files.paths import OutputError
from cleaner.ledger.records import Counts
from cleaner.review.journal import journal_of

if TYPE_CHECKING:
    from cleaner.cli.inputs import Failure, Options

NAMES_OTHERS = ".xml"  # files that may name others, which may have changed


class Resumed(NamedTuple):
    """What a run over texts knows of the one before it.

    `given`: what decides, for all inputs, what is made of them.
    """

    journal: Journal | None
    options: Options
    given: tuple[Any, ...]

    def known(self, task: Task) -> Cleaned | None:
        """What was done with a text, if it would be the same again."""
        if self.journal is None or not _tells(task):
            return None
        told = self.journal.last(task.name, self._key(task))
        if not told or told.get("done") != _stamps(task):
            return None
        values = {**told["cleaned"], "counts": Counts(*told["cleaned"]["counts"])}
        values["complaints"] = tuple(values["complaints"])
        return Cleaned(**values, text=Draft.of(b""), ledger=None)

    def note(self, task: Task, cleaned: Cleaned) -> None:
        """A text is done, and in its place."""
        if self.journal is None or not _tells(task):
            return
        kept = ("name", "encoding", "changed", "counts", "complaints", "characters", "apart")
        values = {name: getattr(cleaned, name) for name in (*kept, "left_out")}
        self.journal.put(task.name, self._key(task), cleaned=values, done=_stamps(task))

    def _key(self, task: Task) -> str:
        folder = task.item.place(self.options).parent
        settings = self.options.settings(folder)
        decisions = [
            str(each) for path in files(self.options, folder) for each in (path, journal_of(path))
        ]
        read = [task.item.path, *settings.dictionary, *settings.pairs, settings.model, *decisions]
        places = [str(task.target), str(task.ledger)]
        return fingerprint([settings.described(), *self.given, self.options.encoding, places], read)


def _tells(task: Task) -> bool:
    """Whether the state of its file says whether an input has changed."""
    return task.item.data is None and not task.item.path.lower().endswith(NAMES_OTHERS)


def _stamps(task: Task) -> list[list[int]]:
    """The state of what was written, as a journal keeps it."""
    return [list(Stamp.of(path) or ()) for path in (task.target, task.ledger) if path]


@contextmanager
def resumed(
    output: Path | None, tasks: Sequence[Task | Failure], options: Options, *given: Any
) -> Iterator[Resumed]:
    """What an ended run has done in the same folder. While this one works, its journal is there."""
    targets = [each.target for each in tasks if isinstance(each, Task) and each.target]
    if output is None or len(targets) < 2 or not all(output in each.parents for each in targets):
        yield Resumed(None, options, given)
        return
    try:
        with kept_in(output, False, say) as journal:
            yield Resumed(journal, options, given)
    except OutputError as error:  # of the journal
        raise fail(str(error)) from None
