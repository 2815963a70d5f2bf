"""What is a text, and what to do with what is none."""

from __future__ import annotations

from os import PathLike
from typing import Any

ADVICE: dict[type, str] = {
    type(None): "leave it out, or give ''",
    bytes: "cleaner.decode(data) makes text of it, and finds the encoding",
    bytearray: "cleaner.decode(bytes(data)) makes text of it",
    memoryview: "cleaner.decode(bytes(data)) makes text of it",
    list: "clean_many takes several texts",
    tuple: "clean_many takes several texts",
    dict: "records takes records with a text in them",
}


def text_of(value: Any) -> str:
    """`value`, if it is a text. Raises TypeError that says what to do with what is none."""
    if isinstance(value, str):
        return value
    raise TypeError(f"{what_is(value)}: {_advice(value)}")


def what_is(value: Any) -> str:
    """What stands in the place of a text."""
    if value is None:
        return "not a text but None"
    if _is_missing(value):
        return "not a text but NaN, a missing value"
    return f"not a text but a value of type {type(value).__name__}"


def _advice(value: Any) -> str:
    if _is_missing(value):
        return "leave it out (dropna), or give ''"
    if isinstance(value, PathLike):
        return "cleaner.decode(path.read_bytes()) makes text of it"
    known = (advice for kind, advice in ADVICE.items() if isinstance(value, kind))
    return next(known, "give a str")


def _is_missing(value: Any) -> bool:
    """Whether it is a NaN of whichever library: what is not equal to itself."""
    try:
        return bool(value != value)
    except Exception:  # of arrays, of values that do not say
        return type(value).__name__ in ("NAType", "NaTType")
