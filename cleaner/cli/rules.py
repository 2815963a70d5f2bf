"""`cleaner rules`: all rules, or the manual page of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from cleaner.cli.terminal import fail, put_text

if TYPE_CHECKING:
    from cleaner.ledger.rules import Rule

Name = Annotated[
    str | None,
    typer.Argument(metavar="RULE", help="A rule or a stage; all rules when not given."),
]


def command(name: Name = None) -> None:
    """List the rules, or show the manual page of one."""
    from cleaner.config import nearest, runs_in
    from cleaner.stages import OF_THE_RUN, RULES, STAGES

    known = {**RULES, **OF_THE_RUN}
    stages = [stage.name for stage in STAGES]
    if name is not None and name in known:
        rule = known[name]
        kind = f"{rule.safety.value}, confidence {rule.confidence:g}; profiles: {runs_in(name)}"
        put_text(f"{name} [{kind}]\n\n{rule.page}\n")
    elif name is None or name in stages:
        put_text(table([rule for rule in RULES.values() if name in (None, rule.stage)]))
    else:
        raise fail(f"no rule or stage {name!r}{nearest(name, [*RULES, *stages])}")


def table(rules: list[Rule]) -> str:
    """Name, safety, profiles and summary of each rule, one a line."""
    from cleaner.config import runs_in

    rows = [(rule.name, rule.safety.value, runs_in(rule.name), rule.summary) for rule in rules]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)][:-1]
    return "".join(
        "  ".join(f"{cell:{width}}" for cell, width in zip(row, [*widths, 0], strict=True)) + "\n"
        for row in rows
    )
