"""What half-width marks in Chinese are: marks like the full-width ones they stand for.

Who asks where sentences end or clauses go on asks before the stage `marks` has set them right; so
`classes` gives a half-width mark the class of the mark that is meant.
"""

from __future__ import annotations

import numpy as np

from cleaner.text.characters import (
    ASCII_CLAUSE,
    ASCII_CLOSE,
    ASCII_QUOTE,
    ASCII_STOP,
    ASCII_SYMBOL,
    BLANKS,
    CLAUSE,
    CLOSE,
    DASH,
    DIGIT,
    HAN,
    HANGUL,
    KANA,
    LETTER,
    NEWLINE,
    OPEN,
    POINT,
    STOP,
    Bytes,
    Flags,
    class_set,
)
from cleaner.text.document import Document
from cleaner.text.regex import regex

CHINESE = class_set(HAN, CLOSE, STOP, CLAUSE, DASH)  # what a half-width mark stands behind
WORD = class_set(DIGIT, LETTER, ASCII_SYMBOL, ASCII_CLOSE)
ENDS = class_set(CLOSE, ASCII_CLOSE, ASCII_QUOTE, OPEN)  # what stands behind the end of a sentence
HALF_WIDTH = 0.5  # of the marks behind Han, those of half width in a document that writes them so
FEW = 3
ABROAD = 0.14
IN_LISTS = "：、:"  # marks that entries of a list have, too
LINES = 4  # line ends of a document that can be a list
ENGLISH, JOINING = 3, 3  # letters for each Han, and joining words, in English at least; set by hand
_JOINING = regex(  # the few in a title in Chinese text, of the, do not make that English
    r"\b(?:an?|and|are|as|at|be|been|but|by|for|from|has|have|in|is|it|its|no|not|of|on|or|so|than|that"
    r"|the|then|there|these|they|this|to|was|were|when|where|which|with)\b"
)
LEAST = 14  # Han characters of a document from which it tells of its lines


def classes(document: Document) -> Bytes:
    """The class bytes of a document, those of half-width marks in Chinese as of full-width ones."""
    if not document.has(HAN) or not document.has(ASCII_CLAUSE, ASCII_STOP, POINT, ASCII_QUOTE):
        return document.classes
    known: Bytes | None = document.analyses.get("meant")
    if known is None:
        known = document.analyses["meant"] = _marks(document)
    return known


def half_width(document: Document) -> bool:
    """Whether a document writes half-width marks behind Han, and not full-width ones."""
    return document.has(HAN) and _throughout(document.classes)


def running(document: Document) -> bool:
    """Whether the most of a document is running Chinese: what stands in lines with its marks."""
    known: bool | None = document.analyses.get("running")
    if known is None:
        known = _is_most(document, class_set(CLAUSE, STOP)[classes(document)])
        document.analyses["running"] = known
    return known


def listed(document: Document) -> bool:
    """Whether the most of some lines of Chinese has neither a comma nor the end of a sentence."""
    known: bool | None = document.analyses.get("listed")
    if known is None:
        known = len(document.line_ends) >= LINES
        if known:
            marks = class_set(CLAUSE, STOP)[classes(document)]
            for mark in IN_LISTS:
                marks &= document.codes != ord(mark)
            known = not _is_most(document, marks)
        document.analyses["listed"] = known
    return known


def _is_most(document: Document, marks: Flags) -> bool:
    """Whether half the Han characters of a document stand in lines with one of the marks."""
    lines = np.append(document.line_ends, len(document.text))
    starts = np.append(0, lines[:-1] + 1)
    places = marks.nonzero()[0]
    han = (document.classes == HAN).nonzero()[0]
    marked = np.searchsorted(places, lines) > np.searchsorted(places, starts)
    sizes = np.searchsorted(han, lines) - np.searchsorted(han, starts)
    return len(han) >= LEAST and 2 * int(sizes[marked].sum()) >= len(han)


def abroad(document: Document) -> bool:
    """Whether a document is in Japanese or Korean: one of seven characters is kana or Hangul."""
    if not document.has(KANA, HANGUL):
        return False
    han = int((document.classes == HAN).sum())
    other = int(class_set(KANA, HANGUL)[document.classes].sum())
    return other >= ABROAD * (han + other)


def english(document: Document) -> bool:
    """Whether a document is English that cites Chinese: three letters for each Han."""
    if not document.has(LETTER) or not document.has(HAN):
        return False
    han, letters = ((document.classes == each).sum() for each in (HAN, LETTER))
    return letters >= ENGLISH * han and joining(document.text, JOINING)


def joining(text: str, least: int) -> bool:
    """Whether a text has so many different words of English that join others."""
    seen: set[str] = set()
    for word in _JOINING.finditer(text):
        seen.add(word[0])
        if len(seen) >= least:
            return True
    return False


def _marks(document: Document) -> Bytes:
    plain = document.classes
    meant = plain.copy()
    behind = np.append(plain[1:], NEWLINE)
    throughout = _throughout(plain)
    for _ in range(2):  # a mark may stand behind a mark: ?!
        before = np.append(NEWLINE, meant[:-1]).astype(np.uint8)
        chinese = CHINESE[before]
        if throughout:
            chinese |= WORD[before] & (behind == HAN)
        meant[(plain == ASCII_STOP) & chinese] = STOP
        meant[(plain == ASCII_CLAUSE) & chinese] = CLAUSE
        meant[(plain == POINT) & chinese & _ends(behind, throughout)] = STOP
    _quotes(document, meant)
    return meant


def _throughout(plain: Bytes) -> bool:
    """Whether the document writes half-width marks behind Han, and not full-width ones."""
    after = plain[1:][plain[:-1] == HAN]
    half = int(class_set(ASCII_CLAUSE, ASCII_STOP)[after].sum())
    full = int(class_set(CLAUSE, STOP)[after].sum())
    return half >= FEW and half > HALF_WIDTH * (half + full)


def _ends(behind: Bytes, throughout: bool) -> Flags:
    """Where a point ends a sentence: at a line end, before a closing mark, or anywhere."""
    found: Flags = BLANKS[behind] | ENDS[behind]
    return found | (behind == HAN) if throughout else found


def _quotes(document: Document, meant: Bytes) -> None:
    """Give straight double quotes beside Chinese the class of what they do, where that is plain."""
    if '"' not in document.text:
        return
    places = (document.codes == ord('"')).nonzero()[0]
    edged = np.concatenate(([NEWLINE], meant, [NEWLINE])).astype(np.uint8)
    before, behind = edged[places], edged[places + 2]
    opens = (BLANKS[before] | (before == CLAUSE) | (before == OPEN)) & (behind == HAN)
    closes = (before == STOP) | (before == DASH)
    closes |= (before == HAN) & class_set(CLAUSE, STOP, CLOSE, NEWLINE)[behind]
    meant[places[opens]] = OPEN
    meant[places[closes & ~opens]] = CLOSE
