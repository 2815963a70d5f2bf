"""`cleaner rules`: all rules, or the manual page of one."""

from __future__ import annotations

from shutil import get_terminal_size
from typing import TYPE_CHECKING, Annotated

from cleaner.cli import complete
from cleaner.cli.declared import Argument, Option
from cleaner.cli.terminal import fail, put_text
from cleaner.messages.language import passage, said, word

if TYPE_CHECKING:
    from cleaner.ledger.rules import Rule

WIDEST = 100  # columns of a manual page; set by hand

Name = Annotated[
    str | None,
    Argument(
        metavar="RULE",
        help="A rule or a stage; all rules when not given.",
        autocompletion=complete.rules,
    ),
]
Form = Annotated[
    str,
    Option(
        "--format",
        metavar="text|json",
        help="For people, or for programs.",
        autocompletion=complete.one_of("text", "json"),
    ),
]


def command(name: Name = None, form: Form = "text") -> None:
    """List the rules, or show the manual page of one."""
    from cleaner.config import nearest, runs_in
    from cleaner.stages import OF_THE_RUN, RULES, STAGES

    known = {**RULES, **OF_THE_RUN}
    stages = [stage.name for stage in STAGES]
    if form not in ("text", "json"):
        raise fail(f"--format {form}: not one of text, json")
    if form == "json" and (name is None or name in known or name in stages):
        put_text(_json([rule for rule in known.values() if name in (None, rule.name, rule.stage)]))
    elif name is not None and name in known:
        rule = known[name]
        runs = said(runs_in(name))
        kind = said(f"{rule.safety.value}, confidence {rule.confidence:g}; profiles: {runs}")
        put_text(f"{name} [{kind}]\n\n{_page(rule)}\n")
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
    from cleaner.report.tables import width

    rows = [
        (rule.name, said(rule.safety.value), said(runs_in(rule.name)), said(rule.summary))
        for rule in rules
    ]
    sizes = [max(map(width, column)) for column in zip(*rows, strict=True)][:-1]
    return "".join(
        "  ".join(
            cell + " " * (size - width(cell)) for cell, size in zip(row, [*sizes, 0], strict=True)
        )
        + "\n"
        for row in rows
    )


def _page(rule: Rule) -> str:
    """The manual page in the language of the user."""
    first, *parts = rule.page.split("\n\n")
    return "\n\n".join([word(first.rstrip(".")), *map(_passage, parts)])


def _words(text: str) -> str:
    """What stands below a head: in another language as wide as the terminal."""
    from cleaner.cli.spoken import wrapped

    spoken = passage(text)
    if spoken == text:
        return text
    columns = min(WIDEST, get_terminal_size().columns)
    return "\n".join(line for part in spoken.split("\n") for line in wrapped(part, columns))


def _passage(part: str) -> str:
    """A head with what stands below it: examples line by line, else a paragraph."""
    head, line_end, below = part.partition("\n")
    if not head.startswith("## "):
        return _words(part)
    if head != "## Examples":
        return word(head) + line_end + _words(below)
    examples = (line.partition(": ") for line in below.split("\n"))
    return "\n".join([word(head), *(word(kind + colon) + text for kind, colon, text in examples)])
