"""Addresses, numbers, times, model numbers and the like: each told by a pattern."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from cleaner.characters import DIGIT, LETTER, SPACE, class_set
from cleaner.document import Document
from cleaner.protected.kinds import (
    CITATION,
    DATE,
    EMAIL,
    FORMULA,
    MODEL,
    NUMBER,
    PATH,
    PHONE,
    RANGE,
    RATIO,
    TIME,
    URL,
    Span,
)
from cleaner.protected.stretches import MARKS, RUN, SPACED, held, stretches

_HAN = r"[\u3400-\u9fff]"
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)+|\d+)"
_EXTENSIONS = (
    "txt|md|pdf|docx?|xlsx?|pptx?|csv|json|xml|ya?ml|toml|html?|py|js|ts|c|h|cpp|java|go|rs|sh|"
    "exe|zip|rar|gz|tar|jpe?g|png|gif|svg|mp[34]|avi|wav|log|ini|conf"
)
_STANDARDS = "GB|ISO|IEC|DB\\d*|QB|YY|HJ|JJG|SH|DL|NB|JB|CJ|GA|WS"
_DOMAINS = "com|cn|net|org|gov|edu|info|io|tw|hk|mo|jp|kr|uk|us|de|fr|eu|tv|cc|me|app|dev|top|xyz"

# In this order: the first that fits at a place is what stands there.
_KINDS = (
    (
        URL,
        r"(?:[A-Za-z][A-Za-z0-9+.-]*://|www\.(?=\w))"
        rf"(?:[!-;=?-Z\[\]_a-z|~\\]|(?<=[/=&?#_%+.-]){_HAN}+|(?<={_HAN}){_HAN})+",
    ),
    (EMAIL, r"[A-Za-z0-9][\w.+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"),
    (
        URL,
        rf"(?:[A-Za-z0-9-]+\.)+(?:{_DOMAINS})(?![\w.-])(?::\d+)?(?:/[!-;=?-Z\[\]_a-z|~]*)?",
    ),
    (
        PATH,
        r"(?:[A-Za-z]:\\|\\\\|~/|\.{1,2}/|/(?=[A-Za-z._]+/))[\w.\\/~-]+"
        rf"|[A-Za-z0-9_.-]+(?:/[A-Za-z0-9_.-]+)*\.(?:{_EXTENSIONS})(?![\w-])",
    ),
    (
        CITATION,
        r"\[\d+(?:[-,，、] ?\d+)*\]"
        r"|\([A-Z][A-Za-z'-]+(?:(?:,? (?:and|&) |, )[A-Z][A-Za-z'-]+| et al\.?)*,? \d{4}[a-z]?"
        r"(?:[:,] ?(?:pp?\. ?)?\d+(?:-\d+)?)?\)"
        r"|IS[BS]N(?:-1[03])?[:：]? ?[\dXx][\dXx -]{6,15}[\dXx]"
        r"|doi: ?10\.\d+/\S+",
    ),
    (DATE, r"(?<![\d.,-])\d{4}(?P<part>[-/.])\d{1,2}(?P=part)\d{1,2}(?![\d-])"),
    (TIME, r"(?<![\d:.])(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?![\d:])"),
    (
        PHONE,
        r"(?<![\d-])(?:\+\d{1,3}[- ]?)?"
        r"(?:1[3-9]\d[- ]?\d{4}[- ]\d{4}|\(?0\d{2,3}\)?[- ]?\d{3,4}[- ]?\d{4}"
        r"|[48]00[- ]\d{3,4}[- ]\d{3,4}|\d{3,4}-\d{3,4}-\d{4})(?!\d)",
    ),
    (RATIO, rf"(?<![\d:.]){_NUMBER}(?::{_NUMBER})+(?![\d:])"),
    (
        MODEL,
        r"(?<![A-Za-z0-9])(?:"
        rf"(?:{_STANDARDS})(?:/[A-Z]{{1,2}})?[ -]?\d[\d.]*(?:[-—]\d+)*"
        r"|[A-Z][A-Za-z]*\d*(?:[-/.][A-Z]*\d[A-Za-z\d]*)+"
        r"|\d+[A-Za-z]+-\d+[A-Za-z]*)(?![A-Za-z0-9])",
    ),
    (
        FORMULA,
        r"[A-Za-z0-9()²³.^*/×÷−+-]*[A-Za-z0-9)²³]"
        r"(?: ?[=<>≤≥≠≈] ?[-+−]?[A-Za-z0-9(][A-Za-z0-9()²³.,^*/×÷−+-]*)+"
        r"|[A-Za-z0-9]+(?:[+×÷*^][A-Za-z0-9]+)+",
    ),
    (RANGE, rf"(?<![\d.,:-]){_NUMBER}%?(?:-{_NUMBER}%?)+(?![\d-])"),
    (
        NUMBER,
        r"(?<![\d.,])(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)+|\d+/\d+)%?(?![\d])",
    ),
)
_TOKEN = re.compile(
    "|".join(f"(?P<k{number}>{form})" for number, (_, form) in enumerate(_KINDS)), re.A
)
_ADDRESS = re.compile(_KINDS[0][1], re.A)
_ENDING = ".,;:!?'\"-"  # a mark after an address is not of it


def tokens(document: Document) -> Iterator[Span]:
    """What stands in the half-width stretches of a text; none lies inside another."""
    text, classes = document.text, document.classes
    if len(text) < 3:
        return
    inside = np.zeros(len(text), np.bool_)
    run = RUN[classes]
    inside[1:-1] = MARKS[classes[1:-1]] & (run[:-2] & run[2:])
    if document.has(SPACE) and document.has(DIGIT):
        digits = class_set(DIGIT)[classes]
        before = digits | (classes == LETTER)
        inside[1:-1] |= (classes[1:-1] == SPACE) & before[:-2] & digits[2:]
    if not inside.any():
        return
    starts, ends = stretches(SPACED[classes])
    chosen = held(inside, starts, ends) > 0
    done = 0
    for start, end in zip(starts[chosen].tolist(), ends[chosen].tolist(), strict=True):
        for span in _in_stretch(text, max(start, done), end):
            done = span.end
            yield span


def _in_stretch(text: str, start: int, end: int) -> Iterator[Span]:
    """The tokens that begin in a stretch; an address may run on beyond it."""
    while start < end and (found := _TOKEN.search(text, start, end)):
        kind = _KINDS[int((found.lastgroup or "k0")[1:])][0]
        found = _ADDRESS.match(text, found.start()) or found
        start, last = found.span()
        if kind in (URL, FORMULA):
            last = start + len(found.group().rstrip(_ENDING))
        if last > start:
            yield Span(start, last, kind)
        start = max(last, start + 1)
