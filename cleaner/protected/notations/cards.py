"""Records whose lines open with a short key: vCard, iCalendar, RIS, BibTeX, message catalogues."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from cleaner.protected.notations.notation import BIBTEX, CARD, CATALOGUE, RIS, Notation
from cleaner.protected.notations.rows import Rows
from cleaner.text.regex import regex

_PROPERTIES = (
    "BEGIN|END|VERSION|FN|N|NICKNAME|ADR|LABEL|ORG|TITLE|ROLE|TEL|EMAIL|NOTE|BDAY|URL|PHOTO|REV|UID|"
    "CATEGORIES|GEO|TZ|KEY|SOUND|LOGO|IMPP|GENDER|ANNIVERSARY|PRODID|CALSCALE|METHOD|SUMMARY|"
    "DESCRIPTION|LOCATION|DTSTART|DTEND|DTSTAMP|DUE|CREATED|LAST-MODIFIED|SEQUENCE|STATUS|TRANSP|CLASS|"
    "PRIORITY|ATTENDEE|ORGANIZER|RRULE|EXDATE|TRIGGER|ACTION|COMMENT|CONTACT|RESOURCES|TZID|"
    r"X-[A-Z0-9-]+|item\d+\.[A-Z-]+"
)
_PROPERTY = regex(rf"(?:(?:{_PROPERTIES})(?:;[A-Za-z-]+(?:=(?:\"[^\"\n]*\"|[^:;\n]*))?)*:(?!//).*)")
_COMPOUND = regex(r"(?:N|ADR|ORG)(?:;[^:\n]*)?:[^\n]*;[^\n]*|[A-Z-]+(?:;[A-Z-]+=[^:;\n]+)+:.*")
_RIS = regex(r"[A-Z][A-Z0-9]  ?- ?.*")
_ENTRY = regex(r"@(?!media|font|keyframes|supports|import|charset|page\b)[A-Za-z]+\s*[{(].*")
_MESSAGE = regex(
    r'(?:#~ )?(?:msgid|msgstr|msgctxt|msgid_plural|msgstr\[\d\])\s+".*"'
    r'|(?:#~ )?"(?:[^"\\]|\\.)*"|#[.,:|~ ].*|#'
)


def cards(rows: Rows) -> Iterator[Notation]:
    """vCard and iCalendar: properties in capitals, two at least or one of several parts."""
    if ":" not in rows.text:
        return
    flags = (rows.heads >= ord("A")) & (rows.heads <= ord("i")) & rows.free
    flags &= rows.count(":") > 0
    flags = rows.which(flags, _PROPERTY.fullmatch)
    if not flags.any():
        return
    folded = rows.free & (rows.indents > 0) & np.append(False, flags[:-1])
    for first, last in rows.runs(flags | folded, across_blanks=True):
        lines = rows.lines[first : last + 1]
        if int(flags[first : last + 1].sum()) > 1 or any(map(_COMPOUND.fullmatch, lines)):
            yield Notation(*rows.span(first, last), CARD, "properties in capitals with a colon")
            rows.take(first, last)


def ris(rows: Rows) -> Iterator[Notation]:
    """RIS: tags of two characters, two blanks and a hyphen."""
    if "  - " not in rows.text:
        return
    flags = rows.free & (rows.count("-") > 0)
    flags = rows.which(flags, _RIS.fullmatch)
    for first, last in rows.runs(flags, across_blanks=True):
        if int(flags[first : last + 1].sum()) > 1:
            yield Notation(*rows.span(first, last), RIS, "tags of two characters and a hyphen")
            rows.take(first, last)


def bibtex(rows: Rows) -> Iterator[Notation]:
    """BibTeX: entries from @ to the brace that closes them."""
    if "@" not in rows.text or "{" not in rows.text:
        return
    taken = 0
    for row in ((rows.heads == ord("@")) & rows.free).nonzero()[0].tolist():
        if row < taken or not _ENTRY.fullmatch(rows.lines[row]):
            continue
        last = rows.closed(row)
        if last is not None:
            yield Notation(*rows.span(row, last), BIBTEX, "an entry in braces after @")
            rows.take(row, last)
            taken = last + 1


def catalogue(rows: Rows) -> Iterator[Notation]:
    """Message catalogues (PO): msgid and msgstr with quoted strings below them."""
    if "msgid" not in rows.text and "msgstr" not in rows.text:
        return
    flags = rows.among(rows.heads, 'm"#') & rows.free
    flags = rows.which(flags, _MESSAGE.fullmatch)
    for first, last in rows.runs(flags, across_blanks=True):
        if any(line.startswith(("msg", "#~ msg")) for line in rows.lines[first : last + 1]):
            yield Notation(*rows.span(first, last), CATALOGUE, "msgid and msgstr")
            rows.take(first, last)


_GEDCOM = regex(r"\d{1,2} (?:@\w+@ )?[A-Z_]{3,5}(?: .*)?")
LEVELS = 4


def pedigrees(rows: Rows) -> Iterator[Notation]:
    """GEDCOM: a level and a tag before each line."""
    if "\n1 " not in rows.text:
        return
    flags = rows.which(rows.free & rows.among(rows.heads, "0123456789"), _GEDCOM.fullmatch)
    for first, last in rows.runs(flags):
        if last - first + 1 >= LEVELS:
            yield Notation(*rows.span(first, last), CARD, "a level and a tag before each line")
            rows.take(first, last)
