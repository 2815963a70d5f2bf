"""`cleaner measure`: how near a text is to the truth."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cleaner.cli import options as o
from cleaner.cli.declared import Argument, Exit, Option
from cleaner.cli.terminal import DONE, FAILED, FINDINGS, complain, fail, put_text
from cleaner.messages.language import said

if TYPE_CHECKING:
    from cleaner.measure.figures import Figures

ENDINGS = (".gold.txt", ".txt", ".text", ".md", ".jsonl", ".json")
Output = Annotated[str, Argument(metavar="OUTPUT", help="A text, JSON of clean, a folder.")]
Truth = Annotated[str, Argument(metavar="TRUTH", help="The same, or a reading by hand.")]
Origin = Annotated[
    Path | None, Option("--source", metavar="FILE", help="The text before cleaning.")
]
LedgerFile = Annotated[
    Path | None, Option("--ledger", metavar="FILE", help="Its ledger; needs --source.")
]
Form = Annotated[str, Option("--format", metavar="table|json", help="The form of it.")]
PerFile = Annotated[bool, Option("--per-file", help="The figures of each file too.")]
FailUnder = Annotated[
    list[str] | None,
    Option(metavar="NAME=VALUE", help="Exit code 1 when a figure is lower; repeatable."),
]


def command(
    output: Output,
    truth: Truth,
    source: Origin = None,
    ledger: LedgerFile = None,
    form: Form = "table",
    per_file: PerFile = False,
    fail_under: FailUnder = None,
    encoding: o.Encoding = None,
) -> None:
    """Measure a text against the truth: paragraphs, headlines, order, characters, reasons."""
    from cleaner.cli.inputs import Failure
    from cleaner.measure.figures import Figures

    if form not in ("table", "json"):
        raise fail(f"--format {form}: not one of table, json")
    if ledger and not source:
        raise fail("--ledger needs --source")
    if ledger and not ledger.exists():
        raise fail(f"{ledger}: no such ledger; clean writes one with --ledger")
    places = [_files(Path(each) if each else None) for each in (output, truth, source, ledger)]
    given, wanted = places[0], places[1]
    if len(given) == len(wanted) == 1:
        given = {"": next(iter(given.values()))}
        wanted = {"": next(iter(wanted.values()))}
        places[2:] = [{"": each} if each else {} for each in (source, ledger)]
    common = sorted(given.keys() & wanted.keys())
    if not common:
        raise fail(f"{output} and {truth}: no file in common")
    found: dict[str, Figures] = {}
    for name in sorted(wanted):
        try:
            if name not in given:
                complain(f"{wanted[name]}: no file of this name in {output}")
            else:
                before, edits = (each.get(name) for each in places[2:])
                found[str(given[name])] = _measure(
                    given[name], wanted[name], before, edits, encoding
                )
        except Exception as error:
            failure = Failure.of(error, str(wanted[name]))
            complain(failure.message, failure.trace)
    if not found:
        raise Exit(FAILED)
    total = sum(found.values(), Figures())
    low = _low(total, fail_under or ())
    put_text(_json(total, found, per_file) if form == "json" else _table(total, found, per_file))
    for message in low:
        complain(message)
    raise Exit(FAILED if len(found) < len(wanted) else FINDINGS if low else DONE)


def _files(path: Path | None) -> dict[str, Path]:
    """The files of a folder by their names without endings; a file by its own."""
    if path is None:
        return {}
    if not path.is_dir():
        return {_key(path.name): path}
    files = sorted(each for each in path.rglob("*") if each.name.lower().endswith(ENDINGS))
    return {_key(str(each.relative_to(path))): each for each in files}


def _key(name: str) -> str:
    ending = next((each for each in ENDINGS if name.lower().endswith(each)), "")
    return name[: len(name) - len(ending)]


def _measure(
    output: Path, truth: Path, source: Path | None, ledger: Path | None, encoding: str | None
) -> Figures:
    """The figures of one file. Raises an error of `inputs.EXPECTED`."""
    from cleaner.cli.inputs import Input, Options
    from cleaner.files.paths import InputError, read
    from cleaner.ledger.entries import LedgerError, load
    from cleaner.measure.figures import measure
    from cleaner.measure.readings import parse

    readings = []
    for path in (output, truth):
        found = parse(read(path, encoding).text, str(path))
        if len(found) != 1:
            raise InputError(
                f"{path}: {len(found)} readings in one file; one is measured at a time"
            )
        readings.append(found[0][1])
    before = (
        Input(str(source), source.parent).source(Options(encoding=encoding)) if source else None
    )
    entries = None
    if ledger and before:
        lines = read(ledger, "utf-8").text.removesuffix("\n").split("\n")
        head, entries = load(lines, str(ledger))
        if head.get("source", {}).get("sha256") != before.sha256:
            raise LedgerError(f"{ledger}: not the ledger of {source}")
    return measure(readings[0], readings[1], before.text if before else None, entries)


def _low(total: Figures, wanted: list[str] | tuple[()]) -> list[str]:
    """What falls below; a name that is no figure, or is absent, ends the run."""
    from cleaner.config import nearest
    from cleaner.measure.figures import LOWER

    values = total.named() | total.precisions()
    messages = []
    for each in wanted:
        name, _, limit = each.partition("=")
        try:
            least = float(limit)
        except ValueError:
            raise fail(f"--fail-under {each}: not NAME=VALUE") from None
        if name not in values or name in LOWER:
            why = (
                "is better the lower it is"
                if name in LOWER
                else f"no figure{nearest(name, values)}"
            )
            raise fail(f"--fail-under {name}: {why}")
        value = values[name]
        if value is None:
            raise fail(f"--fail-under {name}: absent here")
        if value < least:
            messages.append(f"{name} is {value:.4f}, under {limit}")
    return messages


def _json(total: Figures, found: dict[str, Figures], per_file: bool) -> str:
    import json

    reasons = [
        {**key._asdict(), **vars(value), "precision": value.precision}
        for key, value in sorted(total.reasons.items())
    ]
    shown = {"files": len(found), "figures": total.named(), "reasons": reasons}
    if per_file:
        shown["per_file"] = {name: each.named() for name, each in found.items()}
    return json.dumps(shown, ensure_ascii=False, indent=2) + "\n"


def _table(total: Figures, found: dict[str, Figures], per_file: bool) -> str:
    from cleaner.report.look import visible
    from cleaner.report.tables import table

    files = [(visible(name), each) for name, each in found.items()]
    columns = [*(files if per_file else ()), (said("all" if per_file else "measured"), total)]
    named = [each.named() for _, each in columns]
    rows = [[name, *(_shown(each[name]) for each in named)] for name in named[0]]
    text = table([said("figure"), *(name for name, _ in columns)], rows)
    reasons = [
        (visible(key.rule), visible(said(key.why)), said("yes" if key.applied else "no"),
         value.right, value.wrong, value.unknown, _shown(value.precision))
        for key, value in sorted(total.reasons.items())
    ]  # fmt: skip
    header = ("rule", "reason", "applied", "right", "wrong", "unknown", "precision")
    return text + ("\n" + table([*map(said, header)], reasons) if reasons else "")


def _shown(value: float | int | None) -> str:
    if value is None:
        return said("absent")
    return f"{value:.4f}" if isinstance(value, float) else str(value)
