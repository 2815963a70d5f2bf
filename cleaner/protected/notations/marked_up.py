"""Texts that are marked up throughout: what stands between the signs belongs to them, too.

Where the signs of a notation come again and again, the lines between them are set by it: they are
left alone in LaTeX, org and reStructuredText, and keep their ends in Markdown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np

from cleaner.protected.notations.notation import (
    FENCE,
    LATEX,
    MARKDOWN,
    ORG,
    RST,
    TERMINAL,
    Notation,
    Safe,
)
from cleaner.protected.notations.rows import Rows
from cleaner.text.regex import regex

SIGNS = 3  # stretches, headings or links from which a text is marked up; set by hand
PARTED = ord("%")  # a line of it parts the sayings of a fortune file
_COLOUR = regex("\x1b\\[[0-9;]*m")
_HEADING = regex(r"#{1,6} \S.*")
_LINK = regex(r"\]\([^\s()]+\)|\*\*[^*\n]+\*\*|`[^`\n]+`")


def coloured(rows: Rows) -> Iterator[Notation]:
    """Texts made for a terminal: with colours in them, or sayings parted by lines of a single %."""
    colours = len(_COLOUR.findall(rows.text)) if "\x1b[" in rows.text else 0
    parted = int(((rows.heads == PARTED) & (rows.last - rows.first == 1)).sum())
    if colours >= SIGNS:
        why = f"{colours} changes of colour"
    elif parted >= SIGNS:
        why = f"{parted} lines of a single %"
    else:
        return
    yield Notation(0, len(rows.text), TERMINAL, why)
    rows.take(0, len(rows) - 1)


def marked_up(rows: Rows, found: Sequence[Notation]) -> Iterator[Notation]:
    """`found`, with the text between them where it belongs to a notation as well."""
    # An underlined title is none of the signs: many a plain text has them.
    stretches = Counter(each.kind for each in found if each.safe is Safe.NOTHING)
    for kind in (LATEX, ORG, RST):
        if stretches[kind] >= SIGNS:
            why = f"{stretches[kind]} stretches of {kind}"
            yield Notation(0, len(rows.text), kind, why)
            return
    yield from found
    if _is_markdown(rows, stretches):
        for first, last in rows.runs(rows.free):
            why = "text between headings, links and code"
            yield Notation(*rows.span(first, last), MARKDOWN, why, Safe.WORDING)


def _is_markdown(rows: Rows, stretches: Counter[str]) -> bool:
    """Whether signs of Markdown of two kinds stand in a text: headings, links, code."""
    if "#" not in rows.text and "](" not in rows.text:
        return False
    heads = (rows.heads == ord("#")) & rows.free
    headings = int(rows.which(heads, _HEADING.fullmatch).sum())
    links = len(_LINK.findall(rows.text))
    code = stretches[FENCE] + stretches[MARKDOWN]
    signs = np.array((headings, links, code))
    return int(signs.sum()) >= SIGNS and int((signs > 0).sum()) > 1
