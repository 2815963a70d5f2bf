"""The two streams: text on standard output, everything about it on standard error.

Whatever reaches a terminal goes through here, and a terminal obeys none of it (`report.signs`).
"""

from __future__ import annotations

import codecs
import os
import sys
from collections.abc import Iterable
from contextlib import suppress

from cleaner.cli.declared import Exit
from cleaner.messages.language import said
from cleaner.report.signs import shown, visible

DONE, FINDINGS, FAILED = 0, 1, 2
INTERRUPTED = 130  # what a shell reports of a program that Ctrl-C has ended
PIPE_CLOSED = 141  # what a shell reports of a program that SIGPIPE has ended


def put(blocks: Iterable[bytes]) -> None:
    """Bytes to standard output, as they are; on a terminal, signs for what it would obey.

    A reader that has gone (`| head`) ends the run quietly, output that fails with an error.
    """
    decoder = codecs.getincrementaldecoder("utf-8")("backslashreplace")
    for block in blocks:
        if on_terminal():
            block = shown(decoder.decode(block)).encode("utf-8", "backslashreplace")
        _write(block)


def put_text(text: str) -> None:
    """Text to standard output in UTF-8; what UTF-8 cannot hold, as an escape."""
    put([text.encode("utf-8", "backslashreplace")])


def put_styled(text: str) -> None:
    """Text whose parts are `visible` already, with colours of our own."""
    _write(text.encode("utf-8", "backslashreplace"))


def _write(data: bytes) -> None:
    if sys.stdout is None:
        raise fail("standard output: closed")
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        silence()
        raise Exit(PIPE_CLOSED) from None
    except (OSError, ValueError) as error:
        silence()
        raise fail(f"standard output: {getattr(error, 'strerror', None) or error}") from None


def silence() -> None:
    """Let what is still to be written to standard output go nowhere: it has failed."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def on_terminal() -> bool:
    """Whether standard output is a terminal."""
    with suppress(ValueError):  # closed
        return sys.stdout is not None and sys.stdout.isatty()
    return False


def say(message: str) -> None:
    """A line to standard error, in the language of the user; where nobody can be told, nothing."""
    tell(visible(said(message)) + "\n")


def tell(text: str) -> None:
    """Text to standard error as it is; where nobody can be told, nothing."""
    if sys.stderr is not None:
        with suppress(OSError, ValueError):
            sys.stderr.write(text)
            sys.stderr.flush()


def complain(message: str, trace: str = "") -> None:
    """An error to standard error, and where it happened line by line."""
    for line in trace.splitlines():
        tell(visible(line) + "\n")
    say(f"error: {said(message)}")


def warn(messages: Iterable[str], told: set[str]) -> None:
    """Warnings to standard error, each that has not been `told` yet."""
    for message in messages:
        if message not in told:
            told.add(message)
            say(f"warning: {said(message)}")


def fail(message: str) -> Exit:
    """Complain, and the exception to raise: exit code 2."""
    complain(message)
    return Exit(FAILED)


def has_colour() -> bool:
    """Whether colour is asked for, or standard output is a terminal and plain text is not.

    NO_COLOR and FORCE_COLOR are what other programs go by, too (see `choose_colour`).
    """
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return on_terminal() and os.environ.get("TERM") != "dumb"


COLOURS = {"auto": {}, "always": {"FORCE_COLOR": "1"}, "never": {"NO_COLOR": "1"}}


def choose_colour(when: str) -> None:
    """Have colour `auto`, `always` or `never` for the rest of the process and those it starts."""
    if when != "auto":
        for name in ("NO_COLOR", "FORCE_COLOR"):
            os.environ.pop(name, None)
    os.environ.update(COLOURS[when])


def is_watched() -> bool:
    """Whether standard error is a terminal, so that a line on it can be written over."""
    with suppress(ValueError):  # closed
        return sys.stderr is not None and sys.stderr.isatty()
    return False


def columns() -> int:
    """How many characters a line of the terminal holds."""
    from shutil import get_terminal_size

    return get_terminal_size().columns


def write_over(text: str = "") -> None:
    """Put `text`, all of it `visible`, where the last line of standard error was written over."""
    tell(f"\r\x1b[K{text}")


def plural(number: int, noun: str) -> str:
    """`3 files`, `1 file`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
