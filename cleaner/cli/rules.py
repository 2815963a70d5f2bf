"""`cleaner rules`: all rules, or the manual page of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from cleaner.cli.terminal import fail, put_text

if TYPE_CHECKING:
    from cleaner.fixes import Rule

Name = Annotated[
    str | None,
    typer.Argument(metavar="RULE", help="A rule or a stage; all rules when not given."),
]


def command(name: Name = None) -> None:
    """List the rules, or show the manual page of one."""
    from cleaner.config import nearest
    from cleaner.stages import RULES, STAGES

    stages = [stage.name for stage in STAGES]
    if name in RULES:
        rule = RULES[name]
        title = f"{rule.name} [{rule.safety.value}, confidence {rule.confidence:g}]"
        put_text(f"{title}\n\n{rule.page}\n")
    elif name is None or name in stages:
        put_text(table([rule for rule in RULES.values() if name in (None, rule.stage)]))
    else:
        raise fail(f"no rule or stage {name!r}{nearest(name, [*RULES, *stages])}")


def table(rules: list[Rule]) -> str:
    """Name, safety and summary of each rule, one a line."""
    width = max((len(rule.name) for rule in rules), default=0)
    return "".join(
        f"{rule.name:{width}}  {rule.safety.value:9}  {rule.summary}\n" for rule in rules
    )
