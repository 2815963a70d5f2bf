"""What goes wrong with an input or an output, told to whoever runs the program."""

from __future__ import annotations


class InputError(ValueError):
    """An input that cannot be read; the message names the file and the place."""


class DecodeError(InputError):
    """Bytes that are no text in the encoding asked for, or surely in none."""


class OutputError(ValueError):
    """An output that cannot be written; the message names the file."""
