"""Passages in the classical language, which the language model does not know."""

from __future__ import annotations

from cleaner.text.regex import regex

REACH = 100  # characters on either side that are looked at; set by hand
_CLASSICAL = regex("[之矣焉曰乃兮哉於乎]")
_MODERN = regex("[的了是在这這那们們着得]")


def is_classical(text: str, place: int) -> bool:
    """Whether there are more particles of the classical language than of the modern one around.

    The character at the place is not counted: it is what may be misread.
    """
    passage = text[max(0, place - REACH) : place] + text[place + 1 : place + REACH]
    return len(_CLASSICAL.findall(passage)) > len(_MODERN.findall(passage))
