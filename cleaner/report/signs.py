"""Signs for characters that a terminal does not show, or would obey."""

from __future__ import annotations

import re
from functools import cache

from cleaner.messages.language import word

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


def labelled(text: str) -> str:
    """`visible`, and blanks by name in the language of the user: what was changed is to be seen."""
    return visible(_compiled(BLANK).sub(_name, text))


LABELS = {
    " ": "␣", "\t": "⇥", "\u00a0": "⟨no-break space⟩", "\u3000": "⟨wide space⟩",
    "\u2002": "⟨en space⟩", "\u2003": "⟨em space⟩", "\u2009": "⟨thin space⟩",
    "\u200b": "⟨zero-width space⟩", "\u200c": "⟨zero-width non-joiner⟩",
    "\u200d": "⟨zero-width joiner⟩", "\u202f": "⟨narrow no-break space⟩",
    "\u2060": "⟨word joiner⟩", "\u00ad": "⟨soft hyphen⟩", "\ufeff": "⟨byte-order mark⟩",
}  # fmt: skip
BLANK = r"[ \t\u00a0\u1680\u2000-\u200d\u202f\u205f\u2060\u3000\u00ad\ufeff]"


def _name(match: re.Match[str]) -> str:
    return word(LABELS.get(match[0], f"⟨U+{ord(match[0]):04X}⟩"))


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
