"""A run over files of records: one after the other, each whole or not at all, and gone on with."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

from cleaner.cli.advance import Advance
from cleaner.cli.jobs import processes
from cleaner.cli.terminal import DONE, FAILED, FINDINGS, complain, plural, put, say

if TYPE_CHECKING:
    from cleaner.batch.cleaner import Cleaner
    from cleaner.batch.files import Records, State
    from cleaner.batch.journal import Journal
    from cleaner.batch.outcomes import Failed, Stats
    from cleaner.files.drafts import Draft

NAMED = 20  # records of a file whose failures are said on standard error


class Keys(NamedTuple):
    """What was asked for about records; None where nothing was."""

    text: str | None = None
    ledger: str | None = None
    stats: Path | None = None
    quarantine: Path | None = None


class Work(NamedTuple):
    """One file of records, and where it goes: to standard output if None.

    `key`: of its state, and of all that decides what is made of it.
    """

    records: Records
    target: Path | None
    cleaner: Cleaner
    key: str = ""


@dataclass
class Run:
    """What is to be done (a message for what cannot be read), and what was asked for."""

    works: Sequence[Work | str]
    keys: Keys
    output: Path | None
    jobs: int
    quiet: bool


class Done(NamedTuple):
    """What was done with a file, and the list of what failed there."""

    records: Records
    stats: Stats
    failures: Draft


@dataclass
class Failures:
    """The records of a file that failed: the first are said, all are listed."""

    records: Records
    write: Callable[[bytes], object]
    progress: Advance
    said: int = 0

    def __call__(self, failed: Failed) -> None:
        from cleaner.batch.files import quarantined

        self.write(quarantined(self.records, failed))
        self.said += 1
        if self.said <= NAMED:
            self.progress.clear()
            place = "row " if self.records.is_table else ""
            say(f"{self.records.name}:{place}{failed.number}: kept as it was: {failed.reason}")

    def close(self) -> None:
        """How many were not said."""
        if self.said > NAMED:
            more = plural(self.said - NAMED, "record")
            say(f"{self.records.name}: {more} more kept; --quarantine FILE names all")


def clean_all(run: Run) -> int:
    """Clean one file after the other; the exit code."""
    with _journal(run) as journal:
        return _clean_all(run, journal)


def _clean_all(run: Run, journal: Journal | None) -> int:
    from cleaner.batch.outcomes import Stats
    from cleaner.cli.inputs import EXPECTED

    works = [work for work in run.works if isinstance(work, Work)]
    progress = Advance([work.records.path for work in works])
    done: list[Done] = []
    for work in run.works:
        try:
            if isinstance(work, str):
                complain(work)
                continue
            progress.begin(work.records.name)
            done.append(_clean(run, work, journal, progress))
        except EXPECTED as error:
            progress.clear()
            complain(str(error))
    progress.clear()
    total = Stats()
    for each in done:
        total.merge(each.stats)
    try:
        if done:
            _write_lists(run, done, total)
    finally:
        for each in done:
            each.failures.discard()
    if not run.quiet and done:
        say(_summary(done, total))
    if len(done) < len(run.works):
        return FAILED
    return FINDINGS if total.failed else DONE


def _clean(run: Run, work: Work, journal: Journal | None, progress: Advance) -> Done:
    if journal is not None:
        return _clean_on(run, work, journal, progress)
    from cleaner.files.access import Access
    from cleaner.files.drafts import Draft
    from cleaner.files.paths import write_all

    listed = Draft()
    failures = Failures(work.records, listed.write, progress)
    draft = Draft(work.target)
    try:
        if work.records.is_table:
            state = _table(run, work, draft, failures, progress)
        elif work.target is None:
            state = _lines(run, work, _Out(), failures, progress)
        else:
            state = _lines(run, work, draft, failures, progress)
        draft.close()
        if work.target is not None:
            write_all([(work.target, draft)], Access.of(_descriptor(work)))
        else:
            put(draft.blocks())
    finally:
        draft.discard()
    listed.close()
    failures.close()
    return Done(work.records, state.stats, listed)


def _clean_on(run: Run, work: Work, journal: Journal, progress: Advance) -> Done:
    """Clean a file from where the journal says that it was left, and put it in its place."""
    from cleaner.batch.files import State
    from cleaner.batch.journal import Growing, size_of
    from cleaner.files.access import Access
    from cleaner.files.drafts import Draft
    from cleaner.files.paths import write_all

    assert work.target is not None
    name, key = work.records.path, work.key
    part, listed = (journal.part(name, what) for what in ("part", "failed"))
    told = journal.last(name, key)
    state = State.of(told["state"]) if told else State()
    if told.get("done") == _stamped(work.target) and size_of(listed) >= state.failed:
        progress.skip()
        return Done(work.records, state.stats, Draft.at(listed))
    if told.get("done") or size_of(part) < state.size or size_of(listed) < state.failed:
        state = State()
    work.target.parent.mkdir(parents=True, exist_ok=True)
    out, fails = Growing(part, state.size), Growing(listed, state.failed)
    failures = Failures(work.records, fails.write, progress)

    def kept(state: State) -> None:
        out.sync()
        fails.sync()
        state.size, state.failed = out.size, fails.size
        journal.put(name, key, state=state.described())

    try:
        if work.records.is_table:
            state = _table(run, work, out, failures, progress)
        else:
            state = _lines(run, work, out, failures, progress, state, kept)
        out.sync()
        fails.sync()
        state.size, state.failed = out.size, fails.size
    finally:
        out.close()
        fails.close()
    write_all([(work.target, Draft.at(part))], Access.of(_descriptor(work)))
    journal.put(name, key, state=state.described(), done=_stamped(work.target))
    failures.close()
    return Done(work.records, state.stats, Draft.at(listed))


def _stamped(path: Path) -> list[int]:
    """The state of a file, as a journal keeps it."""
    from cleaner.batch.journal import Stamp

    return list(Stamp.of(path) or ())


def _descriptor(work: Work) -> str | int:
    return 0 if work.records.path == "-" else work.records.path


class _Out:
    """Standard output."""

    def write(self, data: bytes) -> None:
        put([data])


def _lines(
    run: Run,
    work: Work,
    out: object,
    failures: Failures,
    progress: Advance,
    state: State | None = None,
    on_part: Callable[[State], None] | None = None,
) -> State:
    from cleaner.batch.files import Sink, clean_lines
    from cleaner.batch.jsonl import Job
    from cleaner.files.compressed import ending_of

    job = Job(work.cleaner, run.keys.text or TEXT, run.keys.ledger)
    ending = "" if work.target is None else ending_of(work.target)
    jobs = processes(run.jobs, [work.records.path])
    return clean_lines(
        work.records, job, jobs, ending, cast(Sink, out), failures, state, on_part, progress.at
    )


def _table(run: Run, work: Work, out: object, failures: Failures, progress: Advance) -> State:
    from cleaner.batch.files import Sink, clean_table
    from cleaner.batch.parquet import Job

    job = Job(work.cleaner, run.keys.text or TEXT, run.keys.ledger)
    jobs = processes(run.jobs, [work.records.path])
    return clean_table(work.records, job, jobs, cast(Sink, out), failures, progress.at)


@contextmanager
def _journal(run: Run) -> Iterator[Journal | None]:
    """The journal of the run, in the folder that is written to; none for standard output."""
    from cleaner.batch.journal import kept_in
    from cleaner.files.drafts import is_special

    targets = [work.target for work in run.works if isinstance(work, Work) and work.target]
    if run.output is None or not targets or is_special(targets[0]):
        yield None
        return
    with kept_in(run.output, targets == [run.output], lambda told: say(told)) as journal:
        yield journal


def _write_lists(run: Run, done: Sequence[Done], total: Stats) -> None:
    """Write the quarantine and the statistics, where they were asked for."""
    from cleaner.files.access import PRIVATE
    from cleaner.files.drafts import Draft
    from cleaner.files.paths import write_all
    from cleaner.ledger.entries import FORMAT, dump

    writes: list[tuple[Path, bytes | Draft]] = []
    if run.keys.quarantine is not None:
        draft = Draft(run.keys.quarantine)
        for each in done:
            for block in each.failures.blocks():
                draft.write(block)
        draft.close()
        writes.append((run.keys.quarantine, draft))
    if run.keys.stats is not None:
        files = [{"file": each.records.name, **each.stats.described()} for each in done]
        told = {"format_version": FORMAT, "files": files, "total": total.described()}
        writes.append((run.keys.stats, dump(told).encode() + b"\n"))
    write_all(writes, PRIVATE)


def _summary(done: Sequence[Done], total: Stats) -> str:
    name = done[0].records.name if len(done) == 1 else plural(len(done), "file")
    told = f"{name}: {plural(total.records, 'record')}, {total.changed} changed"
    told += f", {plural(total.applied, 'repair')}"
    if total.suggested:
        told += f", {plural(total.suggested, 'suggestion')}"
    return told + (f", {total.failed} kept as they were" if total.failed else "")


TEXT = "text"  # the key of the text, where none is named
