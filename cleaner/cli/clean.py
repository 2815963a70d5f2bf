"""`cleaner clean`: the text repaired, as text or as articles."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cleaner.cli import options as o
from cleaner.cli.terminal import DONE, FAILED, complain, fail, plural, progress, put, put_text, say

if TYPE_CHECKING:
    from cleaner.cli.inputs import Failure, Input, Options
    from cleaner.ledger import Ledger

ENDINGS = {"text": "", "markdown": ".md", "json": ".json", "jsonl": ".jsonl"}
To = Annotated[
    str, typer.Option(metavar="text|markdown|json|jsonl", help="The form of the output.")
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
    typer.Option("--ledger", metavar="FILE", help="Write every edit there, for undo and review."),
]
ShowConfig = Annotated[bool, typer.Option("--show-config", help="Show the settings and stop.")]


@dataclass(frozen=True)
class Cleaned:
    """What is to be written for one input, and what the summary says of it."""

    name: str
    data: bytes
    ledger: bytes
    changed: bool
    applied: int
    suggested: int
    encoding: str


def command(
    paths: o.Paths = None,
    to: To = "text",
    lines: o.Lines = None,
    output: Output = None,
    in_place: InPlace = False,
    backup: Backup = None,
    ledger: LedgerFile = None,
    profile: o.Profile = None,
    dictionary: o.Dictionaries = None,
    only: o.Only = None,
    skip: o.Skip = None,
    config: o.Config = None,
    isolated: o.Isolated = False,
    show_config: ShowConfig = False,
    stdin_filename: o.StdinFilename = "<stdin>",
    encoding: o.Encoding = None,
    jobs: o.Jobs = 1,
    quiet: o.Quiet = False,
) -> None:
    """Repair texts: whole paragraphs, in order, every change in the ledger."""
    from cleaner.cli.inputs import EXPECTED, Options, gather

    options = Options.of(
        profile=profile, lines=lines, dictionary=dictionary, only=only, skip=skip, config=config,
        isolated=isolated, encoding=encoding, stdin_name=stdin_filename,
    )  # fmt: skip
    output = None if str(output) == "-" else output
    try:
        if show_config:
            _show(options, paths)
            return
        _check_usage(to, output, in_place, backup)
        inputs = gather(paths, options)
        _check_ledger(ledger, [*(paths or ()), output or ""], len(inputs))
        target = _target(inputs, paths or (), output, in_place, ENDINGS[to], options)
    except EXPECTED as error:
        raise fail(str(error)) from None
    shown = output is None and not in_place and sys.stdout.isatty()
    work = partial(
        clean_one,
        options=options,
        to=to,
        encoding="utf-8" if shown else None,
        ledger=lines_of if ledger else no_lines,
    )
    deliver = partial(_deliver, ledger=ledger, in_place=in_place, backup=backup)
    raise typer.Exit(_run(inputs, work, target, deliver, jobs, quiet))


def lines_of(ledger: Ledger) -> bytes:
    """A ledger as it is written to a file."""
    return b"".join(line.encode() + b"\n" for line in ledger.lines())


def no_lines(ledger: Ledger) -> bytes:
    """What is made of a ledger that nobody asked for."""
    return b""


def clean_one(
    item: Input, options: Options, to: str, encoding: str | None, ledger: Callable[[Ledger], bytes]
) -> Cleaned:
    """Clean one input and put it into bytes. Raises an error of `inputs.EXPECTED`.

    `encoding`: of text; None for the encoding and the byte-order mark of the source. `ledger`:
    what is to be kept of the ledger.
    """
    from cleaner.cli.inputs import clean
    from cleaner.files import encode
    from cleaner.output import render

    result = clean(item, options)
    source = result.ledger.source
    text = render(result, to)
    if to == "text" and encoding is None:
        data = encode(text, source.encoding, source.byte_order_mark, source.name)
    else:
        data = encode(text, encoding or "utf-8", name=source.name)
    count = result.ledger.count()
    return Cleaned(
        name=source.name,
        data=data,
        ledger=ledger(result.ledger),
        changed=any(record.changed for record in result.ledger.records),
        encoding=source.encoding,
        **count,
    )


def _run(
    inputs: Sequence[Input | Failure],
    work: Callable[[Input], Cleaned],
    target: Callable[[Input], Path | None],
    deliver: Callable[[Cleaned, Path | None], None],
    jobs: int,
    quiet: bool,
) -> int:
    """Clean, write and count; the exit code."""
    from cleaner.cli.inputs import EXPECTED, Failure, over

    done: list[Cleaned] = []
    complaints: list[str] = []
    for number, (item, outcome) in enumerate(zip(inputs, over(inputs, work, jobs), strict=True), 1):
        progress(number, len(inputs))
        try:
            if isinstance(outcome, Cleaned) and not isinstance(item, Failure):
                deliver(outcome, target(item))
                done.append(outcome)
                continue
        except EXPECTED as error:
            outcome = Failure(str(error))
        if isinstance(outcome, Failure) and outcome.message not in complaints:
            complaints.append(outcome.message)
            complain(outcome.message)
    if not quiet and done:
        say(_summary(done))
    return FAILED if complaints else DONE


def _summary(done: Sequence[Cleaned]) -> str:
    applied, suggested = sum(d.applied for d in done), sum(d.suggested for d in done)
    odd = {cleaned.encoding for cleaned in done} - {"utf-8"}
    name = done[0].name if len(done) == 1 else plural(len(done), "file")
    name += f" ({', '.join(sorted(odd))})" if odd else ""
    more = f", {plural(suggested, 'suggestion')}" if suggested else ""
    return f"{name}: {plural(applied, 'repair')}{more}"


def _deliver(
    cleaned: Cleaned, path: Path | None, ledger: Path | None, in_place: bool, backup: str | None
) -> None:
    """Write the ledger and the text, both or neither."""
    from cleaner.files import read_bytes, write_all

    idle = in_place and not cleaned.changed  # what an earlier run wrote still holds
    writes = [(ledger, cleaned.ledger)] if ledger and not (idle and ledger.exists()) else []
    if path is not None and not idle:
        if not in_place:
            _make_folder(path.parent)
        if backup:
            writes.append((path.with_name(path.name + backup), read_bytes(path)))
        writes.append((path, cleaned.data))
    write_all(writes)
    if path is None:
        put(cleaned.data)


def _make_folder(folder: Path) -> None:
    from cleaner.files import OutputError

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


def _check_ledger(ledger: Path | None, others: Sequence[str | Path], inputs: int) -> None:
    """Stop where a ledger would hold two runs, or take the place of a text."""
    if str(ledger) == "-":
        raise fail("--ledger needs a file: the text goes to standard output")
    if ledger and inputs > 1:
        raise fail(f"--ledger holds the edits of one input, and these are {inputs}")
    if ledger and os.path.realpath(ledger) in map(os.path.realpath, others):
        raise fail(f"--ledger {ledger}: would take the place of the text")


def _target(
    inputs: Sequence[Input | Failure],
    paths: Sequence[str],
    output: Path | None,
    in_place: bool,
    ending: str,
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
    if not (several or output.is_dir() or str(output).endswith("/")):
        return lambda item: output
    if output.exists() and not output.is_dir():
        raise fail(f"{output}: not a folder, and there are several inputs")
    root = os.path.commonpath([os.path.abspath(item.root) for item in found]) if found else "."
    targets = {item: output / _relative(item, root, ending, options) for item in found}
    taken: dict[Path, Input] = {}
    for item, path in targets.items():
        if taken.setdefault(path, item) is not item:
            raise fail(f"{item.path} and {taken[path].path} would both be written to {path}")
    return targets.get


def _relative(item: Input, root: str, ending: str, options: Options) -> Path:
    """The name of an input under the folder that all inputs have in common."""
    name = options.stdin_name if item.data is not None else item.path
    path = Path(os.path.relpath(os.path.abspath(name), root))
    return path.with_suffix(ending) if ending else path


def _show(options: Options, paths: Sequence[str] | None) -> None:
    """The settings for the first path as a configuration file."""
    import json
    from dataclasses import asdict

    first = Path(paths[0]) if paths else Path.cwd()
    folder = first if first.is_dir() else first.parent
    for key, value in asdict(options.settings(folder)).items():
        put_text(f"{key} = {json.dumps(value, ensure_ascii=False)}\n")
