"""The one-line cases of fixtures/one-line.toml, and what a tool makes of one of them.

`python -m bench.one_line` sets the marks `known-failure` to what holds, and says what has changed.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import cleaner
from bench import ROOT
from cleaner import config, pipeline
from cleaner.config import ConfigError
from cleaner.ledger.decisions import Decisions
from cleaner.ledger.rules import Safety
from cleaner.stages import RULES
from cleaner.text.document import Source

TABLE = ROOT / "fixtures/one-line.toml"
STAGES = ("glyphs", "marks", "spaces", "script")
KEYS = {"text", "want", "suggest", "why", "note", "settings", "known-failure"}
KINDS = ("repaired", "left alone", "style or doubt")
Tool = Callable[["Case"], str]


@dataclass(frozen=True)
class Case:
    """A line and what is to become of it.

    `want`: the repaired text; None where the line is to be left alone. `suggest`: what accepting
    the suggestions gives; None where nothing is asked of them. `note`: whether something is to be
    noted. `settings`: those of the run, where they are not the default ones.
    """

    section: str
    text: str
    why: str
    want: str | None = None
    suggest: str | None = None
    note: bool = False
    settings: dict[str, Any] = field(default_factory=dict)
    fails: bool = False

    @property
    def kind(self) -> str:
        """One of KINDS."""
        return KINDS[0 if self.want is not None else 1 if self.suggest is None else 2]

    @property
    def expected(self) -> tuple[str, ...]:
        """What a tool that suggests nothing may make of the line; the first is the default run's."""
        first = self.text if self.want is None else self.want
        return (first,) if self.suggest is None else (first, self.suggest)


def read() -> list[Case]:
    """All cases, in the order of the file. Raises ValueError for a key that is not known."""
    found = []
    for section, rows in tomllib.loads(TABLE.read_text("utf-8")).items():
        for row in rows:
            if not {"text", "why"} <= row.keys() <= KEYS or {"want", "suggest"} <= row.keys():
                raise ValueError(f"{section}: {row}")
            fails = row.pop("known-failure", False)
            found.append(Case(section, fails=fails, **row))
    return found


def alike(text: str, other: str) -> bool:
    """Whether two results are the same but for the line end after them."""
    return text.strip("\n") == other.strip("\n")


def fault(case: Case) -> str:
    """What the project does not do right in a case, or nothing."""
    try:
        settings = pipeline.checked(config.make(case.settings, "case"), "case")
    except ConfigError as error:
        return str(error)
    source = Source.from_text(case.text)
    result = pipeline.run(source, settings)
    if not alike(result.text, case.expected[0]):
        return f"gives {result.text!r}"
    if case.note and all(entry.safety != Safety.NOTE for entry in result.ledger.entries):
        return "notes nothing"
    if case.suggest is None:
        return ""
    names = frozenset(name for name, rule in RULES.items() if rule.stage in STAGES)
    accepted = pipeline.run(source, settings, decisions=Decisions(accepted=names)).text
    return "" if alike(accepted, case.suggest) else f"suggests {accepted!r}"


def project(case: Case) -> str:
    """The default run, with the settings of the case; the text itself where one is not known."""
    try:
        return cleaner.clean(case.text, **case.settings)
    except ConfigError:
        return case.text


def update() -> list[Case]:
    """Set `known-failure` in the table to what holds now; the cases whose mark was wrong.

    A case is a line of the file, in the order of `read`.
    """
    cases, lines, wrong = iter(read()), [], []
    for line in TABLE.read_text("utf-8").split("\n"):
        if line.startswith("    { text = "):
            case = next(cases)
            line = line.replace(FAILS, "")
            if fails := bool(fault(case)):
                line = line.removesuffix(" },") + FAILS + " },"
            if fails != case.fails:
                wrong.append(case)
        lines.append(line)
    TABLE.write_text("\n".join(lines), "utf-8")
    return wrong


FAILS = ", known-failure = true"

if __name__ == "__main__":
    for changed in update():
        print("it works now:" if changed.fails else "it fails now:", repr(changed.text))
