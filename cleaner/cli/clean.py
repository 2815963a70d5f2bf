"""`cleaner clean`: the text repaired, as text or as articles."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cleaner import __version__
from cleaner.cli import options as o
from cleaner.cli.progress import Progress
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

if TYPE_CHECKING:
    from cleaner.cli.inputs import Failure, Input, Options
    from cleaner.cli.resuming import Resumed
    from cleaner.cli.work import Cleaned, Task

SAME = "same"
ENDINGS = {
    "text": "",
    "markdown": ".md",
    "json": ".json",
    "jsonl": ".jsonl",
    "articles": ".jsonl",
    SAME: "",
}
To = Annotated[
    str,
    typer.Option(
        metavar="text|markdown|json|jsonl|articles|same",
        help="The form of the output; JSON of several files on standard output is JSONL.",
    ),
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="OUT", help="A file, or a folder for several inputs."),
]
InPlace = Annotated[bool, typer.Option("--in-place", help="Write each file where it was.")]
Backup = Annotated[
    str | None,
    typer.Option(metavar="SUFFIX", help="With --in-place: keep the old file under this suffix."),
]
LedgerFile = Annotated[
    Path | None,
    typer.Option(
        "--ledger",
        metavar="FILE",
        help="Write every edit there, for undo and review; a folder for several inputs.",
    ),
]
NoLedger = Annotated[
    bool, typer.Option("--no-ledger", help="With --in-place over a folder: keep no way back.")
]
TextKey = Annotated[
    str | None,
    typer.Option(metavar="KEY", help="Of records (JSONL, Parquet): where the text is; a.b."),
]
LedgerKey = Annotated[
    str | None,
    typer.Option(metavar="KEY", help="Of records: a new key for the edits of each."),
]
StatsFile = Annotated[
    Path | None,
    typer.Option("--stats", metavar="FILE", help="Of records: what was done, by file and rule."),
]
Quarantine = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Of records: a list of those that failed, and why."),
]
OutputEncoding = Annotated[
    str | None,
    typer.Option(metavar="ENCODING", help="The encoding of the text; that of the input if none."),
]
Provenance = Annotated[
    bool, typer.Option("--provenance", help="With --to same: tell in the file who changed it.")
]
ShowConfig = Annotated[bool, typer.Option("--show-config", help="Show the settings and stop.")]


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
    text_key: TextKey = None,
    ledger_key: LedgerKey = None,
    stats: StatsFile = None,
    quarantine: Quarantine = None,
    *,
    options: Options,
    show_config: ShowConfig = False,
    jobs: o.Jobs = 1,
    quiet: o.Quiet = False,
) -> None:
    """Repair texts: whole paragraphs, in order, every change in the ledger."""
    from cleaner.cli import ledgers, records
    from cleaner.cli.inputs import EXPECTED, Failure, gather
    from cleaner.cli.paths import check_tasks
    from cleaner.cli.recording import Keys
    from cleaner.cli.resuming import resumed
    from cleaner.cli.work import Task, clean_one

    output = None if str(output) == "-" else output
    try:
        if show_config:
            _show(options, paths)
            return
        keys = Keys(text_key, ledger_key, stats, quarantine)
        if records.asked(paths, keys, options.stdin_name):
            _check_records(to, in_place, ledger, output_encoding)
            raise typer.Exit(records.run(paths, keys, output, options, jobs, quiet))
        _check_usage(to, output, in_place, backup)
        if provenance and to != SAME:
            raise fail("--provenance goes with --to same")
        _check_encoding(output_encoding, to)
        if in_place:
            _check_places(paths or ())
            ledgers.check_in_place(paths or (), ledger, backup, no_ledger)
        inputs = gather(paths, options, [output, ledger])
        if in_place and to != SAME:
            inputs = _writable(inputs, paths or ())
        target = _target(inputs, paths or (), output, in_place, to, options)
        kept = ledgers.places(ledger, inputs, target, output, options)
        tasks = [
            item if isinstance(item, Failure) else Task(item, target(item), kept(item), in_place)
            for item in inputs
        ]
        check_tasks(tasks, options, backup, output if output and output.is_dir() else None)
    except EXPECTED as error:
        raise fail(str(error)) from None
    shown = output is None and not in_place and on_terminal()
    form = "jsonl" if to == "json" and output is None and len(tasks) > 1 else to
    work = partial(
        clean_one, options=options, to=form, encoding=output_encoding, shown=shown,
        version=__version__ if provenance else None,
    )  # fmt: skip
    deliver = partial(_deliver, in_place=in_place, backup=backup)
    with resumed(output, tasks, options, to, output_encoding) as known:
        code = _run(tasks, work, deliver, known, jobs, quiet)
    raise typer.Exit(code)


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
    progress = Progress(["" if isinstance(task, Failure) else task.item.path for task in tasks])
    outcomes = _in_order(tasks, known, over(todo, work, jobs), progress)
    done: list[Cleaned] = []
    complaints: list[str] = []
    warnings: set[str] = set()
    for task, cleaned, outcome in zip(tasks, known, outcomes, strict=True):
        progress.clear()
        try:
            if not isinstance(outcome, Failure) and not isinstance(task, Failure):
                try:
                    if cleaned is None:
                        deliver(outcome, task)
                        resumed.note(task, outcome)
                finally:
                    outcome.discard()
                done.append(outcome)
                warn(outcome.complaints, warnings)
                continue
        except typer.Exit:
            raise
        except Exception as error:
            outcome = Failure.of(error, task.name)
        if isinstance(outcome, Failure) and outcome.message not in complaints:
            complaints.append(outcome.message)
            complain(outcome.message, outcome.trace)
    if not quiet and done:
        say(_summary(done))
    return FAILED if complaints else DONE


def _in_order(
    tasks: Sequence[Task | Failure],
    known: Sequence[Cleaned | None],
    fresh: Iterator[Cleaned | Failure],
    progress: Progress,
) -> Iterator[Cleaned | Failure]:
    """What is known, and in the places where nothing is what is done anew."""
    for task, cleaned in zip(tasks, known, strict=True):
        progress.begin(task.name)
        if cleaned is not None:
            progress.skip()
        yield next(fresh) if cleaned is None else cleaned
    yield from fresh  # there is no more; the processes end


def _summary(done: Sequence[Cleaned]) -> str:
    applied, suggested = map(sum, zip(*(cleaned.counts for cleaned in done), strict=True))
    odd = {cleaned.encoding for cleaned in done} - {"utf-8"}
    name = done[0].name if len(done) == 1 else plural(len(done), "file")
    name += f" ({', '.join(sorted(odd))})" if odd else ""
    more = f", {plural(suggested, 'suggestion')}" if suggested else ""
    return f"{name}: {plural(applied, 'repair')}{more}{_apart(done)}"


def _apart(done: Sequence[Cleaned]) -> str:
    """How many files were left alone or left out as no prose, and which."""
    told = ""
    for out, what in ((False, "left alone as no prose"), (True, "left out as no prose")):
        found = [cleaned for cleaned in done if cleaned.kind and cleaned.left_out is out]
        listed = [f"{cleaned.name} ({cleaned.kind})" for cleaned in found[:NAMED]]
        more = [f"{len(found) - NAMED} more"] if len(found) > NAMED else []
        if found:
            told += f"\n{plural(len(found), 'file')} {what}: {', '.join(listed + more)}"
    return told


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
    if path is not None and not idle:
        if not in_place:
            make_folder(path.parent)
        if backup:
            writes.append((path.with_name(path.name + backup), copy_of(path)))
        writes.append((path, cleaned.text))
        for name, draft in cleaned.beside:
            make_folder((path.parent / name).parent)
            writes.append((path.parent / name, draft))
    unchanged = {path: cleaned.replaces} if path and cleaned.replaces and not idle else {}
    write_all(writes, task.item.access(), unchanged)
    if path is None:
        put(cleaned.text.blocks())


def _check_usage(to: str, output: Path | None, in_place: bool, backup: str | None) -> None:
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


def _check_records(to: str, in_place: bool, ledger: Path | None, encoding: str | None) -> None:
    """Stop where options are asked for that records do not take."""
    if to not in ("text", "same"):
        raise fail(f"--to {to}: records are written in their own form")
    if in_place:
        raise fail("--in-place: records are written to another file; name an --output")
    if ledger is not None:
        raise fail("--ledger is for texts; --ledger-key KEY puts the edits into each record")
    if encoding is not None:
        raise fail("--output-encoding is for texts; JSON is UTF-8")


def _check_encoding(encoding: str | None, to: str) -> None:
    """Stop where the output cannot be in an encoding. Raises InputError where there is none."""
    from cleaner.files.encodings import written_as

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


def _writable(inputs: Sequence[Input | Failure], paths: Sequence[str]) -> list[Input | Failure]:
    """The inputs without files found in folders that are no text, though text is read from them."""
    from cleaner.cli.inputs import Failure
    from cleaner.cli.placed import has_places

    return [
        item
        for item in inputs
        if isinstance(item, Failure) or item.path in paths or not has_places(item.path)
    ]


def _target(
    inputs: Sequence[Input | Failure],
    paths: Sequence[str],
    output: Path | None,
    in_place: bool,
    to: str,
    options: Options,
) -> Callable[[Input], Path | None]:
    """Where the output of each input goes; None for standard output."""
    from cleaner.cli.inputs import Failure

    found = [item for item in inputs if not isinstance(item, Failure)]
    if in_place:
        if any(item.data is not None for item in found):
            raise fail("--in-place: standard input has no place")
        return lambda item: Path(item.path)
    if output is None:
        return lambda item: None
    patterns = [path for path in paths if path != "-" and not os.path.lexists(path)]
    several = len(inputs) > 1 or bool(patterns) or any(map(os.path.isdir, paths))
    if not (several or output.is_dir() or str(output).endswith("/") or _is_folder(output, to)):
        return lambda item: output
    if output.exists() and not output.is_dir():
        raise fail(f"{output}: not a folder, and there are several inputs")
    root = os.path.commonpath([os.path.abspath(item.root) for item in found]) if found else "."
    targets = {item: output / _relative(item, root, to, options) for item in found}
    taken: dict[Path, Input] = {}
    for item, path in targets.items():
        if taken.setdefault(path, item) is not item:
            raise fail(f"{item.path} and {taken[path].path} would both be written to {path}")
    return targets.get


def _is_folder(output: Path, to: str) -> bool:
    """Whether a name that is not there yet is to be a folder: a file keeps its name and form."""
    return to == SAME and not output.suffix and not output.exists()


def _relative(item: Input, root: str, to: str, options: Options) -> Path:
    """The name of an input under the folder that all inputs have in common."""
    from cleaner.cli.placed import has_places

    ending = ENDINGS[to]
    path = Path(os.path.relpath(os.path.abspath(item.place(options)), root))
    if not ending and to != SAME and has_places(item.path):
        ending = ".txt"
    return path.with_suffix(ending) if ending else path


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
