"""Characters that no reader sees, stray line ends, odd blanks."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from cleaner.ledger.fixes import Proposal
from cleaner.ledger.rules import Rule, rule
from cleaner.text.characters import (
    CLAUSE,
    CLOSE,
    DIGIT,
    HAN,
    INVISIBLE,
    KANA,
    LETTER,
    LINE_END,
    NEWLINE,
    OPEN,
    OTHER,
    SOLID,
    SPACE,
    STOP,
    WIDE_SPACE,
    Flags,
    Ints,
    among,
    class_set,
    class_table,
    code_points,
)
from cleaner.text.document import Document
from cleaner.text.forms import JOINER, forms, of_form
from cleaner.text.regex import regex
from cleaner.text.signs import one

BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
ZERO_WIDTH_SPACE = 0x200B
SOFT_HYPHEN = 0xAD
IDEOGRAPHIC_SPACE = 0x3000
# Hebrew, Arabic, Syriac, Thaana, N'Ko, Adlam, …: bidirectional controls mean something there.
RIGHT_TO_LEFT = ((0x0590, 0x061B), (0x061D, 0x08FF), (0xFB1D, 0xFDFF), (0xFE70, 0xFEFC), (0x10800, 0x10FFF), (0x1E800, 0x1EFFF))  # fmt: skip
# On both sides of a joiner that joins nothing; letters are not among them, for they may need it.
UNJOINED = class_set(HAN, KANA, DIGIT, SPACE, WIDE_SPACE, NEWLINE, STOP, CLAUSE, OPEN, CLOSE)
# Latin-1 and Windows-1252: what the bytes of a character become that was misread.
MISREAD_BESIDE = ((0x80, 0xA0), (0xA1, 0xBF), (0xC0, 0xFF), (0x2013, 0x203A), (0x20AC, 0x20AC))


@rule("glyphs.invisible", at=(one(INVISIBLE, of_form(JOINER)),))
def invisible(document: Document, self: Rule) -> Iterable[Proposal]:
    """A control or zero-width character that no reader sees is removed.

    ## Why
    Extractors leave zero-width spaces, soft hyphens, byte-order marks and control characters in
    the text; they break searches and comparisons. Joiners between emoji or letters (U+200C,
    U+200D) and variation selectors carry meaning and stay; between Han, digits and blanks joiners
    join nothing and go. So do bidirectional controls, except in a text that has right-to-left
    letters, and zero-width spaces, except between letters of scripts that are written without spaces
    (Thai, Khmer). The sequences that set colours in a terminal stay whole. A control of U+0080 to
    U+009F among accented letters is a byte of a character that was misread: it stays as long as
    that is not repaired. A soft hyphen between the parts of a word at a line end is seen: it becomes
    a hyphen.

    ## Examples
    Repairs: 图\u200b书馆 → 图书馆
    Repairs: \ufeff本报讯 → 本报讯
    Leaves: 👩\u200d👧 一家

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    if document.has(INVISIBLE) or JOINER in forms(document):
        places = np.sort(np.concatenate((_controls(document), _idle_joiners(document))))
        seen = _parts_word(document, places)
        yield Proposal(self, places[~seen], places[~seen] + 1, "")
        yield Proposal(self, places[seen], places[seen] + 1, "-")


def _parts_word(document: Document, places: Ints) -> Flags:
    """Which of the characters at `places` are soft hyphens that part a word at a line end.

    There a reader sees them; a hyphen in their place goes when the lines are joined.
    """
    padded = np.concatenate(([NEWLINE], document.classes, [NEWLINE, NEWLINE]))
    soft: Flags = (document.codes[places] == SOFT_HYPHEN) & (padded[places] == LETTER)
    soft &= (padded[places + 2] == NEWLINE) & (padded[places + 3] == LETTER)
    return soft


def _controls(document: Document) -> Ints:
    """The places of controls and zero-width characters that mean nothing where they stand."""
    places: Ints = (document.classes == INVISIBLE).nonzero()[0]
    points = document.codes
    padded = np.concatenate(([NEWLINE], document.classes, [NEWLINE]))
    spaceless = (padded[places] == OTHER) & (padded[places + 2] == OTHER)
    places = places[~(spaceless & (points[places] == ZERO_WIDTH_SPACE))]
    if any(((points >= first) & (points <= last)).any() for first, last in RIGHT_TO_LEFT):
        places = places[~among(points[places], BIDI)]
    return places[~(of_misread(points, places) | _of_sequence(document, places))]


def _of_sequence(document: Document, places: Ints) -> Flags:
    """Which of the controls at `places` are of an escape sequence: without it the rest is garbage."""
    found = np.zeros(len(places), np.bool_)
    for sequence in _SEQUENCE.finditer(document.text) if "\x1b" in document.text else ():
        first, last = np.searchsorted(places, sequence.span())
        found[first:last] = True
    return found


_SEQUENCE = regex(
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b\n]*(?:\x07|\x1b\\)|[()*+][0-2A-Z]|[=>78DEHMNOZc])"
)


def of_misread(points: NDArray[np.uint32], places: Ints) -> Flags:
    """Which of the controls at `places` are bytes of characters that were misread."""
    codes = points[places]
    around = np.concatenate(([0], points, [0]))
    before, after = around[places], around[places + 2]
    beside = np.zeros(len(places), np.bool_)
    for first, last in MISREAD_BESIDE:
        beside |= ((before >= first) & (before <= last)) | ((after >= first) & (after <= last))
    control = (codes >= 0x80) & (codes < 0xA0)
    opening = _before_hyphens(around, places)
    hyphen = (codes == SOFT_HYPHEN) & (opening >= 0xA1) & (opening <= 0xBF)
    found: Flags = (control & beside) | hyphen
    return found


def _before_hyphens(around: NDArray[np.uint32], places: Ints) -> NDArray[np.uint32]:
    """The code point before each of the places, soft hyphens skipped.

    `around`: the text with another character on either side.
    """
    solid = np.where(around == SOFT_HYPHEN, 0, np.arange(len(around)))
    return around[np.maximum.accumulate(solid)[places]]


def _idle_joiners(document: Document) -> Ints:
    """The places of zero-width joiners and non-joiners between characters that never join."""
    places = (np.frombuffer(forms(document), np.uint8) == JOINER).nonzero()[0]
    padded = np.concatenate(([NEWLINE], document.classes, [NEWLINE]))
    idle: Ints = places[UNJOINED[padded[places]] & UNJOINED[padded[places + 2]]]
    return idle


@rule("glyphs.line-end", at=(one(LINE_END),))
def line_end(document: Document, self: Rule) -> Iterable[Proposal]:
    """A variant of the line end becomes a newline.

    ## Why
    Carriage returns, vertical tabs, NEL and the Unicode line and paragraph separators, alone or
    mixed with newlines. A file that uses one style throughout keeps it: that is settled when the
    file is read. A form feed is a page break and stays.

    ## Examples
    Repairs: 第一行\u2028第二行 → 第一行⏎第二行
    Repairs: 一行\r⏎又一行⏎ → 一行⏎又一行⏎
    Leaves: 第一行⏎第二行

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    if not document.has(LINE_END):
        return
    places = (document.classes == LINE_END).nonzero()[0]
    following = np.append(document.classes, NEWLINE)[places + 1]
    paired = (following == NEWLINE) & (code_points(document.text)[places] == ord("\r"))
    paired &= places + 1 < len(document.text)
    yield Proposal(self, places, places + 1, ["" if crlf else "\n" for crlf in paired.tolist()])


def _odd_blanks() -> Ints:
    """The code points of the blanks that a rule makes plain."""
    points = (class_table() == WIDE_SPACE).nonzero()[0]
    found: Ints = points[points != IDEOGRAPHIC_SPACE]
    return found


@rule("glyphs.space-variant", at=(one(_odd_blanks),))
def space_variant(document: Document, self: Rule) -> Iterable[Proposal]:
    """A no-break, thin or other odd space beside Chinese becomes a plain space.

    ## Why
    In other scripts such spaces mean something (Bonjour\u00a0!, 10\u202f000), and ideographic spaces
    are layout everywhere: indents, the columns of a table, a gap to fill in, the parts of a
    headline. They all stay.

    ## Examples
    Repairs: 共\u00a0300 户 → 共 300 户
    Leaves: \u3000\u3000本报讯
    Leaves: 新时代\u3000新征程
    Leaves: Bonjour\u00a0!

    ## Known failures
    None known.

    ## Since
    0.1.0
    """
    if not document.has(WIDE_SPACE):
        return
    classes = document.classes
    places = ((classes == WIDE_SPACE) & (document.codes != IDEOGRAPHIC_SPACE)).nonzero()[0]
    padded = np.concatenate(([NEWLINE], classes, [NEWLINE]))
    chinese = SOLID[padded[places]] | SOLID[padded[places + 2]]
    places = places[chinese]
    yield Proposal(self, places, places + 1, " ")
