"""What nobody foresaw while one text was worked on: said, and the other texts go on."""

from __future__ import annotations

import os
import traceback

from cleaner.batch.failures import at_work, said

TRACEBACK = "CLEANER_TRACEBACK"  # environment: 1 shows where it happened
REPORT = "this is a fault of cleaner: please report it, with the smallest text that shows it"


def wanted() -> bool:
    """Whether tracebacks are to be shown."""
    return os.environ.get(TRACEBACK, "") not in ("", "0")


def told(error: BaseException, name: str) -> str:
    """One line: the text `name`, the rule or stage at work, what happened, how to report it."""
    hint = "" if wanted() else f" and what {TRACEBACK}=1 shows"
    return f"{name}: nothing written, {at_work(error)} failed ({said(error)}); {REPORT}{hint}"


def trace(error: BaseException) -> str:
    """The traceback, where it is wanted."""
    return "".join(traceback.format_exception(error)) if wanted() else ""


__all__ = ["REPORT", "TRACEBACK", "at_work", "told", "trace", "wanted"]
