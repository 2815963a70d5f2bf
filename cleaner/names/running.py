"""A text without what cuts names: line ends inside its paragraphs, blanks that set names wide."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from cleaner.page.layout import Lines
from cleaner.page.patterns import SURNAME
from cleaner.text.characters import HAN, Flags, Ints, code_points, decoded
from cleaner.text.document import Document
from cleaner.text.regex import regex

NARROWEST = 12  # cells of a line that goes on in the next; set by hand
_HAN = "[\u3400-\u9fff]"
_WIDE = regex(
    rf"(?:(?<!{_HAN})|(?<=[长長者员員记記任席])){SURNAME}(?:[ \u3000]{_HAN}){{1,2}}"
    rf"(?!{_HAN}|[ \u3000]{_HAN}(?!{_HAN}))"
)
_BLANK = regex("[ \u3000]")


class Running(NamedTuple):
    """The characters that are left, and the place of each in the text; one more for its end."""

    text: str
    places: Ints


def running(document: Document) -> Running:
    """The running text of `document`; places in code points of its text."""
    codes = code_points(document.text)
    kept = _no_wraps(document)
    for name in _WIDE.finditer(document.text):
        for blank in _BLANK.finditer(document.text, *name.span()):
            kept[blank.start()] = False
    places = np.append(kept.nonzero()[0], len(codes))
    text = decoded(codes[kept])
    return Running(text, places)


def _no_wraps(document: Document) -> Flags:
    """All characters but the line ends, with blanks around them, between Han of one paragraph."""
    lines, kept = Lines.of(document), np.ones(len(document.text), np.bool_)
    if len(lines.starts) < 2:
        return kept
    classes, special = lines.classes, np.zeros(len(lines.starts), np.bool_)
    special[list(lines.kinds)] = True
    wraps = (
        (np.diff(lines.numbers) == 1)
        & (classes[lines.ends[:-1] - 1] == HAN)
        & (classes[lines.starts[1:]] == HAN)
        & (lines.widths[:-1] >= NARROWEST)
        & ~special[:-1]
        & ~special[1:]
    )
    for line in wraps.nonzero()[0].tolist():
        kept[lines.ends[line] : lines.starts[line + 1]] = False
    return kept
