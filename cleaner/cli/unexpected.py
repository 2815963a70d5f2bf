"""What nobody foresaw while one text was worked on: said, and the other texts go on."""

from __future__ import annotations

import os
import traceback
from types import TracebackType
from typing import TYPE_CHECKING

from cleaner.report.signs import visible

if TYPE_CHECKING:
    from cleaner.ledger.rules import Rule

TRACEBACK = "CLEANER_TRACEBACK"  # environment: 1 shows where it happened
SHOWN = 200  # characters of what an exception says
REPORT = "this is a fault of cleaner: please report it, with the smallest text that shows it"


def wanted() -> bool:
    """Whether tracebacks are to be shown."""
    return os.environ.get(TRACEBACK, "") not in ("", "0")


def told(error: BaseException, name: str) -> str:
    """One line: the text `name`, the rule or stage at work, what happened, how to report it."""
    said = visible(" ".join(str(error).split()))
    said = said if len(said) <= SHOWN else said[:SHOWN] + "…"
    what = f"{type(error).__name__}: {said}" if said else type(error).__name__
    hint = "" if wanted() else f" and what {TRACEBACK}=1 shows"
    return f"{name}: nothing written, {at_work(error)} failed ({what}); {REPORT}{hint}"


def trace(error: BaseException) -> str:
    """The traceback, where it is wanted."""
    return "".join(traceback.format_exception(error)) if wanted() else ""


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
