"""Documents in light markup: which of their lines are prose, and which only name or list things."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.protected.notations.notation import MARKDOWN, ORG, RST, Notation
from cleaner.protected.notations.rows import Rows
from cleaner.text.characters import Flags
from cleaner.text.regex import regex

_HAN = "\u3400-\u9fff"
_SIGNS = (  # of Markdown: a pattern, and what it counts when it is found so often
    (regex(r"^(?:```|~~~)", re.M), 1, 2),
    (regex(r"^#{1,6} \S", re.M), 1, 1),
    (regex(r"\]\([^)\s]+\)"), 1, 1),
    (regex(r"(?<!`)`[^`\n]+`(?!`)"), 2, 1),
    (regex(r"^[ \t]*(?:[-*+]|\d+\.) +\S", re.M), 3, 1),
    (regex(r"\*\*[^*\n]+\*\*"), 2, 1),
    (regex(r"^<(?:a|p|img|div|h\d|br|details)\b", re.M | re.I), 1, 1),
    (regex(r"^\|?(?:\s*:?-{2,}:?\s*\|)+", re.M), 1, 1),
)
ENOUGH = 3
_TITLES = regex(r"^\S.*\n([=\-~^\"'`#*+])\1{2,}\s*$", re.M)
_DIRECTIVES = regex(r"^[ \t]*\.\. [\w:-]+::|:\w+:`[^`\n]+`", re.M)
_SENTENCE = regex(rf"[{_HAN}”’」』）》)\"`*][.?!;,]|[。！？；，]")
_SIGNED = regex(r"[=-]>|[{}\\|]")
LEAST = 12  # Han characters of a line of prose


_ORG = regex(r"^#\+\w+:|^\*{1,6} (?:TODO|DONE|.*:[\w:]+:$)|^[ \t]*:PROPERTIES:", re.M)


def documents(rows: Rows) -> Iterator[Notation]:
    """The headings, items and labels of a document in Markdown or reStructuredText."""
    kind = _kind(rows.text)
    chinese = rows.free & (rows.han > 0) if kind else rows.free
    if not kind or not chinese.any():
        return
    for first, last in rows.runs(chinese & ~_prose(rows, chinese)):
        yield Notation(*rows.span(first, last), kind, "a heading, an item or a label, no sentence")
        rows.take(first, last)


def _kind(text: str) -> str:
    """Which light markup a text is in, or none."""
    if ("#+" in text or "\n*" in text or text[:1] == "*") and _ORG.search(text):
        return ORG
    signs = len(_DIRECTIVES.findall(text)) if "::" in text or ":`" in text else 0
    if signs > 2 or (signs and _TITLES.search(text)):
        return RST
    if "`" in text or "#" in text or "](" in text:
        score = sum(value for sign, least, value in _SIGNS if len(sign.findall(text)) >= least)
        return MARKDOWN if score >= ENOUGH else ""
    return ""


def _prose(rows: Rows, able: Flags) -> Flags:
    """Which of the lines are sentences."""
    return rows.which(able & (rows.han >= LEAST), _is_sentence)


def _is_sentence(line: str) -> bool:
    labels = line[0] == "#" or line[-1] == ":"  # a heading, or what leads to a list or code
    return not labels and bool(_SENTENCE.search(line)) and not _SIGNED.search(line)
