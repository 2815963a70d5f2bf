"""Why a text failed: the rule at work and what it said, in a line."""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING

from cleaner.report.signs import visible

if TYPE_CHECKING:
    from cleaner.ledger.rules import Rule

SHOWN = 200  # characters of what an exception says


def said(error: BaseException) -> str:
    """The kind of an exception and its message, in one line that a terminal does not obey."""
    message = visible(" ".join(str(error).split()))
    message = message if len(message) <= SHOWN else message[:SHOWN] + "…"
    return f"{type(error).__name__}: {message}" if message else type(error).__name__


def at_work(error: BaseException) -> str:
    """The rule that an exception came from, else the stage, else the function of cleaner."""
    from cleaner.stages import RULES

    rules: dict[object, Rule] = {rule.function.__code__: rule for rule in RULES.values()}
    found, function = "", "cleaner"
    trace: TracebackType | None = error.__traceback__
    while trace is not None:
        frame = trace.tb_frame
        module = frame.f_globals.get("__name__", "")
        if frame.f_code in rules:
            found = f"the rule {rules[frame.f_code].name}"
        if module.partition(".")[0] == "cleaner":
            function = f"{module}.{frame.f_code.co_name}"
        trace = trace.tb_next
    return found or next(iter(getattr(error, "__notes__", ())), function)
