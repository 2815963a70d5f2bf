"""Texts marked up for a wiki or a manual as a whole: MediaWiki, AsciiDoc and others like these."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.protected.notations.notation import ASCIIDOC, WIKI, Notation
from cleaner.protected.notations.rows import Rows
from cleaner.text.regex import regex

_WIKI = (
    regex(r"\[\[[^\[\]\n]{1,200}\]\]"),
    regex(r"\{\{[^{}\n]{1,200}|^\}\}", re.M),
    regex(r"'''?[^'\n]{1,80}'''?"),
    regex(r"^={2,6} ?[^=\n]{1,60} ?={2,6}\s*$", re.M),
    regex(r"^(?:\{\||\|-|\|\}|!.*!!|\|.*\|\|)", re.M),
    regex(r"</?(?:ref|nowiki|gallery|poem|blockquote)\b", re.I),
    regex(r"^#(?:REDIRECT|重定向)\b", re.M | re.I),
)
_TEXTILE = (  # Textile, BBCode, Jira, DokuWiki, Creole, Trac
    regex(r"^h[1-6]\. ", re.M),
    regex(
        r"\[/?(?:b|i|u|url|img|quote|color|size|code|list|align|font)(?:=[^\]\n]{1,80})?\]", re.I
    ),
    regex(r"\{(?:code|noformat|quote|color|panel|info|toc|warning)[^}\n]{0,40}\}"),
    regex(r"^\|\|.*\|\|\s*$|^\|(?:_\.|[^|\n]+\|)", re.M),
    regex(r"^bq\. |\"[^\"\n]{1,40}\":https?://", re.M),
    regex(r"^ {2,}[*-] \S.*\[\[|\[\[[^\[\]\n]{1,80}\|[^\[\]\n]{1,80}\]\]", re.M),
)
_ASCIIDOC = (
    regex(r"^={1,5} \S.*$", re.M),
    regex(r"^:[\w-]+:(?: .*)?$", re.M),
    regex(r"^\[[\w%,=\" .#-]+\]\s*$", re.M),
    regex(r"^(?:-{4,}|={4,}|\.{4,}|\|===|\*{4,}|_{4,}|\+{4,}|/{4,})\s*$", re.M),
    regex(r"^(?:NOTE|TIP|WARNING|IMPORTANT|CAUTION): ", re.M),
    regex(r"<<[^<>\n]{1,80}>>|(?:link|image|xref|include|kbd|footnote):{1,2}\S*\[|https?://\S+\["),
    regex(r"^(?:\. |\.[^\s.].{0,40}$|\*{1,3} )", re.M),
)
_MANUAL = (  # Texinfo, POD, scripts of films
    regex(
        r"^@(?:node|chapter|section|subsection|menu|item\w*|end|setfilename|settitle|bye|table|code|example)\b",
        re.M,
    ),
    regex(r"^=(?:head\d|over|item|back|cut|pod|encoding|begin|end|for)\b", re.M),
    regex(
        r"^(?:INT|EXT|EST)[./ ].*|^(?:CUT|FADE|DISSOLVE)(?: TO| IN| OUT)?:?\s*$"
        r"|^(?:Title|Credit|Draft date): ",
        re.M,
    ),
)
SIGNS = 4  # in all, of two kinds at least, from which a text is marked up for a wiki; set by hand
KINDS, OF_ASCIIDOC = 2, 4


def wikis(rows: Rows) -> Iterator[Notation]:
    """MediaWiki and its like: links, templates, headings and tables in brackets and signs."""
    text = rows.text
    if "[[" in text or "{{" in text or "'''" in text or "{|" in text:
        yield from _whole(rows, _WIKI, KINDS, WIKI)
    if rows.free.any() and ("\n@" in text or "\n=" in text or "INT" in text or "EXT" in text):
        yield from _whole(rows, _MANUAL, 1, WIKI)
    if rows.free.any() and ("[" in text or "{" in text or "h1. " in text or "h2. " in text):
        yield from _whole(rows, _TEXTILE, 1, WIKI)


def asciidoc(rows: Rows) -> Iterator[Notation]:
    """AsciiDoc: headings of =, attributes between colons, blocks between rules."""
    if "\n= " in rows.text or "\n== " in rows.text or rows.text.startswith(("= ", "== ")):
        yield from _whole(rows, _ASCIIDOC, OF_ASCIIDOC - 1, ASCIIDOC)


def _whole(
    rows: Rows, signs: tuple[re.Pattern[str], ...], kinds: int, kind: str
) -> Iterator[Notation]:
    """The whole text, if signs of so many kinds are in it."""
    counts = [len(sign.findall(rows.text)) for sign in signs]
    total, several = sum(counts), sum(map(bool, counts))
    if total >= SIGNS and several >= kinds and 8 * total >= int((~rows.blank).sum()):
        yield Notation(0, len(rows.text), kind, f"{total} signs of {kind}")
        rows.take(0, len(rows) - 1)
