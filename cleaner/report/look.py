"""How changes look: marked by brackets, or by colour on a terminal."""

from __future__ import annotations

from dataclasses import dataclass

from cleaner.messages.language import said
from cleaner.report.signs import visible

CONTEXT = 20  # characters of unchanged text shown on each side of a change


@dataclass(frozen=True)
class Look:
    """What stands before and after a deletion, an insertion, a moved text, heading and reason;
    `safety`: before and after the word of a safety."""

    gone: tuple[str, str] = ("[-", "-]")
    new: tuple[str, str] = ("{+", "+}")
    moved: tuple[str, str] = ("{>", "<}")
    heading: tuple[str, str] = ("", "")
    reason: tuple[str, str] = ("", "")
    safety: tuple[tuple[str, tuple[str, str]], ...] = ()

    def of_safety(self, safety: str) -> str:
        """The word of a safety in its colour."""
        return said(safety).join(dict(self.safety).get(safety, ("", "")))


PLAIN = Look()
COLOUR = Look(
    gone=("\x1b[31;9m", "\x1b[0m"),
    new=("\x1b[32;4m", "\x1b[0m"),
    moved=("\x1b[36m", "\x1b[0m"),
    heading=("\x1b[1m", "\x1b[0m"),
    reason=("\x1b[2m", "\x1b[0m"),
    safety=(
        ("safe", ("\x1b[32m", "\x1b[0m")),
        ("suggested", ("\x1b[33m", "\x1b[0m")),
        ("note", ("\x1b[36m", "\x1b[0m")),
    ),
)


LABELLED = Look(
    gone=("\x1b[31m[-", "-]\x1b[0m"),
    new=("\x1b[32m{+", "+}\x1b[0m"),
    moved=("\x1b[36m{>", "<}\x1b[0m"),
    heading=("\x1b[1m", "\x1b[0m"),
    reason=("\x1b[2m", "\x1b[0m"),
)  # a character that is struck out looks like another one: 口 like 日


def shorten(text: str, width: int = CONTEXT) -> str:
    """Unchanged text between two changes: what is further than `width` from both goes."""
    return text if len(text) <= 2 * width + 1 else f"{text[:width]}…{text[-width:]}"


def tail(text: str, width: int = CONTEXT) -> str:
    """Unchanged text before the first change."""
    return text if len(text) <= width + 1 else f"…{text[-width:]}"


def head(text: str, width: int = CONTEXT) -> str:
    """Unchanged text after the last change."""
    return text if len(text) <= width + 1 else f"{text[:width]}…"


def change(before: str, after: str, look: Look = PLAIN) -> str:
    """One replacement."""
    gone, new = visible(before).join(look.gone), visible(after).join(look.new)
    return (gone if before else "") + (new if after else "")


__all__ = [
    "COLOUR",
    "CONTEXT",
    "LABELLED",
    "PLAIN",
    "Look",
    "change",
    "head",
    "shorten",
    "tail",
    "visible",
]
