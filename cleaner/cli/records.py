"""`cleaner clean` over records: JSON Lines and Parquet, of which only the text changes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner.cli.recording import Keys, Work
from cleaner.cli.terminal import fail, on_terminal

if TYPE_CHECKING:
    from cleaner.batch.files import Records
    from cleaner.cli.inputs import Options

KINDS = ".jsonl, .ndjson or .parquet; .gz, .zst or .xz after the first two"


def asked(paths: Sequence[str] | None, keys: Keys, stdin_name: str) -> bool:
    """Whether records are to be cleaned: a key of theirs is named, or files that hold them."""
    from cleaner.batch.names import STDIN, is_records

    names = (stdin_name if path == STDIN else path for path in paths or [STDIN])
    return any(each is not None for each in keys) or any(
        is_records(name) and not os.path.isdir(name) for name in names
    )


def run(
    paths: Sequence[str] | None,
    keys: Keys,
    output: Path | None,
    options: Options,
    jobs: int,
    quiet: bool,
) -> int:
    """Clean the records in files, and say what was done; the exit code."""
    from cleaner.cli.inputs import EXPECTED
    from cleaner.cli.recording import Run, clean_all

    try:
        works = list(_works(paths or ["-"], keys, output, options))
        _check(works, keys, output, options)
        return clean_all(Run(works, keys, output, jobs, quiet))
    except EXPECTED as error:
        raise fail(str(error)) from None


def _works(
    paths: Sequence[str], keys: Keys, output: Path | None, options: Options
) -> Iterator[Work | str]:
    """What is to be done, in the order of the paths; a message for what cannot be read."""
    from cleaner.batch.cleaner import Cleaner
    from cleaner.cli.deciding import book_of, files
    from cleaner.cli.inputs import EXPECTED

    found = list(_found(paths, output, options))
    records = [each for each in found if not isinstance(each, str)]
    goal = _goals([each.path for each in records], paths, output)
    for each in found:
        if isinstance(each, str):
            yield each
            continue
        folder = Path(each.name).parent
        try:
            settings = options.settings(folder)
            decisions = book_of(files(options, folder)).compiled()
            made = Work(each, goal(each), Cleaner.of(settings, decisions))
            yield made._replace(key=_key(made, keys, files(options, folder)))
        except EXPECTED as error:
            yield str(error)


def _found(paths: Sequence[str], output: Path | None, options: Options) -> Iterator[Records | str]:
    from cleaner.batch.files import Records
    from cleaner.batch.names import STDIN, is_records
    from cleaner.files.paths import Found, Search, find

    if list(paths).count(STDIN) > 1:
        raise fail("- is named twice, and standard input can be read only once")
    exclude = options.settings(Path.cwd()).exclude
    search = Search(exclude, [output] if output else [], options.follow_links, is_records)
    for path in paths:
        if path == STDIN:
            named = options.stdin_name
            yield Records(STDIN, named if is_records(named) else f"{named}.jsonl")
            continue
        is_folder = os.path.isdir(path)
        empty = True
        for found in find([path], search=search):
            if not isinstance(found, Found):
                if not is_folder or "no text file" not in str(found):
                    yield str(found)
            elif is_records(str(found.path)):
                empty = False
                yield Records(str(found.path), str(found.path))
            elif not is_folder:
                yield f"{found.path}: its name is not that of records ({KINDS})"
        if is_folder and empty:
            yield f"{path}: no file of records in this folder ({KINDS})"


def _goals(
    inputs: Sequence[str], paths: Sequence[str], output: Path | None
) -> Callable[[Records], Path | None]:
    """Where each goes: a file, or a folder for several, where it has the same name."""
    several = len({*inputs, *paths}) > 1 or any(os.path.isdir(path) for path in paths)
    if output is None:
        return lambda records: None
    if not (several or output.is_dir() or str(output).endswith("/")):
        return lambda records: output
    if output.exists() and not output.is_dir():
        raise fail(f"{output}: not a folder, and there are several inputs")
    files = [path for path in inputs if path != "-"]
    roots = [
        path if os.path.isdir(path) else os.path.dirname(path) for path in paths if path != "-"
    ]
    root = os.path.commonpath([os.path.abspath(each) for each in roots]) if files else "."

    def goal(records: Records) -> Path:
        named = records.name if records.path == "-" else os.path.relpath(records.path, root)
        return output / (os.path.basename(named) if records.path == "-" else named)

    return goal


def _check(works: Sequence[Work | str], keys: Keys, output: Path | None, options: Options) -> None:
    """Stop where options do not go together, or a path would be written over another."""
    from cleaner.batch.names import is_records
    from cleaner.files import clashes
    from cleaner.files.clashes import Use

    found = [work for work in works if isinstance(work, Work)]
    for work in found:
        if work.target is None:
            if work.records.is_table and (len(works) > 1 or on_terminal()):
                raise fail(f"{work.records.name}: Parquet needs an --output of its own")
            continue
        name = str(work.target)
        fits = is_records(name) and name.lower().endswith(".parquet") == work.records.is_table
        if not fits and clashes.identity(work.target) is not None:
            kind = ".parquet" if work.records.is_table else ".jsonl, .jsonl.gz, .jsonl.zst"
            raise fail(f"{name}: {work.records.name} is written in its own form ({kind})")
    read = [Use("an input", work.records.path) for work in found if work.records.path != "-"]
    written = [Use("the output", work.target) for work in found if work.target]
    written += [Use("the statistics", keys.stats)] if keys.stats else []
    written += [Use("the quarantine", keys.quarantine)] if keys.quarantine else []
    clashes.check(read, written)
    if output is not None and output.is_dir() and not options.follow_links:
        clashes.check_links(output, [work.target for work in found if work.target])


def _key(work: Work, keys: Keys, decisions: Iterable[Path]) -> str:
    """What changes with the state of the input and with all that decides what is made of it."""
    from cleaner.batch.journal import fingerprint
    from cleaner.review.journal import journal_of

    settings = work.cleaner.settings
    read = [work.records.path, *settings.dictionary, *settings.pairs, settings.model]
    read += [str(each) for path in decisions for each in (path, journal_of(path))]
    once = os.urandom(8).hex() if work.records.path == "-" else ""
    return fingerprint([settings.described(), keys.text, keys.ledger, str(work.target), once], read)
