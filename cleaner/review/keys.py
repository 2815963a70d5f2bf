"""Keys from a terminal as they are pressed, or from the lines of a pipe."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any, Protocol

END = "\x04"  # what Ctrl-D sends


class Keys(Protocol):
    """Where keys come from."""

    def key(self) -> str:
        """The next key; empty at the end."""

    def line(self) -> str:
        """What is typed up to the end of the line."""


@contextmanager
def keys(stream: IO[str]) -> Iterator[Keys]:
    """The keys of a terminal one by one, where it can tell them; else those in lines."""
    try:
        import termios
        import tty
    except ImportError:  # Windows: a key, and then the key Enter
        yield Lines(stream)
        return
    if not stream.isatty():
        yield Lines(stream)
        return
    saved = termios.tcgetattr(stream.fileno())
    try:
        tty.setcbreak(stream.fileno())
        yield Pressed(stream, saved)
    finally:
        termios.tcsetattr(stream.fileno(), termios.TCSADRAIN, saved)


class Lines:
    """Keys from a pipe: every character of a line is one, and blanks are none.

    What is searched for is the rest of the line after `/`.
    """

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream
        self._waiting = ""

    def key(self) -> str:
        while not self._waiting:
            line = self._stream.readline()
            if not line:
                return ""
            self._waiting = line.strip()
        key, self._waiting = self._waiting[0], self._waiting[1:].lstrip()
        return key

    def line(self) -> str:
        line, self._waiting = self._waiting, ""
        return line


class Pressed:
    """Keys from a terminal in which each is given as it is pressed."""

    def __init__(self, stream: IO[str], saved: list[Any]) -> None:
        self._stream = stream
        self._saved = saved

    def key(self) -> str:
        key = self._stream.read(1)
        return "" if key == END else key

    def line(self) -> str:
        """A line is typed as in any terminal, with its own editing."""
        import termios
        import tty

        descriptor = self._stream.fileno()
        termios.tcsetattr(descriptor, termios.TCSADRAIN, self._saved)
        try:
            return self._stream.readline().strip()
        finally:
            tty.setcbreak(descriptor)
