"""`cleaner clean`: the text repaired, as text or as articles."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cleaner.cli import complete
from cleaner.cli import options as o
from cleaner.cli.passed import PassedOver
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
    from cleaner.cli.work import Cleaned, Task

ENDINGS = {"text": "", "markdown": ".md", "json": ".json", "jsonl": ".jsonl"}
To = Annotated[
    str,
    typer.Option(
        metavar="text|markdown|json|jsonl",
        help="The form of the output.",
        autocompletion=complete.one_of(*ENDINGS),
    ),
]
Output = Annotated[
    str | None,
    typer.Option("--output", "-o", metavar="OUT", help="A file, or a folder for several inputs."),
]
InPlace = Annotated[bool, typer.Option("--in-place", help="Write each file where it was.")]
Backup = Annotated[
    str | None,
    typer.Option(metavar="SUFFIX", help="With --in-place: keep the old file under this suffix."),
]
LedgerFile = Annotated[
    Path | None,
    typer.Option("--ledger", metavar="FILE", help="Write every edit there, for undo and review."),
]
OutputEncoding = Annotated[
    str | None,
    typer.Option(metavar="ENCODING", help="The encoding of the text; that of the input if none."),
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
    output_encoding: OutputEncoding = None,
    *,
    options: Options,
    show_config: ShowConfig = False,
    jobs: o.Jobs = 1,
    quiet: o.Quiet = False,
    verbose: o.Verbose = False,
) -> None:
    """Repair texts: whole paragraphs, in order, every change in the ledger."""
    from cleaner.cli.inputs import EXPECTED, Failure, gather
    from cleaner.cli.paths import check_tasks
    from cleaner.cli.work import Task, clean_one

    out = None if output is None or output == "-" else Path(output)
    try:
        if show_config:
            _show(options, paths)
            return
        _check_usage(to, out, in_place, backup)
        _check_ledger(ledger, to)
        if output_encoding is not None:
            _check_encoding(output_encoding, to)
        if in_place:
            _check_places(paths or ())
        passed = PassedOver()
        inputs = gather(paths, options, [out, ledger], passed)
        if in_place:
            inputs = _writable(inputs, paths or ())
        if ledger and len(inputs) > 1:
            raise fail(f"--ledger holds the edits of one input, and these are {len(inputs)}")
        target = (
            _places(inputs, in_place)
            if out is None
            else _outputs(inputs, paths or (), str(output), ENDINGS[to], options)
        )
        tasks = [
            item if isinstance(item, Failure) else Task(item, target(item), ledger, in_place)
            for item in inputs
        ]
        check_tasks(tasks, options, backup, out if out and out.is_dir() else None)
    except EXPECTED as error:
        raise fail(str(error)) from None
    shown = out is None and not in_place and on_terminal()
    work = partial(clean_one, options=options, to=to, encoding=output_encoding, shown=shown)
    deliver = partial(_deliver, in_place=in_place, backup=backup)
    code = _run(tasks, work, deliver, jobs, quiet)
    for line in () if quiet else passed.told(verbose):
        say(line)
    raise typer.Exit(code)


def _run(
    tasks: Sequence[Task | Failure],
    work: Callable[[Task], Cleaned],
    deliver: Callable[[Cleaned, Task], None],
    jobs: int,
    quiet: bool,
) -> int:
    """Clean, write and count; the exit code."""
    from cleaner.cli.inputs import Failure, over

    done: list[Cleaned] = []
    complaints: list[str] = []
    warnings: set[str] = set()
    with Progress(tasks, quiet) as progress:
        for task, outcome in zip(tasks, progress.over(over(tasks, work, jobs)), strict=True):
            failure = outcome if isinstance(outcome, Failure) else _given(outcome, task, deliver)
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


def _given(
    outcome: Cleaned, task: Task | Failure, deliver: Callable[[Cleaned, Task], None]
) -> Failure | None:
    """Write what was made of an input; why that failed, if it did."""
    from cleaner.cli.inputs import Failure

    if isinstance(task, Failure):
        return task
    try:
        deliver(outcome, task)
    except typer.Exit:
        raise
    except Exception as error:
        return Failure.of(error, task.name)
    finally:
        outcome.discard()
    return None


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
    from cleaner.files.paths import Draft, copy_of, write_all

    if cleaned.left_out:
        return
    idle = in_place and not cleaned.changed  # what an earlier run wrote still holds
    writes: list[tuple[Path, bytes | Draft]] = []
    if task.ledger and cleaned.ledger and not (idle and task.ledger.exists()):
        writes.append((task.ledger, cleaned.ledger))
    path = task.target
    if path is not None and not idle:
        if not in_place:
            _make_folder(path.parent)
        if backup:
            writes.append((path.with_name(path.name + backup), copy_of(path)))
        writes.append((path, cleaned.text))
    unchanged = {path: cleaned.replaces} if path and cleaned.replaces and not idle else {}
    write_all(writes, task.item.access(), unchanged)
    if path is None:
        put(cleaned.text.blocks())


def _make_folder(folder: Path) -> None:
    from cleaner.files.paths import OutputError

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{folder}: {error.strerror}") from None


def _check_usage(to: str, output: Path | None, in_place: bool, backup: str | None) -> None:
    """Stop where options do not go together."""
    from cleaner.config import nearest

    if to not in ENDINGS:
        raise fail(f"--to {to}: not one of {', '.join(ENDINGS)}{nearest(to, ENDINGS)}")
    if in_place and output:
        raise fail("--in-place and --output exclude each other")
    if in_place and to != "text":
        raise fail("--in-place writes text; for another form name an --output")
    if backup is not None and not in_place:
        raise fail("--backup goes with --in-place")
    if backup is not None and (not backup or os.path.basename(backup) != backup):
        raise fail(f"--backup {backup!r}: not a suffix of a file name")


def _check_encoding(encoding: str, to: str) -> None:
    """Stop where the output cannot be in an encoding. Raises InputError where there is none."""
    from cleaner.files.encodings import written_as

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


def _check_ledger(ledger: Path | None, to: str) -> None:
    """Stop where a ledger would be of no use."""
    if str(ledger) == "-":
        raise fail("--ledger needs a file: the text goes to standard output")
    if ledger and to == "markdown":
        raise fail(
            "--to markdown --ledger: undo gives back a source from the text, and Markdown has"
            " signs that are in no ledger; write --to text with the ledger"
        )


def _places(inputs: Sequence[Input | Failure], in_place: bool) -> Callable[[Input], Path | None]:
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


def _outputs(
    inputs: Sequence[Input | Failure],
    paths: Sequence[str],
    output: str,
    ending: str,
    options: Options,
) -> Callable[[Input], Path | None]:
    """Where the output of each input goes: into a file, or a folder for what may be several."""
    from cleaner.cli.inputs import Failure

    folder = Path(output)
    named = folder.is_dir() or output.endswith("/")
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
    root = os.path.commonpath([os.path.abspath(item.root) for item in found]) if found else "."
    targets = {item: folder / _relative(item, root, ending, options) for item in found}
    taken: dict[Path, Input] = {}
    for item, path in targets.items():
        if taken.setdefault(path, item) is not item:
            raise fail(f"{item.path} and {taken[path].path} would both be written to {path}")
    return targets.get


def _names_a_file(output: Path) -> bool:
    """Whether a path that is not there yet is meant for a file, by its suffix."""
    return output.suffix in (".txt", ".text", *filter(None, ENDINGS.values()))


def _relative(item: Input, root: str, ending: str, options: Options) -> Path:
    """The name of an input under the folder that all inputs have in common."""
    from cleaner.cli.placed import has_places

    path = Path(os.path.relpath(os.path.abspath(item.place(options)), root))
    if not ending and has_places(item.path):
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
