"""What the fuzzed texts are made of: pieces of the fixtures, and characters of every kind."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from bench import ROOT
from bench.fuzz import strategies
from bench.shapes import CLASSES, HAN, MARKS, TOKENS

FIXTURES = ROOT / "fixtures"
LINE_ENDS = (
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\v",
    "\f",
    "\n\f",
    "\f\n",
    "\x85",
    "\u2028",
    "\u2029",
    " \n",
    "\n　",
)
CONTROLS = tuple(chr(code) for code in (*range(0x20), *range(0x7F, 0xA1), 0xAD, 0x61C, 0x180E))
CONTROLS += tuple(
    map(chr, (*range(0x2000, 0x2010), *range(0x2028, 0x2030), *range(0x205F, 0x2070)))
)
CONTROLS += ("\ufeff", "\ufe0f", "\ufffc", "\ufffd", "\ud800", "\udfff", "\ue000", "\U0010ffff")
WORDS = (
    *strategies.WORDS,
    *strategies.LATIN,
    *strategies.HEADLINES,
    *strategies.FURNITURE,
    *TOKENS.values(),
)
ATOMS = (*CLASSES.values(), *MARKS, *TOKENS.values(), *HAN)


@cache
def short() -> tuple[str, ...]:
    """Texts of a line or few: those of the cases of all rules."""
    found = [text for path in _cases() for text in _texts(path)]
    return tuple(dict.fromkeys(text for text in found if 0 < len(text) <= LONGEST))


LONGEST = 400  # characters of a short text


@cache
def long() -> tuple[tuple[str, ...], ...]:
    """Texts of many lines, as their lines: the real pages, their readings, and longer cases."""
    pages = [path.read_text("utf-8") for path in sorted(FIXTURES.glob("pages/*.txt"))]
    cases = [text for path in _cases() for text in _texts(path)]
    texts = pages + [text for text in cases if text.count("\n") >= 4]
    return tuple(tuple(text.splitlines(keepends=True)) for text in dict.fromkeys(texts) if text)


def _cases() -> list[Path]:
    """The files of cases; those of `kinds` are files of users, and some are no TOML."""
    kinds = FIXTURES / "kinds"
    return sorted(path for path in FIXTURES.rglob("*.toml") if not path.is_relative_to(kinds))


def _texts(path: Path) -> Iterator[str]:
    """All strings of a file of cases that may be a text."""
    return _strings(tomllib.loads(path.read_text("utf-8")))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)
    elif isinstance(value, dict):
        for key, each in value.items():
            if key in KEYS or not isinstance(each, str):
                yield from _strings(each)


KEYS = ("text", "want", "result", "suggest", "leaves", "before", "after")
