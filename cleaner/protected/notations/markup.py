"""Markup whose commands are tags or begin with a backslash: HTML, XML, LaTeX."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

import numpy as np

from cleaner.protected.notations.notation import LATEX, MARKUP, Notation
from cleaner.protected.notations.rows import Rows, closings
from cleaner.text.characters import Flags
from cleaner.text.regex import regex

_HEAD = regex(r"<\?xml|<!DOCTYPE|<html|<svg|<\w+:?\w* xmlns", re.I)
_TAG = regex(r"<(/?)([A-Za-z][\w:.-]{0,60})((?:\s[^<>]{0,2000})?)(/?)>", re.A)
_ROW = regex(
    r"<(?:[/?!]|[A-Za-z]).*>|<[A-Za-z][\w:.-]*(?:\s[^<>]*)?|[\w:-]+=\"[^\"]*\"\s*/?>?", re.A
)
_INLINE = frozenset((
    "a", "b", "i", "u", "s", "em", "strong", "span", "font", "sub", "sup", "small", "big", "code",
    "tt", "br", "img", "kbd", "mark", "q", "cite", "abbr", "input",
))  # fmt: skip
_COMMAND = regex(r"\\(?:[A-Za-z@]+\*?|[\[\](){}%])")
_PREAMBLE = regex(r"\\(?:documentclass|begin\{document\}|usepackage|chapter|section\*?\{)")
_ENVIRONMENT = regex(
    r"\\begin\{((?:verbatim|lstlisting|minted|tabular|tabularx|longtable|equation|align|gather|"
    r"multline|eqnarray|tikzpicture|array|code|thebibliography|filecontents|shell|command|example)\*?)\}"
)
_ENDING = regex(r"\\end\{([^{}]+)\}")
_ESCAPED = regex(r"\\[{}\\]")
COMMANDS = 3  # lines that begin with a command, from which a text is LaTeX
LONGEST = 400  # rows that a group in braces may have


def elements(rows: Rows) -> Iterator[Notation]:
    """A text that is HTML or XML, elements over several lines, and lines of tags."""
    text = rows.text
    if "<" not in text or ">" not in text or not ("</" in text or "/>" in text or "<!" in text):
        return
    seen = rows.free.nonzero()[0]
    body = text.strip().lstrip("\ufeff")
    tagged = rows.among(rows.heads, "<") & rows.free
    tagged = rows.which(tagged, _ROW.match)
    many = 3 * int(tagged.sum()) >= len(seen)
    if _HEAD.match(body) or (len(seen) > 1 and body[:1] + body[-1:] == "<>" and many):
        yield Notation(*rows.span(0, len(rows) - 1), MARKUP, "tags around the whole text")
        rows.take(0, len(rows) - 1)
        return
    for first, last in _spanning(rows):
        if rows.free[first] and rows.free[last]:
            yield Notation(*rows.span(first, last), MARKUP, "an element over several lines")
            rows.take(first, last)
    closed = rows.tails == ord(">")
    for first, last in rows.runs(tagged & closed & rows.free, across_blanks=True):
        if last > first:
            yield Notation(*rows.span(first, last), MARKUP, "lines that begin and end with a tag")
            rows.take(first, last)


def _spanning(rows: Rows) -> Iterator[tuple[int, int]]:
    """First and last row of the outermost elements that begin a line and end on another one."""
    waiting: list[tuple[str, int]] = []
    found: list[tuple[int, int]] = []
    for tag in _TAG.finditer(rows.text):
        closing, name, _, empty = tag.groups()
        if empty or name.lower() in _INLINE:
            continue
        if not closing:
            waiting.append((name, tag.start()))
            continue
        depth = next((d for d in range(len(waiting) - 1, -1, -1) if waiting[d][0] == name), None)
        if depth is not None:
            found.append((waiting[depth][1], tag.end()))
            del waiting[depth:]
    reach = -1
    for start, end in sorted(found, key=lambda pair: (pair[0], -pair[1])):
        first, last = (
            int(np.searchsorted(rows.starts, place, "right")) - 1 for place in (start, end - 1)
        )
        if first > reach and last > first and rows.first[first] == start:
            reach = last
            yield first, last


def latex(rows: Rows) -> Iterator[Notation]:
    """LaTeX: lines that begin with a command, and what is in braces or environments behind them."""
    if "\\" not in rows.text:
        return
    commands = rows.among(rows.heads, "\\") & rows.free
    commands = rows.which(commands, _COMMAND.match)
    if not commands.any():
        return
    whole = int(commands.sum()) >= COMMANDS or bool(_PREAMBLE.search(rows.text))
    inside = _grouped(rows, commands)
    rest = rows.free & ~inside
    if whole:
        signs = rows.count("\\") + rows.count("&") + rows.count("=") + rows.count("{")
        inside |= rest & ((signs > 0) | (rows.heads == ord("%")))
    for first, last in rows.runs(inside & rows.free, across_blanks=True):
        yield Notation(*rows.span(first, last), LATEX, "lines with commands after a backslash")
    rest &= ~inside
    for first, last in rows.runs(rest) if whole else ():
        yield Notation(*rows.span(first, last), LATEX, "text between commands")
    rows.free[:] &= ~(inside | (rest if whole else np.zeros_like(rest)))


def _grouped(rows: Rows, commands: Flags) -> Flags:
    """The rows of commands, with the groups in braces and the environments that they open."""
    inside = np.zeros(len(rows), np.bool_)
    ends: dict[str, list[int]] = {}
    for row in (rows.count("\\") > 0).nonzero()[0].tolist():
        for name in _ENDING.findall(rows.lines[row]):
            ends.setdefault(name, []).append(row)
    braces = _braces(rows)
    done = -1
    for row in commands.nonzero()[0].tolist():
        if row <= done:
            continue
        environment = _ENVIRONMENT.match(rows.lines[row])
        last = _end(ends, row, environment[1]) if environment else braces[row]
        inside[row : last + 1] = True
        done = last
    return inside & ~rows.blank


def _end(ends: dict[str, list[int]], first: int, name: str) -> int:
    """The row that ends the environment begun in `first`; that row itself if none does."""
    rows = ends.get(name, [])
    place = bisect_left(rows, first)
    return rows[place] if place < len(rows) else first


def _braces(rows: Rows) -> list[int]:
    """Of each row, the one that closes the braces it opens; that row itself if none does."""
    depth, depths = 0, []
    for line in rows.lines:
        bare = _ESCAPED.sub("", line) if "\\" in line else line
        depth += bare.count("{") - bare.count("}")
        depths.append(depth)
    near = enumerate(closings(depths))
    return [last if row <= last < row + LONGEST else row for row, last in near]
