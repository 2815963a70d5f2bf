"""The two streams: text on standard output, everything about it on standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable

import typer

DONE, FINDINGS, FAILED = 0, 1, 2
PIPE_CLOSED = 141  # what a shell reports of a program that SIGPIPE has ended


def put(data: bytes) -> None:
    """Bytes to standard output, as they are. A reader that has gone (`| head`) ends the run."""
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # for the flush at the exit
        raise typer.Exit(PIPE_CLOSED) from None


def put_text(text: str) -> None:
    """Text to standard output in UTF-8; what UTF-8 cannot hold, as an escape."""
    put(text.encode("utf-8", "backslashreplace"))


def say(message: str) -> None:
    """A line to standard error."""
    typer.echo(message, err=True)


def complain(message: str) -> None:
    """An error to standard error."""
    say(f"error: {message}")


def warn(messages: Iterable[str], said: set[str]) -> None:
    """Warnings to standard error, each that has not been `said` yet."""
    for message in messages:
        if message not in said:
            said.add(message)
            say(f"warning: {message}")


def fail(message: str) -> typer.Exit:
    """Complain, and the exception to raise: exit code 2."""
    complain(message)
    return typer.Exit(FAILED)


def has_colour() -> bool:
    """Whether standard output is a terminal whose user has not asked for plain text."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return sys.stdout.isatty() and not plain


def progress(done: int, total: int) -> None:
    """How far long work has come, on a terminal, in one line that is written over."""
    if total > 1 and sys.stderr.isatty():
        end = "\r\x1b[K" if done == total else ""
        print(f"\r{done}/{total}{end}", end="", file=sys.stderr, flush=True)


def plural(number: int, noun: str) -> str:
    """`3 files`, `1 file`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
