"""Writes docs/rules.md from the docstrings of the rules, docs/api.md from those of the API, and the
example of docs/ledger.md from a run over a real page: `python docs/build.py`."""

from __future__ import annotations

import inspect
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import is_dataclass
from pathlib import Path
from typing import Any

import cleaner
from cleaner.config import runs_in
from cleaner.ledger.rules import Rule
from cleaner.messages.language import passage, said, word
from cleaner.stages import OF_THE_RUN, STAGES

HERE = Path(__file__).parent
PAGE = HERE.parent / "fixtures/pages/004_28bd58c0d8b201a9.txt"
MARKS = ("<!-- example: python docs/build.py -->\n", "<!-- end of example -->\n")
HEAD = """# Rules

Written by `python docs/build.py` from the docstrings of the rules; `cleaner rules NAME` shows the
same page. The stages run in this order. A `safe` rule is applied, a `suggested` one only when it is
accepted, a `note` never changes the text. A rule runs in the profiles that are named, or only when
asked for by `--lines sentence` or `--script`. `⏎` stands for a line end, `␌` for a form feed.
"""


CHINESE = """# 规则

由 `python docs/build.py` 根据规则的说明和译文写成；`cleaner rules 规则名 --lang zh` 显示的也是它。
各阶段按此次序运行。“安全”的规则直接改；“建议”的经接受才改；“提示”的从不改动文本。规则在所列的类型中运行，
或只在用 `--lines sentence`、`--script` 等选项要求时运行。`⏎` 表示换行，`␌` 表示换页。
"""
HEADS = "| 规则 | 级别 | 类型 | 作用 |"


@contextmanager
def language(name: str) -> Iterator[None]:
    """Have another language of the environment, and the one of before again."""
    before = os.environ.get("LANGUAGE", "")
    os.environ["LANGUAGE"] = name
    try:
        yield
    finally:
        os.environ["LANGUAGE"] = before


def page() -> str:
    """The whole document."""
    with language("en"):
        parts = [HEAD, contents()]
        for stage in STAGES:
            parts.append(f"## {stage.name}\n")
            parts += [section(rule, rule.page) for rule in stage.rules]
    return "\n".join(parts)


def chinese() -> str:
    """The same in Chinese."""
    with language("zh"):
        _, *rows = contents().split("\n")
        parts = [CHINESE, "\n".join([HEADS, *rows])]
        for stage in (*STAGES, None):
            rules = stage.rules if stage else tuple(OF_THE_RUN.values())
            parts.append(f"## {stage.name if stage else '审校与运行'}\n")
            parts += [section(rule, spoken(rule)) for rule in rules]
    text = "\n".join(parts)
    return text.replace("\n- repairs `", "\n- 修复 `").replace("\n- leaves `", "\n- 不改 `")


def spoken(rule: Rule) -> str:
    """The manual page of a rule in the language that the environment asks for."""
    first, *parts = rule.page.split("\n\n")
    said_parts = [word(first.rstrip("."))]
    for part in parts:
        head, line_end, below = part.partition("\n")
        if not head.startswith("## "):
            said_parts.append(passage(part))
        elif head == "## Examples":
            said_parts.append(word(head) + line_end + below)
        else:
            said_parts.append(word(head) + line_end + passage(below))
    return "\n\n".join(said_parts)


def contents() -> str:
    """A row for each rule."""
    rows = [
        f"| {link(rule.name)} | {said(rule.safety.value)} | {said(runs_in(rule.name))} "
        f"| {escaped(said(rule.summary))} |"
        for stage in STAGES
        for rule in stage.rules
    ]
    return "\n".join(
        ["| rule | safety | profiles | what it does |", "|---|---|---|---|", *rows, ""]
    )


def link(name: str) -> str:
    """A link to the section of a rule, as Markdown hosts name it."""
    return f"[{name}](#{name.replace('.', '')})"


def section(rule: Rule, text: str) -> str:
    """The manual page of a rule: its heads one level deeper, its examples as code."""
    runs = said(runs_in(rule.name))
    kind = said(f"{rule.safety.value}, confidence {rule.confidence:g}; profiles: {runs}").join("**")
    first, *rest = text.rstrip().split("\n")
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


API = """# The API

Written by `python docs/build.py` from the docstrings of what `import cleaner` offers; the examples
are run as tests. Positions are code points of the text as it came, 0-based, ends not included.
Messages for whoever runs a program go to the logger `cleaner`.
Other programs: [adapters](adapters.md); records in files: [records](records.md).
"""
FIRST = (
    "clean", "read", "decode", "undo", "Cleaner", "Stats", "Failed", "Result", "Article", "Ledger",
)  # fmt: skip


def api() -> str:
    """docs/api.md: what the package offers, the functions and what they give first."""
    names = [*FIRST, *(name for name in cleaner.__all__ if name not in FIRST)]
    parts = (part for name in names for part in described(name, getattr(cleaner, name), "##"))
    return "\n".join([API, *parts])


def described(name: str, value: Any, head: str) -> Iterator[str]:
    """The sections of a function, or of a class and what it offers."""
    yield f"{head} {name}\n"
    signature = signature_of(name.rpartition(".")[2], value)
    if signature:
        yield f"```text\n{signature}\n```\n"
    yield prose(inspect.getdoc(value) or "") + "\n"
    if not inspect.isclass(value) or issubclass(value, Exception):
        return
    for own, member in vars(value).items():
        if own.startswith("_") or not inspect.getdoc(member):
            continue
        asked = getattr(member, "fget", None) or getattr(member, "func", None)
        called = getattr(member, "__func__", member)
        if asked:
            told = inspect.signature(asked).return_annotation
            yield f"### {name}.{own}\n\n```text\n{own}: {told}\n```\n\n{inspect.getdoc(asked)}\n"
        elif inspect.isfunction(called):
            yield from described(f"{name}.{own}", called, "###")


def signature_of(name: str, value: Any) -> str:
    """How it is called, one argument a line where they are many; nothing for errors."""
    if inspect.isclass(value) and (issubclass(value, Exception) or not callable(value)):
        return ""
    signature = inspect.signature(value)
    given = [each for each in signature.parameters.values() if each.name not in ("self", "cls")]
    bare = is_dataclass(value) or hasattr(value, "_fields")
    shown = [argument(each, not bare) for each in given]
    if any(each.kind is each.KEYWORD_ONLY for each in given):
        shown.insert(0, "*")
    gives = "" if inspect.isclass(value) else f" -> {signature.return_annotation}"
    short = f"{name}({', '.join(shown)}){gives}"
    if len(short) < 96:
        return short
    return f"{name}(\n" + "".join(f"    {each},\n" for each in shown) + f"){gives}"


def argument(parameter: inspect.Parameter, defaults: bool) -> str:
    """An argument as it stands in the code."""
    name = f"**{parameter.name}" if parameter.kind is parameter.VAR_KEYWORD else parameter.name
    given = defaults and parameter.default is not parameter.empty
    default = getattr(parameter.default, "__name__", repr(parameter.default))
    annotation = getattr(parameter.annotation, "__forward_arg__", parameter.annotation)
    return f"{name}: {annotation}" + (f" = {default}" if given else "")


def prose(text: str) -> str:
    """A docstring, its examples as blocks of code."""
    return re.sub(r"^(>>> .*\n?(?:^\S.*(?:\n|$))*)", _block, text, flags=re.M).rstrip()


def _block(example: re.Match[str]) -> str:
    return f"```pycon\n{example[0].rstrip()}\n```\n"


GENERATED = {"rules.md": page, "rules.zh-CN.md": chinese, "ledger.md": ledger, "api.md": api}

if __name__ == "__main__":
    for name, content in ((name, make()) for name, make in GENERATED.items()):
        (HERE / name).write_text(content, "utf-8")
        print(name)
