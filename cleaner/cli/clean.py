"""`cleaner clean`: the text repaired, as text or as articles."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cleaner.cli import complete
from cleaner.cli import options as o
from cleaner.cli.declared import Exit, Option
from cleaner.cli.passed import PassedOver
from cleaner.cli.progress import Progress
from cleaner.cli.targets import ENDINGS, SAME, outputs, places
from cleaner.cli.terminal import (
    DONE,
    FAILED,
    complain,
    fail,
    on_terminal,
    plural,
    put,
    put_text,
    say,
    warn,
)
from cleaner.cli.usage import (
    ADDED,
    asked_besides,
    check_form,
    check_records,
    check_usage,
    writable,
)

if TYPE_CHECKING:
    from cleaner.cli.inputs import Failure, Input, Options
    from cleaner.cli.resuming import Resumed
    from cleaner.cli.work import Cleaned, Task

To = Annotated[
    str,
    Option(
        metavar="text|markdown|json|jsonl|articles|joined|same",
        help="The form of the output; JSON of several files on standard output is JSONL.",
        autocompletion=complete.one_of(*ENDINGS),
    ),
]
Output = Annotated[
    str | None,
    Option("--output", "-o", metavar="OUT", help="A file, or a folder for several inputs."),
]
InPlace = Annotated[bool, Option("--in-place", help="Write each file where it was.")]
Backup = Annotated[
    str | None,
    Option(metavar="SUFFIX", help="With --in-place: keep the old file under this suffix."),
]
LedgerFile = Annotated[
    str | None,
    Option(
        "--ledger",
        metavar="FILE",
        help="Write every edit there, for undo and review; a folder for several inputs.",
    ),
]
NoLedger = Annotated[
    bool, Option("--no-ledger", help="With --in-place over a folder: keep no way back.")
]
TextKey = Annotated[
    str | None,
    Option(metavar="KEY", help="Of records (JSONL, Parquet): where the text is; a.b."),
]
LedgerKey = Annotated[
    str | None,
    Option(metavar="KEY", help="Of records: a new key for the edits of each."),
]
StatsFile = Annotated[
    Path | None,
    Option("--stats", metavar="FILE", help="Of records: what was done, by file and rule."),
]
Quarantine = Annotated[
    Path | None,
    Option(metavar="FILE", help="Of records: a list of those that failed, and why."),
]
OutputEncoding = Annotated[
    str | None,
    Option(metavar="ENCODING", help="The encoding of the text; that of the input if none."),
]
Provenance = Annotated[
    bool, Option("--provenance", help="With --to same: tell in the file who changed it.")
]
Add = Annotated[
    list[str] | None,
    Option(
        metavar="order|articles|map",
        help="With --to same: the order of reading (PAGE), articles in a file, their map (METS).",
        autocompletion=complete.one_of(*ADDED),
    ),
]
ShowConfig = Annotated[bool, Option("--show-config", help="Show the settings and stop.")]


@o.takes(*o.CLEANING, "only_prose", *o.DECISIONS, *o.READING, *o.STDIN)
def command(
    paths: o.Paths = None,
    to: To = "text",
    output: Output = None,
    in_place: InPlace = False,
    backup: Backup = None,
    ledger: LedgerFile = None,
    no_ledger: NoLedger = False,
    output_encoding: OutputEncoding = None,
    provenance: Provenance = False,
    add: Add = None,
    text_key: TextKey = None,
    ledger_key: LedgerKey = None,
    stats: StatsFile = None,
    quarantine: Quarantine = None,
    *,
    options: Options,
    show_config: ShowConfig = False,
    jobs: o.Jobs = 1,
    quiet: o.Quiet = False,
    verbose: o.Verbose = False,
) -> None:
    """Repair texts: whole paragraphs, in order, every change in the ledger."""
    from cleaner.cli import ledgers, recording, records
    from cleaner.cli.inputs import EXPECTED, gather
    from cleaner.cli.paths import check_tasks
    from cleaner.cli.resuming import resumed
    from cleaner.cli.work import clean_one

    out = None if output is None or output == "-" else Path(output)
    try:
        if show_config:
            _show(options, paths)
            return
        keys = recording.Keys(text_key, ledger_key, stats, quarantine)
        if records.asked(paths, keys, options.stdin_name):
            check_records(to, in_place, ledger, output_encoding)
            raise Exit(records.run(paths, keys, out, options, jobs, quiet))
        check_usage(to, out, paths or (), in_place, backup)
        asked = asked_besides(to, bool(out or in_place), provenance, add)
        check_form(to, ledger, output_encoding)
        if in_place:
            ledgers.check_in_place(paths or (), ledger, backup, no_ledger)
        outs = [out, Path(ledger) if ledger else None]
        inputs = gather(paths, options, outs, passed := PassedOver())
        tasks = _tasks(inputs, paths or (), output if out else None, in_place, ledger, to, options)
        check_tasks(tasks, options, backup, out if out and out.is_dir() else None)
    except EXPECTED as error:
        raise fail(str(error)) from None
    work = partial(
        clean_one, options=options, encoding=output_encoding,
        to="jsonl" if (to, out) == ("json", None) and len(tasks) > 1 else to,
        shown=out is None and not in_place and on_terminal(), asked=asked,
    )  # fmt: skip
    deliver = partial(_deliver, in_place=in_place, backup=backup)
    with resumed(out, tasks, options, to, output_encoding, asked) as known:
        code = _run(tasks, work, deliver, known, jobs, quiet)
    if not quiet:
        passed.tell(verbose)
    raise Exit(code)


def _tasks(
    inputs: Sequence[Input | Failure],
    paths: Sequence[str],
    output: str | None,
    in_place: bool,
    ledger: str | None,
    to: str,
    options: Options,
) -> list[Task | Failure]:
    """Each input with where its output and its ledger go."""
    from cleaner.cli import ledgers
    from cleaner.cli.inputs import Failure
    from cleaner.cli.work import Task

    if in_place and to != SAME:
        inputs = writable(inputs, paths)
    target = (
        places(inputs, in_place) if output is None else outputs(inputs, paths, output, to, options)
    )
    kept = ledgers.places(ledger, inputs, target, Path(output) if output else None, options)
    return [
        item if isinstance(item, Failure) else Task(item, target(item), kept(item), in_place)
        for item in inputs
    ]


def _run(
    tasks: Sequence[Task | Failure],
    work: Callable[[Task], Cleaned],
    deliver: Callable[[Cleaned, Task], None],
    resumed: Resumed,
    jobs: int,
    quiet: bool,
) -> int:
    """Clean, write and count; the exit code. What an ended run has done is not done again."""
    from cleaner.cli.inputs import Failure, over

    known = [None if isinstance(task, Failure) else resumed.known(task) for task in tasks]
    todo = [task for task, cleaned in zip(tasks, known, strict=True) if cleaned is None]
    outcomes = _in_order(known, over(todo, work, jobs))
    done: list[Cleaned] = []
    complaints: list[str] = []
    warnings: set[str] = set()
    with Progress(tasks, quiet) as progress:
        for task, before, outcome in zip(tasks, known, progress.over(outcomes), strict=True):
            failure = _failure(outcome, task, deliver, resumed if before is None else None)
            if failure is None and not isinstance(outcome, Failure):
                done.append(outcome)
                warn(outcome.complaints, warnings)
            elif failure is not None and failure.message not in complaints:
                complaints.append(failure.message)
                complain(failure.message, failure.trace)
    if not quiet and done:
        for line in (_summary(done), *_apart(done)):
            say(line)
    return FAILED if complaints else DONE


def _failure(
    outcome: Cleaned | Failure,
    task: Task | Failure,
    deliver: Callable[[Cleaned, Task], None],
    resumed: Resumed | None,
) -> Failure | None:
    """Write what was made of an input, unless an earlier run has; why that failed, if it did."""
    from cleaner.cli.inputs import Failure

    if isinstance(outcome, Failure) or isinstance(task, Failure):
        return outcome if isinstance(outcome, Failure) else None
    try:
        if resumed:
            deliver(outcome, task)
            resumed.note(task, outcome)
    except Exit:
        raise
    except Exception as error:
        return Failure.of(error, task.name)
    finally:
        outcome.discard()
    return None


def _in_order(
    known: Sequence[Cleaned | None], fresh: Iterator[Cleaned | Failure]
) -> Iterator[Cleaned | Failure]:
    """What is known, and in the places where nothing is what is done anew."""
    for cleaned in known:
        yield next(fresh) if cleaned is None else cleaned
    yield from fresh  # there is no more; the processes end


def _summary(done: Sequence[Cleaned]) -> str:
    applied, suggested = map(sum, zip(*(cleaned.counts for cleaned in done), strict=True))
    odd = {cleaned.encoding for cleaned in done} - {"utf-8"}
    name = done[0].name if len(done) == 1 else plural(len(done), "file")
    name += f" ({', '.join(sorted(odd))})" if odd else ""
    more = f", {plural(suggested, 'suggestion')}" if suggested else ""
    return f"{name}: {plural(applied, 'repair')}{more}"


def _apart(done: Sequence[Cleaned]) -> Iterator[str]:
    """How many files were left alone or left out as no prose, and which."""
    for out, what in ((False, "left alone as no prose"), (True, "left out as no prose")):
        found = [cleaned for cleaned in done if cleaned.kind and cleaned.left_out is out]
        listed = [f"{cleaned.name} ({cleaned.kind})" for cleaned in found[:NAMED]]
        more = [f"{len(found) - NAMED} more"] if len(found) > NAMED else []
        if found:
            yield f"{plural(len(found), 'file')} {what}: {', '.join(listed + more)}"


NAMED = 20  # files named in the summary


def _deliver(cleaned: Cleaned, task: Task, in_place: bool, backup: str | None) -> None:
    """Write the ledger and the text, both or neither; nothing of a file that is left out."""
    from cleaner.files.paths import Draft, copy_of, make_folder, write_all

    if cleaned.left_out:
        return
    idle = in_place and not cleaned.changed  # what an earlier run wrote still holds
    writes: list[tuple[Path, bytes | Draft]] = []
    if task.ledger and cleaned.ledger and not (idle and task.ledger.exists()):
        make_folder(task.ledger.parent)
        writes.append((task.ledger, cleaned.ledger))
    path = task.target
    unchanged: dict[Path, str] = {}
    if path is not None:
        made = [(path, cleaned.text, cleaned.replaces)]
        made += [(path.parent / name, draft, before) for name, draft, before in cleaned.beside]
        for place, draft, before in () if idle else made:
            make_folder(place.parent)
            if in_place:
                unchanged[place] = before
            if backup:
                writes.append((place.with_name(place.name + backup), copy_of(place)))
            writes.append((place, draft))
        writes += [(path.parent / name, draft) for name, draft in cleaned.told]
    write_all(writes, task.item.access(), unchanged)
    if path is None:
        put(cleaned.text.blocks())


def _show(options: Options, paths: Sequence[str] | None) -> None:
    """The settings for the first path as a configuration file."""
    import json
    from dataclasses import asdict

    first = Path(paths[0]) if paths else Path.cwd()
    folder = first if first.is_dir() else first.parent
    values = asdict(options.settings(folder))
    convention = values.pop("convention")
    for key, value in values.items():
        put_text(f"{key} = {json.dumps(value, ensure_ascii=False)}\n")
    if convention:
        put_text("\n[convention]\n")
    for key, value in convention:
        put_text(f"{key} = {json.dumps(value, ensure_ascii=False)}\n")
