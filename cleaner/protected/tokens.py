"""Addresses, numbers, times, model numbers and the like: each told by a pattern."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

import numpy as np

from cleaner.protected.kinds import (
    CITATION,
    CODE,
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
from cleaner.protected.stretches import MARKS, RUN, held, stretches
from cleaner.text.characters import (
    ASCII_OPEN,
    ASCII_QUOTE,
    ASCII_SYMBOL,
    DIGIT,
    HAN,
    LETTER,
    NEWLINE,
    POINT,
    SPACE,
    Bytes,
    Flags,
    class_set,
)
from cleaner.text.document import Document
from cleaner.text.regex import regex

_HAN = r"[\u3400-\u9fff]"
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)+|\d+)"
_EXTENSIONS = (
    "txt|md|pdf|docx?|xlsx?|pptx?|csv|json|xml|ya?ml|toml|html?|py|js|ts|c|h|cpp|java|go|rs|sh|"
    "exe|zip|rar|gz|tar|jpe?g|png|gif|svg|mp[34]|avi|wav|log|ini|conf"
)
_STANDARDS = "GB|ISO|IEC|DB\\d*|QB|YY|HJ|JJG|SH|DL|NB|JB|CJ|GA|WS"
_DOMAINS = "com|cn|net|org|gov|edu|info|io|tw|hk|mo|jp|kr|uk|us|de|fr|eu|tv|cc|me|app|dev|top|xyz"

# Of a name in a path; a comma only where the path goes on after it.
_INSIDE = (
    rf"(?:[\w.~-]|(?<=[\\/~]){_HAN}|(?<={_HAN}){_HAN}"
    rf"|(?<={_HAN}),(?={_HAN}{{1,20}}/[\w.])|(?<={_HAN},){_HAN})*"
)

# In this order: the first that fits at a place is what stands there. All run in linear time: what
# may repeat without end starts only where such a repetition starts.
_KINDS = (
    (
        URL,
        r"(?:[A-Za-z][A-Za-z0-9+.-]{0,20}://|(?<!\w)www\.(?=\w))"
        r"(?:[!#-;=?-Z\[\]_a-z|~\\]"
        rf"|(?:(?<=[/=&?#_%+-])|(?<=_\()|(?<={_HAN})|(?<={_HAN}[,;:!?])){_HAN})+",
    ),
    (EMAIL, r"(?<![\w.+-])[A-Za-z0-9][\w.+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"),
    (
        URL,
        rf"(?<![\w.-])(?:[A-Za-z0-9-]+\.)+(?:{_DOMAINS})(?![\w.-])(?::\d+)?"
        r"(?:/[!#-;=?-Z\[\]_a-z|~]*)?",
    ),
    (
        PATH,
        rf"(?:(?<!\w)[A-Za-z]:|(?<![\w\\])\\)\\{_INSIDE}(?:\\{_INSIDE})*"
        rf"|(?<![\w./~-])(?:~|\.{{1,2}}|(?=/[A-Za-z._]+/))/{_INSIDE}(?:/{_INSIDE})*",
    ),
    (
        PATH,
        r"(?<![\w./~-])(?:[A-Za-z0-9_-][A-Za-z0-9_.-]*/)*"
        rf"[A-Za-z0-9_-][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)*\.(?:{_EXTENSIONS})(?![\w-])"
        rf"|(?<={_HAN})\.(?:{_EXTENSIONS})(?![\w-])",
    ),
    (
        CODE,  # an option, a qualified name, a call
        r"(?<![\w-])--[a-z][\w-]*(?:=[\w./-]+)?"
        r"|(?<!\w)[A-Za-z_]\w*(?:::~?[A-Za-z_]\w*)+"
        r"|(?<![\w.])[A-Za-z_]\w*(?:\.\w+){0,8}\([\w.,=+*/'\"-]*\)",
    ),
    (
        CITATION,
        r"\[\d{1,3}(?:[-,] ?\d{1,3})*\]"
        r"|IS[BS]N(?:-1[03])?:? ?[\dXx][\dXx -]{6,15}[\dXx]"
        r"|(?i:doi): ?10\.\d+/[\w.;()/:-]+",
    ),
    (
        DATE,
        r"(?<![\d.,/-])(?:\d{4}(?P<part>[-/.])\d{1,2}(?P=part)\d{1,2}"
        r"|\d{1,2}/\d{1,2}/\d{4})(?![\d/-])",
    ),
    (TIME, r"(?<![\d:.])(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?![\d:])"),
    (
        PHONE,
        r"(?<![\w-])(?:\+\d{1,3}[- ]?)?"
        r"(?:1[3-9]\d[- ]?\d{4}[- ]\d{4}|\(0\d{1,3}\) ?\d{3,4}[- ]?\d{4}"
        r"|0\d{2,3}[- ]\d{3,4}[- ]?\d{4}|[48]00[- ]\d{3,4}[- ]\d{3,4}|\d{3,4}-\d{3,4}-\d{4})"
        r"(?:-\d{1,4})?(?![\d-])",
    ),
    (RATIO, rf"(?<![\d:.图表圖第]){_NUMBER}(?::{_NUMBER})+(?![\d:])"),
    (
        MODEL,
        r"(?<![A-Za-z0-9])(?:"
        rf"(?:{_STANDARDS})(?:/[A-Z]{{1,3}})?[ -]?\d[\d.]*(?:[:-]\d+)*"
        r"|[A-Z]{1,4}/[A-Z]{1,4} ?\d[\d.]*(?:-\d+)*"
        r"|[A-Z][A-Za-z]*\d*(?:[-/.][A-Z]*\d[A-Za-z\d]*)+"
        r"|\d+[A-Za-z]+-[A-Za-z\d]+)(?![A-Za-z0-9])",
    ),
    (
        FORMULA,
        r"(?<![\w()²³.^*/×÷−+-])(?:\w|[()²³.^*/×÷−+-])*[A-Za-z0-9)²³]"
        r"(?: ?[=<>≤≥≠≈] ?[-+−]?[A-Za-z0-9(][A-Za-z0-9()²³.,^*/×÷−+-]*)+"
        r"|(?<!\w)[A-Za-z0-9]+(?:[+×÷*^][A-Za-z0-9]+)+"
        r"|\$(?! )[^$\n\u3000-\u9fff]{1,200}(?<! )\$(?!\d)",
    ),
    (RANGE, rf"(?<![\w.,:-]){_NUMBER}%?(?:-{_NUMBER}%?)+(?![\d-])"),
    (
        NUMBER,
        r"(?<![\d.,])(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)+|\d+/\d+)%?(?!\d)",
    ),
)
_AUTHORS = regex(
    r"\([A-Z][A-Za-z'-]+(?:(?:,? (?:and|&) |, )[A-Z][A-Za-z'-]+| et al\.?)*,? \d{4}[a-z]?"
    r"(?:[:,] ?(?:pp?\. ?)?\d+(?:-\d+)?)?\)",
    re.A,
)
_REFERENCE = regex(  # GB/T 7714: [1] 作者. 题名[M]. 地点: 出版者, 年: 页.
    r"(?m)^[ \t]*(?:\[\d{1,3}\][ \t]*)?[^\n]{2,200}?\[[A-Z]{1,2}(?:/[A-Z]{2})?\]\.[^\n]{1,300}$"
)


def _any_of(numbers: Iterable[int]) -> re.Pattern[str]:
    return regex("|".join(f"(?P<k{number}>{_KINDS[number][1]})" for number in numbers), re.A)


_LONG_PATHS = (
    3  # names with Han in them, by far the dearest to compile: only where there is a slash
)
_ANY = _any_of(range(len(_KINDS)))
_UNSLASHED = _any_of(number for number in range(len(_KINDS)) if number != _LONG_PATHS)
_SLASHES = regex(r"[/\\]")


@cache
def _token(number: int) -> re.Pattern[str]:
    return re.compile(_KINDS[number][1], re.A)


_ENDING = ".,;:!?'-"  # a mark after an address or a formula is not of it


def tokens(document: Document) -> Iterator[Span]:
    """What stands in the half-width stretches of a text; none lies inside another."""
    text, classes = document.text, document.classes
    if len(text) < 3:
        return
    inside = _inside(classes)
    if not inside.any():
        return
    run = RUN[classes]
    run[1:-1] |= _ties(classes)
    starts, ends = stretches(run)
    chosen = held(inside, starts, ends) > 0
    done = 0
    for start, end in zip(starts[chosen].tolist(), ends[chosen].tolist(), strict=True):
        for span in _in_stretch(text, max(start, done), end):
            done = span.end
            yield span


def references(document: Document) -> Iterator[Span]:
    """References by author and year, and lines of a list of references."""
    if not document.has(ASCII_OPEN):
        return
    if "]." in document.text:
        yield from (Span(*found.span(), CITATION) for found in _REFERENCE.finditer(document.text))
    if document.has(LETTER):
        yield from (Span(*found.span(), CITATION) for found in _AUTHORS.finditer(document.text))


def _inside(classes: Bytes) -> Flags:
    """Where a mark stands inside half-width text, or a blank before a number: tokens have one."""
    before, after = np.append(NEWLINE, classes[:-1]), np.append(classes[1:], NEWLINE)
    flags: Flags = TOKEN_MARKS[classes] & RUN[before] & RUN[after]
    flags |= (classes == POINT) & (before == HAN) & (after == LETTER)
    flags |= (classes == SPACE) & (after == DIGIT) & ALNUM[before]
    flags |= (classes == SPACE) & (before == ASCII_SYMBOL) & RUN[after]
    flags |= (classes == ASCII_OPEN) & (after == DIGIT)
    return flags


def _ties(classes: Bytes) -> Flags:
    """The blanks that may stand in a token, before a number or beside a sign; not the outermost."""
    before, here, after = classes[:-2], classes[1:-1], classes[2:]
    beside: Flags = TIED[after] | (before == ASCII_SYMBOL)
    ties: Flags = (here == SPACE) & beside & RUN[before] & RUN[after]
    return ties


ALNUM = class_set(DIGIT, LETTER)
TIED = class_set(DIGIT, ASCII_SYMBOL)
TOKEN_MARKS = MARKS & ~class_set(ASCII_QUOTE)


def _in_stretch(text: str, start: int, end: int) -> Iterator[Span]:
    """The tokens that begin in a stretch; an address may run on beyond it."""
    forms = _ANY if _SLASHES.search(text, start, end) else _UNSLASHED
    while start < end and (found := forms.search(text, start, end)):
        number = int((found.lastgroup or "k0")[1:])
        kind = _KINDS[number][0]
        if kind in (URL, PATH):
            found = _token(number).match(text, found.start()) or found
        start, last = found.span()
        if kind in (URL, PATH, FORMULA):
            last = start + len(_without_ending(found.group()))
        if last > start:
            yield Span(start, last, kind)
        start = max(last, start + 1)


def _without_ending(token: str) -> str:
    """A token without the marks after it that belong to the sentence around it."""
    end = len(token.rstrip(_ENDING + ")"))
    opened = token.count("(") - token.count(")", 0, end)
    for place in range(end, len(token)):
        if token[place] == ")" and opened > 0:
            opened -= 1
            end = place + 1
    return token[:end]
