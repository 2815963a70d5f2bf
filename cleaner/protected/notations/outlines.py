"""Plain text with light markup: fences and links of Markdown, reStructuredText, org."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from cleaner.protected.notations.notation import (
    EXAMPLE,
    FENCE,
    MARKDOWN,
    NOTE,
    ORG,
    RST,
    Notation,
    Safe,
)
from cleaner.protected.notations.rows import Rows
from cleaner.text.characters import Flags
from cleaner.text.regex import regex

_FENCE = regex(r"(?:[-*+>] |\d+[.)] )*(`{3,}|~{3,})([^`]*)")
_DEFINITION = regex(r"\[\^?[^\]\n]+\]:\s*\S+.*")
_RULE_ROW = regex(r"\|?(?:\s*:?-{2,}:?\s*\|)+(?:\s*:?-{2,}:?\s*)?")
_KEYWORD = regex(r"#\+[A-Za-z_]+(?:\[[^\]\n]*\])?:.*|#\+(?:begin|end)_\w+.*", re.I)
_DRAWER = regex(r":[A-Za-z][\w-]*:")
_FIELD = regex(r":[A-Za-z][\w .*`-]{0,60}:(?:\s.*)?", re.A)
_DIRECTIVE = regex(
    r"\.\. (?:[\w:|-]+\s*(?:\|\s*)?\w*::.*|_[^:\n]+:.*|\[[^\]\n]+\].*|\|[^|\n]+\|.*)"
)
_RST_SIGNS = regex(r"::|^[ \t]*(?::[A-Za-z]|\.\. |([=\-~^\"'`#*+_.:])\1\1)", re.M)
_RST_HEADS = ":.=-~^\"'`#*+_"  # what a line with one of these signs begins with, but for ::
_UNDERLINE = regex(r"([=\-~^\"'`#*+_.:])\1{2,}")
_LABEL = regex(
    r"[^\w\n]{0,8}(?:错误|錯誤|不正确|不正確|反例|不推荐|不推薦|不好|误|誤|[Bb]ad|[Ww]rong|[Ii]ncorrect)"
    r"(?:的|用法|写法|寫法|示例|例子|示范|示範|案例|格式|表述)*[^\w\n]{0,6}"
)
_SAID = (
    "正确",
    "正確",
    "反例",
    "不推",
    "不好",
    "误",
    "誤",
    "ad",
    "rong",
    "ncorrect",
    "❌",
    "✗",
    "✘",
    "✖",
)
_CROSSED = regex(r"[^\w\n]{0,6}[❌✗✘✖].*\w.*|[^\w\n]{0,6}反例[：:].*\w.*")


def fences(rows: Rows) -> Iterator[Notation]:
    """Code between two fences of backticks or tildes; one that nothing closes runs to the end."""
    if "```" not in rows.text and "~~~" not in rows.text:
        return
    opened: tuple[int, str] | None = None
    marked = (rows.count("`") > 2) | (rows.count("~") > 2)
    for row in marked.nonzero()[0].tolist():
        found = _FENCE.fullmatch(rows.lines[row])
        if found is None:
            continue
        if opened is None:
            opened = row, found[1]
        elif found[1].startswith(opened[1]) and not found[2].strip():
            yield from _fenced(rows, opened[0], row)
            opened = None
    if opened is not None:
        yield from _fenced(rows, opened[0], len(rows) - 1)


def _fenced(rows: Rows, first: int, last: int) -> Iterator[Notation]:
    yield Notation(*rows.span(first, last), FENCE, "between two fences")
    rows.take(first, last)


def markdown(rows: Rows) -> Iterator[Notation]:
    """Tables and definitions of links in Markdown."""
    if "]:" in rows.text:
        flags = rows.among(rows.heads, "[") & rows.free
        flags = rows.which(flags, _is_definition)
        for first, last in rows.runs(flags):
            yield Notation(*rows.span(first, last), MARKDOWN, "definitions of links")
            rows.take(first, last)
    if "--" in rows.text and "|" in rows.text:
        bars = (rows.count("|") > 0) & rows.free
        for first, last in rows.runs(bars):
            if last > first and any(map(_RULE_ROW.fullmatch, rows.lines[first : last + 1])):
                yield Notation(
                    *rows.span(first, last), MARKDOWN, "rows of bars with a rule below the first"
                )
                rows.take(first, last)


def _is_definition(line: str) -> bool:
    """Whether a line defines where a link leads."""
    return "://" in line and bool(_DEFINITION.fullmatch(line))


def org(rows: Rows) -> Iterator[Notation]:
    """Org: keywords after #+, the blocks between two of them, and drawers."""
    if "#+" in rows.text:
        flags = (rows.heads == ord("#")) & rows.free
        begun: int | None = None
        for row in flags.nonzero()[0].tolist():
            line = rows.lines[row]
            flags[row] = bool(_KEYWORD.fullmatch(line))
            if line[:8].lower() == "#+begin_":
                begun = row
            elif line[:6].lower() == "#+end_" and begun is not None:
                flags[begun : row + 1] = True
                begun = None
        for first, last in rows.runs(flags):
            yield Notation(*rows.span(first, last), ORG, "keywords after #+")
            rows.take(first, last)
    if ":END:" in rows.text:
        ends = [row for row, line in enumerate(rows.lines) if line == ":END:"]
        for end in ends:
            first = end
            while (
                first
                and rows.free[first]
                and not (first < end and _DRAWER.fullmatch(rows.lines[first]))
            ):
                first -= 1
            yield Notation(*rows.span(first, end), ORG, "a drawer")
            rows.take(first, end)


def rst(rows: Rows) -> Iterator[Notation]:
    """reStructuredText: fields, directives with what is indented below, literal blocks, titles."""
    opened = rows.among(rows.heads, _RST_HEADS).any() or "::" in rows.text
    if not opened or not _RST_SIGNS.search(rows.text):
        return
    marked = rows.among(rows.heads, ":.") & rows.free
    marked = rows.which(marked, _is_directive)
    if "::" in rows.text:
        literal = (rows.tails == ord(":")) & rows.free & ~marked
        for row in literal.nonzero()[0].tolist():
            literal[row] = rows.lines[row].endswith("::") and _opens_block(rows, row)
        deeper = _deeper(rows, marked | literal)
    else:
        deeper = _deeper(rows, marked)
    for first, last in rows.runs((marked | deeper) & rows.free, across_blanks=True):
        yield Notation(*rows.span(first, last), RST, "fields, directives or what is indented below")
        rows.take(first, last)
    yield from _underlined(rows)


def _is_directive(line: str) -> bool:
    """Whether a line is a field or a directive."""
    return bool(_FIELD.fullmatch(line) or _DIRECTIVE.fullmatch(line))


def _opens_block(rows: Rows, row: int) -> bool:
    """Whether a blank line and a deeper one follow."""
    below = row + 2
    return (
        below < len(rows)
        and bool(rows.blank[row + 1])
        and bool(rows.indents[below] > rows.indents[row])
    )


def _deeper(rows: Rows, marked: Flags) -> Flags:
    """The rows indented deeper than a marked one above, up to one that is not."""
    found = np.zeros(len(rows), np.bool_)
    if not marked.any():
        return found
    indents = rows.indents.tolist()
    for mark in marked.nonzero()[0].tolist():
        row = mark + 1
        while row < len(rows) and (rows.blank[row] or indents[row] > indents[mark]):
            found[row] = not rows.blank[row]
            row += 1
    return found


def _underlined(rows: Rows) -> Iterator[Notation]:
    """Titles with a line of one sign below them, and that line."""
    ruled = rows.among(rows.heads, "=-~^\"'`#*+_.:") & (rows.heads == rows.tails) & rows.free
    ruled[:1] = False
    for row in rows.which(ruled, _UNDERLINE.fullmatch).nonzero()[0].tolist():
        titled = rows.free[row - 1] and len(rows.lines[row - 1]) <= 2 * len(rows.lines[row])
        if titled and len(rows.lines[row - 1]) < 80:
            why = "a title with a line of signs below"
            yield Notation(*rows.span(row - 1, row), RST, why, Safe.WORDING)
            rows.take(row - 1, row)


def notes(rows: Rows) -> Iterator[Notation]:
    """Lines in square brackets that begin with a capital: of who made the electronic text."""
    if "]" not in rows.text:
        return
    flags = (rows.heads == ord("[")) & (rows.tails == ord("]")) & rows.free
    for row in rows.which(flags, _NOTE.fullmatch).nonzero()[0].tolist():
        yield Notation(*rows.span(row, row), NOTE, "a line in square brackets", Safe.WORDING)
        rows.take(row, row)


_NOTE = regex(r"\[[A-Z][A-Za-z' ]{2,40}(?:[:.,\d][^\[\]\n]*)?\]")


LONGEST, LONGEST_LABEL = 200, 24  # characters of a line that is crossed, and of a label


def _is_label(line: str) -> bool:
    """Whether a line is crossed itself, or says that what is below it is wrong."""
    short = len(line) < LONGEST_LABEL
    return bool((short and _LABEL.fullmatch(line)) or _CROSSED.fullmatch(line))


def examples(rows: Rows) -> Iterator[Notation]:
    """Examples of what is wrong in a guide to style: marked themselves, or below a label."""
    labels = rows.holding(_SAID) & rows.free & (rows.last - rows.first < LONGEST)
    for row in rows.which(labels, _is_label).nonzero()[0].tolist():
        line = rows.lines[row]
        if not rows.free[row]:
            continue
        if _CROSSED.fullmatch(line):
            yield Notation(*rows.span(row, row), EXAMPLE, "a line that is marked as wrong")
            rows.take(row, row)
        else:
            first = row + 1
            while first < len(rows) and rows.blank[first]:
                first += 1
            last = first
            while last + 1 < len(rows) and not rows.blank[last + 1]:
                last += 1
            if first < len(rows) and rows.free[first]:
                yield Notation(*rows.span(first, last), EXAMPLE, f"lines below {line}")
                rows.take(first, last)
