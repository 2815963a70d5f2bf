"""Characters in another form than that of running text: which of them a document has.

One look at a table tells it for all the rules of `glyphs` that need one: in clean text nothing is
found, and none of them looks at the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial

from cleaner.text.characters import Bytes, Ints
from cleaner.text.document import Document

PLAIN = 0
RADICAL = 1
COMPATIBLE = 2  # compatibility ideographs
HALF_KANA = 3
VERTICAL = 4  # presentation forms of marks in vertical text
LIGATURE = 5
PRIVATE = 6  # private use, and U+FFFD and U+FFFC, which stand for what could not be read
JOINER = 7  # zero-width joiner and non-joiner
BYTE = 8  # what bytes of UTF-8, GBK and Big5 become when they are read as Latin-1
MISREAD = 9  # what the first two bytes of a character in UTF-8 become when they are read as GBK

# First and last code point, form. Blocks after Unicode 16, `Blocks.txt`.
_RANGES = (
    (0x2E80, 0x2FD5, RADICAL),
    (0xF900, 0xFAFF, COMPATIBLE),
    (0x2F800, 0x2FA1F, COMPATIBLE),
    (0xFF61, 0xFF9F, HALF_KANA),
    (0xFE10, 0xFE19, VERTICAL),
    (0xFE30, 0xFE48, VERTICAL),
    (0xFB00, 0xFB06, LIGATURE),
    (0xE000, 0xF8FF, PRIVATE),
    (0xFFFC, 0xFFFD, PRIVATE),
    (0xF0000, 0x10FFFF, PRIVATE),
    (0x200C, 0x200D, JOINER),
    (0xA4, 0xA6, BYTE),
    (0xC0, 0xFF, BYTE),
)
# In the compatibility block, but unified ideographs all the same (The Unicode Standard, 18.1).
UNIFIED = "﨎﨏﨑﨓﨔﨟﨡﨣﨤﨧﨨﨩"
MULTIPLICATION, DIVISION = 0xD7, 0xF7  # × and ÷, code points among the letters of Latin-1
LEADS = (*range(0xE2, 0xEA), 0xEF)  # of the characters that Chinese text has, in UTF-8
TRAILS = range(0x80, 0xC0)


@cache
def form_table() -> Bytes:
    """The form of every code point."""
    import numpy as np

    table = np.zeros(0x110000, np.uint8)
    for first, last, form in _RANGES:
        table[first : last + 1] = form
    table[[*map(ord, UNIFIED), MULTIPLICATION, DIVISION]] = PLAIN
    for lead in LEADS:
        for trail in TRAILS:
            found = bytes((lead, trail)).decode("gbk", "ignore")
            if found:
                table[ord(found)] = MISREAD
    return table


def forms(document: Document) -> bytes:
    """The form of each character, one byte each; kept with the document."""
    found = document.analyses.get("forms")
    if not isinstance(found, bytes):
        found = form_table().take(document.codes).tobytes()
        document.analyses["forms"] = found
    return found


@cache
def of_form(form: int) -> Callable[[], Ints]:
    """What gives the code points of a form: a kind of signs (`cleaner.text.signs`)."""
    return partial(_points, form)


def _points(form: int) -> Ints:
    places, forms = _not_plain()
    found: Ints = places[forms == form]
    return found


@cache
def _not_plain() -> tuple[Ints, Bytes]:
    """The code points that are not plain, and the form of each."""
    table = form_table()
    places: Ints = table.nonzero()[0]
    return places, table[places]


def places(kinds: bytes, kind: int) -> Iterator[int]:
    """Where `kind` stands among the kinds of a text's characters, one byte each."""
    place = kinds.find(kind)
    while place >= 0:
        yield place
        place = kinds.find(kind, place + 1)
