"""`cleaner rules`: all rules, or the manual page of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from cleaner.cli import complete
from cleaner.cli.terminal import fail, put_text

if TYPE_CHECKING:
    from cleaner.ledger.rules import Rule

Name = Annotated[
    str | None,
    typer.Argument(
        metavar="RULE",
        help="A rule or a stage; all rules when not given.",
        autocompletion=complete.rules,
    ),
]
Form = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="text|json",
        help="For people, or for programs.",
        autocompletion=complete.one_of("text", "json"),
    ),
]


def command(name: Name = None, form: Form = "text") -> None:
    """List the rules, or show the manual page of one."""
    from cleaner.config import nearest, runs_in
    from cleaner.stages import RULES, STAGES
    from cleaner.stages.unsettled import unsettled

    known = {**RULES, unsettled.name: unsettled}
    stages = [stage.name for stage in STAGES]
    if form not in ("text", "json"):
        raise fail(f"--format {form}: not one of text, json")
    if form == "json" and (name is None or name in known or name in stages):
        put_text(_json([rule for rule in known.values() if name in (None, rule.name, rule.stage)]))
    elif name is not None and name in known:
        rule = known[name]
        kind = f"{rule.safety.value}, confidence {rule.confidence:g}; profiles: {runs_in(name)}"
        put_text(f"{name} [{kind}]\n\n{rule.page}\n")
    elif name is None or name in stages:
        put_text(table([rule for rule in RULES.values() if name in (None, rule.stage)]))
    else:
        raise fail(f"no rule or stage {name!r}{nearest(name, [*RULES, *stages])}")


def _json(rules: list[Rule]) -> str:
    """An array of objects, one a rule; `page` is the manual page in Markdown."""
    import json

    from cleaner.config import PROFILES, Settings, enabled

    described = [
        {
            "name": rule.name,
            "stage": rule.stage,
            "safety": rule.safety.value,
            "confidence": rule.confidence,
            "profiles": [each for each in PROFILES if enabled(Settings(profile=each), [rule.name])],
            "summary": rule.summary,
            "page": rule.page,
        }
        for rule in rules
    ]
    return json.dumps(described, ensure_ascii=False, indent=2) + "\n"


def table(rules: list[Rule]) -> str:
    """Name, safety, profiles and summary of each rule, one a line."""
    from cleaner.config import runs_in

    rows = [(rule.name, rule.safety.value, runs_in(rule.name), rule.summary) for rule in rules]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)][:-1]
    return "".join(
        "  ".join(f"{cell:{width}}" for cell, width in zip(row, [*widths, 0], strict=True)) + "\n"
        for row in rows
    )
