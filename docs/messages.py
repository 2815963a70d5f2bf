"""The catalogue of messages: what the source says, and the words that a language has for it.

`python docs/messages.py` adds what the source says newly to each `cleaner.po`, without words for
it, and what the pages of the rules say to each `rules.po`, and writes the `.mo` beside them. A
translator fills in what is empty and runs it again; passages of rules that are no more go. In a
msgid, `{name}` stands for what changes; a msgstr may have `{name:said}`: this is translated, too.
"""

from __future__ import annotations

import ast
import re
import struct
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent / "cleaner"
SAYING = re.compile(r"(fail|complain|say|warn|said|keep_break|Failure|BadParameter|\w*Error)$")
# What reasons, and other texts that are said elsewhere, are assigned to.
REASON = re.compile(r"(whys?|reasons?|WHY|APART|LOST|HELP|ASKED|VERDICTS|LABELS)$")
ENTRY = re.compile(r'^msgid ((?:".*"\n)+)msgstr ((?:".*"\n?)+)', re.M)
HEADER = 'msgid ""\nmsgstr "Language: {}\\nContent-Type: text/plain; charset=UTF-8\\n"\n'


def catalogues() -> list[Path]:
    """The catalogues for translators, one a language."""
    return sorted(ROOT.glob("messages/*/LC_MESSAGES/cleaner.po"))


def of_rules() -> list[Path]:
    """The catalogues of the rules' manual pages."""
    return sorted(ROOT.glob("messages/*/LC_MESSAGES/rules.po"))


def read(text: str) -> dict[str, str]:
    """The messages of a catalogue with the words for them, nothing where there are none."""
    return {_joined(message): _joined(words) for message, words in ENTRY.findall(text)}


def _joined(lines: str) -> str:
    return "".join(ast.literal_eval(line) for line in lines.strip().split("\n"))


def compiled(entries: dict[str, str]) -> bytes:
    """The file that gettext reads: sorted messages, their places, and what is said."""
    found = sorted((m.encode(), words.encode()) for m, words in entries.items() if words)
    data, places = b"", []
    start = 28 + 16 * len(found)
    for column in (0, 1):
        for pair in found:
            places.append((len(pair[column]), start + len(data)))
            data += pair[column] + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(found), 28, 28 + 8 * len(found), 0, start)
    return head + b"".join(struct.pack("<2I", *place) for place in places) + data


def templates() -> dict[str, str]:
    """What the source says, and where first: messages, help, the first lines of rules."""
    found: dict[str, str] = {}
    for path in sorted(ROOT.rglob("*.py")):
        where = path.relative_to(ROOT.parent).as_posix()
        for text in _of_module(ast.parse(path.read_text("utf-8"))):
            found.setdefault(text, where)
    return found | dict.fromkeys(helps(), "help") | dict.fromkeys(summaries(), "rules")


def helps() -> Iterator[str]:
    """The help of all commands and options."""
    import typer

    from cleaner.cli import app

    commands = [typer.main.get_command(app)]
    while commands:
        command = commands.pop()
        yield command.help or ""
        yield (command.help or "").partition("\n")[0]
        yield from (getattr(param, "help", None) or "" for param in command.params)
        commands += getattr(command, "commands", {}).values()


def summaries() -> Iterator[str]:
    """The first lines of the rules."""
    from cleaner.stages import RULES

    for rule in RULES.values():
        yield rule.summary


def passages() -> dict[str, str]:
    """What the manual pages of the rules say below their heads, and of which rule first.

    Examples and versions need no words, and none who says that nothing is known.
    """
    from cleaner.stages import OF_THE_RUN, RULES

    found: dict[str, str] = {}
    for rule in (*RULES.values(), *OF_THE_RUN.values()):
        for part in rule.page.split("\n\n")[1:]:
            head, _, below = part.partition("\n")
            text = below if head.startswith("## ") else part
            if head not in ("## Examples", "## Since") and text != "None known.":
                found.setdefault(text, rule.name)
    return found


def _of_module(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and SAYING.match(_name(node.func)) and node.args:
            yield from _of(node.args[-1 if _name(node.func) == "keep_break" else 0])
        elif isinstance(node, ast.Assign) and REASON.match(_name(node.targets[0])):
            yield from _within(node.value)
        elif isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple):
            yield from _of(node.value.elts[-1])  # edits and their reason


def _within(node: ast.expr) -> Iterator[str]:
    """The reasons in what is assigned: one, or several in a list, a choice or a sum."""
    if isinstance(node, ast.List | ast.Tuple):
        for each in node.elts:
            yield from _within(each)
    elif isinstance(node, ast.ListComp):
        yield from _within(node.elt)
    elif isinstance(node, ast.Dict):
        for each in node.values:
            yield from _within(each)
    elif isinstance(node, ast.BinOp):
        yield from _within(node.left)
        yield from _within(node.right)
    else:
        yield from _of(node)


def _of(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.IfExp):
        yield from _of(node.body)
        yield from _of(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value:
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        text = _template(node)
        if re.search(r"[a-z]{2}", re.sub(r"\{.*?\}", "", text)):
            yield text


def _template(node: ast.JoinedStr) -> str:
    """An f-string with a name for each value: what is the same in it has the same name."""
    names: dict[str, str] = {}
    parts = []
    for value in node.values:
        if isinstance(value, ast.Constant):
            parts.append(str(value.value))
        elif isinstance(value, ast.FormattedValue):
            source = ast.unparse(value.value)
            if source not in names:
                name = _name(value.value) or "value"
                same = [each for each in names.values() if re.fullmatch(rf"{name}\d*", each)]
                names[source] = name + str(len(same) + 1) * bool(same)
            parts.append(f"{{{names[source]}}}")
    return "".join(parts)


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return node.attr
    if isinstance(node, ast.Subscript):
        return _name(node.value)
    if isinstance(node, ast.Call):
        name = _name(node.func)
        if name == "plural":
            noun = node.args[1]
            return f"{noun.value}s".replace(" ", "_") if isinstance(noun, ast.Constant) else name
        if name in ("visible", "str", "join", "repr", "sorted"):
            return (_name(node.args[0]) if node.args else "") or name
        return name
    return ""


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def entry(message: str, words: str, where: str = "") -> str:
    """One message of a catalogue."""
    comment = f"#: {where}\n" if where else ""
    return f"{comment}msgid {_quoted(message)}\nmsgstr {_quoted(words)}\n"


def covers(entries: dict[str, str], text: str) -> bool:
    """Whether a template is said in other words: by itself, or by a wider one that has words."""
    from cleaner.messages.language import template

    if entries.get(text):
        return True
    example = filled(text)
    return any(
        template(message, words).pattern.fullmatch(example)
        for message, words in entries.items()
        if words and "{" in message and len(re.sub(r"\{\w+\}", "", message)) > WIDEST
    )


WIDEST = 4  # characters of its own up to which a template says nothing: `{path}: {error}`


def filled(text: str) -> str:
    """A template with something in the places of its names."""
    return re.sub(r"\{(\w+)\}", lambda each: _example(each[1]), text)


def _example(name: str) -> str:
    from cleaner.messages.language import COUNTED, NOUNS

    noun = name.rstrip("0123456789").removesuffix("s")
    if name.endswith("s") and noun.split("_")[-1] in NOUNS:
        return f"12 {noun.replace('_', ' ')}s"
    return "12" if re.match(COUNTED, name) else f"<{name}>"


def missing(entries: dict[str, str]) -> dict[str, str]:
    """What the source says and a catalogue has no words for, and where."""
    return {
        text: where
        for text, where in templates().items()
        if text.strip() and text not in WITHIN and not covers(entries, text)
    }


# Said to programmers, or only as a part of a message that is there.
WITHIN = ("module 'cleaner' has no attribute {name}",)


def unsaid(entries: dict[str, str]) -> dict[str, str]:
    """The passages of the rules that a catalogue has no words for, and of which rule."""
    return {text: name for text, name in passages().items() if not entries.get(text)}


def current(text: str) -> str:
    """A catalogue of rules without the passages that are none any more."""
    known = {"", *passages()}
    parts = text.split("\n\n")
    return "\n\n".join(part for part in parts if read(part + "\n").keys() <= known).rstrip() + "\n"


def main() -> None:
    """Bring all catalogues up to date."""
    found = [(path, missing) for path in catalogues()] + [(path, unsaid) for path in of_rules()]
    for path, asked in found:
        text = path.read_text("utf-8")
        new = asked(read(text))
        if asked is unsaid:
            text = current(text)
        fresh = {message: where for message, where in new.items() if message not in read(text)}
        text += "".join("\n" + entry(message, "", where) for message, where in fresh.items())
        path.write_text(text, "utf-8")
        path.with_suffix(".mo").write_bytes(compiled(read(text)))
        print(f"{path}: {len(new)} without words" if new else f"{path}: complete")
        for message in new:
            print(f"    {message!r}")


if __name__ == "__main__":
    main()
