"""How the command ends: with an exit code and a message, whatever happens."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from cleaner.cli.declared import Exit
from cleaner.cli.terminal import FAILED, INTERRUPTED, PIPE_CLOSED, complain, silence, tell
from cleaner.messages.language import said

NAME = "cleaner"  # however it is started: `python -m cleaner`, too


def exit_code(run: Callable[..., Any]) -> int:
    """Run the command line, and what to exit with. What goes wrong is said in a line."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    code = _attempt(run)
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        silence()
        return PIPE_CLOSED
    except (OSError, ValueError) as error:
        silence()
        complain(f"standard output: {getattr(error, 'strerror', None) or error}")
        return FAILED
    return code


def _attempt(run: Callable[..., Any]) -> int:
    try:
        return run(standalone_mode=False, prog_name=NAME) or 0
    except Exit as error:
        return int(error.exit_code)
    except KeyboardInterrupt:
        return INTERRUPTED
    except EOFError:
        tell("\n")
        return INTERRUPTED
    except BrokenPipeError:
        silence()
        return PIPE_CLOSED
    except Exception as error:
        return _explained(error)


def _explained(error: Exception) -> int:
    """What to exit with after an exception, which is said."""
    if hasattr(error, "format_message") and hasattr(error, "exit_code"):  # of the command line
        _misused(error)
        return int(error.exit_code)
    if type(error).__name__ == "Abort":  # of the command line, of which no more is told
        return INTERRUPTED
    from cleaner.cli.inputs import EXPECTED
    from cleaner.cli.unexpected import told, trace

    if isinstance(error, OSError) and error.filename is None:  # of a stream
        silence()
        complain(f"standard output: {error.strerror or error}")
        return FAILED
    complain(str(error) if isinstance(error, EXPECTED) else told(error, "cleaner"), trace(error))
    return FAILED


def _misused(error: Any) -> None:
    """Say what is wrong with the command line, and where to read on; help is help."""
    if type(error).__name__ == "NoArgsIsHelpError":
        error.show()
        return
    where = ""
    with suppress(AttributeError):
        where = said(f" (see {error.ctx.command_path} --help)")
    complain(said(error.format_message().rstrip(".")) + where)
