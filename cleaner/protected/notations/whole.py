"""Texts that are in one notation as a whole, what stands between its lines included."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np

from cleaner.protected.notations.notation import (
    CARD,
    CATALOGUE,
    INI,
    JSON,
    KEY_VALUES,
    LOG,
    MARKUP,
    PROGRAM,
    RIS,
    ROFF,
    TABLE,
    TAGGED,
    WORDS,
    YAML,
    Notation,
)
from cleaner.protected.notations.rows import Rows
from cleaner.text.regex import regex

DATA = frozenset((CARD, CATALOGUE, INI, JSON, KEY_VALUES, LOG, MARKUP, PROGRAM, RIS, YAML))
SHARE = 0.5  # of the lines of a text, those of data or a program
TABLES = frozenset((TABLE, TAGGED, WORDS))
SHARE_OF_TABLE = 0.85
LEAST = 4  # lines that such a text has
_REQUEST = regex(r"[.'](?:[A-Z]{1,2}|[a-z]{2}|\\\")(?:\s.*)?|['.]\\\".*")
_FORM = regex(r"\((?:def\w*|require|provide|setq|let\*?|lambda|cond|use-package|in-package|ns)\b.*")
REQUESTS, REQUEST_SHARE = 3, 0.08
FORMS = 2


def roff(rows: Rows) -> Iterator[Notation]:
    """Pages of a manual: lines with requests of roff between the lines of text."""
    if "\n." not in rows.text and rows.text[:1] not in (".", "'"):
        return
    flags = rows.among(rows.heads, ".'") & rows.free
    flags = rows.which(flags, _REQUEST.fullmatch)
    found, seen = int(flags.sum()), int((~rows.blank).sum())
    if found >= REQUESTS and found >= REQUEST_SHARE * seen:
        yield Notation(0, len(rows.text), ROFF, f"{found} lines with requests of roff")
        rows.take(0, len(rows) - 1)


def scripts(rows: Rows) -> Iterator[Notation]:
    """Programs that name in their first line what runs them."""
    if rows.text.startswith("#!") and "/" in rows.lines[0]:
        yield Notation(0, len(rows.text), PROGRAM, "the first line names what runs it")
        rows.take(0, len(rows) - 1)


def lisp(rows: Rows) -> Iterator[Notation]:
    """Programs in Lisp, which have few signs besides brackets."""
    if "(" not in rows.text or ")" not in rows.text:
        return
    opens = (rows.heads == ord("(")) & rows.free
    found = int(rows.which(opens, _FORM.match).sum())
    if found >= FORMS and 8 * int(opens.sum()) >= int(rows.free.sum()):
        yield Notation(0, len(rows.text), PROGRAM, f"{found} forms of Lisp")
        rows.take(0, len(rows) - 1)


def apart_from_another(found: Iterable[Notation]) -> Iterator[Notation]:
    """The notations without what stands in a larger one, which was found later; sorted."""
    reach = -1
    for notation in sorted(found, key=lambda each: (each.start, -each.end)):
        if notation.end <= reach:
            continue
        if notation.start < reach:
            inside = tuple(span for span in notation.fields if span[0] > reach)
            notation = replace(notation, start=reach + 1, fields=inside)
        yield notation
        reach = notation.end


def throughout(rows: Rows, found: Iterable[Notation]) -> Iterator[Notation]:
    """The notations of a text; one alone where the most of it is data, a program or a table."""
    found = sorted(found, key=lambda notation: notation.start)
    lines: Counter[str] = Counter()
    seen = np.append(0, np.cumsum(~rows.blank))
    firsts = np.searchsorted(rows.starts, [notation.start for notation in found])
    lasts = np.searchsorted(rows.ends, [notation.end for notation in found], "right")
    for notation, held in zip(found, np.maximum(seen[lasts] - seen[firsts], 0), strict=True):
        lines[notation.kind] += int(held)
    total = int(seen[-1])
    for kinds, share in ((DATA, SHARE), (DATA | TABLES, SHARE_OF_TABLE)):
        size = sum(lines[kind] for kind in kinds)
        if total >= LEAST and size < total and size >= share * total:
            kind = max(kinds, key=lambda kind: (lines[kind], kind))
            why = f"{size} of {total} lines are {kind} or the like"
            yield Notation(0, len(rows.text), kind, why)
            return
    yield from found
