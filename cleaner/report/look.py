"""How changes look: marked by brackets, or by colour on a terminal."""

from __future__ import annotations

import re
from dataclasses import dataclass

CONTEXT = 20  # characters of unchanged text shown on each side of a change
PICTURES = {"\n": "⏎", "\r": "␍", "\f": "␌", "\t": "⇥", "\x7f": "␡"}
HIDDEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u00a0\u00ad\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ud800-\udfff]"
)
OBEYED = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]|\r(?!\n)"
)


@dataclass(frozen=True)
class Look:
    """What stands before and after a deletion, an insertion, a moved text, heading and reason."""

    gone: tuple[str, str] = ("[-", "-]")
    new: tuple[str, str] = ("{+", "+}")
    moved: tuple[str, str] = ("{>", "<}")
    heading: tuple[str, str] = ("", "")
    reason: tuple[str, str] = ("", "")


PLAIN = Look()
COLOUR = Look(
    gone=("\x1b[31;9m", "\x1b[0m"),
    new=("\x1b[32;4m", "\x1b[0m"),
    moved=("\x1b[36m", "\x1b[0m"),
    heading=("\x1b[1m", "\x1b[0m"),
    reason=("\x1b[2m", "\x1b[0m"),
)


def visible(text: str) -> str:
    """`text` with a sign for each character that a terminal does not show or would obey."""
    return HIDDEN.sub(_picture, text)


def shown(text: str) -> str:
    """The same for text whose line ends and tabs a terminal is to show as such."""
    return OBEYED.sub(_picture, text)


def _picture(match: re.Match[str]) -> str:
    character = match[0]
    if character in PICTURES:
        return PICTURES[character]
    point = ord(character)
    return chr(0x2400 + point) if point < 0x20 else f"<U+{point:04X}>"


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
