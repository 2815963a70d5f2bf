"""Code: fenced, in backticks, and lines that are a program's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.document import Document
from cleaner.protected.kinds import CODE, Span

_FENCED = re.compile(r"```.*?(?:```|\Z)", re.S)
_INLINE = re.compile(r"(?<!`)(`{1,2})(?!`)[^`\n]+\1(?!`)")


def program(document: Document) -> Iterator[Span]:
    """The code in a text; a fence that nothing closes runs to the end."""
    text = document.text
    if "`" in text:
        for pattern in (_FENCED, _INLINE):
            yield from (Span(*found.span(), CODE) for found in pattern.finditer(text))
