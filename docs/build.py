"""Writes docs/rules.md from the docstrings of the rules, and the example of docs/ledger.md from a
run over a real page: `python docs/build.py`."""

from __future__ import annotations

from pathlib import Path

import cleaner
from cleaner.config import runs_in
from cleaner.ledger.rules import Rule
from cleaner.stages import STAGES

HERE = Path(__file__).parent
PAGE = HERE.parent / "fixtures/pages/004_28bd58c0d8b201a9.txt"
MARKS = ("<!-- example: python docs/build.py -->\n", "<!-- end of example -->\n")
HEAD = """# Rules

Written by `python docs/build.py` from the docstrings of the rules; `cleaner rules NAME` shows the
same page. The stages run in this order. A `safe` rule is applied, a `suggested` one only when it is
accepted, a `note` never changes the text. A rule runs in the profiles that are named, or only when
asked for by `--lines sentence` or `--script`. `⏎` stands for a line end, `␌` for a form feed.
"""


def page() -> str:
    """The whole document."""
    parts = [HEAD, contents()]
    for stage in STAGES:
        parts.append(f"## {stage.name}\n")
        parts += [section(rule) for rule in stage.rules]
    return "\n".join(parts)


def contents() -> str:
    """A row for each rule."""
    rows = [
        f"| {link(rule.name)} | {rule.safety.value} | {runs_in(rule.name)} "
        f"| {escaped(rule.summary)} |"
        for stage in STAGES
        for rule in stage.rules
    ]
    return "\n".join(
        ["| rule | safety | profiles | what it does |", "|---|---|---|---|", *rows, ""]
    )


def link(name: str) -> str:
    """A link to the section of a rule, as Markdown hosts name it."""
    return f"[{name}](#{name.replace('.', '')})"


def section(rule: Rule) -> str:
    """The manual page of a rule: its heads one level deeper, its examples as code."""
    kind = f"*{rule.safety.value}, confidence {rule.confidence:g}; profiles: {runs_in(rule.name)}*"
    first, *rest = rule.page.rstrip().split("\n")
    return "\n".join([f"### {rule.name}", "", kind, "", escaped(first), *map(shown, rest), ""])


def shown(line: str) -> str:
    """A line of a manual page below its first one."""
    label, _, rest = line.partition(": ")
    if line.startswith("## "):
        return f"#### {line[3:]}\n"
    if label == "Repairs":
        before, _, after = rest.rpartition(" → ")
        return f"- repairs {code(before)} → {code(after)}"
    if label == "Leaves":
        return f"- leaves {code(rest)}"
    return escaped(line)


def code(example: str) -> str:
    """An example as code; characters that no reader sees, as escapes."""
    shown = "".join(
        character if character.isprintable() or character == " " else f"\\u{ord(character):04x}"
        for character in example.strip().strip("`")
    )
    return f"`` {shown} ``" if "`" in shown else f"`{shown}`"


def escaped(line: str) -> str:
    """A line of prose, with what Markdown would take for markup escaped."""
    return line.replace("|", "\\|").replace("<", "\\<").replace("*", "\\*")


def ledger() -> str:
    """docs/ledger.md with the first move of a real page as its example."""
    text = (HERE / "ledger.md").read_text("utf-8")
    before, _, rest = text.partition(MARKS[0])
    after = rest.partition(MARKS[1])[2]
    entries = cleaner.read(PAGE.read_text("utf-8")).ledger.entries
    example = next(entry for entry in entries if entry.to is not None)
    return f"{before}{MARKS[0]}```json\n{example.as_line()}\n```\n{MARKS[1]}{after}"


if __name__ == "__main__":
    for name, content in (("rules.md", page()), ("ledger.md", ledger())):
        (HERE / name).write_text(content, "utf-8")
        print(name)
