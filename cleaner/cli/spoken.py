"""Help in the language of the user, its lines as wide as the terminal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from typer.core import TyperCommand, TyperGroup

from cleaner.cli.plain import read_plainly
from cleaner.messages.language import language, open_catalogue, said

# What stays in one line: a word, or a Chinese character with the marks that no line begins with.
UNBROKEN = r"[!-~]+[，。；：！？、）》”]* ?|.[，。；：！？、）》”]*"
WIDEST = 34  # columns of an option with its values, up to which the help stands beside it


class SpokenCommand(TyperCommand):
    """A command whose help is in the language of the user."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        read_plainly(self, ctx)
        return super().parse_args(ctx, args)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        prepare(self, ctx, formatter)
        super().format_help(ctx, formatter)


class SpokenGroup(TyperGroup):
    """A group of commands whose help is in the language of the user."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        read_plainly(self, ctx)
        return super().parse_args(ctx, args)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        prepare(self, ctx, formatter)
        for command in self.commands.values():
            _put_into_words(command, ctx)
        super().format_help(ctx, formatter)


def prepare(command: Any, ctx: Any, formatter: Any) -> None:
    """Have a command write its help in the language of the user.

    The frames of the library cut lines of Chinese off, which have no blanks: they get plain lines.
    """
    if language() == "en":
        return
    open_catalogue()
    _put_into_words(command, ctx)
    command.rich_markup_mode = None
    formatter.write_dl = partial(_write_rows, formatter)
    formatter.write_text = partial(_write_text, formatter)
    formatter.write_usage = partial(formatter.write_usage, prefix=said("Usage: "))


def _put_into_words(command: Any, ctx: Any) -> None:
    for each in (command, *command.get_params(ctx)):
        if getattr(each, "help", None):
            each.help = said(each.help)


def _write_rows(formatter: Any, rows: Sequence[tuple[str, str]], *_: int) -> None:
    """Names at the left, the help of each beside it, or below it where the name is too wide."""
    from cleaner.report.tables import width

    left = min(WIDEST, max((width(name) for name, _ in rows), default=0)) + 2
    indent = formatter.current_indent
    for name, text in rows:
        lines = wrapped(text, formatter.width - left - indent)
        start = " " * indent + name
        if width(name) + 2 > left:
            formatter.write(start + "\n")
            start = " " * indent
        for line in lines or [""]:
            formatter.write(start + " " * (indent + left - width(start)) + line + "\n")
            start = ""


def _write_text(formatter: Any, text: str) -> None:
    """Paragraphs."""
    indent = " " * formatter.current_indent
    paragraphs = [wrapped(part, formatter.width - len(indent)) for part in text.split("\n\n")]
    formatter.write("\n\n".join("\n".join(indent + line for line in each) for each in paragraphs))
    formatter.write("\n")


def wrapped(text: str, columns: int) -> list[str]:
    """Lines of at most so many columns; a Chinese character takes two."""
    return list(_lines(re.findall(UNBROKEN, text.replace("\n", " ")), columns))


def _lines(parts: Iterable[str], columns: int) -> Iterable[str]:
    from cleaner.report.tables import width

    line = ""
    for part in parts:
        if line and width(line) + width(part.rstrip()) > columns:
            yield line.rstrip()
            line = ""
        line += part
    if line:
        yield line.rstrip()
