"""Signs for characters that a terminal does not show, or would obey."""

from __future__ import annotations

import re
from functools import cache

PICTURES = {"\n": "⏎", "\r": "␍", "\f": "␌", "\t": "⇥", "\x7f": "␡"}
HIDDEN = (
    r"[\x00-\x1f\x7f-\x9f\u00a0\u00ad\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff"
    r"\ud800-\udfff]"
)
OBEYED = (
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
    r"|\r(?!\n)"
)


def visible(text: str) -> str:
    """`text` with a sign for each character that a terminal does not show or would obey."""
    return _compiled(HIDDEN).sub(_picture, text)


def shown(text: str) -> str:
    """The same for text whose line ends and tabs a terminal is to show as such."""
    return _compiled(OBEYED).sub(_picture, text)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Not before it is needed: the command starts sooner."""
    return re.compile(pattern)


def _picture(match: re.Match[str]) -> str:
    character = match[0]
    if character in PICTURES:
        return PICTURES[character]
    point = ord(character)
    return chr(0x2400 + point) if point < 0x20 else f"<U+{point:04X}>"
