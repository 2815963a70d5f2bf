"""The indents that stay where a page is put together: those that mean something."""

from __future__ import annotations

import numpy as np

from cleaner.page.layout import Lines
from cleaner.text.characters import Flags, Ints
from cleaner.text.regex import regex

_MARKER = regex(r"(?:[-*+]|\d{1,2}[.)])[ \t]")
MARGIN, DEEPEST = 3, 8  # blanks before an item at the margin, and more of them within it
MARKER_FIRST = frozenset("-*+0123456789")


def kept(lines: Lines, indent: str) -> Flags:
    """Of each line, whether blanks before it stay when a blank line is set before it.

    `indent`: what is asked for; `auto` keeps only the lines of a list, whose depth says where they
    belong.
    """
    if indent != "auto":
        return np.ones(len(lines), np.bool_)
    return in_items(lines)


def in_items(lines: Lines) -> Flags:
    """Of each line, whether it belongs to an item of a list at the margin: it is deeper than that."""
    found = np.zeros(len(lines), np.bool_)
    if not lines.indents.any():
        return found
    text, starts = lines.document.text, lines.starts.tolist()
    depth = -1
    for line, indent in enumerate(lines.indents.tolist()):
        deeper = depth >= 0 and depth < indent <= depth + DEEPEST
        first = text[starts[line]]
        if deeper:
            found[line] = True
        elif indent <= MARGIN and first in MARKER_FIRST and _MARKER.match(text, starts[line]):
            depth = indent
        else:
            depth = -1
    return found


def before(lines: Lines, stays: Flags) -> Ints:
    """Where the blanks before each line begin, or the line itself where they do not stay."""
    return lines.starts - np.where(stays, lines.indents, 0)
