"""Keys and their values: YAML, INI, TOML, properties, front matter, JSON."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import numpy as np

from cleaner.protected.notations.notation import (
    FRONT_MATTER,
    INI,
    JSON,
    KEY_VALUES,
    YAML,
    Notation,
)
from cleaner.protected.notations.rows import Rows
from cleaner.text.characters import Flags
from cleaner.text.regex import regex

_HAN = "\u3400-\u9fff"
_RULES = ("---", "+++", ";;;")
_SECTION = regex(rf"\[{{1,2}}[\w.\-:\"'/ {_HAN}]{{1,60}}\]{{1,2}}(?:\s*[;#].*)?")
_EQUALS = regex(
    rf"(?:export |set )?[\w.\-/\\\[\]\"'$ （）《》·{_HAN}]{{1,50}}?\s*[:+?]?=(?![=>]).*"
)
_COMMENT = regex(r"[#;].*|//.*|rem .*", re.I)
_YAML_KEY = regex(
    r"(?:- )*(?:\? )?(?:[\w./$@~*<-][\w./$@~*<>() -]{0,60}|\"[^\"\n]{1,60}\"|'[^'\n]{1,60}'"
    rf"|[{_HAN}\w]{{1,12}}):(?:\s.*)?"
)
_PLAIN_KEY = regex(r"(?:- )*[a-z_$][\w./$-]*:(?:\s|$)")
_OPEN_KEY = regex(rf"(?:- )*[\w./$\"'{_HAN}-]{{1,40}}:\s*(?:[|>][+-]?\d?|&\w+|!\S+)?\s*(?:#.*)?")
_ITEM = regex(r"- \S.*|-|\.\.\.|---|[\]\[{}],?|\{.*\},?|\[.*\],?")
_HEADERS = regex(
    r"(?:From|To|Cc|Bcc|Subject|Date|Reply-To|Content-[A-Z]\w+|MIME-Version|Message-I[Dd]|Title|"
    r"Author|Language|Package|Version|Maintainer|Section|Priority|Depends|Architecture|Source|"
    r"Homepage|Description(?:-\w+)?|Format|Files|Copyright|License|[A-Z]\w+(?:-[A-Z]\w+)+): ?.*"
)
_MEMBER = regex(
    r'[{\[\s,]*"(?:[^"\\\n]|\\.)*"\s*[:,\]}].*|[{\[\]}\s,]+|[{\[\s]*[-\d.]+[,\]}\s]*|"(?:[^"\\\n]|\\.)*"'
)


def front_matter(rows: Rows) -> Iterator[Notation]:
    """Keys and values between two rules at the very start of a text."""
    if not rows.text.lstrip("\ufeff").startswith(_RULES) or len(rows) < 3:
        return
    rule = rows.lines[0].lstrip("\ufeff")
    if rule not in _RULES:
        return
    ends = [row for row in range(1, len(rows)) if rows.lines[row] in (rule, "...")]
    if not ends:
        return
    body = [line for line in rows.lines[1 : ends[0]] if line]
    keyed = sum(bool(_YAML_KEY.fullmatch(line) or _EQUALS.fullmatch(line)) for line in body)
    if body and keyed:
        why = f"the text begins with {keyed} keys between two lines {rule}"
        yield Notation(*rows.span(0, ends[0]), FRONT_MATTER, why)
        rows.take(0, ends[0])


def json(rows: Rows) -> Iterator[Notation]:
    """Objects and lists: a text that is one, or lines that open with a brace and close it."""
    text = rows.text
    if '"' not in text or not ("{" in text or "[" in text):
        return
    seen = rows.free.nonzero()[0]
    opening = rows.among(rows.heads, "{[") & rows.free
    if not opening.any():
        return
    whole = text.strip().rstrip(";,")
    if len(seen) and whole[:1] + whole[-1:] in ("{}", "[]") and _members(rows, 0, len(rows) - 1):
        yield Notation(*rows.span(0, len(rows) - 1), JSON, "braces around the whole text")
        rows.take(0, len(rows) - 1)
        return
    row = 0
    for first in opening.nonzero()[0].tolist():
        if first < row:
            continue
        last = rows.closed(first)
        if last is None:
            continue
        row = last + 1
        if _members(rows, first, last):
            yield Notation(*rows.span(first, last), JSON, "an object with quoted keys or values")
            rows.take(first, last)


def _members(rows: Rows, first: int, last: int) -> bool:
    """Whether the rows hold keys, values and brackets, and quoted ones among them."""
    lines = [line for line in rows.lines[first : last + 1] if line]
    quoted = sum('"' in line for line in lines)
    return quoted > 0 and sum(bool(_MEMBER.match(line)) for line in lines) >= 0.9 * len(lines)


def assignments(rows: Rows) -> Iterator[Notation]:
    """INI, TOML and properties: `key = value` line after line, or under [section]."""
    if "=" not in rows.text:
        return
    keyed = rows.which((rows.count("=") > 0) & rows.free, _is_assignment)
    if not keyed.any():
        return
    sections = _matching(rows, "[", _SECTION)
    comments = _matching(rows, "#;/rR", _COMMENT)
    for first, last in rows.runs((keyed | sections | comments) & rows.free, across_blanks=True):
        keys = int(keyed[first : last + 1].sum())
        headed = bool(sections[first : last + 1].any())
        if keys >= 2 or (keys and headed):
            why = f"{keys} lines of a key and =" + (", and [sections]" if headed else "")
            yield Notation(*rows.span(first, last), INI if headed else KEY_VALUES, why)
            rows.take(first, last)


def _is_assignment(line: str) -> bool:
    """Whether a line is a key, = and a value."""
    return bool(_EQUALS.fullmatch(line)) and not _in_prose(line)


def _in_prose(line: str) -> bool:
    """Whether the key of a line is running text."""
    key = line.partition("=")[0]
    return len(re.findall(f"[{_HAN}]", key)) > 12 or key.count(" ") > 3


def _matching(rows: Rows, heads: str, pattern: re.Pattern[str]) -> Flags:
    """The free rows that begin with one of `heads` and are of a pattern throughout."""
    return rows.which(rows.among(rows.heads, heads) & rows.free, pattern.fullmatch)


def mappings(rows: Rows) -> Iterator[Notation]:
    """YAML and the like: `key: value` in lines that follow each other, and the items below them."""
    if ": " not in rows.text and ":\n" not in rows.text:
        return
    keyed = rows.which((rows.count(":") > 0) & rows.free, _is_keyed)
    if not keyed.any():
        return
    plain, opened = rows.which(keyed, _is_plain), rows.which(keyed, _OPEN_KEY.fullmatch)
    items = _matching(rows, "-.[]{}", _ITEM) | _matching(rows, "#", _COMMENT)
    deeper = _below(rows, keyed | items, opened)
    for first, last in rows.runs((keyed | items | deeper) & rows.free, across_blanks=True):
        here = slice(first, last + 1)
        keys = int(keyed[here].sum())
        nested = int((opened[here][:-1] & ~rows.blank[first + 1 : last + 1]).sum())
        if (keys >= 2 and plain[here].any() and 2 * plain[here].sum() >= keys) or (
            nested and items[here].any() and keys + items[here].sum() >= 3
        ):
            yield Notation(*rows.span(first, last), YAML, f"{keys} lines of a key and a colon")
            rows.take(first, last)


def _is_keyed(line: str) -> bool:
    """Whether a line is a key and a colon, with a value or without."""
    return bool(_YAML_KEY.fullmatch(line) or _HEADERS.fullmatch(line))


def _is_plain(line: str) -> bool:
    """Whether the key of a line is a word as programs and messages have it."""
    return bool(_PLAIN_KEY.match(line) or _HEADERS.fullmatch(line))


def _below(rows: Rows, known: Flags, opened: Flags) -> Flags:
    """The rows that are indented deeper than a key above them which has no value of its own."""
    found = np.zeros(len(rows), np.bool_)
    depth = -1
    indents = rows.indents.tolist()
    for row in (known | rows.free).nonzero()[0].tolist():
        if depth >= 0 and indents[row] > depth:
            found[row] = True
        else:
            depth = indents[row] if opened[row] else -1
    return found


_LABELLED = regex(rf"([{_HAN}\w][{_HAN}\w（）()/·]{{0,9}}): ?\S.*")
ENDED = '。！？…；.!?;”」』"'


def records(rows: Rows) -> Iterator[Notation]:
    """Lines of a label in Chinese, a half-width colon and a value: the same labels again and again.

    Or several in a block, most of which end like no sentence, as those of a dialogue do.
    """
    if ": " not in rows.text:
        return
    able = rows.free & (rows.count(":") > 0) & (rows.han > 0)
    flags = rows.which(able, _LABELLED.fullmatch)
    labels = {row: rows.lines[row].partition(":")[0] for row in flags.nonzero()[0].tolist()}
    blocks = list(rows.runs(flags))
    named = Counter(tuple(labels[row] for row in range(first, last + 1)) for first, last in blocks)
    for first, last in blocks:
        here = [labels[row] for row in range(first, last + 1)]
        ended = sum(rows.lines[row][-1] in ENDED for row in range(first, last + 1))
        again = len(here) > 1 and named[tuple(here)] > 1
        distinct = len(here) >= FEW and len(set(here)) == len(here) and 2 * ended < len(here)
        listed = len(here) >= MANY and 2 * ended < len(here)
        if ((again or distinct) and len(set(here)) == len(here)) or listed:
            yield Notation(
                *rows.span(first, last), KEY_VALUES, f"{len(here)} lines of a label and a value"
            )
            rows.take(first, last)


FEW, MANY = 4, 6  # labels of one block, and of one in which some come again
