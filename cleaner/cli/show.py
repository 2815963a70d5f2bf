"""`cleaner check --show`: what is known about a text before anything is repaired."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

from cleaner.cli import layout as layouts
from cleaner.cli.declared import Exit, Option
from cleaner.cli.progress import Progress
from cleaner.cli.terminal import DONE, FAILED, complain, fail, put_text
from cleaner.messages.language import said

if TYPE_CHECKING:
    from cleaner.cli.inputs import Failure, Input, Options

Show = Annotated[
    str | None,
    Option(
        metavar="protected|convention|kind|layout|layout=FILE.svg",
        help="Show this about the text, and no repairs.",
    ),
]
Row: TypeAlias = dict[str, Any]


def show(
    inputs: Sequence[Input | Failure],
    options: Options,
    what: str,
    form: str,
    jobs: int,
    quiet: bool = False,
) -> Exit:
    """Print what is asked for of every input; the exit to raise."""
    from cleaner.cli.inputs import Failure, over
    from cleaner.config import nearest

    what, drawn, target = what.partition("=")
    if drawn and (what != "layout" or not target):
        return fail(f"--show {what}={target}: only layout=FILE.svg takes a file")
    for option, value, known in (("show", what, SHOWN), ("format", form, FORMATS)):
        if value not in known:
            return fail(f"--{option} {value}: not one of {', '.join(known)}{nearest(value, known)}")
    if drawn:
        return Exit(layouts.draw(inputs, options, target, quiet))
    find, line = SHOWN[what]
    failed = False

    def rows() -> Iterator[Row]:
        nonlocal failed
        for outcome in progress.over(over(inputs, partial(find, options=options), jobs)):
            if isinstance(outcome, Failure):
                failed = True
                complain(outcome.message, outcome.trace)
            else:
                yield from outcome

    with Progress(inputs, quiet) as progress:
        for part in FORMATS[form](rows(), line):
            put_text(part)
    return Exit(FAILED if failed else DONE)


def protected(item: Input, options: Options) -> list[Row]:
    """A row for each protected span: lines and columns from 1, start and end as in the file."""
    import numpy as np

    from cleaner.cli.inputs import prepare
    from cleaner.protected.spans import spans
    from cleaner.report.places import Places
    from cleaner.text.document import Document, places

    source, _, lexicon = prepare(item, options)
    text = source.text
    found = spans(Document(text), lexicon)
    edges = np.array([span[:2] for span in found], np.int64).reshape(-1, 2)
    starts, ends = (places(text, edges[:, side], source.newline).tolist() for side in (0, 1))
    lines = Places(source.original)
    rows = []
    for start, end, span in zip(starts, ends, found, strict=True):
        (line, column), (end_line, end_column) = lines.at(start), lines.at(end)
        rows.append(
            {
                "file": source.name, "line": line, "column": column, "end_line": end_line,
                "end_column": end_column, "start": start, "end": end, "kind": span.kind,
                "text": text[span.start : span.end],
            }
        )  # fmt: skip
    return rows


def convention(item: Input, options: Options) -> list[Row]:
    """A row for each thing that writers do differently: name, value, and the counts for it."""
    from cleaner.cli.inputs import prepare
    from cleaner.text import convention as habits
    from cleaner.text.document import Document

    source, settings, _ = prepare(item, options)
    found = habits.of(Document(source.text), settings.convention)
    return [
        {"file": source.name, "name": name, "value": value, "evidence": evidence}
        for name, value, evidence in habits.rows(found)
    ]


def kind(item: Input, options: Options) -> list[Row]:
    """A row for each stretch that is no prose, or one for a text that is prose throughout.

    Lines from 1, start and end as in the file; what was taken for what, why, what is safe there.
    """
    import numpy as np

    from cleaner.cli.inputs import prepare
    from cleaner.protected.notations.recognise import recognised
    from cleaner.report.places import Places
    from cleaner.text.document import Document, places

    source, _, _ = prepare(item, options)
    found = recognised(Document(source.text), source.title)
    if not found:
        whole = {"line": 1, "end_line": source.text.count("\n") + 1, "start": 0}
        end = source.characters
        return [
            {"file": source.name, **whole, "end": end, "kind": "prose", "why": "", "safe": "all"}
        ]
    edges = np.array([(each.start, each.end) for each in found], np.int64)
    starts, ends = (places(source.text, edges[:, side], source.newline).tolist() for side in (0, 1))
    lines = Places(source.original)
    return [
        {
            "file": source.name, "line": lines.at(start)[0], "end_line": lines.at(end)[0],
            "start": start, "end": end, "kind": each.kind, "why": each.why, "safe": str(each.safe),
        }
        for start, end, each in zip(starts, ends, found, strict=True)
    ]  # fmt: skip


def _kind_line(row: Row) -> str:
    why = f" ({said(row['why'])}); {said('safe')}: {said(row['safe'])}" if row["why"] else ""
    return f"{row['file']}:{row['line']}-{row['end_line']}: {said(row['kind'])}{why}\n"


def _span_line(row: Row) -> str:
    from cleaner.report.look import visible

    place = f"{visible(row['file'])}:{row['line']}:{row['column']}"
    return f"{place}: {said(row['kind'])}: {visible(row['text'])}\n"


def _habit_line(row: Row) -> str:
    from cleaner.report.look import visible

    return f"{visible(row['file'])}: {row['name']}: {row['value']} ({row['evidence']})\n"


SHOWN: dict[str, tuple[Callable[..., list[Row]], Callable[[Row], str]]] = {
    "protected": (protected, _span_line),
    "convention": (convention, _habit_line),
    "kind": (kind, _kind_line),
    "layout": (layouts.layout, layouts.line),
}


def _lines(rows: Iterable[Row], line: Callable[[Row], str]) -> Iterator[str]:
    """For people: a line a row."""
    yield from map(line, rows)


def _json(rows: Iterable[Row], line: Callable[[Row], str]) -> Iterator[str]:
    """One JSON array."""
    from cleaner.ledger.entries import dump

    opening = "[\n"
    for row in rows:
        yield opening + dump(row)
        opening = ",\n"
    yield "\n]\n" if opening != "[\n" else "[]\n"


def _json_lines(rows: Iterable[Row], line: Callable[[Row], str]) -> Iterator[str]:
    """One JSON object a line."""
    from cleaner.ledger.entries import dump

    for row in rows:
        yield dump(row) + "\n"


FORMATS: dict[str, Callable[[Iterable[Row], Callable[[Row], str]], Iterator[str]]] = {
    "full": _lines,
    "concise": _lines,
    "json": _json,
    "jsonl": _json_lines,
}
